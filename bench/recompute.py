"""One changed figure in a cluster of 7 units and 230 criteria."""

import csv
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import numpy as np
from attrs import evolve

from bench.measuring import Figure, fastest, milliseconds, within
from thidua.core.criteria import Sheet, read_sheet
from thidua.core.figures import Column, Figures, State
from thidua.core.scoring import rescore, score

FOLDER = Path(__file__).parents[1] / "examples" / "commune-police-2025"
LIMIT = 0.005


def measure() -> list[Figure]:
    sheet = read_sheet((FOLDER / "sheet.toml").read_text(encoding="utf-8")).sheet
    assert sheet is not None
    figures = read_figures()
    card = score(sheet, figures)
    whole = fastest(lambda: score(sheet, figures), rounds=50)
    slowest, code = max((fastest(changed(card, leaf), rounds=50), leaf) for leaf in samples(sheet))
    name = f"one figure changed: {len(figures.units)} units × {len(sheet.criteria)} criteria"
    beside = f"all of it scored anew: {milliseconds(whole)}"
    return [within(f"{name} (slowest of its kinds: {code})", slowest, limit=LIMIT, beside=beside)]


def samples(sheet: Sheet) -> list[str]:
    """Return a leaf of each kind, the deepest."""
    deepest: dict[str, str] = {}
    for leaf in sheet.leaves:
        if leaf.code.count(".") >= deepest.get(leaf.kind, "").count("."):
            deepest[leaf.kind] = leaf.code
    return list(deepest.values())


def changed(card, code: str) -> Callable[[], object]:
    """Return what scores the card anew after one figure of a criterion has changed."""
    columns = dict(card.figures.columns)
    column = columns[code, ""]
    numbers = column.numbers.copy()
    numbers[0] += 10**column.places
    columns[code, ""] = evolve(column, numbers=numbers)
    after = evolve(card.figures, columns=columns)
    return lambda: rescore(card, after, changed=[code])


def read_figures() -> Figures:
    """Return the example's figures; it is not the reading that is measured."""
    units = [line["unit"] for line in rows_of("units.csv")]
    cells: dict[tuple[str, str], dict[str, str]] = {}
    for line in rows_of("figures.csv"):
        cells.setdefault((line["criterion"], ""), {})[line["unit"]] = line["value"]
    for line in rows_of("targets.csv"):
        if Decimal(line["target"] or 0):
            cells.setdefault((line["criterion"], "target"), {})[line["unit"]] = line["target"]
    return Figures(
        units=tuple(units),
        columns={key: column_of(found, units) for key, found in cells.items()},
        clusters=np.zeros(len(units), dtype=np.int64),
        unit_types=("",) * len(units),
        competing=np.ones(len(units), dtype=np.bool_),
    )


def rows_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def column_of(found: dict[str, str], units: list[str]) -> Column:
    numbers = [int(Decimal(found.get(unit) or 0) * 10_000) for unit in units]
    states = [State.REPORTED if found.get(unit) else State.BLANK for unit in units]
    return Column(np.array(numbers), 4, np.array(states, dtype=np.int8))
