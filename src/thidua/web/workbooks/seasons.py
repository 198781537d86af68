"""A year at a glance as Excel."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thidua.papers.workbooks import Head, Line, Table, workbook
from thidua.store.queries.scoring import ResultRow
from thidua.web.rows.gaps import UnitGaps
from thidua.web.rows.standings import StandingRow
from thidua.web.rows.year import Completeness
from thidua.web.workbooks import heading, result_notes
from thidua.web.workbooks.rankings import NONE, cell


def members_workbook(
    members: Sequence[tuple[UnitGaps, StandingRow]], completeness: Completeness, result: ResultRow
) -> bytes:
    """Return what each member has reported, and section by section in percent."""
    table = Table(
        name=_("Đơn vị thành viên"),
        title=heading(result.season, _("Đơn vị thành viên")),
        heads=(
            Head(_("Đơn vị"), 34),
            Head(_("Tiêu chí đã đủ số liệu"), 14),
            Head(_("Tiêu chí áp dụng"), 14),
            Head(_("Điểm"), 12),
            Head(_("Hạng"), 8),
            Head(_("Còn thiếu"), 60, wraps=True),
        ),
        lines=tuple(_member(gap, row) for gap, row in members),
        notes=result_notes(result),
        landscape=True,
    )
    return workbook(table, _sections(completeness, result), made_at=result.computed_at)


def _member(gap: UnitGaps, row: StandingRow) -> Line:
    missing = ", ".join(missing.label or missing.code for missing in gap.missing)
    place = NONE if row.place is None else row.place
    return Line((gap.unit.name, gap.done, gap.of, cell(row.total), place, missing))


def _sections(completeness: Completeness, result: ResultRow) -> Table:
    names = [
        f"{section.label or section.code} {section.title}" for section in completeness.sections
    ]
    return Table(
        name=_("Đầy đủ theo mục"),
        title=heading(result.season, _("Đầy đủ theo mục, phần trăm")),
        heads=(Head(_("Đơn vị"), 34), *(Head(called, 14) for called in names)),
        lines=tuple(
            Line((unit.name, *("×" if s.percent is None else s.percent for s in shares)))
            for unit, shares in completeness.rows
        ),
        notes=result_notes(result),
        frozen_columns=1,
        landscape=True,
    )
