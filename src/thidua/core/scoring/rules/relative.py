"""Rules of the second pass: against the target and the cluster's leader, the best, the others."""

from fractions import Fraction

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
    constant,
    lower_of,
    select,
    whole,
    whole_numbers,
)
from thidua.core.scoring.groups import Best, any_in_cluster, best, ordering, places
from thidua.core.scoring.periods import Figure
from thidua.core.scoring.rules.leaf import Earned, Leaf, needed
from thidua.core.scoring.scorecard import Filled


@frozen(eq=False)
class Field:
    """Who stands in a comparison.

    filled: as Earned.filled. counted: assigned, reported and competing, so that others are
    compared with it. waiting: where the cluster lacks the whole figure of a competing unit.
    """

    filled: States | None
    counted: Mask
    waiting: Mask | None


def _field(leaf: Leaf, figure: Figure) -> Field:
    filled = needed(figure)
    counted = leaf.competing if leaf.assigned is None else leaf.competing & leaf.assigned
    if filled is None:
        return Field(None, counted, None)
    missing = (filled == Filled.PARTIAL) | (filled == Filled.BLANK)
    waiting = any_in_cluster(leaf.groups, missing & counted)
    return Field(filled, counted & (filled <= Filled.PARTIAL), waiting)


def cluster_place(rule: r.ClusterPlace, leaf: Leaf) -> Earned:
    """Return the points of the place that the figure takes in the cluster; the last holds on."""
    figure = leaf.figure()
    field = _field(leaf, figure)
    value = ordering(figure.value)
    value = -value if rule.better is r.Better.LOWER else value
    place = places(leaf.groups, value.array, among=field.counted)
    table = whole(whole_numbers(rule.points or (0,)))
    row = np.minimum(place, len(table.array)) - 1
    return Earned(Quotient(table[row]), field.filled, field.waiting)


def relative_best(rule: r.RelativeBest, leaf: Leaf) -> Earned:
    """Return the maximum times the figure over the cluster's best."""
    figure = leaf.figure()
    field = _field(leaf, figure)
    exact = _against_best(leaf, figure.value, field.counted, rule.better)
    return Earned(exact, field.filled, field.waiting)


def _against_best(leaf: Leaf, value: Quotient, counted: Mask, better: r.Better) -> Quotient:
    """Return the maximum times value over the best of the counted units.

    Without a best above zero there is nothing to share out.
    """
    if better is r.Better.LOWER:
        return _against_least(leaf, value, counted)
    top = best(leaf.groups, value.num, value.den, among=counted)
    divisible = np.asarray(top.exists & (top.num.array > 0), dtype=np.bool_)
    highest = Quotient(choose(divisible, top.num, 1), _or_one(top))
    exact = _ratio(value, highest, leaf.max_points)
    return select(divisible, exact, Quotient(constant(0)))


def _against_least(leaf: Leaf, value: Quotient, counted: Mask) -> Quotient:
    most = leaf.max_points
    top = best(leaf.groups, -value.num, value.den, among=counted)
    least = Quotient(-top.num, _or_one(top))
    some = above_zero(value)
    exact = _ratio(least, select(some, value, Quotient(constant(1))), most)
    exact = select(above_zero(least), exact, Quotient(constant(0)))
    exact = select(some, exact, Quotient(constant(most)))
    return select(top.exists, exact, Quotient(constant(0)))


def _or_one(top: Best) -> Whole:
    return choose(np.asarray(top.den.array > 0, dtype=np.bool_), top.den, 1)


def above_zero(value: Quotient) -> Mask:
    """Return where the value is above zero."""
    return np.asarray(value.num.array > 0, dtype=np.bool_)


def _ratio(part: Quotient, whole_: Quotient, most: int) -> Quotient:
    """Return most * part / whole; the whole is above zero."""
    part_num, whole_num = _aligned(part, whole_)
    return Quotient(part_num * most, whole_num)


def _aligned(part: Quotient, other: Quotient) -> tuple[Whole, Whole]:
    """Return two whole numbers in the ratio of part to other."""
    if isinstance(part.den, int) and isinstance(other.den, int):
        common = np.gcd(part.den, other.den) if max(part.den, other.den) < 2**62 else 1
        return part.num * (other.den // int(common)), other.num * (part.den // int(common))
    return part.num * other.den, other.num * part.den


def relative_target(rule: r.RelativeTarget, leaf: Leaf) -> Earned:
    """Return half the maximum times the ratio below the target, and above it against the leader.

    Units without a target are compared among themselves.
    """
    actual, target = leaf.figure(), leaf.figure("target")
    field = _field(leaf, actual)
    aimed = above(target.value, Fraction(0))
    goal = select(aimed, target.value, Quotient(constant(1)))
    mine, goals = _aligned(actual.value, goal)
    if rule.better is r.Better.LOWER:
        reached = np.asarray(mine.array > 0, dtype=np.bool_)
        mine, goals = choose(reached, goals, 1), choose(reached, mine, 0)
    exact = _against_target(leaf, mine, goals, field.counted & aimed)
    if not aimed.all():
        free = _against_best(leaf, actual.value, field.counted & ~aimed, rule.better)
        exact = select(aimed, exact, free)
    return Earned(exact, field.filled, field.waiting)


def _against_target(leaf: Leaf, mine: Whole, goals: Whole, leading: Mask) -> Quotient:
    """Return half the maximum times the ratio mine / goals, above 1 measured at the leader's.

    A goal of 0 makes an infinite ratio: it leads, and others above 1 stay at half.
    """
    most = leaf.max_points
    higher = np.asarray(mine.array > goals.array, dtype=np.bool_)
    below = Quotient(mine * most, choose(higher, 1, goals) * 2)
    if not higher.any():
        return below
    top = best(leaf.groups, mine, goals, among=leading & higher)
    infinite = np.asarray(goals.array == 0, dtype=np.bool_)
    between = higher & top.exists & ~infinite
    span = choose(between, goals * (top.num - top.den), 1)
    gain = lower_of(choose(between, (mine - goals) * top.den, 1), span)
    return select(higher, Quotient((span + gain) * most, span * 2), below)
