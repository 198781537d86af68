import re

import pytest
from tests.web.cards import NONE, SKIP, SMALL, X, large_card, sheet, small_card
from tests.web.cards import direct as leaf
from tests.web.cards import figures as reported

from thidua.core.scoring import score
from thidua.web.rows.matrix import MatrixMarks, MatrixUnit, matrix_body, matrix_foot, matrix_head
from thidua.wording import points


def columns(card, *, names=None):
    return [
        MatrixUnit(at, code, (names or {}).get(code, f"Đơn vị {code}"), code, f"/don-vi/{code}/")
        for at, code in enumerate(card.figures.units)
    ]


def body(card, **facts):
    facts = {"units": columns(card), "lang": "vi", "why": "/vi-sao/{}/".format} | facts
    return matrix_body(card, **facts)


def rows(html):
    """Code in the address of each row's title -> its cells, tags and all."""
    return {
        re.search(r"/vi-sao/([^/]+)/", row)[1]: re.findall(r"<td([^>]*)>(.*?)(?=<td|$)", row)[1:]
        for row in re.findall(r"<tr.*", html)
    }


def texts(html):
    return {code: [text for _, text in cells] for code, cells in rows(html).items()}


def test_every_cell_shows_its_points_with_two_decimals():
    html = body(small_card(I_1_a=[1_000, 850, 0]))
    assert texts(html)["I.1.a"] == ["10,00", "8,50", "0,00"]
    assert texts(html)["I"] == ["30,00", "28,50", "20,00"]


def test_blank_not_applicable_and_not_assigned_have_signs_of_their_own():
    html = body(small_card(I_1_a=[NONE, X, SKIP]))
    assert texts(html)["I.1.a"] == ["–", "×", "/"]


def test_a_large_matrix_holds_the_points_of_the_scorecard_cell_by_cell():
    card = large_card()
    shown = texts(body(card, lang="en"))
    for row, code in enumerate(card.nodes[:-1]):
        assert shown[code] == [points(int(p), "en") for p in card.points[row]]


def test_only_the_chosen_units_are_shown_and_in_the_order_asked_for():
    card = small_card(I_2=[100, 200, 300])
    third, _, first = reversed(columns(card))
    assert texts(body(card, units=[third, first]))["I.2"] == ["3,00", "1,00"]


def test_what_may_still_change_is_marked_up_to_the_section_above():
    cells = rows(body(small_card(I_1_a=[NONE, 500, 500])))
    assert [css for css, _ in cells["I.1"]] == [" class=t", "", ""]
    assert [css for css, _ in cells["II"]] == ["", "", ""]


def test_tinting_is_asked_for_and_tints_what_falls_short():
    card = small_card(I_1_a=[1_000, 700, 100], I_1_b=[0, NONE, X])
    assert "q1" not in body(card)
    cells = rows(body(card, tinted=True))
    assert [css for css, _ in cells["I.1.a"]] == ["", " class=q2", " class=q1"]
    assert [css for css, _ in cells["I.1.b"]] == [" class=q0", " class=t", ""]


def test_a_cell_left_out_as_wrong_shows_what_was_claimed_and_why_it_does_not_count():
    marks = MatrixMarks(wrong={("I.2", "U3"): "50"})
    html = body(small_card(I_2=[100, 100, NONE]), marks=marks)
    css, text = rows(html)["I.2"][2]
    assert css == " class=bad"
    assert text == '<abbr title="Sai quy định, không được cộng">50 !</abbr>'


def test_points_of_the_lead_are_marked_where_they_differ_and_only_there():
    marks = MatrixMarks(lead_points={("I.2", "U1"): 100, ("I.2", "U2"): 50, ("gone", "U1"): 1})
    cells = rows(body(small_card(I_2=[100, 100, 100]), marks=marks))["I.2"]
    assert [css for css, _ in cells] == ["", " class=chg", ""]
    assert "Cụm trưởng chấm 0,50" in cells[1][1]


def test_sections_of_the_second_level_fold_and_parts_stand_open():
    html = body(small_card())
    part, fold, leaf_of_part, flat_part = html.split("</tbody>\n")[:4]
    assert "type=checkbox" not in part + leaf_of_part
    assert fold.count("type=checkbox") == flat_part.count("type=checkbox") == 1
    assert fold.count("<tr class=hd") + fold.count("<tr data-k=s class=hd") == 1
    assert fold.count("<tr") == 3
    assert 'aria-label="Mở hoặc thu mục 1. Mục I.1"' in fold


def test_rows_keep_the_order_and_depth_of_the_tree():
    html = body(small_card())
    assert list(rows(html)) == ["I", "I.1", "I.1.a", "I.1.b", "I.2", "II", "II.1"]
    assert re.findall(r"class=\"?l(\d)", html) == ["1", "2", "3", "3", "2", "1", "2"]


def test_everything_that_people_wrote_is_escaped():
    nasty = '<script>alert("x")</script>'
    bad = sheet(leaf("a", title=nasty, label=nasty))
    card = score(bad, reported(bad, {"a": [100, 200]}))
    units = columns(card, names={"U1": nasty})
    marks = MatrixMarks(wrong={("a", "U2"): nasty})
    html = body(card, units=units, marks=marks) + matrix_head(units)
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 4


def test_the_foot_gives_totals_places_and_the_maximum_where_units_differ():
    card = small_card(I_1_a=[1_000, 850, X])
    foot = matrix_foot(
        card, columns(card), lang="vi", places={"U1": 1, "U2": 2}, why="/vi-sao/{}/".format
    )
    total, most, places = re.findall(r"<tr.*", foot)
    assert re.findall(r"<td>([\d,]+)", total) == ["40,00", "38,50", "30,00"]
    assert re.findall(r"class=max>([\d,]+)", most) == ["40,00", "40,00", "30,00"]
    assert re.findall(r"<b>(.*?)</b>", places) == ["1", "2", "–"]


def test_the_foot_says_the_maximum_once_where_it_is_the_same_for_all():
    card = small_card()
    foot = matrix_foot(card, columns(card), lang="vi", places={}, why=str)
    assert "<td class=max>40<" in foot
    assert foot.count("<tr") == 2


@pytest.mark.parametrize("tinted", [False, True])
def test_a_matrix_of_63_units_is_small_enough_to_send(tinted):
    assert len(body(large_card(), tinted=tinted).encode()) < 300_000


def test_the_small_sheet_of_these_tests_adds_up():
    assert SMALL.total_points == {"": 4_000}
