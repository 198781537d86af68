"""Bands and grades hold every value once: gaps, overlaps and what nothing reaches are named."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.criteria.sheets import HEAD, found, leaf

from thidua.core.criteria import read_sheet
from thidua.core.criteria.rules import Band
from thidua.core.criteria.stretches import gaps, overlaps, stretch, stretch_of
from thidua.wording import finding_line

ABSENCES = """kind = "bands"
bands = [
  { from = 0, to = 0, points = 10 },
  { from = 1, to = 1, points = 8 },
  { from = 2, to = 3, points = 3 },
  { from = 4, points = 0 },
]"""


def bands(*rows, own=""):
    listed = ",\n".join(f"{{ {row} }}" for row in rows)
    return leaf(f'kind = "bands"\n{own}\nbands = [\n{listed}\n]')


def values(text, code):
    """Return (first, last) of the values that findings of a code name."""
    facts = [f.facts for f in read_sheet(HEAD + text).findings if f.code == code]
    return [(fact["value"], fact.get("last")) for fact in facts]


def test_counts_in_whole_numbers_need_no_common_bounds():
    assert found(leaf(ABSENCES)) == []


@pytest.mark.parametrize(
    ("old", "new", "expected", "named"),
    [
        pytest.param("to = 3", "to = 2", [(8, "band_gap")], (3, None), id="three has none"),
        pytest.param("from = 4", "from = 6", [(8, "band_gap")], (4, 5), id="four and five"),
        pytest.param("from = 0, to = 0", "from = 1, to = 0", [(6, "band_empty"), (7, "band_gap")],
                     (0, None), id="the first is turned round"),
        pytest.param("to = 3", "to = 4", [(9, "bands_overlap")], (4, None), id="four has two"),
        pytest.param("{ from = 4,", "{ from = 4, to = 9,", [(9, "band_gap")], (10, None),
                     id="ten and more has none"),
    ],
)  # fmt: skip
def test_a_count_without_a_band_or_with_two_is_named(old, new, expected, named):
    text = leaf(ABSENCES.replace(old, new))
    assert found(text) == expected
    code = expected[-1][1]
    assert values(text, code) == [named]


def test_an_open_gap_says_so():
    text = leaf(ABSENCES.replace("{ from = 4,", "{ from = 4, to = 9,"))
    (finding,) = read_sheet(HEAD + text).findings
    assert finding_line(finding, "vi") == (
        "sheet.toml:11: tiêu chí 1: không có khoảng nào cho giá trị 10 trở lên …"
    )


def test_a_half_step_falls_between_whole_numbers():
    text = bands("from = 1, points = 10", "to = 0, points = 0", own="value_step = 0.5")
    assert found(text) == [(8, "band_gap")]
    assert values(text, "band_gap") == [(Fraction(1, 2), None)]


def test_a_band_between_two_steps_is_never_met():
    text = bands("from = 1, points = 10", "from = 0.2, below = 1, points = 5",
                 "below = 0.2, points = 0")  # fmt: skip
    assert found(text) == [(8, "band_never_met")]


def test_a_band_below_zero_is_never_met_for_a_figure_but_is_for_a_change():
    rows = ("from = 0, points = 10", "below = 0, points = 0")
    assert found(bands(*rows)) == [*[(5, "lowest_is_not_zero")][:0], (8, "band_never_met")]
    assert found(bands(*rows, own='measure = "change"')) == []


@pytest.mark.parametrize("measure", ["target", "share", "change"])
def test_percentages_are_exact_so_their_bands_have_to_meet(measure):
    rows = ("from = 80, points = 10", "from = 60, to = 79.99, points = 5", "below = 60, points = 0")
    text = bands(*rows, own=f'measure = "{measure}"')
    assert found(text) == [(8, "band_gap")]
    assert values(text, "band_gap") == [(Fraction("79.995"), None)]
    assert found(text.replace("to = 79.99", "below = 80")) == []


@pytest.mark.parametrize(("measure", "expected"), [("share", []), ("target", [(7, "band_gap")])])
def test_a_share_ends_at_100_percent_but_a_target_can_be_passed(measure, expected):
    rows = ("from = 80, to = 100, points = 10", "below = 80, points = 0")
    assert found(bands(*rows, own=f'measure = "{measure}"')) == expected


def test_both_bands_that_hold_a_percentage_are_named():
    rows = ("from = 80, points = 10", "to = 80, points = 0")
    text = bands(*rows, own='measure = "share"')
    assert found(text) == [(7, "bands_overlap")]
    (finding,) = read_sheet(HEAD + text).findings
    assert finding.facts.items() >= {"value": 80, "first": 2, "second": 1}.items()


def test_above_leaves_the_bound_to_the_band_below():
    rows = ("above = 80, points = 10", "from = 60, to = 80, points = 5", "below = 60, points = 0")
    text = bands(*rows, own='measure = "share"')
    assert found(text) == []
    assert found(text.replace("to = 80", "below = 80")) == [(8, "band_gap")]
    assert values(text.replace("to = 80", "below = 80"), "band_gap") == [(80, None)]
    assert found(text.replace("from = 60", "above = 60")) == [(9, "band_gap")]
    assert found(text.replace("above = 80", "from = 80")) == [(7, "bands_overlap")]
    assert found(text.replace("above = 80", "from = 80, above = 80"))[0] == (7, "from_and_above")


def test_a_count_above_two_begins_at_three():
    rows = ("above = 2, points = 10", "to = 2, points = 0")
    assert found(bands(*rows)) == []
    assert values(bands("above = 2, points = 10", "to = 1, points = 0"), "band_gap") == [(2, None)]


# ---- what published sheets really contained


def test_a_band_that_gives_1_where_0_was_meant_asks_for_a_look():
    rows = ("to = 0, points = 10", "from = 1, to = 3, points = 4", "from = 4, points = 1")
    assert found(bands(*rows)) == [(9, "lowest_is_not_zero")]
    turned = (*rows[:2], "from = 4, to = 4, points = 0", "from = 5, points = 1")
    assert found(bands(*turned)) == [(10, "points_turn")]


DIRECT = leaf('kind = "direct"', maximum="max = 100")
GRADES = """
[[grades]]
name = "Xuất sắc"
from = 90
[[grades]]
name = "Tốt"
from = 81
to = 89
[[grades]]
name = "Khá"
to = 80
"""


def test_grades_in_whole_numbers_leave_quarter_points_without_a_grade():
    text = f'step = "0,25"\n{DIRECT}{GRADES}'
    assert found(text) == [(11, "grade_gap"), (15, "grade_gap")]
    assert values(text, "grade_gap") == [
        (Fraction("89.25"), Fraction("89.75")),
        (Fraction("80.25"), Fraction("80.75")),
    ]


def test_in_half_points_80_and_a_half_has_no_grade():
    text = f'step = "0,5"\n{DIRECT}{GRADES}'
    assert (Fraction("80.5"), None) in values(text, "grade_gap")


def test_grades_in_whole_numbers_hold_whole_points():
    assert found(f"step = 1\n{DIRECT}{GRADES}") == []


def test_a_division_brings_totals_between_the_steps():
    text = f"step = 1\n{DIRECT.replace('direct', 'ratio')}{GRADES}"
    assert (Fraction("80.01"), Fraction("80.99")) in values(text, "grade_gap")


def test_leaves_above_their_section_and_a_day_that_is_none():
    text = """
[[criteria]]
code = "1"
title = "Mục"
max = 10
[[criteria]]
code = "1.1"
title = "Nộp báo cáo"
kind = "lateness"
max = 8
due = "31/11"
deductions = [1]
[[criteria]]
code = "1.2"
title = "x"
kind = "direct"
max = 4
"""
    assert found(text) == [(5, "children_exceed"), (11, "no_such_day")]


# ---- grades


def graded(*rows, own="", top="max = 100", kind="direct"):
    grades = "".join(f'[[grades]]\nname = "{name}"\n{row}\n' for name, row in rows)
    return own + leaf(f'kind = "{kind}"', maximum=top) + grades


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([("A", "from = 80"), ("B", "below = 80")], [], id="they meet"),
        pytest.param([("A", "from = 80\nto = 100"), ("B", "from = 0\nbelow = 80")], [],
                     id="closed"),
        pytest.param([("A", "from = 80\nbelow = 100"), ("B", "below = 80")], [(6, "grade_gap")],
                     id="the highest total has none"),
        pytest.param([("A", "from = 80"), ("B", "from = 50\nbelow = 80")],
                     [(9, "no_grade_below")], id="low totals have none"),
        pytest.param([("A", "above = 80"), ("B", "to = 80")], [], id="80 is in the lower"),
        pytest.param([("A", "above = 80"), ("B", "from = 80\nto = 80"), ("C", "below = 80")], [],
                     id="80 alone"),
        pytest.param([("A", "from = 80"), ("B", "to = 80")], [(9, "grades_overlap")],
                     id="80 twice"),
        pytest.param([("B", "below = 80"), ("A", "from = 80")], [(9, "grades_out_of_order")],
                     id="the worst first"),
        pytest.param([("A", "from = 80"), ("A", "below = 80")], [(10, "grade_twice")],
                     id="one name"),
        pytest.param([("A", "from = 101"), ("B", "below = 101")],
                     [(6, "best_grade_unreachable")], id="nobody can be best"),
        pytest.param([("A", "from = 80"), ("B", "from = -5\nbelow = 80"), ("C", "below = -5")],
                     [(13, "grade_never_reached")], id="nobody falls below 0"),
        pytest.param([("A", "from = 90\nbelow = 80"), ("B", "below = 90"), ],
                     [(6, "grade_empty"), (10, "grade_gap")], id="turned round"),
    ],
)  # fmt: skip
def test_grades_hold_every_total_once(rows, expected):
    assert found(graded(*rows)) == expected


def test_a_bonus_on_top_needs_a_best_grade_without_an_end():
    more = '[[criteria]]\ncode = "T"\ntitle = "x"\nkind = "binary"\nmax = 15\non_top = true\n'
    rows = [("A", "from = 80\nto = 100"), ("B", "below = 80")]
    assert found(graded(*rows) + more) == [(6, "grade_gap")]
    assert found(graded(("A", "from = 80"), rows[1]) + more) == []


def test_a_bonus_beside_a_criterion_lifts_the_total():
    rows = [("A", "from = 80\nto = 100"), ("B", "below = 80")]
    text = graded(*rows).replace("max = 100", "max = 100\nbonus_max = 1.5")
    assert values(text, "grade_gap") == [(Fraction("100.01"), Fraction("101.5"))]


def test_totals_below_zero_need_a_lowest_grade_without_an_end():
    rows = [("A", "from = 80"), ("B", "from = 0\nbelow = 80")]
    assert found(graded(*rows, top='max = 100\nmin = "none"')) == [(10, "no_grade_below")]


def test_grades_in_percent_have_to_meet():
    own = 'grades_by = "share"\nstep = 1\n'
    rows = [("A", "from = 80"), ("B", "to = 79")]
    assert found(graded(*rows, own=own)) == [(11, "grade_gap")]
    assert found(graded(("A", "from = 80\nto = 100"), ("B", "below = 80"), own=own)) == []


def test_an_excerpt_is_not_asked_whether_its_grades_can_be_reached():
    own = "complete = false\n"
    assert found(graded(("A", "from = 900"), ("B", "below = 900"), own=own)) == []
    assert found(graded(("A", "from = 900"), ("B", "below = 890"), own=own)) == [(10, "grade_gap")]


@pytest.mark.parametrize(
    ("requires", "expected"),
    [
        ('{ criterion = "1", at_least = "80%" }', []),
        ('{ criterion = "9", at_least = "80%" }', [(9, "grade_requires_unknown")]),
        ('{ criterion = "1", at_least = "120%" }', [(9, "percent_over_100")]),
        ('{ criterion = "1" }', [(9, "sheet_key_missing")]),
    ],
)
def test_a_grade_requires_what_exists(requires, expected):
    rows = [("A", f"from = 80\nrequires = [{requires}]"), ("B", "below = 80")]
    assert found(graded(*rows)) == expected


def test_a_grade_cannot_require_a_percentage_of_what_has_no_limit():
    rows = [("A", 'from = 8\nrequires = [{ criterion = "1", at_least = 80 }]'), ("B", "below = 8")]
    text = graded(*rows, top="points = 1", kind="per_item")
    assert found(text) == [(9, "grade_requires_unlimited")]


# ---- overrides and places


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ('effect = "not_considered"', []),
        ('effect = "zero"', [(1, "override_needs_criterion")]),
        ('effect = "zero"\ncriterion = "1"', []),
        ('effect = "zero"\ncriterion = "9"', [(5, "override_of_unknown")]),
        ('effect = "grade"', [(1, "override_needs_grade")]),
        ('effect = "grade"\ngrade = "B"', []),
        ('effect = "grade"\ngrade = "C"', [(5, "override_to_unknown_grade")]),
        ('effect = "lower"', [(4, "sheet_not_a_choice")]),
        ('effect = "lower_grade"\ncode = "1"', [(5, "toml_twice")]),
    ],
)
def test_an_override_names_what_exists(own, expected):
    text = graded(("A", "from = 80"), ("B", "below = 80"))
    block = f'[[overrides]]\ncode = "K"\ntitle = "x"\n{own}\n'
    assert [(row - text.count("\n"), code) for row, code in found(text + block)] == expected


def test_an_override_has_a_code_of_its_own():
    block = '[[overrides]]\ncode = "{}"\ntitle = "x"\neffect = "not_considered"\n'
    text = leaf('kind = "direct"') + "".join(map(block.format, ["K", "K", "1", "TOTAL"]))
    assert found(text) == [
        (11, "override_twice"),
        (15, "override_is_criterion"),
        (19, "override_twice"),
    ]


def test_a_grade_that_an_excerpt_does_not_define_may_still_be_forced():
    block = '[[overrides]]\ncode = "K"\ntitle = "x"\neffect = "grade"\ngrade = "C"\n'
    head = f"{HEAD}complete = false\n"
    text = leaf('kind = "direct"') + block
    assert found(text, head=head) == [(10, "override_grade_without_bands")]
    assert found(text) == [(10, "override_to_unknown_grade")]


@pytest.mark.parametrize(
    ("own", "expected"),
    [
        ('ties = ["1"]', []),
        ('ties = ["1",\n"9"]', [(3, "tie_of_unknown")]),
        ('ties = ["1", "1"]', [(2, "tie_twice")]),
        ("grade_first = true", [(2, "grade_first_without_grades")]),
        ('by = "share"', []),
        ('by = "luck"', [(2, "sheet_not_a_choice")]),
    ],
)
def test_the_ranking_names_what_exists(own, expected):
    text = leaf('kind = "direct"')
    rows = found(f"{text}[ranking]\n{own}\n")
    assert [(row - text.count("\n"), code) for row, code in rows] == expected


def test_a_share_needs_a_maximum():
    endless = leaf('kind = "per_item"\npoints = 1', maximum="")
    assert found(endless + '[ranking]\nby = "share"\n') == [(8, "share_without_maximum")]
    grades = '[[grades]]\nname = "A"\nfrom = 80\n[[grades]]\nname = "B"\nbelow = 80\n'
    text = f'grades_by = "share"\n{endless}{grades}'
    assert (1, "share_without_maximum") in found(text)
    on_top = endless.replace('code = "1"', 'code = "2"\non_top = true')
    assert found(leaf('kind = "direct"') + on_top + '[ranking]\nby = "share"\n') == []


def test_losing_a_grade_needs_grades():
    block = '[[overrides]]\ncode = "K"\ntitle = "x"\neffect = "lower_grade"\n'
    assert found(leaf('kind = "direct"') + block) == [(6, "effect_without_grades")]


# ---- stretches against counting


BOUND = st.none() | st.integers(-4, 24).map(lambda quarters: Fraction(quarters, 4))
STRETCHES = st.lists(
    st.builds(Band, BOUND, BOUND, st.booleans(), points=st.just(0), lower_included=st.booleans()),
    max_size=5,
)


def holds(band, value):
    low = band.lower is None or value > band.lower
    high = band.upper is None or value < band.upper
    low = low or (band.lower_included and value == band.lower)
    return low and (high or (band.upper_included and value == band.upper))


def within(gap, value):
    return gap.first <= value and (gap.last is None or value <= gap.last)


@given(STRETCHES, st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(1, 4)]))
def test_gaps_and_overlaps_in_a_step_are_what_counting_finds(drawn, step):
    domain = stretch(Fraction(0), Fraction(6), included=True)
    counted = [step * n for n in range(int(6 / step) + 1)]
    held = {value: sum(holds(one, value) for one in drawn) for value in counted}
    stretches = [stretch_of(one) for one in drawn]
    named = gaps(stretches, domain=domain, step=step)
    missing = [v for v in counted if any(within(gap, v) for gap in named)]
    assert missing == [value for value in counted if not held[value]]
    twice = overlaps(stretches, domain=domain, step=step)
    assert bool(twice) == any(count > 1 for count in held.values())
    for overlap in twice:
        assert holds(drawn[overlap.one], overlap.value)
        assert holds(drawn[overlap.other], overlap.value)


@given(STRETCHES)
def test_gaps_and_overlaps_of_exact_numbers_are_what_fine_counting_finds(drawn):
    domain = stretch(Fraction(0), Fraction(6), included=True)
    fine = [Fraction(n, 8) for n in range(6 * 8 + 1)]
    stretches = [stretch_of(one) for one in drawn]
    named = gaps(stretches, domain=domain, step=None)
    for gap in named:
        assert not any(holds(one, gap.first) for one in drawn)
    missing = [value for value in fine if not any(holds(one, value) for one in drawn)]
    assert bool(named) == bool(missing)
    twice = overlaps(stretches, domain=domain, step=None)
    counted = [value for value in fine if sum(holds(one, value) for one in drawn) > 1]
    assert bool(twice) == bool(counted)
