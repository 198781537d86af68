"""What stands above the leaves: sums, means, pools, what lies on top, and what is missing."""

import numpy as np
import pytest
from attrs import evolve
from tests.core.scoring.making import figures_of, filled, line, maxima, provisional, row, sheet_of

from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import Override, OverrideEffect
from thidua.core.scoring import Filled, score

COMPLETE, PARTIAL, BLANK, EXCUSED, NOT_ASSIGNED = Filled


def leaf(code, *, most=10, parent="A", **more):
    return line(code, r.Direct(), most=most, parent=parent, **more)


def scored(rule, leaves, cells, *, most=10, figures=None, **more):
    sheet = sheet_of(line("A", rule, most=most, **more), *leaves)
    return score(sheet, figures or figures_of(cells))


def test_a_sum_adds_its_base():
    card = scored(r.Sum(base_points=500), [leaf("1", most=5)], {"1": ["3"]})
    assert row(card, "A") == ["8"]
    assert maxima(card, "A") == ["10"]


def test_a_pool_holds_what_adds_up_to_more():
    leaves = [leaf("1"), leaf("2")]
    card = scored(r.Sum(), leaves, {"1": ["10", "2"], "2": ["9", "3"]}, most=15, pool=True)
    assert row(card, "A") == ["15", "5"]
    assert maxima(card, "A") == ["15", "15"]


def test_what_is_on_top_passes_the_maximum_and_is_not_in_it():
    leaves = [leaf("1"), leaf("award", most=5, on_top=True)]
    card = scored(r.Sum(), leaves, {"1": ["10"], "award": ["5"]})
    assert row(card, "A") == row(card, "TOTAL") == ["15"]
    assert maxima(card, "A") == maxima(card, "TOTAL") == ["10"]


def test_what_is_on_top_passes_every_section_above():
    inner = line("B", r.Sum(), most=10, parent="A")
    leaves = [inner, leaf("1", parent="B"), leaf("award", most=5, parent="B", on_top=True)]
    card = scored(r.Sum(), leaves, {"1": ["10"], "award": ["5"]})
    assert row(card, "A") == row(card, "B") == ["15"]


def test_a_bonus_and_a_surplus_are_not_lost_in_their_section():
    leaves = [
        leaf("1", most=7.5, bonus_max_points=150),
        line("2", r.Ratio(surplus_max_points=400), most=2.5, parent="A"),
    ]
    cells = {"1": ["7.5"], ("1", "bonus"): ["1.5"], "2": ["200"], ("2", "target"): ["100"]}
    card = scored(r.Sum(), leaves, cells)
    assert row(card, "1") == ["9"]
    assert row(card, "2") == ["4"]
    assert row(card, "A") == ["13"]


def test_a_pool_caps_bonuses_too_but_not_what_is_on_top():
    leaves = [leaf("1", bonus_max_points=300), leaf("award", most=2, on_top=True)]
    cells = {"1": ["10"], ("1", "bonus"): ["3"], "award": ["2"]}
    assert row(scored(r.Sum(), leaves, cells, pool=True), "A") == ["12"]


def test_penalties_without_limit_stop_at_the_sections_minimum():
    leaves = [leaf("1"), leaf("2", most=0, min=None)]
    cells = {"1": ["4"], "2": ["-9"]}
    assert row(scored(r.Sum(), leaves, cells), "A") == ["0"]
    assert row(scored(r.Sum(), leaves, cells, min=None), "A") == ["-5"]


def test_lines_without_limit_are_held_by_the_sections_declared_maximum():
    leaves = [leaf("1", most=None, min=None), leaf("2", most=20)]
    figures = figures_of({"1": ["80", "-30"], "2": ["10", "10"]})
    off = evolve(figures, not_assigned={"2": np.array([False, True])})
    card = scored(r.Sum(base_points=10_000), leaves, {}, most=150, figures=off)
    assert row(card, "A") == ["150", "70"]
    assert maxima(card, "A") == ["150", "130"]


def test_a_mean_leaves_out_what_does_not_apply():
    leaves = [leaf("1"), leaf("2"), leaf("3")]
    cells = {"1": ["10", "10"], "2": ["5", "5"], "3": ["5", "x"]}
    card = scored(r.Mean(), leaves, cells)
    assert row(card, "A") == ["6.67", "7.5"]
    assert maxima(card, "A") == ["10", "10"]


def test_a_weighted_mean_waits_for_a_blank_without_counting_it_as_zero():
    leaves = [leaf("1", weight=300), leaf("2", weight=100)]
    card = scored(r.WeightedMean(), leaves, {"1": ["10", "10"], "2": ["4", ""]})
    assert row(card, "A") == ["8.5", "10"]
    assert filled(card, "A") == [COMPLETE, PARTIAL]


def test_the_best_child_counts():
    leaves = [leaf("1", most=4), leaf("2", most=8)]
    card = scored(r.Best(), leaves, {"1": ["4", "4", "x"], "2": ["7", "x", ""]})
    assert row(card, "A") == ["7", "4", ""]
    assert maxima(card, "A") == ["8", "4", "8"]


def test_all_below_zero_the_best_is_the_least_bad():
    leaves = [leaf("1", most=0, min=None), leaf("2", most=0, min=None)]
    card = scored(r.Best(), leaves, {"1": ["-4"], "2": ["-7"]}, min=None)
    assert row(card, "A") == ["-4"]


def test_a_section_says_what_is_missing_in_it():
    cells = {"1": ["1", "1", "", "", "x", "x"], "2": ["2", "", "", "x", "x", "2"]}
    card = scored(r.Sum(), [leaf("1", most=4), leaf("2", most=6)], cells)
    assert row(card, "A") == ["3", "1", "", "", "", "2"]
    assert filled(card, "A") == [COMPLETE, PARTIAL, BLANK, BLANK, EXCUSED, COMPLETE]
    assert maxima(card, "A") == ["10", "10", "10", "4", "0", "6"]
    assert provisional(card, "A") == [False, True, True, True, False, False]


def test_the_total_is_a_number_even_when_nothing_is_reported():
    sheet = sheet_of(line("1", r.Direct(), most=10), base_points=700)
    card = score(sheet, figures_of({"1": ["", "x", "3"]}))
    assert row(card, "TOTAL") == ["7", "7", "10"]
    assert maxima(card, "TOTAL") == ["17", "7", "17"]
    assert filled(card, "TOTAL") == [PARTIAL, COMPLETE, COMPLETE]


def test_units_are_scored_by_the_criteria_of_their_type():
    leaves = [
        leaf("1", most=4, unit_types=frozenset({"state"})),
        leaf("2", most=6),
    ]
    figures = figures_of({"1": ["4", "4"], "2": ["6", "6"]}, types=["state", "private"])
    card = scored(r.Sum(), leaves, {}, figures=figures)
    assert row(card, "A") == maxima(card, "A") == ["10", "6"]
    assert filled(card, "1") == [COMPLETE, NOT_ASSIGNED]


def test_the_types_of_a_section_hold_for_all_in_it():
    figures = figures_of({"1": ["4", "4"]}, types=["state", "private"])
    card = scored(r.Sum(), [leaf("1")], {}, figures=figures, unit_types=frozenset({"private"}))
    assert filled(card, "1") == filled(card, "A") == [NOT_ASSIGNED, COMPLETE]


@pytest.mark.parametrize("code", ["1", "A"])
def test_an_override_leaves_nothing_of_its_criterion(code):
    override = Override("K", "", OverrideEffect.ZERO, criterion=code)
    sheet = sheet_of(line("A", r.Sum(), most=10), leaf("1"), overrides=(override,))
    card = score(sheet, figures_of({"1": ["8", "8", ""], "K": ["1", "0", "1"]}))
    assert row(card, code) == ["0", "8", ""]
    assert row(card, "TOTAL") == ["0", "8", "0"]
    assert filled(card, "1") == [COMPLETE, COMPLETE, BLANK]


def test_sums_beyond_int64_do_not_wrap():
    most = 2**62
    leaves = [leaf(str(i), most=None) for i in range(1, 4)]
    cells = {str(i): [str(most)] for i in range(1, 4)}
    card = scored(r.Sum(), leaves, cells, most=None)
    assert int(card.points[-1][0]) == 3 * most * 100
