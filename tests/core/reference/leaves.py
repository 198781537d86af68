"""What the rule of a leaf gives one unit, before document, rounding and limits.

Everything here is in points, as exact fractions.
"""

import math
from fractions import Fraction
from functools import singledispatch

from attrs import frozen
from tests.core.reference.said import Said, said

from thidua.core.criteria import Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.figures import Figures, State
from thidua.core.scoring.scorecard import Filled

NOTHING = Fraction(0)


@frozen
class Marked:
    """What a rule says: points, or why there are none."""

    filled: Filled
    points: Fraction = NOTHING


@frozen
class Case:
    """One criterion for one unit, in one period or for the year (period None)."""

    sheet: Sheet
    figures: Figures
    criterion: Criterion
    unit: int
    period: int | None = None

    def ask(self, indicator: str, unit: int | None = None) -> Said:
        return said(
            self.figures,
            (self.criterion.code, indicator),
            unit=self.unit if unit is None else unit,
            period=self.period,
            year=self.criterion.over_periods,
        )

    @property
    def most(self) -> Fraction:
        return points(self.criterion.max_points or 0)


def points(hundredths: int) -> Fraction:
    return Fraction(hundredths, 100)


NO_POINTS = {
    State.BLANK: Marked(Filled.BLANK),
    State.NOT_APPLICABLE: Marked(Filled.NOT_APPLICABLE),
    State.NOT_ASSIGNED: Marked(Filled.NOT_ASSIGNED),
}


def marked(earned: Fraction, *answers: Said) -> Marked:
    """Return points, as partial when one of the answers lacks a period of the year."""
    partial = any(answer.incomplete for answer in answers)
    return Marked(Filled.PARTIAL if partial else Filled.COMPLETE, Fraction(earned))


def all_needed(*answers: Said) -> Marked | None:
    """Return why there can be no points when one of several needed figures is not there."""
    states = [answer.state for answer in answers]
    for state in (State.NOT_APPLICABLE, State.BLANK, State.NOT_ASSIGNED):
        if state in states:
            return NO_POINTS[state]
    return None


def any_needed(*answers: Said) -> Marked | None:
    """Return why there can be no points when none of several figures is there."""
    states = [answer.state for answer in answers]
    for state in (State.REPORTED, State.BLANK, State.NOT_APPLICABLE):
        if state in states:
            return None if state is State.REPORTED else NO_POINTS[state]
    return NO_POINTS[State.NOT_ASSIGNED]


def missing(*answers: Said) -> bool:
    """Return whether something is still to come."""
    return any(answer.incomplete or answer.state is State.BLANK for answer in answers)


def added_up(earned: Fraction, *answers: Said) -> Marked:
    """Return points that are the sum of several answers, of which some may be missing."""
    reason = any_needed(*answers)
    if reason:
        return reason
    return Marked(Filled.PARTIAL if missing(*answers) else Filled.COMPLETE, Fraction(earned))


@singledispatch
def by_rule(rule: object, case: Case) -> Marked:
    """Return what the rule gives in this case."""
    raise TypeError(rule)


@by_rule.register(r.Binary)
@by_rule.register(r.Direct)
def _(rule: object, case: Case) -> Marked:
    claimed = case.ask("")
    return all_needed(claimed) or marked(claimed.number, claimed)


@by_rule.register
def _(rule: r.Conditions, case: Case) -> Marked:
    answers = [case.ask(condition.key) for condition in rule.conditions]
    earned = NOTHING
    for condition, answer in zip(rule.conditions, answers, strict=True):
        if answer.number >= 1:
            earned += points(condition.points)
    return added_up(earned, *answers)


def level(answer: Said, count: int) -> int:
    """Return which level is meant, from 0."""
    return min(max(math.floor(answer.number), 1), count) - 1


@by_rule.register
def _(rule: r.Levels, case: Case) -> Marked:
    answer = case.ask("")
    reached = rule.levels[level(answer, len(rule.levels))]
    return all_needed(answer) or marked(points(reached.points), answer)


@by_rule.register
def _(rule: r.QualityTimeliness, case: Case) -> Marked:
    quality, timely = case.ask("quality"), case.ask("timeliness")
    row = rule.points[level(quality, len(rule.qualities))]
    earned = points(row[level(timely, len(rule.timeliness))])
    return all_needed(quality, timely) or marked(earned, quality, timely)


@by_rule.register
def _(rule: r.PerItem, case: Case) -> Marked:
    count = case.ask("")
    earned = math.floor(count.number / rule.per) * points(rule.per_item_points)
    return all_needed(count) or marked(earned, count)


@by_rule.register
def _(rule: r.Prizes, case: Case) -> Marked:
    answers = [case.ask(prize.key) for prize in rule.prizes]
    won = list(zip(rule.prizes, answers, strict=True))
    if rule.take is r.Take.ALL:
        earned = sum((answer.number * points(prize.points) for prize, answer in won), NOTHING)
    else:
        earned = max((points(p.points) for p, a in won if a.number > 0), default=NOTHING)
    return added_up(earned, *answers)


@by_rule.register
def _(rule: r.Lateness, case: Case) -> Marked:
    answer = case.ask("")
    late = max(math.ceil(answer.number), 0)
    return all_needed(answer) or marked(left_when_late(rule, case, late), answer)


def left_when_late(rule: r.Lateness, case: Case, late: int) -> Fraction:
    if late == 0:
        return case.most
    if rule.cut_off_days is not None and late > rule.cut_off_days:
        return points(rule.not_done_points)
    if late <= len(rule.deductions):
        return case.most - points(rule.deductions[late - 1])
    first_days = points(rule.deductions[-1]) if rule.deductions else NOTHING
    further = (late - len(rule.deductions)) * points(rule.each_further_points)
    return case.most - first_days - further


@by_rule.register
def _(rule: r.Panel, case: Case) -> Marked:
    answers = [case.ask(scorer.key) for scorer in rule.scorers]
    marks = [(s.weight, a.number) for s, a in zip(rule.scorers, answers, strict=True) if a.there]
    if not marks:
        return added_up(NOTHING, *answers)
    weights = sum(weight for weight, _mark in marks)
    in_order = sorted(mark for _weight, mark in marks)
    middle = len(marks) // 2
    earned = {
        r.Combine.SUM: sum(in_order, NOTHING),
        r.Combine.MEAN: sum((w * mark for w, mark in marks), NOTHING) / (weights or 1),
        r.Combine.MEDIAN: (in_order[middle] + in_order[-1 - middle]) / 2,
    }[rule.combine]
    return added_up(earned, *answers)


# ---- events


def from_events(rule: r.Events | r.MeanOfRecords, answers: dict[str, Said]) -> dict[str, Fraction]:
    """Return how often each event counts, after those that count as another went to that one."""
    counts = {event.key: NOTHING for event in rule.events}
    for event in rule.events:
        counts[event.counts_as or event.key] += answers[event.key].number
    return counts


def brings(event: r.Event, count: Fraction) -> Fraction:
    """Return what an event brings or costs, no more than its own cap."""
    result = count * points(event.points)
    if event.cap_points is None:
        return result
    cap = abs(points(event.cap_points))
    return max(-cap, min(cap, result))


@by_rule.register
def _(rule: r.Events, case: Case) -> Marked:
    answers = {event.key: case.ask(event.key) for event in rule.events}
    counts = from_events(rule, answers)
    own = [event for event in rule.events if event.counts_as is None]
    penalties = [event for event in own if event.points < 0]
    bonuses = sum((brings(e, counts[e.key]) for e in own if e.points >= 0), NOTHING)
    losses = sum((brings(e, counts[e.key]) for e in penalties), NOTHING)
    happened = [event for event in penalties if counts[event.key] > 0]
    if not missing(*answers.values()):
        if not happened:
            bonuses += points(rule.clean_points)
        elif len(happened) == len(penalties) and rule.all_broken_points is not None:
            losses = points(rule.all_broken_points)
    return added_up(points(rule.base_points) + bonuses + losses, *answers.values())


@by_rule.register
def _(rule: r.MeanOfRecords, case: Case) -> Marked:
    total, count = case.ask("total"), case.ask("count")
    reason = all_needed(total, count)
    if reason:
        return reason
    if count.number <= 0:
        return Marked(Filled.NOT_APPLICABLE)
    answers = {event.key: case.ask(event.key) for event in rule.events}
    counts = from_events(rule, answers)
    own = [event for event in rule.events if event.counts_as is None]
    added = sum((brings(event, counts[event.key]) for event in own), NOTHING)
    partial = missing(total, count, *answers.values())
    filled = Filled.PARTIAL if partial else Filled.COMPLETE
    return Marked(filled, (total.number + added) / count.number)


# ---- ratios


def without_base(no_base: r.NoBase, case: Case) -> Marked:
    """Return what a unit gets whose ratio has nothing to divide by."""
    return {
        r.NoBase.NOT_ASSIGNED: Marked(Filled.NOT_ASSIGNED),
        r.NoBase.NOT_APPLICABLE: Marked(Filled.NOT_APPLICABLE),
        r.NoBase.FULL: Marked(Filled.COMPLETE, case.most),
        r.NoBase.ZERO: Marked(Filled.COMPLETE, NOTHING),
    }[no_base]


def figure_and_base(
    measure: r.Measure, no_base: r.NoBase, case: Case
) -> Marked | tuple[Said, Said]:
    """Return the figure and what it is measured against, or why there are no points."""
    if measure is r.Measure.VALUE:
        figure, base = case.ask(""), Said(State.REPORTED, Fraction(100))
    elif measure is r.Measure.TARGET:
        figure, base = case.ask(""), case.ask("target")
        if not base.there or base.number <= 0:
            return without_base(no_base, case)
        base = Said(State.REPORTED, base.number)
    elif measure is r.Measure.SHARE:
        figure, base = case.ask("part"), case.ask("whole")
    else:
        figure, base = case.ask(""), case.ask("previous")
    reason = all_needed(figure, base)
    if reason:
        return reason
    if measure is r.Measure.SHARE and base.number <= 0:
        return without_base(no_base, case)
    return figure, base


def percent(measure: r.Measure, figure: Said, base: Said) -> Fraction | float:
    """Return a measure in percent; a change from nothing to something is endless."""
    if measure is r.Measure.CHANGE:
        return change(figure.number, base.number)
    return figure.number / base.number * 100


def change(now: Fraction, before: Fraction) -> Fraction | float:
    """Return a change in percent of what was before."""
    if before != 0:
        return (now - before) / before * 100
    return NOTHING if now == 0 else math.copysign(math.inf, now)


def holds(band: r.Band, value: Fraction | float) -> bool:
    if band.lower is not None and value < band.lower:
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
    value = turned_around(*found) if rule.better is r.Better.LOWER else None
    if value is None:
        value = percent(rule.measure, *found)
    most = case.most if rule.surplus_max_points is None else points(rule.surplus_max_points)
    if value < rule.from_percent:
        return marked(NOTHING, *found)
    if value == math.inf:
        return marked(most, *found)
    if value == -math.inf:
        return marked(points(case.criterion.min_points or 0), *found)
    return marked(min(most, case.most * Fraction(value) / 100), *found)


def turned_around(figure: Said, base: Said) -> Fraction | float:
    """Return the ratio in percent where a lower figure is better."""
    return base.number / figure.number * 100 if figure.number > 0 else math.inf


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
