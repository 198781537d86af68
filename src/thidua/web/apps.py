"""The Django app of the pages; it has no tables."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Views, forms, templates and static files."""

    name = "thidua.web"
    label = "web"
