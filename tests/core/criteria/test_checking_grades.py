"""Grades hold every total once; grades, overrides and places name what exists."""

from fractions import Fraction

import pytest
from tests.core.criteria.sheets import HEAD, found, leaf, values


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
