"""The standings: places, ties, what decided, and the same figures wherever they stand."""

import re

import pytest
from tests.web.reading import row_of, rows_of, sheets_of, words_of

from makers import big_files, example_files, make_person, make_season
from thidua.core.rankings import standings
from thidua.core.scoring import score
from thidua.core.seasons import read_season

pytestmark = pytest.mark.django_db
UNITS = """unit,name,short_name,status,reason
A,Đơn vị An,An,,
B,Đơn vị Bình,Bình,{status},{why}
C,Đơn vị Đoài,Đoài,,
"""
HEAD = "criterion,unit,value\n"


def figures(**of_unit):
    """Points at 1.1 and 2 of each unit; nothing at 1.2."""
    rows = [f"1.1,{u},{first}\n2,{u},{last}\n1.2,{u},x\n" for u, (first, last) in of_unit.items()]
    return HEAD + "".join(rows)


def places(html):
    """Place, name and total of each line of the standings."""
    lines = [row for row in rows_of(html) if len(row) > 5 and row[0] in {*"123456789", "–"}]
    return [(row[0], row[1]) for row in lines]


@pytest.fixture
def shown(page):
    return lambda **files: make_season(**files) and page("xep-hang/")


def test_units_stand_in_the_order_of_their_places_with_points_by_part(shown):
    html = shown(figures=figures(A=(7, 10), B=(9, 10), C=(8, 0)))
    assert places(html) == [("1", "Đơn vị Bình"), ("2", "Đơn vị An"), ("3", "Đơn vị Đoài")]
    assert row_of(html, "Đơn vị An")[2:5] == ["7,00", "10,00", "17,00"]
    assert "Bình đứng đầu với 19,00 điểm, hơn 2,00 điểm so với An." in words_of(html)


def test_level_units_share_the_place_and_the_next_one_is_left_out(shown):
    html = shown(figures=figures(A=(8, 10), B=(9, 10), C=(8, 10)))
    assert places(html) == [
        ("1", "Đơn vị Bình"),
        ("2", "Đơn vị An Đồng hạng"),
        ("2", "Đơn vị Đoài Đồng hạng"),
    ]
    assert "An và Đoài đồng hạng 2." in words_of(html)


def test_a_tie_that_the_sheet_parts_is_told_with_the_criterion(shown, page):
    sheet = '[ranking]\nties = ["2"]\n'
    html = shown(sheet=_sheet() + sheet, figures=figures(A=(10, 0), B=("0", 10), C=(0, 0)))
    assert places(html)[:2] == [("1", "Đơn vị Bình Đồng điểm"), ("2", "Đơn vị An Đồng điểm")]
    assert "Bình và An bằng tổng điểm, phân định bằng 2 Đạt hoặc không." in words_of(html)


def _sheet():
    from makers import SHEET  # noqa: PLC0415  # only this test changes it

    return SHEET


def test_a_tie_that_waits_for_a_decision_says_so(shown):
    sheet = '[ranking]\nlast = "decide"\n'
    html = shown(sheet=_sheet() + sheet, figures=figures(A=(8, 10), B=(8, 10), C=(1, 0)))
    assert places(html)[0] == ("1", "Đơn vị An Chờ quyết định")
    assert "An và Bình bằng nhau ở hạng 1, chờ cụm quyết định." in words_of(html)


@pytest.mark.parametrize(
    ("status", "tag"), [("withdrawn", "Rút khỏi thi đua"), ("disqualified", "Bị loại")]
)
def test_a_unit_without_a_place_stands_last_with_the_reason(shown, status, tag):
    units = UNITS.format(status=status, why="Sáp nhập từ 01/7")
    html = shown(units=units, figures=figures(A=(7, 10), B=(9, 10), C=(8, 0)))
    assert places(html)[-1][0] == "–"
    assert places(html)[-1][1].startswith(f"Đơn vị Bình {tag}")
    assert "Sáp nhập từ 01/7" in places(html)[-1][1]


def test_neighbours_are_told_apart_by_part_and_by_criterion(shown):
    html = shown(figures=figures(A=(7, 10), B=(9, 10), C=(8, 0)))
    upper = row_of(html, "Bình trên An")
    assert upper[1] == "+2,00"
    assert upper[3] == "1.1 Chấm thẳng +2,00"
    assert upper[4] == "Tổng điểm"


def test_a_provisional_result_says_what_is_missing_and_of_whom(shown):
    html = shown(figures=HEAD + "1.1,A,8\n1.1,B,7\n2,A,10\n2,B,10\n2,C,10\n")
    assert "Tạm tính, còn 3 ô chưa báo cáo" in words_of(html)
    assert re.search(
        r'<dt><a href="/cum/cum-mau/2025/don-vi/C/">Đoài</a></dt>\s*<dd>1.1</dd>', html
    )


def test_a_complete_result_does_not_call_itself_provisional(shown):
    html = shown(figures=figures(A=(7, 10), B=(9, 10), C=(8, 0)))
    assert "Tạm tính" not in html
    assert "Đủ số liệu" in html


def test_chosen_units_stand_out_in_table_and_pictures(page):
    make_season(figures=figures(A=(7, 10), B=(9, 10), C=(8, 0)))
    html = page("xep-hang/", dv=["B", "Z"])
    assert html.count('<tr class="hit">') == 1
    assert html.count('class="c3" cx=') == 2, "once for desks, once for phones"
    assert 'class="hit"' not in page("xep-hang/")


def test_a_cluster_of_one_unit_has_standings_without_pictures(shown):
    html = shown(units="unit,name\nA,Đơn vị An\n", targets="criterion,unit,target\n",
                 figures=figures(A=(7, 10)))  # fmt: skip
    assert places(html) == [("1", "Đơn vị An")]
    assert "Khoảng cách giữa các đơn vị" not in html


def test_nobody_placed_is_said_in_words(shown):
    units = "unit,name,status\nA,Đơn vị An,withdrawn\n"
    html = shown(units=units, targets="criterion,unit,target\n", figures=figures(A=(7, 10)))
    assert "Chưa đơn vị nào có hạng." in html


def test_english_pages_say_the_same(page):
    make_season(figures=figures(A=(7, 10), B=(9, 10), C=(8, 0)))
    html = page("xep-hang/", lang="en")
    assert "Bình leads with 19.00 points, 2.00 points ahead of An." in words_of(html)
    assert row_of(html, "Đơn vị An")[2:5] == ["7.00", "10.00", "17.00"]


def test_page_excel_and_the_engine_give_the_same_figures(client):
    files = example_files()
    make_season(files, leave_out_errors=True)
    client.force_login(make_person(role="leader", cluster="cong-an-xa"))
    season = read_season(files, leave_out_errors=True).season
    card = score(season.sheet, season.figures)
    expected = {
        next(unit.name for unit in season.units if unit.code == line.unit): line
        for line in standings(card)
    }
    html = client.get("/cum/cong-an-xa/2025/xep-hang/").content.decode()
    table, _pairs = sheets_of(client.get("/cum/cong-an-xa/2025/xep-hang.xlsx").content)
    in_excel = {row[1]: row for row in table if row[1] in expected}
    for name, line in expected.items():
        on_page = row_of(html, name)
        assert on_page[0] == str(line.place) == str(int(in_excel[name][0]))
        assert number(on_page[5]) == line.total_points == round(100 * in_excel[name][5])


def number(text):
    return int(text.replace(".", "").replace(",", ""))


def test_sixty_three_units_are_placed_compared_and_drawn(page):
    make_season(big_files(63), leave_out_errors=True)
    html = page("xep-hang/", cluster="cum-lon")
    assert len([row for row in rows_of(html) if row[1:2] and "Công an xã mẫu" in row[1]]) == 63
    assert sum(" trên Công an" in row[0] for row in rows_of(html) if row) == 62
    assert html.count('<circle class="c1"') == 2 * 63
    assert "Còn 51 đơn vị không vẽ ở đây" in html
    assert html.count("<li><b>Công an xã mẫu") == 12
