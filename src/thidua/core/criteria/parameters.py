"""Every key that a sheet may have, in one table: reading, messages and documentation follow it."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from thidua.core.criteria import rules as r
from thidua.core.criteria import values as v
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
from thidua.core.criteria.tables import Parameter, contents, rows, table
from thidua.core.criteria.written import UNREAD, Written

PERCENT_STEP = Fraction(1, 100)

# ---- what stands in the lists of a kind


def _item(*, key: str, points: int, title: str = "") -> r.Item:
    return r.Item(key, title, points)


def _event(*, key: str, title: str = "", points: int = 0, **rest: Any) -> r.Event:
    return r.Event(key, title, points, **rest)


def _scorer(*, key: str, title: str = "", **rest: Any) -> r.Scorer:
    return r.Scorer(key, title, **rest)


def _bands(*, bands: tuple[r.Band, ...], **rest: Any) -> r.Bands:
    measure = rest.pop("measure", r.Measure.VALUE)
    step = Fraction(1) if measure is r.Measure.VALUE else PERCENT_STEP
    return r.Bands(measure, bands, rest.pop("value_step", step), **rest)


def _lateness(*, deductions: tuple[int, ...] = (), **rest: Any) -> r.Lateness:
    return r.Lateness(deductions, **rest)


def _stretch(
    parameters: tuple[Parameter, ...], build: Callable[..., object]
) -> Callable[[Written], Any]:
    """Return a reader of a table with one of `from` and `above`, and one of `below` and `to`."""

    def read(written: Written) -> object:
        found = contents(written, parameters)
        values = dict(found.values)
        start, above = values.pop("from", None), values.pop("above", None)
        below, to = values.pop("below", None), values.pop("to", None)
        if None not in {start, above}:
            return written.refuse("from_and_above", key="above")
        if None not in {below, to}:
            return written.refuse("below_and_to", key="to")
        lower = {"lower": start if above is None else above, "lower_included": above is None}
        upper = {"upper": below if to is None else to, "upper_included": to is not None}
        return UNREAD if found.unread else build(**lower, **upper, **values)

    return read


KEY = Parameter("key", v.name, required=True)
TITLE = Parameter("title", v.text)
POINTS = Parameter("points", v.points, required=True)
BASE = Parameter("base", v.points, "base_points")
BETTER = Parameter("better", v.choice(r.Better))
MEASURE = Parameter("measure", v.choice(r.Measure))
NO_BASE = Parameter("no_base", v.choice(r.NoBase))
VALUE_STEP = Parameter("value_step", v.above_zero)

ITEM = (KEY, TITLE, POINTS)
EVENT = (
    KEY,
    TITLE,
    Parameter("points", v.points),
    Parameter("cap", v.points, "cap_points"),
    Parameter("counts_as", v.said),
)
SCORER = (
    KEY,
    TITLE,
    Parameter("weight", v.whole),
    Parameter("max", v.points_from_zero, "max_points"),
)
BOUNDS = tuple(Parameter(key, v.bound) for key in ("from", "above", "below", "to"))
BAND = (*BOUNDS, POINTS)
REQUIREMENT = (
    Parameter("criterion", v.said, required=True),
    Parameter("at_least", v.percent_of_whole, "at_least_percent", required=True),
)

# ---- what each kind takes beside what every line may have

KIND_PARAMETERS: dict[str, tuple[Parameter, ...]] = {
    "sum": (BASE,),
    "mean": (),
    "weighted_mean": (),
    "best": (),
    "binary": (),
    "direct": (),
    "conditions": (rows("conditions", ITEM, _item),),
    "levels": (rows("levels", ITEM, _item),),
    "bands": (
        MEASURE,
        Parameter("bands", v.each(_stretch(BAND, r.Band)), required=True, items=BAND),
        VALUE_STEP,
        NO_BASE,
    ),
    "per_item": (
        Parameter("points", v.points, "per_item_points", required=True),
        Parameter("per", v.above_zero),
        VALUE_STEP,
    ),
    "events": (
        rows("events", EVENT, _event),
        BASE,
        Parameter("clean", v.points_from_zero, "clean_points"),
        Parameter("all_broken", v.points, "all_broken_points"),
    ),
    "prizes": (rows("prizes", ITEM, _item), Parameter("take", v.choice(r.Take))),
    "ratio": (
        MEASURE,
        BETTER,
        Parameter("surplus_max", v.points_from_zero, "surplus_max_points"),
        Parameter("from", v.percent, "from_percent"),
        NO_BASE,
    ),
    "lateness": (
        Parameter("deductions", v.each(v.points_from_zero)),
        Parameter("each_further", v.points_from_zero, "each_further_points"),
        Parameter("cut_off", v.whole, "cut_off_days"),
        Parameter("not_done", v.points, "not_done_points"),
    ),
    "quality_timeliness": (
        Parameter("qualities", v.each(v.name), required=True),
        Parameter("timeliness", v.each(v.name), required=True),
        Parameter("points", v.each(v.each(v.points)), required=True),
    ),
    "progress": (
        Parameter("per_percent", v.points, "per_percent_points", required=True),
        BASE,
        BETTER,
    ),
    "mean_of_records": (rows("events", EVENT, _event, required=False),),
    "panel": (rows("scorers", SCORER, _scorer), Parameter("combine", v.choice(r.Combine))),
    "relative_target": (BETTER,),
    "relative_best": (BETTER,),
    "cluster_place": (Parameter("points", v.each(v.points), required=True), BETTER),
}
BUILDERS: dict[str, Callable[..., r.Rule]] = {
    **r.KINDS,
    "bands": _bands,
    "lateness": _lateness,
}

# ---- what every line of the tree may have, and what only a leaf or only a section

CRITERION = (
    Parameter("code", v.as_it_stands, required=True),
    Parameter("title", v.said, required=True),
    Parameter("parent", v.as_it_stands),
    Parameter("label", v.text),
    Parameter("kind", v.as_it_stands),
    Parameter("max", v.points_from_zero, "max_points"),
    Parameter("min", v.points_or_no_limit, "min_points"),
    Parameter("weight", v.points_from_zero),
    Parameter("scorer", v.said),
    Parameter("unit_types", v.each(v.said)),
    Parameter("on_top", v.flag),
    Parameter("floor", v.percent_of_whole, "floor_percent"),
    Parameter("floor_effect", v.choice(FloorEffect)),
    Parameter("due", v.day),
    Parameter("evidence", v.text),
    Parameter("unit_of_measure", v.text),
    Parameter("note", v.text),
    Parameter("source", v.text),
)
DOCUMENT = (Parameter("missing", v.percent_of_whole, "missing_percent", required=True),)
LEAF = (
    Parameter("over_periods", v.choice(YearEnd)),
    Parameter("score_each_period", v.flag),
    Parameter("bonus_max", v.points_from_zero, "bonus_max_points"),
    Parameter("document", table(DOCUMENT, Document), items=DOCUMENT),
)
SECTION = (Parameter("pool", v.flag),)

# ---- the rest of the sheet

RANKING = (
    Parameter("by", v.choice(RankBy)),
    Parameter("grade_first", v.flag),
    Parameter("ties", v.each(v.said, empty=True)),
    Parameter("last", v.choice(LastTie)),
)
GRADE = (
    Parameter("name", v.name, required=True),
    *BOUNDS,
    Parameter("requires", v.each(table(REQUIREMENT, Requirement), empty=True), items=REQUIREMENT),
)
OVERRIDE = (
    Parameter("code", v.code, required=True),
    Parameter("title", v.said, required=True),
    Parameter("effect", v.choice(OverrideEffect), required=True),
    Parameter("grade", v.said),
    Parameter("criterion", v.said),
    Parameter("source", v.text),
)
HEAD = (
    Parameter("title", v.said, required=True),
    Parameter("year", v.year, required=True),
    Parameter("total", v.totals, "total_points"),
    Parameter("step", v.step),
    Parameter("places", v.places),
    Parameter("rounding", v.choice(Rounding)),
    Parameter("base", v.points, "base_points"),
    Parameter("source", v.text),
    Parameter("complete", v.flag),
    Parameter("note", v.text),
    Parameter("unit_types", v.names),
    Parameter("scorers", v.names),
    Parameter("ranking", table(RANKING, Ranking), items=RANKING),
    Parameter("grades_by", v.choice(RankBy)),
    Parameter("grades", v.each(_stretch(GRADE, Grade), empty=True), items=GRADE),
    Parameter("overrides", v.each(table(OVERRIDE, Override), empty=True), items=OVERRIDE),
    Parameter("criteria", v.each(v.unread, most=v.MOST_CRITERIA), required=True),
)
