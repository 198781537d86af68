"""Does a rule hang together: events, lateness, tables, panels, places."""

from collections.abc import Iterator
from functools import singledispatch
from itertools import pairwise

from thidua.core.criteria import rules as r
from thidua.core.criteria.drafts import Draft
from thidua.core.criteria.findings import Finding
from thidua.core.criteria.reaches import worst_deduction
from thidua.core.criteria.sheet import Criterion


def rule_faults(draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    """Yield what is wrong within the rule of one leaf."""
    return _of(leaf.rule, draft, leaf)


@singledispatch
def _of(_rule: object, _draft: Draft, _leaf: Criterion) -> Iterator[Finding]:
    return iter(())


# ---- events


@_of.register(r.Events)
@_of.register(r.MeanOfRecords)
def _(rule: r.Events | r.MeanOfRecords, draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    events = {event.key: event for event in rule.events}
    for at, event in enumerate(rule.events):
        yield from _event(draft, leaf, at, event, events)
    if isinstance(rule, r.Events):
        yield from _whole(draft, leaf, rule)


def _event(
    draft: Draft, leaf: Criterion, at: int, event: r.Event, events: dict[str, r.Event]
) -> Iterator[Finding]:
    other = event.counts_as
    if other is not None:
        yield from _counts_as(draft, leaf, at, event, events)
    elif event.points == 0:
        yield draft.warning(leaf, "event_without_points", "events", at, name=event.key)
    cap = event.cap_points
    if cap is not None and cap * event.points < 0:
        facts = {"name": event.key, "cap_points": cap, "item_points": event.points}
        yield draft.error(leaf, "cap_has_wrong_sign", "events", at, "cap", **facts)
    elif cap is not None and abs(cap) < abs(event.points):
        facts = {"name": event.key, "cap_points": cap, "item_points": event.points}
        yield draft.warning(leaf, "cap_below_one", "events", at, "cap", **facts)


def _counts_as(
    draft: Draft, leaf: Criterion, at: int, event: r.Event, events: dict[str, r.Event]
) -> Iterator[Finding]:
    """Yield a count that is added to nothing or comes back to itself, or has points in vain."""
    facts = {"name": event.key, "other": event.counts_as}
    target = events.get(str(event.counts_as))
    if target is None:
        yield draft.error(leaf, "counts_as_unknown", "events", at, "counts_as", **facts)
    elif _returns(event, events):
        yield draft.error(leaf, "counts_as_circle", "events", at, "counts_as", **facts)
    if event.points:
        yield draft.warning(leaf, "counts_as_with_points", "events", at, "points", **facts)


def _returns(event: r.Event, events: dict[str, r.Event]) -> bool:
    """Return whether following counts_as from an event leads back to it."""
    seen: set[str] = set()
    other = event.counts_as
    while other is not None and other not in seen and other in events:
        seen.add(other)
        other = events[other].counts_as
    return event.key in seen


def _whole(draft: Draft, leaf: Criterion, rule: r.Events) -> Iterator[Finding]:
    """Yield a clean record that cannot be broken, and breaking all of too few."""
    penalties = sum(e.points < 0 and e.counts_as is None for e in rule.events)
    if rule.clean_points and not penalties:
        yield draft.warning(leaf, "clean_without_penalties", "clean")
    if rule.all_broken_points is not None and penalties < 2:  # noqa: PLR2004  # "all" of one is that one
        yield draft.warning(leaf, "all_broken_without_penalties", "all_broken")
    if rule.all_broken_points is not None and rule.all_broken_points > 0:
        yield draft.error(leaf, "all_broken_above_zero", "all_broken")


# ---- the rest


@_of.register
def _(rule: r.Lateness, draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    for at, (before, after) in enumerate(pairwise(rule.deductions), start=1):
        if after < before:
            facts = {"day": at + 1, "before_points": before, "after_points": after}
            yield draft.warning(leaf, "deduction_falls", "deductions", at, **facts)
    cut_off = rule.cut_off_days
    if not rule.deductions and not rule.each_further_points and cut_off is None:
        yield draft.warning(leaf, "lateness_costs_nothing")
    if cut_off is not None and len(rule.deductions) > cut_off:
        yield draft.warning(leaf, "deduction_after_cut_off", "deductions", cut_off=cut_off)
    yield from _not_done(draft, leaf, rule)


def _not_done(draft: Draft, leaf: Criterion, rule: r.Lateness) -> Iterator[Finding]:
    """Ask for a look where not doing it at all earns more than doing it late."""
    if rule.cut_off_days is None or leaf.max_points is None:
        return
    late = leaf.max_points - worst_deduction(rule)
    late = late if leaf.min_points is None else max(late, leaf.min_points)
    if rule.not_done_points > late:
        facts = {"not_done_points": rule.not_done_points, "late_points": late}
        yield draft.warning(leaf, "not_done_beats_late", "not_done", **facts)


@_of.register
def _(rule: r.QualityTimeliness, draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    rows, columns = len(rule.qualities), len(rule.timeliness)
    if len(rule.points) != rows:
        facts = {"rows": len(rule.points), "expected": rows}
        yield draft.error(leaf, "table_rows_differ", "points", **facts)
    for at, row in enumerate(rule.points):
        if len(row) != columns:
            facts = {"number": at + 1, "columns": len(row), "expected": columns}
            yield draft.error(leaf, "table_columns_differ", "points", at, **facts)


@_of.register
def _(rule: r.Bands, draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    if rule.measure is not r.Measure.VALUE and draft.says(leaf, "value_step"):
        yield draft.warning(leaf, "value_step_not_used", "value_step")
    yield from _no_base(rule, draft, leaf)


def _no_base(rule: r.Bands | r.Ratio, draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    """Ask for a look where `no_base` is given though nothing is divided by a base."""
    has_base = rule.measure in {r.Measure.TARGET, r.Measure.SHARE}
    if not has_base and draft.says(leaf, "no_base"):
        yield draft.warning(leaf, "no_base_not_used", "no_base")


@_of.register
def _(rule: r.Ratio, draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    surplus, most = rule.surplus_max_points, leaf.max_points
    if surplus is not None and most is not None and surplus < most:
        facts = {"surplus_points": surplus, "max_points": most}
        yield draft.error(leaf, "surplus_below_maximum", "surplus_max", **facts)
    if rule.measure is r.Measure.CHANGE:
        yield draft.warning(leaf, "ratio_of_change", "measure")
    yield from _no_base(rule, draft, leaf)


@_of.register
def _(rule: r.Panel, draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    weights = [scorer.weight for scorer in rule.scorers]
    if not any(weights):
        yield draft.error(leaf, "weights_all_zero", "scorers")
    elif set(weights) != {1} and rule.combine is not r.Combine.MEAN:
        yield draft.warning(leaf, "scorer_weight_not_used", "scorers", combine=rule.combine.value)


@_of.register
def _(rule: r.PerItem, draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    if (rule.per / rule.value_step).denominator != 1:
        facts = {"per": rule.per, "step": rule.value_step}
        yield draft.warning(leaf, "per_off_step", "per", **facts)


@_of.register
def _(rule: r.ClusterPlace, draft: Draft, leaf: Criterion) -> Iterator[Finding]:
    for at, (before, after) in enumerate(pairwise(rule.points), start=1):
        if after > before:
            facts = {"place": at + 1, "before_points": before, "after_points": after}
            yield draft.warning(leaf, "place_earns_more", "points", at, **facts)
