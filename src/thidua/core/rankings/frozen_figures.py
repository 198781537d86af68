"""Figures as plain values that are the same for the same figures, and back."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from attrs import evolve

from thidua.core.figures import Column, Figures, Integers, Source, State
from thidua.core.rankings.frozen_rows import digits, from_digits, packed, unpacked

Key = tuple[str, str, str, str]


def plain_figures(figures: Figures) -> dict[str, Any]:
    """Return figures as plain values; a column without any figure is left out."""
    columns = sorted(figures.columns.items())
    return {
        "units": figures.units,
        "types": figures.unit_types,
        "clusters": packed(figures.clusters),
        "competing": digits(figures.competing),
        "periods": figures.periods,
        "columns": [[*key, *_plain_column(c)] for key, c in columns if not _is_blank(c)],
        "not_assigned": {
            code: digits(mask) for code, mask in figures.not_assigned.items() if mask.any()
        },
        "sources": _plain_sources(figures),
    }


def figures_from(plain: Mapping[str, Any]) -> Figures:
    """Return the figures out of plain values."""
    units = tuple(plain["units"])
    count = len(units)
    marks = plain["not_assigned"]
    masks = from_digits(list(marks.values()), count).astype(np.bool_)
    return Figures(
        units=units,
        columns={(line[0], line[1]): _column(*line[2:], units=count) for line in plain["columns"]},
        clusters=np.asarray(unpacked([plain["clusters"]], count)[0], dtype=np.int64),
        unit_types=tuple(plain["types"]),
        competing=from_digits([plain["competing"]], count)[0].astype(np.bool_),
        periods=tuple(plain["periods"]),
        not_assigned=dict(zip(marks, masks, strict=True)),
        sources=_sources(plain["sources"], units),
    )


def figures_in_order(figures: Figures, order: Sequence[int]) -> Figures:
    """Return the same figures with the units in another order."""
    columns = {
        key: evolve(
            column,
            numbers=column.numbers[..., order],
            states=None if column.states is None else column.states[..., order],
        )
        for key, column in figures.columns.items()
    }
    return evolve(
        figures,
        units=tuple(figures.units[index] for index in order),
        columns=columns,
        clusters=figures.clusters[order],
        unit_types=tuple(figures.unit_types[index] for index in order),
        competing=figures.competing[order],
        not_assigned={code: mask[order] for code, mask in figures.not_assigned.items()},
    )


def _is_blank(column: Column) -> bool:
    return column.states is not None and bool((column.states == State.BLANK).all())


def _plain_column(column: Column) -> list[Any]:
    """Return decimals, whether it is by period, rows of numbers and rows of states."""
    numbers, places = _fewest_decimals(column.numbers, column.places)
    by_period = numbers.ndim == 2  # noqa: PLR2004  # periods and units
    rows = numbers if by_period else numbers[np.newaxis]
    states = np.zeros(rows.shape) if column.states is None else column.states.reshape(rows.shape)
    return [places, int(by_period), [packed(row) for row in rows], [digits(s) for s in states]]


def _fewest_decimals(numbers: Integers, places: int) -> tuple[Integers, int]:
    while places and not (numbers % 10).any():
        numbers, places = numbers // 10, places - 1
    return numbers, places


def _column(
    places: int, by_period: int, rows: Sequence[Any], states: Sequence[str], *, units: int
) -> Column:
    numbers = unpacked(rows, units)
    codes = from_digits(states, units) if any(states) else None
    if by_period:
        return Column(numbers, places, codes)
    return Column(numbers[0], places, None if codes is None else codes[0])


def _plain_sources(figures: Figures) -> list[list[Any]]:
    """Return a line for each indicator, period and file: the row of each unit, texts apart."""
    index = {unit: number for number, unit in enumerate(figures.units)}
    lines: dict[Key, tuple[dict[int, int], dict[int, str]]] = {}
    for (criterion, indicator, unit, period), source in figures.sources.items():
        if unit in index:
            rows, texts = lines.setdefault((criterion, indicator, period, source.file), ({}, {}))
            rows[index[unit]] = source.row
            if source.text:
                texts[index[unit]] = source.text
    units = range(len(index))
    return [
        [*key, [rows.get(unit, -1) for unit in units], sorted(texts.items())]
        for key, (rows, texts) in sorted(lines.items())
    ]


def _sources(lines: Sequence[Sequence[Any]], units: Sequence[str]) -> dict[Key, Source]:
    found: dict[Key, Source] = {}
    for criterion, indicator, period, file, rows, texts in lines:
        found.update(
            {
                (criterion, indicator, unit, period): Source(file, row)
                for unit, row in zip(units, rows, strict=True)
                if row >= 0
            }
        )
        for number, text in texts:
            key = criterion, indicator, units[number], period
            found[key] = Source(file, rows[number], text)
    return found
