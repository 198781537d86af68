"""Points, places and derivations as plain files: CSV for spreadsheets, JSON for programs.

Points are written in points with a decimal dot. In JSON they are numbers; one that a double
would not hold exactly is written as text.
"""

import csv
import datetime as dt
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from hashlib import sha256
from typing import Any, Final

from attrs import frozen

from thidua.core.rankings import Standing
from thidua.core.scoring import Filled, Scorecard
from thidua.core.scoring.derivation import Case, Derivation, Input, Other, Step
from thidua.core.scoring.waiting import waited_for
from thidua.core.seasons import Season

COLUMNS: Final = ("unit", "criterion", "points", "max_points")
Say = Callable[[str, Mapping[str, Any]], str]
EXACT: Final = 10**15  # hundredths below this are exact as a double


@frozen
class Cell:
    """A node of the sheet for a unit; hundredths, None for no points or no maximum."""

    unit: str
    criterion: str
    points: int | None
    max_points: int | None
    filled: Filled
    provisional: bool


def cells(card: Scorecard) -> Iterator[Cell]:
    """Give every node of every unit: unit by unit, in the sheet's order, the total last."""
    points, most = card.points.tolist(), card.max_points.tolist()
    filled, provisional = card.filled.tolist(), card.provisional.tolist()
    for at, unit in enumerate(card.figures.units):
        for row, code in enumerate(card.nodes):
            has_points = filled[row][at] <= Filled.PARTIAL
            open_end = card.unlimited[row] and not most[row][at]
            yield Cell(
                unit=unit,
                criterion=code,
                points=points[row][at] if has_points else None,
                max_points=None if open_end else most[row][at],
                filled=Filled(filled[row][at]),
                provisional=provisional[row][at],
            )


def decimal(hundredths: int | None) -> str:
    """Return points with two decimals and a dot; nothing for no points.

    >>> decimal(-325), decimal(None)
    ('-3.25', '')
    """
    if hundredths is None:
        return ""
    whole, rest = divmod(abs(hundredths), 100)
    return f"{'-' if hundredths < 0 else ''}{whole}.{rest:02}"


def scores_csv(card: Scorecard) -> bytes:
    """Return unit,criterion,points,max_points for every node and the total of every unit."""
    rows = ((c.unit, c.criterion, decimal(c.points), decimal(c.max_points)) for c in cells(card))
    return _csv(COLUMNS, rows)


def standings_csv(standings: Sequence[Standing], names: Mapping[str, str]) -> bytes:
    """Return the standings, a unit a row."""
    head = (
        "place",
        "unit",
        "name",
        "points",
        "max_points",
        "grade",
        "status",
        "tie",
        "provisional",
    )
    rows = (
        (
            standing.place or "",
            standing.unit,
            harmless(names[standing.unit]),
            decimal(standing.total_points),
            decimal(standing.max_points),
            harmless(standing.grade),
            standing.status.value,
            standing.tie.value,
            int(standing.provisional),
        )
        for standing in standings
    )
    return _csv(head, rows)


def harmless(text: str) -> str:
    """Return a text that a spreadsheet does not take for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text


def scores_json(season: Season, card: Scorecard, standings: Sequence[Standing]) -> bytes:
    """Return all points with what is provisional and why, and the standings."""
    waiting = waited_for(card)
    return _json(
        {
            **_season(season),
            "provisional": bool(card.provisional[-1].any()),
            "waiting_for": {code: list(units) for code, units in waiting.items()},
            "criteria": [
                {"code": c.code, "label": c.label, "title": c.title, "parent": c.parent}
                for c in season.sheet.criteria
            ],
            "scores": [_cell(cell) for cell in cells(card)],
            "standings": [_standing(standing, season) for standing in standings],
        }
    )


def standings_json(season: Season, standings: Sequence[Standing]) -> bytes:
    """Return the standings with grades and ties."""
    return _json({**_season(season), "standings": [_standing(s, season) for s in standings]})


def derivations_json(derivations: Sequence[Derivation], say: Say) -> bytes:
    """Return derivations as data, each case and step with what say makes of code and facts."""
    return _json({"derivations": [_derivation(made, say) for made in derivations]})


def share_of(standing: Standing) -> Fraction | None:
    """Return a unit's points in percent of its maximum; None without a maximum."""
    if standing.max_points <= 0:
        return None
    return Fraction(standing.total_points * 100, standing.max_points)


def _season(season: Season) -> dict[str, Any]:
    return {
        "title": season.title,
        "year": season.year,
        "cluster": {"code": season.cluster.code, "name": season.cluster.name},
        "made_up": season.made_up,
        "sheet_sha256": sha256(season.sheet_text.encode()).hexdigest(),
        "units": [
            {"unit": u.code, "name": u.name, "type": u.unit_type, "status": u.status.value}
            for u in season.units
        ],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "unit": cell.unit,
        "criterion": cell.criterion,
        "points": _points(cell.points),
        "max_points": _points(cell.max_points),
        "filled": cell.filled.name.lower(),
        "provisional": cell.provisional,
    }


def _standing(standing: Standing, season: Season) -> dict[str, Any]:
    reasons = {unit.code: unit.reason for unit in season.units}
    return {
        "unit": standing.unit,
        "place": standing.place,
        "points": _points(standing.total_points),
        "max_points": _points(standing.max_points),
        "grade": standing.grade,
        "grade_reasons": [{"code": c, "facts": dict(f)} for c, f in standing.grade_reasons],
        "status": standing.status.value,
        "reason": reasons.get(standing.unit, ""),
        "tie": standing.tie.value,
        "tie_with": list(standing.tie_with),
        "tie_criterion": standing.tie_criterion,
        "provisional": standing.provisional,
    }


def _derivation(made: Derivation, say: Say) -> dict[str, Any]:
    def told(item: Case | Step) -> dict[str, Any]:
        return {"code": item.code, "facts": dict(item.facts), "text": say(item.code, item.facts)}

    return {
        "unit": made.unit,
        "criterion": made.criterion,
        "kind": made.kind,
        "points": _points(made.points),
        "max_points": _points(made.max_points),
        "exact": made.exact,
        "state": made.state.name.lower(),
        "provisional": made.provisional,
        "waiting_for": list(made.missing),
        "inputs": [_input(given) for given in made.inputs],
        "cases": [{**told(case), "applies": case.applies} for case in made.cases],
        "steps": [{**told(step), "value": step.value} for step in made.steps],
        "parts": [
            {
                "code": part.code,
                "points": _points(part.points),
                "max_points": _points(part.max_points),
                "weight": part.weight,
                "counted": part.counted,
                "reason": part.reason,
            }
            for part in made.parts
        ],
        "others": [_other(other) for other in made.others],
    }


def _input(given: Input) -> dict[str, Any]:
    return {
        "name": given.name,
        "unit": given.unit,
        "period": given.period,
        "value": given.value,
        "state": given.state.name.lower(),
        "file": given.source.file,
        "row": given.source.row,
        "source": given.source.text,
    }


def _other(other: Other) -> dict[str, Any]:
    return {
        "unit": other.unit,
        "value": other.value,
        "target": other.target,
        "ratio": other.ratio,
        "points": _points(other.points),
        "state": other.state.name.lower(),
        "competing": other.competing,
    }


def _points(hundredths: int | None) -> float | int | str | None:
    """Return points as a JSON number that reads back as the same two decimals."""
    if hundredths is None or abs(hundredths) >= EXACT:
        return None if hundredths is None else decimal(hundredths)
    return hundredths // 100 if hundredths % 100 == 0 else hundredths / 100


def _csv(head: Sequence[str], rows: Iterable[tuple[object, ...]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode()


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n").encode()


def _plain(value: object) -> object:
    """Return what JSON has no word for: an exact fraction as "a/b", a day as 2025-11-30."""
    if isinstance(value, Fraction):
        return str(value)
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, (set, frozenset)):
        return sorted(map(str, value))
    return str(value)
