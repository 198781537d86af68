"""A real browser: Debian's Chromium, driven by Playwright; every test here is marked e2e."""

import datetime as dt
import os
import shutil
from pathlib import Path

import pytest
from attrs import frozen
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connections
from django.test import Client
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

NOW = dt.datetime(2025, 11, 21, 8, 0, tzinfo=dt.UTC)
HERE = Path(__file__).parent
CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
DESK = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# All rules of WCAG 2.0 to 2.1 and the best practices run anyway; this one is the news of 2.2.
AXE = {"rules": {"target-size": {"enabled": True}}}


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.e2e)


@pytest.fixture(scope="session")
def browser():
    found = next(filter(None, map(shutil.which, CHROMIUM)), None)
    assert found, "no Chromium here: apt-get install chromium (make test does it)"
    # Chromium's sandbox refuses root; the pages are our own.
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=flags)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser):
    """Open pages of a given size; at the end none may have met the content security policy."""
    contexts, complaints = [], []

    def open_one(viewport=DESK, **options):
        context = browser.new_context(
            viewport=viewport, locale="vi-VN", reduced_motion="reduce", **options
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    refused = [said for said in complaints if "Content Security Policy" in said]
    assert refused == []


@pytest.fixture
def page(open_page):
    """A page on a desk, 1280 pixels wide."""
    return open_page(DESK)


@pytest.fixture
def phone(open_page):
    """A page on a phone, 390 pixels wide."""
    return open_page(PHONE)


@pytest.fixture(scope="session")
def axe():
    """Violations that axe finds on a page, one line each; [] is what a test asks for."""

    def violations(page):
        found = Axe().run(page, options=AXE).response["violations"]
        return [
            f"{rule['id']}: {node['html'][:120]} ({rule['help']})"
            for rule in found
            for node in rule["nodes"]
        ]

    return violations


@frozen
class Office:
    """The demonstration, served to a browser.

    url: where. session: the cookie of the person who has signed in.
    """

    url: str
    session: str

    @staticmethod
    def session_of(login):
        """Return a session of a person, as if they had come through the door."""
        client = Client()
        client.force_login(get_user_model().objects.get(login=login))
        return client.session.session_key

    def sign_in(self, page):
        """Let the browser of a page in, as if it had come through the door."""
        cookie = {"name": "sessionid", "value": self.session, "url": self.url}
        page.context.add_cookies([cookie])

    def open(self, page, shown):
        """Open one of the pages."""
        if shown.inside:
            self.sign_in(page)
        else:
            page.context.clear_cookies(name="sessionid")
        page.goto(f"{self.url}{shown.address}")
        return page


@pytest.fixture(scope="module")
def office(django_db_setup, django_db_blocker):
    """The demonstration, loaded once for the tests of a module: they only look."""
    # pytest reads this file before Django is set up, and tables can be imported only after.
    from thidua.actions.seasons import load_demonstration  # noqa: PLC0415  # see above

    with django_db_blocker.unblock():
        accounts = load_demonstration(now=NOW)
        server = LiveServer("127.0.0.1")
        yield Office(server.url, Office.session_of(accounts[0].login))
        server.stop()
        connections.close_all()
        call_command("flush", interactive=False, verbosity=0)
