"""The sheet as a printed form, and what the checker found."""

import pytest
from tests.web.reading import row_of, rows_of, sheets_of, words_of

from makers import SHEET, example_files, make_person, make_season

pytestmark = pytest.mark.django_db
FOUR_ALIKE = SHEET.replace("max = 20", "max = 40").replace("total = 30", "total = 50") + "".join(
    f"""
[[criteria]]
code = "1.{n}"
title = "Theo chỉ tiêu {n}"
kind = "relative_target"
max = 10
"""
    for n in (3, 4)
)


def test_the_form_has_the_columns_of_an_official_sheet(page):
    make_season()
    html = page("bo-tieu-chi/")
    assert rows_of(html)[0] == ["TT", "Nội dung", "Điểm tối đa", "Cách chấm", "Tự chấm"]
    assert row_of(html, "1.1") == [
        "1.1", "Chấm thẳng", "10", "Chấm thẳng theo minh chứng.", "",
    ]  # fmt: skip
    assert row_of(html, "Đạt hoặc không")[2:4] == ["10", "Đạt 10 điểm; không đạt 0 điểm."]
    assert row_of(html, "Tổng điểm")[2] == "30"
    assert "Xếp hạng theo tổng điểm. Nếu vẫn bằng thì đồng hạng." in words_of(html)


def test_the_form_carries_the_letterhead_and_room_for_signatures(page):
    make_season()
    words = words_of(page("bo-tieu-chi/"))
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in words
    assert "CỤM MẪU" in words
    assert "THỦ TRƯỞNG ĐƠN VỊ" in words
    assert words.count("Độc lập - Tự do - Hạnh phúc") == 1


def test_a_long_way_of_scoring_that_many_lines_share_stands_below_the_table_once(page):
    make_season(sheet=FOUR_ALIKE, targets="criterion,unit,target\n",
                figures="criterion,unit,value\n1.1,A,8\n")  # fmt: skip
    html = page("bo-tieu-chi/")
    assert row_of(html, "1.3")[3] == "Cách chấm (a)"
    assert words_of(html).count("Đúng chỉ tiêu: nửa điểm tối đa") == 1


def test_grades_and_overrides_stand_below_the_table(page):
    sheet = """
[[grades]]
name = "Tốt"
from = 20
[[grades]]
name = "Khá"
below = 20
[[overrides]]
code = "KXT"
title = "Có vi phạm"
effect = "not_considered"
"""
    make_season(sheet=SHEET + sheet)
    words = words_of(page("bo-tieu-chi/"))
    assert "Tốt: từ 20 điểm trở lên" in words
    assert "Khá: dưới 20 điểm" in words
    assert "Có vi phạm: không xét thi đua." in words


def test_the_form_in_excel_has_the_same_lines_and_an_empty_column(read):
    make_season()
    (sheet,) = sheets_of(read("bo-tieu-chi.xlsx").content)
    assert next(row for row in sheet if row[0] == "1.1") == [
        "1.1", "Chấm thẳng", 10, "Chấm thẳng theo minh chứng.", "",
    ]  # fmt: skip


def test_the_sheet_comes_back_byte_for_byte(read):
    make_season()
    answer = read("bo-tieu-chi.toml")
    assert answer.content.decode() == SHEET
    assert answer.headers["Content-Type"].startswith("application/toml")


def test_findings_stand_by_file_with_row_and_reason_errors_first(client):
    make_season(example_files(), leave_out_errors=True)
    client.force_login(make_person(role="leader", cluster="cong-an-xa"))
    html = client.get("/cum/cong-an-xa/2025/kiem-tra/").content.decode()
    assert "1 lỗi, 5 chỗ nên xem lại." in words_of(html)
    assert html.index("<code>figures.csv") < html.index("<code>targets.csv")
    first = next(row for row in rows_of(html) if len(row) == 3 and row[1] == "Lỗi")
    assert first[0] == "436"
    assert "1.3.4.3" in first[2]
    assert "U3" in first[2]


def test_findings_in_excel_are_those_of_the_page(client):
    make_season(example_files(), leave_out_errors=True)
    client.force_login(make_person(role="leader", cluster="cong-an-xa"))
    html = client.get("/cum/cong-an-xa/2025/kiem-tra/").content.decode()
    (sheet,) = sheets_of(client.get("/cum/cong-an-xa/2025/kiem-tra.xlsx").content)
    on_page = [row for row in rows_of(html) if len(row) == 3 and row[1] in {"Lỗi", "Xem lại"}]
    in_excel = [[str(int(row[1])), row[2], row[3]] for row in sheet if row[2] in {"Lỗi", "Xem lại"}]
    assert in_excel == on_page
    assert len(on_page) == 6


def test_a_folder_without_findings_says_so(page):
    make_season()
    html = page("kiem-tra/")
    assert "Không có lỗi, không có chỗ nào phải xem lại." in html
    assert "Chưa phát hiện gì" in html
    assert "kiem-tra.xlsx" not in html


@pytest.mark.parametrize(("page_name", "said"), [("bo-tieu-chi/", "Way"), ("kiem-tra/", "Nothing")])
def test_both_pages_speak_english(page, page_name, said):
    make_season(sheet=FOUR_ALIKE, targets="criterion,unit,target\n",
                figures="criterion,unit,value\n1.1,A,8\n")  # fmt: skip
    html = page(page_name, lang="en")
    assert "Criteria sheet" in html
    assert "Tải" not in html
