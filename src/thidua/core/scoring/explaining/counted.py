"""Derivations of the rules that add up several figures: conditions, prizes, events, scorers."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from thidua.core.criteria import rules as r
from thidua.core.criteria.indicators import RECORDS_COUNT, RECORDS_TOTAL
from thidua.core.figures import State
from thidua.core.scoring.derivation import Case
from thidua.core.scoring.explaining.answers import Answer, Desk, year_answer
from thidua.core.scoring.explaining.told import (
    NOTHING,
    Told,
    is_open,
    named,
    on,
    on_any,
    points,
    without_points,
)
from thidua.core.scoring.scorecard import Filled


def conditions(rule: r.Conditions, desk: Desk) -> Told:
    """Tell which conditions are met."""
    answers = [desk.ask(condition.key) for condition in rule.conditions]
    met = [answer.number >= 1 for answer in answers]
    told = on_any(*answers).among(*(
        Case("case_condition", {"title": named(item), "earns_points": item.points}, applies=is_met)
        for item, is_met in zip(rule.conditions, met, strict=True)
    ))  # fmt: skip
    if not told.scored:
        return told
    earned = sum(item.points for item, m in zip(rule.conditions, met, strict=True) if m)
    return told.then("why_conditions", points(earned), met=sum(met), count=len(met))


def prizes(rule: r.Prizes, desk: Desk) -> Told:
    """Tell the prizes that were won, and which of them count."""
    answers = [desk.ask(prize.key) for prize in rule.prizes]
    won = [(p, a.number) for p, a in zip(rule.prizes, answers, strict=True) if a.number > 0]
    best = max((prize.points for prize, _ in won), default=0)
    told = on_any(*answers).among(*(
        Case("case_prize", {"title": named(item), "count": answer.number,
                            "each_points": item.points},
             applies=answer.number > 0 and (rule.take is r.Take.ALL or item.points == best))
        for item, answer in zip(rule.prizes, answers, strict=True)
    ))  # fmt: skip
    if not told.scored:
        return told
    if rule.take is r.Take.BEST:
        return told.then("why_best_prize", points(best), kinds=len(won))
    counted = zip(rule.prizes, answers, strict=True)
    total = sum((answer.number * points(prize.points) for prize, answer in counted), NOTHING)
    return told.then("why_prizes", total, kinds=len(won))


# ---- events


@frozen
class Happened:
    """One event with all that counts as it: how often, and what it brings or costs in points."""

    event: r.Event
    count: Fraction
    brings: Fraction

    @property
    def capped(self) -> bool:
        """Return whether the event's own cap held it."""
        return self.brings != self.count * points(self.event.points)


def counted_as(kinds: tuple[r.Event, ...], key: str) -> str:
    """Return the key that an event is counted under; a circle counts as itself."""
    by_key = {kind.key: kind for kind in kinds}
    seen = [key]
    while (target := by_key[seen[-1]].counts_as) is not None and target in by_key:
        if target in seen:
            return key
        seen.append(target)
    return seen[-1]


def happenings(kinds: tuple[r.Event, ...], desk: Desk) -> list[Happened]:
    """Return each event that counts as itself, with those counted as it added in."""
    found = []
    for event in kinds:
        keys = [kind.key for kind in kinds if counted_as(kinds, kind.key) == event.key]
        if keys:
            found.append(_happened(event, keys, desk))
    return found


def _happened(event: r.Event, keys: list[str], desk: Desk) -> Happened:
    """Return one event; its cap holds in each period, the year being one of its own."""
    count = brings = NOTHING
    for periodic in (False, True):
        columns = [desk.cells(key) for key in keys if desk.is_periodic(key) is periodic]
        if columns:
            cells = _added(columns)
            over = desk.criterion.over_periods
            count += year_answer(cells, over).number
            brings += year_answer(tuple(_held(event, cell) for cell in cells), over).number
    return Happened(event, count, -brings if event.points < 0 else brings)


def _added(columns: list[tuple[Answer, ...]]) -> tuple[Answer, ...]:
    """Return the counts of several events together, period by period."""
    result = []
    for cells in zip(*columns, strict=True):
        numbers = [cell.number for cell in cells if cell.reported]
        total = Answer(State.REPORTED, sum(numbers, NOTHING))
        result.append(total if numbers else cells[0])
    return tuple(result)


def _held(event: r.Event, cell: Answer) -> Answer:
    """Return how much an event brings or costs in one period, no more than its own cap."""
    if not cell.reported:
        return cell
    size = cell.number * abs(points(event.points))
    if event.cap_points is not None:
        size = min(size, abs(points(event.cap_points)))
    return Answer(State.REPORTED, size)


def _event_case(kind: Happened) -> Case:
    event = kind.event
    facts: dict[str, Any] = {"title": event.title or event.key, "count": kind.count,
                             "each_points": event.points, "brings": kind.brings}  # fmt: skip
    if event.cap_points is not None:
        summed = abs(kind.brings) > points(abs(event.cap_points))
        facts["period_cap_points" if summed else "cap_points"] = abs(event.cap_points)
    code = "case_penalty" if event.points < 0 else "case_bonus"
    return Case(code, facts, applies=kind.count > 0)


def events(rule: r.Events, desk: Desk) -> Told:
    """Tell base, bonuses, penalties, and what a clean or a wholly broken record adds."""
    answers = [desk.ask(event.key) for event in rule.events]
    kinds = happenings(rule.events, desk)
    told = on_any(*answers).among(*(_event_case(kind) for kind in kinds))
    if not told.scored:
        return told
    if rule.base_points:
        told = told.then("why_base", points(rule.base_points), base_points=rule.base_points)
    bonuses = [kind for kind in kinds if kind.event.points >= 0]
    if bonuses:
        earned = _sum(kind.brings for kind in bonuses)
        told = told.then("why_bonuses", told.value + earned, earned=earned)
    penalties = [kind for kind in kinds if kind.event.points < 0]
    return _with_penalties(told, rule, penalties, everything_in=not is_open(*answers))


def _with_penalties(
    told: Told, rule: r.Events, penalties: list[Happened], *, everything_in: bool
) -> Told:
    """Tell the penalties; clean and all-broken are only judged when every figure is in."""
    happened = [kind for kind in penalties if kind.count > 0]
    lost = _sum(kind.brings for kind in penalties)
    broken = rule.all_broken_points
    if everything_in and happened and len(happened) == len(penalties) and broken is not None:
        return told.then("why_all_broken", told.value + points(broken), instead_of=lost,
                         broken_points=broken)  # fmt: skip
    if penalties:
        told = told.then("why_penalties", told.value + lost, lost=-lost)
    if rule.clean_points and not happened:
        if not everything_in:
            return told.noting("why_clean_waits", clean_points=rule.clean_points)
        clean = points(rule.clean_points)
        return told.then("why_clean", told.value + clean, clean_points=rule.clean_points)
    return told


def _sum(values: Iterable[Fraction]) -> Fraction:
    return sum(values, NOTHING)


def mean_of_records(rule: r.MeanOfRecords, desk: Desk) -> Told:
    """Tell the total of the records, what the events add to it, and the mean."""
    total, count = desk.ask(RECORDS_TOTAL), desk.ask(RECORDS_COUNT)
    kinds = happenings(rule.events, desk)
    told = on(total, count).among(*(_event_case(kind) for kind in kinds))
    if not told.scored:
        return told
    if count.number <= 0:
        return without_points(Filled.NOT_APPLICABLE, "why_no_records")
    if is_open(total, count, *(desk.ask(event.key) for event in rule.events)):
        told = evolve(told, filled=Filled.PARTIAL)
    told = told.then("why_records", total.number, total=total.number)
    if kinds:
        added = _sum(kind.brings for kind in kinds)
        told = told.then("why_record_events", told.value + added, added=added)
    return told.then("why_mean_of_records", told.value / count.number, total=told.value,
                     count=count.number)  # fmt: skip


# ---- several scorers


def panel(rule: r.Panel, desk: Desk) -> Told:
    """Tell the marks that are there, and how they become one."""
    answers = [desk.ask(scorer.key) for scorer in rule.scorers]
    told = on_any(*answers).among(*(
        _mark_case(scorer, answer) for scorer, answer in zip(rule.scorers, answers, strict=True)
    ))  # fmt: skip
    marks = [
        (scorer.weight, answer.number)
        for scorer, answer in zip(rule.scorers, answers, strict=True)
        if answer.reported
    ]
    if not told.scored or not marks:
        return told
    facts = {"marks": len(marks), "scorers": len(answers)}
    if rule.combine is r.Combine.MEDIAN:
        return told.then("why_median", _median([mark for _, mark in marks]), **facts)
    if rule.combine is r.Combine.SUM:
        return told.then("why_marks_added", _sum(mark for _, mark in marks), **facts)
    total = _sum(weight * mark for weight, mark in marks)
    weights = sum(weight for weight, _ in marks)
    code = "why_mark_mean" if weights == len(marks) else "why_weighted_mark_mean"
    return told.then(code, total / (weights or 1), weights=weights, **facts)


def _mark_case(scorer: r.Scorer, answer: Answer) -> Case:
    name = scorer.title or scorer.key
    if not answer.reported:
        code = "case_mark_awaited" if answer.state is State.BLANK else "case_abstained"
        return Case(code, {"title": name, "weight": scorer.weight})
    facts = {"title": name, "weight": scorer.weight, "mark": answer.number}
    return Case("case_mark", facts, applies=True)


def _median(marks: list[Fraction]) -> Fraction:
    in_order = sorted(marks)
    middle = len(in_order) // 2
    return (in_order[middle] + in_order[-1 - middle]) / 2
