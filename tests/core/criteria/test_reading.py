import datetime as dt
from fractions import Fraction

import pytest
from tests.core.criteria.sheets import HEAD, leaf

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
