"""A small season folder for tests: two sections, a criterion of most kinds, three units."""

from thidua.core.seasons import read_season
from thidua.wording import finding_line

SEASON = """
title = "Cụm thi đua số 7, năm 2025"
year = 2025

[cluster]
code = "cum-7"
name = "Cụm thi đua số 7"
organiser = "Công an tỉnh"
level = "Công an huyện"
number = 7
"""
QUARTERS = SEASON.replace("[cluster]", 'periods = ["Quý I", "Quý II"]\n\n[cluster]')
SHEET = """
title = "Bảng chấm điểm"
year = 2025
total = 100
step = "0,25"

[[criteria]]
code = "1"
title = "Chuyên môn"
max = 70

[[criteria]]
code = "1.1"
title = "Phá án"
kind = "relative_target"
max = 30

[[criteria]]
code = "1.2"
title = "Không để xảy ra"
kind = "binary"
max = 10

[[criteria]]
code = "1.3"
title = "Tin bài"
kind = "direct"
max = 10

[[criteria]]
code = "1.4"
title = "Tỷ lệ"
kind = "ratio"
measure = "share"
max = 20

[[criteria]]
code = "2"
title = "Xây dựng lực lượng"
max = 30

[[criteria]]
code = "2.1"
title = "Kế hoạch"
kind = "conditions"
max = 10
conditions = [
  { key = "plan", title = "Có kế hoạch", points = 4 },
  { key = "report", title = "Có báo cáo", points = 6 },
]

[[criteria]]
code = "2.2"
title = "Mức độ"
kind = "levels"
max = 10
levels = [
  { key = "Tốt", title = "Hoàn thành tốt", points = 10 },
  { key = "Khá", title = "Hoàn thành khá", points = 6 },
  { key = "Kém", title = "Không hoàn thành", points = 0 },
]

[[criteria]]
code = "2.3"
title = "Báo cáo năm"
kind = "lateness"
max = 10
due = 2025-11-30
deductions = [1, 3]
each_further = 1

[[overrides]]
code = "KXT"
title = "Có cán bộ bị xử lý hình sự"
effect = "not_considered"
"""
UNITS = "unit,name\nU1,Đội An\nU2,Đội Bình\nU3,Đội Chính\n"
TARGETS = "criterion,unit,target\n1.1,U1,10\n1.1,U2,10\n"
FIGURES = "criterion,unit,value\n1.1,U1,12\n1.2,U1,10\n"
ALL_FILES = {
    "season.toml": SEASON,
    "sheet.toml": SHEET,
    "units.csv": UNITS,
    "targets.csv": TARGETS,
    "figures.csv": FIGURES,
}


def folder(**changed):
    """Return the files as bytes; a keyword such as figures= replaces the file of that name."""
    names = {name.partition(".")[0]: name for name in ALL_FILES}
    files = {name: text.encode() for name, text in ALL_FILES.items()}
    for key, content in changed.items():
        if content is None:
            del files[names[key]]
        else:
            files[names[key]] = content if isinstance(content, bytes) else content.encode()
    return files


def findings(lang="en", **changed):
    """Return the findings as lines."""
    return [finding_line(finding, lang) for finding in read_season(folder(**changed)).findings]


def codes(**changed):
    """Return (file, row, code) of the findings."""
    reading = read_season(folder(**changed))
    return [(finding.file, finding.row, finding.code) for finding in reading.findings]


def rows(*lines, head="criterion,unit,value"):
    """Return the text of a table."""
    return "\n".join([head, *lines]) + "\n"


def season(**changed):
    """Return the season of a folder that has no errors."""
    reading = read_season(folder(**changed))
    assert reading.season is not None, [finding_line(f, "en") for f in reading.errors]
    return reading.season
