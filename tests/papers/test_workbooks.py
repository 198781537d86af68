import datetime as dt
import io
import zipfile

import pytest
from python_calamine import CalamineWorkbook

from thidua.papers.workbooks import Head, Line, Percent, Points, Table, Weight, workbook

MADE = dt.datetime(2025, 11, 21, 7, 30, tzinfo=dt.UTC)
HEADS = (Head("TT"), Head("Nội dung", 40, wraps=True), Head("Điểm"))


def table(*lines, **facts):
    facts = {"name": "Bảng điểm", "title": "Bảng điểm năm 2025", "text_column": 1} | facts
    return Table(heads=HEADS, lines=lines, **facts)


def rows(content, sheet=0):
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(sheet).to_python()


def part(content, name):
    return zipfile.ZipFile(io.BytesIO(content)).read(name).decode()


def test_points_come_back_as_the_numbers_they_are():
    content = workbook(
        table(
            Line(("I", "Nghiệp vụ", Points(866_39)), weight=Weight.PART),
            Line(("1", "Tiêu chí", Points(-50)), level=1),
            Line(("2", "Chưa báo cáo", "–"), level=1),
            Line(("3", "Số lần", 7), level=1),
            Line(("4", "Tỷ lệ", Percent(97_25)), level=1),
            Line(("5", "Trống", None), level=1),
        ),
        made_at=MADE,
    )
    title, head, *lines = (row for row in rows(content) if any(cell != "" for cell in row))
    assert title[0] == "Bảng điểm năm 2025"
    assert head == ["TT", "Nội dung", "Điểm"]
    assert [line[2] for line in lines] == [866.39, -0.5, "–", 7, 0.9725, ""]
    assert lines[0][1] == "Nghiệp vụ"


def test_text_never_becomes_a_formula_or_a_link():
    nasty = ("=1+1", "http://example.org", '=cmd|" /C calc"!A0')
    content = workbook(table(*(Line((text, text, text)) for text in nasty)), made_at=MADE)
    assert "<f>" not in part(content, "xl/worksheets/sheet1.xml")
    assert [row[0] for row in rows(content)[-3:]] == list(nasty)


def test_the_head_stays_and_is_repeated_on_paper_and_lines_fold_by_level():
    content = workbook(
        table(Line(("1", "a", 1)), Line(("2", "b", 2), level=9), notes=("Tạm tính",),
              frozen_columns=2, landscape=True),
        made_at=MADE,
    )  # fmt: skip
    xml = part(content, "xl/worksheets/sheet1.xml")
    assert 'xSplit="2" ySplit="4"' in xml
    assert 'outlineLevel="7"' in xml
    assert 'paperSize="9"' in xml
    assert 'orientation="landscape"' in xml
    assert "$4:$4" in part(content, "xl/workbook.xml")


@pytest.mark.parametrize("name", ["a/b:c*d?[e]", "x" * 60, "", "'"])
def test_a_name_that_excel_refuses_is_mended(name):
    content = workbook(table(name=name), table(name=name), made_at=MADE)
    assert len(set(CalamineWorkbook.from_filelike(io.BytesIO(content)).sheet_names)) == 2


def test_the_same_tables_and_moment_give_the_same_bytes():
    same = [workbook(table(Line(("1", "a", Points(1)))), made_at=MADE) for _ in range(2)]
    assert same[0] == same[1]
