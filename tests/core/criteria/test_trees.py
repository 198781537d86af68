"""The tree of a sheet: who stands in whom, and what is no tree."""

import pytest
from tests.core.criteria.sheets import HEAD, found, leaf

from thidua.core.criteria import read_sheet


def test_a_line_stands_in_the_longest_code_that_it_continues():
    codes = ["1", "1.2", "1.2.3", "1.10", "2.1", "12", "II.3a", "II"]
    lines = [f'[[criteria]]\ncode = "{c}"\ntitle = "x"\nkind = "sum"\n' for c in codes]
    sheet = read_sheet(HEAD + "complete = false\n" + "".join(lines)).sheet
    parents = {criterion.code: criterion.parent for criterion in sheet.criteria}
    assert parents == {
        "1": None,
        "1.2": "1",
        "1.2.3": "1.2",
        "1.10": "1",
        "2.1": None,
        "12": None,
        "II": None,
        "II.3a": "II",
    }


def test_an_empty_parent_puts_a_line_at_the_top():
    text = leaf('kind = "direct"') + leaf('kind = "direct"\nparent = ""').replace('"1"', '"1.1"')
    assert read_sheet(HEAD + text).sheet.criterion("1.1").parent is None


def test_lines_are_put_parents_first_in_the_order_of_the_file():
    text = "".join(
        f'[[criteria]]\ncode = "{code}"\ntitle = "x"\nkind = "{kind}"\nmax = {most}\n'
        for code, kind, most in [
            ("2.1", "direct", 4),
            ("1", "direct", 1),
            ("2", "sum", 10),
            ("2.2", "sum", 6),
            ("2.2.1", "direct", 6),
        ]
    )
    assert found(text) == [(1, "parent_after_child")]
    codes = [criterion.code for criterion in read_sheet(HEAD + text).sheet.criteria]
    assert codes == ["1", "2", "2.1", "2.2", "2.2.1"]


@pytest.mark.parametrize(
    ("parents", "expected"),
    [
        ({"a": "a"}, [(4, "parent_itself")]),
        ({"a": "b", "b": "a"}, [(4, "parent_circle"), (10, "parent_circle")]),
        (
            {"b": "c", "c": "b"},
            [(10, "parent_circle"), (16, "parent_circle")],
        ),
        ({"a": "x"}, [(4, "unknown_parent")]),
        ({"a": 3}, [(4, "sheet_not_text")]),
    ],
)
def test_circles_and_unknown_parents_are_refused(parents, expected):
    def block(code):
        parent = parents.get(code, "")
        said = f'"{parent}"' if isinstance(parent, str) else parent
        head = f'[[criteria]]\ncode = "{code}"\ntitle = "x"\nparent = {said}\n'
        return head + 'kind = "direct"\nmax = 1\n'

    text = "".join(map(block, "abc"))
    assert [one for one in found(text) if "parent" in one[1] or "text" in one[1]] == expected


def test_a_code_may_be_given_only_once():
    text = leaf('kind = "direct"') + leaf('kind = "binary"')
    assert found(text) == [(7, "code_twice")]
    finding = read_sheet(HEAD + text).findings[0]
    assert finding.facts["first"] == 3


def test_a_leaf_needs_a_kind_and_a_section_cannot_be_scored_itself():
    assert found('[[criteria]]\ncode = "1"\ntitle = "x"\nmax = 1\n') == [(1, "leaf_without_kind")]
    child = leaf('kind = "direct"').replace('"1"', '"1.1"')
    assert found(leaf('kind = "direct"') + child) == [(4, "leaf_with_children")]
