"""Names are found without marks and stand in the order of the Vietnamese alphabet."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.units import fold, sort_key


@pytest.mark.parametrize(
    ("name", "searched"),
    [
        ("Lạng Sơn", "lang son"),
        ("ĐẮK LẮK", "dak lak"),
        ("  Thừa\u00a0Thiên   Huế ", "thua thien hue"),
        (unicodedata.normalize("NFD", "Đồng Tháp Mười"), "dong thap muoi"),
        ("Ươm Ưu Ở Ỹ", "uom uu o y"),
        ("", ""),
    ],
)
def test_a_name_is_searched_without_its_marks(name, searched):
    assert fold(name) == searched


def test_the_alphabet_has_its_own_order_and_tones_decide_last():
    ordered = [
        "an",
        "ăn",
        "ân",
        "ban",
        "đa",
        "e",
        "ê",
        "ma",
        "mà",
        "mả",
        "mã",
        "má",
        "mạ",
        "mác",
        "o",
        "ô",
        "ơ",
        "u",
        "ư",
    ]
    assert sorted(set(ordered), key=sort_key) == ordered


def test_d_with_a_bar_is_a_letter_after_d():
    names = ["Đà Lạt", "Dĩ An", "Di Linh", "Duy Xuyên", "Eo Gió"]
    assert sorted(names, key=sort_key) == ["Dĩ An", "Di Linh", "Duy Xuyên", "Đà Lạt", "Eo Gió"]


def test_a_tone_never_weighs_more_than_a_later_letter():
    assert sorted(["Hòa Bình", "Hoa Lư", "Hóa An"], key=sort_key) == [
        "Hóa An",
        "Hòa Bình",
        "Hoa Lư",
    ]


def test_numbers_in_names_count_as_numbers():
    names = ["Công an xã số 10", "Công an xã số 2", "Công an xã số 1"]
    assert sorted(names, key=sort_key) == [
        "Công an xã số 1",
        "Công an xã số 2",
        "Công an xã số 10",
    ]


def test_small_letters_stand_before_capitals_of_the_same_word():
    assert sorted(["Ban", "ban"], key=sort_key) == ["ban", "Ban"]


def test_a_shorter_name_stands_before_a_longer_one():
    assert sorted(["An Giang", "An", "An Biên"], key=sort_key) == ["An", "An Biên", "An Giang"]


@given(st.text())
def test_the_key_is_plain_text_and_the_same_for_both_ways_of_writing_unicode(text):
    key = sort_key(unicodedata.normalize("NFC", text))
    assert key.isascii()
    assert "\x00" not in key
    assert key == sort_key(unicodedata.normalize("NFD", text))


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)
