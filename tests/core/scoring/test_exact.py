"""Arithmetic on columns agrees with fractions, near and beyond what int64 holds."""

import math
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal, localcontext
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.criteria.sheet import Rounding
from thidua.core.scoring.exact import (
    Quotient,
    Whole,
    above,
    at_least,
    choose,
    clipped,
    divided,
    fitted,
    held,
    magnitude,
    on_one_denominator,
    rounded,
    select,
    whole,
)

EDGE = [0, 1, -1, 2**31, 2**62, 2**63 - 1, -(2**63), 2**63, 2**64 + 1, -(2**70)]
numbers = st.one_of(st.sampled_from(EDGE), st.integers(-1000, 1000), st.integers(-(2**66), 2**66))
positive = st.one_of(st.integers(1, 1000), st.integers(1, 2**66))
columns = st.lists(numbers, min_size=1, max_size=6)


def in_a_column(values):
    array = np.array(values, dtype=object)
    small = all(-(2**63) <= value < 2**63 for value in values)
    return whole(array.astype(np.int64) if small else array)


def listed(column):
    return [int(value) for value in np.atleast_1d(column.array)]


def fractions_in(column: Quotient):
    nums = listed(column.num)
    dens = [column.den] * len(nums) if isinstance(column.den, int) else listed(column.den)
    return [Fraction(n, d) for n, d in zip(nums, dens, strict=True)]


@st.composite
def quotients(draw, size=None):
    size = draw(st.integers(1, 5)) if size is None else size
    num = in_a_column(draw(st.lists(numbers, min_size=size, max_size=size)))
    if draw(st.booleans()):
        return Quotient(num, draw(positive))
    return Quotient(num, in_a_column(draw(st.lists(positive, min_size=size, max_size=size))))


pairs = st.integers(1, 5).flatmap(lambda size: st.tuples(quotients(size), quotients(size)))
limits = st.fractions(max_denominator=50)


@given(columns)
def test_a_magnitude_is_a_bound_of_every_number(values):
    column = in_a_column(values)
    assert magnitude(column.array) >= max(abs(value) for value in values)
    assert column.bound >= max(abs(value) for value in values)


@given(st.lists(st.tuples(numbers, numbers), min_size=1, max_size=6))
def test_whole_numbers_are_added_taken_away_and_multiplied_without_wrapping(rows):
    left, right = (in_a_column(side) for side in zip(*rows, strict=True))
    assert listed(left + right) == [a + b for a, b in rows]
    assert listed(left - right) == [a - b for a, b in rows]
    assert listed(left * right) == [a * b for a, b in rows]
    assert listed(-left) == [-a for a, _ in rows]


@given(columns, numbers)
def test_one_number_meets_a_column_without_wrapping(values, other):
    column = in_a_column(values)
    assert listed(column + other) == [value + other for value in values]
    assert listed(other - column) == [other - value for value in values]
    assert listed(column * other) == [value * other for value in values]


@given(columns, positive)
def test_division_rounds_towards_minus_infinity(values, by):
    assert listed(divided(in_a_column(values), by)) == [value // by for value in values]
    dens = in_a_column([by] * len(values))
    assert listed(divided(in_a_column(values), dens)) == [value // by for value in values]


@given(columns, numbers, numbers)
def test_holding_within_limits_holds_each_number(values, one, other):
    lower, upper = min(one, other), max(one, other)
    result = clipped(in_a_column(values), lower=lower, upper=upper)
    assert listed(result) == [max(lower, min(upper, value)) for value in values]
    assert magnitude(result.array) <= 2 * result.bound + 1


@given(columns)
def test_an_open_end_holds_nothing(values):
    assert listed(clipped(in_a_column(values), lower=None, upper=None)) == values
    assert listed(clipped(in_a_column(values), lower=0, upper=None)) == [max(0, v) for v in values]


@given(columns, st.data())
def test_choosing_takes_each_cell_from_its_side(values, data):
    mask = data.draw(st.lists(st.booleans(), min_size=len(values), max_size=len(values)))
    other = data.draw(numbers)
    chosen = choose(np.array(mask), in_a_column(values), other)
    assert listed(chosen) == [v if m else other for v, m in zip(values, mask, strict=True)]


@given(pairs)
def test_fractions_are_added_and_taken_away_exactly(pair):
    left, right = pair
    sums = zip(fractions_in(left), fractions_in(right), strict=True)
    assert fractions_in(left + right) == [a + b for a, b in sums]
    differences = zip(fractions_in(left), fractions_in(right), strict=True)
    assert fractions_in(left - right) == [a - b for a, b in differences]


@given(quotients(), limits)
def test_a_fraction_is_multiplied_by_one_number(column, factor):
    if factor:
        assert fractions_in(column * factor) == [value * factor for value in fractions_in(column)]


@given(quotients(), limits)
def test_comparison_with_a_limit_is_exact(column, limit):
    values = fractions_in(column)
    assert at_least(column, limit).tolist() == [value >= limit for value in values]
    assert above(column, limit).tolist() == [value > limit for value in values]


def test_a_limit_that_is_met_exactly_is_at_least_but_not_above():
    third = Quotient(whole(np.array([1, 2])), whole(np.array([3, 6])))
    assert at_least(third, Fraction(1, 3)).all()
    assert not above(third, Fraction(1, 3)).any()


@given(pairs, st.data())
def test_selecting_takes_each_fraction_from_its_side(pair, data):
    left, right = pair
    size = len(left.num.array)
    mask = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    expected = [
        a if m else b for a, b, m in zip(fractions_in(left), fractions_in(right), mask, strict=True)
    ]
    assert fractions_in(select(np.array(mask), left, right)) == expected


@given(quotients(), st.integers(-500, 500), st.integers(-500, 500))
def test_fractions_are_held_exactly(column, one, other):
    lower, upper = min(one, other), max(one, other)
    expected = [max(Fraction(lower), min(Fraction(upper), v)) for v in fractions_in(column)]
    assert fractions_in(held(column, lower=lower, upper=upper)) == expected


@given(st.integers(1, 4).flatmap(lambda n: st.lists(quotients(n), min_size=1, max_size=4)))
def test_one_denominator_keeps_every_value(values):
    nums, den = on_one_denominator(values)
    for num, value in zip(nums, values, strict=True):
        assert fractions_in(Quotient(num, den)) == fractions_in(value)


DECIMAL_WAY = {
    Rounding.HALF_UP: ROUND_HALF_UP,
    Rounding.UP: ROUND_UP,
    Rounding.DOWN: ROUND_DOWN,
}


def plainly_rounded(value: Fraction, step: int, rounding: Rounding) -> int:
    steps = abs(value) / step
    match rounding:
        case Rounding.HALF_UP:
            size = math.floor(steps + Fraction(1, 2))
        case Rounding.UP:
            size = math.ceil(steps)
        case Rounding.DOWN:
            size = math.floor(steps)
    return (size if value >= 0 else -size) * step


@given(quotients(), st.sampled_from([1, 10, 100]), st.sampled_from(Rounding))
def test_rounding_agrees_with_fractions(column, step, rounding):
    expected = [plainly_rounded(value, step, rounding) for value in fractions_in(column)]
    assert listed(rounded(column, step=step, rounding=rounding)) == expected


@given(st.integers(-(10**6), 10**6), st.sampled_from(Rounding))
def test_rounding_agrees_with_decimal_arithmetic(thousandths, rounding):
    column = Quotient(whole(np.array([thousandths])), 10)
    with localcontext(prec=50):
        expected = (Decimal(thousandths) / 10).quantize(Decimal(1), rounding=DECIMAL_WAY[rounding])
    assert listed(rounded(column, step=1, rounding=rounding)) == [int(expected)]


@pytest.mark.parametrize(
    ("num", "den", "expected"),
    [
        pytest.param(201, 2, 101, id="half of 2,01 is 1,01"),
        pytest.param(835, 2, 418, id="half of 8,35 is 4,18"),
        pytest.param(-201, 2, -101, id="a penalty is rounded as the bonus would be"),
        pytest.param(1, 3, 0, id="a third of a hundredth is nothing"),
    ],
)
def test_a_half_is_rounded_away_from_zero(num, den, expected):
    column = Quotient(whole(np.array([num])), den)
    assert listed(rounded(column, step=1, rounding=Rounding.HALF_UP)) == [expected]


def test_numbers_that_fit_again_become_int64_again():
    wide = Whole(np.array([5, -7], dtype=object), 2**80)
    assert fitted(wide).array.dtype == np.int64
    assert fitted(Whole(np.array([2**70], dtype=object), 2**70)).array.dtype == object


def test_the_least_int64_has_no_opposite_in_int64_and_still_gets_one():
    column = whole(np.array([-(2**63)]))
    assert listed(-column) == [2**63]
    assert listed(rounded(Quotient(column, 1), step=1, rounding=Rounding.UP)) == [-(2**63)]
