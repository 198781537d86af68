"""A season's figures as the rows that the tables hold."""

from collections.abc import Iterable, Iterator
from typing import Any, Final

from thidua.core.figures import Column, Source, State
from thidua.core.seasons.season import Season
from thidua.store import facts
from thidua.store.staging import Shape

FIGURES: Final = Shape(
    "store_figure",
    key=("criterion", "indicator", "period"),
    values=("state", "number", "places", "note"),
    whence=("file", "row", "source"),
)
NOT_ASSIGNED: Final = Shape("store_unassigned", key=("criterion",))
LEAD_POINTS: Final = Shape("store_leadpoints", key=("criterion",), values=("points",))

_NOWHERE: Final = Source()


def figure_rows(season: Season) -> Iterator[tuple[Any, ...]]:
    """Give a row for every cell that is filled, or of which a file says something."""
    figures, notes = season.figures, season.notes
    for (criterion, indicator), column in figures.columns.items():
        for period, unit, state, number, places in _cells(column, figures.units, figures.periods):
            at = (criterion, indicator, unit, period)
            source, note = figures.sources.get(at, _NOWHERE), notes.get(at, "")
            if state == State.BLANK and not note and source == _NOWHERE:
                continue
            yield (
                *(unit, criterion, indicator, period, state, number, places, facts.text(note)),
                *(source.file, source.row, facts.text(source.text)),
            )


def _cells(
    column: Column, units: Iterable[str], periods: tuple[str, ...]
) -> Iterator[tuple[str, str, int, int, int]]:
    """Give period, unit, state, number and places of each cell, in the fewest places."""
    yearly = column.numbers.ndim == 1
    numbers = [column.numbers.tolist()] if yearly else column.numbers.tolist()
    states = _states(column)
    for period, row, held in zip(("",) if yearly else periods, numbers, states, strict=True):
        for unit, number, state in zip(units, row, held, strict=True):
            if state == State.REPORTED:
                yield period, unit, state, *_fewest(int(number), column.places)
            else:
                yield period, unit, state, 0, 0


def _states(column: Column) -> list[list[int]]:
    rows = 1 if column.numbers.ndim == 1 else len(column.numbers)
    if column.states is None:
        return [[State.REPORTED.value] * column.numbers.shape[-1]] * rows
    held: list[Any] = column.states.tolist()
    return [held] if column.numbers.ndim == 1 else held


def _fewest(number: int, places: int) -> tuple[int, int]:
    """Return the number without the zeros at its end, so that a column's width changes no row."""
    while places and not number % 10:
        number, places = number // 10, places - 1
    return number, places


def not_assigned_rows(season: Season) -> Iterator[tuple[str, str]]:
    """Give unit and criterion wherever a criterion was never given to the unit."""
    for criterion, mark in season.figures.not_assigned.items():
        for unit, taken_off in zip(season.figures.units, mark.tolist(), strict=True):
            if taken_off:
                yield unit, criterion


def lead_rows(season: Season) -> Iterator[tuple[str, str, int]]:
    """Give unit, criterion and the lead's points."""
    for (criterion, unit), points in season.lead_points.items():
        yield unit, criterion, points
