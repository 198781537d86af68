"""Why a unit has its points: down to the figures, up to the total, beside the others."""

import re

import pytest
from tests.web.reading import row_of, rows_of, words_of

from makers import SHEET, example_files, make_person, make_season
from thidua.core.criteria import rules as r
from thidua.rulebook.examples import MADE_UP, REAL, example

pytestmark = pytest.mark.django_db


@pytest.fixture
def real(client):
    make_season(example_files(), leave_out_errors=True)
    client.force_login(make_person(role="leader", cluster="cong-an-xa"))
    return lambda place: client.get(f"/cum/cong-an-xa/2025/vi-sao/{place}/").content.decode()


def test_the_real_relative_target_is_derived_down_to_the_file_and_row(real):
    html = real("U2/1.2.3.2.2")
    words = words_of(html)
    assert "Vì sao Công an xã số 2 được 3,41 điểm ở tiêu chí 28b?" in words
    assert "figures.csv, dòng 233" in words
    assert "targets.csv, dòng 65" in words
    assert "Công an xã số 5: 12" in words
    hit = [row for row in rows_of(html) if "áp dụng" not in row[0] and "A > T" in row[0]]
    assert hit[0][1] == "M/2 + M/2 × phần vượt so với dẫn đầu"
    assert html.count('<tr class="hit">') == 1


def test_the_calculation_is_written_as_mathematics(real):
    math = real("U2/1.2.3.2.2").split("<math", 1)[1].split("</math>")[0]
    assert "<mrow><mn>5</mn><mo>−</mo><mn>1</mn></mrow>" in math
    assert "<mrow><mn>12</mn><mo>−</mo><mn>1</mn></mrow>" in math
    assert math.endswith("<mo>=</mo><mn>3,409090…</mn>") or "3,40909" in math


def test_a_point_is_followed_up_to_the_total_and_the_place(real):
    html = real("U2/1.2.3.2.2")
    steps = html.split('<ol class="path">')[1].split("</ol>")[0]
    assert [amount.split("</b>")[0] for amount in steps.split("<b>")[1:]] == [
        "3,41", "3,41", "8,41", "154,62", "651,39", "866,39",
    ]  # fmt: skip
    assert "xếp thứ 2 trong 7" in words_of(steps)


def test_the_units_of_the_cluster_stand_beside_each_other_on_the_rules_line(real):
    html = real("U2/1.2.3.2.2")
    assert row_of(html, "Công an xã số 5")[1:] == ["12", "1", "12", "5,00"]
    assert row_of(html, "Công an xã số 1")[1:] == ["0", "1", "0", "0,00"]
    picture = html.split("đường chấm điểm")[1].split("</svg>")[0]
    assert picture.count("<circle") == 7
    assert picture.count('<circle class="c1"') == 1


def test_other_figures_would_have_earned_other_points(real):
    kv = real("U2/1.2.3.2.2").split("Nếu kết quả khác đi")[1].split("</dl>")[0]
    words = words_of(kv)
    assert "Đạt 43,18" in words
    assert "Đạt 63,64" in words
    assert "Công an xã số 5 chỉ đạt 93,75" in words


def test_a_second_pass_point_says_whose_figure_it_waits_for(page):
    figures = "criterion,unit,value\n1.1,A,8\n1.2,A,120\n2,A,10\n"
    make_season(figures=figures)
    words = words_of(page("vi-sao/A/1.2/"))
    assert "Tạm tính" in words
    assert "Còn chờ số liệu của Bình." in words


def test_a_section_is_the_sum_of_its_children(page):
    make_season()
    html = page("vi-sao/A/1/")
    assert "Vì sao An được 18,00 điểm ở mục 1?" in words_of(html)
    assert row_of(html, "1.1 Chấm thẳng")[1:] == ["8,00", "10"]
    assert row_of(html, "Cộng")[1:] == ["18,00", "20"]
    assert "<mn>8</mn><mo>+</mo><mn>10</mn><mo>=</mo><mn>18</mn>" in html


def test_the_total_explains_the_place_and_the_neighbours(page):
    make_season()
    html = page("vi-sao/C/TOTAL/")
    words = words_of(html)
    assert "Vì sao Đoài được tổng 19,00 điểm?" in words
    assert "Đứng thứ 2 trong 3 đơn vị." in words
    assert "Vì sao đứng thứ 2" in words
    assert row_of(html, "An trên Đoài")[1] == "+9,00"
    assert row_of(html, "Đoài trên Bình")[1] == "+7,00"


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("", "Vì sao B không có điểm ở tiêu chí 1.1?"),
        ("1.1,B,x\n", "Vì sao B không có điểm ở tiêu chí 1.1?"),
        ("1.1,B,0\n", "Vì sao B được 0,00 điểm ở tiêu chí 1.1?"),
    ],
)
def test_blank_excused_and_zero_are_three_different_answers(page, cell, said):
    units = "unit,name\nA,A\nB,B\n"
    make_season(units=units, targets="criterion,unit,target\n",
                figures=f"criterion,unit,value\n1.1,A,8\n{cell}")  # fmt: skip
    html = page("vi-sao/B/1.1/")
    assert said in words_of(html)
    sign = {"": "–", "1.1,B,x\n": "×"}.get(cell, "0,00")
    assert f'<p class="big-pt">{sign}' in html


def test_a_unit_that_was_not_given_a_criterion_is_told_so(page):
    make_season()
    html = page("vi-sao/C/1.2/")
    assert "Vì sao Đoài không có điểm ở tiêu chí 1.2?" in words_of(html)
    assert '<p class="big-pt">/' in html


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_point_of_both_example_years_has_its_page(client, lang):
    for files, cluster in ((example_files(), "cong-an-xa"), (example(MADE_UP), None)):
        plan = make_season(files, leave_out_errors=True)
        client.force_login(make_person(role="leader", cluster=cluster or plan.cluster))
        client.cookies["django_language"] = lang
        base = f"/cum/{cluster or plan.cluster}/2025"
        unit = "U3" if cluster else None
        _visit(client, base, unit)


def _visit(client, base, unit):
    matrix = client.get(f"{base}/bang-diem/").content.decode()
    units = [unit] if unit else sorted(set(re.findall(r"/don-vi/([^/]+)/", matrix)))[::3]
    codes = sorted(set(re.findall(r"/vi-sao/[^/]+/([^/]+)/", matrix)))
    kept = codes[::9] if unit else codes
    for code in units:
        for criterion in kept:
            answer = client.get(f"{base}/vi-sao/{code}/{criterion}/")
            assert answer.status_code == 200, (code, criterion)
            assert "{" not in words_of(answer.content.decode()), (code, criterion)


REST = """
[[criteria]]
code = "3"
title = "So với năm trước"
kind = "progress"
max = 10
per_percent = 0.5
base = 5

[[criteria]]
code = "4"
title = "Trung bình các lượt"
kind = "mean_of_records"
max = 10
events = [{ key = "tre", title = "Trễ", points = -1 }]
"""


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_kinds_that_the_example_years_lack_have_their_pages_too(page, lang):
    sheet = SHEET.replace("total = 30", "total = 50") + REST
    figures = """criterion,unit,value,indicator
3,A,110,
3,A,100,previous
4,A,27,total
4,A,3,count
4,A,1,tre
"""
    make_season(sheet=sheet, figures=figures)
    progress = page("vi-sao/A/3/", lang=lang)
    assert "<mn>5</mn><mo>+</mo><mn>10</mn><mo>×</mo>" in progress
    assert progress.count("<mo>=</mo><mn>10</mn>") == 1
    mean = page("vi-sao/A/4/", lang=lang)
    assert "<mfrac><mrow><mn>26</mn></mrow><mrow><mn>3</mn></mrow></mfrac>" in mean


def test_no_kind_of_leaf_is_left_without_a_page_in_these_tests():
    texts = b"".join(example(name)["sheet.toml"] for name in (REAL, MADE_UP)).decode() + REST
    assert [kind for kind in r.LEAF_KINDS if f'"{kind}"' not in texts] == []


def test_a_sheet_without_maximum_is_explained_too(page):
    sheet = (
        SHEET.replace("total = 30", "")
        + """
[[criteria]]
code = "3"
title = "Điểm cộng không giới hạn"
kind = "per_item"
points = 2
"""
    )
    make_season(sheet=sheet, figures="criterion,unit,value\n3,A,7\n")
    html = page("vi-sao/A/3/")
    assert "<mn>7</mn><mo>×</mo><mn>2</mn><mo>=</mo><mn>14</mn>" in html
    assert row_of(page("bang-diem/"), "3")[1] == "·"
