"""The grade of a unit: its band, side conditions, floors and overrides, step by step."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Any

from attrs import evolve, frozen

from thidua.core.criteria import ROOT, Criterion
from thidua.core.criteria.sheet import (
    FloorEffect,
    Grade,
    Override,
    OverrideEffect,
    RankBy,
    Requirement,
    Sheet,
)
from thidua.core.scoring.derivation import Case, Step
from thidua.core.scoring.explaining.limits import happened
from thidua.core.scoring.explaining.told import shape
from thidua.core.scoring.scorecard import Filled, Scorecard


@frozen
class Graded:
    """A grade in the making.

    number: the grade's place in the sheet, from 0, the best; as many as there are grades where
        no band holds the total. name: "" where the sheet has no grades or none holds.
    considered: False where a floor or an override takes the unit out of the ranking.
    changes: the steps that changed something, in order.
    """

    number: int
    name: str
    considered: bool = True
    changes: tuple[Step, ...] = ()
    notes: tuple[Step, ...] = ()

    def changed(self, code: str, **facts: Any) -> "Graded":
        """Return this with one more step that changed the grade."""
        return evolve(self, changes=(*self.changes, Step(code, facts)))


@frozen(eq=False)
class Node:
    """What a unit has on one node; points in hundredths."""

    points: int
    max_points: int
    filled: Filled

    @property
    def applies(self) -> bool:
        """Return whether the node counts for the unit."""
        return self.filled <= Filled.BLANK

    def reaches(self, percent: Fraction) -> bool:
        """Return whether the points are at least this percent of the maximum."""
        return 100 * self.points >= percent * self.max_points


@lru_cache(maxsize=64)
def rows_of(nodes: tuple[str, ...]) -> Mapping[str, int]:
    """Return the row of each node in a scorecard with these nodes."""
    return {code: row for row, code in enumerate(nodes)}


def node_of(card: Scorecard, code: str, unit: int) -> Node:
    """Return what a unit has on a node."""
    row = rows_of(card.nodes)[code]
    return Node(
        int(card.points[row, unit]),
        int(card.max_points[row, unit]),
        Filled(int(card.filled[row, unit])),
    )


def graded(card: Scorecard, unit: int) -> Graded:
    """Return the grade of a unit, whatever its status."""
    number = band_of(card, unit)
    grade = settled(card, unit, at(card.sheet, Graded(number, ""), number))
    for criterion in card.sheet.criteria:
        if criterion.floor_percent is not None and grade.considered:
            grade = _after_floor(card, unit, grade, criterion, criterion.floor_percent)
    for override in card.sheet.overrides:
        if grade.considered and happened(override, card.figures, unit):
            grade = _after_override(card, unit, grade, override)
    return grade if grade.considered else evolve(grade, name="")


def at(sheet: Sheet, grade: Graded, number: int) -> Graded:
    """Return the grade with another number, and the name of that."""
    name = sheet.grades[number].name if number < len(sheet.grades) else grade.name
    return evolve(grade, number=number, name=name)


# ---- bands


def graded_value(card: Scorecard, unit: int) -> Fraction | None:
    """Return what the bands look at: points, or percent of the maximum (None without one)."""
    total = node_of(card, ROOT, unit)
    if card.sheet.grades_by is RankBy.POINTS:
        return Fraction(total.points, 100)
    return Fraction(100 * total.points, total.max_points) if total.max_points > 0 else None


def band_of(card: Scorecard, unit: int) -> int:
    """Return the number of the first grade whose band holds the total; as many as there are."""
    value = graded_value(card, unit)
    for number, grade in enumerate(card.sheet.grades):
        if _holds(grade, value):
            return number
    return len(card.sheet.grades)


def _holds(grade: Grade, value: Fraction | None) -> bool:
    if value is None:
        return grade.lower is None
    if grade.lower is not None and value < grade.lower:
        return False
    if value == grade.lower and not grade.lower_included:
        return False
    if grade.upper is None or value < grade.upper:
        return True
    return grade.upper_included and value == grade.upper


def bands(card: Scorecard, grade: Graded) -> tuple[Case, ...]:
    """Return the sheet's grades as a table, and which one the unit has in the end."""
    suffix = "_percent" if card.sheet.grades_by is RankBy.SHARE else ""
    return tuple(
        Case(f"case_grade_{shape(band)}{suffix}",
             {"grade": band.name, "lower": band.lower, "upper": band.upper},
             applies=number == grade.number and grade.considered)
        for number, band in enumerate(card.sheet.grades)
    )  # fmt: skip


# ---- side conditions


def settled(card: Scorecard, unit: int, grade: Graded) -> Graded:
    """Return the next grade whose side conditions hold, no further down than the lowest."""
    grades = card.sheet.grades
    while grade.number < len(grades) - 1:
        failed = next(_failed(card, unit, grades[grade.number].requires), None)
        if failed is None:
            return grade
        grade = at(card.sheet, grade.changed("grade_requirement", grade=grade.name, **failed),
                   grade.number + 1)  # fmt: skip
    return grade


def _failed(
    card: Scorecard, unit: int, requires: tuple[Requirement, ...]
) -> Iterator[dict[str, Any]]:
    """Yield the facts of each side condition that is not met; what does not apply is met."""
    for requirement in requires:
        node = node_of(card, requirement.criterion, unit)
        if node.applies and not node.reaches(requirement.at_least_percent):
            yield {
                "criterion": requirement.criterion,
                "at_least_percent": requirement.at_least_percent,
                "earned_points": node.points,
                "most_points": node.max_points,
            }


# ---- floors and overrides


def lowered(card: Scorecard, unit: int, grade: Graded, steps: int) -> Graded:
    """Return a grade so many steps lower, no further than the lowest; no grade stays none."""
    last = len(card.sheet.grades) - 1
    if grade.number > last:
        return grade
    return settled(card, unit, at(card.sheet, grade, min(grade.number + steps, last)))


def _after_floor(
    card: Scorecard, unit: int, grade: Graded, criterion: Criterion, floor: Fraction
) -> Graded:
    """Return the grade after a floor; one waits until everything in its section is reported."""
    node = node_of(card, criterion.code, unit)
    facts = {"criterion": criterion.code, "floor_percent": floor, "earned_points": node.points,
             "most_points": node.max_points}  # fmt: skip
    if node.filled is not Filled.COMPLETE:
        note = Step("grade_floor_waits", {"criterion": criterion.code, "floor_percent": floor})
        return evolve(grade, notes=(*grade.notes, note)) if node.applies else grade
    if node.reaches(floor):
        return grade
    grade = grade.changed(f"grade_floor_{criterion.floor_effect}", **facts)
    match criterion.floor_effect:
        case FloorEffect.NOT_CONSIDERED:
            return evolve(grade, considered=False)
        case FloorEffect.LOWEST_GRADE:
            return lowered(card, unit, grade, len(card.sheet.grades))
        case FloorEffect.LOWER_GRADE:
            return lowered(card, unit, grade, 1)


def _after_override(card: Scorecard, unit: int, grade: Graded, override: Override) -> Graded:
    facts = {"override": override.code, "title": override.title or override.code}
    match override.effect:
        case OverrideEffect.NOT_CONSIDERED:
            return evolve(grade.changed("grade_override_not_considered", **facts), considered=False)
        case OverrideEffect.LOWER_GRADE:
            grade = grade.changed("grade_override_lower_grade", **facts)
            return lowered(card, unit, grade, 1)
        case OverrideEffect.GRADE:
            grade = grade.changed("grade_override_grade", grade=override.grade, **facts)
            return _no_better_than(card, unit, grade, override.grade)
        case OverrideEffect.ZERO:
            return grade


def _no_better_than(card: Scorecard, unit: int, grade: Graded, name: str) -> Graded:
    """Return the worse of two grades; a sheet without grades only knows the one that is named."""
    names = [band.name for band in card.sheet.grades]
    if name not in names:
        return evolve(grade, name=name)
    return settled(card, unit, at(card.sheet, grade, max(grade.number, names.index(name))))
