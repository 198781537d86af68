"""Pictures of the pages for the docs, made of the demonstration: `make pictures`.

Without THIDUA_TEST_PICTURES the pictures go to a folder that is thrown away: the test then only
holds that every page can be pictured and that the docs show each.
"""

import os
from pathlib import Path

import pytest

from e2e.pages import PAGES

pytestmark = pytest.mark.django_db
DOCS = Path(__file__).parents[2] / "docs"
WAYS = {
    "": {"viewport": {"width": 1280, "height": 900}},
    "-dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "-phone": {"viewport": {"width": 390, "height": 844}},
    "-en": {"viewport": {"width": 1280, "height": 900}},
}
TALLEST = 1_800  # pixels: a picture in the docs shows the head of a long page


@pytest.mark.parametrize("way", WAYS)
def test_every_page_can_be_pictured(office, open_page, tmp_path, way):
    folder = DOCS / "pictures" if "THIDUA_TEST_PICTURES" in os.environ else tmp_path
    folder.mkdir(exist_ok=True)
    page = open_page(**WAYS[way])
    if way == "-en":
        cookie = {"name": "django_language", "value": "en", "url": office.url}
        page.context.add_cookies([cookie])
    for shown in (shown for shown in PAGES if way in shown.pictures):
        office.open(page, shown)
        width = WAYS[way]["viewport"]["width"]
        height = page.evaluate("document.documentElement.scrollHeight")
        taken = page.screenshot(
            path=folder / f"{shown.name}{way}.png",
            full_page=True,
            clip={"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)},
        )
        assert len(taken) > 5_000, shown.name


def test_the_tour_shows_every_picture_once():
    tour = (DOCS / "tour.md").read_text(encoding="utf-8")
    asked = [f"pictures/{shown.name}{way}.png" for shown in PAGES for way in shown.pictures]
    assert [name for name in asked if tour.count(f"]({name})") != 1] == []
    kept = sorted(f"pictures/{path.name}" for path in (DOCS / "pictures").glob("*.png"))
    assert kept == sorted(asked)
