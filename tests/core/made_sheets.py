"""Random criteria sheets for properties: every kind, random trees, modifiers and unit types.

A sheet made here need not be one that the checker passes: the engine has to be right on it anyway.
"""

from fractions import Fraction
from itertools import pairwise
from random import Random

from attrs import evolve

from thidua.core.criteria import Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import (
    Document,
    FloorEffect,
    Grade,
    LastTie,
    Override,
    OverrideEffect,
    RankBy,
    Ranking,
    Requirement,
    Rounding,
    YearEnd,
)

POINTS = (100, 200, 250, 300, 333, 500, 835, 1_000, 201, 5_000, 40_000)
PARTS = (0, 1, 25, 50, 100, 150, 200, 333, 500)


def parts(rng: Random, least: int = 1, most: int = 4) -> range:
    return range(rng.randint(least, most))


def binary(rng: Random, most: int) -> r.Rule:
    return r.Binary()


def direct(rng: Random, most: int) -> r.Rule:
    return r.Direct()


def items(rng: Random, letter: str) -> tuple[r.Item, ...]:
    return tuple(r.Item(f"{letter}{n}", "", signed(rng)) for n in parts(rng))


def signed(rng: Random) -> int:
    return rng.choice(PARTS) * rng.choice((1, 1, 1, -1))


def conditions(rng: Random, most: int) -> r.Rule:
    return r.Conditions(items(rng, "c"))


def levels(rng: Random, most: int) -> r.Rule:
    return r.Levels(items(rng, "l"))


def bands(rng: Random, most: int) -> r.Rule:
    bounds = sorted(rng.sample((0, 1, 3, 5, 50, 80, 90, 95, 100, 120, 200), rng.randint(1, 4)))
    edges: list[Fraction | None] = [None, *(Fraction(b) for b in bounds), None]
    found = [
        r.Band(low, high, rng.random() < 0.3, signed(rng), lower_included=rng.random() < 0.8)
        for low, high in pairwise(edges)
    ]
    if rng.random() < 0.3:  # a gap, which the checker would report
        found.pop(rng.randrange(len(found)))
    return r.Bands(rng.choice(tuple(r.Measure)), tuple(found), Fraction(1),
                   rng.choice(tuple(r.NoBase)))  # fmt: skip


def per_item(rng: Random, most: int) -> r.Rule:
    return r.PerItem(signed(rng), rng.choice((Fraction(1), Fraction(2), Fraction(5, 2))))


def some_events(rng: Random) -> tuple[r.Event, ...]:
    found: list[r.Event] = []
    for number in parts(rng):
        other = rng.choice(found).key if found and rng.random() < 0.25 else None
        cap = rng.choice((None, None, 100, -100, 250))
        found.append(r.Event(f"e{number}", "", signed(rng), cap, other))
    return tuple(found)


def events(rng: Random, most: int) -> r.Rule:
    return r.Events(
        some_events(rng),
        base_points=rng.choice((0, 0, 100, most)),
        clean_points=rng.choice((0, 50)),
        all_broken_points=rng.choice((None, -1_000)),
    )


def prizes(rng: Random, most: int) -> r.Rule:
    won = tuple(r.Item(f"p{n}", "", rng.choice(PARTS)) for n in parts(rng))
    return r.Prizes(won, rng.choice(tuple(r.Take)))


def ratio(rng: Random, most: int) -> r.Rule:
    measure = rng.choice((r.Measure.TARGET, r.Measure.TARGET, *r.Measure))
    plain = measure in {r.Measure.TARGET, r.Measure.SHARE}
    return r.Ratio(
        measure,
        rng.choice(tuple(r.Better)) if plain else r.Better.HIGHER,
        rng.choice((None, None, most, most + 150)),
        rng.choice((Fraction(0), Fraction(0), Fraction(50), Fraction(199, 2))),
        rng.choice(tuple(r.NoBase)),
    )


def lateness(rng: Random, most: int) -> r.Rule:
    steps = sorted(rng.choice(PARTS) for _ in range(rng.randint(0, 4)))
    return r.Lateness(
        tuple(steps), rng.choice((0, 50)), rng.choice((None, 3, 5)), rng.choice((0, 0, -100, 50))
    )


def quality_timeliness(rng: Random, most: int) -> r.Rule:
    rows, columns = rng.randint(1, 3), rng.randint(1, 3)
    table = tuple(tuple(rng.choice(PARTS) for _ in range(columns)) for _ in range(rows))
    return r.QualityTimeliness(
        tuple(f"q{n}" for n in range(rows)), tuple(f"t{n}" for n in range(columns)), table
    )


def progress(rng: Random, most: int) -> r.Rule:
    return r.Progress(rng.choice((1, 10, 50)), rng.choice((0, 100)), rng.choice(tuple(r.Better)))


def mean_of_records(rng: Random, most: int) -> r.Rule:
    return r.MeanOfRecords(some_events(rng) if rng.random() < 0.6 else ())


def panel(rng: Random, most: int) -> r.Rule:
    scorers = tuple(
        r.Scorer(f"s{n}", "", rng.choice((1, 1, 2, 3)), rng.choice((None, None, 100)))
        for n in parts(rng)
    )
    return r.Panel(scorers, rng.choice(tuple(r.Combine)))


def relative_target(rng: Random, most: int) -> r.Rule:
    return r.RelativeTarget(rng.choice(tuple(r.Better)))


def relative_best(rng: Random, most: int) -> r.Rule:
    return r.RelativeBest(rng.choice(tuple(r.Better)))


def cluster_place(rng: Random, most: int) -> r.Rule:
    table = sorted((rng.choice(PARTS) for _ in parts(rng)), reverse=True)
    return r.ClusterPlace(tuple(table), rng.choice(tuple(r.Better)))


LEAVES = {
    "binary": binary,
    "direct": direct,
    "conditions": conditions,
    "levels": levels,
    "bands": bands,
    "per_item": per_item,
    "events": events,
    "prizes": prizes,
    "ratio": ratio,
    "lateness": lateness,
    "quality_timeliness": quality_timeliness,
    "progress": progress,
    "mean_of_records": mean_of_records,
    "panel": panel,
    "relative_target": relative_target,
    "relative_best": relative_best,
    "cluster_place": cluster_place,
}
NEEDS_MAX = {"binary", "ratio", "lateness", "progress", "relative_target", "relative_best"}


def leaf(rng: Random, code: str, parent: str | None, kind: str | None = None) -> Criterion:
    """Return a leaf of the kind, or of any kind."""
    kind = rng.choice(list(LEAVES)) if kind is None else kind
    most = rng.choice(POINTS)
    open_end = kind not in NEEDS_MAX and rng.random() < 0.15
    return Criterion(
        code=code,
        title=f"Tiêu chí {code}",
        rule=LEAVES[kind](rng, most),
        kind=kind,
        max_points=None if open_end else most,
        parent=parent,
        min_points=rng.choice((0, 0, 0, None, -300)),
        weight=rng.choice((100, 100, 50, 200, 0)),
        unit_types=rng.choice((frozenset(), frozenset(), frozenset({"a"}), frozenset({"a", "b"}))),
        over_periods=rng.choice(tuple(YearEnd)),
        score_each_period=rng.random() < 0.3,
        on_top=rng.random() < 0.12,
        bonus_max_points=rng.choice((0, 0, 0, 150)),
        document=Document(Fraction(rng.choice((0, 50, 33)))) if rng.random() < 0.15 else None,
        floor_percent=Fraction(50) if rng.random() < 0.08 else None,
        floor_effect=rng.choice(tuple(FloorEffect)),
    )


def section(rng: Random, code: str, parent: str | None) -> Criterion:
    """Return a section whose maximum is set when its children are known."""
    kind = rng.choice(("sum", "sum", "sum", "mean", "weighted_mean", "best"))
    rule = r.Sum(rng.choice((0, 0, 100, 750))) if kind == "sum" else r.NODE_KINDS[kind]()
    return Criterion(
        code=code,
        title=f"Phần {code}",
        rule=rule,
        kind=kind,
        max_points=None,
        parent=parent,
        min_points=rng.choice((0, 0, 0, None, -500)),
        weight=rng.choice((100, 100, 50, 200)),
        unit_types=rng.choice((frozenset(), frozenset(), frozenset(), frozenset({"b"}))),
        on_top=rng.random() < 0.1,
        pool=kind == "sum" and rng.random() < 0.25,
        floor_percent=Fraction(rng.choice((50, 80))) if rng.random() < 0.15 else None,
        floor_effect=rng.choice(tuple(FloorEffect)),
    )


def tree(rng: Random, size: int, kinds: tuple[str, ...] = ()) -> tuple[Criterion, ...]:
    """Return a random tree of about this many nodes, parents before children."""
    found: list[Criterion] = []
    for number in range(1, size + 1):
        above = [None, *(c for c in found if not c.is_leaf and c.code.count(".") < 3)]
        parent = rng.choice(above)
        code = str(number) if parent is None else f"{parent.code}.{number}"
        make_section = not kinds and rng.random() < 0.3
        up = None if parent is None else parent.code
        kind = kinds[number % len(kinds)] if kinds else None
        found.append(section(rng, code, up) if make_section else leaf(rng, code, up, kind))
    return with_children(rng, with_maxima(rng, found))


def with_maxima(rng: Random, found: list[Criterion]) -> list[Criterion]:
    """Return the tree with the sections' maxima, mostly but not always what they add up to."""
    known: dict[str, Criterion] = {}
    for criterion in reversed(found):
        below = [c for c in known.values() if c.parent == criterion.code and not c.on_top]
        if not criterion.is_leaf:
            total = sum(c.max_points or 0 for c in below)
            less = rng.choice((total, total, total, max(total // 2, 100), None))
            if criterion.pool and less is None:
                less = 500
            criterion = evolve(criterion, max_points=less)  # noqa: PLW2901 - the line, completed
        known[criterion.code] = criterion
    return [known[c.code] for c in found]


def with_children(rng: Random, found: list[Criterion]) -> tuple[Criterion, ...]:
    """Return the tree, an empty section filled with one leaf."""
    result = []
    for criterion in found:
        result.append(criterion)
        if not criterion.is_leaf and all(c.parent != criterion.code for c in found):
            result.append(leaf(rng, f"{criterion.code}.x", criterion.code))
    return tuple(result)


def grades(rng: Random, codes: list[str]) -> tuple[Grade, ...]:
    """Return bands of grades, the best first, some with a side condition."""
    bounds = sorted(rng.sample((5, 10, 20, 40, 60, 80, 95), rng.randint(1, 4)), reverse=True)
    lowers = [*(Fraction(b) for b in bounds), rng.choice((None, Fraction(0)))]
    uppers = [None, *lowers[:-1]]
    return tuple(
        Grade(
            f"G{n}",
            low,
            high,
            upper_included=rng.random() < 0.2,
            requires=requires(rng, codes),
            lower_included=rng.random() < 0.8,
        )
        for n, (low, high) in enumerate(zip(lowers, uppers, strict=True))
    )


def requires(rng: Random, codes: list[str]) -> tuple[Requirement, ...]:
    if rng.random() < 0.6:
        return ()
    return (Requirement(rng.choice(codes), Fraction(rng.choice((30, 50, 80)))),)


def overrides(rng: Random, codes: list[str], named: tuple[Grade, ...]) -> tuple[Override, ...]:
    """Return overrides of every effect that the sheet can hold."""
    found = []
    for number in range(rng.choice((0, 1, 2, 3))):
        effect = rng.choice(tuple(OverrideEffect))
        if effect is OverrideEffect.GRADE and not named:
            effect = OverrideEffect.ZERO
        grade = rng.choice(named).name if effect is OverrideEffect.GRADE else ""
        zeroed = rng.choice(codes) if effect is OverrideEffect.ZERO else ""
        found.append(Override(f"X{number}", "", effect, grade, zeroed))
    return tuple(found)


def sheet(rng: Random, size: int = 6, kinds: tuple[str, ...] = ()) -> Sheet:
    """Return a random sheet of about this many criteria; kinds limits it to leaves of those."""
    criteria = tree(rng, size, kinds)
    codes = [c.code for c in criteria]
    named = grades(rng, codes) if rng.random() < 0.6 else ()
    return Sheet(
        title="Bảng chấm điểm",
        year=2025,
        criteria=criteria,
        total_points=rng.choice(({}, {"": 100_000})),
        base_points=rng.choice((0, 0, 10_000)),
        places=rng.choice((2, 2, 1, 0)),
        rounding=rng.choice((Rounding.HALF_UP, *Rounding)),
        ranking=ranking(rng, codes),
        grades=named,
        grades_by=rng.choice(tuple(RankBy)),
        overrides=overrides(rng, codes, named),
        unit_types={"a": "A", "b": "B"},
    )


def ranking(rng: Random, codes: list[str]) -> Ranking:
    ties = tuple(rng.sample(codes, rng.randint(0, min(2, len(codes)))))
    return Ranking(rng.choice(tuple(RankBy)), rng.random() < 0.4, ties, rng.choice(tuple(LastTie)))
