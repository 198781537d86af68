"""Finding what somebody typed: a unit by code or name without its marks, a criterion by code."""

from collections.abc import Sequence

from attrs import frozen

from thidua.core.criteria import ROOT, Sheet
from thidua.core.seasons.remarks import nearest
from thidua.core.seasons.season import UnitLine
from thidua.core.units import fold

_TOTAL = {"total", "tong", "tong diem"}


@frozen
class Lookup:
    """What was found: one code; or, when code is "", what may have been meant."""

    code: str
    candidates: tuple[str, ...] = ()


def find_unit(units: Sequence[UnitLine], text: str) -> Lookup:
    """Return the unit with this code, else the only one whose name is, or contains, the text."""
    if any(unit.code == text for unit in units):
        return Lookup(text)
    wanted = fold(text)
    named = [unit.code for unit in units if wanted in map(fold, _names(unit))]
    if not named and wanted:
        named = [u.code for u in units if any(wanted in fold(name) for name in _names(u))]
    if len(named) == 1:
        return Lookup(named[0])
    close = nearest(text, tuple(unit.code for unit in units))
    return Lookup("", tuple(named) or ((close,) if close else ()))


def _names(unit: UnitLine) -> tuple[str, ...]:
    return tuple(filter(None, (unit.code, unit.name, unit.short_name)))


def find_criterion(sheet: Sheet, text: str) -> Lookup:
    """Return the criterion with this code, or the total; else the nearest code."""
    codes = tuple(criterion.code for criterion in sheet.criteria)
    if text in codes or text == ROOT:
        return Lookup(text)
    wanted = fold(text)
    same = [code for code in codes if fold(code) == wanted]
    if len(same) == 1:
        return Lookup(same[0])
    if wanted in _TOTAL:
        return Lookup(ROOT)
    close = nearest(text, codes)
    return Lookup("", (close,) if close else ())
