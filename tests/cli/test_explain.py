"""`thidua explain` says why a unit has the points that it has."""

import json

import pytest
from tests.cli.commands import EXAMPLE, EXAMPLES, thidua

from thidua.cli.derivations import told
from thidua.core import explain, read_season, score
from thidua.wording import LANGUAGES

SCHOOLS = EXAMPLES / "schools-2025"


def test_a_derivation_goes_down_to_the_figures_and_their_rows():
    said, _told = thidua("explain", EXAMPLE, "U2", "1.2.2.1", "--leave-out-errors")
    assert said.decode() == (
        "1.2.2.1 Tiêu chí số 22 — U2, Công an xã số 2\n"
        "16,49 / 20,00 điểm\n"
        "tạm tính, còn có thể đổi\n"
        "\n"
        "Số liệu\n"
        "  kết quả: 66,67 (figures.csv:171)\n"
        "  chỉ tiêu: 5 (targets.csv:17)\n"
        "  kết quả của đơn vị dẫn đầu (U6): 1 (figures.csv:175)\n"
        "  chỉ tiêu của đơn vị dẫn đầu (U6): 0,05 (targets.csv:21)\n"
        "\n"
        "Trong cụm\n"
        "  U1: 50 / chỉ tiêu 5 = 10 → 14,74 điểm\n"
        "  U2: 66,67 / chỉ tiêu 5 = 13,334 → 16,49 điểm\n"
        "  U3: 0 / chỉ tiêu 5 = 0 → 0,00 điểm\n"
        "  U4: 50 / chỉ tiêu 5 = 10 → 14,74 điểm\n"
        "  U5: 4 → 20,00 điểm\n"
        "  U6: 1 / chỉ tiêu 0,05 = 20 → 20,00 điểm\n"
        "  U7: – → – điểm\n"
        "\n"
        "Các trường hợp (→: trường hợp được áp dụng)\n"
        "    Không đạt chỉ tiêu: A < T: M/2 × A/T\n"
        "    Đúng chỉ tiêu: A = T: M/2\n"
        "  → Vượt chỉ tiêu, không dẫn đầu: A > T: M/2 + M/2 × phần vượt so với dẫn đầu\n"
        "    Dẫn đầu cụm: A/T cao nhất, trên 1: M\n"
        "    Không được giao chỉ tiêu: M × A / A cao nhất của nhóm không giao\n"
        "\n"
        "Cách tính\n"
        "  Đạt 66,67, được giao 5: vượt chỉ tiêu (tỷ lệ 13,334) nên chắc chắn được nửa số điểm.\n"
        "  Phần vượt 12,334 bằng 0,649157… phần vượt 19 của đơn vị dẫn đầu cụm là U6 (tỷ lệ 20),"
        " thêm 6,491578… điểm.\n"
        "  16,491578… làm tròn đến 0,01 (nửa lên); chỉ làm tròn một lần.\n"
        "  Còn chờ số liệu của U7; điểm so trong cụm nên mới là tạm tính.\n"
    )


@pytest.mark.parametrize("unit", ["T4", "ben thuyen"])
def test_a_unit_is_found_by_its_code_or_its_name_without_marks(unit):
    said, _told = thidua("explain", SCHOOLS, unit, "I.1")
    assert said.decode().startswith("I.1 Tỷ lệ học sinh tốt nghiệp — T4, Trường THPT Bến Thuyền\n")


def test_the_total_is_explained_with_grade_and_place():
    said, _told = thidua("explain", SCHOOLS, "T6", "TOTAL", "--lang", "en")
    text = said.decode()
    assert "Grade and place — T6, Trường THPT Lúa Vàng" in text
    assert "57.08" in text


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("folder", [EXAMPLE, SCHOOLS], ids=["police", "schools"])
def test_every_node_of_every_unit_has_words(folder, lang):
    files = {file.name: file.read_bytes() for file in folder.iterdir()}
    season = read_season(files, leave_out_errors=True).season
    card = score(season.sheet, season.figures)
    for unit in card.figures.units:
        for node in card.nodes:
            lines = list(told(explain(card, unit=unit, criterion=node), season, lang))
            assert lines[0].endswith(f"— {unit}, {season.unit(unit).name}")
            assert all("\n" not in line for line in lines)


@pytest.mark.parametrize(
    ("unit", "criterion", "line"),
    [
        ("truong thpt", "I", "không có đơn vị “truong thpt”; có phải là T1 hoặc T2 hoặc T3"),
        ("Z", "I", "không có đơn vị “Z”"),
        ("T1", "I.11", "không có tiêu chí “I.11”; có phải là I.1?"),
        ("T1", "không", "không có tiêu chí “không”"),
    ],
)
def test_what_is_not_found_is_said_in_one_line(unit, criterion, line):
    said, told = thidua("explain", SCHOOLS, unit, criterion, code=2)
    assert said == b""
    assert told.startswith(line)
    assert told.count("\n") == 1


def test_a_derivation_is_data_too():
    said, _told = thidua("explain", EXAMPLE, "U2", "1.2.2.1", "--leave-out-errors", "--as", "json")
    [made] = json.loads(said)["derivations"]
    assert (made["points"], made["max_points"], made["provisional"]) == (16.49, 20, True)
    assert made["waiting_for"] == ["U7"]
    assert made["inputs"][0] == {
        "name": "",
        "unit": "U2",
        "period": "",
        "value": "6667/100",
        "state": "reported",
        "file": "figures.csv",
        "row": 171,
        "source": "",
    }
    assert made["steps"][-1]["code"] == "why_waits"
    assert made["steps"][-1]["text"].startswith("Còn chờ số liệu của U7")


def test_only_json_is_known_as_another_form():
    _said, told = thidua("explain", SCHOOLS, "T1", "I", "--as", "xlsx", code=2)
    assert told == "explain chỉ có --as json\n"
