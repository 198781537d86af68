"""The criteria sheet and the checker's findings as Excel."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from thidua.papers.workbooks import Cell, Head, Line, Points, Table, workbook
from thidua.store.queries.criteria import SheetRow
from thidua.store.queries.seasons import SeasonRow
from thidua.web.rows.findings import FileFindings
from thidua.web.rows.sheet_form import Form, FormRow
from thidua.web.workbooks import heading, season_notes
from thidua.web.workbooks.scoring import WEIGHTS


def form_workbook(form: Form, row: SheetRow) -> bytes:
    """Return the form with an empty column to fill in."""
    ways = (f"({letter}) {line}" for letter, way in form.ways for line in way)
    below = (
        *ways,
        *form.ranking,
        *(f"{grade}: {when}" for grade, when in form.grades),
        *form.overrides,
    )
    table = Table(
        name=_("Bộ tiêu chí"),
        title=row.sheet.title,
        heads=(
            Head(_("TT"), 9),
            Head(_("Nội dung"), 52, wraps=True),
            Head(_("Điểm tối đa"), 10),
            Head(_("Cách chấm"), 52, wraps=True),
            Head(_("Tự chấm"), 10),
        ),
        lines=(*(_row(line) for line in form.rows), *(Line(("", text)) for text in below)),
        notes=(*([row.sheet.source] if row.sheet.source else []), *season_notes(row.season)),
        text_column=1,
        frozen_columns=2,
    )
    return workbook(table, made_at=row.saved_at)


def _row(row: FormRow) -> Line:
    most: Cell = None if row.max_points is None else Points(row.max_points)
    how = f"({row.shared})" if row.shared else "\n".join(row.how)
    cells = (row.number, row.title, most, how, "")
    return Line(cells, row.depth - 1, WEIGHTS[row.kind])


def findings_workbook(files: Sequence[FileFindings], season: SeasonRow) -> bytes:
    """Return the findings, a row each."""
    table = Table(
        name=_("Kiểm tra"),
        title=heading(season, _("Kiểm tra số liệu")),
        heads=(
            Head(_("Tệp"), 16),
            Head(_("Dòng"), 8),
            Head(_("Mức"), 12, wraps=True),
            Head(_("Lý do"), 80, wraps=True),
        ),
        lines=tuple(
            Line((file.file, found.row or "", _level(is_error=found.is_error), found.reason))
            for file in files
            for found in file.rows
        ),
        notes=season_notes(season),
    )
    return workbook(table, made_at=season.changed_at)


def _level(*, is_error: bool) -> str:
    return _("Lỗi") if is_error else _("Xem lại")
