"""What parted two units, and how far the units of a cluster lie apart."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from thidua.core.criteria import ROOT, Criterion
from thidua.core.criteria.sheet import RankBy
from thidua.core.rankings.grading import node_of
from thidua.core.rankings.standings import Standing, TieKind
from thidua.core.scoring.scorecard import Filled, Scorecard

MOST_NAMED = 3


@frozen
class Difference:
    """By how many hundredths of a point the upper unit is ahead on a node (below zero: behind)."""

    code: str
    difference_points: int


@frozen
class Decided:
    """What placed one unit before another.

    by: decided_by_status, decided_by_grade, decided_by_points, decided_by_share, decided_by_tie,
        decided_equal or decided_required; each has a sentence in thidua.wording with facts.
    difference_points: of the totals, in hundredths. sections: of every top-level node, in order.
    criteria: at most three leaves that brought most of the difference, the most first.
    """

    upper: str
    lower: str
    by: str
    difference_points: int
    sections: tuple[Difference, ...]
    criteria: tuple[Difference, ...]
    facts: Mapping[str, Any] = field(factory=dict)


@frozen
class Spread:
    """How the units lie on one node, in hundredths; mean is exact. Units without points are out."""

    highest: int
    lowest: int
    mean: Fraction
    units: int


def decided_between(
    card: Scorecard, standings: Sequence[Standing], *, upper: str, lower: str
) -> Decided:
    """Return what placed the upper unit before the lower one. Raises KeyError for other units."""
    by_unit = {standing.unit: standing for standing in standings}
    above, below = by_unit[upper], by_unit[lower]
    pair = card.figures.units.index(upper), card.figures.units.index(lower)
    apart = _apart(card, pair)
    by, facts = _reason(card, above, below, pair, apart)
    total = above.total_points - below.total_points
    return Decided(
        upper=upper,
        lower=lower,
        by=by,
        difference_points=total,
        sections=_differences(card.sheet.children(None), apart),
        criteria=_most(_differences(card.sheet.leaves, apart), total),
        facts={"upper": upper, "lower": lower, **facts},
    )


def _apart(card: Scorecard, pair: tuple[int, int]) -> dict[str, int]:
    """Return for each node by how much the first unit is ahead; no points count as none."""
    first, second = (card.points[:, unit].tolist() for unit in pair)
    return {code: first[row] - second[row] for row, code in enumerate(card.nodes)}


def _differences(criteria: Sequence[Criterion], apart: Mapping[str, int]) -> tuple[Difference, ...]:
    return tuple(Difference(criterion.code, apart[criterion.code]) for criterion in criteria)


def _most(differences: Sequence[Difference], total: int) -> tuple[Difference, ...]:
    """Return the greatest differences on the side of the total; on both sides where it is level."""
    telling = [
        one for one in differences
        if one.difference_points and (not total or (one.difference_points > 0) == (total > 0))
    ]  # fmt: skip
    telling.sort(key=lambda one: -abs(one.difference_points))  # stable: the sheet's order
    return tuple(telling[:MOST_NAMED])


def _reason(
    card: Scorecard,
    above: Standing,
    below: Standing,
    pair: tuple[int, int],
    apart: Mapping[str, int],
) -> tuple[str, dict[str, Any]]:
    if above.place is None or below.place is None:
        return "decided_by_status", {"status": str(below.status)}
    ranking = card.sheet.ranking
    if ranking.grade_first and above.grade != below.grade:
        return "decided_by_grade", {"upper_grade": above.grade, "lower_grade": below.grade}
    for code in (ROOT, *ranking.ties):
        if not _level(card, code, pair):
            return _by_number(card, code, apart[code])
    if below.tie is TieKind.REQUIRED:
        return "decided_required", {"place": below.place}
    return "decided_equal", {"place": below.place}


def _level(card: Scorecard, code: str, pair: tuple[int, int]) -> bool:
    """Return whether two units are level on a node, as the sheet compares it."""
    first, second = (node_of(card, code, unit) for unit in pair)
    if card.sheet.ranking.by is RankBy.POINTS:
        return first.points == second.points
    if not first.max_points or not second.max_points:
        return first.max_points == second.max_points
    return first.points * second.max_points == second.points * first.max_points


def _by_number(card: Scorecard, code: str, apart: int) -> tuple[str, dict[str, Any]]:
    facts: dict[str, Any] = {"difference_points": apart}
    if code != ROOT:
        return "decided_by_tie", facts | {"criterion": code}
    share = card.sheet.ranking.by is RankBy.SHARE
    return ("decided_by_share" if share else "decided_by_points"), facts


def spread(card: Scorecard, *, cluster: int | None = None) -> dict[str, Spread]:
    """Return for each node, ROOT too, how the competing units of a cluster (or all) lie.

    A node on which no unit has points is left out.
    """
    mask = card.figures.competing
    if cluster is not None:
        mask = mask & (card.figures.clusters == cluster)
    found = {}
    for row, code in enumerate(card.nodes):
        scored = card.points[row][mask & (card.filled[row] <= Filled.PARTIAL)].tolist()
        if scored:
            mean = Fraction(sum(scored), len(scored))
            found[code] = Spread(max(scored), min(scored), mean, len(scored))
    return found
