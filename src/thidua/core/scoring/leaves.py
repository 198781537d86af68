"""One leaf from its figures to its points: periods, document, rounding, caps, bonus."""

from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from typing import Any

import numpy as np
from attrs import evolve, frozen

from thidua.core.criteria import Criterion, Indicator, Sheet, indicators
from thidua.core.criteria import rules as r
from thidua.core.criteria.indicators import BONUS, DOCUMENT
from thidua.core.figures import Column, Figures, State, States
from thidua.core.scoring.exact import (
    Mask,
    Quotient,
    Whole,
    above,
    choose,
    clipped,
    fitted,
    held,
    rounded,
    select,
)
from thidua.core.scoring.groups import Groups
from thidua.core.scoring.periods import nothing_reported, year_figure
from thidua.core.scoring.rules import Earned, Leaf, earned
from thidua.core.scoring.scorecard import Filled

STEPS = {0: 100, 1: 10, 2: 1}


@frozen(eq=False)
class Scored:
    """A leaf's points over all units, in hundredths.

    filled: a Filled per unit, None when all are COMPLETE; points are 0 from BLANK on.
    waiting: where a comparison lacks a unit of the cluster; None for nowhere.
    """

    points: Whole
    filled: States | None = None
    waiting: Mask | None = None


def scored(
    criterion: Criterion, *, sheet: Sheet, figures: Figures, groups: Groups, assigned: Mask | None
) -> Scored:
    """Return a leaf's points; assigned is False where it was never given to the unit."""
    columns = _columns(criterion, sheet, figures)
    leaf = Leaf(criterion, columns, groups, figures.competing, assigned)
    periods = _periods(columns) if criterion.score_each_period else 0
    result = _each_period(leaf, sheet, periods) if periods else _once(leaf, sheet)
    if BONUS in columns:
        result = _with_bonus(result, columns[BONUS], criterion, sheet)
    return evolve(result, points=fitted(_only_where_filled(result.points, result.filled)))


def _columns(criterion: Criterion, sheet: Sheet, figures: Figures) -> dict[str, Column]:
    """Return a column for each indicator; a blank optional figure counts as its default."""
    units = len(figures.units)
    columns = {}
    for indicator in indicators(criterion, sheet):
        column = figures.columns.get((criterion.code, indicator.key))
        column = nothing_reported(units) if column is None else column
        columns[indicator.key] = _with_default(column, indicator)
    return columns


def _with_default(column: Column, indicator: Indicator) -> Column:
    if not indicator.optional or column.states is None:
        return column
    blank = column.states == State.BLANK
    default = indicator.default * 10**column.places
    numbers = np.where(blank, default, column.numbers)
    states = np.where(blank, State.REPORTED, column.states).astype(np.int8)
    return Column(numbers, column.places, states)


def _periods(columns: Mapping[str, Column]) -> int:
    """Return how many periods the rule's figures have; 0 where all are figures of the year."""
    return max(
        (
            len(column.numbers)
            for key, column in columns.items()
            if column.numbers.ndim > 1 and key not in {DOCUMENT, BONUS}
        ),
        default=0,
    )


def _each_period(leaf: Leaf, sheet: Sheet, periods: int) -> Scored:
    """Return the rule applied to each period, the points put together as the criterion says."""
    parts = [_once(_of_period(leaf, period), sheet) for period in range(periods)]
    column = _as_column(parts)
    figure = year_figure(column, leaf.criterion.over_periods)
    points = _rounded_and_held(figure.value, leaf.criterion, sheet)
    waits = [part.waiting for part in parts if part.waiting is not None]
    waiting = reduce(np.logical_or, waits) if waits else None
    return Scored(points, _year_filled(figure.states, figure.gaps, parts), waiting)


def _of_period(leaf: Leaf, period: int) -> Leaf:
    """Return the leaf with the figures of one period; a figure of the year holds in each."""
    columns = {key: _slice(column, period) for key, column in leaf.columns.items()}
    return evolve(leaf, columns=columns)


def _slice(column: Column, period: int) -> Column:
    if column.numbers.ndim == 1:
        return column
    states = None if column.states is None else column.states[period]
    return Column(column.numbers[period], column.places, states, column.bound)


def _as_column(parts: list[Scored]) -> Column:
    rows: list[Any] = [_only_where_filled(part.points, part.filled).array for part in parts]
    numbers = np.stack(rows)
    bound = max(part.points.bound for part in parts)
    if all(part.filled is None for part in parts):
        return Column(numbers, bound=bound)
    complete = np.zeros(numbers.shape[1], dtype=np.int8)
    filled = np.stack([complete if p.filled is None else p.filled for p in parts])
    states = filled - (filled > Filled.COMPLETE)  # PARTIAL has points, so it is REPORTED
    return Column(numbers, 0, states.astype(np.int8), bound)


def _year_filled(states: States | None, gaps: Mask | None, parts: list[Scored]) -> States | None:
    """Return how filled the year is: partial where any period with points is, or one is blank."""
    open_parts = [part.filled == Filled.PARTIAL for part in parts if part.filled is not None]
    if not open_parts:
        return None
    partial = reduce(np.logical_or, open_parts)
    partial = partial if gaps is None else partial | gaps
    filled = np.where(partial, Filled.PARTIAL, Filled.COMPLETE)
    if states is not None:
        filled = np.where(states == State.REPORTED, filled, states + 1)
    return filled.astype(np.int8)


def _once(leaf: Leaf, sheet: Sheet) -> Scored:
    """Return the rule applied once, to the figures of the year or of one period."""
    got = earned(leaf)
    exact = _without_document(got.exact, leaf)
    points = _rounded_and_held(exact, leaf.criterion, sheet)
    return Scored(_over_units(points, leaf), _assigned_only(got, leaf.assigned), got.waiting)


def _over_units(points: Whole, leaf: Leaf) -> Whole:
    """Return points over all units where a rule gave one number for every unit."""
    units = len(leaf.competing)
    if len(points.array) == units:
        return points
    array: Any = points.array
    return Whole(np.broadcast_to(array, (units,)), points.bound)


def _assigned_only(got: Earned, assigned: Mask | None) -> States | None:
    if assigned is None:
        return got.filled
    filled = Filled.COMPLETE if got.filled is None else got.filled
    return np.where(assigned, filled, Filled.NOT_ASSIGNED).astype(np.int8)


def _without_document(exact: Quotient, leaf: Leaf) -> Quotient:
    """Return the exact points with only a part left where the document is missing."""
    document = leaf.criterion.document
    if document is None:
        return exact
    figure = leaf.figure(DOCUMENT)
    missing = np.asarray(figure.value.num.array == 0, dtype=np.bool_)
    missing = missing if figure.reported is None else missing & figure.reported
    if not missing.any():
        return exact
    most = highest(leaf.criterion)
    whole = held(exact, lower=leaf.criterion.min_points, upper=most)
    left = select(above(whole, Fraction(0)), whole * (document.missing_percent / 100), whole)
    return select(missing, left, exact)


def highest(criterion: Criterion) -> int | None:
    """Return the most that the rule itself may earn, in hundredths: a surplus counts."""
    rule = criterion.rule
    if isinstance(rule, r.Ratio) and rule.surplus_max_points and criterion.max_points is not None:
        return max(criterion.max_points, rule.surplus_max_points)
    return criterion.max_points


def _rounded_and_held(exact: Quotient, criterion: Criterion, sheet: Sheet) -> Whole:
    points = rounded(exact, step=STEPS[sheet.places], rounding=sheet.rounding)
    return clipped(points, lower=criterion.min_points, upper=highest(criterion))


def _only_where_filled(points: Whole, filled: States | None) -> Whole:
    if filled is None:
        return points
    return choose(filled <= Filled.PARTIAL, points, 0)


def _with_bonus(result: Scored, column: Column, criterion: Criterion, sheet: Sheet) -> Scored:
    """Return the points with the bonus on top, up to its own cap, in hundredths."""
    figure = year_figure(column, criterion.over_periods)
    bonus = rounded(figure.value * 100, step=1, rounding=sheet.rounding)
    bonus = clipped(bonus, lower=0, upper=criterion.bonus_max_points)
    return evolve(result, points=result.points + bonus)
