"""Points as CSV, JSON and Excel: each cell with what it is, text never a formula."""

import datetime as dt
import io
import json

import pytest
from python_calamine import CalamineWorkbook
from tests.core.seasons.folder import rows, season

from thidua.core import Filled, score, standings
from thidua.core.scoring.waiting import waited_for
from thidua.papers.score_workbook import ScoreTexts, score_workbook
from thidua.papers.scores import decimal, harmless, scores_csv, scores_json, standings_csv

TARGETS = rows("1.1,U1,10", "1.1,U2,10", "1.2,U3,không giao", head="criterion,unit,target")
FIGURES = rows("1.1,U1,12", "1.1,U2,5", "1.2,U1,10", "1.2,U2,x", "1.3,U1,7.25")


@pytest.fixture(scope="module")
def made():
    read = season(targets=TARGETS, figures=FIGURES)
    card = score(read.sheet, read.figures)
    return read, card, standings(card, read.statuses)


@pytest.mark.parametrize(
    ("hundredths", "text"),
    [(950, "9.50"), (-325, "-3.25"), (5, "0.05"), (-5, "-0.05"), (10**20, "1" + "0" * 18 + ".00")],
)
def test_points_are_written_with_two_decimals_and_a_dot(hundredths, text):
    assert decimal(hundredths) == text


def test_what_has_no_points_has_an_empty_cell(made):
    _season, card, _places = made
    lines = scores_csv(card).decode().splitlines()
    assert lines[0] == "unit,criterion,points,max_points"
    assert "U1,1.1,30.00,30.00" in lines  # the leader
    assert "U3,1.1,,30.00" in lines  # not reported
    assert "U2,1.2,,0.00" in lines  # not applicable
    assert "U3,1.2,,0.00" in lines  # not assigned
    assert "U1,TOTAL,47.25,100.00" in lines
    assert "U2,TOTAL,7.50,90.00" in lines
    assert "U3,TOTAL,0.00,90.00" in lines


def test_json_has_what_each_cell_is(made):
    read, card, places = made
    data = json.loads(scores_json(read, card, places))
    cells = {(cell["unit"], cell["criterion"]): cell for cell in data["scores"]}
    assert cells["U2", "1.2"]["filled"] == "not_applicable"
    assert cells["U3", "1.2"]["filled"] == "not_assigned"
    assert cells["U3", "1.1"]["filled"] == "blank"
    assert cells["U1", "1"]["filled"] == "partial"
    assert (
        data["waiting_for"]
        == {"1.1": ["U3"]}
        == {code: list(units) for code, units in waited_for(card).items()}
    )


def test_a_criterion_that_nobody_reported_waits_for_nobody():
    read = season(figures=rows("1.2,U1,10"))
    assert waited_for(score(read.sheet, read.figures)) == {}


@pytest.mark.parametrize("text", ["=1+1", "+84", "-5", "@x", "\tx"])
def test_a_name_is_never_a_formula(made, text):
    read, _card, places = made
    assert harmless(text) == "'" + text
    names = {unit.code: text for unit in read.units}
    assert f",'{text.strip()}," in standings_csv(places, names).decode().replace("\t", "")


def test_the_workbook_has_the_tree_every_unit_and_the_standings(made):
    read, card, places = made
    texts = ScoreTexts(
        scores="Bảng điểm",
        standings="Xếp hạng",
        label="Mục",
        title="Tiêu chí",
        most="Tối đa",
        total="Tổng",
        place="Hạng",
        unit="Mã",
        name="Đơn vị",
        share="Tỷ lệ",
        grade="Loại",
        remark="Ghi chú",
        states={Filled.BLANK: "", Filled.NOT_APPLICABLE: "KAD", Filled.NOT_ASSIGNED: "không giao"},
        remarks={"U3": "=2+2"},
        notes=("Tạm tính",),
    )
    now = dt.datetime(2025, 12, 1, tzinfo=dt.UTC)
    content = score_workbook(read, card, places, texts, made_at=now)
    assert content == score_workbook(read, card, places, texts, made_at=now)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["Bảng điểm", "Xếp hạng"]
    table = book.get_sheet_by_name("Bảng điểm").to_python()
    assert table[3:7] == [
        ["Mục", "Tiêu chí", "Tối đa", "Đội An", "Đội Bình", "Đội Chính"],
        ["1", "Chuyên môn", 70, 47.25, 7.5, ""],
        ["1.1", "Phá án", 30, 30, 7.5, ""],
        ["1.2", "Không để xảy ra", 10, 10, "KAD", "không giao"],
    ]
    assert table[-1] == ["", "Tổng", 100, 47.25, 7.5, 0]
    ranked = book.get_sheet_by_name("Xếp hạng").to_python()
    assert ranked[4:] == [
        [1, "U1", "Đội An", 47.25, 100, 0.4725, "", ""],
        [2, "U2", "Đội Bình", 7.5, 90, 0.0833, "", ""],
        [3, "U3", "Đội Chính", 0, 90, 0, "", "=2+2"],
    ]
