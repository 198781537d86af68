"""Small and large scorecards for tests of pages, scored by the real engine."""

import numpy as np

from thidua.core.criteria import Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.figures import Column, Figures, State
from thidua.core.rankings.standings import Status
from thidua.core.scoring import score
from thidua.store.queries.units import UnitRow


def direct(code, most=1_000, **facts):
    facts = {"title": f"Tiêu chí {code}", "parent": None} | facts
    return Criterion(code=code, rule=r.Direct(), kind="direct", max_points=most, **facts)


def section(code, most, **facts):
    facts = {"title": f"Mục {code}", "parent": None} | facts
    return Criterion(code=code, rule=r.Sum(), kind="sum", max_points=most, **facts)


def sheet(*criteria, **facts):
    total = sum(c.max_points for c in criteria if c.parent is None)
    return Sheet(title="Bảng điểm", year=2025, criteria=criteria, total_points={"": total}, **facts)


SMALL = sheet(
    section("I", 3_000, label="I."),
    section("I.1", 2_000, label="1.", parent="I"),
    direct("I.1.a", label="1a", parent="I.1"),
    direct("I.1.b", label="1b", parent="I.1"),
    direct("I.2", label="2", parent="I"),
    section("II", 1_000, label="II."),
    direct("II.1", label="3", parent="II"),
)

X, SKIP, NONE = State.NOT_APPLICABLE, State.NOT_ASSIGNED, State.BLANK


def figures(sheet, cells, *, units=None):
    """cells: leaf code -> a value in hundredths or a State for each unit."""
    width = len(next(iter(cells.values())))
    units = units or tuple(f"U{n}" for n in range(1, width + 1))
    columns, marks = {}, {}
    for code, row in cells.items():
        states = [cell if isinstance(cell, State) else State.REPORTED for cell in row]
        marks[code] = np.array([state is SKIP for state in states])
        columns[code, ""] = Column(
            np.array([0 if isinstance(cell, State) else cell for cell in row]),
            2,
            np.array([NONE if state is SKIP else state for state in states], dtype=np.int8),
        )
    return Figures(
        units=units,
        columns=columns,
        clusters=np.zeros(len(units), dtype=np.int64),
        unit_types=("",) * len(units),
        competing=np.ones(len(units), dtype=np.bool_),
        not_assigned=marks,
    )


def small_card(**cells):
    """Three units on the small sheet; other cells are the maximum."""
    full = {leaf.code: [leaf.max_points] * 3 for leaf in SMALL.leaves}
    return score(SMALL, figures(SMALL, full | {k.replace("_", "."): v for k, v in cells.items()}))


def large_card(units=63, seed=7):
    """A made-up cluster on a sheet of 230 lines, 190 of them scored."""
    rng = np.random.default_rng(seed)
    criteria = []
    for part in range(1, 5):
        criteria.append(section(f"{part}", 0, label=f"{part}."))
        for group in range(1, 10):
            criteria.append(section(f"{part}.{group}", 0, parent=f"{part}"))
            leaves = 6 if group < 8 else 3
            criteria += [
                direct(f"{part}.{group}.{n}", 500, parent=f"{part}.{group}")
                for n in range(1, leaves)
            ]
    big = sheet(*criteria)
    cells = {leaf.code: rng.integers(0, 501, units).tolist() for leaf in big.leaves}
    return score(big, figures(big, cells))


def unit_rows(card, **names):
    return {
        code: UnitRow(
            code=code,
            name=names.get(code, f"Công an xã số {n}"),
            short_name="",
            unit_type="",
            status=Status.COMPETING,
            reason="",
            position=n,
            sort_key="",
            search="",
        )
        for n, code in enumerate(card.figures.units, start=1)
    }
