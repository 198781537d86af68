"""Why a unit has its grade and its place, as data."""

from collections.abc import Sequence

from thidua.core.criteria import ROOT
from thidua.core.criteria.sheet import RankBy
from thidua.core.figures import State
from thidua.core.rankings.comparing import Decided, decided_between
from thidua.core.rankings.grading import Graded, band_of, bands, graded, graded_value
from thidua.core.rankings.standings import Standing, Status, TieKind
from thidua.core.scoring.derivation import Derivation, Step
from thidua.core.scoring.scorecard import Scorecard

_TIES = {
    TieKind.EQUAL: "place_equal",
    TieKind.REQUIRED: "place_decision_required",
    TieKind.DECIDED: "place_decided_by",
}


def explain_place(card: Scorecard, standings: Sequence[Standing], *, unit: str) -> Derivation:
    """Return why a unit has its grade and place. Raises KeyError for an unknown unit.

    cases: the sheet's grades; steps: total, grade, place, ties, and what parted the unit from
    the ones just before and behind it (difference_points of the totals and of each section).
    """
    own = {standing.unit: standing for standing in standings}[unit]
    at = card.figures.units.index(unit)
    grade = graded(card, at)
    competing = own.status is Status.COMPETING
    steps = [_total(card, own), *(_grade(card, at, grade) if competing else ())]
    steps += [*_place(own, grade, standings), *_neighbours(card, own, standings)]
    return Derivation(
        unit=unit,
        criterion=ROOT,
        kind="place",
        inputs=(),
        cases=bands(card, grade) if competing else (),
        steps=tuple(steps),
        parts=(),
        exact=None,
        points=own.total_points,
        max_points=own.max_points,
        state=State.REPORTED,
        provisional=own.provisional,
    )


def _total(card: Scorecard, own: Standing) -> Step:
    facts: dict[str, object] = {"total_points": own.total_points, "most_points": own.max_points}
    if card.sheet.ranking.by is RankBy.SHARE:
        return Step("place_total_share", facts)
    return Step("place_total", facts)


def _grade(card: Scorecard, unit: int, grade: Graded) -> list[Step]:
    if not card.sheet.grades:
        return [*grade.changes, *grade.notes]
    number = band_of(card, unit)
    steps = [Step("grade_no_band")]
    if number < len(card.sheet.grades):
        share = card.sheet.grades_by is RankBy.SHARE
        facts = {"grade": card.sheet.grades[number].name, "value": graded_value(card, unit)}
        steps = [Step("grade_by_percent" if share else "grade_by_points", facts)]
    steps += [*grade.changes, *grade.notes]
    if grade.considered and grade.changes:
        steps.append(Step("grade_in_the_end", {"grade": grade.name}))
    return steps


def _place(own: Standing, grade: Graded, standings: Sequence[Standing]) -> list[Step]:
    if own.place is None:
        if own.status is Status.COMPETING and not grade.considered:
            return [Step("place_not_considered")]
        return [Step(f"place_{own.status}")]
    ranked = [o for o in standings if o.place is not None and o.cluster == own.cluster]
    steps = [Step("place_is", {"place": own.place, "count": len(ranked)})]
    if own.tie in _TIES:
        facts: dict[str, object] = {"units": own.tie_with, "place": own.place}
        if own.tie is TieKind.DECIDED:
            facts["criterion"] = own.tie_criterion
        steps.append(Step(_TIES[own.tie], facts))
    waiting = sum(other.provisional for other in ranked)
    if waiting:
        steps.append(Step("place_provisional", {"waiting": waiting, "count": len(ranked)}))
    return steps


def _neighbours(card: Scorecard, own: Standing, standings: Sequence[Standing]) -> list[Step]:
    """Tell what parted the unit from the one just before it and the one just behind."""
    if own.place is None:
        return []
    ranked = [o for o in standings if o.place is not None and o.cluster == own.cluster]
    at = [standing.unit for standing in ranked].index(own.unit)
    steps: list[Step] = []
    if at > 0:
        pair = decided_between(card, standings, upper=ranked[at - 1].unit, lower=own.unit)
        steps += _parted("place_behind", pair, pair.upper)
    if at + 1 < len(ranked):
        pair = decided_between(card, standings, upper=own.unit, lower=ranked[at + 1].unit)
        steps += _parted("place_ahead", pair, pair.lower)
    return steps


def _parted(code: str, pair: Decided, other: str) -> list[Step]:
    apart = [difference for difference in pair.sections if difference.difference_points]
    return [
        Step(code, {"unit": other, "difference_points": pair.difference_points}),
        Step(pair.by, pair.facts),
        *(Step("place_section_apart", {"criterion": one.code,
                                       "difference_points": one.difference_points})
          for one in apart),
    ]  # fmt: skip
