"""How a criterion is scored, in words: the rule's parameters as lines of a printed sheet."""
# ruff: noqa: ARG001 - a rule is said by one function a kind, all of them with the same arguments

from collections.abc import Iterable, Iterator
from fractions import Fraction
from functools import singledispatch

from thidua.core.criteria import Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import FloorEffect, Grade, YearEnd
from thidua.wording.numbers import Language, day, number
from thidua.wording.sentences import sentence

KNOWN_SCORERS = ("lead", "department", "standing_office")
PERCENT = {"vi": "\u00a0%", "en": "%"}
Said = tuple[str, dict[str, object]]  # a code of rules.toml and its facts


def rule_in_words(criterion: Criterion, sheet: Sheet, lang: Language) -> tuple[str, ...]:
    """Return how a line of a sheet is scored, a sentence or a row of its table in each line."""
    said = [*_of(criterion.rule, criterion, lang), *_modifiers(criterion, sheet, lang)]
    return tuple(sentence(code, facts, lang) for code, facts in said)


def _points(hundredths: int | None) -> Fraction:
    return Fraction(hundredths or 0, 100)


@singledispatch
def _of(rule: object, criterion: Criterion, lang: Language) -> Iterator[Said]:
    raise TypeError(rule)


# ---- nodes with children


@_of.register
def _(rule: r.Sum, criterion: Criterion, lang: Language) -> Iterator[Said]:
    if criterion.pool:
        yield "rule_pool", {"most": _points(criterion.max_points)}
    if rule.base_points:
        yield "rule_base", {"points": _points(rule.base_points)}


@_of.register
def _(rule: r.Mean, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield "rule_mean", {}


@_of.register
def _(rule: r.WeightedMean, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield "rule_weighted_mean", {}


@_of.register
def _(rule: r.Best, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield "rule_best", {}


# ---- leaves, first pass


@_of.register
def _(rule: r.Binary, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield "rule_binary", {"most": _points(criterion.max_points)}


@_of.register
def _(rule: r.Direct, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield "rule_direct", {}


@_of.register
def _(rule: r.Conditions, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield "rule_conditions", {}
    yield from _items(rule.conditions)


@_of.register
def _(rule: r.Levels, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield "rule_levels", {}
    yield from _items(rule.levels)


def _items(items: Iterable[r.Item]) -> Iterator[Said]:
    for item in items:
        yield "rule_item", {"title": item.title or item.key, "points": _points(item.points)}


@_of.register
def _(rule: r.Bands, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield f"rule_bands_{rule.measure}", {"unit_of_measure": criterion.unit_of_measure}
    percent = "" if rule.measure is r.Measure.VALUE else PERCENT[lang]
    for band in rule.bands:
        stretch = band_in_words(band, lang, unit=percent)
        yield "rule_item", {"title": stretch, "points": _points(band.points)}
    yield from _no_base(rule.no_base, rule.measure)


def band_in_words(band: r.Band | Grade, lang: Language, *, unit: str) -> str:
    """Return a stretch of values: "from 60 % to below 80 %"."""
    ends = {
        name: number(end, lang) + unit
        for name, end in (("lower", band.lower), ("upper", band.upper))
        if end is not None
    }
    if not ends:
        return sentence("band_all", {}, lang)
    if band.lower == band.upper:
        return ends["lower"]
    start = "from" if band.lower_included else "above"
    end = "to" if band.upper_included else "below"
    words = [start] * ("lower" in ends) + [end] * ("upper" in ends)
    return sentence("_".join(["band", *words]), ends, lang)


@_of.register
def _(rule: r.PerItem, criterion: Criterion, lang: Language) -> Iterator[Said]:
    facts: dict[str, object] = {
        "per": rule.per,
        "unit_of_measure": criterion.unit_of_measure,
        "points": _points(rule.per_item_points),
    }
    yield "rule_per_item", facts
    yield from _at_most(criterion)


def _at_most(criterion: Criterion) -> Iterator[Said]:
    if criterion.max_points is not None:
        yield "rule_at_most", {"most": _points(criterion.max_points)}


@_of.register
def _(rule: r.Events, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield "rule_events", {"points": _points(rule.base_points)}
    yield from _events(rule.events)
    if rule.clean_points:
        yield "rule_clean", {"points": _points(rule.clean_points)}
    if rule.all_broken_points is not None:
        yield "rule_all_broken", {"points": _points(rule.all_broken_points)}
    if rule.base_points != criterion.max_points:
        yield from _at_most(criterion)


def _events(events: tuple[r.Event, ...]) -> Iterator[Said]:
    titles = {event.key: event.title or event.key for event in events}
    for event in events:
        facts: dict[str, object] = {"title": titles[event.key]}
        if event.counts_as:
            yield "rule_counts_as", facts | {"other": titles.get(event.counts_as, event.counts_as)}
            continue
        facts["points"] = abs(_points(event.points))
        if event.cap_points is not None:
            facts["most"] = abs(_points(event.cap_points))
        yield ("rule_bonus" if event.points >= 0 else "rule_penalty"), facts


@_of.register
def _(rule: r.Prizes, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield f"rule_prizes_{rule.take}", {}
    yield from _items(rule.prizes)
    yield from _at_most(criterion)


@_of.register
def _(rule: r.Ratio, criterion: Criterion, lang: Language) -> Iterator[Said]:
    most = _points(criterion.max_points)
    yield f"rule_ratio_{rule.measure}_{rule.better}", {"most": most}
    if rule.surplus_max_points is not None:
        yield "rule_ratio_surplus", {"surplus": _points(rule.surplus_max_points)}
    else:
        yield "rule_at_most", {"most": most}
    if rule.from_percent:
        yield "rule_ratio_from", {"percent": rule.from_percent}
    yield from _no_base(rule.no_base, rule.measure)


def _no_base(no_base: r.NoBase, measure: r.Measure) -> Iterator[Said]:
    if measure in {r.Measure.TARGET, r.Measure.SHARE}:
        yield f"rule_no_{measure}_{no_base}", {}


@_of.register
def _(rule: r.Lateness, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield "rule_on_time", {"most": _points(criterion.max_points)}
    for days, cost in enumerate(rule.deductions, start=1):
        yield "rule_late", {"days": days, "points": _points(cost)}
    if rule.each_further_points:
        facts = {"days": len(rule.deductions), "points": _points(rule.each_further_points)}
        yield ("rule_late_further" if rule.deductions else "rule_late_each"), facts
    if rule.cut_off_days is not None:
        points = _points(rule.not_done_points)
        yield "rule_cut_off", {"days": rule.cut_off_days, "points": points}


@_of.register
def _(rule: r.QualityTimeliness, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield "rule_quality_timeliness", {}
    for quality, row in zip(rule.qualities, rule.points, strict=True):
        cells = [
            f"{time}: {number(_points(points), lang)}"
            for time, points in zip(rule.timeliness, row, strict=True)
        ]
        yield "rule_quality", {"quality": quality, "cells": "; ".join(cells)}


@_of.register
def _(rule: r.Progress, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield (
        f"rule_progress_{rule.better}",
        {"base": _points(rule.base_points), "points": _points(rule.per_percent_points)},
    )
    yield from _at_most(criterion)


@_of.register
def _(rule: r.MeanOfRecords, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield "rule_mean_of_records", {}
    yield from _events(rule.events)
    yield from _at_most(criterion)


@_of.register
def _(rule: r.Panel, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield f"rule_panel_{rule.combine}", {}
    weighted = rule.combine is r.Combine.MEAN and len({s.weight for s in rule.scorers}) > 1
    for scorer in rule.scorers:
        most = criterion.max_points if scorer.max_points is None else scorer.max_points
        facts: dict[str, object] = {"title": scorer.title or scorer.key, "most": _points(most)}
        yield "rule_scorer", facts | ({"weight": scorer.weight} if weighted else {})


# ---- leaves, second pass


@_of.register
def _(rule: r.RelativeTarget, criterion: Criterion, lang: Language) -> Iterator[Said]:
    for case in ("below", "equal", "leader", "above", "none"):
        yield f"rule_relative_{case}_{rule.better}", {}


@_of.register
def _(rule: r.RelativeBest, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield f"rule_relative_best_{rule.better}", {}


@_of.register
def _(rule: r.ClusterPlace, criterion: Criterion, lang: Language) -> Iterator[Said]:
    yield f"rule_cluster_place_{rule.better}", {}
    last = len(rule.points)
    for place, points in enumerate(rule.points, start=1):
        code = "rule_place_on" if place == last else "rule_place"
        yield code, {"place": place, "points": _points(points)}


# ---- what holds beside the rule


def _modifiers(criterion: Criterion, sheet: Sheet, lang: Language) -> Iterator[Said]:
    yield from _periods(criterion)
    weight = Fraction(criterion.weight, 100)
    if weight != 1:
        yield "rule_weight", {"weight": weight}
    if criterion.bonus_max_points:
        yield "rule_extra", {"most": _points(criterion.bonus_max_points)}
    if criterion.document is not None:
        yield "rule_document", {"percent": criterion.document.missing_percent}
    if criterion.on_top:
        yield "rule_on_top", {}
    if criterion.min_points:
        yield "rule_least", {"least": _points(criterion.min_points)}
    yield from _conditions(criterion, sheet, lang)


def _periods(criterion: Criterion) -> Iterator[Said]:
    if criterion.score_each_period:
        yield f"rule_each_period_{criterion.over_periods}", {}
    elif criterion.is_leaf and criterion.over_periods is not YearEnd.SUM:
        yield f"rule_over_periods_{criterion.over_periods}", {}


def _conditions(criterion: Criterion, sheet: Sheet, lang: Language) -> Iterator[Said]:
    if criterion.unit_types:
        types = [sheet.unit_types.get(kind, kind) for kind in sorted(criterion.unit_types)]
        yield "rule_unit_types", {"types": types}
    if criterion.due is not None:
        yield "rule_due", {"due": day(criterion.due, lang)}
    if criterion.floor_percent is not None:
        effect = FloorEffect(criterion.floor_effect)
        yield f"rule_floor_{effect}", {"percent": criterion.floor_percent}
    if criterion.scorer != "unit":
        yield "rule_scored_by", {"scorer": _scorer(criterion.scorer, sheet, lang)}


def _scorer(key: str, sheet: Sheet, lang: Language) -> str:
    """Return what a scorer is called: by the sheet, else in the usual way."""
    title = sheet.scorers.get(key)
    return title or (sentence(f"rule_by_{key}", {}, lang) if key in KNOWN_SCORERS else key)
