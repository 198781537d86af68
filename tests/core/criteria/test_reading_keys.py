"""Keys that do not belong, that are missing, or whose value is of the wrong kind."""

import pytest
from tests.core.criteria.sheets import HEAD, errors, found, leaf

from thidua.core.criteria import read_sheet


@pytest.mark.parametrize(
    ("text", "expected", "suggestion"),
    [
        ('tiitle = "x"\n' + leaf('kind = "direct"'), (1, "unknown_key"), "title"),
        (leaf('kind = "direct"\nmaxx = 3'), (5, "unknown_key"), "max"),
        (leaf('kind = "direct"\nxyz = 3'), (5, "unknown_key"), ""),
        (
            leaf('kind = "conditions"\nconditions = [\n{ key = "a", point = 1, points = 10 }]'),
            (6, "unknown_key"),
            "points",
        ),
        (leaf('kind = "direct"\ndocument = { mising = 5 }'), (5, "unknown_key"), "missing"),
        (leaf('kind = "direct"') + '[ranking]\ntie = ["1"]', (7, "unknown_key"), "ties"),
        (
            leaf('kind = "direct"') + '[[grades]]\nname = "A"\n[[grades.requires]]\ncriteron = "1"',
            (9, "unknown_key"),
            "criterion",
        ),
        (leaf('kind = "drect"'), (4, "unknown_kind"), "direct"),
    ],
)
def test_an_unknown_key_is_refused_at_any_depth_with_the_nearest_known_one(
    text, expected, suggestion
):
    assert expected in found(text)
    finding = next(f for f in read_sheet(HEAD + text).findings if f.code == expected[1])
    assert finding.facts["suggestion"] == suggestion


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (leaf('kind = "levels"\nbands = []'), (5, "key_of_other_kind")),
        (leaf('kind = "direct"\npool = true'), (5, "key_only_for_sections")),
        (
            (
                '[[criteria]]\ncode = "1"\ntitle = "x"\nmax = 10\nbonus_max = 2\n'
                '[[criteria]]\ncode = "1.1"\ntitle = "x"\nmax = 10\nkind = "direct"\n'
            ),
            (5, "key_only_for_leaves"),
        ),
    ],
)
def test_a_key_that_belongs_elsewhere_says_where(text, expected):
    assert expected in found(text)


@pytest.mark.parametrize(
    ("more", "key", "row"),
    [
        ('kind = "conditions"', "conditions", 1),
        ('kind = "per_item"', "points", 1),
        ('kind = "quality_timeliness"', "timeliness", 1),
        ('kind = "levels"\nlevels = [{ points = 1 }]', "key", 5),
        ('kind = "direct"\ndocument = {}', "missing", 5),
    ],
)
def test_a_key_that_is_needed_and_missing_is_named(more, key, row):
    findings = [f for f in read_sheet(HEAD + leaf(more)).findings if f.code == "sheet_key_missing"]
    assert (row + 2, key) in [(finding.row, finding.facts["key"]) for finding in findings]


@pytest.mark.parametrize("key", ["title", "year"])
def test_a_sheet_needs_a_title_and_a_year(key):
    head = "\n".join(row for row in HEAD.splitlines() if not row.startswith(key))
    findings = read_sheet(head + "\n" + leaf('kind = "direct"')).findings
    assert [(f.code, f.facts["key"]) for f in findings] == [("sheet_key_missing", key)]


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("step = 0.3\n", [(1, "sheet_not_a_step")]),
        ("step = 0\n", [(1, "sheet_not_a_step")]),
        ("places = 3\n", [(1, "sheet_too_many_places")]),
        ("places = 1.5\n", [(1, "sheet_not_whole")]),
        ('rounding = "half-even"\n', [(1, "sheet_not_a_choice")]),
        ('complete = "yes"\n', [(1, "sheet_not_a_flag")]),
        ("source = 804\n", [(1, "sheet_not_text")]),
        ("source = 1.5\n", [(1, "sheet_not_text")]),
        ("unit_types = 3\n", [(1, "sheet_not_a_table")]),
        ("scorers = { a = 3 }\n", [(1, "sheet_not_text")]),
        ("ranking = []\n", [(1, "sheet_not_a_table")]),
        ("grades = 1\n", [(1, "sheet_not_a_list")]),
        (f"grades = [{'1, ' * 1001}]\n", [(1, "sheet_list_too_long")]),
        (
            f"scorers = {{ {', '.join(f'a{n} = 1' for n in range(21))} }}\n",
            [(1, "sheet_list_too_long")],
        ),
        ("total = { a = 1, b = true }\n", [(1, "sheet_not_points")]),
    ],
)
def test_a_wrong_value_in_the_head_is_refused_at_its_line(head, expected):
    assert found(head + leaf('kind = "direct"')) == expected


@pytest.mark.parametrize("year", ["1989", "20255", '"năm nay"', "-2025", "2025.5"])
def test_a_year_that_cannot_be_is_refused(year):
    (code,) = errors(leaf('kind = "direct"'), head=f'title = "x"\nyear = {year}\n')
    assert code in {"implausible_year", "sheet_not_whole"}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('"a b"', "sheet_not_a_code"),
        ('"a/b"', "sheet_not_a_code"),
        ('"' + "9" * 41 + '"', "sheet_not_a_code"),
        ('""', "sheet_empty_text"),
        ("1", "sheet_not_text"),
        ("1.10", "sheet_not_text"),
        ('"TOTAL"', "reserved_code"),
    ],
)
def test_a_code_that_files_and_addresses_cannot_carry_is_refused(code, expected):
    other = leaf('kind = "direct"')
    text = f'[[criteria]]\ncode = {code}\ntitle = "x"\nkind = "binary"\nmax = 1\n'
    assert found(text + other) == [(2, expected)]
