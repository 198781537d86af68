"""Grades and places from the outcomes of the reference, unit against unit, as fractions."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen
from tests.core.reference.said import said
from tests.core.reference.tree import APPLIES, Outcome

from thidua.core.criteria import ROOT, Sheet
from thidua.core.criteria.sheet import FloorEffect, Grade, OverrideEffect, RankBy, YearEnd
from thidua.core.figures import Figures
from thidua.core.scoring.scorecard import Filled

Outcomes = Mapping[tuple[str, str], Outcome]


@frozen
class Placed:
    """A place (None without one), the grade, and who shares the place."""

    place: int | None
    grade: str
    beside: frozenset[str] = frozenset()


def share(outcome: Outcome) -> Fraction:
    """Return points of the applicable maximum; below every share where there is no maximum."""
    if outcome.max_points <= 0:
        return Fraction(-(10**30))
    return Fraction(outcome.points, outcome.max_points)


def placed(
    sheet: Sheet, figures: Figures, found: Outcomes, without: frozenset[str] = frozenset()
) -> dict[str, Placed]:
    """Return grade and place of every unit; `without` are withdrawn or disqualified."""
    result = {}
    judged = {
        unit: None if unit in without else grade_of(sheet, figures, found, number)
        for number, unit in enumerate(figures.units)
    }
    for number, unit in enumerate(figures.units):
        own = judged[unit]
        if own is None:
            result[unit] = Placed(None, "")
            continue
        rivals = [
            other
            for at, other in enumerate(figures.units)
            if figures.clusters[at] == figures.clusters[number] and judged[other] is not None
        ]
        better = [
            o
            for o in rivals
            if stands(sheet, found, judged, o) > stands(sheet, found, judged, unit)
        ]
        beside = {
            o
            for o in rivals
            if stands(sheet, found, judged, o) == stands(sheet, found, judged, unit)
        }
        name = sheet.grades[own].name if own < len(sheet.grades) else ""
        result[unit] = Placed(1 + len(better), name, frozenset(beside - {unit}))
    return result


def stands(
    sheet: Sheet, found: Outcomes, judged: Mapping[str, int | None], unit: str
) -> tuple[Fraction, ...]:
    """Return what is compared, in turn; more is better."""
    grade = judged[unit]
    assert grade is not None
    first = [Fraction(-grade)] if sheet.ranking.grade_first else []
    return (*first, *(worth(sheet, found[code, unit]) for code in (ROOT, *sheet.ranking.ties)))


def worth(sheet: Sheet, outcome: Outcome) -> Fraction:
    """Return points, or their share of the maximum where the sheet ranks by share."""
    return share(outcome) if sheet.ranking.by is RankBy.SHARE else Fraction(outcome.points)


def grade_of(sheet: Sheet, figures: Figures, found: Outcomes, unit: int) -> int | None:
    """Return the number of the grade, len(grades) without one; None when not considered."""
    code = figures.units[unit]
    grade: int | None = settled(sheet, found, code, by_band(sheet, found[ROOT, code]))
    for effect, named in effects(sheet, figures, found, unit):
        if grade is None or effect == "not_considered":
            return None
        if effect == "lowest_grade":
            grade = lower(sheet, grade, len(sheet.grades))
        elif effect == "lower_grade":
            grade = lower(sheet, grade, 1)
        elif effect == "grade":
            grade = max(grade, [g.name for g in sheet.grades].index(named))
        grade = settled(sheet, found, code, grade)
    return grade


def effects(
    sheet: Sheet, figures: Figures, found: Outcomes, unit: int
) -> list[tuple[FloorEffect | OverrideEffect, str]]:
    """Return what acts on the grade: floors that are missed, then overrides that happened."""
    floors = [
        (criterion.floor_effect, "")
        for criterion in sheet.criteria
        if criterion.floor_percent is not None
        and missed(found[criterion.code, figures.units[unit]], criterion.floor_percent)
    ]
    forced = [
        (override.effect, override.grade)
        for override in sheet.overrides
        if happened(figures, override.code, unit)
    ]
    return [*floors, *forced]


def happened(figures: Figures, code: str, unit: int) -> bool:
    answer = said(figures, (code, ""), unit=unit, period=None, year=YearEnd.HIGHEST)
    return answer.there and answer.number > 0


def missed(outcome: Outcome, floor: Fraction) -> bool:
    """Return whether a floor is missed; it waits until everything in it is reported."""
    if outcome.filled is not Filled.COMPLETE:
        return False
    return 100 * outcome.points < floor * outcome.max_points


def by_band(sheet: Sheet, total: Outcome) -> int:
    """Return the first grade whose stretch holds the total; len(grades) when none does."""
    value = Fraction(total.points, 100)
    if sheet.grades_by is RankBy.SHARE:
        value = share(total) * 100
    for number, grade in enumerate(sheet.grades):
        if holds(grade, value):
            return number
    return len(sheet.grades)


def holds(grade: Grade, value: Fraction) -> bool:
    if grade.lower is not None and value < grade.lower:
        return False
    if value == grade.lower and not grade.lower_included:
        return False
    if grade.upper is None or value < grade.upper:
        return True
    return grade.upper_included and value == grade.upper


def lower(sheet: Sheet, grade: int, steps: int) -> int:
    """Return a grade so many steps lower, no further than the lowest."""
    return grade if grade >= len(sheet.grades) else min(grade + steps, len(sheet.grades) - 1)


def settled(sheet: Sheet, found: Outcomes, unit: str, grade: int) -> int:
    """Go down while a side condition of the grade is not met, no further than the lowest."""
    while grade < len(sheet.grades) - 1 and not fulfils(sheet.grades[grade], found, unit):
        grade += 1
    return grade


def fulfils(grade: Grade, found: Outcomes, unit: str) -> bool:
    for requirement in grade.requires:
        outcome = found[requirement.criterion, unit]
        if outcome.filled in APPLIES and (
            100 * outcome.points < requirement.at_least_percent * outcome.max_points
        ):
            return False
    return True
