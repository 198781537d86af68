"""Rules of the second pass: against the target and the cluster's leader, the best, the others."""

from math import gcd

import numpy as np
from attrs import frozen

from thidua.core.criteria import rules as r
from thidua.core.figures import States
from thidua.core.scoring.exact import (
    Mask,
    Quotient,
    Whole,
    above,
    choose,
    clipped,
    lower_of,
    patched,
    replaced,
    whole,
    whole_numbers,
)
from thidua.core.scoring.groups import (
    Groups,
    Indices,
    any_in_cluster,
    best,
    grouped,
    ordering,
    places,
)
from thidua.core.scoring.periods import Figure
from thidua.core.scoring.rules.leaf import Earned, Leaf, needed
from thidua.core.scoring.scorecard import Filled


@frozen(eq=False)
class Field:
    """Who stands in a comparison.

    filled: as Earned.filled. counted: assigned, reported and competing, so that others are
    compared with it; None for all. waiting: where the cluster lacks the whole figure of a
    competing unit.
    """

    filled: States | None
    counted: Mask | None
    waiting: Mask | None

    def narrowed(self, mask: Mask) -> Mask | None:
        """Return who is counted and in the mask; None for all."""
        mask = mask if self.counted is None else mask & self.counted
        return None if mask.all() else mask


def _field(leaf: Leaf, figure: Figure) -> Field:
    filled = needed(figure)
    here = leaf.competing if leaf.assigned is None else leaf.competing & leaf.assigned
    if filled is None:
        return Field(None, None if here.all() else here, None)
    missing = (filled == Filled.PARTIAL) | (filled == Filled.BLANK)
    waiting = any_in_cluster(leaf.groups, missing & here)
    return Field(filled, here & (filled <= Filled.PARTIAL), waiting)


def cluster_place(rule: r.ClusterPlace, leaf: Leaf) -> Earned:
    """Return the points of the place that the figure takes in the cluster; the last holds on."""
    figure = leaf.figure()
    field = _field(leaf, figure)
    value = ordering(figure.value)
    value = -value if rule.better is r.Better.LOWER else value
    counted = np.ones(len(value.array), dtype=np.bool_) if field.counted is None else field.counted
    place = places(leaf.groups, value.array, among=counted)
    table = whole(whole_numbers(rule.points or (0,)))
    row = np.minimum(place, len(table.array)) - 1
    return Earned(Quotient(table[row]), field.filled, field.waiting)


def relative_best(rule: r.RelativeBest, leaf: Leaf) -> Earned:
    """Return the maximum times the figure over the cluster's best."""
    figure = leaf.figure()
    field = _field(leaf, figure)
    share = _against_best(leaf.groups, figure.value, field.counted, rule.better)
    return Earned(share * leaf.max_points, field.filled, field.waiting)


def _against_best(
    groups: Groups, value: Quotient, counted: Mask | None, better: r.Better
) -> Quotient:
    """Return the figure over the best of the counted units, or the lowest over the figure.

    Without a best above zero there is nothing to share out; a lowest figure of 0 earns all.
    """
    if better is r.Better.LOWER:
        return _against_least(groups, value, counted)
    top = best(groups, value, among=counted)
    divisible = _above_zero(top.num)
    highest = Quotient(choose(divisible, top.num, 1), top.den)[groups.cluster]
    share = Quotient(*_aligned(value, highest))
    return share if divisible.all() else replaced(share, ~divisible[groups.cluster], 0)


def _against_least(groups: Groups, value: Quotient, counted: Mask | None) -> Quotient:
    top = best(groups, -value, among=counted)
    lowest = Quotient(clipped(-top.num, lower=0, upper=None), top.den)[groups.cluster]
    none = ~_above_zero(value.num)
    share = replaced(Quotient(*_aligned(lowest, replaced(value, none, 1))), none, 1)
    return share if top.exists.all() else replaced(share, ~top.exists[groups.cluster], 0)


def _above_zero(value: Whole) -> Mask:
    return np.asarray(value.array > 0, dtype=np.bool_)


def _aligned(part: Quotient, other: Quotient) -> tuple[Whole, Whole]:
    """Return two columns of whole numbers in the ratio of part to other."""
    if isinstance(part.den, int) and isinstance(other.den, int):
        common = gcd(part.den, other.den)
        return part.num * (other.den // common), other.num * (part.den // common)
    return part.num * other.den, other.num * part.den


def relative_target(rule: r.RelativeTarget, leaf: Leaf) -> Earned:
    """Return half the maximum times the ratio below the target, and above it against the leader.

    Units without a target are compared among themselves.
    """
    actual, target = leaf.figure(), leaf.figure("target")
    field = _field(leaf, actual)
    free = ~above(target.value, 0)
    mine, goals = _aligned(actual.value, replaced(target.value, free, 1))
    if rule.better is r.Better.LOWER:
        mine, goals = _turned_over(mine, goals)
    exact = _against_target(leaf, mine, goals, field.narrowed(~free))
    if free.any():
        at = np.flatnonzero(free)
        exact = patched(exact, at, _among_free(rule, leaf, actual.value[at], at, field))
    return Earned(exact, field.filled, field.waiting)


def _turned_over(mine: Whole, goals: Whole) -> tuple[Whole, Whole]:
    """Return the ratio goals / mine; nothing, or less, makes it infinite."""
    reached = _above_zero(mine)
    if reached.all():
        return goals, mine
    return choose(reached, goals, 1), choose(reached, mine, 0)


def _among_free(
    rule: r.RelativeTarget, leaf: Leaf, value: Quotient, at: Indices, field: Field
) -> Quotient:
    """Return what the units in `at`, which have no target, earn among themselves."""
    groups = grouped(leaf.groups.cluster[at])
    counted = None if field.counted is None else field.counted[at]
    return _against_best(groups, value, counted, rule.better) * leaf.max_points


def _against_target(leaf: Leaf, mine: Whole, goals: Whole, leading: Mask | None) -> Quotient:
    """Return half the maximum times the ratio mine / goals, above 1 measured at the leader's.

    A goal of 0 makes an infinite ratio: it leads, and others above 1 stay at half.
    """
    most, cluster = leaf.max_points, leaf.groups.cluster
    top = best(leaf.groups, Quotient(mine, goals), among=leading)
    led = above(Quotient(top.num, top.den), 1)
    lead = Quotient(choose(led, (Quotient(top.num, top.den) - 1).num, 1), top.den)[cluster]
    higher = np.asarray(mine.array > goals.array, dtype=np.bool_)
    half = goals * choose(higher, lead.num, 1)
    gained = half + lower_of((mine - goals) * lead.den, half)
    exact = Quotient(choose(higher, gained, mine) * most, _divisors(half * 2))
    return replaced(exact, higher & ~(led[cluster] & _above_zero(goals)), most)


def _divisors(value: Whole) -> Whole:
    """Return numbers to divide by; 0 stands where the quotient is replaced anyway."""
    return clipped(value, lower=1, upper=None)
