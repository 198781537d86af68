"""Derivations of the rules on one or two figures that are looked up or taken as entered."""

import math

from thidua.core.criteria import rules as r
from thidua.core.criteria.indicators import ACTUAL, QUALITY, TIMELINESS
from thidua.core.scoring.derivation import Case
from thidua.core.scoring.explaining.answers import Answer, Desk
from thidua.core.scoring.explaining.told import NOTHING, Told, named, on, points


def binary(_rule: r.Binary, desk: Desk) -> Told:
    """Tell whether the maximum was claimed."""
    claimed = desk.ask(ACTUAL)
    full = claimed.reported and claimed.number >= desk.most
    most = desk.criterion.max_points or 0
    told = on(claimed).among(
        Case("case_achieved", {"earns_points": most}, applies=full),
        Case("case_not_achieved", {"earns_points": 0}, applies=claimed.reported and not full),
    )
    if not told.scored:
        return told
    facts = {"claimed": claimed.number, "most_points": most}
    if full:
        return told.then("why_achieved", desk.most, **facts)
    return told.then("why_not_achieved", NOTHING, **facts)


def direct(_rule: r.Direct, desk: Desk) -> Told:
    """Tell the points that were entered."""
    entered = desk.ask(ACTUAL)
    told = on(entered)
    return told.then("why_entered", entered.number, entered=entered.number) if told.scored else told


def per_item(rule: r.PerItem, desk: Desk) -> Told:
    """Tell how many full items were counted, and what they bring."""
    counted = desk.ask(ACTUAL)
    told = on(counted)
    if not told.scored:
        return told
    full = math.floor(counted.number / rule.per)
    facts = {"count": counted.number, "per": rule.per, "each_points": rule.per_item_points}
    return told.then("why_items", full * points(rule.per_item_points), full=full, **facts)


def row_of(answer: Answer, count: int) -> int:
    """Return a level's place in its table, from 0; beyond either end the end itself."""
    return min(max(math.floor(answer.number), 1), count) - 1


def levels(rule: r.Levels, desk: Desk) -> Told:
    """Tell which level was reached."""
    answer = desk.ask(ACTUAL)
    reached = row_of(answer, len(rule.levels)) if answer.reported else -1
    told = on(answer).among(*(
        Case("case_level", {"number": row + 1, "title": named(level),
                            "earns_points": level.points}, applies=row == reached)
        for row, level in enumerate(rule.levels)
    ))  # fmt: skip
    if not told.scored:
        return told
    level = rule.levels[reached]
    return told.then("why_level", points(level.points), number=reached + 1, title=named(level),
                     earns_points=level.points)  # fmt: skip


def quality_timeliness(rule: r.QualityTimeliness, desk: Desk) -> Told:
    """Tell which cell of the table quality and timeliness meet in."""
    quality, timely = desk.ask(QUALITY), desk.ask(TIMELINESS)
    told = on(quality, timely)
    row = row_of(quality, len(rule.qualities)) if told.scored else -1
    column = row_of(timely, len(rule.timeliness)) if told.scored else -1
    told = told.among(*(
        Case("case_quality", {"quality": name, "timeliness": when,
                              "earns_points": rule.points[at][after]},
             applies=(at, after) == (row, column))
        for at, name in enumerate(rule.qualities)
        for after, when in enumerate(rule.timeliness)
    ))  # fmt: skip
    if not told.scored:
        return told
    earned = rule.points[row][column]
    return told.then("why_quality", points(earned), quality=rule.qualities[row],
                     timeliness=rule.timeliness[column], earns_points=earned)  # fmt: skip


def lateness(rule: r.Lateness, desk: Desk) -> Told:
    """Tell what each day late cost; a day begun is a day late."""
    answer = desk.ask(ACTUAL)
    late = max(math.ceil(answer.number), 0)
    told = on(answer)
    told = told.among(*_late_cases(rule, desk, late if told.scored else -1))
    if not told.scored:
        return told
    most = desk.criterion.max_points or 0
    if late == 0:
        return told.then("why_on_time", desk.most, most_points=most)
    if rule.cut_off_days is not None and late > rule.cut_off_days:
        return told.then("why_cut_off", points(rule.not_done_points), days=late,
                         cut_off=rule.cut_off_days, earns_points=rule.not_done_points)  # fmt: skip
    cost = _cost(rule, late)
    return told.then("why_late", points(most - cost), days=late, cost_points=cost,
                     most_points=most)  # fmt: skip


def _cost(rule: r.Lateness, late: int) -> int:
    listed = len(rule.deductions)
    if late <= listed:
        return rule.deductions[late - 1]
    return (rule.deductions[-1] if listed else 0) + (late - listed) * rule.each_further_points


def _late_cases(rule: r.Lateness, desk: Desk, late: int) -> list[Case]:
    most, last = desk.criterion.max_points or 0, len(rule.deductions)
    off = rule.cut_off_days is not None and late > rule.cut_off_days
    cases = [Case("case_on_time", {"earns_points": most}, applies=late == 0)]
    for days, cost in enumerate(rule.deductions, start=1):
        cases.append(Case("case_late", {"days": days, "earns_points": most - cost},
                          applies=late == days and not off))  # fmt: skip
    if rule.each_further_points or not rule.deductions:
        each = {"each_points": rule.each_further_points}
        further = (
            ("case_late_further", {"days": last, **each}) if last else ("case_late_each", each)
        )
        cases.append(Case(*further, applies=late > last and not off))
    if rule.cut_off_days is not None:
        cases.append(Case("case_cut_off", {"days": rule.cut_off_days,
                                           "earns_points": rule.not_done_points},
                          applies=off))  # fmt: skip
    return cases
