"""From the door to the reason of a point, as a visitor goes; and 63 units on one screen."""

import re

import pytest
from playwright.sync_api import expect

from e2e.pages import REAL, Page
from makers import join, make_big_season, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor(office, open_page):
    """A browser in front of the door, without scripts: every step is a link or a form."""
    page = open_page(java_script_enabled=False)
    page.goto(f"{office.url}/")
    return page


def test_a_visitor_comes_from_the_door_to_the_reason_of_a_point(office, visitor):
    visitor.get_by_role("button", name="Lãnh đạo (mẫu)").click()
    cluster = visitor.get_by_role("region", name="Cụm thi đua công an xã")
    cluster.get_by_role("link", name="Năm 2025").click()
    expect(visitor).to_have_url(office.url + REAL)
    visitor.get_by_role("navigation", name="Trong năm của cụm").get_by_role(
        "link", name="Xếp hạng"
    ).click()
    first = visitor.get_by_role("table", name=re.compile("Bảng xếp hạng")).get_by_role("row").nth(1)
    expect(first.get_by_role("rowheader")).to_contain_text("Công an xã số 5")
    first.get_by_role("link", name=re.compile("912,75")).click()
    heading = visitor.get_by_role("heading", level=1)
    expect(heading).to_have_text("Vì sao Công an xã số 5 được tổng 912,75 điểm?")
    visitor.get_by_role("link", name=re.compile("NHIỆM VỤ CÔNG TÁC CHUYÊN MÔN")).first.click()
    expect(heading).to_contain_text("673,50 điểm")


def test_a_visitor_signs_out_and_the_way_back_is_shut(office, visitor):
    visitor.get_by_role("button", name="Cán bộ đơn vị (mẫu)").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Cụm của tôi")
    visitor.get_by_role("button", name="Đăng xuất").first.click()
    expect(visitor).to_have_url(f"{office.url}/dang-nhap/")
    visitor.goto(office.url + REAL)
    expect(visitor).to_have_url(f"{office.url}/dang-nhap/?next={REAL}")


@pytest.fixture(scope="module")
def crowd(office, django_db_blocker):
    """The matrix of a cluster of 63 units, which the demonstration's secretariat may read."""
    with django_db_blocker.unblock():
        cluster = make_big_season(63).cluster
        join(make_person("dong-nguoi"), role="leader", cluster=cluster)
        session = office.session_of("dong-nguoi")
    return session, Page("matrix", f"/cum/{cluster}/2025/bang-diem/", "Bảng điểm")


@pytest.mark.parametrize("width", [390, 1280])
def test_units_and_criteria_stay_in_sight_in_a_matrix_of_63_units(office, open_page, crowd, width):
    session, matrix = crowd
    page = open_page({"width": width, "height": 900})
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": office.url}])
    page.goto(f"{office.url}{matrix.address}")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.get_by_role("region", name="Bảng điểm đơn vị theo tiêu chí")
    box.evaluate("box => box.scrollTo(2500, 200)")
    criterion = page.get_by_role("rowheader", name=re.compile("Công tác chính trị"))
    unit = page.get_by_role("columnheader", name="Công an xã mẫu số 40")
    for stays in (criterion, unit):
        stays.scroll_into_view_if_needed()
        expect(stays).to_be_in_viewport()
    inside, head = box.bounding_box(), unit.bounding_box()
    first = criterion.bounding_box()
    assert first["x"] == pytest.approx(inside["x"], abs=2), "the first column stays at the left"
    assert head["y"] < inside["y"] + 120, "the heads stay at the top"


def test_a_group_of_columns_is_one_press_away(office, open_page, crowd):
    session, matrix = crowd
    page = open_page(java_script_enabled=False)
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": office.url}])
    page.goto(f"{office.url}{matrix.address}")
    last = page.get_by_role("columnheader", name="Công an xã mẫu số 63")
    expect(last).not_to_be_in_viewport()
    page.get_by_role("link", name="61–63").first.click()
    expect(last).to_be_in_viewport()
