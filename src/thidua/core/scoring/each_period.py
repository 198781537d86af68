"""A rule applied to each period, and the points of the periods put together."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce

import numpy as np
from attrs import evolve

from thidua.core.criteria import Sheet
from thidua.core.criteria import rules as r
from thidua.core.criteria.indicators import ACTUAL, BONUS, DOCUMENT
from thidua.core.figures import Column, Integers, State, States
from thidua.core.scoring.exact import Whole, extent
from thidua.core.scoring.once import (
    Scored,
    assigned_only,
    once,
    only_where_filled,
    rounded_and_held,
)
from thidua.core.scoring.periods import Figure, put_together
from thidua.core.scoring.rules import Leaf
from thidua.core.scoring.rules.leaf import filled_by
from thidua.core.scoring.scorecard import Filled

FEW = 4_096  # different figures from which on their points are not tabled


def periods_of(columns: Mapping[str, Column]) -> int:
    """Return how many periods the rule's figures have; 0 where all are figures of the year."""
    return max(
        (
            len(column.numbers)
            for key, column in columns.items()
            if column.numbers.ndim > 1 and key not in {DOCUMENT, BONUS}
        ),
        default=0,
    )


def each_period(leaf: Leaf, sheet: Sheet, periods: int) -> Scored:
    """Return the rule applied to each period, the points put together as the criterion says."""
    return _tabled(leaf, sheet) or _one_by_one(leaf, sheet, periods)


def _tabled(leaf: Leaf, sheet: Sheet) -> Scored | None:
    """Return the points looked up by figure, where few figures are possible; else None.

    Only for rules that look at one figure of one unit: the same figure earns the same.
    """
    values = _possible_figures(leaf)
    if values is None:
        return None
    column, size = leaf.columns[ACTUAL], len(values.numbers)
    everyone = np.ones(size, dtype=np.bool_)
    for_each = evolve(leaf, columns={ACTUAL: values}, competing=everyone, assigned=None, known={})
    points = once(for_each, sheet).points
    lowest = int(values.numbers[0])
    parts = [
        Scored(points[row - lowest if lowest else row], states) for row, states in _periods(column)
    ]
    return _year(parts, leaf, sheet)


def _periods(column: Column) -> Iterator[tuple[Integers, States | None]]:
    """Return each period's figures, and how filled a leaf is that looks at nothing else."""
    for period, row in enumerate(column.numbers):
        states = None if column.states is None else column.states[period]
        yield row, None if states is None else filled_by(states)


def _possible_figures(leaf: Leaf) -> Column | None:
    """Return all figures from the lowest to the highest, where that makes few; else None."""
    column, rule = leaf.columns.get(ACTUAL), leaf.criterion.rule
    simple = isinstance(rule, r.Binary | r.Direct | r.Levels | r.PerItem | r.Lateness)
    simple = simple or (isinstance(rule, r.Bands | r.Ratio) and rule.measure is r.Measure.VALUE)
    if not simple or column is None or leaf.criterion.document or not column.numbers.size:
        return None
    lowest, highest = extent(column.numbers)
    if highest - lowest >= min(FEW, column.numbers.size // 4) or column.numbers.dtype == object:
        return None
    return Column(np.arange(lowest, highest + 1, dtype=np.int64), column.places)


def _one_by_one(leaf: Leaf, sheet: Sheet, periods: int) -> Scored:
    parts = [once(_of_period(leaf, period), sheet) for period in range(periods)]
    return _year(parts, leaf, sheet)


def _of_period(leaf: Leaf, period: int) -> Leaf:
    """Return the leaf with the figures of one period; a figure of the year holds in each."""
    columns = {key: _slice(column, period) for key, column in leaf.columns.items()}
    return evolve(leaf, columns=columns, known={})


def _slice(column: Column, period: int) -> Column:
    if column.numbers.ndim == 1:
        return column
    states = None if column.states is None else column.states[period]
    return Column(column.numbers[period], column.places, states, column.bound)


def _year(parts: Sequence[Scored], leaf: Leaf, sheet: Sheet) -> Scored:
    """Return the points of the periods put together."""
    figure = put_together([_as_period(part) for part in parts], leaf.criterion.over_periods)
    points = rounded_and_held(figure.value, leaf.criterion, sheet)
    filled = _year_filled(figure, [part.filled for part in parts if part.filled is not None])
    waits = [part.waiting for part in parts if part.waiting is not None]
    waiting = reduce(np.logical_or, waits) if waits else None
    return Scored(points, assigned_only(filled, leaf.assigned), waiting)


def _as_period(part: Scored) -> tuple[Whole, States | None]:
    """Return points as numbers of one period; a period that is PARTIAL has points."""
    if part.filled is None:
        return part.points, None
    states = part.filled - (part.filled > Filled.COMPLETE)
    return only_where_filled(part.points, part.filled), states.astype(np.int8)


def _year_filled(figure: Figure, parts: Sequence[States]) -> States | None:
    """Return how filled the year is: partial where any period with points is, or one is blank."""
    if not parts:
        return None
    partial = reduce(np.logical_or, (filled == Filled.PARTIAL for filled in parts))
    partial = partial if figure.gaps is None else partial | figure.gaps
    filled = np.where(partial, Filled.PARTIAL, Filled.COMPLETE)
    if figure.states is not None:
        filled = np.where(figure.states == State.REPORTED, filled, figure.states + 1)
    return filled.astype(np.int8)
