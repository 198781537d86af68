"""Rows of targets.csv and figures.csv become exact columns, or are refused with their reason."""

import numpy as np
import pytest
from tests.core.seasons.folder import QUARTERS, SEASON, SHEET, codes, findings, folder, rows, season

from thidua.core.figures import Source, State
from thidua.core.seasons import read_season

BLANK, REPORTED, EXCUSED = State.BLANK, State.REPORTED, State.NOT_APPLICABLE


def column(key, **changed):
    return season(**changed).figures.columns[key]


def test_a_column_holds_whole_numbers_with_as_few_decimals_as_needed():
    made = column(("1.1", ""), figures=rows("1.1,U1,12.50", "1.1,U2,7", "1.1,U3,0.25"))
    assert made.numbers.tolist() == [1250, 700, 25]
    assert (made.places, made.states, made.numbers.dtype) == (2, None, np.int64)


def test_trailing_zeros_make_no_decimals():
    made = column(("1.1", ""), figures=rows("1.1,U1,12.00", "1.1,U2,7.50", "1.1,U3,1.0"))
    assert (made.numbers.tolist(), made.places) == ([120, 75, 10], 1)


def test_numbers_beyond_64_bits_stay_exact():
    made = column(("1.1", ""), figures=rows("1.1,U1," + "9" * 30, "1.1,U2,0.5", "1.1,U3,1"))
    assert made.numbers.tolist() == [int("9" * 30) * 10, 5, 10]
    assert made.numbers.dtype == np.object_


def test_nothing_zero_and_not_applicable_are_three_states():
    made = column(("1.1", ""), figures=rows("1.1,U1,", "1.1,U2,0", "1.1,U3,x"))
    assert made.states.tolist() == [BLANK, REPORTED, EXCUSED]
    assert made.numbers.tolist() == [0, 0, 0]


@pytest.mark.parametrize("sign", ["x", "X", "×", " x "])
def test_the_sign_for_not_applicable_may_be_written_in_several_ways(sign):
    made = column(("1.1", ""), figures=rows(f"1.1,U1,{sign}"))
    assert made.states.tolist() == [EXCUSED, BLANK, BLANK]


def test_a_column_that_no_row_names_is_absent():
    assert ("1.3", "") not in season().figures.columns


def test_a_target_of_zero_or_nothing_means_that_none_was_given():
    targets = rows("1.1,U1,10", "1.1,U2,0", "1.1,U3,", head="criterion,unit,target")
    assert column(("1.1", "target"), targets=targets).states.tolist() == [REPORTED, BLANK, BLANK]


def test_a_criterion_may_be_taken_off_a_unit_and_a_section_too():
    targets = rows("1.2,U1,không giao", "2,U3,Khong giao", head="criterion,unit,target")
    read = season(targets=targets, figures=rows("1.2,U2,10"))
    assert {code: marks.tolist() for code, marks in read.figures.not_assigned.items()} == {
        "1.2": [True, False, False],
        "2": [False, False, True],
    }
    assert ("1.2", "target") not in read.figures.columns


def test_a_figure_of_a_criterion_that_was_taken_off_is_warned_of():
    targets = rows("1.2,U1,không giao", head="criterion,unit,target")
    found = findings("vi", targets=targets + "1.1,U2,5\n", figures=rows("1.2,U1,10"))
    assert found == ["figures.csv:2: tiêu chí 1.2 không giao cho đơn vị U1; 10 không được tính"]


def test_indicators_are_named_by_key_or_title():
    figures = rows(
        "2.1,U1,1,plan",
        "2.1,U1,0,Có báo cáo",
        "2.1,U2,có,PLAN",
        "2.1,U2,không,report",
        head="criterion,unit,value,indicator",
    )
    read = season(figures=figures).figures.columns
    assert read["2.1", "plan"].numbers.tolist() == [1, 1, 0]
    assert read["2.1", "report"].states.tolist() == [REPORTED, REPORTED, BLANK]


def test_levels_are_named_or_numbered_from_one():
    made = column(("2.2", ""), figures=rows("2.2,U1,Tốt", "2.2,U2,khá", "2.2,U3,3"))
    assert made.numbers.tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("0", 0),
        ("4", 4),
        ("30/11/2025", 0),
        ("02/12/2025", 2),
        ("2/12", 2),
        ("2025-12-05", 5),
        ("01/10/2025", 0),
    ],
)
def test_a_date_of_delivery_becomes_the_days_that_it_is_late(written, days):
    assert column(("2.3", ""), figures=rows(f"2.3,U1,{written}")).numbers[0] == days


def test_an_override_is_entered_under_its_code():
    made = column(("KXT", ""), figures=rows("KXT,U2,1"))
    assert (made.numbers.tolist(), made.states.tolist()) == ([0, 1, 0], [BLANK, REPORTED, BLANK])


def test_the_total_of_a_share_may_be_given_with_the_targets():
    targets = rows("1.4,U1,40,whole", head="criterion,unit,target,indicator")
    assert column(("1.4", "whole"), targets=targets).numbers[0] == 40


def test_periods_make_a_column_of_two_dimensions():
    figures = rows(
        "1.1,U1,5,Quý I", "1.1,U1,6,quy ii", "1.1,U3,7,Quý II", head="criterion,unit,value,period"
    )
    read = season(season=QUARTERS, figures=figures)
    made = read.figures.columns["1.1", ""]
    assert read.figures.periods == ("Quý I", "Quý II")
    assert made.numbers.tolist() == [[5, 0, 0], [6, 0, 7]]
    assert made.states.tolist() == [[REPORTED, BLANK, BLANK], [REPORTED, BLANK, REPORTED]]


def test_every_figure_knows_its_file_and_row():
    figures = rows("1.2,U1,10,Báo cáo số 5", "1.2,U2,0,", head="criterion,unit,value,source")
    sources = season(figures=figures).figures.sources
    assert sources["1.2", "", "U1", ""] == Source("figures.csv", 2, "Báo cáo số 5")
    assert sources["1.1", "target", "U2", ""] == Source("targets.csv", 3)
    assert set(sources) == {
        ("1.2", "", "U1", ""),
        ("1.2", "", "U2", ""),
        ("1.1", "target", "U1", ""),
        ("1.1", "target", "U2", ""),
    }
    assert len(sources) == 4
    assert ("1.2", "", "U3", "") not in sources
    assert ("1.2", "", "U1", "Quý I") not in sources
    assert ("9", "", "U1", "") not in sources


def test_numbers_with_dot_or_comma_may_stand_in_one_file():
    figures = rows(
        '1.1;U1;"1.234,5"', "1.1;U2;1234.5", "1.1;U3;1,234.5", head="criterion;unit;value"
    )
    assert codes(figures=figures) == []
    assert column(("1.1", ""), figures=figures).numbers.tolist() == [12345, 12345, 12345]


def test_one_dot_before_three_digits_is_read_as_the_file_writes_its_numbers():
    dots = rows("1.1,U1,1.234", "1.1,U2,66.67")
    assert codes(figures=dots) == []
    assert column(("1.1", ""), figures=dots).numbers.tolist() == [1234, 66670, 0]
    commas = rows("1.1;U1;1.234", "1.1;U2;66,67", head="criterion;unit;value")
    assert codes(figures=commas) == []
    assert column(("1.1", ""), figures=commas).numbers.tolist() == [123400, 6667, 0]


def test_where_the_file_does_not_tell_it_is_read_the_vietnamese_way_and_warned_of():
    assert findings(figures=rows("1.1,U1,1.234", "1.1,U2,5")) == [
        (
            "figures.csv:2: criterion 1.1, unit U1: “1.234” can be read in two ways; it was read "
            "the Vietnamese way (dots between thousands, a decimal comma)"
        )
    ]
    made = column(("1.1", ""), figures=rows("1.1,U1,1.234", "1.1,U2,5"))
    assert made.numbers.tolist() == [1234, 5, 0]


def test_what_one_file_shows_does_not_decide_for_the_other():
    targets = rows("1.1,U1,66.67", head="criterion,unit,target")
    assert codes(targets=targets, figures=rows("1.1,U1,1.234")) == [
        ("figures.csv", 2, "ambiguous_number")
    ]


def test_points_of_the_lead_are_kept_beside_the_figures_and_held_within_bounds():
    figures = rows(
        "1.3,U1,10,9.5",
        "1.3,U2,10,",
        "1.3,U3,10,11",
        "1.1,U1,12,22.25",
        "1.1,U2,12,1.1",
        "1.2,U1,10,chưa",
        head="criterion,unit,value,lead_points",
    )
    reading = read_season(folder(figures=figures), leave_out_errors=True)
    assert reading.season.lead_points == {("1.3", "U1"): 950, ("1.1", "U1"): 2225}
    assert findings(figures=figures) == [
        "figures.csv:4: criterion 1.3, unit U3, column lead_points: 11 is outside 0 to 10",
        "figures.csv:6: criterion 1.1, unit U2, column lead_points: 1.1 is not in steps of 0.25",
        "figures.csv:7: criterion 1.2, unit U1, column lead_points: “chưa” is not a number",
    ]


def test_points_of_the_lead_never_change_a_figure():
    with_points = rows("1.3,U1,10,2", head="criterion,unit,value,lead_points")
    made = column(("1.3", ""), figures=with_points)
    assert (made.numbers.tolist(), made.states.tolist()) == ([10, 0, 0], [REPORTED, BLANK, BLANK])


def test_points_of_the_lead_that_differ_within_a_criterion_are_refused():
    figures = rows(
        "2.1,U1,1,plan,8", "2.1,U1,1,report,9", head="criterion,unit,value,indicator,lead_points"
    )
    assert findings(figures=figures) == [
        "figures.csv:3: criterion 2.1, unit U1: the lead's points differ from row 2"
    ]


def test_an_override_takes_no_points_of_the_lead():
    figures = rows("KXT,U1,1,5", head="criterion,unit,value,lead_points")
    assert codes(figures=figures) == [("figures.csv", 2, "no_lead_points_here")]


def test_a_share_written_in_another_scale_is_warned_of():
    figures = rows("1.1,U1,90", "1.1,U2,90", "1.1,U3,0.9")
    assert findings("vi", figures=figures) == [
        (
            "figures.csv:4: tiêu chí 1.1, đơn vị U3: ghi 0,9 trong khi các đơn vị khác ghi 90; "
            "có lẽ cùng một tỷ lệ viết khác cách"
        )
    ]


@pytest.mark.parametrize(
    "values",
    [
        pytest.param(("90", "80", "0.9"), id="the others do not agree"),
        pytest.param(("90", "90", "0.8"), id="another share"),
        pytest.param(("1", "1", "1"), id="all small"),
        pytest.param(("90", "90", "0"), id="zero is no share"),
    ],
)
def test_other_small_numbers_are_not_warned_of(values):
    figures = rows(*(f"1.1,U{at},{value}" for at, value in enumerate(values, start=1)))
    assert codes(figures=figures) == []


def test_points_are_never_taken_for_shares():
    assert codes(figures=rows("1.3,U1,10", "1.3,U2,10", "1.3,U3,0.25")) == []


def test_a_criterion_for_which_nobody_has_a_target_is_warned_of():
    targets = rows("1.1,U1,0", head="criterion,unit,target")
    assert findings(targets=targets) == ["targets.csv: criterion 1.1: no unit has a target yet"]


def test_a_figure_that_is_not_for_the_type_of_unit_is_warned_of():
    units = "unit,name,type\nU1,A,a\nU2,B,b\nU3,C,a\n"
    figures = rows("I.1,U1,5", "I.1,U2,5", "I.2,U2,5")
    assert codes(sheet=TYPED, units=units, targets=None, figures=figures) == [
        ("figures.csv", 3, "not_for_unit_type")
    ]


TYPED = """
title = "T"
year = 2025
total = { a = 10, b = 10 }
[unit_types]
a = "A"
b = "B"
[[criteria]]
code = "I"
title = "I"
max = 10
[[criteria]]
code = "I.1"
title = "1"
kind = "direct"
max = 10
unit_types = ["a"]
[[criteria]]
code = "I.2"
title = "2"
kind = "direct"
max = 10
unit_types = ["b"]
"""


def test_findings_of_one_sort_beyond_a_hundred_are_counted():
    figures = rows(*(f"1.1,U{at},5" for at in range(10, 260)))
    found = findings(figures=figures)
    assert len(found) == 101
    assert found[-1] == "figures.csv: 150 more findings of this sort (unknown_unit) are not listed"


def test_without_errors_left_out_there_is_no_season():
    reading = read_season(folder(figures=rows("1.2,U1,5")))
    assert reading.season is None
    assert [finding.code for finding in reading.errors] == ["not_one_of"]


def test_left_out_rows_are_blank_and_still_listed():
    figures = rows("1.2,U1,5", "1.2,U2,10", "1.1,U1,3", "1.1,U1,3", "9.9,U1,1", "1.1,U2,4")
    reading = read_season(folder(figures=figures), leave_out_errors=True)
    read = reading.season.figures.columns
    assert [finding.code for finding in reading.errors] == [
        "not_one_of",
        "duplicate_row",
        "unknown_criterion",
    ]
    assert read["1.2", ""].states.tolist() == [BLANK, REPORTED, BLANK]
    assert read["1.1", ""].states.tolist() == [BLANK, REPORTED, BLANK]


@pytest.mark.parametrize(
    "changed",
    [
        {"season": SEASON.replace("year = 2025", "year = 1")},
        {"sheet": SHEET.replace("max = 70", "max = 71")},
        {"units": "unit,name\nU1,A\nU1,B\n"},
        {"figures": "criterion,unit\n"},
        {"figures": b"%PDF"},
        {"targets": None},
    ],
)
def test_other_errors_cannot_be_left_out(changed):
    assert read_season(folder(**changed), leave_out_errors=True).season is None


def test_figures_are_looked_through_even_when_season_toml_is_wrong():
    found = codes(season="x", figures=rows("1.2,U1,5"))
    assert ("figures.csv", 2, "not_one_of") in found


def test_a_broken_criterion_makes_no_findings_on_its_figures():
    sheet = SHEET.replace('kind = "binary"', 'kind = "binry"')
    found = codes(sheet=sheet, figures=rows("1.2,U1,77", "1.1,U1,5"))
    assert {file for file, _row, _code in found} == {"sheet.toml"}
