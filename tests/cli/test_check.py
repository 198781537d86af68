"""`thidua check` says every finding, a line each, and whether one is an error."""

import shutil

import pytest
from tests.cli.commands import EXAMPLE, EXAMPLES, thidua

IN_VIETNAMESE = """\
targets.csv:7: cảnh báo: tiêu chí 1.2.1.8 (chỉ tiêu), đơn vị U6: ghi 0,9 trong khi các đơn vị khác \
ghi 90; có lẽ cùng một tỷ lệ viết khác cách
targets.csv:21: cảnh báo: tiêu chí 1.2.2.1 (chỉ tiêu), đơn vị U6: ghi 0,05 trong khi các đơn vị \
khác ghi 5; có lẽ cùng một tỷ lệ viết khác cách
targets.csv:27: cảnh báo: tiêu chí 1.2.2.2 (chỉ tiêu), đơn vị U6: ghi 0,75 trong khi các đơn vị \
khác ghi 75; có lẽ cùng một tỷ lệ viết khác cách
figures.csv:161: cảnh báo: tiêu chí 1.2.1.8, đơn vị U6: ghi 1 trong khi các đơn vị khác ghi 100; \
có lẽ cùng một tỷ lệ viết khác cách
figures.csv:181: cảnh báo: tiêu chí 1.2.2.2, đơn vị U6: ghi 1 trong khi các đơn vị khác ghi 100; \
có lẽ cùng một tỷ lệ viết khác cách
figures.csv:436: tiêu chí 1.3.4.3, đơn vị U3: 5 không hợp lệ, chỉ nhận 0 hoặc 4
"""
IN_ENGLISH = """\
targets.csv:7: warning: criterion 1.2.1.8 (target), unit U6: writes 0.9 where the other units \
write 90; perhaps the same share in another notation
targets.csv:21: warning: criterion 1.2.2.1 (target), unit U6: writes 0.05 where the other units \
write 5; perhaps the same share in another notation
targets.csv:27: warning: criterion 1.2.2.2 (target), unit U6: writes 0.75 where the other units \
write 75; perhaps the same share in another notation
figures.csv:161: warning: criterion 1.2.1.8, unit U6: writes 1 where the other units write 100; \
perhaps the same share in another notation
figures.csv:181: warning: criterion 1.2.2.2, unit U6: writes 1 where the other units write 100; \
perhaps the same share in another notation
figures.csv:436: criterion 1.3.4.3, unit U3: 5 is not admitted, only 0 or 4
"""


def test_the_example_has_one_error_and_five_warnings():
    said, told = thidua("check", EXAMPLE, code=1)
    assert said.decode() == IN_VIETNAMESE
    assert told == f"{EXAMPLE}: 1 lỗi, 5 cảnh báo\n"


def test_findings_are_said_in_english_too():
    said, told = thidua("check", EXAMPLE, "--lang", "en", code=1)
    assert said.decode() == IN_ENGLISH
    assert told == f"{EXAMPLE}: errors: 1, warnings: 5\n"


def test_a_season_without_errors_ends_with_zero():
    said, told = thidua("check", EXAMPLES / "schools-2025")
    assert (said, told) == (b"", f"{EXAMPLES / 'schools-2025'}: 0 lỗi, 0 cảnh báo\n")


def test_a_sheet_alone_is_checked_under_its_own_name(tmp_path):
    sheet = tmp_path / "bảng.toml"
    sheet.write_text((EXAMPLE / "sheet.toml").read_text().replace("total = 1000", "total = 999"))
    said, _told = thidua("check", sheet, "--lang", "en", code=1)
    assert said.decode().startswith("bảng.toml:")


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("no-such-folder", "“{path}” không phải là thư mục đọc được.\n"),
        (
            "figures.csv",
            "{path}: hãy chỉ một thư mục năm thi đua hoặc một tệp bảng tiêu chí .toml\n",
        ),
    ],
)
def test_what_is_neither_folder_nor_sheet_is_said_in_one_line(path, line):
    said, told = thidua("check", EXAMPLE / path, code=2)
    assert (said, told) == (b"", line.format(path=EXAMPLE / path))


def test_letters_are_written_in_any_locale():
    said, _told = thidua("check", EXAMPLE, code=1, environment={"PYTHONIOENCODING": "latin-1"})
    assert said.decode() == IN_VIETNAMESE


def test_a_folder_of_another_year_names_every_missing_file(tmp_path):
    shutil.copy(EXAMPLE / "units.csv", tmp_path)
    said, _told = thidua("check", tmp_path, "--lang", "en", code=1)
    assert said.decode().splitlines() == [
        "season.toml: this file is missing",
        "sheet.toml: this file is missing",
        "figures.csv: this file is missing",
    ]
