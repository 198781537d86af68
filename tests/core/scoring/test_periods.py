"""Weeks, months and quarters put together: figures first, or points first."""

import pytest
from tests.core.scoring.making import figures_of, filled, line, row, sheet_of

from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import YearEnd
from thidua.core.scoring import Filled, score

COMPLETE, PARTIAL, BLANK, EXCUSED, NOT_ASSIGNED = Filled
# a row is a period, a column a unit
PERIODS = [
    ["2", "2", "", "x", "", "không giao"],
    ["5", "x", "3", "x", "", "không giao"],
    ["1", "1", "3", "x", "x", "không giao"],
]


def scored(rule, cells, *, most=10, **more):
    figures = figures_of({("1", key): value for key, value in cells.items()})
    return score(sheet_of(line("1", rule, most=most, **more)), figures)


@pytest.mark.parametrize(
    ("year_end", "points"),
    [
        (YearEnd.SUM, ["8", "3", "6"]),
        (YearEnd.MEAN, ["2.67", "1.5", "3"]),
        (YearEnd.LAST, ["1", "1", "3"]),
        (YearEnd.HIGHEST, ["5", "2", "3"]),
    ],
)
@pytest.mark.parametrize("each", [False, True])
def test_periods_are_put_together_over_those_reported(year_end, points, each):
    card = scored(r.Direct(), {"": PERIODS}, over_periods=year_end, score_each_period=each)
    assert row(card, "1") == [*points, "", "", ""]
    assert filled(card, "1") == [COMPLETE, COMPLETE, PARTIAL, EXCUSED, BLANK, NOT_ASSIGNED]


def test_the_highest_of_figures_below_zero_is_below_zero():
    cells = {"": [["-5", "-5"], ["-3", "x"]]}
    card = scored(r.Direct(), cells, min=None, over_periods=YearEnd.HIGHEST)
    assert row(card, "1") == ["-3", "-5"]


def test_a_mean_is_not_rounded_before_it_is_compared():
    """A third of 10 is above 3,33."""
    cells = {"": [["3"], ["3"], ["4"]], "target": ["3.33"]}
    card = scored(r.RelativeTarget(), cells, over_periods=YearEnd.MEAN)
    assert row(card, "1") == ["10"]


def test_a_rule_may_be_applied_to_each_period():
    rule = r.Lateness((500,), cut_off_days=1)
    cells = {"": [["0"], ["1"], ["9"]]}
    year = scored(rule, cells)
    assert row(year, "1") == ["0"]
    each = scored(rule, cells, score_each_period=True, over_periods=YearEnd.MEAN)
    assert row(each, "1") == ["5"]


def test_the_mean_of_the_periods_points_is_rounded_once_more():
    cells = {"": [["1"], ["1"], ["0"]], "target": ["3"]}
    card = scored(r.Ratio(), cells, score_each_period=True, over_periods=YearEnd.MEAN)
    assert row(card, "1") == ["2.22"]


def test_a_year_of_points_stops_at_the_maximum():
    cells = {"": [["9"], ["9"]]}
    assert row(scored(r.Direct(), cells, score_each_period=True), "1") == ["10"]


def test_a_partial_period_leaves_the_year_partial():
    rule = r.Conditions((r.Item("a", "", 100), r.Item("b", "", 100)))
    cells = {"a": [["1"], ["1"]], "b": [["1"], [""]]}
    card = scored(rule, cells, score_each_period=True)
    assert row(card, "1") == ["3"]
    assert filled(card, "1") == [PARTIAL]


def test_a_leader_is_found_in_each_period():
    cells = {"": [["4", "2"], ["1", "4"]]}
    card = scored(r.RelativeBest(), cells, score_each_period=True, over_periods=YearEnd.MEAN)
    assert row(card, "1") == ["6.25", "7.5"]


def test_a_bonus_is_added_once_a_year():
    cells = {"": [["4"], ["4"]], "bonus": [["1"], ["1"]]}
    card = scored(r.Direct(), cells, bonus_max_points=150, score_each_period=True)
    assert row(card, "1") == ["9.5"]


def test_sums_over_periods_do_not_wrap():
    huge = 2**62
    card = scored(r.Direct(), {"": [[str(huge)], [str(huge)], [str(huge)]]}, most=None)
    assert int(card.points[-1][0]) == 3 * huge * 100
