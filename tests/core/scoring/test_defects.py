"""Faults that scoring programs in use really have had: none of them may be ours."""

from itertools import permutations

import numpy as np
import pytest
from attrs import evolve
from tests.core.scoring.making import (
    figures_of,
    filled,
    line,
    maxima,
    provisional,
    row,
    sheet_of,
)

from thidua.core.criteria import rules as r
from thidua.core.rankings.placing import places
from thidua.core.scoring import Filled, rescore, score

TARGETED = sheet_of(line("1", r.RelativeTarget(), most=10))


def against_targets(actuals, targets):
    figures = figures_of({"1": actuals, ("1", "target"): targets})
    return score(TARGETED, figures)


def test_a_near_leader_is_not_the_leader():
    """No tolerance: 10.000,01 of 10.000 is above the target, but far from 10.000,90."""
    card = against_targets(["10000.90", "10000.01", "10000"], ["10000"] * 3)
    assert row(card, "1") == ["10", "5.06", "5"]


@pytest.mark.parametrize(
    ("points", "half"),
    [
        pytest.param("2.01", "1.01", id="2,01"),
        pytest.param("8.35", "4.18", id="8,35"),
        pytest.param("0.01", "0.01", id="one hundredth"),
    ],
)
def test_a_half_is_rounded_up_as_a_clerk_does(points, half):
    """Binary floats would make 1,00 and 4,17 of them."""
    sheet = sheet_of(line("1", r.Ratio(), most=points))
    card = score(sheet, figures_of({"1": ["50"], ("1", "target"): ["100"]}))
    assert row(card, "1") == [half]


def test_a_blank_is_not_zero():
    card = score(sheet_of(line("1", r.Direct(), most=10)), figures_of({"1": ["0", "", "x"]}))
    assert row(card, "1") == ["0", "", ""]
    assert filled(card, "1") == [Filled.COMPLETE, Filled.BLANK, Filled.NOT_APPLICABLE]
    assert maxima(card, "1") == ["10", "10", "0"]
    assert provisional(card, "TOTAL") == [False, True, False]


def test_a_criterion_without_any_target_is_still_scored():
    card = against_targets(["30", "15", "0"], ["", "", ""])
    assert row(card, "1") == ["10", "5", "0"]
    assert not any(provisional(card, "1"))


def test_nobody_has_a_column_of_targets_and_it_is_still_scored():
    card = score(TARGETED, figures_of({"1": ["30", "15", "0"]}))
    assert row(card, "1") == ["10", "5", "0"]


def test_a_late_report_scores_all_the_others_anew():
    """Stale points: the one who reports last may be the leader."""
    early = against_targets(["120", "110", ""], ["100"] * 3)
    assert row(early, "1") == ["10", "7.5", ""]
    assert provisional(early, "1") == [True, True, True]
    late = against_targets(["120", "110", "200"], ["100"] * 3)
    assert row(late, "1") == ["6", "5.5", "10"]
    assert provisional(late, "1") == [False, False, False]
    assert row(rescore(early, late.figures, changed=["1"]), "1") == row(late, "1")


def test_no_path_gives_more_than_the_maximum():
    """A second path of computation once gave 50 points of 10."""
    sheet = sheet_of(line("1", r.Direct(), most=10), line("2", r.PerItem(100), most=10))
    card = score(sheet, figures_of({"1": ["50"], "2": ["50"]}))
    assert row(card, "1") == row(card, "2") == ["10"]


def test_a_unit_has_one_total_and_it_is_the_sum_of_its_sections():
    sheet = sheet_of(
        line("A", r.Sum(), most=20),
        line("A.1", r.Direct(), most=10, parent="A"),
        line("A.2", r.Direct(), most=10, parent="A"),
        line("B", r.Direct(), most=5),
    )
    card = score(sheet, figures_of({"A.1": ["7.5"], "A.2": ["2.25"], "B": ["4"]}))
    assert row(card, "A") == ["9.75"]
    assert row(card, "TOTAL") == ["13.75"]


def test_a_year_with_one_unit_reviewed_is_not_a_finished_ranking():
    """770, 62 and 0 points were once ranked as "completed"."""
    sheet = sheet_of(line("1", r.Direct(), most=800), line("2", r.Direct(), most=200))
    card = score(sheet, figures_of({"1": ["770", "62", ""], "2": ["200", "", ""]}))
    assert filled(card, "TOTAL") == [Filled.COMPLETE, Filled.PARTIAL, Filled.PARTIAL]
    assert provisional(card, "TOTAL") == [False, True, True]


def test_equal_totals_share_their_place_in_whatever_order_they_come():
    totals = [77_000, 62_000, 77_000, 90_000]
    for order in permutations(range(4)):
        found = places([np.array([totals[i] for i in order])], clusters=np.zeros(4, dtype=np.int64))
        assert [int(found[order.index(i)]) for i in range(4)] == [2, 4, 2, 1]


def test_a_criterion_taken_off_a_unit_leaves_its_points_and_its_maximum():
    """806,75 points of 127 were once shown."""
    sheet = sheet_of(
        line("A", r.Sum(), most=100),
        line("A.1", r.Direct(), most=60, parent="A"),
        line("A.2", r.Direct(), most=40, parent="A"),
    )
    figures = figures_of({"A.1": ["55", "55"], "A.2": ["40", "40"]})
    off = evolve(figures, not_assigned={"A.1": np.array([False, True])})
    card = score(sheet, off)
    assert row(card, "A.1") == ["55", ""]
    assert row(card, "A") == row(card, "TOTAL") == ["95", "40"]
    assert maxima(card, "A") == maxima(card, "TOTAL") == ["100", "40"]


def test_a_figure_of_a_criterion_taken_off_compares_with_nobody():
    off = evolve(
        against_targets(["120", "110", "900"], ["100"] * 3).figures,
        not_assigned={"1": np.array([False, False, True])},
    )
    assert row(score(TARGETED, off), "1") == ["10", "7.5", ""]


def test_a_section_taken_off_takes_all_that_stands_in_it():
    sheet = sheet_of(
        line("A", r.Sum(), most=10),
        line("A.1", r.Direct(), most=10, parent="A"),
        line("B", r.Direct(), most=10),
    )
    figures = figures_of({"A.1": ["9", "9"], "B": ["5", "5"]})
    card = score(sheet, evolve(figures, not_assigned={"A": np.array([True, False])}))
    assert row(card, "A.1") == row(card, "A") == ["", "9"]
    assert row(card, "TOTAL") == ["5", "14"]
    assert maxima(card, "TOTAL") == ["10", "20"]
