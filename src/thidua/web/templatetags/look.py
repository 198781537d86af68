"""Small drawings of the look: icons and the marks of who scored."""

from typing import Final

from django import template
from django.utils.safestring import SafeString, mark_safe

from thidua.web.charts import Chart, svg

register = template.Library()

ICONS: Final = {
    "arrow": '<path d="M3 8h9.5M8.8 4.2 12.6 8l-3.8 3.8"/>',
    "back": '<path d="M6.5 3.5 2.5 7.5l4 4"/><path d="M2.5 7.5h7a4 4 0 0 1 0 6.5H8"/>',
    "bad": '<circle cx="8" cy="8" r="6.3"/><path d="M8 4.6v4M8 11.2v.1"/>',
    "clock": '<circle cx="8" cy="8" r="6.3"/><path d="M8 4.4V8l2.4 1.8"/>',
    "download": '<path d="M8 2v7.5M4.8 6.6 8 9.8l3.2-3.2M3 13.5h10"/>',
    "file": '<path d="M4 1.8h5l3 3v9.4H4z"/><path d="M9 1.8v3h3"/>',
    "info": '<circle cx="8" cy="8" r="6.3"/><path d="M8 7.4v4M8 4.7v.1"/>',
    "lock": '<rect x="3.2" y="7" width="9.6" height="6.6" rx="1"/>'
    '<path d="M5.3 7V5a2.7 2.7 0 0 1 5.4 0v2"/>',
    "ok": '<path d="M3 8.5 6.5 12 13 4.5"/>',
    "print": '<path d="M4.5 6V2h7v4M4.5 11.5h-2V6h11v5.5h-2"/><path d="M4.5 9.5h7V14h-7z"/>',
    "star": '<path d="M8 1.8l1.9 4 4.3.5-3.2 3 .9 4.3L8 11.4l-3.9 2.2.9-4.3-3.2-3 4.3-.5z"/>',
    "wait": '<path d="M4.5 2h7M4.5 14h7M5.2 2c0 4 5.6 4.6 5.6 6s-5.6 2-5.6 6M10.8 2c0 4-5.6 4.6-5.6'
    ' 6s5.6 2 5.6 6"/>',
    "warn": '<path d="M8 2 14.5 13.5h-13z"/><path d="M8 6.5v3M8 11.6v.1"/>',
}
_RING = '<circle class="mk-ring" cx="6.5" cy="6.5" r="5"/>'
MARKS: Final = {
    "none": '<circle class="mk-none" cx="6.5" cy="6.5" r="5"/>',
    "self": _RING,
    "cross": _RING + '<path class="mk-half" d="M6.5 1.5a5 5 0 0 1 0 10z"/>',
    "verified": '<circle class="mk-full" cx="6.5" cy="6.5" r="5"/>',
}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon; the words beside it say what it means."""
    # What is marked safe comes from the table above, never from a request.
    return mark_safe(  # noqa: S308  # constant drawings
        f'<svg class="ic" viewBox="0 0 16 16" aria-hidden="true">{ICONS[name]}</svg>'
    )


@register.simple_tag
def mark(name: str) -> SafeString:
    """Draw the mark of who scored: none, self, cross or verified."""
    return mark_safe(  # noqa: S308  # constant drawings
        f'<svg class="mk" viewBox="0 0 13 13" aria-hidden="true">{MARKS[name]}</svg>'
    )


@register.filter
def drawn(chart: Chart) -> SafeString:
    """Draw a chart."""
    return svg(chart)
