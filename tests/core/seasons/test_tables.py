"""A table is read however a spreadsheet wrote it, and what cannot be read is named."""

import unicodedata

import pytest
from tests.core.seasons.folder import codes, findings, rows, season

from thidua.core.seasons.encodings import is_syllable, legacy_font

NAMES = (
    "unit,name\nU1,Công an xã Đông Hà\nU2,Công an phường Bến Nghé\nU3,Công an thị trấn Lương Sơn\n"
)


def names(**changed):
    return [unit.name for unit in season(**changed).units]


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(NAMES.encode(), id="UTF-8"),
        pytest.param(NAMES.encode("utf-8-sig"), id="with a byte order mark"),
        pytest.param(NAMES.encode("utf-16"), id="UTF-16, as Excel's Unicode text"),
        pytest.param(b"\xfe\xff" + NAMES.encode("utf-16-be"), id="UTF-16, high byte first"),
        pytest.param(unicodedata.normalize("NFD", NAMES).encode(), id="decomposed"),
        pytest.param(NAMES.replace(",", ";").encode(), id="semicolons"),
        pytest.param(NAMES.replace(",", "\t").encode(), id="tabs"),
        pytest.param(NAMES.replace("\n", "\r\n").encode(), id="Windows line ends"),
        pytest.param(NAMES.replace("\n", "\r").encode(), id="old Mac line ends"),
        pytest.param(NAMES.replace("\n", "\n\n").encode(), id="empty lines"),
        pytest.param(NAMES.replace("\n", "\n , \n").encode(), id="lines of empty cells"),
        pytest.param(NAMES.replace(",", " , ").encode(), id="stray spaces"),
        pytest.param(NAMES.replace(",", "\u00a0,\u00a0").encode(), id="no-break spaces"),
        pytest.param(NAMES.replace("Công an", "Công  an").encode(), id="double spaces"),
        pytest.param(NAMES.replace("xã", "\u200bxã").encode(), id="signs that nobody sees"),
        pytest.param(("sep=;\n" + NAMES.replace(",", ";")).encode(), id="Excel's sep line"),
        pytest.param(NAMES.replace("unit,name", "Mã đơn vị,Tên đơn vị").encode(), id="Vietnamese"),
        pytest.param(NAMES.replace("unit,name", "MA DON VI,TEN").encode(), id="without marks"),
        pytest.param(NAMES.replace("unit,name", '"Unit" , "NAME"').encode(), id="quoted heads"),
        pytest.param(NAMES.replace("\n", ",,\n").encode(), id="Excel's empty columns"),
        pytest.param(NAMES.rstrip("\n").encode(), id="no newline at the end"),
    ],
)
def test_a_table_is_read_however_it_was_saved(data):
    assert names(units=data) == [
        "Công an xã Đông Hà",
        "Công an phường Bến Nghé",
        "Công an thị trấn Lương Sơn",
    ]


def test_cells_may_be_quoted_and_hold_commas_quotes_and_lines():
    units = 'unit,name\nU1,"Đội ""An"", số 1"\nU2,"Đội\nBình"\nU3,Đội Chính\n'
    assert names(units=units) == ['Đội "An", số 1', "Đội Bình", "Đội Chính"]


def test_rows_are_counted_as_lines_of_the_file():
    units = 'unit,name\n\nU1,"Đội\nAn"\n\nU1,Đội Bình\nU2,B\nU3,C\n'
    assert codes(units=units) == [("units.csv", 6, "duplicate_unit")]


# Bytes of "Công an xã, Đơn vị, tiêu chí, chỉ tiêu, kết quả" in the old encodings.
LEGACY = {
    "TCVN3 (ABC)": (
        b"C\xabng an x\xb7, \xae\xacn v\xde, ti\xaau ch\xdd, ch\xd8 ti\xaau, k\xd5t qu\xb6"
    ),
    "VNI": (
        b"Co\xe2ng an xa\xf5, \xf1\xf4n v\xf2, tie\xe2u ch\xed, ch\xe6 tie\xe2u, ke\xe1t qua\xfb"
    ),
    "windows-1258": (
        b"C\xf4ng an xa\xde, \xf0\xf5n vi\xf2, ti\xeau chi\xec, chi\xd2 ti\xeau, k\xea\xect qua\xd2"
    ),
    "VISCII": (b"C\xf4ng an x\xe3, \xf0\xbdn v\xb8, ti\xeau ch\xed, ch\xef ti\xeau, k\xaat qu\xe4"),
}


@pytest.mark.parametrize("encoding", LEGACY)
def test_old_vietnamese_encodings_are_named(encoding):
    data = b"unit,name\nU1,A\nU2," + LEGACY[encoding].replace(b",", b"") + b"\nU3,C\n"
    assert findings("vi", units=data) == [
        f"units.csv:3: tệp dùng bảng mã {encoding}; hãy lưu lại bằng Unicode UTF-8"
    ]


@pytest.mark.parametrize("file", ["season", "sheet", "targets", "figures"])
def test_old_encodings_are_named_in_every_file(file):
    data = b"# " + LEGACY["TCVN3 (ABC)"] + b"\n"
    assert [code for name, _row, code in codes(**{file: data}) if name.startswith(file)] == [
        "legacy_encoding"
    ]


@pytest.mark.parametrize("encoding", ["TCVN3 (ABC)", "VNI"])
def test_text_that_reads_well_only_in_an_old_font_is_warned_of(encoding):
    text = LEGACY[encoding].decode("cp1252").replace(",", "")
    assert codes(units=f"unit,name\nU1,{text}\nU2,B\nU3,C\n") == [("units.csv", 0, "legacy_font")]


@pytest.mark.parametrize("text", ["Công an xã Hòa Bình", "Café crème déjà été", "Đội 1", ""])
def test_other_text_is_not_taken_for_an_old_font(text):
    assert legacy_font(text) == ""


def test_bytes_in_no_known_encoding_are_refused_with_their_row():
    data = b"unit,name\nU1,A\nU2,\xff\xfe\x81\x8d\nU3,C\n"
    assert codes(units=data) == [("units.csv", 3, "not_utf8")]


@pytest.mark.parametrize(
    ("word", "built_so"),
    [("nghiêng", True), ("Đường", True), ("xã", True), ("crème", False), ("hôộ", False)],
)
def test_a_syllable_is_known_by_how_it_is_built(word, built_so):
    assert is_syllable(word) is built_so


@pytest.mark.parametrize(
    ("start", "kind"),
    [
        (b"PK\x03\x04\x14\x00[Content_Types].xml xl/workbook.xml", "Excel (.xlsx)"),
        (b"PK\x03\x04\x14\x00word/document.xml", "Word (.docx)"),
        (b"PK\x03\x04\x14\x00something", "ZIP"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel 97 (.xls) / Word 97 (.doc)"),
        (b"  <!DOCTYPE HTML><html>", "HTML"),
        (b"\xef\xbb\xbf<html>", "HTML"),
        (b"{\\rtf1", "RTF"),
    ],
)
@pytest.mark.parametrize("file", ["figures", "sheet"])
def test_a_file_of_another_kind_is_named(file, start, kind):
    [line] = [line for line in findings(**{file: start + b"..."}) if line.startswith(file)]
    assert f": this is a {kind} file, not a text file" in line


def test_nul_signs_are_refused():
    assert codes(units=b"unit,name\nU1,A\x00\n")[0] == ("units.csv", 2, "nul_signs")


def test_utf_16_without_its_mark_is_named():
    [line] = findings(units=NAMES.encode("utf-16-le"))
    assert line == "units.csv:2: the file is encoded in UTF-16; save it as Unicode UTF-8"


@pytest.mark.parametrize("data", [b"", b"\n\n", b"   ", b"\xef\xbb\xbf", b",,,\n"])
def test_an_empty_file_is_named(data):
    assert codes(units=data) == [("units.csv", 0, "empty_file")]


def test_a_missing_column_is_named_with_the_nearest_heading():
    assert findings(figures="criterion,unit,valu\n1.2,U1,10\n") == [
        "figures.csv:1: column valu is not used; did you mean value?",
        (
            "figures.csv:1: column value is missing (is it column valu?); "
            "columns found: criterion, unit, valu"
        ),
    ]


def test_files_that_are_swapped_lack_their_columns():
    assert codes(units=rows("1.2,U1,10"), figures="unit,name\nU1,A\n") == [
        ("units.csv", 1, "extra_column"),
        ("units.csv", 1, "extra_column"),
        ("units.csv", 1, "missing_column"),
        ("figures.csv", 1, "extra_column"),
        ("figures.csv", 1, "missing_column"),
        ("figures.csv", 1, "missing_column"),
    ]


def test_a_column_that_nothing_uses_is_only_warned_of():
    figures = "criterion,unit,value,màu\n1.2,U1,10,xanh\n"
    assert codes(figures=figures) == [("figures.csv", 1, "extra_column")]
    assert season(figures=figures).figures.columns["1.2", ""].numbers[0] == 10


def test_a_column_there_twice_is_refused():
    figures = "criterion,unit,value,kết quả\n1.2,U1,10,9\n"
    assert codes(figures=figures)[0] == ("figures.csv", 1, "column_twice")


def test_rows_with_too_many_or_too_few_cells_are_refused():
    assert findings(figures=rows("1.2,U1,10,5", "1.2,U2", "1.2,U3,0")) == [
        (
            "figures.csv:2: the row has 4 cells for 3 columns; a number with a decimal comma must"
            " be quoted where commas separate the cells (here: ,)"
        ),
        "figures.csv:3: the row has only 2 cells, 3 are needed (separated by ,)",
    ]


def test_optional_columns_at_the_end_of_a_row_may_be_left_out():
    figures = "criterion,unit,value,note\n1.2,U1,10\n1.2,U2,0,muộn\n"
    assert codes(figures=figures) == []
    assert season(figures=figures).notes == {("1.2", "", "U2", ""): "muộn"}


def test_a_decimal_comma_that_fell_into_the_note_is_warned_of():
    figures = "criterion,unit,value,note\n1.3,U1,7,5\n1.3,U2,7,sớm\n"
    assert codes(figures=figures) == [("figures.csv", 2, "decimals_beside")]


def test_a_quotation_mark_that_is_never_closed_is_named_where_it_opens():
    figures = 'criterion,unit,value,note\n1.2,U1,10,\n1.2,U2,0,"muộn\n1.2,U3,10,\n'
    assert codes(figures=figures) == [("figures.csv", 3, "quote_not_closed")]


def test_a_note_of_several_lines_may_stand_at_the_end():
    figures = 'criterion,unit,value,note\n1.2,U1,10,"một\nhai"\n'
    assert season(figures=figures).notes == {("1.2", "", "U1", ""): "một hai"}


def test_a_cell_that_is_too_long_is_refused():
    figures = rows("1.2,U1,10", '1.2,U2,"' + "x\n" * 100_000)
    assert ("figures.csv", 3, "cell_too_long") in codes(figures=figures)
