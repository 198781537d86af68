"""Places, grades and ties on small clusters, as a clerk would settle them by hand."""

from fractions import Fraction
from itertools import permutations

import numpy as np
import pytest
from attrs import evolve
from tests.core.scoring.making import figures_of, line, points, sheet_of

from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import (
    FloorEffect,
    Grade,
    LastTie,
    Override,
    OverrideEffect,
    RankBy,
    Ranking,
    Requirement,
)
from thidua.core.rankings import (
    Status,
    TieKind,
    decided_between,
    explain_place,
    spread,
    standings,
)
from thidua.core.scoring import score

THREE = (
    line("I", r.Direct(), most=700),
    line("II", r.Direct(), most=200),
    line("III", r.Direct(), most=100),
)
GRADES = (
    Grade("Xuất sắc", Fraction(900), None, upper_included=False),
    Grade("Khá", Fraction(700), Fraction(900), upper_included=False),
    Grade("Trung bình", None, Fraction(700), upper_included=False),
)


def ranked(cells, *, statuses=None, criteria=THREE, figures=None, **sheet):
    """Return card and standings of figures for the three sections."""
    card = score(sheet_of(*criteria, **sheet), figures or figures_of(cells))
    return card, standings(card, statuses or {})


def places(found):
    return {standing.unit: standing.place for standing in found}


def by_unit(found):
    return {standing.unit: standing for standing in found}


def test_units_stand_by_total_and_places_after_a_shared_one_are_skipped():
    _card, found = ranked({"I": ["683", "681", "681", "600"]})
    assert places(found) == {"U1": 1, "U2": 2, "U3": 2, "U4": 4}
    assert [standing.unit for standing in found] == ["U1", "U2", "U3", "U4"]


def test_equal_totals_without_a_tie_breaker_share_the_place_and_say_so():
    _card, found = ranked({"I": ["600", "600"]})
    first, second = found
    assert (first.place, first.tie, first.tie_with) == (1, TieKind.EQUAL, ("U2",))
    assert (second.place, second.tie, second.tie_with) == (1, TieKind.EQUAL, ("U1",))


def test_a_tie_breaker_parts_equal_totals_and_is_named():
    cells = {"I": ["678", "675.75"], "II": ["191.75", "194"], "III": ["95", "95"]}
    _card, found = ranked(cells, ranking=Ranking(ties=("I", "III")))
    assert places(found) == {"U1": 1, "U2": 2}
    assert [(s.tie, s.tie_criterion, s.tie_with) for s in found] == [
        (TieKind.DECIDED, "I", ("U2",)),
        (TieKind.DECIDED, "I", ("U1",)),
    ]


def test_of_three_level_units_one_is_parted_and_two_still_share():
    cells = {"I": ["600", "500", "500"], "II": ["0", "100", "100"]}
    _card, found = ranked(cells, ranking=Ranking(ties=("I",)))
    one = by_unit(found)
    assert places(found) == {"U1": 1, "U2": 2, "U3": 2}
    assert (one["U1"].tie, one["U1"].tie_with) == (TieKind.DECIDED, ("U2", "U3"))
    assert (one["U2"].tie, one["U2"].tie_with) == (TieKind.EQUAL, ("U3",))
    assert (one["U3"].tie, one["U3"].tie_with) == (TieKind.EQUAL, ("U2",))


def test_of_three_level_units_two_are_parted_only_by_the_second_tie_breaker():
    cells = {"I": ["600", "500", "500"], "II": ["10", "60", "50"], "III": ["0", "50", "60"]}
    _card, found = ranked(cells, ranking=Ranking(ties=("I", "II")))
    one = by_unit(found)
    assert places(found) == {"U1": 1, "U2": 2, "U3": 3}
    assert (one["U1"].tie_criterion, one["U1"].tie_with) == ("I", ("U2", "U3"))
    assert (one["U2"].tie_criterion, one["U2"].tie_with) == ("II", ("U3",))
    assert (one["U3"].tie_criterion, one["U3"].tie_with) == ("II", ("U2",))


def test_a_sheet_may_leave_a_tie_to_a_decision():
    _card, found = ranked({"I": ["600", "600"]}, ranking=Ranking(last=LastTie.DECIDE))
    assert [(s.place, s.tie) for s in found] == [(1, TieKind.REQUIRED), (1, TieKind.REQUIRED)]


def test_equal_totals_take_the_same_places_in_whatever_order_the_units_come():
    totals = {"U1": "770", "U2": "620", "U3": "770", "U4": "900"}
    criteria = (line("I", r.Direct(), most=1000),)
    for order in permutations(totals):
        figures = evolve(figures_of({"I": [totals[u] for u in order]}), units=order)
        _card, found = ranked({}, criteria=criteria, figures=figures)
        assert places(found) == {"U4": 1, "U1": 2, "U3": 2, "U2": 4}
        assert [s.unit for s in found] == ["U4", "U1", "U3", "U2"]


def test_editing_a_description_moves_nobody():
    """A program once moved a unit from the first place to the seventh for that."""
    cells = {"I": ["600", "600", "500"]}
    _card, before = ranked(cells)
    renamed = tuple(evolve(c, title=f"{c.title} (sửa)", note="mới") for c in THREE)
    _card, after = ranked(cells, criteria=renamed)
    assert before == after


def test_a_ranking_says_of_each_unit_whether_its_total_may_still_change():
    """770, 62 and 0 points were once ranked as if all three had been reviewed."""
    cells = {"I": ["700", "62", ""], "II": ["70", "", ""], "III": ["0", "", ""]}
    card, found = ranked(cells)
    assert [s.provisional for s in found] == [False, True, True]
    why = explain_place(card, found, unit="U1")
    waiting = next(step for step in why.steps if step.code == "place_provisional")
    assert waiting.facts == {"waiting": 2, "count": 3}


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.DISQUALIFIED])
def test_a_unit_out_of_the_ranking_is_shown_without_a_place_and_takes_none(status):
    card, found = ranked({"I": ["700", "600", "500"]}, statuses={"U1": status}, grades=GRADES)
    assert places(found) == {"U2": 1, "U3": 2, "U1": None}
    assert found[-1].status is status
    assert found[-1].total_points == points("700")
    assert found[-1].grade == ""
    assert explain_place(card, found, unit="U1").steps[-1].code == f"place_{status}"


def test_a_unit_outside_every_comparison_counts_as_withdrawn():
    figures = figures_of({"I": ["700", "600"]}, withdrawn=[0])
    _card, found = ranked({}, figures=figures)
    assert places(found) == {"U2": 1, "U1": None}
    assert found[-1].status is Status.WITHDRAWN


def test_clusters_are_ranked_apart():
    figures = figures_of({"I": ["700", "600", "500", "650"]}, clusters=[7, 2, 2, 7])
    _card, found = ranked({}, figures=figures)
    assert [(s.cluster, s.unit, s.place) for s in found] == [
        (2, "U2", 1), (2, "U3", 2), (7, "U1", 1), (7, "U4", 2),
    ]  # fmt: skip


def test_shares_are_compared_exactly_where_the_sheet_ranks_by_share():
    """94 of 100 and 47 of 50 are the same share; 95 of 101 is a little more."""
    criteria = (line("A", r.Direct(), most=50), line("B", r.Direct(), most=51),
                line("C", r.Direct(), most=50))  # fmt: skip
    cells = {"A": ["47", "47", "x"], "B": ["x", "x", "50"], "C": ["47", "x", "45"]}
    _card, found = ranked(cells, criteria=criteria, ranking=Ranking(by=RankBy.SHARE))
    assert places(found) == {"U3": 1, "U1": 2, "U2": 2}
    assert by_unit(found)["U1"].tie is TieKind.EQUAL


def test_a_unit_to_which_nothing_applies_stands_last_by_share():
    cells = {"I": ["x", "1"], "II": ["x", "0"], "III": ["x", "0"]}
    _card, found = ranked(cells, ranking=Ranking(by=RankBy.SHARE))
    assert places(found) == {"U2": 1, "U1": 2}


# ---- grades


def test_a_grade_is_the_band_of_the_total():
    _card, found = ranked({"I": ["700", "700", "699.99"], "II": ["200", "0", "0"]}, grades=GRADES)
    assert [s.grade for s in found] == ["Xuất sắc", "Khá", "Trung bình"]


def test_a_better_grade_stands_before_more_points_where_the_sheet_says_so():
    needs = Requirement("III", Fraction(50))
    grades = (evolve(GRADES[0], requires=(needs,)), *GRADES[1:])
    cells = {"I": ["700", "700"], "II": ["200", "150"], "III": ["40", "60"]}
    card, found = ranked(cells, grades=grades, ranking=Ranking(grade_first=True))
    assert [(s.unit, s.grade, s.total_points) for s in found] == [
        ("U2", "Xuất sắc", points("910")),
        ("U1", "Khá", points("940")),
    ]
    assert [code for code, _ in found[1].grade_reasons] == ["grade_requirement"]
    decided = decided_between(card, found, upper="U2", lower="U1")
    assert decided.by == "decided_by_grade"
    assert decided.difference_points == points("-30")


@pytest.mark.parametrize(
    ("effect", "grade", "place"),
    [
        pytest.param(FloorEffect.LOWER_GRADE, "Khá", 1, id="one grade lower"),
        pytest.param(FloorEffect.LOWEST_GRADE, "Trung bình", 1, id="the lowest grade"),
        pytest.param(FloorEffect.NOT_CONSIDERED, "", None, id="not considered"),
    ],
)
def test_a_section_below_its_floor_costs_the_grade(effect, grade, place):
    floored = evolve(THREE[2], floor_percent=Fraction(50), floor_effect=effect)
    cells = {"I": ["700", "600"], "II": ["200", "100"], "III": ["49.99", "50"]}
    card, found = ranked(cells, criteria=(*THREE[:2], floored), grades=GRADES)
    one = by_unit(found)
    assert (one["U1"].grade, one["U1"].place) == (grade, place)
    assert one["U2"].grade == "Khá"
    assert [code for code, _ in one["U1"].grade_reasons] == [f"grade_floor_{effect}"]
    assert one["U2"].grade_reasons == ()
    steps = [step.code for step in explain_place(card, found, unit="U1").steps]
    assert f"grade_floor_{effect}" in steps


def test_a_floor_waits_for_a_section_that_is_not_complete():
    floored = evolve(THREE[2], floor_percent=Fraction(50), floor_effect=FloorEffect.NOT_CONSIDERED)
    cells = {"I": ["700"], "II": ["200"], "III": [""]}
    card, found = ranked(cells, criteria=(*THREE[:2], floored), grades=GRADES)
    assert (found[0].place, found[0].grade) == (1, "Xuất sắc")
    why = explain_place(card, found, unit="U1")
    assert "grade_floor_waits" in [step.code for step in why.steps]


@pytest.mark.parametrize(
    ("override", "grade", "place"),
    [
        pytest.param(
            Override("KL", "Kỷ luật", OverrideEffect.GRADE, grade="Trung bình"),
            "Trung bình", 1, id="no better than",
        ),
        pytest.param(Override("KL", "", OverrideEffect.LOWER_GRADE), "Khá", 1, id="one lower"),
        pytest.param(Override("KL", "", OverrideEffect.NOT_CONSIDERED), "", None, id="not at all"),
    ],
)  # fmt: skip
def test_an_override_acts_whatever_the_points(override, grade, place):
    cells = {"I": ["700", "600"], "II": ["200", "100"], "KL": ["1", "0"]}
    _card, found = ranked(cells, grades=GRADES, overrides=(override,))
    one = by_unit(found)
    assert (one["U1"].grade, one["U1"].place) == (grade, place)
    assert one["U1"].total_points == points("900")
    assert one["U2"].grade == "Khá"


def test_an_override_never_makes_a_grade_better():
    override = Override("KL", "", OverrideEffect.GRADE, grade="Xuất sắc")
    _card, found = ranked({"I": ["600"], "KL": ["1"]}, grades=GRADES, overrides=(override,))
    assert found[0].grade == "Trung bình"


def test_a_sheet_without_grades_can_still_force_one():
    override = Override("KL", "", OverrideEffect.GRADE, grade="Không hoàn thành")
    _card, found = ranked({"I": ["600"], "KL": ["1"]}, overrides=(override,))
    assert found[0].grade == "Không hoàn thành"


# ---- what parted units


def test_what_parted_two_units_is_told_by_section_and_by_the_lines_that_brought_most():
    criteria = (
        line("I", r.Sum(), most=30),
        line("I.1", r.Direct(), most=10, parent="I"),
        line("I.2", r.Direct(), most=10, parent="I"),
        line("I.3", r.Direct(), most=10, parent="I"),
        line("II", r.Direct(), most=10),
        line("III", r.Direct(), most=10),
    )
    cells = {"I.1": ["10", "8"], "I.2": ["9", "8.5"], "I.3": ["4", "5"], "II": ["7", "5"],
             "III": ["3", "2.75"]}  # fmt: skip
    card, found = ranked(cells, criteria=criteria)
    decided = decided_between(card, found, upper="U1", lower="U2")
    assert decided.by == "decided_by_points"
    assert decided.difference_points == points("3.75")
    assert [(d.code, d.difference_points) for d in decided.sections] == [
        ("I", points("1.5")), ("II", points("2")), ("III", points("0.25")),
    ]  # fmt: skip
    assert [(d.code, d.difference_points) for d in decided.criteria] == [
        ("I.1", points("2")), ("II", points("2")), ("I.2", points("0.5")),
    ]  # fmt: skip


def test_a_tie_breaker_that_decided_is_named_between_neighbours():
    cells = {"I": ["678", "675.75"], "II": ["191.75", "194"]}
    card, found = ranked(cells, ranking=Ranking(ties=("III", "I")))
    decided = decided_between(card, found, upper="U1", lower="U2")
    assert (decided.by, decided.facts["criterion"]) == ("decided_by_tie", "I")
    assert decided.facts["difference_points"] == points("2.25")
    assert decided.difference_points == 0


def test_between_level_totals_the_greatest_differences_count_on_both_sides():
    cells = {"I": ["678", "675.75"], "II": ["192", "194"], "III": ["95", "95.25"]}
    card, found = ranked(cells, ranking=Ranking(ties=("I",)))
    decided = decided_between(card, found, upper="U1", lower="U2")
    assert [(d.code, d.difference_points) for d in decided.criteria] == [
        ("I", points("2.25")), ("II", points("-2")), ("III", points("-0.25")),
    ]  # fmt: skip


def test_the_spread_of_a_line_leaves_out_who_has_no_points_and_who_does_not_compete():
    figures = figures_of({"I": ["10", "", "5", "600", "6"]}, withdrawn=[3])
    lies = spread(score(sheet_of(*THREE), figures))
    assert (lies["I"].highest, lies["I"].lowest, lies["I"].units) == (1_000, 500, 3)
    assert lies["I"].mean == Fraction(700)
    assert "II" not in lies


def test_the_place_is_explained_with_its_neighbours():
    card, found = ranked({"I": ["700", "600", "500"]}, grades=GRADES)
    why = explain_place(card, found, unit="U2")
    codes = [step.code for step in why.steps]
    assert codes[:3] == ["place_total", "grade_by_points", "place_is"]
    behind, ahead = (
        next(step.facts for step in why.steps if step.code == code)
        for code in ("place_behind", "place_ahead")
    )
    assert behind == {"unit": "U1", "difference_points": points("100")}
    assert ahead == {"unit": "U3", "difference_points": points("100")}
    assert np.array([case.applies for case in why.cases]).tolist() == [False, False, True]


def test_a_unit_that_is_not_there_is_not_explained():
    card, found = ranked({"I": ["700"]})
    with pytest.raises(KeyError):
        explain_place(card, found, unit="U9")
