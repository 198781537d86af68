"""The criteria sheet as it is printed, and what the checker found."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from thidua.store.queries.criteria import SheetRow, findings_of, sheet_of
from thidua.store.queries.seasons import season_of
from thidua.web.kept import PAGES
from thidua.web.languages import language
from thidua.web.readers import reader_of
from thidua.web.results import EXCEL, download
from thidua.web.rows.addresses import Addresses
from thidua.web.rows.findings import findings_by_file
from thidua.web.rows.sheet_form import form
from thidua.web.workbooks.criteria import findings_workbook as findings_excel
from thidua.web.workbooks.criteria import form_workbook as form_excel


@require_safe
def sheet_form(request: HttpRequest, cluster: str, year: int) -> HttpResponse:
    """Show the sheet in force as a form to be printed."""
    row = sheet_of(cluster, year, reader_of(request))
    key = ("criteria/_sheet_form.html", language(), row.season, row.saved_at)
    content = PAGES.of(key, lambda: render_to_string("criteria/_sheet_form.html", _form(row)))
    context = {"season": row.season, "tab": "sheet_form", "content": mark_safe(content)}  # noqa: S308 - rendered by the template above
    return render(request, "criteria/sheet_form.html", context)


def _form(row: SheetRow) -> dict[str, object]:
    addresses = Addresses(row.season.cluster.code, row.season.year)
    return {
        "season": row.season,
        "row": row,
        "sheet": row.sheet,
        "form": form(row.sheet, language()),
        "excel": addresses.page("sheet_form_workbook"),
        "toml": addresses.page("sheet_text"),
    }


@require_safe
def sheet_form_workbook(request: HttpRequest, cluster: str, year: int) -> HttpResponse:
    """Give the form as Excel."""
    row = sheet_of(cluster, year, reader_of(request))
    body = form_excel(form(row.sheet, language()), row)
    return download(body, f"bo-tieu-chi-{cluster}-{year}.xlsx", EXCEL)


@require_safe
def sheet_text(request: HttpRequest, cluster: str, year: int) -> HttpResponse:
    """Give the sheet as the file that was adopted, byte for byte."""
    row = sheet_of(cluster, year, reader_of(request))
    return download(row.text, f"sheet-{cluster}-{year}.toml", "application/toml; charset=utf-8")


@require_safe
def findings(request: HttpRequest, cluster: str, year: int) -> HttpResponse:
    """Show what the checker found in the folder last imported."""
    reader = reader_of(request)
    season = season_of(cluster, year, reader)
    files = findings_by_file(findings_of(cluster, year, reader), language())
    excel = Addresses(cluster, year).page("findings_workbook")
    context = {"season": season, "tab": "findings", "files": files, "excel": excel}
    return render(request, "criteria/findings.html", context)


@require_safe
def findings_workbook(request: HttpRequest, cluster: str, year: int) -> HttpResponse:
    """Give the findings as Excel."""
    reader = reader_of(request)
    season = season_of(cluster, year, reader)
    files = findings_by_file(findings_of(cluster, year, reader), language())
    return download(findings_excel(files, season), f"kiem-tra-{cluster}-{year}.xlsx", EXCEL)
