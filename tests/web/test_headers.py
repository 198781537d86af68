"""What every answer carries, and who may read a page at all."""

import pytest

from makers import make_person, make_season


def test_every_answer_forbids_inline_code_and_foreign_sources(client):
    for address in ("/khong-co-trang-nay", "/static/khong-co-tep-nay.css"):
        headers = client.get(address).headers
        assert "default-src 'self'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["", "xep-hang/", "bang-diem/", "bang-diem.xlsx", "bo-tieu-chi.toml", "kiem-tra/"]
)
def test_pages_and_downloads_are_kept_in_no_cache(client, address):
    make_season()
    client.force_login(make_person(role="leader", cluster="cum-mau"))
    answer = client.get(f"/cum/cum-mau/2025/{address}")
    assert answer.status_code == 200
    assert "private" in answer.headers["Cache-Control"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert "default-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        *("", "xep-hang/", "bang-diem/", "don-vi/A/", "vi-sao/A/1.1/", "bo-tieu-chi/", "kiem-tra/"),
        *("tong-quan.xlsx", "xep-hang.xlsx", "bang-diem.xlsx", "don-vi/A.xlsx"),
        *("bo-tieu-chi.xlsx", "bo-tieu-chi.toml", "kiem-tra.xlsx"),
    ],
)
def test_pages_of_a_year_are_for_its_readers_and_only_read(client, address):
    make_season()
    page = f"/cum/cum-mau/2025/{address}"
    assert client.get(page).url.startswith("/dang-nhap/?next=/cum/")
    client.force_login(make_person())
    assert client.get(page).status_code == 404, "of another cluster"
    client.force_login(make_person(role="leader", cluster="cum-mau"))
    assert client.get(page).status_code == 200
    head = client.head(page)
    assert (head.status_code, head.content) == (200, b"")
    assert client.post(page).status_code == 405
