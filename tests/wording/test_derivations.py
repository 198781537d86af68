"""Every step, case and part that scoring and ranking can tell has a sentence in both languages."""

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.strategies import many_seasons

import thidua.core
from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import FloorEffect, YearEnd
from thidua.core.rankings import Status, decided_between, explain_place, standings
from thidua.core.scoring import score
from thidua.core.scoring.derivation import Derivation
from thidua.core.scoring.explaining import explain
from thidua.core.scoring.explaining.cluster import TARGET_CASES
from thidua.wording import LANGUAGES, sentence
from thidua.wording.templates import templates

CORE = Path(thidua.core.__file__).parent
ROOMS = ("scoring/explaining", "rankings")
CODE = re.compile(r"(why|case|part|grade|place|decided)_[a-z_]*[a-z]")
# names of functions and stems, which are not codes of their own
NOT_CODES = {"decided_between", "decided_by", "why_no_target", "why_nothing_to_do"}
SHAPES = ("all", "to", "below", "from", "range", "range_to", "above", "above_to", "above_below")
MADE = (
    {f"case_band_{shape}{end}" for shape in SHAPES for end in ("", "_percent")}
    | {f"case_grade_{shape}{end}" for shape in SHAPES for end in ("", "_percent")}
    | {f"case_{case}_{better}" for case in TARGET_CASES for better in r.Better}
    | {f"{what}_{no_base}" for what in ("why_no_target", "why_nothing_to_do")
       for no_base in r.NoBase}
    | {f"why_year_{over}" for over in YearEnd}
    | {f"why_periods_{over}" for over in YearEnd}
    | {f"grade_floor_{effect}" for effect in FloorEffect}
    | {f"place_{status}" for status in (Status.WITHDRAWN, Status.DISQUALIFIED)}
)  # fmt: skip
# how many codes are put together out of parts: each of these expressions is expanded in MADE
PUT_TOGETHER = 8


def sources() -> list[ast.Module]:
    files = [file for room in ROOMS for file in sorted((CORE / room).glob("*.py"))]
    return [ast.parse(file.read_text("utf-8")) for file in files]


def literal_codes() -> set[str]:
    nodes = [node for tree in sources() for node in ast.walk(tree)]
    texts = {n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str)}
    return {text for text in texts if CODE.fullmatch(text)} - NOT_CODES


def codes() -> set[str]:
    found = literal_codes() | MADE
    earning = {f"{code}_earns" for code in found
               if code.startswith("case_") and not code.startswith("case_grade_")}  # fmt: skip
    inputs = {"target", "part", "whole", "previous", "quality", "timeliness", "total", "count",
              "document", "bonus", "leader", "leader_target", "best", "best_target"}  # fmt: skip
    return found | earning | {f"input_{key}" for key in inputs}


def test_codes_that_are_put_together_are_all_known_here():
    trees = [node for tree in sources() for node in ast.walk(tree)]
    made = {
        ast.unparse(node) for node in trees
        if isinstance(node, ast.JoinedStr)
        and re.match(r"f'(why|case|grade|place|decided|part)_|f'\{what\}_", ast.unparse(node))
    }  # fmt: skip
    assert len(made) == PUT_TOGETHER, sorted(made)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_code_has_a_sentence(lang):
    assert sorted(codes() - templates(lang).keys()) == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_sentence_is_left_that_nothing_says(lang):
    rooms = {"derivations", "rankings"}
    written = {code for code, template in templates(lang).items() if template.room in rooms}
    assert sorted(written - codes()) == []


def read_aloud(why: Derivation, lang: str) -> list[str]:
    """Return every sentence of a derivation."""
    said = [sentence(step.code, step.facts, lang) for step in why.steps]
    said += [sentence(case.code, case.facts, lang) for case in why.cases]
    if why.kind != "place":
        said += [sentence(f"{case.code}_earns", case.facts, lang) for case in why.cases]
    return said + [sentence(part.reason, {}, lang) for part in why.parts if part.reason]


@given(many_seasons(size=8), st.sampled_from(LANGUAGES))
def test_every_derivation_of_a_point_can_be_read_aloud(season, lang):
    card = score(*season)
    for unit in card.figures.units:
        for node in card.nodes:
            why = explain(card, unit=unit, criterion=node)
            assert why.steps
            assert all(text.strip() for text in read_aloud(why, lang))


@given(many_seasons(size=5), st.sampled_from(LANGUAGES))
def test_every_place_can_be_read_aloud(season, lang):
    card = score(*season)
    statuses = {card.figures.units[0]: Status.DISQUALIFIED}
    found = standings(card, statuses)
    for standing in found:
        assert all(read_aloud(explain_place(card, found, unit=standing.unit), lang))
        for code, facts in standing.grade_reasons:
            assert sentence(code, dict(facts), lang)
        decided = decided_between(card, found, upper=found[0].unit, lower=standing.unit)
        assert sentence(decided.by, decided.facts, lang)
