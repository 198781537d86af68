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
MANY = 1_024  # cells from which on the arithmetic of a choice is faster than choosing
Mask = npt.NDArray[np.bool_]


def whole_numbers(values: Sequence[Any]) -> Integers:
    """Return an array of whole numbers, as Python integers where int64 would not hold them."""
    try:
        return np.array(values, dtype=np.int64)
    except OverflowError:
        return np.array(values, dtype=object)


def magnitude(array: Integers) -> int:
    """Return a bound that no absolute value in the array passes, in one cheap look at it."""
    lowest, highest = extent(array)
    return max(-lowest, highest)


def extent(array: Integers) -> tuple[int, int]:
    """Return two numbers with 0 and all of the array between them, in one cheap look at it."""
    if array.size == 0:
        return 0, 0
    if array.dtype != object:
        joined = int(np.bitwise_or.reduce(array, axis=None))
        if joined >= 0:  # no sign was set, and no bit above the highest
            return 0, (1 << joined.bit_length()) - 1
    return min(0, int(array.min())), max(0, int(array.max()))


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
    bound = max(_bound(yes), _bound(no))
    first, second = _array(yes, bound), _array(no, bound)
    if mask.size < MANY or _bound(yes) + _bound(no) > LIMIT:
        return Whole(np.where(mask, first, second), bound)
    # np.where guesses at every cell of a random mask, and guesses wrong half of the time.
    if isinstance(no, int) and no == 0:
        return Whole(first * mask, bound)
    return Whole(second + (first - second) * mask, bound)


def _array(value: Whole | int, bound: int) -> Any:
    """Return what numpy may combine with numbers up to a bound."""
    if isinstance(value, Whole):
        return value.within(bound)
    return value if bound <= LIMIT else np.array(value, dtype=object)


def added(rows: Whole) -> Whole:
    """Return the sum over the rows of a table."""
    bound = rows.bound * len(rows.array)
    return Whole(np.add.reduce(rows.within(bound), axis=0), bound)


def lower_of(left: Whole, right: Whole) -> Whole:
    """Return the lower number of each pair."""
    bound = max(left.bound, right.bound)
    return Whole(np.minimum(left.within(bound), right.within(bound)), bound)


def upper_of(left: Whole, right: Whole) -> Whole:
    """Return the higher number of each pair."""
    bound = max(left.bound, right.bound)
    return Whole(np.maximum(left.within(bound), right.within(bound)), bound)


def clipped(value: Whole, *, lower: int | None, upper: int | None) -> Whole:
    """Return the numbers held within [lower, upper]; None is open."""
    limits = max(abs(lower or 0), abs(upper or 0))
    array = value.within(limits)
    if lower is not None and array.size and array.min() < lower:
        array = np.maximum(array, lower)
    if upper is not None and array.size and array.max() > upper:
        array = np.minimum(array, upper)
    if lower is None or upper is None:
        return Whole(array, max(value.bound, limits))
    return Whole(array.astype(np.int64, copy=False) if limits <= LIMIT else array, limits)


def divided(value: Whole, by: Whole | int) -> Whole:
    """Return the quotient rounded towards minus infinity; the divisor is above zero."""
    if isinstance(by, int) and by == 1:
        return value
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


def at_least(value: Quotient, limit: Fraction | int) -> Mask:
    """Return where value >= limit."""
    num, other = _sides(value, limit, upwards=True)
    return np.asarray(num >= other, dtype=np.bool_)


def above(value: Quotient, limit: Fraction | int) -> Mask:
    """Return where value > limit."""
    num, other = _sides(value, limit, upwards=False)
    return np.asarray(num > other, dtype=np.bool_)


def _sides(value: Quotient, limit: Fraction | int, *, upwards: bool) -> tuple[Any, Any]:
    """Return two things to compare as value and limit would; a limit may be rounded to whole."""
    over, under = limit.numerator, limit.denominator
    if not over:
        return value.num.array, 0
    if isinstance(value.den, int):
        scaled = over * value.den
        return value.num.array, -(-scaled // under) if upwards else scaled // under
    return (value.num * under).array, (value.den * over).array


def select(mask: Mask, yes: Quotient, no: Quotient) -> Quotient:
    """Return yes where the mask holds, else no; fractions keep their own denominators."""
    if isinstance(yes.den, int) and yes.den == no.den:
        return Quotient(choose(mask, yes.num, no.num), yes.den)
    return Quotient(choose(mask, yes.num, no.num), choose(mask, yes.den, no.den))


def replaced(value: Quotient, mask: Mask, by: int) -> Quotient:
    """Return the fractions with one whole number where the mask holds."""
    return Quotient(choose(mask, value.den * by, value.num), value.den) if mask.any() else value


def patched(value: Quotient, at: Any, part: Quotient) -> Quotient:
    """Return the fractions with those of a part in the places `at`."""
    if isinstance(value.den, int) and value.den == part.den:
        return Quotient(_patch(value.num, at, part.num), value.den)
    den = _column(value.den)
    array: Any = den.array
    dens = Whole(np.broadcast_to(array, value.num.array.shape), den.bound)
    return Quotient(_patch(value.num, at, part.num), _patch(dens, at, _column(part.den)))


def _patch(value: Whole, at: Any, part: Whole) -> Whole:
    bound = max(value.bound, part.bound)
    array: Any = value.within(bound).copy()
    array[at] = part.array
    return Whole(array, bound)


def held(value: Quotient, *, lower: int | None, upper: int | None) -> Quotient:
    """Return the fractions held within [lower, upper]; None is open."""
    num = value.num
    if upper is not None:
        num = lower_of(num, _column(value.den * upper))
    if lower is not None:
        num = upper_of(num, _column(value.den * lower))
    return Quotient(num, value.den)


def _column(value: Whole | int) -> Whole:
    return value if isinstance(value, Whole) else constant(value)


def rounded(value: Quotient, *, step: int, rounding: Rounding) -> Whole:
    """Return the fractions rounded to whole multiples of step, as whole numbers.

    half-up is away from zero at the half, up is away from zero, down is towards zero, so that a
    penalty is rounded as the same bonus would be.
    """
    den = value.den * step
    if isinstance(den, int) and den == 1:
        return value.num
    if not value.num.array.size or value.num.array.min() >= 0:
        return _rounded_size(value.num, den, rounding) * step
    size = Whole(np.abs(value.num.array), value.num.bound)
    result = _rounded_size(size, den, rounding) * step
    negative = np.asarray(value.num.array < 0, dtype=np.bool_)
    return choose(negative, -result, result)


def _rounded_size(size: Whole, den: Whole | int, rounding: Rounding) -> Whole:
    """Return size / den, neither below zero, rounded to a whole number."""
    match rounding:
        case Rounding.HALF_UP if isinstance(den, int) and den % 2 == 0:
            return divided(size + den // 2, den)
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
