"""What a unit reported for one criterion, one exact number at a time."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import evolve, frozen

from thidua.core.criteria import Criterion, Sheet, indicators
from thidua.core.criteria.sheet import YearEnd
from thidua.core.figures import Column, Figures, Source, State
from thidua.core.scoring.derivation import Input
from thidua.core.scoring.scorecard import Scorecard


@frozen
class Answer:
    """A figure of the year or of a period.

    number: 0 where state is not REPORTED.
    incomplete: some period of the year is still blank.
    """

    state: State
    number: Fraction = Fraction(0)
    incomplete: bool = False

    @property
    def reported(self) -> bool:
        """Return whether there is a number."""
        return self.state is State.REPORTED


@frozen
class Supposed:
    """A number put in place of a figure, to see what would follow; period None is the year."""

    unit: int
    indicator: str
    number: Fraction
    period: int | None = None


@frozen(eq=False)
class Desk:
    """One criterion laid out for one unit, for the year (period None) or in one period."""

    card: Scorecard
    criterion: Criterion
    unit: int
    period: int | None = None
    supposed: Supposed | None = None

    @property
    def sheet(self) -> Sheet:
        """Return the sheet."""
        return self.card.sheet

    @property
    def figures(self) -> Figures:
        """Return all figures."""
        return self.card.figures

    @property
    def most(self) -> Fraction:
        """Return the criterion's maximum in points, 0 where the sheet sets none."""
        return Fraction(self.criterion.max_points or 0, 100)

    def of(self, unit: int) -> "Desk":
        """Return the same criterion laid out for another unit."""
        return evolve(self, unit=unit)

    def column(self, indicator: str) -> Column | None:
        """Return the column of an indicator, None where nobody reported it."""
        return self.figures.columns.get((self.criterion.code, indicator))

    def is_periodic(self, indicator: str) -> bool:
        """Return whether the indicator is put together out of periods here."""
        column = self.column(indicator)
        return self.period is None and column is not None and column.numbers.ndim > 1

    def cells(self, indicator: str) -> tuple[Answer, ...]:
        """Return what stands in each period, or the one answer of the year or the period."""
        column = self.column(indicator)
        if column is None:
            cells = [Answer(State.BLANK)]
        elif self.is_periodic(indicator):
            cells = [cell(column, (row, self.unit)) for row in range(len(column.numbers))]
        elif column.numbers.ndim == 1:
            cells = [cell(column, (self.unit,))]
        else:
            cells = [cell(column, (self.period or 0, self.unit))]
        return tuple(self._suppose(indicator, cells))

    def _suppose(self, indicator: str, cells: list[Answer]) -> Iterator[Answer]:
        supposed = self.supposed
        meant = supposed and (supposed.unit, supposed.indicator) == (self.unit, indicator)
        for row, cell in enumerate(cells):
            period = row if self.is_periodic(indicator) else self.period
            if meant and supposed and supposed.period == period:
                yield Answer(State.REPORTED, supposed.number)
            else:
                yield cell

    def ask(self, indicator: str, unit: int | None = None) -> Answer:
        """Return the figure of a unit (this one unless another is named)."""
        desk = self if unit is None else self.of(unit)
        cells = desk.cells(indicator)
        if not desk.is_periodic(indicator):
            return cells[0]
        supposed = desk.supposed
        if supposed and (supposed.unit, supposed.indicator, supposed.period) == (
            desk.unit, indicator, None,
        ):  # fmt: skip
            return Answer(State.REPORTED, supposed.number)
        return year_answer(cells, self.criterion.over_periods)

    def inputs(self) -> tuple[Input, ...]:
        """Return every figure that is entered for the criterion, with its source."""
        return tuple(
            entry
            for indicator in indicators(self.criterion, self.sheet)
            for entry in self.entries(indicator.key, title=indicator.title)
        )

    def entries(self, indicator: str, *, name: str | None = None, title: str = "") -> list[Input]:
        """Return an indicator's figures with their sources, one for each period."""
        shown = indicator if name is None else name
        found = []
        for row, answer in enumerate(self.cells(indicator)):
            at = row if self.is_periodic(indicator) else self.period
            period = "" if at is None else self.period_name(at)
            value = answer.number if answer.reported else None
            found.append(Input(shown, self.figures.units[self.unit], value, answer.state,
                               self._source(indicator, period), title, period))  # fmt: skip
        return found

    def _source(self, indicator: str, period: str) -> Source:
        unit = self.figures.units[self.unit]
        sources = self.figures.sources
        key = (self.criterion.code, indicator, unit)
        return sources.get((*key, period)) or sources.get((*key, ""), Source())

    def period_name(self, row: int) -> str:
        """Return the name of a period, its number where the figures name none."""
        names = self.figures.periods
        return names[row] if row < len(names) else str(row + 1)


def cell(column: Column, at: tuple[int, ...]) -> Answer:
    """Return what stands in one cell of a column."""
    state = State.REPORTED if column.states is None else State(int(column.states[at]))
    if state is not State.REPORTED:
        return Answer(state)
    return Answer(state, Fraction(int(column.numbers[at]), 10**column.places))


def year_answer(cells: tuple[Answer, ...], over_periods: YearEnd) -> Answer:
    """Return the periods put together over those that are reported."""
    numbers = [cell.number for cell in cells if cell.reported]
    if not numbers:
        return Answer(none_of({cell.state for cell in cells}))
    incomplete = any(cell.state is State.BLANK for cell in cells)
    return Answer(State.REPORTED, put_together(numbers, over_periods), incomplete)


def put_together(numbers: list[Fraction], over_periods: YearEnd) -> Fraction:
    """Return the figure of the year out of those of its periods; there is at least one."""
    match over_periods:
        case YearEnd.SUM:
            return sum(numbers, Fraction(0))
        case YearEnd.MEAN:
            return sum(numbers, Fraction(0)) / len(numbers)
        case YearEnd.LAST:
            return numbers[-1]
        case YearEnd.HIGHEST:
            return max(numbers)


def none_of(states: set[State]) -> State:
    """Return the state of a figure of which no period is reported."""
    if not states or State.BLANK in states:
        return State.BLANK
    return State.NOT_APPLICABLE if State.NOT_APPLICABLE in states else State.NOT_ASSIGNED
