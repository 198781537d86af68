"""`thidua score` writes the points of every node of every unit, whole or not at all."""

import csv
import io
import json
import shutil
import subprocess
import sys

import pytest
from python_calamine import CalamineWorkbook
from tests.cli.commands import EXAMPLE, EXAMPLES, thidua

LEFT_OUT = (
    "bỏ qua: figures.csv:436: tiêu chí 1.3.4.3, đơn vị U3: 5 không hợp lệ, chỉ nhận 0 hoặc 4\n"
)
WAITS = "tạm tính: tiêu chí 1.2.2.1 so trong cụm còn chờ số liệu của U7\n"


@pytest.fixture(scope="module")
def scored(tmp_path_factory):
    out = tmp_path_factory.mktemp("scores") / "scores.csv"
    said, told = thidua("score", EXAMPLE, "--leave-out-errors", "--out", out)
    assert (said, told) == (b"", LEFT_OUT + WAITS)
    return out.read_text()


def test_every_node_of_every_unit_has_a_row_and_the_total_comes_last(scored):
    head, *rows = csv.reader(io.StringIO(scored))
    assert head == ["unit", "criterion", "points", "max_points"]
    assert len(rows) == 7 * 231
    assert [row[0] for row in rows if row[1] == "TOTAL"] == [f"U{n}" for n in range(1, 8)]
    assert rows[:3] == [
        ["U1", "1", "587.74", "700.00"],
        ["U1", "1.1", "200.00", "200.00"],
        ["U1", "1.1.1", "50.00", "50.00"],
    ]
    assert [row for row in rows if row[1] == "TOTAL"][4] == ["U5", "TOTAL", "912.75", "1000.00"]


def test_a_cell_that_is_not_reported_has_no_points_but_its_maximum(scored):
    assert "U7,1.2.2.1,,20.00\n" in scored
    assert "U3,1.3.4.3,,4.00\n" in scored


def test_errors_stop_it_and_nothing_is_written(tmp_path):
    out = tmp_path / "scores.csv"
    said, told = thidua("score", EXAMPLE, "--out", out, code=1)
    assert said == b""
    assert told == (
        "figures.csv:436: tiêu chí 1.3.4.3, đơn vị U3: 5 không hợp lệ, chỉ nhận 0 hoặc 4\n"
        "Có 1 lỗi: dừng lại, không ghi gì. Sửa số liệu, hoặc thêm --leave-out-errors để tính các ô"
        " đó là chưa báo cáo.\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_errors_leave_a_file_that_is_there_as_it_was(tmp_path):
    out = tmp_path / "scores.csv"
    out.write_text("mine")
    thidua("score", EXAMPLE, "--out", out, code=1)
    assert out.read_text() == "mine"


def test_other_errors_are_not_left_out(tmp_path):
    folder = shutil.copytree(EXAMPLE, tmp_path / "year")
    (folder / "units.csv").write_text("unit,name\nU1,A\nU1,B\n")
    said, told = thidua("score", folder, "--leave-out-errors", "--lang", "en", code=1)
    assert said == b""
    assert told.splitlines()[0] == "units.csv:3: unit U1 is already in row 2"


def test_without_a_file_it_goes_to_standard_output(scored):
    said, told = thidua("score", EXAMPLE, "--leave-out-errors")
    assert said.decode() == scored
    assert told == LEFT_OUT + WAITS


def test_json_says_what_is_provisional_and_why():
    said, told = thidua("score", EXAMPLE, "--leave-out-errors", "--as", "json")
    made = json.loads(said)
    assert told == LEFT_OUT + WAITS
    assert made["provisional"] is True
    assert made["waiting_for"] == {"1.2.2.1": ["U7"]}
    assert made["cluster"] == {"code": "cong-an-xa", "name": "Cụm thi đua công an xã"}
    assert len(made["sheet_sha256"]) == 64
    by_cell = {(cell["unit"], cell["criterion"]): cell for cell in made["scores"]}
    assert by_cell["U2", "1.2.2.1"] == {
        "unit": "U2",
        "criterion": "1.2.2.1",
        "points": 16.49,
        "max_points": 20,
        "filled": "complete",
        "provisional": True,
    }
    assert by_cell["U3", "1.3.4.3"]["points"] is None
    assert by_cell["U3", "1.3.4.3"]["filled"] == "blank"
    assert [(place["place"], place["unit"]) for place in made["standings"]] == [
        (1, "U5"),
        (2, "U2"),
        (3, "U6"),
        (4, "U3"),
        (5, "U4"),
        (6, "U7"),
        (7, "U1"),
    ]


def test_excel_is_chosen_by_the_name_of_the_file(tmp_path):
    out = tmp_path / "điểm.xlsx"
    thidua("score", EXAMPLES / "schools-2025", "--out", out)
    book = CalamineWorkbook.from_path(str(out))
    assert book.sheet_names == ["Bảng điểm", "Xếp hạng"]
    rows = book.get_sheet_by_name("Bảng điểm").to_python()
    assert rows[4][:5] == ["Mục", "Tiêu chí", "Tối đa", "Sông Xanh", "Đồi Chè"]
    assert rows[5][:5] == ["I", "NHIỆM VỤ CHUYÊN MÔN", 45, 44.73, 36.55]
    assert rows[-1][1:5] == ["Tổng điểm", 100, 102.94, 87.75]


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (".", "{path}: không ghi được (Is a directory)\n"),
        ("no/such/folder/s.csv", "{path}: không ghi được (No such file or directory)\n"),
    ],
)
def test_what_cannot_be_written_is_said_in_one_line(tmp_path, place, line):
    said, told = thidua("score", EXAMPLES / "schools-2025", "--out", tmp_path / place, code=2)
    assert (said, told) == (b"", line.format(path=tmp_path / place))
    assert list(tmp_path.iterdir()) == []


def test_the_rights_of_a_file_that_is_there_stay(tmp_path):
    out = tmp_path / "scores.csv"
    out.write_text("old")
    out.chmod(0o640)
    thidua("score", EXAMPLES / "schools-2025", "--out", out)
    assert out.stat().st_mode & 0o777 == 0o640
    assert out.read_text().startswith("unit,criterion,points,max_points\n")


def test_a_link_is_written_through(tmp_path):
    (tmp_path / "there.csv").write_text("old")
    (tmp_path / "link.csv").symlink_to("there.csv")
    thidua("score", EXAMPLES / "schools-2025", "--out", tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "there.csv").read_text().startswith("unit,")


@pytest.mark.parametrize("command", ["score", "rank"])
def test_a_full_disk_is_said_in_one_line(command):
    with open("/dev/full", "wb") as full:  # noqa: PTH123  # a device, opened for a child
        done = subprocess.run(
            [sys.executable, "-m", "thidua", command, str(EXAMPLES / "schools-2025")],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.decode() == "stdout: không ghi được (No space left on device)\n"


def test_a_pipe_that_is_closed_early_ends_it_quietly():
    line = f"{sys.executable} -m thidua score {EXAMPLES / 'schools-2025'} | head -1"
    done = subprocess.run(["bash", "-c", line], capture_output=True, check=False)
    assert done.stdout == b"unit,criterion,points,max_points\n"
    assert b"Traceback" not in done.stderr
