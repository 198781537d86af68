"""Sections and the total: what stands above the leaves, from the rows below it."""

import numpy as np
from attrs import frozen

from thidua.core.criteria import ROOT, Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.figures import Integers, States
from thidua.core.scoring.exact import Mask, Quotient, Whole, choose, clipped, rounded, whole
from thidua.core.scoring.leaves import STEPS
from thidua.core.scoring.rows import Rows
from thidua.core.scoring.scorecard import Filled


@frozen(eq=False)
class Below:
    """The nodes directly under a section.

    inside: within the section's own maximum; rows, on_top: rows of these and of the others.
    passing: rows of those inside that may earn more than their own maximum.
    """

    inside: tuple[Criterion, ...]
    rows: list[int]
    on_top: list[int]
    passing: list[int]

    @property
    def all_rows(self) -> list[int]:
        """Return the rows of all children."""
        return self.rows + self.on_top


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
    row = rows.row_of[section.code]
    filled = _filled(rows.filled[under.all_rows])
    points = _points(section, under, sheet, rows)
    rows.write_points(row, choose(filled <= Filled.PARTIAL, points, 0))
    most = _max_points(section, under, sheet, rows)
    rows.max_points[row] = np.where(filled <= Filled.BLANK, most, 0)
    rows.filled[row] = filled
    rows.provisional[row] = _provisional(filled, under, rows)


def write_total(sheet: Sheet, rows: Rows) -> None:
    """Write the total's row: the base and the top level, never held, always a number."""
    under = below(None, sheet, rows.row_of)
    row = rows.row_of[ROOT]
    state = _filled(rows.filled[under.all_rows])
    filled = np.where((state == Filled.PARTIAL) | (state == Filled.BLANK), 1, 0).astype(np.int8)
    rows.write_points(row, rows.added_points(under.all_rows) + sheet.base_points)
    rows.max_points[row] = rows.max_points[under.rows].sum(axis=0) + sheet.base_points
    rows.filled[row] = filled
    rows.provisional[row] = _provisional(filled, under, rows)


def _filled(states: States) -> States:
    """Return how filled a section is whose children, (children, units), are so filled.

    Nothing that applies: excused if any child is, else not assigned; nothing reported: blank.
    """
    if not len(states):
        return np.full(states.shape[1], Filled.NOT_ASSIGNED, dtype=np.int8)
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
    limits = {"lower": section.min_points, "upper": section.max_points}
    match section.rule:
        case r.Sum(base_points=base) if _adds_up(section) and under.passing:
            excess = _excess(under, rows)
            points = clipped(rows.added_points(under.rows) - excess + base, **limits) + excess
        case r.Sum(base_points=base):
            points = clipped(rows.added_points(under.rows) + base, **limits)
        case r.Best():
            points = clipped(_best(under, rows), **limits)
        case _:
            points = clipped(_mean(section, under, sheet, rows), **limits)
    return points + rows.added_points(under.on_top) if under.on_top else points


def _excess(under: Below, rows: Rows) -> Whole:
    """Return what children have earned above their own maxima: it lies on top here as well."""
    points = Whole(rows.points[under.passing], rows.bound)
    excess = clipped(points - whole(rows.max_points[under.passing]), lower=0, upper=None)
    bound = excess.bound * len(under.passing)
    return Whole(np.add.reduce(excess.within(bound), axis=0), bound)


def _best(under: Below, rows: Rows) -> Whole:
    there = rows.filled[under.rows] <= Filled.PARTIAL
    points = choose(there, Whole(rows.points[under.rows], rows.bound), -rows.bound - 1)
    best = points.array.max(axis=0, initial=-rows.bound - 1)
    some = np.asarray(there.any(axis=0), dtype=np.bool_)
    return choose(some, Whole(best, points.bound), 0)


def _mean(section: Criterion, under: Below, sheet: Sheet, rows: Rows) -> Whole:
    """Return the mean, weighted or plain, of the children that have points."""
    weighted = isinstance(section.rule, r.WeightedMean)
    weights = np.array([[c.weight if weighted else 1] for c in under.inside], dtype=np.int64)
    weights = weights.reshape(-1, 1)
    there = rows.filled[under.rows] <= Filled.PARTIAL
    used = whole(np.where(there, weights, 0))
    points = Whole(rows.points[under.rows], rows.bound) * used
    total = _added(points)
    weight = _added(used)
    some = np.asarray(weight.array > 0, dtype=np.bool_)
    mean = Quotient(choose(some, total, 0), choose(some, weight, 1))
    return rounded(mean, step=STEPS[sheet.places], rounding=sheet.rounding)


def _added(rows: Whole) -> Whole:
    bound = rows.bound * len(rows.array)
    return Whole(np.add.reduce(rows.within(bound), axis=0), bound)


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
