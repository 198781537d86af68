"""Every code of a finding has a sentence, a use and a line in the documentation."""

import ast
import tomllib
from importlib.resources import files
from pathlib import Path

from tests.core.criteria.sheets import DOCUMENTED

from thidua import wording
from thidua.core import criteria

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
