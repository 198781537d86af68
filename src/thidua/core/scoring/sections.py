"""Sections and the total: what stands above the leaves, from the rows below it."""

from functools import reduce
from operator import add

import numpy as np
from attrs import frozen

from thidua.core.criteria import ROOT, Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.figures import Integers, States
from thidua.core.scoring.exact import (
    Mask,
    Quotient,
    Whole,
    added,
    choose,
    clipped,
    constant,
    rounded,
    upper_of,
    whole,
)
from thidua.core.scoring.once import STEPS
from thidua.core.scoring.rows import Rows
from thidua.core.scoring.scorecard import Filled

Lines = slice | list[int]


@frozen(eq=False)
class Below:
    """The nodes directly under a section.

    inside: within the section's own maximum; rows: theirs; on_top: rows of the others.
    all_rows: the rows of both. passing: rows of those inside that may earn more than their own
    maximum.
    """

    inside: tuple[Criterion, ...]
    rows: Lines
    on_top: Lines
    all_rows: Lines
    passing: list[int]


def below(code: str | None, sheet: Sheet, row_of: dict[str, int]) -> Below:
    """Return what stands directly under a section; None is the total."""
    children = sheet.children(code)
    inside = tuple(child for child in children if not child.on_top)
    return Below(
        inside=inside,
        rows=_span([row_of[child.code] for child in inside]),
        on_top=_span([row_of[child.code] for child in children if child.on_top]),
        all_rows=_span([row_of[child.code] for child in children]),
        passing=[row_of[child.code] for child in inside if may_pass_maximum(child, sheet)],
    )


def _span(rows: list[int]) -> Lines:
    """Return neighbouring rows as a slice, which numpy need not copy."""
    if rows and rows[-1] - rows[0] == len(rows) - 1:
        return slice(rows[0], rows[-1] + 1)
    return rows


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
    row = rows.row_of[section.code]
    filled = _filled(rows.filled[under.all_rows])
    points, most = (
        _points(section, under, sheet, rows),
        _max_points(section, under, sheet, rows),
    )
    if filled.any():
        points = choose(filled <= Filled.PARTIAL, points, 0)
        most = np.where(filled <= Filled.BLANK, most, 0)
    rows.write_points(row, points)
    rows.max_points[row], rows.filled[row] = most, filled
    rows.provisional[row] = _provisional(filled, under, rows)


def write_total(sheet: Sheet, rows: Rows) -> None:
    """Write the total's row: the base and the top level, never held, always a number."""
    under = below(None, sheet, rows.row_of)
    row = rows.row_of[ROOT]
    state = _filled(rows.filled[under.all_rows])
    filled = np.where((state == Filled.PARTIAL) | (state == Filled.BLANK), 1, 0).astype(np.int8)
    rows.write_points(row, added(rows.points_of(under.all_rows)) + sheet.base_points)
    rows.max_points[row] = rows.max_points[under.rows].sum(axis=0) + sheet.base_points
    rows.filled[row] = filled
    rows.provisional[row] = _provisional(filled, under, rows)


def _filled(states: States) -> States:
    """Return how filled a section is whose children, (children, units), are so filled.

    Nothing that applies: excused if any child is, else not assigned; nothing reported: blank.
    """
    if not len(states):
        return np.full(states.shape[1], Filled.NOT_ASSIGNED, dtype=np.int8)
    if not states.any():
        return np.zeros(states.shape[1], dtype=np.int8)
    least = states.min(axis=0)
    missing = ((states == Filled.PARTIAL) | (states == Filled.BLANK)).any(axis=0)
    here = np.where(missing, Filled.PARTIAL, Filled.COMPLETE)
    return np.where(least <= Filled.PARTIAL, here, least).astype(np.int8)


def _provisional(filled: States, under: Below, rows: Rows) -> Mask:
    waiting = rows.provisional[under.all_rows].any(axis=0)
    missing = (filled == Filled.PARTIAL) | (filled == Filled.BLANK)
    return np.asarray(waiting | missing, dtype=np.bool_)


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
            own = _held(_best(points, rows.filled[under.rows]), limits)
        case _:
            mean = _mean(points, rows.filled[under.rows], _weights(section, under))
            step = STEPS[sheet.places]
            own = _held(rounded(mean, step=step, rounding=sheet.rounding), limits)
    return own + added(rows.points_of(under.on_top)) if under.on_top else own


def _held(points: Whole, limits: tuple[int | None, int | None]) -> Whole:
    return clipped(points, lower=limits[0], upper=limits[1])


def _excess(under: Below, rows: Rows) -> Whole:
    """Return what children have earned above their own maxima: it lies on top here as well."""
    points = rows.points_of(under.passing) - whole(rows.max_points[under.passing])
    return added(clipped(points, lower=0, upper=None))


def _best(points: Whole, filled: States) -> Whole:
    """Return the highest of the children that have points; 0 where there are none."""
    nobody = -points.bound - 1
    children = (
        choose(states <= Filled.PARTIAL, points[row], nobody) if states.any() else points[row]
        for row, states in enumerate(filled)
    )
    best = reduce(upper_of, children, constant(nobody))
    return choose(np.asarray(best.array != nobody, dtype=np.bool_), best, 0)


def _weights(section: Criterion, under: Below) -> list[int]:
    weighted = isinstance(section.rule, r.WeightedMean)
    return [child.weight if weighted else 1 for child in under.inside]


def _mean(points: Whole, filled: States, weights: list[int]) -> Quotient:
    """Return the mean by weight of the children that have points; 0 where there are none."""
    total = reduce(add, (points[row] * weight for row, weight in enumerate(weights)), constant(0))
    lacking = [row for row, states in enumerate(filled) if states.any()]
    used = constant(sum(weights))
    for row in lacking:
        used -= choose(filled[row] <= Filled.PARTIAL, 0, weights[row])
    some = np.asarray(used.array > 0, dtype=np.bool_)
    if some.all():
        return Quotient(total, used if lacking else sum(weights))
    return Quotient(choose(some, total, 0), choose(some, used, 1))


def _max_points(section: Criterion, under: Below, sheet: Sheet, rows: Rows) -> Integers | int:
    """Return the maximum that applies to each unit where the section applies at all."""
    declared = section.max_points
    most = rows.max_points[under.rows]
    match section.rule:
        case r.Sum(base_points=base) if not section.pool:
            if declared is None or not any(unlimited(c, sheet) for c in under.inside):
                added: Integers = most.sum(axis=0) + base
                return added
            return declared - _left_out(under, rows)
        case r.Best():
            best: Integers = most.max(axis=0, initial=0)
            return best if declared is None else np.minimum(best, declared)
        case _:
            return declared or 0


def unlimited(criterion: Criterion, sheet: Sheet) -> bool:
    """Return whether nothing limits what a node may earn."""
    if criterion.max_points is not None:
        return False
    children = [child for child in sheet.children(criterion.code) if not child.on_top]
    return criterion.is_leaf or any(unlimited(child, sheet) for child in children)


def _left_out(under: Below, rows: Rows) -> Integers:
    """Return the declared maxima of the children that do not apply to the unit."""
    declared = np.array([[c.max_points or 0] for c in under.inside], dtype=np.int64)
    away = rows.filled[under.rows] > Filled.BLANK
    left_out: Integers = np.where(away, declared, 0).sum(axis=0)
    return left_out
