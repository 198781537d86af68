"""What the process keeps of pages of frozen results: bounded, made once, never a wrong one."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.web.reading import row_of

from makers import make_person, make_season
from thidua.web.kept import Kept


def refuse():
    raise AssertionError("made again")


def test_a_text_is_made_once_and_then_kept():
    kept = Kept(100)
    assert kept.of("a", lambda: "made") == "made"
    assert kept.of("a", refuse) == "made"


def test_the_text_that_was_used_longest_ago_leaves_first():
    kept = Kept(10)
    for key in "abc":
        kept.of(key, lambda: "....")
        kept.of("a", refuse)
    assert kept.of("c", refuse) == "...."
    assert kept.of("b", lambda: "new!") == "new!"
    assert kept.size <= 10


def test_a_text_too_large_to_keep_is_given_but_not_kept():
    kept = Kept(3)
    assert kept.of("a", lambda: "long") == "long"
    assert kept.size == 0


def test_two_threads_that_make_the_same_text_count_it_once():
    kept = Kept(1_000)
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: kept.of("a", lambda: "text"), range(200)))
    assert set(made) == {"text"}
    assert kept.size == 4


def test_a_text_that_cannot_be_made_is_not_kept():
    kept = Kept(100)
    with pytest.raises(ZeroDivisionError):
        kept.of("a", lambda: str(1 / 0))
    assert kept.of("a", lambda: "made") == "made"


@pytest.mark.django_db
def test_a_changed_figure_a_name_and_the_language_each_give_a_new_page(page):
    make_season()
    assert row_of(page("bang-diem/"), "1.1")[2:] == ["8,00 △", "7,50", "9,00"]
    assert row_of(page("bang-diem/", lang="en"), "1.1")[2:] == ["8.00 △", "7.50", "9.00"]
    make_season(figures="criterion,unit,value\n1.1,A,6\n1.1,B,7\n1.1,C,9\n")
    assert row_of(page("bang-diem/"), "1.1")[2:] == ["6,00", "7,00", "9,00"]
    make_season(units="unit,name,short_name\nA,Đơn vị An,An Mới\nB,Bình,\nC,Đoài,\n")
    assert "An Mới" in page("bang-diem/")
    assert "An Mới" in page("xep-hang/")


@pytest.mark.django_db
def test_a_page_kept_for_one_reader_is_not_given_to_another(client, page):
    make_season()
    page("xep-hang/")
    client.force_login(make_person(role="leader", cluster=other_cluster()))
    assert client.get("/cum/cum-mau/2025/xep-hang/").status_code == 404


def other_cluster():
    make_season(code="cum-khac", name="Cụm khác")
    return "cum-khac"


@pytest.mark.django_db
def test_two_clusters_with_the_very_same_figures_keep_their_own_pages(client, page):
    make_season()
    ours = page("xep-hang/")
    client.force_login(make_person(role="leader", cluster=other_cluster()))
    theirs = client.get("/cum/cum-khac/2025/xep-hang/").content.decode()
    assert "/cum/cum-mau/2025/don-vi/A/" in ours
    assert "/cum/cum-khac/2025/don-vi/A/" in theirs
    assert "cum-mau" not in theirs


@pytest.mark.django_db
def test_a_finding_that_goes_away_leaves_the_kept_matrix_too(page):
    wrong = "criterion,unit,value\n1.1,A,8\n1.1,B,70\n1.1,C,9\n"
    make_season(figures=wrong, leave_out_errors=True)
    assert row_of(page("bang-diem/"), "1.1")[3] == "70 !"
    make_season(figures=wrong.replace("70", ""))
    assert row_of(page("bang-diem/"), "1.1")[3] == "–"
