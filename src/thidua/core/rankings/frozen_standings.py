"""Standings as plain values, and back."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from attrs import evolve, fields

from thidua.core.rankings.standings import Standing, Status, TieKind

_NAMES = tuple(attribute.name for attribute in fields(Standing))


def plain_standing(standing: Standing) -> list[Any]:
    """Return a standing's values in the order of its fields."""
    return [_plain(getattr(standing, name)) for name in _NAMES]


def standing_from(values: Sequence[Any]) -> Standing:
    """Return a standing out of its values."""
    standing = Standing(*(_value(value) for value in values))
    return evolve(standing, status=Status(standing.status), tie=TieKind(standing.tie))


def _plain(value: Any) -> Any:
    """Return a value as JSON can hold it; a fraction is told by its name."""
    if isinstance(value, Fraction):
        return {"fraction": [value.numerator, value.denominator]}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def _value(plain: Any) -> Any:
    if isinstance(plain, dict):
        return Fraction(*plain["fraction"])
    if isinstance(plain, list):
        return tuple(_value(item) for item in plain)
    return plain
