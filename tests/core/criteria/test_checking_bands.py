"""Bands hold every value once: gaps, overlaps and what nothing reaches are named."""

from fractions import Fraction

import pytest
from tests.core.criteria.sheets import HEAD, found, leaf, values

from thidua.core.criteria import read_sheet
from thidua.wording import finding_line

ABSENCES = """kind = "bands"
bands = [
  { from = 0, to = 0, points = 10 },
  { from = 1, to = 1, points = 8 },
  { from = 2, to = 3, points = 3 },
  { from = 4, points = 0 },
]"""


def bands(*rows, own=""):
    listed = ",\n".join(f"{{ {row} }}" for row in rows)
    return leaf(f'kind = "bands"\n{own}\nbands = [\n{listed}\n]')


def test_counts_in_whole_numbers_need_no_common_bounds():
    assert found(leaf(ABSENCES)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected", "named"),
    [
        pytest.param("to = 3", "to = 2", [(8, "band_gap")], (3, None), id="three has none"),
        pytest.param("from = 4", "from = 6", [(8, "band_gap")], (4, 5), id="four and five"),
        pytest.param("from = 0, to = 0", "from = 1, to = 0", [(6, "band_empty"), (7, "band_gap")],
                     (0, None), id="the first is turned round"),
        pytest.param("to = 3", "to = 4", [(9, "bands_overlap")], (4, None), id="four has two"),
        pytest.param("{ from = 4,", "{ from = 4, to = 9,", [(9, "band_gap")], (10, None),
                     id="ten and more has none"),
    ],
)  # fmt: skip
def test_a_count_without_a_band_or_with_two_is_named(old, new, expected, named):
    text = leaf(ABSENCES.replace(old, new))
    assert found(text) == expected
    code = expected[-1][1]
    assert values(text, code) == [named]


def test_an_open_gap_says_so():
    text = leaf(ABSENCES.replace("{ from = 4,", "{ from = 4, to = 9,"))
    (finding,) = read_sheet(HEAD + text).findings
    assert finding_line(finding, "vi") == (
        "sheet.toml:11: tiêu chí 1: không có khoảng nào cho giá trị 10 trở lên …"
    )


def test_a_half_step_falls_between_whole_numbers():
    text = bands("from = 1, points = 10", "to = 0, points = 0", own="value_step = 0.5")
    assert found(text) == [(8, "band_gap")]
    assert values(text, "band_gap") == [(Fraction(1, 2), None)]


def test_a_band_between_two_steps_is_never_met():
    text = bands("from = 1, points = 10", "from = 0.2, below = 1, points = 5",
                 "below = 0.2, points = 0")  # fmt: skip
    assert found(text) == [(8, "band_never_met")]


def test_a_band_below_zero_is_never_met_for_a_figure_but_is_for_a_change():
    rows = ("from = 0, points = 10", "below = 0, points = 0")
    assert found(bands(*rows)) == [*[(5, "lowest_is_not_zero")][:0], (8, "band_never_met")]
    assert found(bands(*rows, own='measure = "change"')) == []


@pytest.mark.parametrize("measure", ["target", "share", "change"])
def test_percentages_are_exact_so_their_bands_have_to_meet(measure):
    rows = ("from = 80, points = 10", "from = 60, to = 79.99, points = 5", "below = 60, points = 0")
    text = bands(*rows, own=f'measure = "{measure}"')
    assert found(text) == [(8, "band_gap")]
    assert values(text, "band_gap") == [(Fraction("79.995"), None)]
    assert found(text.replace("to = 79.99", "below = 80")) == []


@pytest.mark.parametrize(("measure", "expected"), [("share", []), ("target", [(7, "band_gap")])])
def test_a_share_ends_at_100_percent_but_a_target_can_be_passed(measure, expected):
    rows = ("from = 80, to = 100, points = 10", "below = 80, points = 0")
    assert found(bands(*rows, own=f'measure = "{measure}"')) == expected


def test_both_bands_that_hold_a_percentage_are_named():
    rows = ("from = 80, points = 10", "to = 80, points = 0")
    text = bands(*rows, own='measure = "share"')
    assert found(text) == [(7, "bands_overlap")]
    (finding,) = read_sheet(HEAD + text).findings
    assert finding.facts.items() >= {"value": 80, "first": 2, "second": 1}.items()


def test_above_leaves_the_bound_to_the_band_below():
    rows = ("above = 80, points = 10", "from = 60, to = 80, points = 5", "below = 60, points = 0")
    text = bands(*rows, own='measure = "share"')
    assert found(text) == []
    assert found(text.replace("to = 80", "below = 80")) == [(8, "band_gap")]
    assert values(text.replace("to = 80", "below = 80"), "band_gap") == [(80, None)]
    assert found(text.replace("from = 60", "above = 60")) == [(9, "band_gap")]
    assert found(text.replace("above = 80", "from = 80")) == [(7, "bands_overlap")]
    assert found(text.replace("above = 80", "from = 80, above = 80"))[0] == (7, "from_and_above")


def test_a_count_above_two_begins_at_three():
    rows = ("above = 2, points = 10", "to = 2, points = 0")
    assert found(bands(*rows)) == []
    assert values(bands("above = 2, points = 10", "to = 1, points = 0"), "band_gap") == [(2, None)]


# ---- what published sheets really contained


def test_a_band_that_gives_1_where_0_was_meant_asks_for_a_look():
    rows = ("to = 0, points = 10", "from = 1, to = 3, points = 4", "from = 4, points = 1")
    assert found(bands(*rows)) == [(9, "lowest_is_not_zero")]
    turned = (*rows[:2], "from = 4, to = 4, points = 0", "from = 5, points = 1")
    assert found(bands(*turned)) == [(10, "points_turn")]


DIRECT = leaf('kind = "direct"', maximum="max = 100")
GRADES = """
[[grades]]
name = "Xuất sắc"
from = 90
[[grades]]
name = "Tốt"
from = 81
to = 89
[[grades]]
name = "Khá"
to = 80
"""


def test_grades_in_whole_numbers_leave_quarter_points_without_a_grade():
    text = f'step = "0,25"\n{DIRECT}{GRADES}'
    assert found(text) == [(11, "grade_gap"), (15, "grade_gap")]
    assert values(text, "grade_gap") == [
        (Fraction("89.25"), Fraction("89.75")),
        (Fraction("80.25"), Fraction("80.75")),
    ]


def test_in_half_points_80_and_a_half_has_no_grade():
    text = f'step = "0,5"\n{DIRECT}{GRADES}'
    assert (Fraction("80.5"), None) in values(text, "grade_gap")


def test_grades_in_whole_numbers_hold_whole_points():
    assert found(f"step = 1\n{DIRECT}{GRADES}") == []


def test_a_division_brings_totals_between_the_steps():
    text = f"step = 1\n{DIRECT.replace('direct', 'ratio')}{GRADES}"
    assert (Fraction("80.01"), Fraction("80.99")) in values(text, "grade_gap")


def test_leaves_above_their_section_and_a_day_that_is_none():
    text = """
[[criteria]]
code = "1"
title = "Mục"
max = 10
[[criteria]]
code = "1.1"
title = "Nộp báo cáo"
kind = "lateness"
max = 8
due = "31/11"
deductions = [1]
[[criteria]]
code = "1.2"
title = "x"
kind = "direct"
max = 4
"""
    assert found(text) == [(5, "children_exceed"), (11, "no_such_day")]
