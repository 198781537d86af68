"""Several scorers mark one criterion: mean, sum or median of the marks that are there."""

from collections.abc import Sequence
from functools import reduce
from operator import add

import numpy as np

from thidua.core.criteria import rules as r
from thidua.core.scoring.exact import (
    Mask,
    Quotient,
    Whole,
    choose,
    constant,
    lower_of,
    on_one_denominator,
    select,
    upper_of,
)
from thidua.core.scoring.groups import Indices
from thidua.core.scoring.rules.leaf import Earned, Leaf, collected

ONE = np.ones(1, dtype=np.int64)


def panel(rule: r.Panel, leaf: Leaf) -> Earned:
    """Return the marks combined; a scorer who abstains is left out, one to come is waited for."""
    figures = tuple(leaf.figure(scorer.key) for scorer in rule.scorers)
    marks = [figure.value * 100 for figure in figures]
    filled = collected(figures)
    if rule.combine is r.Combine.SUM:
        return Earned(reduce(add, marks), filled)
    present = [figure.reported for figure in figures]
    if rule.combine is r.Combine.MEDIAN:
        return Earned(_median(marks, present), filled)
    return Earned(_mean(marks, present, [scorer.weight for scorer in rule.scorers]), filled)


def _mean(
    marks: Sequence[Quotient], present: Sequence[Mask | None], weights: Sequence[int]
) -> Quotient:
    total = reduce(add, (mark * weight for mark, weight in zip(marks, weights, strict=True)))
    if all(mask is None for mask in present) and sum(weights) > 0:
        return Quotient(total.num, total.den * sum(weights))
    shares = [
        constant(weight) if mask is None else choose(mask, weight, 0)
        for mask, weight in zip(present, weights, strict=True)
    ]
    weight = reduce(add, shares)
    some = np.asarray(weight.array > 0, dtype=np.bool_)
    return Quotient(total.num, total.den * choose(some, weight, 1))


def _median(marks: Sequence[Quotient], present: Sequence[Mask | None]) -> Quotient:
    """Return the middle mark, or the mean of the two in the middle; 0 where there is none."""
    nums, den = on_one_denominator(marks)
    high = max(num.bound for num in nums) + 1
    there = [
        num if mask is None else choose(mask, num, high)
        for num, mask in zip(nums, present, strict=True)
    ]
    ordered = _sorted(there)
    count = reduce(add, (ONE if mask is None else mask.astype(np.int64) for mask in present))
    low, up = (
        _picked(ordered, np.maximum(count - 1, 0) // 2),
        _picked(ordered, count // 2),
    )
    some = np.asarray(count > 0, dtype=np.bool_)
    return select(some, Quotient(low + up, den * 2), Quotient(constant(0)))


def _sorted(columns: Sequence[Whole]) -> list[Whole]:
    """Return columns in which each cell's numbers ascend from the first column to the last."""
    ordered = list(columns)
    for end in range(len(ordered) - 1, 0, -1):
        for place in range(end):
            pair = ordered[place], ordered[place + 1]
            ordered[place], ordered[place + 1] = lower_of(*pair), upper_of(*pair)
    return ordered


def _picked(ordered: Sequence[Whole], place: Indices) -> Whole:
    """Return for each cell the number in the place that is meant."""
    picked = ordered[-1]
    for number, column in enumerate(ordered[:-1]):
        hit = place == number
        picked = column if hit.all() else choose(hit, column, picked)
    return picked
