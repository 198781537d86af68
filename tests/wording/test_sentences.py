"""Sentences are made of codes and facts, the same ones in both languages."""

import datetime as dt
import re
from fractions import Fraction
from importlib.resources import files

import pytest

from thidua import wording
from thidua.core.criteria import error
from thidua.wording import LANGUAGES, UnknownSentence, finding_line, sentence
from thidua.wording.sentences import shown
from thidua.wording.templates import compiled, templates, whole_texts


def test_both_languages_have_the_same_codes_in_the_same_rooms():
    vietnamese, english = templates("vi"), templates("en")
    assert {code: made.room for code, made in vietnamese.items()} == {
        code: made.room for code, made in english.items()
    }


def test_both_languages_ask_for_the_same_facts():
    vietnamese, english = templates("vi"), templates("en")
    differing = [
        code
        for code in vietnamese.keys() & english.keys()
        if vietnamese[code].required != english[code].required
        or vietnamese[code].facts != english[code].facts
    ]
    assert differing == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_template_has_a_brace_or_bracket_that_means_nothing(lang):
    stray = re.compile(r"[{}]|\[\[|\]\]")
    faulty = [
        code
        for code, template in templates(lang).items()
        for part in template.parts
        for piece in part.pieces
        if isinstance(piece, str) and stray.search(piece)
    ]
    assert faulty == []


def test_there_is_a_file_in_each_language_for_every_room():
    rooms = {
        lang: {entry.name for entry in files(wording).joinpath(lang).iterdir()}
        for lang in LANGUAGES
    }
    assert rooms["vi"] == rooms["en"]


def test_a_finding_is_one_line_with_its_place():
    finding = error("figures.csv", 12, "unknown_unit", value="U9", suggestion="U8")
    assert finding_line(finding, "vi") == "figures.csv:12: không có đơn vị U9; có phải là U8?"
    assert finding_line(finding, "en") == "figures.csv:12: there is no unit U9; did you mean U8?"


def test_a_finding_about_a_whole_file_has_no_row():
    finding = error("units.csv", 0, "empty_file")
    assert finding_line(finding, "en") == "units.csv: the file is empty: not even a heading row"


def test_an_optional_part_is_left_out_when_its_fact_is_empty_or_absent():
    facts = {"value": "U9", "suggestion": ""}
    assert sentence("unknown_unit", facts, "vi") == "không có đơn vị U9"
    assert sentence("unknown_unit", {"value": "U9"}, "vi") == "không có đơn vị U9"


@pytest.mark.parametrize(
    ("value", "name", "form", "text"),
    [
        (Fraction(2469, 2), "value", "", "1.234,5"),
        (2025, "year", "plain", "2025"),
        (128_450, "total_points", "", "1.284,50"),
        (Fraction(12845, 3), "exact_points", "", "42,816666…"),
        (450, "points", "points", "4,50"),
        (Fraction(2, 3), "ratio", "2", "0,67"),
        (dt.date(2025, 11, 3), "due", "", "03/11/2025"),
        (True, "given", "", "có"),
        (("a", "b"), "known", "", "a, b"),
        ((Fraction(0), Fraction(4)), "only", "or", "0 hoặc 4"),
        ("as it stands", "value", "", "as it stands"),
    ],
)
def test_a_fact_is_shown_by_what_it_is(value, name, form, text):
    assert shown(value, "vi", name=name, form=form) == text


def test_an_unknown_code_is_named():
    with pytest.raises(UnknownSentence, match="no sentence for 'no_such_code'"):
        sentence("no_such_code", {}, "vi")


def test_a_missing_fact_is_named():
    with pytest.raises(UnknownSentence, match="'unknown_unit' needs value"):
        sentence("unknown_unit", {}, "en")


def test_a_template_tells_the_facts_that_it_needs():
    made = compiled("a {b:plain} [[c {d}]]")
    assert made.required == {"b"}
    assert made.facts == {"b", "d"}


def test_sentences_of_a_file_share_pieces():
    assert whole_texts({"_place": "unit {unit}", "found": "{_place}: good"}) == {
        "found": "unit {unit}: good"
    }
