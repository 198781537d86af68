"""A made-up season of many units on the real example's sheet: 230 lines, 176 of them scored."""

import csv
import io
import re
from collections import defaultdict
from pathlib import Path

EXAMPLE = Path(__file__).parents[1] / "examples" / "commune-police-2025"
CLUSTER, YEAR, UNITS = "cum-do-toc-do", 2025, 63
HEAD = f"""
title = "Cụm đo tốc độ, năm {YEAR}"
year = {YEAR}
made_up = true

[cluster]
code = "{CLUSTER}"
name = "Cụm đo tốc độ"
organiser = "Số liệu bịa để đo"
"""


def write_season(folder: Path, units: int = UNITS) -> Path:
    """Write the season's folder; unit k reports what the example's unit k mod 7 did, a bit moved.

    Without chance, so that every run measures the same.
    """
    folder.mkdir(parents=True)
    (folder / "season.toml").write_text(HEAD, encoding="utf-8")
    (folder / "sheet.toml").write_bytes((EXAMPLE / "sheet.toml").read_bytes())
    names = "".join(f"U{n},Công an xã số {n},Xã số {n}\n" for n in range(1, units + 1))
    (folder / "units.csv").write_text(f"unit,name,short_name\n{names}", encoding="utf-8")
    for name, field in (("targets.csv", "target"), ("figures.csv", "value")):
        (folder / name).write_text(_multiplied(EXAMPLE / name, units, field), encoding="utf-8")
    return folder


def _multiplied(table: Path, units: int, field: str) -> str:
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    by_unit = defaultdict(list)
    for row in rows:
        by_unit[row["unit"]].append(row)
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    for at in range(units):
        for place, row in enumerate(by_unit[f"U{at % 7 + 1}"]):
            writer.writerow({**row, "unit": f"U{at + 1}", field: _moved(row[field], at, place)})
    return out.getvalue()


def _moved(text: str, at: int, place: int) -> str:
    """Return a whole figure above 100 moved by up to 6; points and small counts stay."""
    if at < 7 or not re.fullmatch(r"\d{3,}", text):
        return text
    return str(int(text) + (at * 31 + place * 17) % 7)
