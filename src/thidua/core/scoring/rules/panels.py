"""Several scorers mark one criterion: mean, sum or median of the marks that are there."""

from collections.abc import Sequence
from functools import reduce
from operator import add

import numpy as np
import numpy.typing as npt

from thidua.core.criteria import rules as r
from thidua.core.figures import Integers
from thidua.core.scoring.exact import (
    Mask,
    Quotient,
    Whole,
    choose,
    constant,
    on_one_denominator,
    select,
)
from thidua.core.scoring.rules.leaf import Earned, Leaf, collected


def panel(rule: r.Panel, leaf: Leaf) -> Earned:
    """Return the marks combined; a scorer who abstains is left out, one to come is waited for."""
    figures = tuple(leaf.figure(scorer.key) for scorer in rule.scorers)
    marks = [figure.value * 100 for figure in figures]
    units = len(figures[0].value.num.array)
    everyone = np.ones(units, dtype=np.bool_)
    present = [everyone if f.reported is None else f.reported for f in figures]
    return Earned(_combined(rule, marks, present), collected(figures))


def _combined(rule: r.Panel, marks: Sequence[Quotient], present: Sequence[Mask]) -> Quotient:
    if rule.combine is r.Combine.MEDIAN:
        return _median(marks, present)
    if rule.combine is r.Combine.SUM:
        return reduce(add, marks)
    weights = [scorer.weight for scorer in rule.scorers]
    total = reduce(add, (mark * weight for mark, weight in zip(marks, weights, strict=True)))
    shares = (choose(p, weight, 0) for p, weight in zip(present, weights, strict=True))
    weight = reduce(add, shares)
    some = np.asarray(weight.array > 0, dtype=np.bool_)
    return Quotient(total.num, total.den * choose(some, weight, 1))


def _median(marks: Sequence[Quotient], present: Sequence[Mask]) -> Quotient:
    """Return the middle mark, or the mean of the two in the middle."""
    nums, den = on_one_denominator(marks)
    high = max(num.bound for num in nums) + 1
    there = [choose(p, num, high) for num, p in zip(nums, present, strict=True)]
    ordered = np.sort(np.stack([num.array for num in there]), axis=0)
    count = np.add.reduce(np.stack(present), axis=0, dtype=np.int64)
    low, up = _row(ordered, np.maximum(count - 1, 0) // 2), _row(ordered, count // 2)
    some = np.asarray(count > 0, dtype=np.bool_)
    middle = Whole(low, high) + Whole(up, high)
    return select(some, Quotient(middle, den * 2), Quotient(constant(0)))


def _row(ordered: Integers, row: npt.NDArray[np.int64]) -> Integers:
    row = np.minimum(row, len(ordered) - 1)[np.newaxis]
    picked: Integers = np.take_along_axis(ordered, row, axis=0)[0]
    return picked
