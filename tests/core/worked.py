"""Worked examples: a sheet in TOML with a table of figures and what they come to.

The table's heading says what a column is: `unit`, `type`, `status`, `period`; in backquotes what
is entered, a criterion with its indicator (`1`, `1 target`, `1 part`); then what comes of it:
`points 1`, `max 1` (without backquotes), `total`, `max`, `place`, `grade`. A dash stands for "has
none", an empty result is not looked at.
"""

import csv
import io
import re
from decimal import Decimal

from attrs import frozen

from thidua.core import read_season, score, standings
from thidua.core.criteria import ROOT
from thidua.core.scoring import Filled

HEAD = 'title = "Ví dụ"\nyear = 2025\n'
ABOUT = {"unit", "type", "status", "period"}
NONE = "–"
WITHOUT_POINTS = {Filled.BLANK, Filled.NOT_APPLICABLE, Filled.NOT_ASSIGNED}
SEASON = """title = "Ví dụ"
year = {year}
made_up = true
periods = [{periods}]
[cluster]
code = "vi-du"
name = "Ví dụ"
"""


@frozen
class Example:
    """A sheet and the table that stands after it; rows are cells by heading."""

    where: str
    sheet: str
    heading: tuple[str, ...]
    rows: tuple[dict[str, str], ...]

    @property
    def units(self) -> dict[str, dict[str, str]]:
        """Return the first row of each unit."""
        return {row["unit"]: row for row in reversed(self.rows)}


def sheets_in(markdown: str) -> list[str]:
    """Return every TOML block of a page."""
    return re.findall(r"^```toml\n(.*?)^```$", markdown, re.MULTILINE | re.DOTALL)


def examples_in(markdown: str, where: str) -> list[Example]:
    """Return the TOML blocks of a page that a table with a column `unit` stands after."""
    pattern = r"^```toml\n((?:(?!```).*\n)*)```\n+((?:\|.*\n)+)"
    found = []
    for match in re.finditer(pattern, markdown + "\n", re.MULTILINE):
        rows = [[cell.strip() for cell in row[1:-1].split("|")] for row in match[2].splitlines()]
        heading, _rule, *cells = rows
        if heading[0] == "unit":
            line = markdown.count("\n", 0, match.start()) + 1
            lines = tuple(dict(zip(heading, row, strict=True)) for row in cells)
            found.append(Example(f"{where}:{line}", with_head(match[1]), tuple(heading), lines))
    return found


def with_head(sheet: str) -> str:
    """Return a sheet with the title and year that examples leave out."""
    return sheet if sheet.startswith(("title", "#")) else HEAD + sheet


def entered(heading: str) -> tuple[str, str] | None:
    """Return the criterion and the indicator of a column of figures."""
    inner = re.fullmatch(r"`([^` ]+)(?: ([^`]+))?`", heading)
    return (inner[1], inner[2] or "") if inner else None


def season_files(example: Example) -> dict[str, bytes]:
    """Return the season folder of an example."""
    figures, targets = [], []
    for row in example.rows:
        for heading, cell in row.items():
            column = entered(heading)
            if column is None:
                continue
            criterion, indicator = column
            if indicator == "target":
                targets.append([criterion, row["unit"], "", cell])
            else:
                period = row.get("period", "")
                figures.append([criterion, row["unit"], indicator, period, cell])
    units = [
        [code, f"Đơn vị {code}", row.get("type", ""), row.get("status", "")]
        for code, row in sorted(example.units.items())
    ]
    periods = list(dict.fromkeys(row["period"] for row in example.rows if "period" in row))
    named = ", ".join(f'"{period}"' for period in periods)
    year = re.search(r"^year = (\d+)", example.sheet, re.MULTILINE)[1]
    return {
        "season.toml": SEASON.format(periods=named, year=year).encode(),
        "sheet.toml": example.sheet.encode(),
        "units.csv": table(["unit", "name", "type", "status"], units),
        "targets.csv": table(["criterion", "unit", "indicator", "target"], targets),
        "figures.csv": table(["criterion", "unit", "indicator", "period", "value"], figures),
    }


def table(heading, rows) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([heading, *rows])
    return text.getvalue().encode()


def outcome(example: Example) -> list[str]:
    """Return what is wrong in an example, a sentence each; nothing when all of it holds."""
    reading = read_season(season_files(example))
    if reading.season is None:
        return [f"{example.where}: {finding}" for finding in reading.findings]
    season = reading.season
    card = score(season.sheet, season.figures)
    places = {standing.unit: standing for standing in standings(card, season.statuses)}
    wrong = []
    for row in example.rows:
        for heading in example.heading:
            cell = re.sub(r" ?\(.*\)$", "", row[heading])
            if heading in ABOUT or entered(heading) or not cell:
                continue
            found = result(card, places[row["unit"]], row["unit"], heading)
            if found != expected(cell, heading):
                wrong.append(f"{example.where}: {row['unit']}: {heading} is {found}, not {cell}")
    return wrong


def result(card, standing, unit, heading):
    """Return what stands under a heading for a unit: hundredths, a place, a grade, or None."""
    if heading in {"place", "grade"}:
        return getattr(standing, heading) or None
    what, _, code = {"total": "points TOTAL", "max": "max TOTAL"}.get(heading, heading).partition(
        " "
    )
    node = card.nodes.index(code or ROOT)
    at = card.figures.units.index(unit)
    if what == "max":
        return int(card.max_points[node, at])
    assert what == "points", heading
    return None if card.filled[node, at] in WITHOUT_POINTS else int(card.points[node, at])


def expected(cell, heading):
    """Return what a cell says."""
    if cell == NONE:
        return None
    if heading == "grade":
        return cell
    return int(cell) if heading == "place" else int(Decimal(cell) * 100)
