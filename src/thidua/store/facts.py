"""Facts of findings as JSON and back: text, whole numbers, fractions, days, and lists of them."""

import datetime as dt
import unicodedata
from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any


def written(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return facts as JSON can hold them. Raises TypeError for what is no plain value."""
    return {text(name): _written(value) for name, value in facts.items()}


def read(facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the facts that were written."""
    return {name: _read(value) for name, value in facts.items()}


def text(value: str) -> str:
    """Return text as the database can hold it: composed, without the zero sign."""
    return unicodedata.normalize("NFC", value.replace("\x00", "\ufffd"))


def _written(value: Any) -> Any:
    match value:
        case None | bool() | int():
            return value
        case str():
            return text(value)
        case Fraction():
            return {"fraction": [value.numerator, value.denominator]}
        case dt.date():
            return {"day": value.isoformat()}
        case Mapping():
            return {"facts": written(value)}
        case set() | frozenset():
            return [_written(part) for part in sorted(value)]
        case Iterable():
            return [_written(part) for part in value]
    raise TypeError(value)


def _read(value: Any) -> Any:
    match value:
        case {"fraction": [numerator, denominator]}:
            return Fraction(numerator, denominator)
        case {"day": day}:
            return dt.date.fromisoformat(day)
        case {"facts": facts}:
            return read(facts)
        case list():
            return tuple(_read(part) for part in value)
    return value
