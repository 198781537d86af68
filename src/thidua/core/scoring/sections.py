"""Sections and the total: what stands above the leaves, from the rows below it."""

from functools import reduce
from operator import add

import numpy as np
import numpy.typing as npt
from attrs import frozen

from thidua.core.criteria import ROOT, Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.figures import States
from thidua.core.scoring.exact import (
    Mask,
    Quotient,
    Whole,
    added,
    choose,
    clipped,
    constant,
    replaced,
    rounded,
    upper_of,
    whole,
)
from thidua.core.scoring.once import STEPS
from thidua.core.scoring.rows import Rows
from thidua.core.scoring.scorecard import Filled

Maxima = npt.NDArray[np.int64] | int


@frozen(eq=False)
class Below:
    """The nodes directly under a section.

    inside: within the section's own maximum; rows: theirs; on_top: rows of the others.
    passing: rows of those inside that may earn more than their own maximum.
    """

    inside: tuple[Criterion, ...]
    rows: list[int]
    on_top: list[int]
    passing: list[int]

    @property
    def all_rows(self) -> list[int]:
        """Return the rows of all children."""
        return sorted(self.rows + self.on_top)


def below(code: str | None, sheet: Sheet, row_of: dict[str, int]) -> Below:
    """Return what stands directly under a section; None is the total."""
    children = sheet.children(code)
    inside = tuple(child for child in children if not child.on_top)
    return Below(
        inside=inside,
        rows=[row_of[child.code] for child in inside],
        on_top=[row_of[child.code] for child in children if child.on_top],
        passing=[row_of[child.code] for child in inside if may_pass_maximum(child, sheet)],
    )


def may_pass_maximum(criterion: Criterion, sheet: Sheet) -> bool:
    """Return whether a node may earn more than its maximum: bonus, surplus, lines on top."""
    if criterion.max_points is None:
        return False
    if criterion.is_leaf:
        surplus = isinstance(criterion.rule, r.Ratio) and criterion.rule.surplus_max_points
        return bool(criterion.bonus_max_points or surplus)
    children = sheet.children(criterion.code)
    if any(child.on_top for child in children):
        return True
    return _adds_up(criterion) and any(may_pass_maximum(child, sheet) for child in children)


def _adds_up(section: Criterion) -> bool:
    return isinstance(section.rule, r.Sum) and not section.pool


def write_section(section: Criterion, *, sheet: Sheet, rows: Rows) -> None:
    """Write a section's row from the rows of its children."""
    under = below(section.code, sheet, rows.row_of)
    filled = _filled(under, rows)
    points, most = _points(section, under, sheet, rows), _max_points(section, under, sheet, rows)
    if filled is not None:
        points = choose(filled <= Filled.PARTIAL, points, 0)
        most = np.where(filled <= Filled.BLANK, most, 0)
    row, provisional = rows.row_of[section.code], _provisional(filled, under, rows)
    rows.write(row, points, most, filled=filled, provisional=provisional)


def write_total(sheet: Sheet, rows: Rows) -> None:
    """Write the total's row: the base and the top level, never held, always a number."""
    under = below(None, sheet, rows.row_of)
    points = added(rows.points_of(under.all_rows)) + sheet.base_points
    most = _added_maxima(under, rows) + sheet.base_points
    filled = _filled(under, rows)
    if filled is not None:
        missing = (filled == Filled.PARTIAL) | (filled == Filled.BLANK)
        filled = np.where(missing, Filled.PARTIAL, Filled.COMPLETE).astype(np.int8)
    row, provisional = rows.row_of[ROOT], _provisional(filled, under, rows)
    rows.write(row, points, most, filled=filled, provisional=provisional)


def _filled(under: Below, rows: Rows) -> States | None:
    """Return how filled a section is; None for complete throughout.

    Nothing that applies: excused if any child is, else not assigned; nothing reported: blank.
    """
    uneven = rows.uneven(under.all_rows)
    if not uneven and under.all_rows:
        return None
    states = rows.filled[uneven]
    if not states.any() and under.all_rows:
        return None
    missing = ((states == Filled.PARTIAL) | (states == Filled.BLANK)).any(axis=0)
    here = np.where(missing, Filled.PARTIAL, Filled.COMPLETE).astype(np.int8)
    if len(uneven) < len(under.all_rows):
        return here
    least = states.min(axis=0, initial=Filled.NOT_ASSIGNED)
    return np.where(least <= Filled.PARTIAL, here, least).astype(np.int8)


def _provisional(filled: States | None, under: Below, rows: Rows) -> Mask | None:
    """Return where the points may still change; None for nowhere."""
    uneven = rows.uneven(under.all_rows)
    waiting = np.asarray(rows.provisional[uneven].any(axis=0), dtype=np.bool_)
    if filled is not None:
        waiting |= (filled == Filled.PARTIAL) | (filled == Filled.BLANK)
    return waiting if waiting.any() else None


def _points(section: Criterion, under: Below, sheet: Sheet, rows: Rows) -> Whole:
    """Return the section's own points, held within its limits, and what lies on top of them."""
    points, limits = (
        rows.points_of(under.rows),
        (section.min_points, section.max_points),
    )
    match section.rule:
        case r.Sum(base_points=base) if _adds_up(section) and under.passing:
            excess = _excess(under, rows)
            own = _held(added(points) - excess + base, limits) + excess
        case r.Sum(base_points=base):
            own = _held(added(points) + base, limits)
        case r.Best():
            own = _held(_best(points, _lacking(under, rows)), limits)
        case _:
            mean = _mean(points, _lacking(under, rows), _weights(section, under))
            step = STEPS[sheet.places]
            own = _held(rounded(mean, step=step, rounding=sheet.rounding), limits)
    return own + added(rows.points_of(under.on_top)) if under.on_top else own


def _held(points: Whole, limits: tuple[int | None, int | None]) -> Whole:
    return clipped(points, lower=limits[0], upper=limits[1])


def _excess(under: Below, rows: Rows) -> Whole:
    """Return what children have earned above their own maxima: it lies on top here as well."""
    points = rows.points_of(under.passing) - whole(rows.max_points[under.passing])
    return added(clipped(points, lower=0, upper=None))


def _lacking(under: Below, rows: Rows) -> dict[int, Mask]:
    """Return the children, by number, that have no points for some unit, and where they have."""
    uneven = [(number, row) for number, row in enumerate(under.rows) if row not in rows.even]
    found = {number: rows.filled[row] <= Filled.PARTIAL for number, row in uneven}
    return {number: mask for number, mask in found.items() if not mask.all()}


def _best(points: Whole, lacking: dict[int, Mask]) -> Whole:
    """Return the highest of the children that have points; 0 where there are none."""
    nobody = -points.bound - 1
    best = constant(nobody)
    for number in range(len(points.array)):
        child = points[number]
        best = upper_of(
            best, choose(lacking[number], child, nobody) if number in lacking else child
        )
    return choose(np.asarray(best.array != nobody, dtype=np.bool_), best, 0)


def _weights(section: Criterion, under: Below) -> list[int]:
    weighted = isinstance(section.rule, r.WeightedMean)
    return [child.weight if weighted else 1 for child in under.inside]


def _mean(points: Whole, lacking: dict[int, Mask], weights: list[int]) -> Quotient:
    """Return the mean by weight of the children that have points; 0 where there are none."""
    total = reduce(add, (points[row] * weight for row, weight in enumerate(weights)), constant(0))
    if not lacking and sum(weights) > 0:
        return Quotient(total, sum(weights))
    used = constant(sum(weights))
    for number, there in lacking.items():
        used -= choose(there, 0, weights[number])
    none = np.asarray(used.array <= 0, dtype=np.bool_)
    return replaced(Quotient(total, clipped(used, lower=1, upper=None)), none, 0)


def _max_points(section: Criterion, under: Below, sheet: Sheet, rows: Rows) -> Maxima:
    """Return the maximum that applies to each unit where the section applies at all."""
    declared = section.max_points
    match section.rule:
        case r.Sum(base_points=base) if not section.pool:
            if declared is None or not any(unlimited(c, sheet) for c in under.inside):
                return _added_maxima(under, rows) + base
            return declared - _left_out(under, rows)
        case r.Best():
            best: Maxima = rows.max_points[under.rows].max(axis=0, initial=0)
            return best if declared is None else np.minimum(best, declared)
        case _:
            return declared or 0


def _added_maxima(under: Below, rows: Rows) -> Maxima:
    """Return the sum of the maxima that apply to each unit, one number where all have the same."""
    same = sum(rows.even[row] for row in under.rows if row in rows.even)
    uneven = rows.uneven(under.rows)
    return rows.max_points[uneven].sum(axis=0) + same if uneven else same


def unlimited(criterion: Criterion, sheet: Sheet) -> bool:
    """Return whether nothing limits what a node may earn."""
    if criterion.max_points is not None:
        return False
    children = [child for child in sheet.children(criterion.code) if not child.on_top]
    return criterion.is_leaf or any(unlimited(child, sheet) for child in children)


def _left_out(under: Below, rows: Rows) -> Maxima:
    """Return the declared maxima of the children that do not apply to the unit."""
    declared = np.array([[c.max_points or 0] for c in under.inside], dtype=np.int64)
    away = rows.filled[under.rows] > Filled.BLANK
    left_out: Maxima = np.where(away, declared, 0).sum(axis=0)
    return left_out
