"""Derivations as people read them: the figures, the case that applied, every step."""

from fractions import Fraction

import pytest
from tests.core.scoring.making import figures_of, line, points, sheet_of

from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import Document, Override, OverrideEffect, Rounding, YearEnd
from thidua.core.figures import Source, State
from thidua.core.scoring import score
from thidua.core.scoring.explaining import explain, what_if

ACTUALS = ["0", "5", "1", "3", "12", "1", "0"]


@pytest.fixture
def cluster():
    """Seven units with a target of 1 each, five points to earn; U5 leads with 12."""
    sources = {("28b", "", "U2", ""): Source("figures.csv", 412),
               ("28b", "target", "U2", ""): Source("targets.csv", 9)}  # fmt: skip
    figures = figures_of({"28b": ACTUALS, ("28b", "target"): ["1"] * 7}, sources=sources)
    return score(sheet_of(line("28b", r.RelativeTarget(), most=5)), figures)


def codes(why):
    return [step.code for step in why.steps]


def only(rule, cells, *, most=10, sheet=None, **more):
    """Return the derivation of U1 on the only line of a sheet."""
    figures = figures_of({("1", key): value for key, value in cells.items()})
    card = score(sheet_of(line("1", rule, most=most, **more), **(sheet or {})), figures)
    return explain(card, unit="U1", criterion="1")


def test_a_unit_above_its_target_is_told_how_far_the_leader_is(cluster):
    why = explain(cluster, unit="U2", criterion="28b")
    assert why.points == points("3.41")
    assert why.exact == Fraction(5, 2) + Fraction(5, 2) * Fraction(4, 11)
    assert codes(why) == ["why_above_target", "why_beside_leader", "why_rounded"]
    beside = why.steps[1]
    assert (beside.facts["excess"], beside.facts["leader_excess"]) == (4, 11)
    assert (beside.facts["leader"], beside.facts["leader_ratio"]) == ("U5", 12)
    assert [case.code for case in why.cases if case.applies] == ["case_above_target_higher"]


def test_inputs_have_their_sources_and_the_leader_stands_beside_them(cluster):
    why = explain(cluster, unit="U2", criterion="28b")
    assert [(i.name, i.unit, i.value, i.source.file, i.source.row) for i in why.inputs] == [
        ("", "U2", 5, "figures.csv", 412),
        ("target", "U2", 1, "targets.csv", 9),
        ("leader", "U5", 12, "", 0),
        ("leader_target", "U5", 1, "", 0),
    ]


def test_what_the_others_of_the_cluster_reported_stands_in_a_table(cluster):
    why = explain(cluster, unit="U2", criterion="28b")
    assert [(o.unit, o.value, o.target, o.ratio, o.points) for o in why.others] == [
        ("U1", 0, 1, 0, 0),
        ("U2", 5, 1, 5, points("3.41")),
        ("U3", 1, 1, 1, points("2.5")),
        ("U4", 3, 1, 3, points("2.95")),
        ("U5", 12, 1, 12, points("5")),
        ("U6", 1, 1, 1, points("2.5")),
        ("U7", 0, 1, 0, 0),
    ]


def test_what_would_follow_from_another_figure(cluster):
    asked = {"unit": "U2", "criterion": "28b"}
    assert what_if(cluster, **asked, value=Fraction(4)) == points("3.18")
    assert what_if(cluster, **asked, value=Fraction(6)) == points("3.64")
    assert what_if(cluster, **asked, value=Fraction(10), of_unit="U5") == points("3.61")
    assert what_if(cluster, **asked, value=Fraction(10), indicator="target") == points("1.25")


def test_nobody_is_told_what_would_follow_where_there_is_no_such_figure(cluster):
    with pytest.raises(KeyError):
        what_if(cluster, unit="U2", criterion="28b", value=Fraction(1), indicator="nothing")
    with pytest.raises(KeyError):
        what_if(cluster, unit="U9", criterion="28b", value=Fraction(1))
    with pytest.raises(KeyError):
        explain(cluster, unit="U2", criterion="29")


def test_a_second_pass_derivation_says_whom_it_waits_for():
    cells = {"1": ["12", "11", "", ""], ("1", "target"): ["10"] * 4}
    figures = figures_of(cells, withdrawn=[3])
    card = score(sheet_of(line("1", r.RelativeTarget(), most=10)), figures)
    why = explain(card, unit="U1", criterion="1")
    assert (why.points, why.provisional, why.missing) == (1_000, True, ("U3",))
    assert codes(why)[-1] == "why_waits"


def test_a_leader_is_told_that_it_leads():
    cells = {"1": ["12", "15"], ("1", "target"): ["10", "10"]}
    card = score(sheet_of(line("1", r.RelativeTarget(), most=10)), figures_of(cells))
    why = explain(card, unit="U2", criterion="1")
    assert codes(why) == ["why_above_target", "why_leads"]
    assert [case.code for case in why.cases if case.applies] == ["case_leads_higher"]


def test_units_without_a_target_are_compared_among_themselves():
    cells = {"1": ["12", "15", "5", "20"], ("1", "target"): ["10", "", "10", ""]}
    card = score(sheet_of(line("1", r.RelativeTarget(), most=10)), figures_of(cells))
    why = explain(card, unit="U2", criterion="1")
    assert codes(why) == ["why_group_without_target", "why_of_best"]
    assert why.steps[-1].facts["best_unit"] == "U4"
    assert why.points == points("7.5")


def test_every_rounding_says_how_it_rounds():
    cells = {"": ["1"], "target": ["3"]}
    ways = {Rounding.HALF_UP: "why_rounded", Rounding.UP: "why_rounded_up",
            Rounding.DOWN: "why_rounded_down"}  # fmt: skip
    for rounding, code in ways.items():
        why = only(r.Ratio(), cells, sheet={"rounding": rounding})
        assert codes(why) == ["why_percent_of_target", "why_part_of_max", code]
        assert why.exact == Fraction(10, 3)
        assert why.points == (334 if rounding is Rounding.UP else 333)


def test_a_result_that_needs_no_rounding_is_not_told_to_be_rounded():
    assert codes(only(r.Direct(), {"": ["7.25"]})) == ["why_entered"]


def test_a_missing_document_and_a_bonus_each_have_a_step():
    more = {"document": Document(Fraction(50)), "bonus_max_points": 150}
    why = only(r.Direct(), {"": ["8"], "document": ["0"], "bonus": ["2"]}, **more)
    assert codes(why) == ["why_entered", "why_document", "why_bonus"]
    assert [step.value for step in why.steps] == [8, 4, Fraction(11, 2)]
    assert [i.name for i in why.inputs] == ["", "document", "bonus"]


def test_a_cap_is_told_with_its_points():
    why = only(r.PerItem(300), {"": ["5"]})
    assert codes(why) == ["why_items", "why_capped"]
    assert why.steps[-1].facts == {"cap_points": 1_000}
    assert why.points == 1_000


def test_periods_are_told_one_by_one_where_each_is_scored():
    cells = {"": [["8"], ["x"], [""], ["9"]]}
    why = only(r.Direct(), cells, over_periods=YearEnd.MEAN, score_each_period=True)
    assert codes(why) == [
        "why_entered", "why_period", "why_not_applicable", "why_period_not_applicable",
        "why_blank", "why_period_blank", "why_entered", "why_period", "why_periods_mean",
        "why_partial",
    ]  # fmt: skip
    assert (why.points, why.provisional) == (850, True)


def test_the_figure_of_the_year_is_told_where_the_periods_are_put_together():
    why = only(r.PerItem(100), {"": [["1"], ["2"], ["3"]]})
    assert codes(why) == ["why_year_sum", "why_items"]
    assert why.steps[0].facts["figure"] == 6
    assert [i.period for i in why.inputs] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("cell", "state", "code"),
    [
        pytest.param("", State.BLANK, "why_blank", id="blank"),
        pytest.param("x", State.NOT_APPLICABLE, "why_not_applicable", id="does not apply"),
        pytest.param("không giao", State.NOT_ASSIGNED, "why_not_assigned", id="not assigned"),
    ],
)
def test_no_points_have_a_reason_too(cell, state, code):
    why = only(r.Direct(), {"": [cell]})
    assert (why.points, why.exact, why.state) == (None, None, state)
    assert codes(why) == [code]


def test_a_line_for_other_types_of_unit_says_so():
    criterion = line("1", r.Direct(), most=10, unit_types=frozenset({"state"}))
    figures = figures_of({"1": ["5"]}, types=["private"])
    card = score(sheet_of(criterion, unit_types={"private": "Ngoài nhà nước"}), figures)
    why = explain(card, unit="U1", criterion="1")
    assert why.steps[0].facts == {"criterion": "1", "unit_type": "Ngoài nhà nước"}


def test_an_override_that_leaves_nothing_is_the_last_step():
    override = Override("KT", "Bị khởi tố", OverrideEffect.ZERO, criterion="1")
    figures = figures_of({"1": ["9"], "KT": ["1"]})
    card = score(sheet_of(line("1", r.Direct(), most=10), overrides=(override,)), figures)
    why = explain(card, unit="U1", criterion="1")
    assert codes(why) == ["why_entered", "why_zeroed"]
    assert why.points == 0


# ---- sections


def section_card(**cells):
    criteria = (
        line("A", r.Sum(base_points=100), most=None),
        line("A.1", r.Direct(), most=10, parent="A", bonus_max_points=150),
        line("A.2", r.Direct(), most=10, parent="A"),
        line("A.3", r.Direct(), most=5, parent="A", on_top=True),
    )
    return score(sheet_of(*criteria), figures_of(cells))


def test_a_section_says_what_each_child_brings_and_what_lies_on_top():
    card = section_card(**{"A.1": ["10"], "A.2": [""], "A.3": ["5"]})
    why = explain(card, unit="U1", criterion="A")
    assert codes(why) == ["why_base", "why_children", "why_on_top"]
    assert [step.value for step in why.steps] == [1, 11, 16]
    assert [(p.code, p.points, p.counted, p.reason) for p in why.parts] == [
        ("A.1", 1_000, True, ""),
        ("A.2", None, False, "part_blank"),
        ("A.3", 500, True, "part_on_top"),
    ]
    assert why.provisional


def test_a_bonus_above_the_maximum_of_a_line_passes_its_section_too():
    criteria = (
        line("A", r.Sum(), most=20),
        line("A.1", r.Direct(), most=10, parent="A", bonus_max_points=150),
        line("A.2", r.Direct(), most=10, parent="A"),
    )
    cells = {"A.1": ["10"], ("A.1", "bonus"): ["1.5"], "A.2": ["10"]}
    card = score(sheet_of(*criteria), figures_of(cells))
    why = explain(card, unit="U1", criterion="A")
    assert codes(why) == ["why_children", "why_passing"]
    assert why.points == points("21.5")


def test_a_pool_says_that_it_holds_its_children():
    criteria = (
        line("A", r.Sum(), most=5, pool=True),
        line("A.1", r.Direct(), most=4, parent="A"),
        line("A.2", r.Direct(), most=4, parent="A", floor_percent=Fraction(50)),
    )
    card = score(sheet_of(*criteria), figures_of({"A.1": ["4"], "A.2": ["3"]}))
    why = explain(card, unit="U1", criterion="A")
    assert codes(why) == ["why_children", "why_pool_capped"]
    assert why.points == points("5")


def test_the_best_child_is_named_and_the_others_do_not_count():
    criteria = (
        line("A", r.Best(), most=5),
        line("A.1", r.Direct(), most=5, parent="A"),
        line("A.2", r.Direct(), most=5, parent="A"),
    )
    card = score(sheet_of(*criteria), figures_of({"A.1": ["3"], "A.2": ["4"]}))
    why = explain(card, unit="U1", criterion="A")
    assert why.steps[0].facts == {"criterion": "A.2"}
    assert [(p.counted, p.reason) for p in why.parts] == [(False, "part_not_best"), (True, "")]


@pytest.mark.parametrize(
    ("earned", "code"),
    [("4", "why_floor_missed"), ("5", "why_floor_met"), ("", "why_floor_waits")],
)
def test_a_floor_is_told_beside_the_points_of_its_section(earned, code):
    criteria = (
        line("A", r.Sum(), most=20, floor_percent=Fraction(50)),
        line("A.1", r.Direct(), most=10, parent="A"),
        line("A.2", r.Direct(), most=10, parent="A"),
    )
    card = score(sheet_of(*criteria), figures_of({"A.1": ["5"], "A.2": [earned]}))
    assert codes(explain(card, unit="U1", criterion="A"))[-1] == code


def test_the_total_is_told_from_the_base_and_the_top_level():
    criteria = (line("A", r.Direct(), most=10), line("B", r.Direct(), most=5, on_top=True))
    sheet = sheet_of(*criteria, base_points=10_000)
    why = explain(score(sheet, figures_of({"A": ["7"], "B": ["2"]})), unit="U1", criterion="TOTAL")
    assert codes(why) == ["why_base", "why_children", "why_on_top"]
    assert (why.points, why.max_points, why.kind) == (10_900, 11_000, "total")


def test_a_cap_that_holds_in_each_period_is_told_so_where_the_year_passes_it():
    rule = r.Events(events=(r.Event(key="bai", title="", points=50, cap_points=200),))
    figures = figures_of({("1", "bai"): [["10"], ["10"]]})
    (case,) = explain(score(sheet_of(line("1", rule)), figures), unit="U1", criterion="1").cases
    assert case.facts["period_cap_points"] == 200
    assert "cap_points" not in case.facts


def test_without_listed_deductions_every_day_late_costs_the_same():
    rule = r.Lateness(deductions=(), each_further_points=50)
    why = only(rule, {"": ["3"]})
    assert [case.code for case in why.cases if case.applies] == ["case_late_each"]
