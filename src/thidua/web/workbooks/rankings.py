"""The standings as Excel."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thidua.core.scoring import Filled
from thidua.papers.workbooks import Cell, Head, Line, Percent, Points, Table, workbook
from thidua.store.queries.scoring import ResultRow
from thidua.web.rows.cells import NO_POINTS, Amount
from thidua.web.rows.pairs import Pair
from thidua.web.rows.standings import StandingRow, Standings
from thidua.web.workbooks import heading, result_notes

NONE = NO_POINTS[Filled.BLANK]


def standings_workbook(standings: Standings, pairs: Sequence[Pair], result: ResultRow) -> bytes:
    """Return places, totals and grades, and on a second sheet what decided between neighbours."""
    parts = [Head(_("Phần %(part)s") % {"part": part.label}) for part in standings.parts]
    table = Table(
        name=_("Xếp hạng"),
        title=heading(result.season, _("Xếp hạng")),
        heads=(Head(_("Hạng"), 7), Head(_("Đơn vị"), 34), *parts, *_end_heads()),
        lines=tuple(_line(row) for row in standings.rows),
        notes=result_notes(result),
        text_column=1,
        frozen_columns=2,
        landscape=True,
    )
    return workbook(table, _pairs(pairs, result), made_at=result.computed_at)


def _end_heads() -> tuple[Head, ...]:
    return (
        Head(_("Tổng điểm"), 12),
        Head(_("Tối đa áp dụng"), 12),
        Head(_("Tỷ lệ"), 10),
        Head(_("Xếp loại"), 14),
        Head(_("Ghi chú"), 40, wraps=True),
    )


def _line(row: StandingRow) -> Line:
    earned, most = row.total.points or 0, row.max_points
    share: Cell = Percent(_hundredths_of_percent(earned, most)) if most > 0 else NONE
    said = "; ".join(filter(None, (row.unit.reason if row.place is None else "", *row.notes)))
    return Line(
        (
            row.place if row.place is not None else NONE,
            row.unit.name,
            *(cell(amount) for _part, amount in row.parts),
            cell(row.total),
            Points(most),
            share,
            row.grade or NONE,
            said,
        )
    )


def _hundredths_of_percent(earned: int, most: int) -> int:
    """Return a share rounded half up, as the page shows it."""
    sign = -1 if earned < 0 else 1
    return sign * ((20_000 * abs(earned) + most) // (2 * most))


def cell(amount: Amount) -> Cell:
    """Return points as a number, or the sign that stands for none."""
    return amount.text if amount.points is None else Points(amount.points)


def _pairs(pairs: Sequence[Pair], result: ResultRow) -> Table:
    return Table(
        name=_("Điều gì quyết định"),
        title=heading(result.season, _("Điều gì quyết định thứ hạng")),
        heads=(
            Head(_("Đơn vị trên"), 28),
            Head(_("Đơn vị dưới"), 28),
            Head(_("Hơn"), 10),
            Head(_("Nhờ đâu"), 60, wraps=True),
            Head(_("Quy tắc phân định"), 40, wraps=True),
        ),
        lines=tuple(_pair(pair) for pair in pairs),
        notes=result_notes(result),
        text_column=1,
        landscape=True,
    )


def _pair(pair: Pair) -> Line:
    where = "; ".join(f"{name} {difference}" for name, difference in pair.criteria)
    return Line((pair.upper.name, pair.lower.name, Points(pair.lead_points), where, pair.rule))
