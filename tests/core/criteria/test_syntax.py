"""A sheet that cannot be read in full: every fault at once, and slips in TOML in plain words."""

import pytest
from tests.core.criteria.sheets import HEAD, found, leaf

from thidua.core.criteria import read_sheet
from thidua.core.criteria import rules as r

# ---- what cannot be read


def test_every_fault_of_a_sheet_is_found_at_once():
    text = """
[[criteria]]
code = "1"
title = ""
kind = "events"
max = "x"
clean = true
events = [
  { key = "a", points = "?" },
  { key = "b", points = 1, cup = 3 },
  4,
]
floor = 101
due = "31/4"
[[criteria]]
title = "không mã"
[ranking]
by = "luck"
"""
    assert found(text) == [
        (4, "sheet_empty_text"),
        (6, "sheet_not_points"),
        (7, "sheet_not_points"),
        (9, "sheet_not_points"),
        (10, "unknown_key"),
        (11, "sheet_not_a_table"),
        (13, "percent_over_100"),
        (14, "no_such_day"),
        (15, "sheet_key_missing"),
        (18, "sheet_not_a_choice"),
    ]


def test_a_criterion_that_cannot_be_read_stays_in_the_tree_and_is_named():
    reading = read_sheet(HEAD + leaf('kind = "levels"\nlevels = 3'))
    assert reading.unsure == {"1"}
    assert reading.sheet.criterion("1").rule == r.Direct()
    assert not reading.ok


def test_a_fault_in_a_remark_does_not_make_the_points_unsure():
    reading = read_sheet(HEAD + leaf('kind = "levels"\nlevels = [{key="a",points=9}]\nnote = 3'))
    assert reading.unsure == frozenset()
    assert {f.code for f in reading.findings} >= {"sheet_not_text", "unreachable_maximum"}


@pytest.mark.parametrize("text", ["", "\n\n", "# chỉ có ghi chú", 'title = "x"', "criteria = []"])
def test_a_text_without_criteria_is_no_sheet(text):
    reading = read_sheet(text)
    assert reading.sheet is None
    assert reading.findings
    assert not reading.ok


# ---- TOML


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("note = xin chào", (1, "toml_value")),
        ("note = “xin chào”", (1, "toml_set_quotes")),
        ('note = "xin chào', (1, "toml_quote")),
        ("note = [1,\n2\n[ranking]", (3, "toml_unclosed")),
        ("note", (1, "toml_equals")),
        ('tiêu_đề = "a"', (1, "toml_key")),
        ('note\u00a0=\u00a0"a"', (1, "toml_space")),
        ('note = "a" "b"', (1, "toml_after_value")),
        ("[ranking", (1, "toml_header")),
        ('note = "a"\nnote = "b"', (2, "toml_twice")),
        ("[ranking]\n[ranking]", (2, "toml_twice")),
        (r'note = "C:\Users"', (1, "toml_escape")),
        ("note = [2025-02-30]", (1, "toml_date")),
        ("= 3", (1, "toml_statement")),
        ('note = "\x00"', (1, "toml_character")),
        ("note = 7,5", (1, "toml_decimal_comma")),
    ],
)
def test_a_slip_in_toml_is_named_in_plain_words_with_its_line(text, expected):
    assert expected in found(text)


def test_after_a_slip_that_leaves_no_doubt_the_rest_is_still_read():
    text = """
note = “ghi chú”
note = "hai lần"
[[criteria]]
code = "1"
title = "x"
kind = "bands"
max = 7,5
due = 2025-11-31
bands = [{ from = 2,5, points = 7,5 }, { below = 1, points = 0 }]
"""
    assert found(text) == [
        (2, "toml_set_quotes"),
        (3, "toml_twice"),
        (8, "toml_decimal_comma"),
        (9, "no_such_day"),
        (10, "toml_decimal_comma"),
        (10, "band_gap"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a" + ".b" * 100_000 + " = 1",
        "[a" + ".b" * 100_000 + "]",
        "note = { a" + ".'b'" * 100_000 + " = 1 }",
    ],
)
def test_a_key_of_parts_without_end_is_refused_unread(text):
    assert [(f.row, f.code) for f in read_sheet(f"# x\n{text}").findings] == [(2, "toml_too_deep")]


def test_many_dots_in_text_are_no_key():
    dots = '"' + "v.v" * 20 + " = " + "." * 200 + '"'
    assert found(leaf(f'kind = "direct"\nnote = {dots}')) == []


def test_a_text_longer_than_any_sheet_is_refused_unread():
    assert [f.code for f in read_sheet("#" * 1_000_001).findings] == ["toml_too_long"]
