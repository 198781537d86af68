"""Figures as they are stored: rows in, columns out."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from attrs import frozen

from thidua.core.figures import Column, Figures, Integers, Source, State
from thidua.core.people import Actor
from thidua.core.permissions import DoesNotExist
from thidua.core.rankings.standings import Status
from thidua.store.models import Figure, Season, SeasonUnit, Unassigned
from thidua.store.queries.seasons import the_season

_INT64: Final = np.iinfo(np.int64)


def lead_points_of(cluster: str, year: int, reader: Actor) -> dict[tuple[str, str], int]:
    """Return the lead's points by criterion and unit, in hundredths. One query.

    Raises DoesNotExist.
    """
    rows: list[Any] = list(
        the_season(cluster, year, reader).values_list(
            "units__lead_points__criterion", "units__code", "units__lead_points__points"
        )
    )
    if not rows:
        raise DoesNotExist
    return {
        (criterion, unit): int(points) for criterion, unit, points in rows if criterion is not None
    }


def notes_of(
    cluster: str, year: int, reader: Actor, *, unit: str
) -> dict[tuple[str, str, str], str]:
    """Return a unit's notes by criterion, indicator and period. One query. Raises DoesNotExist."""
    fields = ("criterion", "indicator", "period", "note")
    rows: list[Any] = list(
        the_season(cluster, year, reader)
        .filter(units__code=unit)
        .values_list(*(f"units__figures__{name}" for name in fields))
    )
    if not rows:
        raise DoesNotExist
    return {tuple(key): note for *key, note in rows if note}


@frozen
class Cell:
    """A stored figure: of which unit (its place in the list) and period, and what."""

    unit: int
    period: str
    state: int
    number: int
    places: int


def figures_of(season: int) -> Figures:
    """Return the figures of a season, by its key, as columns over its units. Four queries.

    For deeds that hold the season; it asks for no reader.
    """
    periods = tuple(Season.objects.values_list("periods", flat=True).get(pk=season))
    units = list(SeasonUnit.objects.filter(season=season).order_by("position"))
    at = {unit.pk: place for place, unit in enumerate(units)}
    codes = tuple(unit.code for unit in units)
    columns, sources = _columns_and_sources(season, at=at, units=codes, periods=periods)
    return Figures(
        units=codes,
        clusters=np.zeros(len(units), dtype=np.int64),
        unit_types=tuple(unit.unit_type for unit in units),
        competing=np.array([unit.status != Status.WITHDRAWN for unit in units], dtype=np.bool_),
        columns=columns,
        periods=periods,
        not_assigned=_not_assigned(season, at),
        sources=sources,
    )


def _columns_and_sources(
    season: int, *, at: Mapping[int, int], units: Sequence[str], periods: tuple[str, ...]
) -> tuple[dict[tuple[str, str], Column], dict[tuple[str, str, str, str], Source]]:
    cells: defaultdict[tuple[str, str], list[Cell]] = defaultdict(list)
    sources: dict[tuple[str, str, str, str], Source] = {}
    rows = Figure.objects.filter(season_unit__season=season).values_list(
        "season_unit", "criterion", "indicator", "period", "state", "number", "places",
        "file", "row", "source",
    )  # fmt: skip
    for owner, criterion, indicator, period, state, number, places, file, line, said in rows:
        unit = at[owner]
        cells[criterion, indicator].append(Cell(unit, period, state, int(number), places))
        if file or said:
            sources[criterion, indicator, units[unit], period] = Source(file, line, said)
    return {key: column(rows, len(units), periods) for key, rows in cells.items()}, sources


def column(cells: Iterable[Cell], units: int, periods: tuple[str, ...]) -> Column:
    """Return cells as one column, (units,) or, where any has a period, (periods, units)."""
    filled = list(cells)
    places = max(cell.places for cell in filled)
    row_of = {period: at for at, period in enumerate(periods)}
    by_period = any(cell.period for cell in filled)
    shape = (len(periods), units) if by_period else (units,)
    numbers = np.zeros(shape, dtype=object)
    states = np.full(shape, State.BLANK, dtype=np.int8)
    for cell in filled:
        at = (row_of[cell.period], cell.unit) if by_period else cell.unit
        numbers[at] = cell.number * 10 ** (places - cell.places)
        states[at] = cell.state
    return Column(_narrow(numbers), places, states if states.any() else None)


def _narrow(numbers: "np.ndarray[Any, np.dtype[np.object_]]") -> Integers:
    if numbers.size and (numbers.max() > _INT64.max or numbers.min() < _INT64.min):
        return numbers
    return numbers.astype(np.int64)


def _not_assigned(season: int, at: Mapping[int, int]) -> dict[str, "np.ndarray[Any, Any]"]:
    marks: dict[str, np.ndarray[Any, Any]] = {}
    rows = Unassigned.objects.filter(season_unit__season=season)
    for owner, criterion in rows.values_list("season_unit", "criterion"):
        mark = marks.setdefault(criterion, np.zeros(len(at), dtype=np.bool_))
        mark[at[owner]] = True
    return marks
