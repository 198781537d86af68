"""The matrix and one unit's sheet as Excel."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thidua.core.scoring import Scorecard
from thidua.papers.workbooks import Cell, Head, Line, Points, Table, Weight, workbook
from thidua.store.queries.scoring import ResultRow
from thidua.store.queries.units import UnitRow
from thidua.web.rows.cells import NO_POINTS
from thidua.web.rows.tree import Node, walk
from thidua.web.rows.unit_sheet import SheetLine, UnitSheet
from thidua.web.workbooks import heading, result_notes
from thidua.web.workbooks.rankings import NONE, cell

WEIGHTS = {"p": Weight.PART, "s": Weight.SECTION, "g": Weight.GROUP, "": Weight.PLAIN}


def matrix_workbook(result: ResultRow, units: Sequence[UnitRow]) -> bytes:
    """Return the points of these units at every line of the sheet, with totals and places."""
    card = result.frozen.card
    at = {code: column for column, code in enumerate(card.figures.units)}
    columns = [at[unit.code] for unit in units]
    cells = _cells(card, columns)
    rows = {code: row for row, code in enumerate(card.nodes)}
    lines = [_node(node, cells[rows[node.criterion.code]]) for node in walk(card.sheet)]
    table = Table(
        name=_("Bảng điểm"),
        title=heading(result.season, _("Bảng điểm")),
        heads=(
            Head(_("TT"), 9),
            Head(_("Tiêu chí"), 48, wraps=True),
            Head(_("Tối đa"), 10),
            *(Head(unit.label, 11) for unit in units),
        ),
        lines=(*lines, *_foot(result, cells[-1], columns)),
        notes=(*result_notes(result), _signs()),
        text_column=1,
        frozen_columns=3,
        landscape=True,
    )
    return workbook(table, made_at=result.computed_at)


def _signs() -> str:
    return _("– chưa báo cáo · × không áp dụng · / không giao")


def _cells(card: Scorecard, columns: Sequence[int]) -> list[list[Cell]]:
    """Return (nodes, units) cells: points, or the sign that stands for none."""
    signs = {int(state): sign for state, sign in NO_POINTS.items()}
    earned, filled = card.points[:, columns].tolist(), card.filled[:, columns].tolist()
    return [
        [signs.get(state) or Points(points) for points, state in zip(row, states, strict=True)]
        for row, states in zip(earned, filled, strict=True)
    ]


def _node(node: Node, cells: Sequence[Cell]) -> Line:
    criterion = node.criterion
    most: Cell = None if criterion.max_points is None else Points(criterion.max_points)
    label = criterion.label or criterion.code
    return Line((label, criterion.title, most, *cells), node.depth - 1, WEIGHTS[node.kind])


def _foot(result: ResultRow, totals: Sequence[Cell], columns: Sequence[int]) -> list[Line]:
    card = result.frozen.card
    most = [int(points) for points in card.max_points[-1]]
    alike = len(set(most)) == 1 and not card.unlimited[-1]
    said: Cell = Points(most[0]) if alike else None
    lines = [Line(("", _("Tổng điểm"), said, *totals), weight=Weight.TOTAL)]
    if len(set(most)) > 1:
        cells = (Points(most[column]) for column in columns)
        lines.append(Line(("", _("Tối đa áp dụng"), None, *cells), weight=Weight.GROUP))
    places = {standing.unit: standing.place for standing in result.frozen.standings}
    shown = (places.get(card.figures.units[column]) for column in columns)
    placed = (NONE if place is None else place for place in shown)
    return [*lines, Line(("", _("Hạng"), None, *placed), weight=Weight.GROUP)]


def unit_workbook(sheet: UnitSheet, result: ResultRow) -> bytes:
    """Return one unit's points line by line."""
    lines = [line for fold in sheet.folds for line in (fold.head, *fold.lines)]
    total = ("", _("Tổng điểm"), Points(sheet.standing.max_points), cell(sheet.total), "", "")
    table = Table(
        name=_("Phiếu điểm"),
        title=heading(result.season, _("Phiếu điểm %(unit)s") % {"unit": sheet.unit.name}),
        heads=(
            Head(_("TT"), 9),
            Head(_("Tiêu chí"), 60, wraps=True),
            Head(_("Tối đa"), 10),
            Head(_("Điểm"), 10),
            Head(_("Cụm trưởng chấm"), 12),
            Head(_("Ghi chú, minh chứng"), 40, wraps=True),
        ),
        lines=(*(_line(line) for line in lines), Line(total, weight=Weight.TOTAL)),
        notes=(*result_notes(result), _signs()),
        text_column=1,
        frozen_columns=2,
    )
    return workbook(table, made_at=result.computed_at)


def _line(line: SheetLine) -> Line:
    most: Cell = None if line.max_points is None else Points(line.max_points)
    lead: Cell = None if line.lead_points is None else Points(line.lead_points)
    wrong = _("Sai quy định, không được cộng") + f": {line.wrong}" if line.wrong else ""
    said = "; ".join(filter(None, (wrong, *line.notes, line.evidence)))
    return Line(
        (line.label, line.node.criterion.title, most, cell(line.amount), lead, said),
        line.node.depth - 1,
        WEIGHTS[line.node.kind],
    )
