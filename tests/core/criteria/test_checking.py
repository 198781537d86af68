"""What is wrong in the design of a sheet: each defect is found at its line, and nothing else."""

import ast
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest
from tests.core.criteria.sheets import DOCUMENTED, HEAD, errors, found, leaf

from thidua import wording
from thidua.core import criteria
from thidua.core.criteria import read_sheet


def blocks(*lines):
    """Return [[criteria]] blocks from (code, what stands in it), four lines and more each."""
    return "".join(f'[[criteria]]\ncode = "{code}"\ntitle = "x"\n{more}\n' for code, more in lines)


DIRECT = 'kind = "direct"'


def direct(code, most, more=""):
    return code, f'kind = "direct"\nmax = {most}\n{more}'.rstrip()


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
            'kind = "events"\nbase = 4\nevents = [{ key = "a", points = 2, cap = 4 }]',
            [(7, "unreachable_maximum")],
        ),
        ('kind = "events"\nbase = 4\nevents = [{ key = "a", points = 2 }]', []),
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


# ---- rules


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ('{ key = "a", counts_as = "b" }', [(5, "counts_as_unknown")]),
        ('{ key = "a", counts_as = "a" }', [(5, "counts_as_circle")]),
        (
            '{ key = "a", counts_as = "b" },\n{ key = "b", counts_as = "a" }',
            [(5, "counts_as_circle"), (6, "counts_as_circle")],
        ),
        ('{ key = "a", counts_as = "b" },\n{ key = "b", counts_as = "p" }', []),
        ('{ key = "a", counts_as = "p", points = 3 }', [(5, "counts_as_with_points")]),
        ('{ key = "a" }', [(5, "event_without_points")]),
        ('{ key = "a", points = 2, cap = -4 }', [(5, "cap_has_wrong_sign")]),
        ('{ key = "a", points = -2, cap = 4 }', [(5, "cap_has_wrong_sign")]),
        ('{ key = "a", points = -2, cap = -1 }', [(5, "cap_below_one")]),
        ('{ key = "p", points = -2 }', [(1, "name_twice")]),
    ],
)
def test_events_hang_together(events, expected):
    more = f'kind = "events"\nevents = [{events},\n{{ key = "p", points = 5 }}]'
    assert found(leaf(more)) == expected


@pytest.mark.parametrize(
    ("own", "events", "expected"),
    [
        ("clean = 5", '{ key = "a", points = 1 }', [(5, "clean_without_penalties")]),
        ("clean = 5", '{ key = "a", points = -1 }', []),
        ("all_broken = -9", '{ key = "a", points = -1 }', [(5, "all_broken_without_penalties")]),
        (
            "all_broken = 9",
            '{ key = "a", points = -1 }, { key = "b", points = -1 }',
            [(5, "all_broken_above_zero")],
        ),
    ],
)
def test_a_clean_record_and_breaking_all_need_penalties(own, events, expected):
    assert (
        found(leaf(f'kind = "events"\n{own}\nevents = [{events}]', maximum="min = -20")) == expected
    )


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ("deductions = [1, 3, 2]", [(5, "deduction_falls")]),
        ("deductions = [1, 3, 3]", []),
        ("deductions = [1, 2, 3]\ncut_off = 2", [(5, "deduction_after_cut_off")]),
        ("deductions = [4, 8]\ncut_off = 2\nnot_done = 3", [(7, "not_done_beats_late")]),
        ("deductions = [4, 8]\ncut_off = 2\nnot_done = 0", []),
        ("not_done = 1", [(1, "lateness_costs_nothing")]),
        ("each_further = 1\ncut_off = 3\nnot_done = -1", [(7, "item_below_minimum")]),
    ],
)
def test_lateness_hangs_together(own, expected):
    assert found(leaf(f'kind = "lateness"\n{own}')) == expected


@pytest.mark.parametrize(
    ("points", "expected"),
    [
        ("[[10, 0]]", [(7, "table_rows_differ")]),
        ("[[10, 0], [5]]", [(7, "table_columns_differ")]),
        ("[[10, 0], [5, 0]]", []),
    ],
)
def test_a_table_has_a_row_for_each_quality_and_a_column_for_each_step(points, expected):
    own = f'qualities = ["a", "b"]\ntimeliness = ["c", "d"]\npoints = {points}'
    assert found(leaf(f'kind = "quality_timeliness"\n{own}')) == expected


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ('kind = "ratio"\nsurplus_max = 9', [(5, "surplus_below_maximum")]),
        ('kind = "ratio"\nmeasure = "change"', [(5, "ratio_of_change")]),
        ('kind = "per_item"\npoints = 1\nper = "2,5"', [(6, "per_off_step")]),
        ('kind = "ratio"\nmeasure = "value"\nno_base = "full"', [(6, "no_base_not_used")]),
        (
            (
                'kind = "bands"\nmeasure = "share"\nvalue_step = 1\n'
                "bands = [{ from = 50, points = 10 }, { below = 50, points = 0 }]"
            ),
            [(6, "value_step_not_used")],
        ),
        ('kind = "per_item"\npoints = 1\nper = "2,5"\nvalue_step = "0,5"', []),
        (
            'kind = "panel"\nscorers = [{ key = "a", weight = 0 }]',
            [(5, "weights_all_zero"), (6, "unreachable_maximum"), (6, "nothing_to_earn")],
        ),
        (
            'kind = "panel"\ncombine = "median"\nscorers = [{ key = "a", weight = 2 }]',
            [(6, "scorer_weight_not_used")],
        ),
        ('kind = "panel"\nscorers = [{ key = "a" }, { key = "a" }]', [(1, "name_twice")]),
        (
            (
                'kind = "conditions"\nconditions = [{ key = "document", points = 10 }]\n'
                'document = { missing = "50%" }'
            ),
            [(1, "name_twice")],
        ),
        (
            'kind = "levels"\nlevels = [{ key = "2", points = 10 }, { key = "1", points = 0 }]',
            [(1, "level_named_by_other_number"), (1, "level_named_by_other_number")],
        ),
        ('kind = "levels"\nlevels = [{ key = "1", points = 10 }, { key = "2", points = 0 }]', []),
    ],
)
def test_other_rules_hang_together(more, expected):
    assert found(leaf(more) + blocks(direct("2", 1))) == expected


# ---- every code has a sentence, a use and a line in the documentation

SOURCES = sorted(Path(str(files(criteria))).glob("*.py"))
# How many arguments come before the code.
REPORTERS = {"head_error": 0, "head_warning": 0, "refuse": 0, "error": 1, "warning": 1, "note": 2}


def codes_in_source():
    """Return every text that is handed to a reporter of findings, or could be."""
    found_codes, texts = set(), set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.Call):
                at = REPORTERS.get(getattr(node.func, "attr", ""), len(node.args))
                found_codes.update(
                    a.value for a in node.args[at:][:1] if isinstance(a, ast.Constant)
                )
    return found_codes, texts


def sentences(lang):
    text = files(wording).joinpath(lang, "criteria.toml").read_text("utf-8")
    return {code for code in tomllib.loads(text) if not code.startswith("_")}


def test_every_code_in_the_source_has_a_sentence_and_every_sentence_a_use():
    reported, texts = codes_in_source()
    assert reported - sentences("vi") == set()
    assert sentences("vi") - texts == set()


def test_every_code_is_explained_in_the_documentation():
    assert sorted(DOCUMENTED) == sorted(sentences("vi"))
