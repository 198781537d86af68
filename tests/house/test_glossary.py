"""The program calls things what the glossary calls them."""

import re

import pytest

from house import tree

ROW = re.compile(
    r"^\| (?P<term>[^|]+) \| (?P<english>[^|]+) \| (?P<names>[^|]*`[^|]*) \|", re.MULTILINE
)
GLOSSARY = (tree.ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
NAMES = [
    pytest.param(name, id=f"{row['term'].strip()}: {name}")
    for row in ROW.finditer(GLOSSARY)
    for name in re.findall(r"`([\w.]+)`", row["names"])
]


def test_the_glossary_has_terms():
    assert len(NAMES) > 20


@pytest.mark.parametrize("name", NAMES)
def test_a_name_of_the_glossary_is_a_name_of_the_program(name):
    word = re.compile(rf"\b{re.escape(name.split('.')[-1])}\b")
    files = [text for path, text in tree.texts() if path.startswith("src/thidua/")]
    assert any(word.search(text) for text in files)
