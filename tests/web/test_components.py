"""The component page: made of the very parts, in both languages."""

import re
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.template import engines
from django.template.loader_tags import IncludeNode

import thidua.web

TEMPLATES = Path(thidua.web.__file__).parent / "templates"


@pytest.fixture
def page(client, db):
    client.force_login(get_user_model().objects.create_user("hoa"))

    def read():
        return client.get("/thanh-phan/").content.decode()

    return read


def included(name, found):
    template = engines["django"].get_template(name).template
    for node in template.nodelist.get_nodes_by_type(IncludeNode):
        part = getattr(node.template, "var", "")
        if isinstance(part, str) and part not in found:
            found.add(part)
            included(part, found)
    return found


def test_every_shared_part_is_on_the_component_page():
    shown = included("components/page.html", included("season.html", included("base.html", set())))
    parts = {f"parts/{path.name}" for path in (TEMPLATES / "parts").glob("_*.html")}
    assert parts - shown == set()


def test_every_part_says_first_what_it_needs():
    for path in TEMPLATES.rglob("_*.html"):
        head = "\n".join(path.read_text(encoding="utf-8").splitlines()[:5])
        assert re.match(r"({% load [^%]+%}\s*)?({#|{% comment %}).*[Nn]eeds", head, re.DOTALL), path


def test_the_component_page_speaks_both_languages(client, page):
    assert "Bảng thành phần" in page()
    client.cookies["django_language"] = "en"
    assert "Every part in every state." in page()


def test_nothing_of_a_page_is_inline(page):
    html = page()
    assert " style=" not in html
    assert "<script" not in html
    assert "<style" not in html
    assert re.findall(r"<[^>]+ on\w+=", html) == []
