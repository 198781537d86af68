"""The way of an officer through a year: from the door to the reason of one point, and back."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.django_db
YEAR = "/cum/cong-an-xa/2025/"


def open_year(office, page, place=""):
    office.sign_in(page)
    page.goto(f"{office.url}{YEAR}{place}")
    return page


def come_in(office, page):
    page.goto(f"{office.url}/")
    page.get_by_label("Tên đăng nhập").fill("thuong-truc")
    page.get_by_label("Mật khẩu").fill("thi-dua-2025")
    page.get_by_role("button", name="Đăng nhập", exact=True).click()


def test_from_the_door_to_the_reason_of_one_point_and_back(office, page):
    come_in(office, page)
    page.locator(f"a[href='{YEAR}']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Năm 2025 của cụm")
    tabs = page.get_by_role("navigation", name="Trong năm của cụm")

    tabs.get_by_role("link", name="Xếp hạng").click()
    first = page.get_by_role("row").nth(1)
    expect(first).to_contain_text("Công an xã số 5")
    expect(first).to_contain_text("912,75")

    tabs.get_by_role("link", name="Bảng điểm").click()
    page.get_by_role("checkbox", name="Mở hoặc thu mục 2. Công tác đấu tranh").check(force=True)
    expect(page.get_by_role("link", name="Tiêu chí số 28b")).to_be_visible()
    page.get_by_role("link", name="Công an xã số 2", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phiếu điểm Công an xã số 2")

    page.get_by_text("Mở hết 230 dòng").click()
    page.get_by_role("link", name="điểm, vì sao: 28b").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("3,41 điểm ở tiêu chí 28b")
    expect(page.get_by_role("row", name="Vượt chỉ tiêu, không dẫn đầu")).to_have_class("hit")
    expect(page.get_by_text("figures.csv, dòng 233")).to_be_visible()

    page.get_by_role("link", name="Tổng điểm").click()
    expect(page.get_by_role("heading", name="Vì sao đứng thứ 2")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Phiếu điểm Công an xã số 2")


def rows_in_sight(page):
    return page.locator("table.matrix tbody tr:visible").count()


def test_sections_of_the_matrix_fold_and_unfold_one_by_one_or_all(office, page):
    open_year(office, page, "bang-diem/")
    assert rows_in_sight(page) == 18, "parts, sections, and the line that stands alone"
    fold = page.get_by_role("checkbox", name="Mở hoặc thu mục 3. Công tác quản lý nhà nước")
    fold.check(force=True)
    assert rows_in_sight(page) > 18
    expect(page.get_by_role("rowheader", name="35Tiêu chí số 35")).to_be_visible()
    fold.uncheck(force=True)
    assert rows_in_sight(page) == 18
    page.get_by_text("Mở hết 230 dòng").click()
    assert rows_in_sight(page) == 230


def test_folds_work_by_keyboard_alone(office, page):
    open_year(office, page, "bang-diem/")
    page.get_by_role("checkbox", name="Mở hoặc thu mục 1. Công tác bảo vệ").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("rowheader", name="Tiêu chí số 1", exact=False).first).to_be_visible()
    assert rows_in_sight(page) > 18


def test_the_head_and_the_criteria_stay_while_the_matrix_scrolls(office, phone):
    open_year(office, phone, "bang-diem/")
    box = phone.get_by_role("region", name="Bảng điểm đơn vị theo tiêu chí")
    box.evaluate("box => { box.scrollTop = 200; box.scrollLeft = 300; }")
    whole = box.bounding_box()
    corner = box.locator("thead th").first.bounding_box()
    assert corner["x"] == pytest.approx(whole["x"], abs=2)
    assert corner["y"] == pytest.approx(whole["y"], abs=2)


def test_units_are_chosen_tinted_and_ordered_by_a_plain_form(office, open_page):
    page = open_page(java_script_enabled=False)
    open_year(office, page, "bang-diem/")
    page.get_by_label("Tô nền chỗ chưa đạt tối đa").check()
    page.get_by_label("Xếp cột theo hạng").check()
    page.get_by_text("Chọn trong 7 đơn vị").click()
    for number in (1, 5):
        page.get_by_role("checkbox", name=f"Công an xã số {number}").check()
    page.get_by_role("button", name="Xem theo lựa chọn").click()
    heads = page.locator("table.matrix thead th.n a")
    assert heads.all_inner_texts() == ["Công an xã số 5", "Công an xã số 1"]
    assert page.locator("td.q1, td.q2, td.q0").count() > 0
    page.get_by_role("link", name="Xem tất cả").click()
    assert heads.count() == 7


def test_the_excel_of_a_choice_is_downloaded(office, page):
    open_year(office, page, "bang-diem/?dv=U1&dv=U2")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Tải Excel").click()
    assert waiting.value.suggested_filename == "bang-diem-cong-an-xa-2025.xlsx"


def test_a_unit_is_made_to_stand_out_in_the_standings(office, page):
    open_year(office, page, "xep-hang/")
    page.get_by_text("Chọn đơn vị để tô đậm").click()
    page.get_by_role("checkbox", name="Công an xã số 6").check()
    page.get_by_role("button", name="Tô đậm đơn vị đã chọn").click()
    expect(page.locator("tr.hit")).to_contain_text("Công an xã số 6")


@pytest.mark.parametrize(("size", "seen", "hidden"), [
    ({"width": 1280, "height": 900}, ".on-desk", ".on-phone"),
    ({"width": 390, "height": 844}, ".on-phone", ".on-desk"),
])  # fmt: skip
def test_one_dot_plot_is_shown_and_none_of_its_dots_touch(office, open_page, size, seen, hidden):
    page = open_page(size)
    open_year(office, page, "xep-hang/")
    expect(page.locator(hidden)).to_be_hidden()
    dots = page.locator(f"{seen} circle")
    boxes = [dots.nth(at).bounding_box() for at in range(dots.count())]
    assert len(boxes) == 7
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            across, down = abs(one["x"] - other["x"]), abs(one["y"] - other["y"])
            assert max(across, down) >= one["width"] - 1


@pytest.mark.parametrize(("place", "across"), [
    ("xep-hang/", False), ("bang-diem/", True), ("bo-tieu-chi/", False), ("don-vi/U2/", False),
])  # fmt: skip
def test_pages_are_printed_on_a4_whole(office, page, place, across):
    open_year(office, page, place)
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    width, height = (round(float(side) / 72 * 25.4) for side in sheets[-1].mediabox[2:])
    assert (width, height) == ((297, 210) if across else (210, 297))
    words = " ".join("".join(sheet.extract_text() for sheet in sheets).split())
    if place in {"bang-diem/", "don-vi/U2/"}:
        assert "Tiêu chí số 28b" in words, "what is folded on the screen is printed"
    assert re.search(r"Công an xã số 2|Bảng chấm điểm", words)
