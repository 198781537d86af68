"""Numbers, points and dates as Vietnamese and English readers write them."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import Literal

Language = Literal["vi", "en"]
LANGUAGES: tuple[Language, ...] = ("vi", "en")
MINUS = "\u2212"
MOST_DECIMALS = 6

# thousands, decimal
_MARKS = {"vi": (".", ","), "en": (",", ".")}
_TO_VIETNAMESE = str.maketrans({",": ".", ".": ","})


def points(hundredths: int, lang: Language, *, decimals: int = 2) -> str:
    """Return points, given in hundredths, with two decimals (1.284,50; −3,25; 1,284.50).

    decimals: 0 leaves the decimals out where both are zero, 2 always shows both.
    """
    whole, rest = divmod(abs(hundredths), 100)
    text = f"{whole:,}" if decimals == 0 and not rest else f"{whole:,}.{rest:02}"
    return _signed(text, lang, negative=hundredths < 0)


def number(value: Fraction | int, lang: Language, *, decimals: int | None = None) -> str:
    """Return an exact number, its decimals in full up to six, or rounded half-up to `decimals`.

    A number that six decimals do not hold ends in "…".
    """
    most = MOST_DECIMALS if decimals is None else decimals
    scaled = abs(Fraction(value)) * 10**most
    whole = int(scaled + Fraction(1, 2)) if decimals is not None else int(scaled)
    cut = decimals is None and whole != scaled
    digits = str(whole).rjust(most + 1, "0")
    head, tail = digits[: len(digits) - most], digits[len(digits) - most :]
    if decimals is None:
        tail = tail.rstrip("0")
    text = f"{int(head):,}" + (f".{tail}" if tail else "") + ("…" if cut else "")
    return _signed(text, lang, negative=value < 0 and (whole != 0 or cut))


def plain(value: Fraction | int) -> str:
    """Return a whole number as bare digits, as in a year or a row."""
    return str(value)


def day(date: dt.date, lang: Language) -> str:
    """Return a date with the day first: 21/11/2025 in Vietnamese, 21 Nov 2025 in English."""
    if lang == "vi":
        return f"{date.day:02}/{date.month:02}/{date.year}"
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def listed(texts: Iterable[str]) -> str:
    """Return several things in one sentence."""
    return ", ".join(texts)


def _signed(text: str, lang: Language, *, negative: bool) -> str:
    marked = text.translate(_TO_VIETNAMESE) if lang == "vi" else text
    return MINUS + marked if negative else marked
