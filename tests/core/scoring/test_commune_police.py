"""A real cluster year: seven commune police units, 230 criteria, figures as they were entered.

commune_police_expected.csv holds points that were computed from the same figures independently of
this engine, half-up to 0,01, for some of the leaves; it came with the published figures.
"""

import csv
from pathlib import Path

import numpy as np
import pytest
from tests.core.scoring.making import figures_of, points, provisional, row

from thidua.core.criteria import read_sheet
from thidua.core.scoring import score

HERE = Path(__file__).parent
FOLDER = HERE.parents[2] / "examples" / "commune-police-2025"
WRONG_CELL = ("1.3.4.3", "U3")  # all or nothing for 4 points, claims 5


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


UNITS = [line["unit"] for line in rows_of(FOLDER / "units.csv")]
EXPECTED = rows_of(HERE / "commune_police_expected.csv")


@pytest.fixture(scope="module")
def card():
    """The year scored, the wrong cell taken as not reported."""
    cells = {}
    for line in rows_of(FOLDER / "figures.csv"):
        if (line["criterion"], line["unit"]) != WRONG_CELL:
            cells.setdefault((line["criterion"], ""), {})[line["unit"]] = line["value"]
    for line in rows_of(FOLDER / "targets.csv"):
        target = "" if line["target"] == "0" else line["target"]
        cells.setdefault((line["criterion"], "target"), {})[line["unit"]] = target
    columns = {key: [found.get(unit, "") for unit in UNITS] for key, found in cells.items()}
    sheet = read_sheet((FOLDER / "sheet.toml").read_text(encoding="utf-8")).sheet
    return score(sheet, figures_of(columns))


def test_the_independent_points_cover_many_leaves_of_every_kind(card):
    kinds = {card.sheet.criterion(line["criterion"]).kind for line in EXPECTED}
    assert kinds == {"binary", "direct", "relative_target"}
    assert len(EXPECTED) == 424


@pytest.mark.parametrize("unit", UNITS)
def test_points_are_those_of_the_independent_computation(card, unit):
    column = UNITS.index(unit)
    expected = {x["criterion"]: points(x["self_points"]) for x in EXPECTED if x["unit"] == unit}
    got = {code: int(card.points[card.nodes.index(code), column]) for code in expected}
    assert got == expected


def test_every_unit_has_the_whole_maximum_of_a_thousand_points(card):
    assert (card.max_points[-1] == 100_000).all()


def test_sections_are_the_sum_of_what_stands_in_them(card):
    for code in [None, *(c.code for c in card.sheet.criteria if not c.is_leaf)]:
        below = [card.nodes.index(child.code) for child in card.sheet.children(code)]
        above = card.nodes.index(code or "TOTAL")
        assert (card.points[below].sum(axis=0) == card.points[above]).all()


def test_the_wrong_cell_counts_as_not_reported_and_leaves_its_unit_provisional(card):
    assert row(card, "1.3.4.3")[UNITS.index("U3")] == ""
    assert provisional(card, "1.3.4.3")[UNITS.index("U3")]
    assert provisional(card, "TOTAL")[UNITS.index("U3")]


def test_the_order_of_the_units_changes_nobodys_points(card):
    figures = card.figures
    order = np.array([3, 0, 6, 2, 5, 1, 4])
    columns = {
        key: type(column)(
            column.numbers[order],
            column.places,
            None if column.states is None else column.states[order],
        )
        for key, column in figures.columns.items()
    }
    turned = figures_of({}, units=len(UNITS))
    turned = type(figures)(
        units=tuple(figures.units[i] for i in order),
        columns=columns,
        clusters=turned.clusters,
        unit_types=turned.unit_types,
        competing=turned.competing,
    )
    again = score(card.sheet, turned)
    assert (again.points == card.points[:, order]).all()
    assert (again.provisional == card.provisional[:, order]).all()
