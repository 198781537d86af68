"""Small sheets and figures for tests of scoring, written as a clerk would say them."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

import numpy as np

from thidua.core.criteria import Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.figures import Column, Figures, State

KIND_OF = {rule: kind for kind, rule in r.KINDS.items()}
MARKS = {
    "": State.BLANK,
    "x": State.NOT_APPLICABLE,
    "không giao": State.NOT_ASSIGNED,
}


def points(text: str | float) -> int:
    """Return points as hundredths."""
    return int(Decimal(str(text)) * 100)


def line(code, rule, *, most=None, **more) -> Criterion:
    """Return a line of a sheet; most (its maximum) and min are in points."""
    if "min" in more:
        least = more.pop("min")
        more["min_points"] = None if least is None else points(least)
    limit = None if most is None else points(most)
    kind = KIND_OF[type(rule)]
    return Criterion(code=code, title=code, rule=rule, kind=kind, max_points=limit, **more)


def sheet_of(*criteria, **more) -> Sheet:
    return Sheet(title="Bảng điểm", year=2025, criteria=tuple(criteria), **more)


def column(cells: Sequence, *, places: int = 2) -> Column:
    """Return a column of cells, or of periods of cells: numbers as text, "", "x", "không giao"."""
    if cells and isinstance(cells[0], list | tuple):
        rows = [column(row, places=places) for row in cells]
        numbers = np.stack([row.numbers for row in rows])
        shape = numbers.shape
        states = np.stack(
            [np.zeros(shape[1], dtype=np.int8) if r.states is None else r.states for r in rows]
        )
        return Column(numbers, places, states if states.any() else None)
    exact = [0 if str(cell) in MARKS else int(Decimal(str(cell)) * 10**places) for cell in cells]
    states = np.array([MARKS.get(str(cell), State.REPORTED) for cell in cells], dtype=np.int8)
    return Column(np.array(exact), places, states if states.any() else None)


def figures_of(
    cells: Mapping,
    *,
    units: int | None = None,
    clusters: Sequence[int] | None = None,
    types: Sequence[str] | None = None,
    withdrawn: Sequence[int] = (),
    **more,
) -> Figures:
    """Return figures; a key is a criterion's code or (code, indicator), a value its cells."""
    keyed = {key if isinstance(key, tuple) else (key, ""): value for key, value in cells.items()}
    columns = {key: column(value) for key, value in keyed.items()}
    count = units
    if count is None:
        count = next(iter(columns.values())).numbers.shape[-1]
    return Figures(
        units=tuple(f"U{i + 1}" for i in range(count)),
        columns=columns,
        clusters=np.array(clusters if clusters is not None else [0] * count, dtype=np.int64),
        unit_types=tuple(types or [""] * count),
        competing=np.array([i not in withdrawn for i in range(count)], dtype=np.bool_),
        **more,
    )


def row(card, code: str) -> list[str]:
    """Return a node's points for each unit as text, "" where there are none."""
    index = card.nodes.index(code)
    return [
        shown(value) if filled <= 1 else ""
        for value, filled in zip(card.points[index], card.filled[index], strict=True)
    ]


def maxima(card, code: str) -> list[str]:
    return [shown(value) for value in card.max_points[card.nodes.index(code)]]


def shown(hundredths: int) -> str:
    text = f"{Decimal(int(hundredths)) / 100:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def filled(card, code: str) -> list[int]:
    return [int(value) for value in card.filled[card.nodes.index(code)]]


def provisional(card, code: str) -> list[bool]:
    return [bool(value) for value in card.provisional[card.nodes.index(code)]]
