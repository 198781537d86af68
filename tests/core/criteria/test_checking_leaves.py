"""A line reaches its maximum, keeps its limits, and counts."""

import pytest
from tests.core.criteria.sheets import HEAD, blocks, direct, errors, found, leaf

from thidua.core.criteria import read_sheet

DIRECT = 'kind = "direct"'
TYPES = '[unit_types]\nstate = "Nhà nước"\nprivate = "Ngoài nhà nước"\n'


# ---- points of a line


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            'kind = "conditions"\nconditions = [{ key = "a", points = 9 }]',
            [(6, "unreachable_maximum")],
        ),
        (
            ('kind = "conditions"\nconditions = [{ key = "a", points = 9 },'
            ' { key = "b", points = 2 }]'),
            [(6, "parts_exceed_maximum")],
        ),
        (
            'kind = "levels"\nlevels = [{ key = "a", points = 9 }, { key = "b", points = 0 }]',
            [(6, "unreachable_maximum")],
        ),
        (
            'kind = "levels"\nlevels = [{ key = "a", points = 10 }, { key = "b", points = 1 }]',
            [(5, "lowest_is_not_zero")],
        ),
        (
            ('kind = "levels"\nlevels = [\n{ key = "a", points = 10 },\n'
            '{ key = "b", points = 11 },\n'
            '{ key = "c", points = -1 }]'),
            [(7, "item_above_maximum"), (8, "item_below_minimum"), (8, "points_turn")],
        ),
        (
            ('kind = "bands"\nbands = [{ from = 4, points = 1 },'
            " { from = 3, below = 4, points = 0 }, { below = 3, points = 10 }]"),
            [(5, "points_turn")],
        ),
        (
            'kind = "prizes"\ntake = "best"\nprizes = [{ key = "a", points = 9 }]',
            [(7, "unreachable_maximum")],
        ),
        ('kind = "prizes"\nprizes = [{ key = "a", points = 9 }]', []),
        ('kind = "per_item"\npoints = 3', []),
        ('kind = "per_item"\npoints = 0', [(6, "unreachable_maximum"), (6, "nothing_to_earn")]),
        (
            ('kind = "events"\nbase = 4\nevents = [{ key = "a", points = 2, cap = 4 }]\n'
            'over_periods = "highest"'),
            [(8, "unreachable_maximum")],
        ),
        ('kind = "events"\nbase = 4\nevents = [{ key = "a", points = 2 }]', []),
        ('kind = "events"\nevents = [{ key = "a", points = 2, cap = 4 }]', []),
        (
            'kind = "quality_timeliness"\nqualities = ["a"]\ntimeliness = ["b"]\npoints = [[9]]',
            [(8, "unreachable_maximum")],
        ),
        ('kind = "cluster_place"\npoints = [9, 8]', [(6, "unreachable_maximum")]),
        ('kind = "cluster_place"\npoints = [10, 11]', [(5, "item_above_maximum"),
                                                       (5, "place_earns_more")]),
        (
            ('kind = "panel"\ncombine = "sum"\n'
            'scorers = [{ key = "a", max = 4 }, { key = "b", max = 5 }]'),
            [(7, "unreachable_maximum")],
        ),
        (
            'kind = "panel"\ncombine = "sum"\nscorers = [{ key = "a" }, { key = "b" }]',
            [(7, "parts_exceed_maximum")],
        ),
        ('kind = "progress"\nper_percent = 1\nbase = 5', []),
        ('kind = "progress"\nper_percent = 0\nbase = 5', [(7, "unreachable_maximum")]),
        ('kind = "progress"\nper_percent = "0,01"\nbase = 5\nbetter = "lower"',
         [(8, "unreachable_maximum")]),
    ],
)  # fmt: skip
def test_a_leaf_reaches_its_maximum_and_keeps_its_limits(more, expected):
    other = blocks(direct("2", 1))
    assert found(leaf(more) + other) == expected


@pytest.mark.parametrize(
    "more",
    [
        'kind = "direct"',
        'kind = "binary"',
        'kind = "ratio"',
        'kind = "relative_target"',
        'kind = "relative_best"',
        'kind = "lateness"\ndeductions = [1]',
        'kind = "levels"\nlevels = [{ key = "a", points = 0 }]',
    ],
)  # fmt: skip
def test_kinds_with_a_limit_need_a_maximum(more):
    assert (1, "maximum_missing") in found(leaf(more, maximum=""))


def test_in_an_excerpt_only_kinds_that_multiply_the_maximum_need_it():
    head = f"{HEAD}complete = false\n"
    assert found(leaf(DIRECT, maximum=""), head=head) == []
    assert found(leaf('kind = "ratio"', maximum=""), head=head) == [(1, "maximum_missing")]


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        ("max = 0", [(1, "limits_take_all")]),
        ("max = 0\nmin = -5", []),
        ('max = 0\nmin = "none"', []),
    ],
)
def test_a_penalty_needs_a_minimum_below_zero(limits, expected):
    penalty = 'kind = "events"\nevents = [{ key = "a", points = -1 }]'
    text = blocks(direct("2", 5)) + leaf(penalty, maximum=limits)
    assert [(row - 5, code) for row, code in found(text)] == expected


def test_a_section_must_let_its_penalties_through():
    penalty = (
        "1.1",
        'kind = "events"\nmax = 0\nmin = "none"\nevents = [{ key = "a", points = -1 }]',
    )
    stopped = blocks(("1", "max = 0"), penalty, direct("2", 5))
    assert found(stopped) == [(1, "limits_take_all")]
    assert found(stopped.replace("max = 0\n[[", 'max = 0\nmin = "none"\n[[')) == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(blocks(direct("1", 0)), id="every maximum is zero"),
        pytest.param(
            blocks(("1", 'kind = "weighted_mean"\nmax = 10'), direct("1.1", 10, "weight = 0")),
            id="every weight is zero",
        ),
        pytest.param("base = 750\n" + blocks(direct("1", 0)), id="nothing beside the base"),
        pytest.param(leaf('kind = "per_item"\npoints = 0'), id="items without points"),
    ],
)
def test_a_sheet_in_which_nothing_counts_is_an_error(text):
    assert "nothing_counts" in errors(text)


def test_a_sheet_in_which_nothing_counts_for_one_type_names_it():
    text = TYPES + blocks(direct("1", 10, 'unit_types = ["state"]'))
    (finding,) = [f for f in read_sheet(HEAD + text).findings if f.code == "nothing_counts"]
    assert finding.facts["unit_type"] == "Ngoài nhà nước"


@pytest.mark.parametrize(
    ("step", "most", "is_off"),
    [('"0,5"', '"7,25"', True), ('"0,25"', '"7,25"', False), ("1", "7.5", True), ("1", "7", False)],
)
def test_points_are_multiples_of_the_step(step, most, is_off):
    codes = [code for _row, code in found(f"step = {step}\n" + blocks(direct("1", most)))]
    assert codes == (["off_step"] if is_off else [])


def test_a_minimum_is_a_multiple_of_the_step_too():
    text = 'step = "0,5"\n' + blocks(direct("1", 7, "min = -1.25"))
    assert found(text) == [(7, "off_step")]


def test_a_minimum_lies_below_the_maximum():
    assert (6, "minimum_above_maximum") in found(blocks(direct("1", 5, "min = 6")))


# ---- lines


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('scorer = "phòng"', [(6, "unknown_scorer")]),
        ('scorer = "standing_office"', []),
        ("weight = 2", [(6, "weight_not_used")]),
        ("weight = 1", [(6, "weight_not_used")]),
        ('floor_effect = "not_considered"', [(6, "floor_effect_without_floor")]),
        ('floor = "50%"', [(6, "effect_without_grades")]),
        ('floor = "50%"\nfloor_effect = "not_considered"', []),
        ('due = "30/11/2019"', [(6, "due_in_other_year")]),
        ('due = "31/01/2026"', []),
    ],
)
def test_a_line_names_what_exists_and_what_is_used(more, expected):
    assert found(blocks(direct("1", 10, more))) == expected


def test_a_floor_needs_a_maximum():
    text = blocks(
        ("1", 'kind = "per_item"\npoints = 1\nfloor = 50\nfloor_effect = "not_considered"')
    )
    assert found(text) == [(6, "floor_without_maximum")]


def test_a_relative_kind_cannot_be_scored_period_by_period():
    more = 'kind = "relative_target"\nscore_each_period = true'
    assert found(leaf(more)) == [(5, "each_period_in_cluster")]
