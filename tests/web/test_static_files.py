"""Static files as the server gives them out: fingerprinted, compressed, kept by browsers."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

YEAR = 365 * 24 * 3600


@pytest.fixture
def served(settings, tmp_path):
    """A client of pages whose static files are collected as `thidua run` collects them."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    }
    settings.WHITENOISE_AUTOREFRESH = False
    call_command("collectstatic", verbosity=0, interactive=False)
    return Client()


@pytest.mark.django_db
def test_the_stylesheet_is_small_and_kept_for_good(served):
    page = served.get("/dang-nhap/").content.decode()
    address = re.search(r'href="(/static/thidua/thidua\.[0-9a-f]+\.css)"', page)[1]
    answer = served.get(address, headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.getvalue()) < 16_000
    assert "immutable" in answer.headers["Cache-Control"]
    kept = int(re.search(r"max-age=(\d+)", answer.headers["Cache-Control"])[1])
    assert kept >= YEAR


@pytest.mark.django_db
def test_pages_are_compressed(served):
    answer = served.get("/dang-nhap/", headers={"accept-encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.django_db
def test_a_page_names_no_file_that_is_not_there(served):
    page = served.get("/dang-nhap/").content.decode()
    for address in re.findall(r'(?:href|src)="(/static/[^"]+)"', page):
        answer = served.get(address)
        assert answer.status_code == 200, address
        assert answer.getvalue(), address
