"""The first page: the reader's clusters, their years, and nobody else's."""

import pytest

from makers import make_cluster, make_person, make_season

pytestmark = pytest.mark.django_db


@pytest.fixture
def home(client):
    def read(person):
        client.force_login(person)
        return client.get("/").content.decode()

    return read


def test_a_reader_sees_their_clusters_with_the_newest_year_first(home):
    make_season(year=2024)
    make_season(year=2025)
    page = home(make_person(role="leader", cluster="cum-mau"))
    assert "Cụm mẫu" in page
    assert "Bạn ở trong 1 cụm." in page
    assert page.index('"/cum/cum-mau/2025/"') < page.index('"/cum/cum-mau/2024/"')
    assert "3 đơn vị" in page
    assert "Tính lần 1, lúc 15:00 ngày 21/11/2025" in page


def test_a_year_says_whether_its_points_are_provisional(home):
    make_season(year=2025)
    make_season(year=2024, figures="criterion,unit,value\n1.1,A,8\n")
    page = home(make_person(role="leader", cluster="cum-mau"))
    newer, older = page.split('"/cum/cum-mau/2024/"')
    assert "Đủ số liệu" in newer
    assert "Tạm tính" not in newer
    assert "Tạm tính" in older


def test_made_up_years_say_so(home):
    make_season()
    assert home(make_person(role="leader", cluster="cum-mau")).count("Số liệu minh họa") == 1


def test_a_cluster_of_others_is_not_there(home):
    make_season(name="Cụm của người khác", code="cum-khac")
    make_season()
    page = home(make_person(role="leader", cluster="cum-mau"))
    assert "Cụm của người khác" not in page
    assert "cum-khac" not in page


def test_who_is_in_no_cluster_reads_how_to_get_into_one(home):
    make_season()
    page = home(make_person())
    assert "Bạn chưa ở trong cụm nào" in page
    assert "Cụm mẫu" not in page


def test_a_cluster_without_years_says_what_will_come(home):
    make_cluster()
    assert "Cụm chưa có năm nào" in home(make_person(role="leader", cluster="cum-mau"))


@pytest.mark.parametrize("years", [1, 3])
def test_home_takes_four_queries(client, django_assert_num_queries, years):
    for year in range(years):
        make_season(year=2025 - year)
    client.force_login(make_person(role="leader", cluster="cum-mau"))
    with django_assert_num_queries(4):
        client.get("/")
