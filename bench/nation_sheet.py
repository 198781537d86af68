"""The nation: a sheet of 120 criteria of all kinds, and made-up figures of 12,000 units for it.

Every criterion has a figure for each of 12 periods: 17.28 million values in one block, laid out
criterion by criterion. Targets, wholes, last year's figures and further indicators are figures of
the year and come on top of these.
"""

from collections.abc import Iterator
from fractions import Fraction

import numpy as np
from attrs import frozen

from thidua.core.criteria import Criterion, Sheet, indicators
from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import YearEnd
from thidua.core.figures import Column, Figures

UNITS, CRITERIA, PERIODS, CLUSTER = 12_000, 120, 12, 8
KIND_OF = {rule: kind for kind, rule in r.KINDS.items()}
SUM, MEAN, LAST, HIGHEST = YearEnd
PERCENT = Fraction(1, 100)


def items(*points: int) -> tuple[r.Item, ...]:
    return tuple(r.Item(f"k{n}", "", each) for n, each in enumerate(points))


def band(lower: int | None, upper: int | None, points: int) -> r.Band:
    ends = [None if end is None else Fraction(end) for end in (lower, upper)]
    return r.Band(ends[0], ends[1], upper_included=False, points=points)


OF_FIGURE = (band(None, 200, 200), band(200, 500, 500), band(500, None, 1000))
OF_PERCENT = (band(None, 60, 200), band(60, 80, 300), band(80, 100, 600), band(100, None, 1000))
OF_CHANGE = (band(None, 0, 0), band(0, 10, 500), band(10, None, 1000))
EVENTS = (
    r.Event("k0", "", 50, cap_points=400),
    r.Event("k1", "", -100),
    r.Event("k2", "", -50),
    r.Event("k3", "", 0, counts_as="k2"),
)
SCORERS = tuple(r.Scorer(f"k{n}", "", weight) for n, weight in enumerate((2, 1, 1)))


@frozen
class Line:
    """One kind of line: its rule, how its periods are put together, how large its figures are."""

    rule: r.LeafRule
    year_end: YearEnd
    upto: int
    each: bool = False
    side_upto: int = 0


LINES = (
    Line(r.Binary(), LAST, 2),
    Line(r.Direct(), MEAN, 11),
    Line(r.Conditions(items(300, 300, 400)), HIGHEST, 2, side_upto=2),
    Line(r.Levels(items(0, 300, 700, 1000)), LAST, 5),
    Line(r.Bands(r.Measure.VALUE, OF_FIGURE, Fraction(1)), SUM, 80),
    Line(r.Bands(r.Measure.TARGET, OF_PERCENT, PERCENT), SUM, 100, side_upto=1200),
    Line(r.Bands(r.Measure.SHARE, OF_PERCENT, PERCENT), SUM, 100, side_upto=1200),
    Line(r.Bands(r.Measure.CHANGE, OF_CHANGE, PERCENT), SUM, 100, side_upto=1200),
    Line(r.PerItem(25), SUM, 6),
    Line(r.Events(EVENTS, 500, 100, -500), SUM, 3, side_upto=3),
    Line(r.Prizes(items(300, 200, 100)), SUM, 2, side_upto=2),
    Line(r.Prizes(items(800, 500, 300), r.Take.BEST), HIGHEST, 2, side_upto=2),
    Line(r.Ratio(), SUM, 100, side_upto=900),
    Line(r.Ratio(better=r.Better.LOWER, surplus_max_points=1200), SUM, 100, side_upto=900),
    Line(r.Lateness((100, 300), 200, 5), HIGHEST, 7),
    Line(r.Lateness((100, 300), 200, 5), MEAN, 7, each=True),
    Line(r.QualityTimeliness(("a", "b"), ("a", "b"), ((1000, 500), (700, 0))), LAST, 3,
         side_upto=3),
    Line(r.Progress(20, 500), SUM, 100, side_upto=1200),
    Line(r.MeanOfRecords((r.Event("k0", "", -50),)), SUM, 100, side_upto=150),
    Line(r.Panel(SCORERS), MEAN, 11, side_upto=11),
    Line(r.Panel(SCORERS, r.Combine.MEDIAN), MEAN, 11, side_upto=11),
    Line(r.RelativeTarget(), SUM, 100, side_upto=900),
    Line(r.RelativeTarget(r.Better.LOWER), SUM, 100, side_upto=900),
    Line(r.RelativeBest(), MEAN, 1000),
    Line(r.RelativeBest(r.Better.LOWER), SUM, 100),
    Line(r.ClusterPlace((1000, 800, 600, 400)), SUM, 100),
    Line(r.Levels(items(0, 300, 700, 1000)), MEAN, 5, each=True),
)  # fmt: skip
SECTIONS = (
    (r.Sum(), {}),
    (r.Sum(), {"pool": True, "max_points": 5_000}),
    (r.Sum(base_points=1_000), {}),
    (r.WeightedMean(), {}),
    (r.Mean(), {}),
    (r.Best(), {}),
)
INSIDE = 10  # lines in a section


def line_of(number: int) -> Line:
    return LINES[number % len(LINES)]


def sheet() -> Sheet:
    """Return twelve sections of ten lines each, 10 points a line."""
    return Sheet(
        title="Cả nước", year=2025, criteria=tuple(_criteria()), total_points={"": 100_000}
    )


def _criteria() -> Iterator[Criterion]:
    for section in range(CRITERIA // INSIDE):
        rule, more = SECTIONS[section % len(SECTIONS)]
        limits = {"max_points": INSIDE * 1_000 + getattr(rule, "base_points", 0), **more}
        if not isinstance(rule, r.Sum):
            limits["max_points"] = 1_000
        code = f"{section + 1}"
        yield Criterion(code=code, title=code, rule=rule, kind=KIND_OF[type(rule)], **limits)
        for number in range(section * INSIDE, (section + 1) * INSIDE):
            yield _leaf(number, code)


def _leaf(number: int, section: str) -> Criterion:
    line = line_of(number)
    code = f"{section}.{number % INSIDE + 1}"
    return Criterion(
        code=code, title=code, rule=line.rule, kind=KIND_OF[type(line.rule)], parent=section,
        max_points=1_000, weight=100 * (1 + number % 3), over_periods=line.year_end,
        score_each_period=line.each,
    )  # fmt: skip


def values() -> np.ndarray:
    """Return the block of values: (criteria, periods, units)."""
    chance = np.random.default_rng(2025)
    block = np.empty((CRITERIA, PERIODS, UNITS), dtype=np.int64)
    for number in range(CRITERIA):
        block[number] = chance.integers(0, line_of(number).upto, (PERIODS, UNITS))
    return block


def figures(block: np.ndarray, of: Sheet) -> Figures:
    """Return the block as figures, with side figures of the year."""
    chance = np.random.default_rng(2026)
    columns = {}
    for number, criterion in enumerate(of.leaves):
        main, *others = indicators(criterion, of)
        columns[criterion.code, main.key] = Column(block[number])
        for side in others:
            upto = line_of(number).side_upto
            columns[criterion.code, side.key] = Column(chance.integers(0, upto, UNITS))
    return Figures(
        units=tuple(f"U{n:05}" for n in range(UNITS)),
        columns=columns,
        clusters=np.arange(UNITS) // CLUSTER,
        unit_types=("",) * UNITS,
        competing=np.ones(UNITS, dtype=np.bool_),
        periods=tuple(f"T{n + 1}" for n in range(PERIODS)),
    )
