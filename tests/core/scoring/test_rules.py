"""Each kind of rule on small figures, as a clerk would work them out by hand."""

from fractions import Fraction

import pytest
from tests.core.scoring.making import figures_of, filled, line, provisional, row, sheet_of

from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import Document, Rounding, YearEnd
from thidua.core.scoring import Filled, score

COMPLETE, PARTIAL, BLANK, EXCUSED, NOT_ASSIGNED = Filled


def scored(rule, cells, *, most=10, **more):
    """Return the card of a sheet with one line "1" and these figures; keys are indicators."""
    within = {key: more.pop(key) for key in ("clusters", "withdrawn", "units") if key in more}
    figures = figures_of({("1", key): value for key, value in cells.items()}, **within)
    return score(sheet_of(line("1", rule, most=most, **more)), figures)


def points(rule, cells, **more):
    return row(scored(rule, cells, **more), "1")


def items(*values):
    return tuple(r.Item(f"k{i + 1}", "", int(value * 100)) for i, value in enumerate(values))


def band(lower, upper, earned, *, included=False):
    ends = (None if end is None else Fraction(end) for end in (lower, upper))
    return r.Band(*ends, included, earned * 100)


def test_binary_is_all_or_nothing():
    assert points(r.Binary(), {"": ["0", "10", "4", "12"]}) == ["0", "10", "0", "10"]


def test_direct_points_stop_at_the_maximum_and_at_the_minimum():
    assert points(r.Direct(), {"": ["7.25", "11", "-3"]}) == ["7.25", "10", "0"]
    assert points(r.Direct(), {"": ["-3"]}, min=-5) == ["-3"]
    assert points(r.Direct(), {"": ["-300", "300"]}, most=None, min=None) == ["-300", "300"]


def test_conditions_that_are_met_earn_their_own_points():
    cells = {"k1": ["1", "1", "0"], "k2": ["1", "0", "0"]}
    assert points(r.Conditions(items(2, 1.5)), cells) == ["3.5", "2", "0"]


def test_a_condition_still_blank_leaves_the_line_partial_and_an_excused_one_does_not():
    card = scored(
        r.Conditions(items(2, 1.5)), {"k1": ["1", "1", "", "x"], "k2": ["", "x", "", "x"]}
    )
    assert row(card, "1") == ["2", "2", "", ""]
    assert filled(card, "1") == [PARTIAL, COMPLETE, BLANK, EXCUSED]


def test_levels_need_not_be_linear_and_are_reached_in_full():
    cells = {"": ["1", "2", "3", "2.5", "9"]}
    assert points(r.Levels(items(0, 7, 10)), cells) == ["0", "7", "10", "7", "10"]


BY_SHARE = r.Bands(
    r.Measure.SHARE,
    (band(None, 60, 2), band(60, 80, 3), band(80, None, 4)),
    Fraction(1, 100),
)


def test_bands_are_half_open():
    cells = {"part": ["80", "79.5", "60", "59.99", "2"], "whole": ["100"] * 4 + ["3"]}
    assert points(BY_SHARE, cells) == ["4", "3", "3", "2", "3"]


def test_a_band_may_include_its_upper_bound_and_a_gap_earns_nothing():
    rule = r.Bands(r.Measure.VALUE, (band(0, 1, 5, included=True), band(3, 4, 1)), Fraction(1))
    assert points(rule, {"": ["0", "1", "2", "3", "4"]}) == ["5", "5", "0", "1", "0"]


@pytest.mark.parametrize(
    ("no_base", "earned", "state"),
    [
        (r.NoBase.NOT_ASSIGNED, "", NOT_ASSIGNED),
        (r.NoBase.NOT_APPLICABLE, "", EXCUSED),
        (r.NoBase.FULL, "10", COMPLETE),
        (r.NoBase.ZERO, "0", COMPLETE),
    ],
)
def test_without_a_target_the_sheet_says_what_a_ratio_earns(no_base, earned, state):
    rule = r.Ratio(no_base=no_base)
    card = scored(rule, {"": ["5", "", "5"], "target": ["", "0", "10"]})
    assert row(card, "1") == [earned, earned, "5"]
    assert filled(card, "1") == [state, state, COMPLETE]


def test_an_empty_whole_has_no_share_once_both_are_reported():
    card = scored(BY_SHARE, {"part": ["0", "", "5"], "whole": ["0", "0", ""]})
    assert filled(card, "1") == [NOT_ASSIGNED, BLANK, BLANK]


def test_change_from_nothing_is_above_or_below_every_band():
    rule = r.Bands(
        r.Measure.CHANGE, (band(None, 0, 1), band(0, 10, 2), band(10, None, 3)), Fraction(1)
    )
    cells = {"": ["0", "5", "109", "110", "90"], "previous": ["0", "0", "100", "100", "100"]}
    assert points(rule, cells) == ["2", "3", "2", "3", "1"]


def test_each_full_item_counts():
    cells = {"": ["0", "1.9", "2", "40"]}
    assert points(r.PerItem(50, per=Fraction(2)), cells) == ["0", "0", "0.5", "10"]


EVENTS = r.Events(
    (
        r.Event("good", "", 300, cap_points=500),
        r.Event("late", "", -200),
        r.Event("absent", "", -200),
        r.Event("away", "", 0, counts_as="absent"),
    ),
    base_points=100,
    clean_points=150,
    all_broken_points=-1000,
)


def test_events_add_and_take_within_their_caps_and_the_lines_limits():
    cells = {
        "good": ["1", "2", "0", "0"],
        "late": ["0", "0", "1", "1"],
        "absent": ["0", "0", "0", "1"],
        "away": ["0", "1", "1", "0"],
    }
    assert points(EVENTS, cells, min=-20) == ["5.5", "4", "-9", "-9"]


def test_neither_clean_bonus_nor_all_broken_before_everything_is_reported():
    cells = {"good": ["0", "0"], "late": ["", "1"], "absent": ["0", "1"], "away": ["0", ""]}
    card = scored(EVENTS, cells, min=None)
    assert row(card, "1") == ["1", "-3"]
    assert filled(card, "1") == [PARTIAL, PARTIAL]


def test_an_events_cap_holds_in_each_period():
    rule = r.Events((r.Event("good", "", 300, cap_points=500),))
    assert points(rule, {"good": [["1"], ["2"], ["4"]]}, most=100) == ["13"]


def test_prizes_count_all_or_only_the_best():
    cells = {"k1": ["1", "0", "0"], "k2": ["2", "1", "0"]}
    assert points(r.Prizes(items(3, 2)), cells) == ["7", "2", "0"]
    assert points(r.Prizes(items(3, 2), r.Take.BEST), cells) == ["3", "2", "0"]


def test_a_ratio_stops_at_the_maximum_or_at_its_surplus():
    cells = {"": ["50", "100", "130", "200"], "target": ["100"] * 4}
    assert points(r.Ratio(), cells) == ["5", "10", "10", "10"]
    assert points(r.Ratio(surplus_max_points=1200), cells) == ["5", "10", "12", "12"]


def test_below_its_threshold_a_ratio_earns_nothing():
    rule = r.Ratio(from_percent=Fraction(50))
    assert points(rule, {"": ["49.99", "50"], "target": ["100", "100"]}) == ["0", "5"]


def test_where_lower_is_better_the_ratio_is_turned_over():
    rule = r.Ratio(better=r.Better.LOWER)
    assert points(rule, {"": ["200", "100", "0"], "target": ["100"] * 3}) == ["5", "10", "10"]


def test_lateness_costs_more_each_day_and_ends_as_not_done():
    rule = r.Lateness((100, 300), each_further_points=250, cut_off_days=5, not_done_points=0)
    cells = {"": ["0", "1", "2", "3", "4", "5", "6", "0.2"]}
    assert points(rule, cells) == ["10", "9", "7", "4.5", "2", "0", "0", "9"]


def test_quality_and_timeliness_are_looked_up_together():
    rule = r.QualityTimeliness(("đẹp", "thường"), ("đúng hạn", "chậm"), ((1000, 500), (700, 0)))
    card = scored(rule, {"quality": ["1", "2", "2", "1"], "timeliness": ["1", "1", "2", ""]})
    assert row(card, "1") == ["10", "7", "0", ""]


def test_progress_earns_for_each_percent():
    rule = r.Progress(20, base_points=500)
    cells = {"": ["110", "90", "100", "7", "0"], "previous": ["100", "100", "100", "0", "0"]}
    assert points(rule, cells) == ["7", "3", "5", "10", "5"]
    fewer = r.Progress(20, base_points=500, better=r.Better.LOWER)
    assert points(fewer, cells) == ["3", "7", "5", "0", "5"]


def test_the_mean_of_records_counts_their_events():
    rule = r.MeanOfRecords((r.Event("broken", "", -100),))
    cells = {
        "total": ["29", "29", "0", ""],
        "count": ["3", "3", "0", "2"],
        "broken": ["1", "", "0", "0"],
    }
    card = scored(rule, cells)
    assert row(card, "1") == ["9.33", "9.67", "", ""]
    assert filled(card, "1") == [COMPLETE, PARTIAL, EXCUSED, BLANK]


SCORERS = tuple(r.Scorer(f"s{i}", "", weight=weight) for i, weight in enumerate((2, 1, 1)))


@pytest.mark.parametrize(
    ("combine", "earned"),
    [
        (r.Combine.MEAN, ["7.75", "8.67", "8.67", ""]),
        (r.Combine.MEDIAN, ["8", "8.5", "8.5", ""]),
        (r.Combine.SUM, ["22", "17", "17", ""]),
    ],
)
def test_a_scorer_who_abstains_changes_no_mean(combine, earned):
    cells = {"s0": ["9", "9", "9", "x"], "s1": ["8", "8", "8", "x"], "s2": ["5", "x", "", "x"]}
    card = scored(r.Panel(SCORERS, combine), cells, most=100)
    assert row(card, "1") == earned
    assert filled(card, "1") == [COMPLETE, COMPLETE, PARTIAL, EXCUSED]


def test_against_the_target_below_equal_leader_and_between():
    cells = {"": ["50", "100", "150", "200"], "target": ["100"] * 4}
    assert points(r.RelativeTarget(), cells) == ["2.5", "5", "7.5", "10"]


def test_all_who_share_the_highest_ratio_lead():
    cells = {"": ["3", "6", "2"], "target": ["1", "2", "1"]}
    assert points(r.RelativeTarget(), cells) == ["10", "10", "7.5"]


def test_against_a_target_where_lower_is_better_zero_leads():
    rule = r.RelativeTarget(r.Better.LOWER)
    cells = {"": ["0", "50", "100", "200"], "target": ["100"] * 4}
    assert points(rule, cells) == ["10", "5", "5", "2.5"]


def test_units_without_a_target_are_compared_among_themselves():
    cells = {"": ["40", "10", "300", "100"], "target": ["", "0", "100", "100"]}
    assert points(r.RelativeTarget(), cells) == ["10", "2.5", "10", "5"]


def test_a_withdrawn_unit_is_scored_beside_the_others_but_never_leads_them():
    cells = {"": ["200", "150", "900"], "target": ["100"] * 3}
    card = scored(r.RelativeTarget(), cells, withdrawn=[2])
    assert row(card, "1") == ["10", "7.5", "10"]


def test_nobody_waits_for_a_withdrawn_unit():
    card = scored(r.RelativeBest(), {"": ["4", "2", ""]}, withdrawn=[2])
    assert row(card, "1") == ["10", "5", ""]
    assert provisional(card, "1") == [False, False, True]


def test_each_cluster_has_its_own_leader_and_waits_for_its_own_units():
    cells = {"": ["4", "2", "10", "5", ""]}
    card = scored(r.RelativeBest(), cells, clusters=[7, 7, 3, 3, 3])
    assert row(card, "1") == ["10", "5", "10", "5", ""]
    assert provisional(card, "1") == [False, False, True, True, True]


def test_the_best_of_the_cluster_may_be_the_lowest():
    rule = r.RelativeBest(r.Better.LOWER)
    assert points(rule, {"": ["2", "4", "8"]}) == ["10", "5", "2.5"]
    assert points(rule, {"": ["0", "4", "0"]}) == ["10", "0", "10"]


def test_places_in_the_cluster_are_shared_and_the_last_points_hold_on():
    rule = r.ClusterPlace((1000, 800, 600))
    assert points(rule, {"": ["9", "9", "7", "5", "3"]}) == ["10", "10", "6", "6", "6"]
    lowest = r.ClusterPlace((1000, 800, 600), r.Better.LOWER)
    assert points(lowest, {"": ["9", "9", "7", "5"]}) == ["6", "6", "8", "10"]


def test_places_by_means_over_different_numbers_of_periods_are_exact():
    cells = {"": [["1", "1", "2"], ["1", "x", "x"], ["2", "x", "1"]]}
    rule = r.ClusterPlace((1000, 800, 600))
    assert points(rule, cells, over_periods=YearEnd.MEAN) == ["8", "6", "10"]


def test_without_its_document_only_a_part_is_left():
    document = Document(Fraction(50))
    cells = {"": ["10", "12", "3", "3"], "document": ["0", "0", "1", ""]}
    card = scored(r.Direct(), cells, document=document)
    assert row(card, "1") == ["5", "5", "3", "3"]
    assert filled(card, "1") == [COMPLETE] * 4


def test_a_missing_document_does_not_soften_a_penalty():
    cells = {"": ["-4"], "document": ["0"]}
    assert points(r.Direct(), cells, min=-10, document=Document(Fraction(50))) == ["-4"]


def test_a_bonus_lies_on_top_up_to_its_own_cap():
    cells = {"": ["10", "6", ""], "bonus": ["1", "9", "1"]}
    assert points(r.Direct(), cells, bonus_max_points=150) == ["11", "7.5", ""]


@pytest.mark.parametrize(
    ("rounding", "earned"),
    [
        (Rounding.HALF_UP, ["3.3", "6.7", "-3.3"]),
        (Rounding.UP, ["3.4", "6.7", "-3.4"]),
        (Rounding.DOWN, ["3.3", "6.6", "-3.3"]),
    ],
)
def test_a_division_is_rounded_once_as_the_sheet_says(rounding, earned):
    criterion = line("1", r.MeanOfRecords(), most=10, min=None)
    sheet = sheet_of(criterion, places=1, rounding=rounding)
    cells = {("1", "total"): ["10", "20", "-10"], ("1", "count"): ["3", "3", "3"]}
    assert row(score(sheet, figures_of(cells)), "1") == earned


def test_figures_beyond_int64_are_scored_exactly():
    huge = 10**30
    cells = {"": [str(huge + 1), str(huge), str(huge * 3)], "target": [str(huge)] * 3}
    assert points(r.RelativeTarget(), cells) == ["5", "5", "10"]
    card = scored(r.PerItem(100), {"": [str(huge)]}, most=None)
    assert int(card.points[-1][0]) == huge * 100
