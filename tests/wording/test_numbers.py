"""Numbers, points and dates stand as Vietnamese and English readers write them."""

import datetime as dt
from fractions import Fraction

import pytest

from thidua.wording import day, number, points


@pytest.mark.parametrize(
    ("hundredths", "vietnamese", "english"),
    [
        (128_450, "1.284,50", "1,284.50"),
        (-325, "−3,25", "−3.25"),
        (0, "0,00", "0.00"),
        (5, "0,05", "0.05"),
        (-5, "−0,05", "−0.05"),
        (100_000_000, "1.000.000,00", "1,000,000.00"),
    ],
)
def test_points_have_two_decimals_and_a_real_minus(hundredths, vietnamese, english):
    assert points(hundredths, "vi") == vietnamese
    assert points(hundredths, "en") == english


def test_whole_points_may_leave_their_decimals_out():
    assert points(90_000, "vi", decimals=0) == "900"
    assert points(90_050, "vi", decimals=0) == "900,50"


@pytest.mark.parametrize(
    ("value", "vietnamese", "english"),
    [
        (Fraction(1234567, 100), "12.345,67", "12,345.67"),
        (Fraction(1, 2), "0,5", "0.5"),
        (Fraction(-13, 4), "−3,25", "−3.25"),
        (Fraction(2, 3), "0,666666…", "0.666666…"),
        (Fraction(-1, 10**9), "−0…", "−0…"),
        (10**30, "1." + ".".join(["000"] * 10), "1," + ",".join(["000"] * 10)),
        (0, "0", "0"),
    ],
)
def test_an_exact_number_is_shown_exactly_or_says_that_it_goes_on(value, vietnamese, english):
    assert number(value, "vi") == vietnamese
    assert number(value, "en") == english


def test_a_number_may_be_rounded_half_up_for_show():
    assert number(Fraction(2, 3), "vi", decimals=2) == "0,67"
    assert number(Fraction(1, 8), "vi", decimals=2) == "0,13"
    assert number(Fraction(-1, 8), "vi", decimals=2) == "−0,13"
    assert number(Fraction(-1, 1000), "vi", decimals=2) == "0,00"


def test_a_day_stands_before_its_month():
    assert day(dt.date(2025, 11, 3), "vi") == "03/11/2025"
    assert day(dt.date(2025, 11, 3), "en") == "3 Nov 2025"
