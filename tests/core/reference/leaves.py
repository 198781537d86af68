"""What the rule of a leaf gives one unit, before document, rounding and limits.

Everything here is in points, as exact fractions.
"""

import math
from fractions import Fraction
from functools import singledispatch

from attrs import frozen
from tests.core.reference.said import Said, cell, said, whole_year

from thidua.core.criteria import Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.figures import Column, Figures, State
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

    def column(self, indicator: str) -> Column | None:
        return self.figures.columns.get((self.criterion.code, indicator))

    def by_period(self, indicator: str) -> bool:
        """Return whether an indicator is put together out of periods here."""
        column = self.column(indicator)
        return self.period is None and column is not None and column.numbers.ndim == 2

    def cells(self, indicator: str) -> list[Said]:
        """Return what the unit said in each period, or once for the year."""
        column = self.column(indicator)
        if column is None:
            return [Said(State.BLANK)]
        if self.period is not None or column.numbers.ndim == 1:
            return [cell(column, unit=self.unit, period=self.period or 0)]
        return [cell(column, unit=self.unit, period=p) for p in range(len(column.numbers))]

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
    for state in (State.NOT_ASSIGNED, State.NOT_APPLICABLE, State.BLANK):
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


@by_rule.register
def _(rule: r.Binary, case: Case) -> Marked:
    claimed = case.ask("")
    earned = case.most if claimed.number >= case.most else NOTHING
    return all_needed(claimed) or marked(earned, claimed)


@by_rule.register
def _(rule: r.Direct, case: Case) -> Marked:
    entered = case.ask("")
    return all_needed(entered) or marked(entered.number, entered)


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
    weighted = sum((weight * mark for weight, mark in marks), NOTHING)
    in_order = sorted(mark for _weight, mark in marks)
    middle = len(marks) // 2
    earned = {
        r.Combine.SUM: sum(in_order, NOTHING),
        r.Combine.MEAN: weighted / (weights or 1),
        r.Combine.MEDIAN: (in_order[middle] + in_order[-1 - middle]) / 2,
    }[rule.combine]
    return added_up(earned, *answers)


# ---- events


@frozen
class Happened:
    """One event with all that counts as it: how often, and what it brings or costs."""

    event: r.Event
    count: Fraction
    brings: Fraction


def counted_as(kinds: tuple[r.Event, ...], event: r.Event) -> str:
    """Return the key that an event is counted under in the end."""
    if event.counts_as is None:
        return event.key
    return counted_as(kinds, next(other for other in kinds if other.key == event.counts_as))


def happenings(kinds: tuple[r.Event, ...], case: Case) -> list[Happened]:
    """Return each event that counts as itself."""
    found = []
    for event in kinds:
        if event.counts_as is None:
            keys = [other.key for other in kinds if counted_as(kinds, other) == event.key]
            yearly = [case.cells(key) for key in keys if not case.by_period(key)]
            periodic = [case.cells(key) for key in keys if case.by_period(key)]
            groups = [merged(cells) for cells in (yearly, periodic) if cells]
            year = case.criterion.over_periods
            count = sum((whole_year(group, year).number for group in groups), NOTHING)
            capped = [[size(event, cell) for cell in group] for group in groups]
            sizes = sum((whole_year(group, year).number for group in capped), NOTHING)
            brings = -sizes if event.points < 0 else sizes
            found.append(Happened(event, count, brings))
    return found


def merged(columns: list[list[Said]]) -> list[Said]:
    """Return the counts of several events together, period by period."""
    result = []
    for cells in zip(*columns, strict=True):
        there = [cell.number for cell in cells if cell.there]
        result.append(Said(State.REPORTED, sum(there, NOTHING)) if there else cells[0])
    return result


def size(event: r.Event, cell: Said) -> Said:
    """Return how much an event brings or costs in one period, no more than its own cap."""
    if not cell.there:
        return cell
    result = cell.number * abs(points(event.points))
    if event.cap_points is not None:
        result = min(result, abs(points(event.cap_points)))
    return Said(State.REPORTED, result)


@by_rule.register
def _(rule: r.Events, case: Case) -> Marked:
    answers = [case.ask(event.key) for event in rule.events]
    found = happenings(rule.events, case)
    penalties = [one for one in found if one.event.points < 0]
    bonuses = sum((one.brings for one in found if one.event.points >= 0), NOTHING)
    losses = sum((one.brings for one in penalties), NOTHING)
    happened = [one for one in penalties if one.count > 0]
    if not missing(*answers):
        if not happened:
            bonuses += points(rule.clean_points)
        elif len(happened) == len(penalties) and rule.all_broken_points is not None:
            losses = points(rule.all_broken_points)
    return added_up(points(rule.base_points) + bonuses + losses, *answers)


@by_rule.register
def _(rule: r.MeanOfRecords, case: Case) -> Marked:
    total, count = case.ask("total"), case.ask("count")
    reason = all_needed(total, count)
    if reason:
        return reason
    if count.number <= 0:
        return Marked(Filled.NOT_APPLICABLE)
    added = sum((one.brings for one in happenings(rule.events, case)), NOTHING)
    partial = missing(total, count, *(case.ask(event.key) for event in rule.events))
    filled = Filled.PARTIAL if partial else Filled.COMPLETE
    return Marked(filled, (total.number + added) / count.number)
