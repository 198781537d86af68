"""Numbers, points and days in the language of the page."""

import datetime as dt
from fractions import Fraction

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from thidua import wording
from thidua.web.languages import language

NONE_YET = "–"
register = template.Library()


@register.filter
def points(hundredths: int | None) -> str:
    """Show points, given in hundredths, with two decimals; none yet is a dash."""
    return NONE_YET if hundredths is None else wording.points(hundredths, language())


@register.filter
def short_points(hundredths: int | None) -> str:
    """Show points without decimals where both are zero, as in a matrix or a maximum."""
    return NONE_YET if hundredths is None else wording.points(hundredths, language(), decimals=0)


@register.filter
def dimmed_points(hundredths: int | None) -> str | SafeString:
    """Show points with their decimals dimmed; wrap it in `class="pt"`."""
    text = points(hundredths)
    if text == NONE_YET:
        return text
    return format_html("{}<i>{}</i>", text[:-3], text[-3:])


@register.filter
def number(value: Fraction | int | None) -> str:
    """Show an exact number; none yet is a dash."""
    return NONE_YET if value is None else wording.number(value, language())


@register.filter
def day(moment: dt.date | dt.datetime | None) -> str:
    """Show the day of a date or of a moment, in local time; none yet is a dash."""
    if moment is None:
        return NONE_YET
    return wording.day(_local(moment), language())


@register.filter
def long_day(date: dt.date | dt.datetime) -> str:
    """Write a day as official papers do: ngày 05 tháng 02 năm 2026."""
    local = _local(date)
    if language() == "en":
        return f"{local.day} {local:%B} {local.year}"
    month = f"{local.month:02}" if local.month < 3 else str(local.month)  # noqa: PLR2004  # as papers do
    return f"ngày {local.day:02} tháng {month} năm {local.year}"


@register.filter
def clock(moment: dt.datetime) -> str:
    """Show the hour and minute of a moment, in local time."""
    return f"{_local(moment):%H:%M}"


@register.filter
def iso(moment: dt.date | dt.datetime) -> str:
    """Write a moment for the datetime attribute of a <time>."""
    return _local(moment).isoformat(**({"timespec": "minutes"} if _timed(moment) else {}))


def _local(moment: dt.date | dt.datetime) -> dt.date | dt.datetime:
    if isinstance(moment, dt.datetime) and timezone.is_aware(moment):
        return moment.astimezone(timezone.get_default_timezone())
    return moment


def _timed(moment: dt.date | dt.datetime) -> bool:
    return isinstance(moment, dt.datetime)
