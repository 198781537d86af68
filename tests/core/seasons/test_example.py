"""The real year of seven commune police units is read as it was reported."""

from pathlib import Path

import pytest

from thidua.core.seasons import read_season
from thidua.wording import finding_line

FOLDER = Path(__file__).parents[3] / "examples" / "commune-police-2025"
WARNINGS = [
    (
        "targets.csv:7: tiêu chí 1.2.1.8 (chỉ tiêu), đơn vị U6: ghi 0,9 trong khi các đơn vị khác"
        " ghi 90; có lẽ cùng một tỷ lệ viết khác cách"
    ),
    (
        "targets.csv:21: tiêu chí 1.2.2.1 (chỉ tiêu), đơn vị U6: ghi 0,05 trong khi các đơn vị khác"
        " ghi 5; có lẽ cùng một tỷ lệ viết khác cách"
    ),
    (
        "targets.csv:27: tiêu chí 1.2.2.2 (chỉ tiêu), đơn vị U6: ghi 0,75 trong khi các đơn vị khác"
        " ghi 75; có lẽ cùng một tỷ lệ viết khác cách"
    ),
    (
        "figures.csv:161: tiêu chí 1.2.1.8, đơn vị U6: ghi 1 trong khi các đơn vị khác ghi 100;"
        " có lẽ cùng một tỷ lệ viết khác cách"
    ),
    (
        "figures.csv:181: tiêu chí 1.2.2.2, đơn vị U6: ghi 1 trong khi các đơn vị khác ghi 100;"
        " có lẽ cùng một tỷ lệ viết khác cách"
    ),
]
ERROR = "figures.csv:436: tiêu chí 1.3.4.3, đơn vị U3: 5 không hợp lệ, chỉ nhận 0 hoặc 4"


@pytest.fixture(scope="module")
def files():
    return {file.name: file.read_bytes() for file in FOLDER.iterdir()}


def test_it_has_exactly_one_error_and_the_shares_of_another_scale(files):
    reading = read_season(files)
    assert [finding_line(f, "vi") for f in reading.findings] == [*WARNINGS, ERROR]
    assert [f.code for f in reading.errors] == ["not_one_of"]
    assert reading.season is None


def test_all_of_it_is_there(files):
    season = read_season(files, leave_out_errors=True).season
    assert len(season.units) == 7
    assert len(season.sheet.criteria) == 230
    assert len(season.sheet.leaves) == 176
    assert len(season.lead_points) == 182
    assert len(season.figures.sources) == 1_227 + 83
    assert season.sheet.total_points == {"": 100_000}
