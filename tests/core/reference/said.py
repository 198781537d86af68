"""What a unit said on one indicator: in one period, or put together for the year."""

from fractions import Fraction

from attrs import evolve, frozen

from thidua.core.criteria.sheet import YearEnd
from thidua.core.figures import Column, Figures, State


@frozen
class Said:
    """A number, or the reason why there is none.

    incomplete: a period of the year is still blank.
    """

    state: State
    number: Fraction = Fraction(0)
    incomplete: bool = False

    @property
    def there(self) -> bool:
        return self.state is State.REPORTED


def cell(column: Column, *, unit: int, period: int) -> Said:
    """Return what stands in one cell; a column for the year says the same in every period."""
    at: tuple[int, ...] = (unit,) if column.numbers.ndim == 1 else (period, unit)
    state = State.REPORTED if column.states is None else State(int(column.states[at]))
    if state is not State.REPORTED:
        return Said(state)
    return Said(state, Fraction(int(column.numbers[at]), 10**column.places))


def said(
    figures: Figures, key: tuple[str, str], *, unit: int, period: int | None, year: YearEnd
) -> Said:
    """Return what the unit said in a period, or for the whole year when period is None."""
    column = figures.columns.get(key)
    if column is None:
        return Said(State.BLANK)
    if period is not None:
        return cell(column, unit=unit, period=period)
    periods = 1 if column.numbers.ndim == 1 else column.numbers.shape[0]
    return whole_year([cell(column, unit=unit, period=p) for p in range(periods)], year)


def whole_year(cells: list[Said], year: YearEnd) -> Said:
    """Put the periods together; what is blank is missing, what does not apply is left out."""
    there = [c.number for c in cells if c.there]
    if not there:
        return Said(strongest([c.state for c in cells]))
    number = {
        YearEnd.SUM: sum(there, Fraction(0)),
        YearEnd.MEAN: sum(there, Fraction(0)) / len(there),
        YearEnd.LAST: there[-1],
        YearEnd.HIGHEST: max(there),
    }[year]
    blank = any(c.state is State.BLANK for c in cells)
    return evolve(Said(State.REPORTED, number), incomplete=blank)


def strongest(states: list[State]) -> State:
    """Return what a set of cells without any number amounts to."""
    for state in (State.BLANK, State.NOT_APPLICABLE):
        if state in states:
            return state
    return State.NOT_ASSIGNED if states else State.BLANK
