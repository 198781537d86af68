"""Places: who stands before whom, and how equality was settled."""

from collections.abc import Mapping

import numpy as np
from attrs import evolve, frozen

from thidua.core.criteria import ROOT
from thidua.core.criteria.sheet import LastTie, RankBy
from thidua.core.figures import Integers
from thidua.core.rankings.grading import Graded, graded, node_of, rows_of
from thidua.core.rankings.placing import places, shares
from thidua.core.rankings.standings import Standing, Status, TieKind
from thidua.core.scoring.scorecard import Scorecard

NO_STATUSES: Mapping[str, Status] = {}


@frozen(eq=False)
class Key:
    """One thing that is compared, for every unit: whole numbers, more is better.

    code: the criterion, ROOT, or "" for the grade.
    """

    code: str
    numbers: Integers


def status_of(card: Scorecard, unit: int, statuses: Mapping[str, Status]) -> Status:
    """Return a unit's status; one whose figures are outside every comparison has withdrawn."""
    status = statuses.get(card.figures.units[unit], Status.COMPETING)
    if status is Status.COMPETING and not card.figures.competing[unit]:
        return Status.WITHDRAWN
    return status


def keys(card: Scorecard, grades: list[Graded]) -> list[Key]:
    """Return what is compared in turn: the grade if it comes first, the total, tie-breakers."""
    ranking = card.sheet.ranking
    found = [Key(code, _worth(card, code)) for code in (ROOT, *ranking.ties)]
    if ranking.grade_first:
        numbers = np.array([-grade.number for grade in grades], dtype=np.int64)
        found.insert(0, Key("", numbers))
    return found


def _worth(card: Scorecard, code: str) -> Integers:
    row = rows_of(card.nodes)[code]
    if card.sheet.ranking.by is RankBy.SHARE:
        return shares(card.points[row], card.max_points[row])
    points: Integers = card.points[row]
    return points


def standings(
    card: Scorecard, statuses: Mapping[str, Status] = NO_STATUSES
) -> tuple[Standing, ...]:
    """Return every unit's standing, by cluster, place and code; those without a place last.

    Places are exact and do not depend on the order of the units. Units that are level on
    everything share their place, by equality or until the decision that the sheet demands.
    """
    units = range(len(card.figures.units))
    grades = [graded(card, unit) for unit in units]
    ranked = np.array(
        [grades[u].considered and status_of(card, u, statuses) is Status.COMPETING for u in units],
        dtype=np.bool_,
    )
    compared = keys(card, grades)
    numbers = [key.numbers for key in compared]
    placed = places(numbers, clusters=card.figures.clusters, competing=ranked)
    found = [
        _standing(card, unit, grades[unit], status_of(card, unit, statuses), int(placed[unit]),
                  has_place=bool(ranked[unit]))
        for unit in units
    ]  # fmt: skip
    beside = _placed_in_clusters(found)
    settled = [_tie(card, found, compared, unit, beside) for unit in units]
    return tuple(sorted(settled, key=_order))


def _order(standing: Standing) -> tuple[int, bool, int, str]:
    return standing.cluster, standing.place is None, standing.place or 0, standing.unit


def _standing(
    card: Scorecard, unit: int, grade: Graded, status: Status, place: int, *, has_place: bool
) -> Standing:
    total = node_of(card, ROOT, unit)
    competing = status is Status.COMPETING
    reasons = [(step.code, tuple(step.facts.items())) for step in grade.changes]
    return Standing(
        unit=card.figures.units[unit],
        cluster=int(card.figures.clusters[unit]),
        place=place if has_place else None,
        total_points=total.points,
        max_points=total.max_points,
        status=status,
        grade=grade.name if competing else "",
        grade_reasons=tuple(reasons) if competing else (),
        provisional=bool(card.provisional[rows_of(card.nodes)[ROOT], unit]),
    )


# ---- ties


def _placed_in_clusters(found: list[Standing]) -> dict[int, list[int]]:
    """Return the units with a place, by the number of their cluster."""
    clusters: dict[int, list[int]] = {}
    for unit, standing in enumerate(found):
        if standing.place is not None:
            clusters.setdefault(standing.cluster, []).append(unit)
    return clusters


def _tie(
    card: Scorecard,
    found: list[Standing],
    compared: list[Key],
    unit: int,
    clusters: Mapping[int, list[int]],
) -> Standing:
    """Return the standing with how it was parted from the units of the same total."""
    own = found[unit]
    if own.place is None:
        return own
    level = clusters[own.cluster]
    first = 2 if card.sheet.ranking.grade_first else 1
    for key in compared[:first]:
        level = _level_on(key, level, unit)
    if level == [unit]:
        return own
    for key in compared[first:]:
        narrower = _level_on(key, level, unit)
        if narrower == [unit]:
            beside = _names(found, level, unit)
            return evolve(own, tie=TieKind.DECIDED, tie_with=beside, tie_criterion=key.code)
        level = narrower
    decide = card.sheet.ranking.last is LastTie.DECIDE
    kind = TieKind.REQUIRED if decide else TieKind.EQUAL
    return evolve(own, tie=kind, tie_with=_names(found, level, unit))


def _level_on(key: Key, among: list[int], unit: int) -> list[int]:
    return [other for other in among if key.numbers[other] == key.numbers[unit]]


def _names(found: list[Standing], level: list[int], unit: int) -> tuple[str, ...]:
    return tuple(sorted(found[other].unit for other in level if other != unit))
