"""How few and how many points a criterion, a section and a whole sheet can come to."""

from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from functools import singledispatch

from attrs import evolve, frozen

from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import ROOT, Criterion, Sheet, YearEnd

End = Fraction | int | None


@frozen
class Reach:
    """The least and the most, in hundredths; None where there is no end."""

    least: End
    most: End

    def within(self, least: End, most: End) -> "Reach":
        """Return what is left of it between two limits."""
        return Reach(_held(self.least, least, most, least), _held(self.most, least, most, most))

    @property
    def is_nothing(self) -> bool:
        """Return whether it can only ever be nought."""
        return self.least == 0 and self.most == 0


def _held(end: End, least: End, most: End, when_open: End) -> End:
    if end is None:
        return when_open
    end = end if least is None else max(end, least)
    return end if most is None else min(end, most)


def _plus(ends: Iterable[End]) -> End:
    total: Fraction | int = 0
    for end in ends:
        if end is None:
            return None
        total += end
    return total


def added(reaches: Sequence[Reach]) -> Reach:
    """Return what several reaches come to together."""
    return Reach(_plus(one.least for one in reaches), _plus(one.most for one in reaches))


def by_rule(criterion: Criterion) -> Reach:
    """Return what a leaf's rule can give, before its limits are applied."""
    once = _of(criterion.rule, criterion)
    if not criterion.score_each_period or criterion.over_periods is not YearEnd.SUM:
        return once
    least = None if once.least is None or once.least < 0 else once.least
    return Reach(least, None if once.most is None or once.most > 0 else once.most)


def within_limits(criterion: Criterion) -> Reach:
    """Return what a leaf can bring, its limits and its bonus counted."""
    top = criterion.max_points
    if isinstance(criterion.rule, r.Ratio) and criterion.rule.surplus_max_points is not None:
        top = criterion.rule.surplus_max_points
    held = by_rule(criterion).within(criterion.min_points, top)
    return added([held, Reach(0, criterion.bonus_max_points)])


def _beyond(criterion: Criterion) -> int:
    """Return what a leaf can earn above its maximum: a bonus beside it, a surplus."""
    surplus = 0
    if isinstance(criterion.rule, r.Ratio) and criterion.rule.surplus_max_points is not None:
        surplus = max(0, criterion.rule.surplus_max_points - (criterion.max_points or 0))
    return criterion.bonus_max_points + surplus


@singledispatch
def _of(_rule: object, criterion: Criterion) -> Reach:
    """Binary, ratio and the rules over the cluster: from nothing to the maximum."""
    return Reach(0, criterion.max_points)


@_of.register
def _(_rule: r.Direct, criterion: Criterion) -> Reach:
    return Reach(criterion.min_points, criterion.max_points)


def _sums(points: Sequence[int]) -> Reach:
    return Reach(sum(p for p in points if p < 0), sum(p for p in points if p > 0))


def _one_of(points: Iterable[int]) -> Reach:
    listed = list(points)
    return Reach(min(listed), max(listed)) if listed else Reach(0, 0)


def _many(points: int) -> Reach:
    """Return what any number of times these points comes to."""
    return Reach(None if points < 0 else 0, None if points > 0 else 0)


@_of.register
def _(rule: r.Conditions, _criterion: Criterion) -> Reach:
    return _sums([item.points for item in rule.conditions])


@_of.register
def _(rule: r.Levels, _criterion: Criterion) -> Reach:
    return _one_of(item.points for item in rule.levels)


@_of.register
def _(rule: r.Bands, _criterion: Criterion) -> Reach:
    return _one_of(band.points for band in rule.bands)


@_of.register
def _(rule: r.PerItem, _criterion: Criterion) -> Reach:
    return _many(rule.per_item_points)


def _counted(event: r.Event, criterion: Criterion) -> Reach:
    """Return what an event can bring; its cap holds in one period, and periods may be summed."""
    if event.counts_as is not None:
        return Reach(0, 0)
    summed = criterion.over_periods is YearEnd.SUM and not criterion.score_each_period
    cap = None if summed else event.cap_points
    return _many(event.points) if cap is None else Reach(min(cap, 0), max(cap, 0))


@_of.register
def _(rule: r.Events, criterion: Criterion) -> Reach:
    events = [_counted(event, criterion) for event in rule.events]
    reach = added([Reach(rule.base_points, rule.base_points + rule.clean_points), *events])
    broken = rule.all_broken_points
    if broken is None or reach.least is None:
        return reach
    return evolve(reach, least=min(reach.least, rule.base_points + broken))


@_of.register
def _(rule: r.Prizes, _criterion: Criterion) -> Reach:
    if rule.take is r.Take.BEST:
        return _one_of([0, *(item.points for item in rule.prizes)])
    return added([_many(item.points) for item in rule.prizes])


@_of.register
def _(rule: r.Lateness, criterion: Criterion) -> Reach:
    most = criterion.max_points or 0
    late = None if late_without_end(rule) else most - worst_deduction(rule)
    least = None if late is None else min(late, rule.not_done_points)
    return Reach(least, max(most, rule.not_done_points))


def late_without_end(rule: r.Lateness) -> bool:
    """Return whether the deduction grows for ever."""
    return bool(rule.each_further_points) and rule.cut_off_days is None


def worst_deduction(rule: r.Lateness) -> int:
    """Return the most that lateness takes before it counts as not done, in hundredths."""
    given = rule.deductions if rule.cut_off_days is None else rule.deductions[: rule.cut_off_days]
    further = max(0, (rule.cut_off_days or 0) - len(rule.deductions))
    last = given[-1] if given else 0
    return max([*given, last + further * rule.each_further_points], default=0)


@_of.register
def _(rule: r.QualityTimeliness, _criterion: Criterion) -> Reach:
    return _one_of(points for row in rule.points for points in row)


@_of.register
def _(rule: r.Progress, _criterion: Criterion) -> Reach:
    """A figure cannot fall by more than 100 %; how far it rises has no end."""
    each = rule.per_percent_points if rule.better is r.Better.HIGHER else -rule.per_percent_points
    end = rule.base_points - 100 * each
    if each == 0:
        return Reach(end, end)
    return Reach(end, None) if each > 0 else Reach(None, end)


@_of.register
def _(rule: r.MeanOfRecords, _criterion: Criterion) -> Reach:
    return Reach(None if any(event.points < 0 for event in rule.events) else 0, None)


@_of.register
def _(rule: r.Panel, criterion: Criterion) -> Reach:
    tops = [criterion.max_points if s.max_points is None else s.max_points for s in rule.scorers]
    limited = [top for top in tops if top is not None]
    if len(limited) < len(tops):
        return Reach(0, None)
    if rule.combine is r.Combine.SUM:
        return Reach(0, sum(limited))
    if rule.combine is r.Combine.MEDIAN:
        return Reach(0, _median(sorted(limited)))
    weights = [scorer.weight for scorer in rule.scorers]
    pairs = zip(limited, weights, strict=True)
    return Reach(0, Fraction(sum(t * w for t, w in pairs), sum(weights)) if any(weights) else 0)


def _median(values: list[int]) -> Fraction:
    middle = len(values) // 2
    return Fraction(values[(len(values) - 1) // 2] + values[middle], 2)


@_of.register
def _(rule: r.ClusterPlace, _criterion: Criterion) -> Reach:
    return _one_of(rule.points)


# ---- sections and the total


def applying(sheet: Sheet, unit_type: str) -> set[str]:
    """Return the codes that a type of unit is scored by."""
    found: set[str] = set()
    for criterion in sheet.criteria:
        at_top = criterion.parent is None
        if criterion.applies_to(unit_type) and (at_top or criterion.parent in found):
            found.add(criterion.code)
    return found


def together(criterion: Criterion, children: Sequence[tuple[Criterion, Reach]]) -> Reach:
    """Return what a section's children come to by its kind, before its limits are applied."""
    rule = criterion.rule
    reaches = [reach for _child, reach in children]
    if isinstance(rule, r.Sum):
        return added([Reach(rule.base_points, rule.base_points), *reaches])
    if isinstance(rule, r.Best):
        return _best(reaches)
    weighted = isinstance(rule, r.WeightedMean)
    weights = [child.weight if weighted else 1 for child, _reach in children]
    return _mean(reaches, weights)


def _best(reaches: Sequence[Reach]) -> Reach:
    if not reaches:
        return Reach(0, 0)
    mosts = [one.most for one in reaches if one.most is not None]
    leasts = [one.least for one in reaches if one.least is not None]
    most = max(mosts) if len(mosts) == len(reaches) else None
    return Reach(max(leasts) if leasts else None, most)


def _mean(reaches: Sequence[Reach], weights: Sequence[int]) -> Reach:
    whole = sum(weights)
    if not whole:
        return Reach(0, 0)

    def mean(ends: list[End]) -> End:
        return _plus(
            None if end is None else end * Fraction(weight, whole)
            for end, weight in zip(ends, weights, strict=True)
            if weight
        )

    return Reach(mean([one.least for one in reaches]), mean([one.most for one in reaches]))


def reaches(sheet: Sheet, unit_type: str) -> dict[str, Reach]:
    """Return what every node that applies to a type of unit can bring, and ROOT."""
    codes = applying(sheet, unit_type)
    found: dict[str, Reach] = {}
    beyond: dict[str, End] = {}
    for criterion in reversed([c for c in sheet.criteria if c.code in codes]):
        code = criterion.code
        if criterion.is_leaf:
            found[code], beyond[code] = within_limits(criterion), _beyond(criterion)
            continue
        children = [child for child in sheet.children(code) if child.code in codes]
        found[code], beyond[code] = _section(criterion, children, found, beyond)
    top = [found[child.code] for child in sheet.children(None) if child.code in codes]
    found[ROOT] = added([Reach(sheet.base_points, sheet.base_points), *top])
    return found


def _section(
    section: Criterion,
    children: Sequence[Criterion],
    found: Mapping[str, Reach],
    beyond: Mapping[str, End],
) -> tuple[Reach, End]:
    """Return what a section can bring, and how much of it lies on top of its maximum.

    In a plain sum a child's bonus stays on top; a pool, a mean and the best child cap it.
    """
    within = [child for child in children if not child.on_top]
    extra = [found[child.code] for child in children if child.on_top]
    if isinstance(section.rule, r.Sum) and not section.pool:
        extra += [Reach(0, beyond[child.code]) for child in within]
        pairs = [(child, _less(found[child.code], beyond[child.code])) for child in within]
    else:
        pairs = [(child, found[child.code]) for child in within]
    own = together(section, pairs).within(section.min_points, section.max_points)
    on_top = added(extra)
    return added([own, on_top]), on_top.most


def _less(reach: Reach, beyond: End) -> Reach:
    """Return a reach without what lies on top of its maximum."""
    if reach.most is None or beyond is None:
        return reach
    return evolve(reach, most=reach.most - beyond)
