"""A number is read as it was meant, or not at all."""

from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from thidua.core.figures import Marks, NotANumber, read_number, read_plain, read_written


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1.234.567", "1234567"),
        ("1,234,567", "1234567"),
        ("1.234.567,25", "1234567.25"),
        ("1 234,5", "1234.5"),
        ("1\u00a0234\u00a0567", "1234567"),
        ("12\u202f345", "12345"),
        ("66.67", "66.67"),
        ("66,67", "66.67"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1234.567", "1234.567"),
        ("1.2345", "1.2345"),
        (",5", "0.5"),
        (".25", "0.25"),
        ("  7 ", "7"),
        ("\u00a07\u00a0", "7"),
        ("+5", "5"),
        ("-5", "-5"),
        ("−3,25", "-3.25"),
        ("–3", "-3"),
        ("- 3", "-3"),
        ("90%", "90"),
        ("90,5 %", "90.5"),
        ("007", "7"),
        ("0", "0"),
        ("-0", "0"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ],
)
def test_a_number_is_read_however_it_is_written(text, value):
    assert read_number(text) == Fraction(value)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "not_a_number"),
        ("-", "not_a_number"),
        ("abc", "not_a_number"),
        ("5.", "not_a_number"),
        ("5,", "not_a_number"),
        ("1_000", "not_a_number"),
        ("0x10", "not_a_number"),
        ("--3", "not_a_number"),
        ("1 2", "not_a_number"),
        ("1234 567", "not_a_number"),
        ("5/7", "not_a_number"),
        ("5 điểm", "not_a_number"),
        ("1'234", "not_a_number"),
        ("NaN", "nan"),
        ("-nan", "nan"),
        ("#DIV/0!", "nan"),
        ("#N/A", "nan"),
        ("inf", "infinity"),
        ("-Infinity", "infinity"),
        ("∞", "infinity"),
        ("1e5", "scientific"),
        ("1,5E-3", "scientific"),
        ("1.23E+10", "scientific"),
        ("５", "foreign_digits"),
        ("٣٤", "foreign_digits"),
        ("²", "foreign_digits"),
        ("1.23.456", "bad_grouping"),
        ("12,34.5", "bad_grouping"),
        ("1,2,3", "bad_grouping"),
        ("0.123.456", "bad_grouping"),
        ("1,234.567,8", "bad_grouping"),
        ("1234567890123456789012345678901", "number_too_long"),
        ("0." + "0" * 40 + "1", "number_too_long"),
        ("9" * 100_000, "number_too_long"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(text, code):
    with pytest.raises(NotANumber) as refusal:
        read_number(text)
    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "marks", "value"),
    [
        pytest.param("1.234", Marks.NONE, "1234", id="a dot alone: thousands, as in Vietnam"),
        pytest.param("1.234", Marks.COMMA_DECIMAL, "1234", id="the file writes 66,67"),
        pytest.param("1.234", Marks.DOT_DECIMAL, "1.234", id="the file writes 66.67"),
        pytest.param("1.234", Marks.BOTH, "1234", id="the file writes both"),
        pytest.param("1,234", Marks.NONE, "1.234", id="a comma alone: decimals, as in Vietnam"),
        pytest.param("1,234", Marks.COMMA_DECIMAL, "1.234", id="decimals in a file with 66,67"),
        pytest.param("1,234", Marks.DOT_DECIMAL, "1234", id="thousands in a file with 66.67"),
        pytest.param("-1.234", Marks.DOT_DECIMAL, "-1.234", id="with its minus"),
    ],
)
def test_one_mark_before_three_digits_is_read_as_the_file_writes_its_numbers(text, marks, value):
    assert read_number(text, marks=marks) == Fraction(value)


@pytest.mark.parametrize(
    ("marks", "certain"),
    [
        (Marks.NONE, False),
        (Marks.BOTH, False),
        (Marks.COMMA_DECIMAL, True),
        (Marks.DOT_DECIMAL, True),
    ],
)
def test_it_is_certain_only_where_the_file_shows_one_way(marks, certain):
    assert read_written("1.234").is_certain(marks) is certain
    assert read_written("66.67").is_certain(marks)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("1.234,5", Marks.COMMA_DECIMAL),
        ("66,67", Marks.COMMA_DECIMAL),
        ("1.234.567", Marks.COMMA_DECIMAL),
        ("1,234.5", Marks.DOT_DECIMAL),
        ("66.67", Marks.DOT_DECIMAL),
        ("1,234,567", Marks.DOT_DECIMAL),
        ("1234", Marks.NONE),
        ("1.234", Marks.NONE),
    ],
)
def test_a_number_tells_how_its_file_uses_dot_and_comma(text, marks):
    assert read_written(text).marks is marks


@given(st.integers(min_value=-(10**20), max_value=10**20), st.integers(0, 6))
def test_what_is_written_in_the_vietnamese_or_the_english_way_is_read_back(digits, places):
    value = Fraction(digits, 10**places)
    whole, rest = divmod(abs(digits), 10**places)
    tail = f".{rest:0{places}}" if places else ""
    english = ("-" if digits < 0 else "") + f"{whole:,}{tail}"
    vietnamese = english.translate(str.maketrans(",.", ".,"))
    assert read_number(english, marks=Marks.DOT_DECIMAL) == value
    assert read_number(vietnamese, marks=Marks.COMMA_DECIMAL) == value


@given(st.from_regex(r"-?[0-9]{0,19}([.,][0-9]{0,8})?", fullmatch=True))
@example("1.234")
@example("0.125")
@example("999999999999999999")
def test_the_quick_reading_of_plain_numbers_gives_the_same_or_nothing(text):
    quick = read_plain(text)
    if quick is not None:
        digits, places, marks = quick
        written = read_written(text)
        assert (digits, places) == (written.digits, written.places)
        assert written.other is None
        assert written.marks.value == marks
        assert abs(digits) < 2**63


def test_the_quick_reading_leaves_what_is_not_certain():
    assert read_plain("1.234") is None
    assert read_plain("12.34") == (1234, 2, Marks.DOT_DECIMAL.value)


@given(st.text(max_size=40))
@example("1" + "." * 60)
def test_any_text_is_a_number_or_refused(text):
    assert isinstance(_number_or_code(text), Fraction | str)


def _number_or_code(text):
    try:
        return read_number(text)
    except NotANumber as refusal:
        return refusal.code
