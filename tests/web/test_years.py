"""What holds for every page of a cluster's year: who may see it, and that people's text is text."""

import re

import pytest

from makers import make_person, make_season
from thidua.store.models import Season
from thidua.store.queries.scoring import thawed

pytestmark = pytest.mark.django_db
PAGES = (
    "", "xep-hang/", "bang-diem/", "don-vi/A/", "vi-sao/A/1.1/", "vi-sao/A/TOTAL/",
    "bo-tieu-chi/", "kiem-tra/",
)  # fmt: skip
DOWNLOADS = (
    "tong-quan.xlsx", "xep-hang.xlsx", "bang-diem.xlsx", "don-vi/A.xlsx", "bo-tieu-chi.xlsx",
    "bo-tieu-chi.toml", "kiem-tra.xlsx",
)  # fmt: skip
ABSENT = (
    "don-vi/Z/", "don-vi/Z.xlsx", "vi-sao/Z/1.1/", "vi-sao/A/9.9/", "vi-sao/A/", "vi-sao/A//",
    "don-vi/%00/", "vi-sao/A/1.1%0A/", "khong-co/",
)  # fmt: skip
NASTY = '<script>alert("x")</script>'


@pytest.mark.parametrize("page", PAGES + DOWNLOADS)
def test_a_stranger_is_asked_to_sign_in(client, page):
    make_season()
    address = f"/cum/cum-mau/2025/{page}"
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/dang-nhap/?next={address}"


@pytest.mark.parametrize("page", PAGES + DOWNLOADS)
def test_a_reader_of_another_cluster_finds_what_one_finds_where_nothing_is(client, page):
    make_season()
    make_season(code="cum-khac", name="Cụm khác")
    client.force_login(make_person(role="secretariat", cluster="cum-khac"))
    hidden = client.get(f"/cum/cum-mau/2025/{page}")
    absent = client.get(f"/cum/cum-nao-do/2025/{page}")
    assert hidden.status_code == absent.status_code == 404
    assert without_token(hidden).replace("cum-mau", "cum-nao-do") == without_token(absent)
    assert "Cụm mẫu" not in hidden.content.decode()


def without_token(answer):
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())


@pytest.mark.parametrize("page", ABSENT)
def test_what_is_not_in_the_year_is_absent(read, page):
    make_season()
    assert "Không có trang này" in read(page, status=404).content.decode()


@pytest.mark.parametrize("year", [2024, 0, 99_999_999_999_999_999_999])
def test_another_year_is_absent(read, year):
    make_season()
    read("xep-hang/", year=year, status=404)


@pytest.mark.parametrize("page", PAGES + DOWNLOADS)
def test_pages_are_only_read(client, page):
    make_season()
    client.force_login(make_person(role="leader", cluster="cum-mau"))
    assert client.post(f"/cum/cum-mau/2025/{page}").status_code == 405


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_text_that_people_wrote_stays_text(read, page, lang):
    units = f'unit,name,short_name\nA,"{NASTY.replace(chr(34), chr(34) * 2)}",\nB,Bình,\nC,Đoài,'
    figures = 'criterion,unit,value,note\n1.1,A,8,"<img src=x onerror=alert(1)>"\n1.1,B,7,\n'
    make_season(units=units, figures=figures)
    html = read(page, lang=lang).content.decode()
    assert "<script" not in html
    assert "<img" not in html
    if page not in {"bo-tieu-chi/", "kiem-tra/"}:
        assert "&lt;script&gt;" in html


def test_codes_that_an_address_must_quote_are_found(read):
    units = "unit,name\nĐơn vị số 1?,An\nB%20,Bình\n"
    make_season(units=units, targets="criterion,unit,target\n",
                figures="criterion,unit,value\n1.1,Đơn vị số 1?,8\n")  # fmt: skip
    matrix = read("bang-diem/").content.decode()
    addresses = set(re.findall(r'href="(/cum/cum-mau/2025/(?:don-vi|vi-sao)/[^"]+)"', matrix))
    assert len(addresses) == 2 + 5
    for address in addresses:
        read(address.removeprefix("/cum/cum-mau/2025/"))


@pytest.mark.parametrize("page", ["", "xep-hang/", "bang-diem/", "don-vi/A/", "vi-sao/A/1.1/"])
def test_before_anything_is_computed_a_page_says_what_will_come(read, page):
    make_season(year=2024)
    season = Season.objects.get()
    season.pk, season.year = None, 2025
    season.save(force_insert=True)
    html = read(page).content.decode()
    assert "Chưa tính điểm" in html
    assert 'href="/cum/cum-mau/2025/kiem-tra/"' in html
    read("xep-hang.xlsx", status=404)


@pytest.mark.parametrize("page", DOWNLOADS)
def test_downloads_are_named_after_the_cluster_and_the_year(read, page):
    make_season()
    disposition = read(page).headers["Content-Disposition"]
    assert re.fullmatch(r'attachment; filename="[\w-]*cum-mau-2025\.(xlsx|toml)"', disposition)


@pytest.mark.parametrize(
    ("page", "cold", "warm"),
    [
        ("", 5, 4),
        ("xep-hang/", 5, 4),
        ("bang-diem/", 6, 4),
        ("don-vi/A/", 7, 4),
        ("vi-sao/A/1.2/", 5, 4),
        ("bo-tieu-chi/", 4, 4),
        ("kiem-tra/", 5, 5),
    ],
)
def test_pages_ask_few_questions(read, django_assert_num_queries, page, cold, warm):
    make_season(code="cum-dem", name=f"Cụm đếm {page}")
    read("kiem-tra.xlsx", cluster="cum-dem")
    thawed.cache_clear()
    with django_assert_num_queries(cold):
        read(page, cluster="cum-dem")
    with django_assert_num_queries(warm):
        read(page, cluster="cum-dem")
