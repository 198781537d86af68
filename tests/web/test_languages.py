"""Vietnamese first, English for who chooses it."""

import datetime as dt
from fractions import Fraction

import pytest
from django.utils import translation

from thidua.web.templatetags import numbers


@pytest.mark.parametrize("asked", ["en-US,en;q=0.9", "fr", ""])
@pytest.mark.django_db
def test_pages_are_vietnamese_whatever_the_browser_asks_for(client, asked):
    answer = client.get("/dang-nhap/", headers={"accept-language": asked})
    assert '<html lang="vi">' in answer.content.decode()
    assert answer.headers["Content-Language"] == "vi"
    assert "Cookie" in answer.headers["Vary"]


@pytest.mark.django_db
def test_the_switch_changes_the_language_and_comes_back(client):
    answer = client.post("/ngon-ngu/", {"language": "en", "next": "/dang-nhap/?next=/thanh-phan/"})
    assert answer.url == "/dang-nhap/?next=/thanh-phan/"
    page = client.get("/dang-nhap/").content.decode()
    assert '<html lang="en">' in page
    assert "Sign in" in page
    client.post("/ngon-ngu/", {"language": "vi", "next": "/dang-nhap/"})
    assert '<html lang="vi">' in client.get("/dang-nhap/").content.decode()


@pytest.mark.parametrize("elsewhere", ["https://example.com/", "//example.com"])
def test_the_switch_never_leads_elsewhere(client, elsewhere):
    assert client.post("/ngon-ngu/", {"language": "en", "next": elsewhere}).url == "/"


@pytest.mark.django_db
@pytest.mark.parametrize("unknown", ["fr", "xx", "../vi", ""])
def test_an_unknown_language_stays_vietnamese(client, unknown):
    client.post("/ngon-ngu/", {"language": unknown, "next": "/dang-nhap/"})
    client.cookies["django_language"] = unknown
    assert '<html lang="vi">' in client.get("/dang-nhap/").content.decode()


def test_the_switch_takes_a_post(client):
    assert client.get("/ngon-ngu/").status_code == 405


MOMENT = dt.datetime(2026, 2, 4, 18, 30, tzinfo=dt.UTC)  # 1:30 of the 5th in Viet Nam


@pytest.mark.parametrize(
    ("shown", "value", "vietnamese", "english"),
    [
        (numbers.points, 128450, "1.284,50", "1,284.50"),
        (numbers.points, -325, "−3,25", "−3.25"),
        (numbers.points, 0, "0,00", "0.00"),
        (numbers.points, None, "–", "–"),
        (numbers.short_points, 1000, "10", "10"),
        (numbers.short_points, 950, "9,50", "9.50"),
        (numbers.dimmed_points, 97250, "972<i>,50</i>", "972<i>.50</i>"),
        (numbers.dimmed_points, None, "–", "–"),
        (numbers.number, Fraction(5, 2), "2,5", "2.5"),
        (numbers.number, None, "–", "–"),
        (numbers.day, dt.date(2025, 11, 1), "01/11/2025", "1 Nov 2025"),
        (numbers.day, MOMENT, "05/02/2026", "5 Feb 2026"),
        (numbers.day, None, "–", "–"),
        (numbers.long_day, MOMENT, "ngày 05 tháng 02 năm 2026", "5 February 2026"),
        (numbers.long_day, dt.date(2025, 11, 24), "ngày 24 tháng 11 năm 2025", "24 November 2025"),
        (numbers.clock, MOMENT, "01:30", "01:30"),
        (numbers.iso, MOMENT, "2026-02-05T01:30+07:00", "2026-02-05T01:30+07:00"),
        (numbers.iso, dt.date(2025, 11, 1), "2025-11-01", "2025-11-01"),
    ],
)
def test_numbers_and_days_are_written_in_the_language_of_the_page(
    shown, value, vietnamese, english
):
    with translation.override("vi"):
        assert shown(value) == vietnamese
    with translation.override("en"):
        assert shown(value) == english
