"""The generated pages of the docs are fresh, and every link of the docs leads somewhere."""

import re

import pytest

import reference
from house import tree

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)\s#]+)")
PAGES = [path for path in tree.tracked() if path.suffix == ".md"]


@pytest.mark.parametrize("name", ["settings.md", "cli.md"])
def test_a_generated_page_is_fresh(name):
    kept = (reference.FOLDER / name).read_text(encoding="utf-8")
    assert kept == reference.pages()[name], "run make docs"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(tree.ROOT).as_posix())
def test_a_link_leads_to_a_file(page):
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_reference_names_every_command_that_people_use():
    text = reference.pages()["cli.md"]
    assert "`thidua run" in text
    assert "thidua django" not in text
