"""Can a leaf's rule reach its maximum, does it keep its limits, and does it hang together."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from thidua.core.criteria import rules as r
from thidua.core.criteria.checking_rules import rule_faults
from thidua.core.criteria.drafts import Draft
from thidua.core.criteria.findings import Finding
from thidua.core.criteria.indicators import indicators
from thidua.core.criteria.item_points import alternatives, item_points
from thidua.core.criteria.reaches import by_rule
from thidua.core.criteria.sheet import Criterion
from thidua.core.criteria.stretches import stretch_of

NEEDS_MAXIMUM = (r.Binary, r.Ratio, r.Lateness, r.RelativeTarget, r.RelativeBest)
MAY_HAVE_NO_LIMIT = (r.Events, r.Prizes, r.PerItem, r.Progress, r.MeanOfRecords)
CAPPED_BY_MAXIMUM = (r.Conditions, r.Panel)


def leaf_points(draft: Draft) -> Iterator[Finding]:
    """Yield leaves whose points and limits contradict each other."""
    for leaf in draft.sure_leaves():
        for look in _LOOKS:
            yield from look(draft, leaf)
    for criterion in draft.sheet.criteria:
        if criterion.code not in draft.unsure:
            yield from _off_step(draft, criterion)


def _maximum(draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    if leaf.max_points is not None or isinstance(leaf.rule, MAY_HAVE_NO_LIMIT):
        return
    if isinstance(leaf.rule, NEEDS_MAXIMUM) or draft.sheet.complete:
        yield draft.error(leaf, "maximum_missing", kind=leaf.kind)


def _reach(draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    most, declared = by_rule(leaf).most, leaf.max_points
    if most is None or declared is None:
        return
    facts = {"max_points": declared, "reach_points": most}
    if most < declared:
        yield draft.warning(leaf, "unreachable_maximum", "max", **facts)
    elif most > declared and isinstance(leaf.rule, CAPPED_BY_MAXIMUM):
        yield draft.warning(leaf, "parts_exceed_maximum", "max", **facts)


def _outside(draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    least, most = leaf.min_points, leaf.max_points
    for at, points in alternatives(leaf.rule):
        if most is not None and points > most:
            facts = {"item_points": points, "max_points": most}
            yield draft.error(leaf, "item_above_maximum", *at, **facts)
        if least is not None and points < least:
            facts = {"item_points": points, "min_points": least}
            yield draft.error(leaf, "item_below_minimum", *at, **facts)


def _lowest(draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    """Ask for a look where even the worst case earns something: a 1 where 0 was meant."""
    if not isinstance(leaf.rule, (r.Levels, r.Bands)) or (leaf.min_points or 0) > 0:
        return
    at, points = min(alternatives(leaf.rule), key=lambda placed: placed[1])
    if points > 0:
        yield draft.warning(leaf, "lowest_is_not_zero", *at, item_points=points)


def _turning(draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    """Ask for a look where points go down and up again along a list that has an order."""
    placed = _in_order(leaf.rule)
    directions = [
        (at, after > before) for (_at, before), (at, after) in pairwise(placed) if after != before
    ]
    for (_before, was_rising), (at, rising) in pairwise(directions):
        if rising is not was_rising:
            yield draft.warning(leaf, "points_turn", *at[:2])
            return


def _in_order(rule: object) -> list[tuple[tuple[str | int, ...], int]]:
    """Return the places and points of levels, or of bands from the lowest figure up."""
    if isinstance(rule, r.Levels):
        return list(alternatives(rule))
    if not isinstance(rule, r.Bands):
        return []
    starts = [stretch_of(band).start for band in rule.bands]
    numbered = zip(starts, alternatives(rule), strict=True)
    by_start = sorted(numbered, key=lambda pair: (pair[0] is not None, pair[0] or (0, 0)))
    return [place for _start, place in by_start]


_LOOKS: tuple[Callable[[Draft, Criterion], Iterator[Finding]], ...] = (
    _maximum,
    _reach,
    _outside,
    _lowest,
    _turning,
)


def _off_step(draft: Draft, criterion: Criterion) -> Iterator[Finding]:
    step = draft.sheet.step
    limits = {
        "max": criterion.max_points,
        "min": criterion.min_points,
        "bonus_max": criterion.bonus_max_points,
    }
    own = [((key,), points) for key, points in limits.items() if points is not None]
    for at, points in (*own, *item_points(criterion.rule)):
        if points % step:
            facts = {"item_points": points, "step_points": step}
            yield draft.warning(criterion, "off_step", *at, **facts)


def leaf_rules(draft: Draft) -> Iterator[Finding]:
    """Yield leaves whose rule does not hang together."""
    for leaf in draft.sure_leaves():
        yield from rule_faults(draft, leaf)
        yield from _twice(draft, leaf)
        if leaf.score_each_period and leaf.is_second_pass:
            yield draft.error(leaf, "each_period_in_cluster", "score_each_period")


def _twice(draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    """Yield names under which two different figures of the criterion would be entered."""
    seen: set[str] = set()
    for indicator in indicators(leaf, draft.sheet):
        if indicator.key in seen:
            yield draft.error(leaf, "name_twice", name=indicator.key)
        seen.add(indicator.key)
        yield from _level_names(draft, leaf, indicator.levels)


def _level_names(draft: Draft, leaf: Criterion, names: tuple[str, ...]) -> Iterator[Finding]:
    for at, name in enumerate(names):
        if name in names[:at]:
            yield draft.error(leaf, "name_twice", name=name)
        if name.isdecimal() and int(name) != at + 1:
            yield draft.error(leaf, "level_named_by_other_number", name=name, number=at + 1)
