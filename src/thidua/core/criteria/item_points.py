"""The points that a rule's own lists name, each with its place in the line."""

from collections.abc import Sequence
from functools import singledispatch

from thidua.core.criteria import rules as r
from thidua.core.criteria.positions import Path

Placed = tuple[tuple[Path, int], ...]


def _listed(key: str, items: Sequence[r.Item | r.Band]) -> Placed:
    return tuple(((key, at, "points"), item.points) for at, item in enumerate(items))


@singledispatch
def item_points(_rule: object) -> Placed:
    """Return every number of points that stands in a rule, in hundredths."""
    return ()


@singledispatch
def alternatives(_rule: object) -> Placed:
    """Return the points of which exactly one counts, so that each must lie within the limits."""
    return ()


@item_points.register
def _(rule: r.Conditions) -> Placed:
    return _listed("conditions", rule.conditions)


@item_points.register
@alternatives.register
def _(rule: r.Levels) -> Placed:
    return _listed("levels", rule.levels)


@item_points.register
@alternatives.register
def _(rule: r.Bands) -> Placed:
    return _listed("bands", rule.bands)


@item_points.register
def _(rule: r.PerItem) -> Placed:
    return ((("points",), rule.per_item_points),)


@item_points.register
def _(rule: r.Events) -> Placed:
    of_events = _of_events(rule.events)
    broken = rule.all_broken_points
    own = ((("base",), rule.base_points), (("clean",), rule.clean_points))
    return (*of_events, *own, *(() if broken is None else ((("all_broken",), broken),)))


def _of_events(events: tuple[r.Event, ...]) -> Placed:
    points = (((at, "points"), event.points) for at, event in enumerate(events))
    caps = (((at, "cap"), event.cap_points) for at, event in enumerate(events))
    some = (*points, *((path, cap) for path, cap in caps if cap is not None))
    return tuple((("events", *path), value) for path, value in some)


@item_points.register
def _(rule: r.Prizes) -> Placed:
    return _listed("prizes", rule.prizes)


@alternatives.register
def _(rule: r.Prizes) -> Placed:
    return _listed("prizes", rule.prizes) if rule.take is r.Take.BEST else ()


@item_points.register
def _(rule: r.Lateness) -> Placed:
    daily = tuple((("deductions", at), points) for at, points in enumerate(rule.deductions))
    own = ((("each_further",), rule.each_further_points), (("not_done",), rule.not_done_points))
    return (*daily, *own)


@alternatives.register
def _(rule: r.Lateness) -> Placed:
    return ((("not_done",), rule.not_done_points),)


@item_points.register
@alternatives.register
def _(rule: r.QualityTimeliness) -> Placed:
    return tuple(
        (("points", row, column), points)
        for row, line in enumerate(rule.points)
        for column, points in enumerate(line)
    )


@item_points.register
def _(rule: r.Progress) -> Placed:
    return ((("base",), rule.base_points),)


@item_points.register
@alternatives.register
def _(rule: r.ClusterPlace) -> Placed:
    return tuple((("points", at), points) for at, points in enumerate(rule.points))


@item_points.register
def _(rule: r.Panel) -> Placed:
    tops = ((("scorers", at, "max"), s.max_points) for at, s in enumerate(rule.scorers))
    return tuple((path, top) for path, top in tops if top is not None)


@item_points.register
def _(rule: r.Sum) -> Placed:
    return ((("base",), rule.base_points),)
