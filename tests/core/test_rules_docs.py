"""docs/rules is true: every sheet on it is read without a fault, every worked table comes out."""

import re
import tomllib
from pathlib import Path

import pytest
from tests.core.worked import HEAD, examples_in, outcome, sheets_in

from thidua.core.criteria import read_sheet
from thidua.core.criteria.parameters import (
    BAND,
    CRITERION,
    GRADE,
    KIND_PARAMETERS,
    LEAF,
    OVERRIDE,
    RANKING,
    SECTION,
)
from thidua.core.criteria.parameters import (
    HEAD as HEAD_KEYS,
)
from thidua.core.criteria.rules import LEAF_KINDS, NODE_KINDS

FOLDER = Path(__file__).parents[2] / "docs" / "rules"
PAGES = {page.stem: page.read_text("utf-8") for page in sorted(FOLDER.glob("*.md"))}
EXAMPLES = [one for name, text in PAGES.items() for one in examples_in(text, name)]
WITHOUT_EXAMPLE = {"checker"}
SHAPES = set(range(1, 33))
KINDS = [*NODE_KINDS, *LEAF_KINDS]


@pytest.mark.parametrize("example", EXAMPLES, ids=[one.where for one in EXAMPLES])
def test_a_worked_table_comes_out_as_it_says(example):
    assert read_sheet(example.sheet).findings == ()
    assert outcome(example) == []


@pytest.mark.parametrize("name", PAGES)
def test_every_page_has_a_worked_table(name):
    found = [one for one in EXAMPLES if one.where.startswith(f"{name}:")]
    assert bool(found) is (name not in WITHOUT_EXAMPLE)


@pytest.mark.parametrize("name", PAGES)
def test_every_block_of_a_page_is_sound_toml(name):
    blocks = sheets_in(PAGES[name])
    assert PAGES[name].count("```toml") == len(blocks)
    for block in blocks:
        assert tomllib.loads(block)


def test_the_blocks_of_the_overview_are_pieces_of_a_sheet():
    leaves = "".join(
        f'[[criteria]]\ncode = "{code}"\ntitle = "x"\nkind = "direct"\nmax = 500\n' for code in "13"
    )
    head, types, places = sheets_in(PAGES["README"])[1:]
    findings = read_sheet(head + types + leaves + places).findings
    assert [finding.code for finding in findings] == ["no_grade_below"]


def test_all_thirty_two_shapes_are_written():
    numbers = re.findall(r"^### ([0-9, ]+)\.", PAGES["shapes"], re.MULTILINE)
    assert {int(number) for group in numbers for number in group.split(", ")} == SHAPES


# ---- the keys that the pages name are the keys that are read


def keys(parameters):
    return {parameter.key for parameter in parameters}


def with_items(parameters):
    inner = {f"{one.key}.{item.key}" for one in parameters for item in one.items}
    return keys(parameters) | inner


def first_column(text):
    """Return the names in the first column of every table of a text."""
    cells = re.findall(r"^\| (\[?`[^|]+?) \|", text, re.MULTILINE)
    return {name for cell in cells for name in re.findall(r"`([a-z_.]+)`", cell)}


def section(text, title):
    """Return what stands under a heading, up to the next of its rank."""
    rank = title.split(" ")[0]
    return text.split(f"\n{title}\n")[1].split(f"\n{rank} ")[0]


@pytest.mark.parametrize("kind", KINDS)
def test_the_page_of_a_kind_names_its_parameters(kind):
    named = first_column(section(PAGES[kind], "## Parameters"))
    assert named == with_items(KIND_PARAMETERS[kind])
    assert PAGES[kind].startswith(f"# `{kind}` – ")


@pytest.mark.parametrize("kind", LEAF_KINDS)
def test_the_overview_names_the_parameters_of_each_kind(kind):
    row = re.search(rf"^\| \[`{kind}`\]\({kind}\.md\) \| ([^|]+) \|", PAGES["README"], re.MULTILINE)
    named = set(re.findall(r"`([a-z_]+)(?: = \[[^`]*)?`", row[1]))
    inner = {word for listed in re.findall(r"\{([^}]+)\}", row[1]) for word in listed.split(", ")}
    values = {"all", "best", "mean", "sum", "median"}
    assert named - values == keys(KIND_PARAMETERS[kind])
    items = {item.key for one in KIND_PARAMETERS[kind] for item in one.items}
    assert {word.strip() for word in inner} == (items if kind != "bands" else set())


@pytest.mark.parametrize(
    ("name", "title"), [("README", "## The tree"), ("README.vi", "## Một dòng của bảng")]
)
def test_both_overviews_name_every_key_of_a_line(name, title):
    assert first_column(section(PAGES[name], title)) == keys((*CRITERION, *LEAF, *SECTION))


def test_both_overviews_name_every_key_of_the_head():
    text = "\n".join(sheets_in(PAGES["README"]))
    pairs = re.findall(r"^([a-z_]+) = |^\[+([a-z_]+)\]", text, re.MULTILINE)
    named = {word for pair in pairs for word in pair if word}
    assert keys(HEAD_KEYS) <= named
    tables = {"ranking", "grades", "overrides", "criteria"}
    vietnamese = first_column(section(PAGES["README.vi"], "## Phần đầu"))
    assert vietnamese == keys(HEAD_KEYS) - tables


@pytest.mark.parametrize("name", ["README", "README.vi"])
def test_both_overviews_name_every_kind(name):
    assert [kind for kind in KINDS if f"[`{kind}`]({kind}.md)" not in PAGES[name]] == []


def test_the_overview_names_every_key_of_bands_grades_overrides_and_ranking():
    text = PAGES["README"]
    known = keys((*BAND, *GRADE, *OVERRIDE, *RANKING))
    assert [key for key in sorted(known) if not re.search(rf"\b{key}\b", text)] == []


def test_links_between_pages_lead_somewhere():
    broken = [
        f"{name}: {target}"
        for name, text in PAGES.items()
        for target in re.findall(r"\]\(([^)#:]+\.md)\)", text)
        if not (FOLDER / target).exists()
    ]
    assert broken == []


def test_examples_may_leave_out_title_and_year_only():
    assert all(one.sheet.startswith((HEAD, "title")) for one in EXAMPLES)
