"""The matrix and the units' sheets, as pages and as Excel."""

import csv
import io
import re

import pytest
from tests.web.reading import row_of, rows_of, sheets_of, words_of
from typer.testing import CliRunner

from makers import big_files, example_files, folder_of, make_person, make_season
from thidua.cli.app import app
from thidua.core.criteria import read_sheet

pytestmark = pytest.mark.django_db


def heads(html):
    return next(row for row in rows_of(html) if row and row[0] in {"Tiêu chí", "Criterion"})


def test_the_matrix_shows_every_line_of_the_sheet_for_every_unit(page):
    make_season()
    html = page("bang-diem/")
    assert heads(html) == ["Tiêu chí", "Tối đa", "An", "Bình", "Đoài"]
    assert row_of(html, "1.1")[1:] == ["10", "8,00 △", "7,50", "9,00"]
    assert row_of(html, "1.2")[1:] == ["10", "10,00", "4,50", "/"]
    assert row_of(html, "Tổng điểm")[1:] == ["·", "28,00", "12,00", "19,00"]
    assert row_of(html, "Tối đa áp dụng")[2:] == ["30,00", "30,00", "20,00"]
    assert row_of(html, "Hạng")[2:] == ["1", "3", "2"]
    assert "3 tiêu chí, 3 đơn vị." in words_of(html)
    assert "1 ô cụm trưởng chấm khác." in words_of(html)


def test_a_row_leads_to_the_derivation_and_a_column_to_the_unit(page):
    make_season()
    html = page("bang-diem/")
    assert '<a href="/cum/cum-mau/2025/vi-sao/A/1.1/">Chấm thẳng</a>' in html
    assert 'href="/cum/cum-mau/2025/don-vi/B/" title="Đơn vị Bình">Bình</a>' in html
    assert "/vi-sao/B/1.1/" in page("bang-diem/", dv="B")


def test_columns_can_be_chosen_and_ordered_by_place(page):
    make_season()
    assert heads(page("bang-diem/", dv=["C", "A", "Z"]))[2:] == ["An", "Đoài"]
    assert heads(page("bang-diem/", xep="hang"))[2:] == ["An", "Đoài", "Bình"]
    chosen = page("bang-diem/", dv=["C"], xep="hang", to="1")
    assert 'href="/cum/cum-mau/2025/bang-diem.xlsx?dv=C&amp;xep=hang&amp;to=1"' in chosen


def test_tinting_is_off_until_it_is_asked_for(page):
    make_season()
    assert "class=q" not in page("bang-diem/")
    assert row_of(page("bang-diem/", to="1"), "1.1") == row_of(page("bang-diem/"), "1.1")
    assert "<td class=q2>7,50" in page("bang-diem/", to="1")


@pytest.mark.parametrize("nonsense", ["-1", "99", "x", "²", "9" * 99, ""])
def test_a_group_that_is_not_there_shows_all_columns(page, nonsense):
    make_season()
    assert len(heads(page("bang-diem/", nhom=nonsense))) == 5


def test_sixty_three_columns_come_in_groups_of_ten(page):
    make_season(big_files(63), leave_out_errors=True)
    whole = page("bang-diem/", cluster="cum-lon")
    assert len(heads(whole)) == 2 + 63
    assert re.findall(r">(\d+–\d+)</a></th>", whole)[::6] == ["1–10", "61–63"]
    last = page("bang-diem/", cluster="cum-lon", nhom="7")
    assert heads(last)[2:] == [f"Công an xã mẫu số {n}" for n in (61, 62, 63)]
    assert 'aria-current="true">61–63</a>' in last
    assert len(row_of(whole, "28b")) == 2 + 63


def test_the_page_excel_and_the_command_line_agree_cell_by_cell(client, tmp_path):
    files = example_files()
    make_season(files, leave_out_errors=True)
    client.force_login(make_person(role="leader", cluster="cong-an-xa"))
    html = client.get("/cum/cong-an-xa/2025/bang-diem/").content.decode()
    (excel,) = sheets_of(client.get("/cum/cong-an-xa/2025/bang-diem.xlsx").content)
    on_page = [row[2:] for row in rows_of(html) if len(row) == 9][1:232]
    in_excel = [row[3:] for row in excel if len(row) == 10 and row[2] != "Tối đa"][-232:-1]
    printed = _printed_by_the_command(folder_of(files, tmp_path / "nam"))
    order = [*_depth_first(read_sheet(files["sheet.toml"].decode()).sheet, None), "TOTAL"]
    units = [f"U{number}" for number in range(1, 8)]
    compared = 0
    for code, shown, written in zip(order, on_page, in_excel, strict=True):
        for unit, on_screen, in_cell in zip(units, shown, written, strict=True):
            points = printed[unit, code]
            if points:
                assert number(on_screen) == round(100 * in_cell) == round(100 * float(points))
                compared += 1
            else:
                assert (on_screen in {"–", "5 !"}, in_cell) == (True, "–")
    assert compared == 7 * 231 - 6


def _printed_by_the_command(folder):
    """Return the points of `thidua score`, "" for none, by unit and criterion."""
    said = CliRunner().invoke(app, ["score", str(folder), "--leave-out-errors"])
    assert said.exit_code == 0
    rows = csv.DictReader(io.StringIO(said.stdout))
    return {(row["unit"], row["criterion"]): row["points"] for row in rows}


def _depth_first(sheet, parent):
    for criterion in sheet.children(parent):
        yield criterion.code
        yield from _depth_first(sheet, criterion.code)


def number(text):
    return int(re.sub(r"[ △*.,]", "", text))


def test_the_real_year_shows_its_wrong_cell_and_where_the_lead_differs(client):
    make_season(example_files(), leave_out_errors=True)
    client.force_login(make_person(role="leader", cluster="cong-an-xa"))
    html = client.get("/cum/cong-an-xa/2025/bang-diem/").content.decode()
    assert html.count("<td class=bad>") == 1
    assert row_of(html, "50Tiêu")[4] == "5 !"
    assert html.count("<td class=chg>") == 23
    assert row_of(html, "Tổng điểm")[2:] == [
        "780,49", "866,39", "817,75", "795,00", "912,75", "827,75", "789,54",
    ]  # fmt: skip


def test_a_units_sheet_shows_its_points_the_leads_and_the_notes(page):
    make_season()
    html = page("don-vi/A/")
    assert "28,00 trên 30 điểm, đứng thứ 1 trong 3 đơn vị." in words_of(html)
    assert row_of(html, "1.1")[1:] == ["10", "8,00", "7,00 △", "Có biên bản"]
    assert row_of(html, "Tổng điểm")[1:] == ["30", "28,00", "", "Hạng 1"]
    assert 'href="/cum/cum-mau/2025/vi-sao/A/TOTAL/"' in html


def test_every_point_of_a_units_sheet_opens_its_derivation(page):
    make_season()
    html = page("don-vi/C/")
    assert set(re.findall(r"/vi-sao/C/([^/]+)/", html)) == {"1", "1.1", "1.2", "2", "TOTAL"}
    assert row_of(html, "1.2")[2:] == ["/", "không giao"]


def test_a_units_sheet_says_what_is_missing(page):
    make_season(figures="criterion,unit,value\n1.1,A,8\n1.1,B,8\n")
    html = page("don-vi/A/")
    assert "Còn 2 tiêu chí chưa báo cáo." in words_of(html)
    assert row_of(html, "2Đạt")[2:] == ["–", "chưa báo cáo"]
    assert "Tạm tính" in html


def test_a_units_sheet_in_excel_has_the_same_points(read):
    make_season()
    (sheet,) = sheets_of(read("don-vi/A.xlsx").content)
    lines = {row[0]: row for row in sheet if len(row) == 6}
    assert lines["1.1"][2:] == [10, 8, 7, "Có biên bản"]
    assert lines["1"][3] == 18
    assert sheet[-1][1:4] == ["Tổng điểm", 30, 28]


def test_the_matrix_in_excel_holds_the_columns_that_were_chosen(read):
    make_season()
    (sheet,) = sheets_of(read("bang-diem.xlsx", dv=["C", "A"], xep="hang").content)
    assert next(row for row in sheet if row[0] == "TT")[3:] == ["An", "Đoài"]
    assert next(row for row in sheet if row[1] == "Tổng điểm")[3:] == [28, 19]
    assert next(row for row in sheet if row[0] == "1.2")[3:] == [10, "/"]
