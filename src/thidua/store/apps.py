"""The one Django app that has tables."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The tables, their questions and their migrations."""

    name = "thidua.store"
    label = "store"
