"""Readers of the values that a sheet is written in: points, percents, days, choices, lists.

A reader takes a `Written` value and returns what it means, or UNREAD after it has said what is
wrong with it.
"""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from thidua.core.criteria.syntax import FloatText
from thidua.core.criteria.written import ANY_LEAP_YEAR, UNREAD, Unread, Written
from thidua.core.figures.numbers import NotANumber, read_number

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)
Reader = Callable[[Written], Any]

MOST = 10**12
MOST_DECIMALS = 9
HUNDRED = 100
LONGEST_NAME = 80
LONGEST_LIST = 1000
MOST_CRITERIA = 20_000
MOST_NAMES = 20
FIRST_YEAR, LAST_YEAR = 1990, 2100
NO_LIMIT = "none"

_FLOAT = re.compile(r"([+-]?[0-9_]+(?:\.[0-9_]+)?)(?:[eE]([+-]?[0-9]{1,2}))?")
_DAY = re.compile(r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_CODE = re.compile(r"[\w.()+-]{1,40}")
MONTHS = 12


def as_it_stands(written: Written) -> object:
    """Return the raw value: the tree has been made of it, and has said what is wrong with it."""
    return written.value


def unread(written: Written) -> Written:
    """Return the value to be read later."""
    return written


def text(written: Written) -> str | Unread:
    """Return text without spaces around it; it may be empty."""
    if not isinstance(written.value, str) or isinstance(written.value, FloatText):
        return written.refuse("sheet_not_text")
    return written.value.strip()


def said(written: Written) -> str | Unread:
    """Return text that says something."""
    value = text(written)
    return written.refuse("sheet_empty_text") if value == "" else value


def name(written: Written) -> str | Unread:
    """Return a name on one line that files and tables have room for."""
    value = said(written)
    if isinstance(value, Unread) or (len(value) <= LONGEST_NAME and value.isprintable()):
        return value
    return written.refuse("sheet_name_too_long", most=LONGEST_NAME)


def code(written: Written) -> str | Unread:
    """Return a key that files and addresses can carry: letters, digits, dot, dash, brackets."""
    value = said(written)
    if isinstance(value, Unread) or _CODE.fullmatch(value):
        return value
    return written.refuse("sheet_not_a_code")


def flag(written: Written) -> bool | Unread:
    """Return true or false."""
    return written.value if isinstance(written.value, bool) else written.refuse("sheet_not_a_flag")


def number(written: Written) -> Fraction | Unread:
    """Return an exact number."""
    return _number(written, written.value, "sheet_not_a_number")


def _number(written: Written, raw: object, otherwise: str) -> Fraction | Unread:
    value = _exact(raw)
    if value is None:
        return written.refuse(otherwise)
    if abs(value) > MOST or 10**MOST_DECIMALS % value.denominator:
        return written.refuse("sheet_number_too_long", most=MOST, decimals=MOST_DECIMALS)
    return value


def _exact(raw: object) -> Fraction | None:
    """Return the number in a whole number, a TOML float or a Vietnamese text."""
    if isinstance(raw, int) and not isinstance(raw, bool):
        return Fraction(raw)
    if isinstance(raw, FloatText):
        parts = _FLOAT.fullmatch(raw)
        return Fraction(parts[1]) * Fraction(10) ** int(parts[2] or 0) if parts else None
    if not isinstance(raw, str) or "%" in raw:
        return None
    try:
        return read_number(raw)
    except NotANumber:
        return None


def points(written: Written) -> int | Unread:
    """Return points in hundredths, exactly."""
    value = _number(written, written.value, "sheet_not_points")
    if isinstance(value, Unread):
        return value
    if (value * HUNDRED).denominator != 1:
        return written.refuse("sheet_points_too_fine")
    return int(value * HUNDRED)


def points_from_zero(written: Written) -> int | Unread:
    """Return points that are not below zero, in hundredths."""
    value = points(written)
    if not isinstance(value, Unread) and value < 0:
        return written.refuse("sheet_below_zero")
    return value


def points_or_no_limit(written: Written) -> int | Unread | None:
    """Return points in hundredths, or None for `"none"`."""
    return None if written.value == NO_LIMIT else points(written)


def bound(written: Written) -> Fraction | Unread:
    """Return the bound of a band: a number, or a percent as 80 or "80%"."""
    return _number(written, _without_percent(written.value), "sheet_not_a_number")


def above_zero(written: Written) -> Fraction | Unread:
    """Return an exact number above zero."""
    value = number(written)
    if not isinstance(value, Unread) and value <= 0:
        return written.refuse("sheet_not_above_zero")
    return value


def percent(written: Written) -> Fraction | Unread:
    """Return a percent, written as 50 or "50%", from zero on."""
    value = _number(written, _without_percent(written.value), "sheet_not_a_percent")
    if not isinstance(value, Unread) and value < 0:
        return written.refuse("sheet_below_zero")
    return value


def _without_percent(raw: object) -> object:
    is_text = isinstance(raw, str) and not isinstance(raw, FloatText)
    return str(raw).strip().removesuffix("%") if is_text else raw


def percent_of_whole(written: Written) -> Fraction | Unread:
    """Return a percent from 0 to 100."""
    value = percent(written)
    if not isinstance(value, Unread) and value > HUNDRED:
        return written.refuse("percent_over_100")
    return value


def whole(written: Written) -> int | Unread:
    """Return a whole number from zero on."""
    value = _number(written, written.value, "sheet_not_whole")
    if isinstance(value, Unread):
        return value
    if value.denominator != 1 or value < 0:
        return written.refuse("sheet_not_whole")
    return int(value)


def year(written: Written) -> int | Unread:
    """Return a year that a sheet can be of."""
    value = whole(written)
    if not isinstance(value, Unread) and not FIRST_YEAR <= value <= LAST_YEAR:
        return written.refuse("implausible_year", first=FIRST_YEAR, last=LAST_YEAR)
    return value


def step(written: Written) -> int | Unread:
    """Return the finest part of a point, in hundredths, of which a point is a whole number."""
    value = points(written)
    if not isinstance(value, Unread) and (value <= 0 or HUNDRED % value):
        return written.refuse("sheet_not_a_step")
    return value


def places(written: Written) -> int | Unread:
    """Return the decimals that a division is rounded to."""
    value = whole(written)
    if not isinstance(value, Unread) and value > 2:  # noqa: PLR2004  # points are hundredths
        return written.refuse("sheet_too_many_places")
    return value


def choice(kinds: type[Choice]) -> Callable[[Written], Choice | Unread]:
    """Return a reader of one of a few words."""

    def read(written: Written) -> Choice | Unread:
        if written.value in list(kinds):
            return kinds(str(written.value))
        return written.refuse("sheet_not_a_choice", choices=tuple(kind.value for kind in kinds))

    return read


def each(
    read: Callable[[Written], Value | Unread], *, empty: bool = False, most: int = LONGEST_LIST
) -> Callable[[Written], Any]:
    """Return a reader of a list, each item read by the given reader; empty: it may be empty."""

    def read_all(written: Written) -> tuple[Value, ...] | Unread:
        if not isinstance(written.value, list):
            return written.refuse("sheet_not_a_list")
        if not written.value and not empty:
            return written.refuse("sheet_empty_list")
        if len(written.value) > most:
            return written.refuse("sheet_list_too_long", most=most)
        items = [read(written.at(at, item)) for at, item in enumerate(written.value)]
        sound = [item for item in items if not isinstance(item, Unread)]
        return tuple(sound) if len(sound) == len(items) else UNREAD

    return read_all


def day(written: Written) -> dt.date | Unread:
    """Return a day: a TOML date, or text such as "30/11" (in the sheet's year) or "30/11/2025"."""
    value = written.value
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return value
    if not isinstance(value, str):
        return written.refuse("sheet_not_a_date")
    iso, local = _ISO_DAY.fullmatch(value.strip()), _DAY.fullmatch(value.strip())
    if iso:
        return _day(written, int(iso[3]), int(iso[2]), int(iso[1]))
    if local:
        in_year = int(local[3]) if local[3] else written.page.year or ANY_LEAP_YEAR
        return _day(written, int(local[1]), int(local[2]), in_year)
    return written.refuse("sheet_not_a_date")


def _day(written: Written, number: int, month: int, in_year: int) -> dt.date | Unread:
    if not dt.MINYEAR <= in_year <= dt.MAXYEAR:
        return written.refuse("sheet_not_a_date")
    if not 1 <= month <= MONTHS:
        return written.refuse("no_such_month", month=month)
    days = monthrange(in_year, month)[1]
    if not 1 <= number <= days:
        return written.refuse("no_such_day", month=month, days=days, year=in_year)
    return dt.date(in_year, month, number)


def names(written: Written) -> dict[str, str] | Unread:
    """Return a table of keys and what each is called."""
    if not isinstance(written.value, dict):
        return written.refuse("sheet_not_a_table")
    return _by_key(written, written.value, said)


def totals(written: Written) -> dict[str, int] | Unread:
    """Return the declared total in hundredths by type of unit; "" is for every type."""
    if not isinstance(written.value, dict):
        value = points(written)
        return UNREAD if isinstance(value, Unread) else {"": value}
    return _by_key(written, written.value, points)


def _by_key(
    written: Written, table: Mapping[str, object], read: Callable[[Written], Value | Unread]
) -> dict[str, Value] | Unread:
    """Return a table whose keys are codes of the sheet's own, each value read."""
    if len(table) > MOST_NAMES:
        return written.refuse("sheet_list_too_long", most=MOST_NAMES)
    keys = {key: code(written.at(key, key)) for key in table}
    found = {key: read(written.at(key, value)) for key, value in table.items()}
    sound = {key: value for key, value in found.items() if not isinstance(value, Unread)}
    whole = len(sound) == len(table) and UNREAD not in keys.values()
    return sound if whole else UNREAD
