"""The rules that look at a ratio or a change: bands, ratios, progress."""

import math
from fractions import Fraction

from tests.core.reference.leaves import NOTHING, Case, Marked, all_needed, by_rule, marked, points
from tests.core.reference.said import Said

from thidua.core.criteria import rules as r
from thidua.core.figures import State
from thidua.core.scoring.scorecard import Filled

EXCUSED = {
    r.NoBase.NOT_ASSIGNED: Marked(Filled.NOT_ASSIGNED),
    r.NoBase.NOT_APPLICABLE: Marked(Filled.NOT_APPLICABLE),
}


def without_base(no_base: r.NoBase, case: Case) -> Marked:
    """Return what a unit gets whose ratio has nothing to divide by."""
    if no_base in EXCUSED:
        return EXCUSED[no_base]
    return Marked(Filled.COMPLETE, case.most if no_base is r.NoBase.FULL else NOTHING)


def figure_and_base(
    measure: r.Measure, no_base: r.NoBase, case: Case
) -> Marked | tuple[Said, Said]:
    """Return the figure and what it is measured against, or why there are no points."""
    if measure is r.Measure.VALUE:
        figure = case.ask("")
        return all_needed(figure) or (figure, Said(State.REPORTED, Fraction(100)))
    if measure is r.Measure.TARGET:
        figure, target = case.ask(""), case.ask("target")
        reason = all_needed(figure)
        if target.there and target.number > 0:
            return reason or (figure, Said(State.REPORTED, target.number))
        # a unit without a target need not report; one that is excused stays so
        if reason and reason.filled is not Filled.BLANK and no_base not in EXCUSED:
            return reason
        return without_base(no_base, case)
    key, base_key = ("part", "whole") if measure is r.Measure.SHARE else ("", "previous")
    figure, base = case.ask(key), case.ask(base_key)
    reason = all_needed(figure, base)
    if reason is None and measure is r.Measure.SHARE and base.number <= 0:
        return without_base(no_base, case)
    return reason or (figure, base)


def percent(measure: r.Measure, figure: Said, base: Said) -> Fraction | float:
    """Return a measure in percent; a change from nothing to something is endless."""
    if measure is r.Measure.CHANGE:
        return change(figure.number, base.number)
    return figure.number / base.number * 100


def change(now: Fraction, before: Fraction) -> Fraction | float:
    """Return a change in percent of the size of what was before."""
    if before != 0:
        return (now - before) / abs(before) * 100
    return NOTHING if now == 0 else math.copysign(math.inf, now)


def holds(band: r.Band, value: Fraction | float) -> bool:
    if band.lower is not None and value < band.lower:
        return False
    if value == band.lower and not band.lower_included:
        return False
    if band.upper is None:
        return True
    return value < band.upper or (band.upper_included and value == band.upper)


@by_rule.register
def _(rule: r.Bands, case: Case) -> Marked:
    found = figure_and_base(rule.measure, rule.no_base, case)
    if isinstance(found, Marked):
        return found
    value = percent(rule.measure, *found)
    earned = next((points(band.points) for band in rule.bands if holds(band, value)), NOTHING)
    return marked(earned, *found)


@by_rule.register
def _(rule: r.Ratio, case: Case) -> Marked:
    found = figure_and_base(rule.measure, rule.no_base, case)
    if isinstance(found, Marked):
        return found
    value = percent(rule.measure, *found)
    if rule.better is r.Better.LOWER:
        value = -value if rule.measure is r.Measure.CHANGE else turned_over(value)
    most = case.most if rule.surplus_max_points is None else points(rule.surplus_max_points)
    if value < rule.from_percent:
        return marked(NOTHING, *found)
    if value == math.inf:
        return marked(most, *found)
    return marked(min(most, case.most * Fraction(value) / 100), *found)


def turned_over(value: Fraction | float) -> Fraction | float:
    """Return the ratio in percent where a lower figure is better."""
    return 10_000 / value if value > 0 else math.inf


@by_rule.register
def _(rule: r.Progress, case: Case) -> Marked:
    figure, previous = case.ask(""), case.ask("previous")
    reason = all_needed(figure, previous)
    if reason:
        return reason
    better = change(figure.number, previous.number)
    if rule.better is r.Better.LOWER:
        better = -better
    base = points(rule.base_points)
    if isinstance(better, float):
        end = case.criterion.max_points if better > 0 else case.criterion.min_points
        return marked(base if end is None else points(end), figure, previous)
    return marked(base + points(rule.per_percent_points) * better, figure, previous)
