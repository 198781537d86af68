"""Periods put together: the figure of the year out of the figures of its weeks or months."""

import numpy as np
from attrs import frozen

from thidua.core.criteria.sheet import YearEnd
from thidua.core.figures import Column, Integers, State, States
from thidua.core.scoring.exact import LIMIT, Mask, Quotient, Whole, magnitude, whole


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
        return Figure(Quotient(_whole(column), scale), column.states)
    if not len(column.numbers):
        return year_figure(nothing_reported(column.numbers.shape[1]), year_end)
    if column.states is None or not column.states.any():
        count = len(column.numbers) if year_end is YearEnd.MEAN else 1
        return Figure(Quotient(_complete(column, year_end), scale * count))
    return _with_gaps(column, column.states, year_end)


def _whole(column: Column) -> Whole:
    return whole(column.numbers, column.bound)


def _complete(column: Column, year_end: YearEnd) -> Whole:
    numbers = column.numbers
    match year_end:
        case YearEnd.LAST:
            return whole(numbers[-1])
        case YearEnd.HIGHEST:
            return whole(numbers.max(axis=0), column.bound)
        case YearEnd.SUM | YearEnd.MEAN:
            return _added(column)


def _added(column: Column) -> Whole:
    """Return the sum over the periods."""
    bound = magnitude(column.numbers) if column.bound is None else column.bound
    bound *= len(column.numbers)
    numbers = column.numbers if bound <= LIMIT else column.numbers.astype(object)
    return Whole(np.add.reduce(numbers, axis=0), bound)


def _with_gaps(column: Column, states: States, year_end: YearEnd) -> Figure:
    reported = states == State.REPORTED
    some = reported.any(axis=0)
    blank = (states == State.BLANK).any(axis=0)
    value = _over_reported(column, reported, year_end)
    return Figure(value, _year_states(states, some, blank), some & blank)


def _over_reported(column: Column, reported: Mask, year_end: YearEnd) -> Quotient:
    scale = 10**column.places
    match year_end:
        case YearEnd.LAST:
            return Quotient(whole(_last(column.numbers, reported)), scale)
        case YearEnd.HIGHEST:
            return Quotient(_highest(column, reported), scale)
        case YearEnd.SUM:
            return Quotient(_added(column), scale)
        case YearEnd.MEAN:
            count = np.maximum(np.add.reduce(reported, axis=0, dtype=np.int64), 1)
            return Quotient(_added(column), Whole(count, len(reported)) * scale)


def _last(numbers: Integers, reported: Mask) -> Integers:
    """Return each unit's last reported number; a unit without any has a 0 in its last row."""
    row = len(reported) - 1 - np.argmax(reported[::-1], axis=0)
    last: Integers = np.take_along_axis(numbers, row[np.newaxis], axis=0)[0]
    return last


def _highest(column: Column, reported: Mask) -> Whole:
    bound = magnitude(column.numbers) if column.bound is None else column.bound
    numbers = column.numbers if bound <= LIMIT else column.numbers.astype(object)
    highest = np.where(reported, numbers, -bound).max(axis=0)
    return Whole(np.where(reported.any(axis=0), highest, 0), bound)


def _year_states(states: States, some: Mask, blank: Mask) -> States:
    """Return the year's state: reported if any is, blank if any is still to come, else excused."""
    excused = np.where(
        (states == State.NOT_ASSIGNED).all(axis=0), State.NOT_ASSIGNED, State.NOT_APPLICABLE
    )
    missing = np.where(blank, State.BLANK, excused)
    return np.where(some, State.REPORTED, missing).astype(np.int8)
