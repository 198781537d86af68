"""`thidua rank` shows the standings."""

import csv
import io
import json

from tests.cli.commands import EXAMPLE, EXAMPLES, thidua

SCHOOLS = EXAMPLES / "schools-2025"


def test_standings_are_a_table_with_sections_total_and_share():
    said, told = thidua("rank", EXAMPLE, "--leave-out-errors")
    lines = said.decode().splitlines()
    assert lines[0] == "Cụm thi đua công an xã, năm 2025"
    assert lines[1].split() == [
        "Hạng", "Mã", "Đơn", "vị", "I", "II", "III", "Tổng", "điểm", "Tỷ", "lệ",
    ]  # fmt: skip
    assert [line.split()[:2] for line in lines[3:10]] == [
        ["1", "U5"],
        ["2", "U2"],
        ["3", "U6"],
        ["4", "U3"],
        ["5", "U4"],
        ["6", "U7"],
        ["7", "U1"],
    ]
    assert lines[3].split()[-6:] == ["673,50", "191,25", "48,00", "912,75*", "91,28", "%"]
    assert lines[10:] == ["* tạm tính, còn có thể đổi"]
    assert "tạm tính: tiêu chí 1.2.2.1" in told


def test_grades_and_units_without_a_place_are_told():
    said, _told = thidua("rank", SCHOOLS, "--lang", "en")
    lines = said.decode().splitlines()
    assert lines[3].split()[-1] == "sắc"
    assert "T8: withdrawn: Sáp nhập từ ngày 01/7/2025" in lines
    assert "The figures are invented, to show what it is like." in lines
    assert lines[10].split()[:2] == ["–", "T8"]


def test_a_table_that_is_not_on_a_screen_has_no_colours_and_is_not_folded():
    said, _told = thidua("rank", SCHOOLS, environment={"COLUMNS": "40", "TERM": "xterm-256color"})
    assert b"\x1b" not in said
    assert "Trường THPT Bến Thuyền" in said.decode()


def test_standings_go_to_csv_and_json():
    said, _told = thidua("rank", SCHOOLS, "--as", "csv")
    rows = list(csv.DictReader(io.StringIO(said.decode())))
    assert rows[0] == {
        "place": "1",
        "unit": "T1",
        "name": "Trường THPT Sông Xanh",
        "points": "102.94",
        "max_points": "100.00",
        "grade": "Xuất sắc",
        "status": "competing",
        "tie": "none",
        "provisional": "0",
    }
    assert (rows[-1]["place"], rows[-1]["status"]) == ("", "withdrawn")
    said, _told = thidua("rank", SCHOOLS, "--as", "json")
    made = json.loads(said)
    assert made["made_up"] is True
    assert made["standings"][-1]["reason"] == "Sáp nhập từ ngày 01/7/2025"


def test_the_form_of_a_file_must_be_known(tmp_path):
    out = tmp_path / "hạng"
    said, told = thidua("rank", SCHOOLS, "--out", out, code=2)
    assert (said, told) == (b"", f"{out}: không rõ dạng tệp; hãy thêm --as csv, json hoặc xlsx\n")
