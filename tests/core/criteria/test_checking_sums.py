"""Maxima add up: leaves to sections, sections to totals, for each type of unit."""

import pytest
from tests.core.criteria.sheets import HEAD, blocks, direct, errors, found

from thidua import wording
from thidua.core.criteria import read_sheet

TYPES = '[unit_types]\nstate = "Nhà nước"\nprivate = "Ngoài nhà nước"\n'


# ---- sums


@pytest.mark.parametrize(
    ("children", "expected"),
    [
        pytest.param([6, 4], [], id="they add up"),
        pytest.param([6, 5], [(4, "children_exceed")], id="leaves above their section"),
        pytest.param([6, 3], [(4, "children_fall_short")], id="leaves below their section"),
        pytest.param(['"0,1"', '"9,9"'], [], id="tenths add up exactly"),
    ],
)
def test_leaves_add_up_to_their_section(children, expected):
    leaves = [direct(f"1.{at}", most) for at, most in enumerate(children)]
    assert found(blocks(("1", "max = 10"), *leaves)) == expected


def test_sections_are_added_up_at_every_level():
    tree = blocks(
        ("1", "max = 10"), ("1.1", "max = 6"), direct("1.1.1", 5), ("1.2", "max = 4"),
        direct("1.2.1", 5),
    )  # fmt: skip
    assert found(tree) == [(8, "children_fall_short"), (17, "children_exceed")]


def test_the_finding_names_both_sums():
    text = blocks(("1", "max = 10"), direct("1.1", '"10,25"'))
    (finding,) = read_sheet(HEAD + text).findings
    assert (finding.facts["max_points"], finding.facts["sum_points"]) == (1000, 1025)
    said = wording.finding_line(finding, "vi")
    assert said == (
        "sheet.toml:6: mục 1: các tiêu chí con cộng lại được 10,25 điểm, vượt 10,00 điểm của mục;"
        " sửa điểm, hoặc ghi pool = true nếu mục chỉ lấy đến 10,00"
    )


def test_a_base_of_the_section_counts_in_its_sum():
    assert found(blocks(("1", "base = 4\nmax = 10"), direct("1.1", 6))) == []
    assert found(blocks(("1", "base = 4\nmax = 10"), direct("1.1", 10))) == [(5, "children_exceed")]


def test_what_lies_on_top_is_left_out_of_the_sum():
    assert (
        found(blocks(("1", "max = 10"), direct("1.1", 10), direct("1.2", 5, "on_top = true"))) == []
    )


def test_a_pool_caps_what_stands_in_it_but_must_be_reachable():
    assert found(blocks(("1", "pool = true\nmax = 50"), direct("1.1", 40), direct("1.2", 40))) == []
    short = blocks(("1", "pool = true\nmax = 50"), direct("1.1", 40))
    assert found(short) == [(5, "children_fall_short")]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("best", []), ("mean", [(5, "children_fall_short")]), ("weighted_mean", [])],
)
def test_a_mean_and_a_best_child_are_measured_by_their_own_rule(kind, expected):
    weights = ("weight = 0", "weight = 2") if kind == "weighted_mean" else ("", "")
    tree = blocks(
        ("1", f'kind = "{kind}"\nmax = 10'), direct("1.1", 4, weights[0]),
        direct("1.2", 10, weights[1]),
    )  # fmt: skip
    assert found(tree) == expected


def test_an_excerpt_may_fall_short_but_not_exceed():
    head = f"{HEAD}complete = false\ntotal = 100\n"
    assert found(blocks(("1", "max = 10"), direct("1.1", 3)), head=head) == []
    assert found(blocks(("1", "max = 10"), direct("1.1", 13)), head=head) == [
        (4, "children_exceed")
    ]
    assert found(blocks(direct("1", 101)), head=head) == [(0, "total_exceeded")]


def test_a_child_without_a_limit_needs_a_section_that_caps_it():
    endless = ("1.1", 'kind = "per_item"\npoints = 1')
    assert found(blocks(("1", "max = 10"), endless)) == [(4, "child_without_limit")]
    assert found(blocks(("1", "max = 10\npool = true"), endless)) == []
    assert found(blocks(("1", 'note = "không giới hạn"'), endless)) == []


def test_penalties_without_a_maximum_are_no_child_without_limit():
    penalty = ("1.2", 'kind = "events"\nmin = "none"\nevents = [{ key = "a", points = -1 }]')
    assert found(blocks(("1", 'max = 10\nmin = "none"'), direct("1.1", 10), penalty)) == []


def test_a_section_says_its_maximum():
    assert found(blocks(("1", 'note = ""'), direct("1.1", 10))) == [(1, "section_without_maximum")]


def test_one_line_that_cannot_be_read_brings_no_finding_on_sums():
    faulty = ("1.1.1", 'kind = "levels"\nlevels = 3')
    text = "total = 20\n" + blocks(("1", "max = 10"), ("1.1", 'note = ""'), faulty, direct("2", 10))
    assert found(text) == [(14, "sheet_not_a_list")]


def test_what_an_excerpt_does_not_know_may_still_not_be_exceeded_by_the_rest():
    head = f"{HEAD}complete = false\n"
    tree = blocks(("1", "max = 10"), direct("1.1", 11), ("1.2", 'kind = "direct"'))
    assert found(tree, head=head) == [(4, "children_exceed")]
    assert found("total = 9\n" + tree.replace("11", "9"), head=head) == [(1, "total_exceeded")]


def test_a_section_in_which_nothing_stands_is_empty():
    assert found(blocks(("1", 'kind = "sum"\nmax = 10'), direct("2", 1))) == [(1, "empty_section")]


# ---- the total


def test_the_declared_total_is_the_sum_of_the_top():
    leaves = blocks(direct("1", 60), direct("2", 40))
    assert found(f"total = 100\n{leaves}") == []
    assert found(f"total = 99\n{leaves}") == [(1, "total_exceeded")]
    assert found(f"total = 101\n{leaves}") == [(1, "total_falls_short")]
    assert found(f"total = 110\nbase = 10\n{leaves}") == []


def test_a_total_needs_a_top_with_limits():
    leaves = blocks(direct("1", 60), ("2", 'kind = "per_item"\npoints = 1'))
    assert found(f"total = 60\n{leaves}") == [(1, "total_without_limit")]


# ---- types of unit


def test_sums_and_totals_are_right_for_each_type_of_unit():
    tree = blocks(
        direct("1", 100), direct("2", 30, 'unit_types = ["state"]'),
        direct("3", 40, 'unit_types = ["private"]'),
    )  # fmt: skip
    assert found(f"total = {{ state = 130, private = 140 }}\n{TYPES}{tree}") == []
    wrong = found(f"total = {{ state = 130, private = 130 }}\n{TYPES}{tree}")
    assert wrong == [(1, "total_exceeded")]
    assert found(f"total = 130\n{TYPES}{tree}") == [(1, "total_exceeded")]


def test_a_section_that_only_one_type_can_fill_asks_for_a_look():
    tree = blocks(("1", "max = 10"), direct("1.1", 6), direct("1.2", 4, 'unit_types = ["state"]'))
    assert found(TYPES + tree) == [(7, "children_fall_short")]
    assert errors(TYPES + tree) == []
    finding = read_sheet(HEAD + TYPES + tree).findings[0]
    assert finding.facts["unit_type"] == "Ngoài nhà nước"


def test_types_are_declared_and_a_total_names_each():
    tree = blocks(direct("1", 10, 'unit_types = ["stat"]'), direct("2", 10))
    assert found(TYPES + tree) == [(9, "unknown_unit_type")]
    total = "total = { state = 10, privat = 10 }\n"
    assert found(total + TYPES + blocks(direct("1", 10))) == [
        (1, "unknown_unit_type"),
        (1, "total_missing"),
    ]


def test_a_line_of_another_type_than_its_section_applies_to_nobody():
    tree = blocks(
        ("1", 'max = 10\nunit_types = ["state"]'), direct("1.1", 10),
        direct("1.2", 5, 'unit_types = ["private"]'), direct("2", 1),
    )  # fmt: skip
    assert found(TYPES + tree) == [(19, "applies_to_nobody")]
