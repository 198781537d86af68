"""Numbers, days and text of a sheet, and how what is none is refused."""

import datetime as dt
import unicodedata
from fractions import Fraction

import pytest
from tests.core.criteria.sheets import HEAD, found, leaf

from thidua.core.criteria import read_sheet

# ---- numbers


@pytest.mark.parametrize(
    ("written", "hundredths"),
    [
        ("7", 700),
        ("7.5", 750),
        ("0.07", 7),
        ("4.35", 435),
        ('"7,5"', 750),
        ('"7.5"', 750),
        ('" 1.000 "', 100_000),
        ('"1.234,5"', 123_450),
        ("1e2", 10_000),
        ("1_000", 100_000),
        ("0x10", 1600),
        ("0", 0),
    ],
)
def test_points_are_read_exactly_as_a_number_or_as_vietnamese_text(written, hundredths):
    reading = read_sheet(HEAD + leaf('kind = "direct"', maximum=f"max = {written}"))
    assert reading.sheet.criterion("1").max_points == hundredths


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0.001", "sheet_points_too_fine"),
        ('"0,125"', "sheet_points_too_fine"),
        ("nan", "sheet_not_points"),
        ("inf", "sheet_not_points"),
        ("-inf", "sheet_not_points"),
        ("1e400", "sheet_not_points"),
        ("1e99", "sheet_number_too_long"),
        ("10000000000000", "sheet_number_too_long"),
        ("1" * 5000, "toml_number_too_long"),
        ("true", "sheet_not_points"),
        ('"mười"', "sheet_not_points"),
        ('"50%"', "sheet_not_points"),
        ('"1,234.5x"', "sheet_not_points"),
        ('""', "sheet_not_points"),
        ("[7]", "sheet_not_points"),
        ("{ a = 7 }", "sheet_not_points"),
        ("2025-11-30", "sheet_not_points"),
        ("07:30:00", "sheet_not_points"),
        ("-1", "sheet_below_zero"),
        ("7,5", "toml_decimal_comma"),
    ],
)
def test_what_is_no_number_of_points_is_refused_at_its_line(written, code):
    text = f'[[criteria]]\ncode = "1"\ntitle = "x"\nmax = {written}\nkind = "direct"\n'
    assert found(text) == [(4, code)]


@pytest.mark.parametrize(
    ("written", "percent"), [("50", 50), ('"50%"', 50), ('"12,5 %"', Fraction(25, 2)), ("0", 0)]
)
def test_a_percent_is_written_with_or_without_its_sign(written, percent):
    reading = read_sheet(HEAD + leaf(f'kind = "direct"\nfloor = {written}'))
    assert reading.sheet.criterion("1").floor_percent == percent


@pytest.mark.parametrize("written", ['"110%"', "100.5"])
def test_a_floor_over_100_percent_is_refused(written):
    assert (5, "percent_over_100") in found(leaf(f'kind = "direct"\nfloor = {written}'))


# ---- days


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025-11-30", dt.date(2025, 11, 30)),
        ('"30/11"', dt.date(2025, 11, 30)),
        ('"30/11/2025"', dt.date(2025, 11, 30)),
        ('"1-2-2025"', dt.date(2025, 2, 1)),
        ('"2025-11-30"', dt.date(2025, 11, 30)),
    ],
)
def test_a_day_is_a_toml_date_or_text_with_the_day_first(written, day):
    reading = read_sheet(HEAD + leaf(f'kind = "direct"\ndue = {written}'))
    assert reading.findings == ()
    assert reading.sheet.criterion("1").due == day


@pytest.mark.parametrize(
    ("written", "code", "facts"),
    [
        ('"31/11"', "no_such_day", {"month": 11, "days": 30, "year": 2025}),
        ('"29/2"', "no_such_day", {"month": 2, "days": 28, "year": 2025}),
        ('"29/02/2100"', "no_such_day", {"month": 2, "days": 28, "year": 2100}),
        ("2025-11-31", "no_such_day", {"month": 11, "days": 30, "year": 2025}),
        ('"0/1"', "no_such_day", {"month": 1, "days": 31}),
        ('"30/13"', "no_such_month", {"month": 13}),
        ("2025-13-30", "no_such_month", {"month": 13}),
        ('"30 tháng 11"', "sheet_not_a_date", {}),
        ('"30/11/0000"', "sheet_not_a_date", {}),
        ("2025-11-30T07:30:00", "sheet_not_a_date", {}),
        ("30", "sheet_not_a_date", {}),
    ],
)
def test_a_day_that_the_calendar_lacks_is_refused_with_the_reason(written, code, facts):
    reading = read_sheet(HEAD + leaf(f'kind = "direct"\ndue = {written}'))
    (finding,) = reading.findings
    assert (finding.row, finding.code) == (7, code)
    assert facts.items() <= finding.facts.items()


def test_the_29th_of_february_stands_in_a_leap_year():
    head = HEAD.replace("2025", "2024")
    assert found(leaf('kind = "direct"\ndue = "29/2"'), head=head) == []


# ---- text


def test_text_is_composed_and_a_byte_order_mark_is_passed_over():
    text = HEAD + leaf('kind = "direct"\nnote = "Đề án, tiêu chí"')
    reading = read_sheet("\ufeff" + unicodedata.normalize("NFD", text))
    assert reading.sheet == read_sheet(text).sheet
    assert unicodedata.is_normalized("NFC", reading.sheet.title)


def test_line_ends_of_windows_change_nothing():
    text = HEAD + leaf('kind = "direct"\nfloor = 101')
    assert found(text.replace("\n", "\r\n"), head="") == found(text, head="")
