"""A year at a glance: members, how much is reported, who leads, what is missing."""

import pytest
from tests.web.reading import row_of, rows_of, sheets_of, words_of

from makers import SHEET, big_files, make_season

pytestmark = pytest.mark.django_db
SOME = "criterion,unit,value\n1.1,A,8\n1.2,A,120\n2,A,10\n1.1,B,7\n1.1,C,9\n"


def test_a_complete_year_says_who_leads_and_that_nothing_is_missing(page):
    make_season()
    html = page()
    assert "Đã báo cáo đủ 8 ô. Đang dẫn đầu: An, 28,00 điểm." in words_of(html)
    assert row_of(html, "Đơn vị An")[1:] == ["3/3", "Đủ số liệu", "28,00", "1"]
    assert row_of(html, "Đơn vị Đoài")[1:] == ["2/2", "Đủ số liệu", "19,00", "2"]


def test_an_incomplete_year_says_how_much_of_how_much_is_reported(page):
    make_season(figures=SOME)
    html = page()
    assert "Đã báo cáo 5 trên 8 ô phải báo cáo. Còn thiếu của 2 đơn vị." in words_of(html)
    assert row_of(html, "Đơn vị Bình")[1:3] == ["1/3", "Còn thiếu"]


def test_who_has_reported_nothing_is_told_apart_from_who_lacks_something(page):
    make_season(figures="criterion,unit,value\n1.1,A,8\n")
    html = page()
    assert row_of(html, "Đơn vị An")[2] == "Còn thiếu"
    assert row_of(html, "Đơn vị Bình")[1:3] == ["0/3", "Chưa báo cáo"]


def test_completeness_stands_by_section_and_tints_only_what_falls_short(page):
    make_season(figures=SOME)
    html = page()
    heat = html.split('<table class="heat">')[1]
    assert rows_of(heat)[:4] == [
        ["", "1", "2"], ["An", "100", "100"], ["Bình", "50", "0"], ["Đoài", "100", "0"],
    ]  # fmt: skip
    assert heat.split("</table>")[0].count("<td class=") == 3


def test_a_section_that_does_not_apply_is_hatched(page):
    targets = "criterion,unit,target\n1.2,A,100\n1.2,B,100\n1.2,C,không giao\n"
    make_season(targets=targets, figures=SOME + "2,C,x\n")
    heat = page().split('<table class="heat">')[1]
    assert '<td class="hx">×</td>' in heat


def test_a_withdrawn_unit_is_shown_but_not_waited_for(page):
    units = "unit,name,status\nA,Đơn vị An,\nB,Đơn vị Bình,withdrawn\nC,Đơn vị Đoài,\n"
    make_season(units=units, figures=SOME + "2,C,10\n")
    html = page()
    assert row_of(html, "Đơn vị Bình")[2] == "Rút khỏi thi đua"
    assert "Đã báo cáo đủ 5 ô." in words_of(html)


def test_the_side_leads_to_the_sheet_and_the_findings(page):
    make_season()
    words = words_of(page())
    assert "Bộ tiêu chí, bản 1" in words
    assert "3 tiêu chí, 30 điểm" in words
    assert "không phát hiện gì" in words
    assert "Số liệu minh họa" in words


def test_the_year_in_excel_counts_the_same(read):
    make_season(figures=SOME)
    members, sections = sheets_of(read("tong-quan.xlsx").content)
    assert next(row for row in members if row[0] == "Đơn vị Bình")[1:] == [1, 3, 7, 3, "1.2, 2"]
    assert sections[-1] == ["Đơn vị Đoài", 100, 0]


def test_a_sheet_with_many_sections_is_told_by_its_parts(page):
    parts = "".join(
        f'[[criteria]]\ncode = "{n}"\ntitle = "Phần {n}"\nmax = 1\n'
        f'[[criteria]]\ncode = "{n}.1"\ntitle = "Mục {n}"\nmax = 1\n'
        f'[[criteria]]\ncode = "{n}.1.1"\ntitle = "Dòng {n}"\nkind = "direct"\nmax = 1\n'
        for n in range(1, 19)
    )
    sheet = SHEET.split("[[criteria]]")[0].replace("total = 30", "total = 18") + parts
    make_season(sheet=sheet, targets="criterion,unit,target\n",
                figures="criterion,unit,value\n1.1.1,A,1\n")  # fmt: skip
    html = page()
    heat = html.split('<table class="heat">')[1]
    assert rows_of(heat)[0][1:] == [str(n) for n in range(1, 19)]


def test_sixty_three_members_are_listed(page):
    make_season(big_files(63), leave_out_errors=True)
    html = page(cluster="cum-lon")
    assert "63 đơn vị thành viên" in html
    assert sum("/176" in row[1] for row in rows_of(html) if len(row) == 5) == 63
