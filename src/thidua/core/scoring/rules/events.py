"""Events that are counted, on their own or over the mean of records."""

from collections.abc import Sequence
from functools import reduce
from operator import add

import numpy as np
from attrs import evolve, frozen

from thidua.core.criteria import rules as r
from thidua.core.figures import Column, State, States
from thidua.core.scoring.exact import (
    Mask,
    Quotient,
    Whole,
    above,
    choose,
    constant,
    lower_of,
    select,
    whole,
)
from thidua.core.scoring.periods import Figure, year_figure
from thidua.core.scoring.rules.leaf import Earned, Leaf, collected, needed, worse
from thidua.core.scoring.scorecard import Filled

NOTHING, ONE = Quotient(constant(0)), Quotient(constant(1))


@frozen(eq=False)
class Happened:
    """One kind of event with all that count as it.

    counts: how often, a part for the figures by period and one for those of the year.
    columns: the columns of these parts.
    """

    event: r.Event
    counts: tuple[Quotient, ...]
    columns: tuple[Column, ...]


def events(rule: r.Events, leaf: Leaf) -> Earned:
    """Return base points, bonuses, penalties, and what a clean or a wholly broken record adds."""
    filled = collected(tuple(leaf.figure(event.key) for event in rule.events))
    kinds = _happened(rule.events, leaf)
    penalties = [kind for kind in kinds if kind.event.points < 0]
    bonuses = [_brings(kind, leaf) for kind in kinds if kind.event.points > 0]
    known = None if filled is None else filled == Filled.COMPLETE
    total = _penalties(rule, penalties, known, leaf) + rule.base_points
    return Earned(reduce(add, bonuses, total), filled)


def _penalties(
    rule: r.Events, penalties: Sequence[Happened], known: Mask | None, leaf: Leaf
) -> Quotient:
    """Return the penalties with the clean bonus or the price of breaking all.

    Neither is granted before every indicator is in (`known`).
    """
    total = reduce(add, (_brings(penalty, leaf) for penalty in penalties), NOTHING)
    marks = [above(reduce(add, penalty.counts), 0) for penalty in penalties]
    if marks and rule.all_broken_points is not None:
        broken = _where_known(reduce(np.logical_and, marks), known)
        total = select(broken, NOTHING + rule.all_broken_points, total)
    if rule.clean_points:
        clean = _where_known(~reduce(np.logical_or, marks, np.zeros(1, dtype=np.bool_)), known)
        total += Quotient(choose(clean, rule.clean_points, 0))
    return total


def _where_known(mask: Mask, known: Mask | None) -> Mask:
    return mask if known is None else mask & known


def mean_of_records(rule: r.MeanOfRecords, leaf: Leaf) -> Earned:
    """Return (total + what each event brings) / count; without a record there is no mean."""
    total, count = leaf.figure("total"), leaf.figure("count")
    brought = (_brings(kind, leaf) for kind in _happened(rule.events, leaf))
    points = reduce(add, brought, total.value * 100)
    some = above(count.value, 0)
    divisor = count.value if some.all() else select(some, count.value, ONE)
    exact = Quotient(points.num * divisor.den, points.den * divisor.num)
    figures = tuple(leaf.figure(event.key) for event in rule.events)
    return Earned(exact, _records_filled(needed(total, count), figures, some))


def _records_filled(
    filled: States | None, figures: tuple[Figure, ...], some: Mask
) -> States | None:
    """Return the state: an event still blank makes it partial, without a record it is excused."""
    blank = [f for f in figures if f.states is not None or f.gaps is not None]
    if blank:
        open_events = reduce(np.logical_or, (_still_open(figure) for figure in blank))
        partial = np.where(open_events, Filled.PARTIAL, Filled.COMPLETE).astype(np.int8)
        filled = worse(filled, partial)
    if filled is None:
        return None if some.all() else _excused(some, Filled.COMPLETE)
    return _excused(some | (filled > Filled.PARTIAL), filled)


def _excused(some: Mask, filled: States | Filled) -> States:
    return np.where(some, filled, Filled.NOT_APPLICABLE).astype(np.int8)


def _still_open(figure: Figure) -> Mask:
    states = figure.states
    blank = np.False_ if states is None else states == State.BLANK
    return np.asarray(blank if figure.gaps is None else blank | figure.gaps, dtype=np.bool_)


def _happened(kinds: Sequence[r.Event], leaf: Leaf) -> list[Happened]:
    """Return each event that counts as itself, with those counted as it added in."""
    counted = {kind.key: _counted_as(kind.key, kinds) for kind in kinds}
    keys = {kind.key: [k for k, target in counted.items() if target == kind.key] for kind in kinds}
    return [_one_kind(kind, keys[kind.key], leaf) for kind in kinds if keys[kind.key]]


def _counted_as(key: str, kinds: Sequence[r.Event]) -> str:
    """Return the key that an event is counted under; a circle counts as itself."""
    by_key = {kind.key: kind for kind in kinds}
    seen = [key]
    while (target := by_key[seen[-1]].counts_as) is not None and target in by_key:
        if target in seen:
            return key
        seen.append(target)
    return seen[-1]


def _one_kind(kind: r.Event, keys: Sequence[str], leaf: Leaf) -> Happened:
    """Return one kind with the figures of some keys; those by period are added by period."""
    if len(keys) == 1:
        return Happened(kind, (leaf.figure(keys[0]).value,), (leaf.columns[keys[0]],))
    columns = [leaf.columns[key] for key in keys]
    by_shape = [[c for c in columns if c.numbers.ndim == dimensions] for dimensions in (1, 2)]
    merged = tuple(_merged(alike) for alike in by_shape if alike)
    year_end = leaf.criterion.over_periods
    return Happened(kind, tuple(year_figure(column, year_end).value for column in merged), merged)


def _brings(kind: Happened, leaf: Leaf) -> Quotient:
    """Return what a kind brings or costs; its cap holds in each period, or in a year of its own."""
    parts = zip(kind.counts, kind.columns, strict=True)
    size = reduce(add, (_size(kind.event, count, column, leaf) for count, column in parts))
    return -size if kind.event.points < 0 else size


def _size(event: r.Event, count: Quotient, column: Column, leaf: Leaf) -> Quotient:
    """Return the size of what an event brings over the year, bonus or penalty alike."""
    each, scale = abs(event.points), 10**column.places
    counts = whole(column.numbers, column.bound)
    if event.cap_points is None or counts.bound * each <= abs(event.cap_points) * scale:
        return count * each
    limit = constant(abs(event.cap_points) * scale)
    points = lower_of(counts * each, limit)
    capped = evolve(column, numbers=points.array, bound=points.bound)
    return year_figure(capped, leaf.criterion.over_periods).value


def _merged(columns: Sequence[Column]) -> Column:
    """Return columns of one shape added up; a cell is reported where any of them is."""
    places = max(column.places for column in columns)
    total = reduce(add, (_on_places(column, places) for column in columns))
    states = [column.states for column in columns if column.states is not None]
    least = reduce(np.minimum, states) if len(states) == len(columns) else None
    return Column(total.array, places, least, total.bound)


def _on_places(column: Column, places: int) -> Whole:
    factor: int = 10 ** (places - column.places)
    return whole(column.numbers, column.bound) * factor
