"""A cluster's year at a glance."""

from django.http import HttpResponse
from django.shortcuts import render

from thidua.store.queries.scoring import ResultRow
from thidua.web.languages import language
from thidua.web.results import Asked, addresses_of, kept_page, of_result, workbook
from thidua.web.rows.gaps import UnitGaps, gaps
from thidua.web.rows.standings import StandingRow, standings_rows
from thidua.web.rows.year import completeness
from thidua.web.workbooks import seasons as excel
from thidua.wording import points

Member = tuple[UnitGaps, StandingRow]


@of_result("year")
def year(asked: Asked) -> HttpResponse:
    """Show who is in it, what is reported, what is missing, who leads."""
    result = asked.result
    content = kept_page(result, "seasons/_year.html", (), lambda: _content(result))
    context = {"season": result.season, "tab": "year", "content": content}
    return render(asked.request, "seasons/year.html", context)


def _content(result: ResultRow) -> dict[str, object]:
    lang, card, addresses = language(), result.frozen.card, addresses_of(result)
    totals = card.sheet.total_points
    return {
        "season": result.season,
        "result": result,
        "provisional": result.provisional,
        "standings": standings_rows(result.frozen, result.units, lang=lang, addresses=addresses),
        "gaps": gaps(card, result.units, addresses=addresses),
        "members": _members(result),
        "completeness": completeness(card, result.units),
        "leaves": len(card.sheet.leaves),
        "most": points(totals[""], lang, decimals=0) if "" in totals else "",
        "excel": addresses.page("year_workbook"),
    }


def _members(result: ResultRow) -> tuple[Member, ...]:
    lang, addresses = language(), addresses_of(result)
    rows = standings_rows(result.frozen, result.units, lang=lang, addresses=addresses).rows
    line_of = {row.unit.code: row for row in rows}
    reported = gaps(result.frozen.card, result.units, addresses=addresses)
    return tuple((unit, line_of[unit.unit.code]) for unit in reported.units)


@of_result("")
def year_workbook(asked: Asked) -> HttpResponse:
    """Give the members and what they have reported as Excel."""
    result = asked.result

    def made() -> bytes:
        shares = completeness(result.frozen.card, result.units)
        return excel.members_workbook(_members(result), shares, result)

    return workbook(result, "tong-quan", (), made)
