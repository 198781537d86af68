"""Exact arithmetic on columns: whole numbers and fractions that never round and never wrap.

A column is an int64 array as long as a bound, kept in Python integers, proves that it fits. Where
it would not, the same operations go on with an object array of Python integers: slower, exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import mul
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from thidua.core.criteria.sheet import Rounding

if TYPE_CHECKING:
    from thidua.core.figures import Integers

LIMIT = 2**63 - 1
Mask = npt.NDArray[np.bool_]


def whole_numbers(values: Sequence[Any]) -> Integers:
    """Return an array of whole numbers, as Python integers where int64 would not hold them."""
    try:
        return np.array(values, dtype=np.int64)
    except OverflowError:
        return np.array(values, dtype=object)


def magnitude(array: Integers) -> int:
    """Return a bound that no absolute value in the array passes, in one cheap look at it."""
    if array.size == 0:
        return 0
    if array.dtype == object:
        return max(abs(int(array.max())), abs(int(array.min())))
    joined = int(np.bitwise_or.reduce(array, axis=None))
    if joined >= 0:
        return (1 << joined.bit_length()) - 1
    return max(-int(array.min()), int(array.max()))


@frozen(eq=False)
class Whole:
    """A column of whole numbers; bound is at least every absolute value."""

    array: Integers
    bound: int

    def __add__(self, other: Whole | int) -> Whole:
        bound = self.bound + _bound(other)
        left, right = _fitting(self, other, bound)
        return Whole(left + right, bound)

    __radd__ = __add__

    def __sub__(self, other: Whole | int) -> Whole:
        bound = self.bound + _bound(other)
        left, right = _fitting(self, other, bound)
        return Whole(left - right, bound)

    def __rsub__(self, other: int) -> Whole:
        return -self + other

    def __neg__(self) -> Whole:
        return Whole(-self.array, self.bound)

    def __mul__(self, other: Whole | int) -> Whole:
        if isinstance(other, int) and other == 1:
            return self
        left, right = _fitting(self, other, self.bound * _bound(other))
        return Whole(left * right, self.bound * _bound(other))

    __rmul__ = __mul__

    def __getitem__(self, key: Any) -> Whole:
        return Whole(self.array[key], self.bound)

    def within(self, bound: int) -> Integers:
        """Return the array in a form that holds numbers up to this bound."""
        return self.array if bound <= LIMIT else self.array.astype(object)


def whole(array: Integers, bound: int | None = None) -> Whole:
    """Return an array with its bound, measured where it is not known.

    -2**63 is the one int64 whose absolute value does not fit; it goes on as a Python integer.
    """
    bound = magnitude(array) if bound is None else bound
    return Whole(array if bound <= LIMIT else array.astype(object), bound)


def _bound(value: Whole | int) -> int:
    return value.bound if isinstance(value, Whole) else abs(value)


def _fitting(left: Whole, right: Whole | int, bound: int) -> tuple[Any, Any]:
    """Return both as numpy may combine them: Python integers where int64 might not hold it."""
    if bound <= LIMIT and _bound(right) <= LIMIT:
        return left.array, right.array if isinstance(right, Whole) else right
    wide = left.array.astype(object)
    return wide, right.array.astype(object) if isinstance(right, Whole) else right


def choose(mask: Mask, yes: Whole | int, no: Whole | int) -> Whole:
    """Return yes where the mask holds, else no."""
    first: Any = yes.array if isinstance(yes, Whole) else yes
    second: Any = no.array if isinstance(no, Whole) else no
    bound = max(_bound(yes), _bound(no))
    if bound > LIMIT:
        first = first.astype(object) if isinstance(yes, Whole) else np.array(first, dtype=object)
        second = second.astype(object) if isinstance(no, Whole) else np.array(second, dtype=object)
    return Whole(np.where(mask, first, second), bound)


def lower_of(left: Whole, right: Whole) -> Whole:
    """Return the lower number of each pair."""
    bound = max(left.bound, right.bound)
    return Whole(np.minimum(left.within(bound), right.within(bound)), bound)


def clipped(value: Whole, *, lower: int | None, upper: int | None) -> Whole:
    """Return the numbers held within [lower, upper]; None is open."""
    limits = max(abs(lower or 0), abs(upper or 0))
    array = value.within(limits)
    if lower is not None:
        array = np.maximum(array, lower)
    if upper is not None:
        array = np.minimum(array, upper)
    if lower is None or upper is None:
        return Whole(array, max(value.bound, limits))
    return Whole(array.astype(np.int64, copy=False) if limits <= LIMIT else array, limits)


def divided(value: Whole, by: Whole | int) -> Whole:
    """Return the quotient rounded towards minus infinity; the divisor is above zero."""
    left, right = _fitting(value, by, value.bound)
    smallest = by if isinstance(by, int) else 1
    return Whole(left // right, value.bound // smallest + 1)


@frozen(eq=False)
class Quotient:
    """A column of exact fractions num / den; den is above zero in every cell."""

    num: Whole
    den: Whole | int = 1

    def __add__(self, other: Quotient | Fraction | int) -> Quotient:
        right = _quotient(other)
        mine, theirs, den = _common(self.den, right.den)
        return Quotient(self.num * mine + right.num * theirs, den)

    __radd__ = __add__

    def __sub__(self, other: Quotient | Fraction | int) -> Quotient:
        return self + -_quotient(other)

    def __neg__(self) -> Quotient:
        return Quotient(-self.num, self.den)

    def __mul__(self, other: Fraction | int) -> Quotient:
        """Return the column times one number."""
        den = self.den
        over = other.denominator
        times = other.numerator
        return Quotient(self.num * times, den * over)

    __rmul__ = __mul__

    def __getitem__(self, key: Any) -> Quotient:
        return Quotient(self.num[key], self.den if isinstance(self.den, int) else self.den[key])


def _quotient(value: Quotient | Fraction | int) -> Quotient:
    if isinstance(value, Quotient):
        return value
    return Quotient(constant(value.numerator), value.denominator)


def constant(value: int) -> Whole:
    """Return one number as a column that fits every length."""
    dtype = object if abs(value) > LIMIT else np.int64
    return Whole(np.array([value], dtype=dtype), abs(value))


def _common(left: Whole | int, right: Whole | int) -> tuple[Whole | int, Whole | int, Whole | int]:
    """Return what each side is multiplied by, and the denominator that both then have."""
    if left is right:
        return 1, 1, left
    if isinstance(left, int) and isinstance(right, int):
        den = lcm(left, right)
        return den // left, den // right, den
    return right, left, left * right


def on_one_denominator(values: Sequence[Quotient]) -> tuple[list[Whole], Whole | int]:
    """Return the numerators that the fractions have over one denominator, and that one."""
    known = lcm(*(value.den for value in values if isinstance(value.den, int)))
    columns = [value.den for value in values if isinstance(value.den, Whole)]
    nums = []
    for value in values:
        others = [den for den in columns if den is not value.den]
        factor = known // value.den if isinstance(value.den, int) else known
        nums.append(reduce(mul, others, value.num * factor))
    return nums, reduce(mul, columns, known)


def at_least(value: Quotient, limit: Fraction) -> Mask:
    """Return where value >= limit."""
    if isinstance(value.den, int):
        least = -(-limit.numerator * value.den // limit.denominator)
        return np.asarray(value.num.array >= least, dtype=np.bool_)
    left, right = value.num * limit.denominator, value.den * limit.numerator
    return np.asarray(left.array >= right.array, dtype=np.bool_)


def above(value: Quotient, limit: Fraction) -> Mask:
    """Return where value > limit."""
    return ~at_least(-value, -limit)


def select(mask: Mask, yes: Quotient, no: Quotient) -> Quotient:
    """Return yes where the mask holds, else no; fractions keep their own denominators."""
    if isinstance(yes.den, int) and yes.den == no.den:
        return Quotient(choose(mask, yes.num, no.num), yes.den)
    return Quotient(choose(mask, yes.num, no.num), choose(mask, yes.den, no.den))


def held(value: Quotient, *, lower: int | None, upper: int | None) -> Quotient:
    """Return the fractions held within [lower, upper]; None is open."""
    if upper is not None:
        value = select(above(value, Fraction(upper)), _quotient(upper), value)
    if lower is not None:
        value = select(at_least(value, Fraction(lower)), value, _quotient(lower))
    return value


def rounded(value: Quotient, *, step: int, rounding: Rounding) -> Whole:
    """Return the fractions rounded to whole multiples of step, as whole numbers.

    half-up is away from zero at the half, up is away from zero, down is towards zero, so that a
    penalty is rounded as the same bonus would be.
    """
    den = value.den * step
    if isinstance(den, int) and den == 1:
        return value.num
    if not _has_negative(value.num.array):
        return _rounded_up_from_zero(value.num, den, rounding) * step
    size = Whole(np.abs(value.num.array), value.num.bound)
    result = _rounded_up_from_zero(size, den, rounding) * step
    negative = np.asarray(value.num.array < 0, dtype=np.bool_)
    return choose(negative, -result, result)


def _has_negative(array: Integers) -> bool:
    return bool(array.size) and bool(array.min() < 0)


def _rounded_up_from_zero(size: Whole, den: Whole | int, rounding: Rounding) -> Whole:
    match rounding:
        case Rounding.HALF_UP:
            return divided(size * 2 + den, den * 2)
        case Rounding.UP:
            return divided(size + den - 1, den)
        case Rounding.DOWN:
            return divided(size, den)


def fitted(value: Whole) -> Whole:
    """Return Python integers as int64 again where they fit, with the bound measured."""
    if value.array.dtype != object:
        return value
    bound = magnitude(value.array)
    return Whole(value.array.astype(np.int64), bound) if bound <= LIMIT else value
