"""Words around lists, in the language of the page."""

from collections.abc import Iterable

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def together(names: Iterable[object]) -> str:
    """Name several things in a sentence: A, B và C."""
    *before, last = [str(name) for name in names] or [""]
    return (
        _("%(before)s và %(last)s") % {"before": ", ".join(before), "last": last}
        if before
        else last
    )
