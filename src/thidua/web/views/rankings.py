"""The standings of a cluster's year."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.store.queries.scoring import ResultRow
from thidua.web.languages import language
from thidua.web.results import Asked, addresses_of, kept_page, of_result, workbook
from thidua.web.rows.choices import choice_of
from thidua.web.rows.gaps import gaps
from thidua.web.rows.pairs import pairs
from thidua.web.rows.profiles import profiles
from thidua.web.rows.spread import plots
from thidua.web.rows.standings import Standings, standings_rows
from thidua.web.workbooks import rankings as excel
from thidua.wording.sheets import ranking_in_words


@of_result("standings")
def standings(asked: Asked) -> HttpResponse:
    """Show places, totals, and what decided them."""
    result = asked.result
    chosen = choice_of(asked.request.GET, result.units).units
    page = "rankings/_standings.html"
    content = kept_page(result, page, chosen, lambda: _content(result, chosen))
    context = {"season": result.season, "tab": "standings", "content": content}
    return render(asked.request, "rankings/standings.html", context)


def _content(result: ResultRow, chosen: tuple[str, ...]) -> dict[str, object]:
    lang, card, addresses = language(), result.frozen.card, addresses_of(result)
    rows = _rows(result, chosen)
    return {
        "season": result.season,
        "result": result,
        "provisional": result.provisional,
        "standings": rows,
        "gaps": gaps(card, result.units, addresses=addresses),
        "rules": ranking_in_words(card.sheet, lang),
        "pairs": pairs(result.frozen, result.units, lang=lang),
        "profiles": profiles(card, rows.rows, lang=lang, label=_("%s: tỷ lệ đạt theo mục")),
        "plots": plots(result.frozen, rows, lang=lang),
        "choice": [(unit, unit.code in chosen) for unit in result.units.values()],
        "chosen": [result.units[code].label for code in chosen],
        "page_address": addresses.page("standings"),
        "excel": addresses.page("standings_workbook"),
    }


def _rows(result: ResultRow, chosen: tuple[str, ...] = ()) -> Standings:
    return standings_rows(
        result.frozen,
        result.units,
        lang=language(),
        addresses=addresses_of(result),
        chosen=chosen,
    )


@of_result("")
def standings_workbook(asked: Asked) -> HttpResponse:
    """Give the standings as Excel."""
    result = asked.result

    def made() -> bytes:
        between = pairs(result.frozen, result.units, lang=language())
        return excel.standings_workbook(_rows(result), between, result)

    return workbook(result, "xep-hang", (), made)
