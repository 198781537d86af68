"""Periods put together: the figure of the year out of the figures of its weeks or months."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import reduce
from operator import add

import numpy as np
from attrs import frozen

from thidua.core.criteria.sheet import YearEnd
from thidua.core.figures import Column, State, States
from thidua.core.scoring.exact import Mask, Quotient, Whole, added, choose, upper_of, whole


@frozen(eq=False)
class Figure:
    """One indicator's figure of the year for every unit.

    value: exact; 0 where it is not REPORTED.
    states: a State per unit, None when every unit has reported.
    gaps: True where some period is still blank though others are reported; None for nowhere.
    """

    value: Quotient
    states: States | None = None
    gaps: Mask | None = None

    @property
    def reported(self) -> Mask | None:
        """Return where there is a number; None for everywhere."""
        return None if self.states is None else self.states == State.REPORTED


def nothing_reported(units: int) -> Column:
    """Return the column of an indicator that nobody has reported."""
    states = np.full(units, State.BLANK, dtype=np.int8)
    return Column(numbers=np.zeros(units, dtype=np.int64), states=states)


def year_figure(column: Column, year_end: YearEnd) -> Figure:
    """Return a column's figure of the year: its periods put together over the reported ones."""
    scale = 10**column.places
    if column.numbers.ndim == 1:
        return Figure(Quotient(whole(column.numbers, column.bound), scale), column.states)
    if not len(column.numbers):
        return year_figure(nothing_reported(column.numbers.shape[1]), year_end)
    if column.states is None:
        count = len(column.numbers) if year_end is YearEnd.MEAN else 1
        return Figure(Quotient(_complete(column, year_end), scale * count))
    periods = list(zip(_rows(column), column.states, strict=True))
    figure = put_together(periods, year_end)
    return Figure(figure.value * Fraction(1, scale), figure.states, figure.gaps)


def _rows(column: Column) -> list[Whole]:
    """Return the numbers of each period."""
    numbers = whole(column.numbers, column.bound)
    return [numbers[period] for period in range(len(numbers.array))]


def _complete(column: Column, year_end: YearEnd) -> Whole:
    """Return whole columns of periods put together, a mean not yet divided."""
    if year_end is YearEnd.LAST:
        return whole(column.numbers[-1])
    numbers = whole(column.numbers, column.bound)
    if year_end is YearEnd.HIGHEST:
        return Whole(numbers.array.max(axis=0), numbers.bound)
    return added(numbers)


def put_together(periods: Sequence[tuple[Whole, States | None]], year_end: YearEnd) -> Figure:
    """Return one figure of the year out of each period's numbers, 0 where not reported, and states.

    A period at a time: memory for all periods at once would cost more than the arithmetic.
    """
    values = [value for value, _ in periods]
    marks = [states for _, states in periods]
    if all(states is None or not states.any() for states in marks):
        count = len(periods) if year_end is YearEnd.MEAN else 1
        return Figure(Quotient(reduce(_JOINED[year_end], values), count))
    reported = [_reported(states, values[0]) for states in marks]
    some, blank, never = _seen(marks, reported)
    states = np.where(
        some, State.REPORTED, np.where(blank, State.BLANK, State.NOT_APPLICABLE + never)
    )
    value = _over_reported(values, reported, year_end)
    return Figure(value, states.astype(np.int8), some & blank)


def _second(_first: Whole, second: Whole) -> Whole:
    return second


_JOINED: dict[YearEnd, Callable[[Whole, Whole], Whole]] = {
    YearEnd.SUM: add,
    YearEnd.MEAN: add,
    YearEnd.LAST: _second,
    YearEnd.HIGHEST: upper_of,
}


def _reported(states: States | None, like: Whole) -> Mask:
    everywhere = np.ones(len(like.array), dtype=np.bool_)
    return everywhere if states is None else np.asarray(states == State.REPORTED, dtype=np.bool_)


def _seen(marks: Sequence[States | None], reported: Sequence[Mask]) -> tuple[Mask, Mask, Mask]:
    """Return where any period is reported, where any is blank, and where none was ever assigned."""
    some = reduce(np.logical_or, reported)
    blank, never = np.zeros_like(some), np.ones_like(some)
    for states in marks:
        if states is not None:
            blank |= states == State.BLANK
            never &= states == State.NOT_ASSIGNED
    return some, blank, never


def _over_reported(
    values: Sequence[Whole], reported: Sequence[Mask], year_end: YearEnd
) -> Quotient:
    """Return the periods put together over those reported; 0 where none is."""
    if year_end is YearEnd.SUM:
        return Quotient(reduce(add, values))
    if year_end is YearEnd.MEAN:
        counts = reduce(np.add, (mask.astype(np.int64) for mask in reported))
        return Quotient(reduce(add, values), Whole(np.maximum(counts, 1), len(values)))
    result, before = values[0], reported[0]
    for value, mask in zip(values[1:], reported[1:], strict=True):
        better = mask
        if year_end is YearEnd.HIGHEST:
            better = mask & (~before | (value.array > result.array))
        result, before = (
            choose(np.asarray(better, dtype=np.bool_), value, result),
            before | mask,
        )
    return Quotient(result)
