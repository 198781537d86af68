"""The points of a season as an Excel workbook: the tree with every unit, and the standings."""

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from thidua.core.criteria import Criterion, Sheet
from thidua.core.rankings import Standing
from thidua.core.scoring import Filled, Scorecard
from thidua.core.seasons import Season
from thidua.papers.scores import share_of
from thidua.papers.workbooks import Cell, Head, Line, Percent, Points, Table, Weight, workbook


@frozen
class ScoreTexts:
    """The words of the workbook, in the reader's language.

    states: what stands in a cell without points.
    remarks: by unit: what is to be said of its place, "" for nothing.
    """

    scores: str
    standings: str
    label: str
    title: str
    most: str
    total: str
    place: str
    unit: str
    name: str
    share: str
    grade: str
    remark: str
    states: Mapping[Filled, str]
    remarks: Mapping[str, str]
    notes: tuple[str, ...] = ()


def score_workbook(
    season: Season,
    card: Scorecard,
    standings: Sequence[Standing],
    texts: ScoreTexts,
    *,
    made_at: dt.datetime,
) -> bytes:
    """Return points and standings as one .xlsx file; made_at is written into it."""
    return workbook(
        scores_table(season, card, texts),
        standings_table(season, standings, texts),
        made_at=made_at,
    )


def standings_workbook(
    season: Season, standings: Sequence[Standing], texts: ScoreTexts, *, made_at: dt.datetime
) -> bytes:
    """Return the standings as an .xlsx file."""
    return workbook(standings_table(season, standings, texts), made_at=made_at)


def scores_table(season: Season, card: Scorecard, texts: ScoreTexts) -> Table:
    """Return the tree of criteria, indented, with a column for every unit."""
    heads = [Head(texts.label, 8), Head(texts.title, 52, wraps=True), Head(texts.most, 9)]
    heads += [Head(unit.short_name or unit.name, 12) for unit in season.units]
    depths = _depths(card.sheet)
    lines = [
        Line(
            cells=(c.label or c.code, c.title, _most(c.max_points), *_points(card, row, texts)),
            level=depths[c.code],
            weight=_weight(c, depths[c.code]),
        )
        for row, c in enumerate(card.sheet.criteria)
    ]
    most = _most(next(iter(card.sheet.total_points.values()), None))
    total = ("", texts.total, most, *_points(card, len(card.nodes) - 1, texts))
    return Table(
        name=texts.scores,
        title=season.title,
        heads=tuple(heads),
        lines=(*lines, Line(total, weight=Weight.TOTAL)),
        notes=texts.notes,
        text_column=1,
        frozen_columns=3,
        landscape=True,
    )


def standings_table(season: Season, standings: Sequence[Standing], texts: ScoreTexts) -> Table:
    """Return the standings in their order."""
    names = {unit.code: unit.name for unit in season.units}
    heads = (
        Head(texts.place, 7),
        Head(texts.unit, 9),
        Head(texts.name, 40, wraps=True),
        Head(texts.total, 11),
        Head(texts.most, 11),
        Head(texts.share, 9),
        Head(texts.grade, 16, wraps=True),
        Head(texts.remark, 44, wraps=True),
    )
    lines = tuple(
        Line(
            cells=(
                standing.place,
                standing.unit,
                names[standing.unit],
                Points(standing.total_points),
                Points(standing.max_points),
                _share(standing),
                standing.grade,
                texts.remarks.get(standing.unit, ""),
            )
        )
        for standing in standings
    )
    return Table(
        name=texts.standings,
        title=season.title,
        heads=heads,
        lines=lines,
        notes=texts.notes,
        text_column=2,
        landscape=True,
    )


def _share(standing: Standing) -> Percent | None:
    share = share_of(standing)
    return None if share is None else Percent(int(share * 100 + Fraction(1, 2)))


def _points(card: Scorecard, row: int, texts: ScoreTexts) -> list[Cell]:
    """Return a row's points, a cell for each unit."""
    return [
        Points(int(points)) if filled <= Filled.PARTIAL else texts.states[Filled(filled)]
        for points, filled in zip(card.points[row], card.filled[row].tolist(), strict=True)
    ]


def _most(hundredths: int | None) -> Cell:
    return None if hundredths is None else Points(hundredths)


def _depths(sheet: Sheet) -> dict[str, int]:
    """Return how deep each criterion stands, from 0."""
    depths: dict[str, int] = {}
    for criterion in sheet.criteria:
        above = criterion.parent
        depths[criterion.code] = 0 if above is None else depths[above] + 1
    return depths


def _weight(criterion: Criterion, depth: int) -> Weight:
    if criterion.is_leaf:
        return Weight.PLAIN
    return (Weight.PART, Weight.SECTION)[depth] if depth <= 1 else Weight.GROUP
