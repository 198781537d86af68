"""Points: the matrix of a year, and one unit's sheet."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TypeVar

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.core.criteria import ROOT
from thidua.store.queries.criteria import findings_of
from thidua.store.queries.figures import lead_points_of, notes_of
from thidua.store.queries.units import UnitRow
from thidua.web.languages import language
from thidua.web.results import Asked, addresses_of, kept_page, of_result, workbook
from thidua.web.rows.choices import Choice, choice_of, chosen_units, cut, groups
from thidua.web.rows.gaps import gaps
from thidua.web.rows.matrix import Cell, MatrixMarks
from thidua.web.rows.matrix_page import MatrixPage, matrix_page, wrong_cells
from thidua.web.rows.unit_sheet import Remarks, UnitSheet
from thidua.web.rows.unit_sheet import unit_sheet as sheet_of_unit
from thidua.web.workbooks import scoring as excel

Value = TypeVar("Value")


@of_result("matrix")
def matrix(asked: Asked) -> HttpResponse:
    """Show the points of all units at all criteria."""
    result = asked.result
    choice = choice_of(asked.request.GET, result.units)
    page = "scoring/_matrix.html"
    content = kept_page(result, page, choice, lambda: _matrix_content(asked, choice))
    context = {"season": result.season, "tab": "matrix", "content": content}
    return render(asked.request, "scoring/matrix.html", context)


def _matrix_content(asked: Asked, choice: Choice) -> dict[str, object]:
    result, addresses = asked.result, addresses_of(asked.result)
    query = choice.query()
    return {
        "season": result.season,
        "result": result,
        "provisional": result.provisional,
        "matrix": _matrix(asked, choice),
        "gaps": gaps(result.frozen.card, result.units, addresses=addresses),
        "page_address": addresses.page("matrix"),
        "excel": addresses.page("matrix_workbook") + (query if len(query) > 1 else ""),
    }


def _matrix(asked: Asked, choice: Choice) -> MatrixPage:
    return matrix_page(
        asked.result.frozen,
        asked.result.units,
        choice=choice,
        marks=MatrixMarks(wrong=_wrong(asked), lead_points=_lead_points(asked)),
        lang=language(),
        addresses=addresses_of(asked.result),
    )


def _wrong(asked: Asked) -> dict[Cell, str]:
    season = asked.result.season
    if not season.errors:
        return {}
    return wrong_cells(findings_of(season.cluster.code, season.year, asked.reader))


def _lead_points(asked: Asked) -> dict[Cell, int]:
    season = asked.result.season
    return lead_points_of(season.cluster.code, season.year, asked.reader)


@of_result("")
def matrix_workbook(asked: Asked) -> HttpResponse:
    """Give the matrix as Excel, with the units that the page shows."""
    result = asked.result
    choice = choice_of(asked.request.GET, result.units)

    def made() -> bytes:
        wanted = chosen_units(choice, result.units, result.frozen.standings)
        return excel.matrix_workbook(result, cut(wanted, groups(choice, len(wanted))))

    return workbook(result, "bang-diem", choice, made)


@of_result("matrix")
def unit_sheet(asked: Asked, unit: str) -> HttpResponse:
    """Show one unit's points, line by line."""
    result, row = asked.result, asked.unit(unit)
    page = "scoring/_unit_sheet.html"
    content = kept_page(result, page, unit, lambda: _unit_content(asked, row))
    context = {"season": result.season, "tab": "matrix", "unit": row, "content": content}
    return render(asked.request, "scoring/unit_sheet.html", context)


def _unit_content(asked: Asked, unit: UnitRow) -> dict[str, object]:
    result, addresses = asked.result, addresses_of(asked.result)
    reported = gaps(result.frozen.card, {unit.code: unit}, addresses=addresses)
    return {
        "season": result.season,
        "result": result,
        "sheet": _sheet(asked, unit),
        "gap": reported.units[0],
        "others": [(other, addresses.unit(code)) for code, other in result.units.items()],
        "total_address": addresses.why(unit.code, ROOT),
        "crumbs": [
            {"text": _("Bảng điểm"), "url": addresses.page("matrix")},
            {"text": unit.label},
        ],
        "excel": addresses.unit(unit.code, page="unit_workbook"),
    }


def _sheet(asked: Asked, unit: UnitRow) -> UnitSheet:
    return sheet_of_unit(
        asked.result.frozen,
        unit,
        remarks=_remarks(asked, unit),
        lang=language(),
        addresses=addresses_of(asked.result),
    )


def _remarks(asked: Asked, unit: UnitRow) -> Remarks:
    season = asked.result.season
    notes: defaultdict[str, list[str]] = defaultdict(list)
    found = notes_of(season.cluster.code, season.year, asked.reader, unit=unit.code)
    for (criterion, _indicator, _period), note in found.items():
        notes[criterion].append(note)
    return Remarks(
        lead_points=_of_unit(_lead_points(asked), unit),
        notes={criterion: tuple(said) for criterion, said in notes.items()},
        wrong=_of_unit(_wrong(asked), unit),
    )


def _of_unit(cells: Mapping[Cell, Value], unit: UnitRow) -> dict[str, Value]:
    return {criterion: value for (criterion, code), value in cells.items() if code == unit.code}


@of_result("")
def unit_workbook(asked: Asked, unit: str) -> HttpResponse:
    """Give one unit's sheet as Excel."""
    row = asked.unit(unit)
    return workbook(
        asked.result,
        "phieu-diem",
        unit,
        lambda: excel.unit_workbook(_sheet(asked, row), asked.result),
    )
