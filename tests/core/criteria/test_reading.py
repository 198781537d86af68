import datetime as dt
import unicodedata
from fractions import Fraction

import pytest
from tests.core.criteria.sheets import HEAD, errors, found, leaf

from thidua.core.criteria import Sheet, read_sheet
from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import (
    Document,
    FloorEffect,
    Grade,
    LastTie,
    Override,
    OverrideEffect,
    RankBy,
    Ranking,
    Requirement,
    Rounding,
    YearEnd,
)

EVERY_KEY = """
title = "Bảng chấm điểm"
year = 2025
total = { state = 60, private = 40 }
step = "0,25"
places = 1
rounding = "up"
base = 10
source = "Hướng dẫn 804/HD-SNV ngày 18/7/2018"
complete = true
note = "ghi chú"
grades_by = "share"

[unit_types]
state = "Nhà nước"
private = "Ngoài nhà nước"

[scorers]
police = "Công an huyện"

[ranking]
by = "share"
grade_first = true
ties = ["1", "2"]
last = "decide"

[[criteria]]
code = "1"
title = "Mục"
max = 30
label = "I."
floor = "50%"
floor_effect = "not_considered"

[[criteria]]
code = "1.1"
title = "Tiêu chí"
label = "1a"
kind = "direct"
max = "30,00"
min = "none"
scorer = "police"
over_periods = "mean"
score_each_period = true
bonus_max = 1.5
document = { missing = "50%" }
due = "30/11"
evidence = "biên bản"
unit_of_measure = "vụ"
note = "chú"
source = "khoản 2"

[[criteria]]
code = "2"
title = "Chỉ nhà nước"
kind = "binary"
max = 20
unit_types = ["state"]

[[criteria]]
code = "X"
title = "Thưởng ngoài"
kind = "per_item"
points = 2
on_top = true

[[grades]]
name = "A"
from = 80
requires = [{ criterion = "1", at_least = "80%" }]

[[grades]]
name = "B"
below = 80

[[overrides]]
code = "K"
title = "Vi phạm"
effect = "grade"
grade = "B"
source = "Điều 5"
"""


@pytest.fixture(scope="module")
def sheet() -> Sheet:
    reading = read_sheet(EVERY_KEY)
    assert reading.findings == ()
    assert reading.ok
    return reading.sheet


def test_the_head_is_read_key_by_key(sheet):
    assert (sheet.title, sheet.year, sheet.base_points) == ("Bảng chấm điểm", 2025, 1000)
    assert sheet.total_points == {"state": 6000, "private": 4000}
    assert (sheet.step, sheet.places, sheet.rounding) == (25, 1, Rounding.UP)
    assert sheet.grades_by is RankBy.SHARE
    assert (sheet.complete, sheet.note) == (True, "ghi chú")
    assert sheet.source == "Hướng dẫn 804/HD-SNV ngày 18/7/2018"
    assert sheet.unit_types == {"state": "Nhà nước", "private": "Ngoài nhà nước"}
    assert sheet.ranking == Ranking(RankBy.SHARE, True, ("1", "2"), LastTie.DECIDE)


def test_four_scorers_are_always_known_and_others_are_added(sheet):
    known = ["unit", "lead", "department", "standing_office", "police"]
    assert list(sheet.scorers) == known
    assert sheet.scorers["police"] == "Công an huyện"


def test_a_line_is_read_key_by_key(sheet):
    criterion = sheet.criterion("1.1")
    assert criterion.rule == r.Direct()
    assert (criterion.label, criterion.title, criterion.kind) == ("1a", "Tiêu chí", "direct")
    assert (criterion.max_points, criterion.min_points) == (3000, None)
    assert (criterion.scorer, criterion.bonus_max_points) == ("police", 150)
    assert criterion.over_periods is YearEnd.MEAN
    assert criterion.score_each_period
    assert criterion.document == Document(Fraction(50))
    assert criterion.due == dt.date(2025, 11, 30)
    assert (criterion.evidence, criterion.unit_of_measure) == ("biên bản", "vụ")
    assert (criterion.note, criterion.source) == ("chú", "khoản 2")


def test_a_section_needs_no_kind_and_has_its_floor(sheet):
    section = sheet.criterion("1")
    assert (section.kind, section.rule) == ("sum", r.Sum())
    assert section.floor_percent == 50
    assert section.floor_effect is FloorEffect.NOT_CONSIDERED
    assert sheet.criterion("2").unit_types == {"state"}
    assert sheet.criterion("X").on_top


def test_grades_and_overrides_are_read_with_their_lines(sheet):
    needs = (Requirement("1", Fraction(80)),)
    assert sheet.grades == (
        Grade("A", Fraction(80), None, False, needs),
        Grade("B", None, Fraction(80), False),
    )
    assert sheet.overrides == (
        Override("K", "Vi phạm", OverrideEffect.GRADE, grade="B", source="Điều 5"),
    )
    rows = EVERY_KEY.splitlines()
    assert [rows[grade.line - 1] for grade in sheet.grades] == ["[[grades]]"] * 2
    assert [rows[one.line - 1] for one in sheet.overrides] == ["[[overrides]]"]
    assert [rows[one.line - 1] for one in sheet.criteria] == ["[[criteria]]"] * 4


# ---- every kind


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ('kind = "binary"', r.Binary()),
        ('kind = "direct"', r.Direct()),
        (
            'kind = "conditions"\nconditions = [{ key = "a", title = "một", points = 10 }]',
            r.Conditions((r.Item("a", "một", 1000),)),
        ),
        (
            'kind = "levels"\nlevels = [{ key = "a", points = 10 }, { key = "b", points = 0 }]',
            r.Levels((r.Item("a", "", 1000), r.Item("b", "", 0))),
        ),
        (
            'kind = "bands"\nbands = [{ from = 2, points = 10 }, { below = 2, points = 0 }]',
            r.Bands(
                r.Measure.VALUE,
                (
                    r.Band(Fraction(2), None, False, 1000),
                    r.Band(None, Fraction(2), False, 0),
                ),
                Fraction(1),
            ),
        ),
        (
            (
                'kind = "bands"\nmeasure = "share"\nno_base = "full"\n'
                'bands = [{ from = "79,5", points = 10 }, { from = 0, below = "79.5%",'
                " points = 0 }]"
            ),
            r.Bands(
                r.Measure.SHARE,
                (
                    r.Band(Fraction(159, 2), None, False, 1000),
                    r.Band(Fraction(0), Fraction(159, 2), False, 0),
                ),
                Fraction(1, 100),
                r.NoBase.FULL,
            ),
        ),
        (
            'kind = "per_item"\npoints = 0.5\nper = 2\nvalue_step = "0,5"',
            r.PerItem(50, Fraction(2), Fraction(1, 2)),
        ),
        (
            (
                'kind = "events"\nbase = 10\nclean = 0\nall_broken = -10\n'
                'events = [{ key = "a", title = "vụ", points = -2, cap = -8 },'
                ' { key = "b", points = -2 }, { key = "c", counts_as = "a" }]'
            ),
            r.Events(
                (
                    r.Event("a", "vụ", -200, -800),
                    r.Event("b", "", -200),
                    r.Event("c", "", 0, None, "a"),
                ),
                1000,
                0,
                -1000,
            ),
        ),
        (
            'kind = "prizes"\ntake = "best"\nprizes = [{ key = "a", points = 10 }]',
            r.Prizes((r.Item("a", "", 1000),), r.Take.BEST),
        ),
        (
            'kind = "ratio"\nmeasure = "share"\nbetter = "lower"\nsurplus_max = 12\nfrom = "50%"',
            r.Ratio(r.Measure.SHARE, r.Better.LOWER, 1200, Fraction(50)),
        ),
        ('kind = "ratio"', r.Ratio()),
        (
            'kind = "lateness"\ndeductions = [1, "2,5"]\neach_further = 2\ncut_off = 3',
            r.Lateness((100, 250), 200, 3, 0),
        ),
        ('kind = "lateness"\neach_further = 2', r.Lateness((), 200)),
        (
            (
                'kind = "quality_timeliness"\nqualities = ["tốt", "khá"]\n'
                'timeliness = ["đúng", "chậm"]\npoints = [[10, 5], [7, 0]]'
            ),
            r.QualityTimeliness(("tốt", "khá"), ("đúng", "chậm"), ((1000, 500), (700, 0))),
        ),
        (
            'kind = "progress"\nper_percent = "0,5"\nbase = 5\nbetter = "lower"',
            r.Progress(50, 500, r.Better.LOWER),
        ),
        (
            'kind = "mean_of_records"\nevents = [{ key = "a", points = 2 }]',
            r.MeanOfRecords((r.Event("a", "", 200),)),
        ),
        ('kind = "mean_of_records"', r.MeanOfRecords()),
        (
            (
                'kind = "panel"\ncombine = "mean"\n'
                'scorers = [{ key = "a", title = "Sở A", weight = 2 }, { key = "b", max = 10 }]'
            ),
            r.Panel((r.Scorer("a", "Sở A", 2), r.Scorer("b", "", 1, 1000))),
        ),
        ('kind = "relative_target"', r.RelativeTarget()),
        ('kind = "relative_best"\nbetter = "lower"', r.RelativeBest(r.Better.LOWER)),
        ('kind = "cluster_place"\npoints = [10, 8, 6]', r.ClusterPlace((1000, 800, 600))),
    ],
)
def test_each_kind_of_leaf_becomes_its_rule(written, rule):
    reading = read_sheet(HEAD + leaf(written))
    assert reading.findings == ()
    assert reading.sheet.criterion("1").rule == rule


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("max = 10", r.Sum()),
        ('kind = "sum"\nbase = 2\nmax = 12', r.Sum(200)),
        ('kind = "mean"\nmax = 10', r.Mean()),
        ('kind = "weighted_mean"\nmax = 10', r.WeightedMean()),
        ('kind = "best"\nmax = 10', r.Best()),
    ],
)
def test_each_kind_of_section_becomes_its_rule(written, rule):
    child = '[[criteria]]\ncode = "1.1"\ntitle = "x"\nkind = "direct"\nmax = 10\n'
    reading = read_sheet(f'{HEAD}[[criteria]]\ncode = "1"\ntitle = "x"\n{written}\n{child}')
    assert reading.findings == ()
    assert reading.sheet.criterion("1").rule == rule


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


# ---- keys


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


# ---- the tree


def test_a_line_stands_in_the_longest_code_that_it_continues():
    codes = ["1", "1.2", "1.2.3", "1.10", "2.1", "12", "II.3a", "II"]
    lines = [f'[[criteria]]\ncode = "{c}"\ntitle = "x"\nkind = "sum"\n' for c in codes]
    sheet = read_sheet(HEAD + "complete = false\n" + "".join(lines)).sheet
    parents = {criterion.code: criterion.parent for criterion in sheet.criteria}
    assert parents == {
        "1": None,
        "1.2": "1",
        "1.2.3": "1.2",
        "1.10": "1",
        "2.1": None,
        "12": None,
        "II": None,
        "II.3a": "II",
    }


def test_an_empty_parent_puts_a_line_at_the_top():
    text = leaf('kind = "direct"') + leaf('kind = "direct"\nparent = ""').replace('"1"', '"1.1"')
    assert read_sheet(HEAD + text).sheet.criterion("1.1").parent is None


def test_lines_are_put_parents_first_in_the_order_of_the_file():
    text = "".join(
        f'[[criteria]]\ncode = "{code}"\ntitle = "x"\nkind = "{kind}"\nmax = {most}\n'
        for code, kind, most in [
            ("2.1", "direct", 4),
            ("1", "direct", 1),
            ("2", "sum", 10),
            ("2.2", "sum", 6),
            ("2.2.1", "direct", 6),
        ]
    )
    assert found(text) == [(1, "parent_after_child")]
    codes = [criterion.code for criterion in read_sheet(HEAD + text).sheet.criteria]
    assert codes == ["1", "2", "2.1", "2.2", "2.2.1"]


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        ({"a": "a"}, [(4, "parent_itself")]),
        ({"a": "b", "b": "a"}, [(4, "parent_circle"), (10, "parent_circle")]),
        (
            {"b": "c", "c": "b"},
            [(10, "parent_circle"), (16, "parent_circle")],
        ),
        ({"a": "x"}, [(4, "unknown_parent")]),
        ({"a": 3}, [(4, "sheet_not_text")]),
    ],
)
def test_circles_and_unknown_parents_are_refused(parents, expected):
    def block(code):
        parent = parents.get(code, "")
        said = f'"{parent}"' if isinstance(parent, str) else parent
        head = f'[[criteria]]\ncode = "{code}"\ntitle = "x"\nparent = {said}\n'
        return head + 'kind = "direct"\nmax = 1\n'

    text = "".join(map(block, "abc"))
    assert [one for one in found(text) if "parent" in one[1] or "text" in one[1]] == expected


def test_a_code_may_be_given_only_once():
    text = leaf('kind = "direct"') + leaf('kind = "binary"')
    assert found(text) == [(7, "code_twice")]
    finding = read_sheet(HEAD + text).findings[0]
    assert finding.facts["first"] == 3


def test_a_leaf_needs_a_kind_and_a_section_cannot_be_scored_itself():
    assert found('[[criteria]]\ncode = "1"\ntitle = "x"\nmax = 1\n') == [(1, "leaf_without_kind")]
    child = leaf('kind = "direct"').replace('"1"', '"1.1"')
    assert found(leaf('kind = "direct"') + child) == [(4, "leaf_with_children")]


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
