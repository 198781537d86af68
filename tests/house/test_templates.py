"""Templates: each compiles, none holds code or style, each part says what it needs."""

import re

import pytest
from django.template import engines

from house import tree

NAMES = [name for name, _text in tree.templates()]
TEXTS = dict(tree.templates())
INLINE = re.compile(
    r"""\sstyle\s*=|<style\b|<script(?![^>]*\ssrc=)|\son[a-z]+\s*=|javascript:""", re.IGNORECASE
)
FOREIGN = re.compile(r"""(?:src|href)\s*=\s*["'](?:https?:)?//""", re.IGNORECASE)
COMMENT = re.compile(
    r"^(?:\{% load [^%]*%\}\s*)?(?:\{# (.*?) #\}|\{% comment %\}(.*?)\{% endcomment %\})", re.DOTALL
)


def test_there_are_templates():
    assert len(NAMES) > 5


@pytest.mark.parametrize("name", NAMES)
def test_it_compiles(name):
    assert engines["django"].get_template(name).template.nodelist


@pytest.mark.parametrize("name", NAMES)
def test_it_holds_no_code_no_style_and_nothing_from_elsewhere(name):
    assert INLINE.findall(TEXTS[name]) == []
    assert FOREIGN.findall(TEXTS[name]) == []


@pytest.mark.parametrize("name", [name for name in NAMES if name.split("/")[-1][0] == "_"])
def test_a_part_says_first_what_it_needs(name):
    said = COMMENT.match(TEXTS[name])
    assert said, "a part begins with a comment"
    assert re.search(r"\b(Needs|May have)\b", said[1] or said[2])
