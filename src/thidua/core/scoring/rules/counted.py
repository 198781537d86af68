"""Rules that add up several indicators: conditions, events, prizes, records."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from functools import reduce
from operator import add

import numpy as np
from attrs import evolve, frozen

from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import YearEnd
from thidua.core.figures import Column, State, States
from thidua.core.scoring.exact import (
    Mask,
    Quotient,
    Whole,
    above,
    at_least,
    choose,
    constant,
    select,
    whole,
)
from thidua.core.scoring.periods import Figure, year_figure
from thidua.core.scoring.rules.leaf import Earned, Leaf, collected, needed, worse
from thidua.core.scoring.scorecard import Filled

NOTHING = Quotient(constant(0))


def conditions(rule: r.Conditions, leaf: Leaf) -> Earned:
    """Return the points of the conditions that are met: whose figure is at least 1."""
    figures = tuple(leaf.figure(c.key) for c in rule.conditions)
    met = [at_least(figure.value, Fraction(1)) for figure in figures]
    points = (choose(m, c.points, 0) for m, c in zip(met, rule.conditions, strict=True))
    return Earned(Quotient(reduce(add, points)), collected(figures))


def prizes(rule: r.Prizes, leaf: Leaf) -> Earned:
    """Return the points of all prizes, or of the best kind of which one was won."""
    figures = tuple(leaf.figure(p.key) for p in rule.prizes)
    counts = [figure.value for figure in figures]
    if rule.take is r.Take.BEST:
        return Earned(_best_prize(rule, counts), collected(figures))
    won = (count * prize.points for count, prize in zip(counts, rule.prizes, strict=True))
    return Earned(reduce(add, won), collected(figures))


def _best_prize(rule: r.Prizes, counts: Sequence[Quotient]) -> Quotient:
    ascending = sorted(zip(rule.prizes, counts, strict=True), key=lambda won: won[0].points)
    points = constant(0)
    for prize, count in ascending:
        points = choose(above(count, Fraction(0)), prize.points, points)
    return Quotient(points)


@frozen(eq=False)
class Happened:
    """One kind of event over the year: what it brings in all, and where it happened at all."""

    event: r.Event
    points: Quotient
    happened: Mask


def events(rule: r.Events, leaf: Leaf) -> Earned:
    """Return base points, bonuses, penalties, and what a clean or a wholly broken record adds."""
    filled = collected(tuple(leaf.figure(event.key) for event in rule.events))
    kinds = _happened(rule.events, leaf)
    penalties = [kind for kind in kinds if kind.event.points < 0]
    bonuses = [kind.points for kind in kinds if kind.event.points >= 0]
    known = None if filled is None else filled == Filled.COMPLETE
    total = _penalties(rule, penalties, known) + rule.base_points
    return Earned(reduce(add, bonuses, total), filled)


def _penalties(rule: r.Events, penalties: Sequence[Happened], known: Mask | None) -> Quotient:
    """Return the penalties with the clean bonus or the price of breaking all.

    Neither is granted before every indicator is in (`known`).
    """
    total = reduce(add, (penalty.points for penalty in penalties), NOTHING)
    marks = [penalty.happened for penalty in penalties]
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
    kinds = _happened(rule.events, leaf)
    points = reduce(add, (kind.points for kind in kinds), total.value * 100)
    some = above(count.value, Fraction(0))
    divisor = select(some, count.value, NOTHING + 1)
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
    found = []
    for kind in kinds:
        keys = [key for key, target in counted.items() if target == kind.key]
        if keys:
            columns = [leaf.columns[key] for key in keys]
            found.append(_one_kind(kind, columns, leaf.criterion.over_periods))
    return found


def _counted_as(key: str, kinds: Sequence[r.Event]) -> str:
    """Return the key that an event is counted under; a circle counts as itself."""
    by_key: Mapping[str, r.Event] = {kind.key: kind for kind in kinds}
    seen = [key]
    while (target := by_key[seen[-1]].counts_as) is not None and target in by_key:
        if target in seen:
            return key
        seen.append(target)
    return seen[-1]


def _one_kind(kind: r.Event, columns: Sequence[Column], year_end: YearEnd) -> Happened:
    """Return what one kind brings; a cap holds in each period, the year being one of its own."""
    shapes = {column.numbers.shape for column in columns}
    merged = [_merged([c for c in columns if c.numbers.shape == shape]) for shape in shapes]
    counts = reduce(add, (year_figure(column, year_end).value for column in merged))
    sizes = reduce(add, (_size(kind, column, year_end) for column in merged))
    points = -sizes if kind.points < 0 else sizes
    return Happened(kind, points, above(counts, Fraction(0)))


def _size(kind: r.Event, column: Column, year_end: YearEnd) -> Quotient:
    """Return the size of what a kind brings over the year, bonus or penalty alike."""
    if kind.cap_points is not None:
        column = _capped(column, each=abs(kind.points), cap=abs(kind.cap_points))
        return year_figure(column, year_end).value
    return year_figure(column, year_end).value * abs(kind.points)


def _capped(column: Column, *, each: int, cap: int) -> Column:
    """Return the points of each period in place of its count, none above the cap."""
    scale = 10**column.places
    points = whole(column.numbers, column.bound) * each
    limit = cap * scale
    array = np.minimum(points.array, limit) if limit < points.bound else points.array
    return evolve(column, numbers=array, bound=points.bound)


def _merged(columns: Sequence[Column]) -> Column:
    """Return columns of one shape added up; a cell is reported where any of them is."""
    if len(columns) == 1:
        return columns[0]
    places = max(column.places for column in columns)
    total = reduce(add, (_on_places(column, places) for column in columns))
    states = [column.states for column in columns if column.states is not None]
    least = reduce(np.minimum, states) if len(states) == len(columns) else None
    return Column(total.array, places, least, total.bound)


def _on_places(column: Column, places: int) -> Whole:
    factor: int = 10 ** (places - column.places)
    return whole(column.numbers, column.bound) * factor
