"""Pages about a result: who asks for which year, and what is shown before anything is computed."""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec

from attrs import frozen
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_safe

from thidua.core.people import Actor
from thidua.core.permissions import DoesNotExist
from thidua.store.queries.scoring import ResultRow, latest_result
from thidua.store.queries.seasons import season_of
from thidua.store.queries.units import UnitRow
from thidua.web.kept import PAGES, WORKBOOKS
from thidua.web.languages import language
from thidua.web.readers import reader_of
from thidua.web.rows.addresses import Addresses

P = ParamSpec("P")
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@frozen
class Asked:
    """What a page of a result is asked with: the request, who reads, and the newest result."""

    request: HttpRequest
    reader: Actor
    result: ResultRow

    def unit(self, code: str) -> UnitRow:
        """Return a unit of the result. Raises DoesNotExist."""
        if code not in self.result.units:
            raise DoesNotExist
        return self.result.units[code]


Answer = Callable[Concatenate[Asked, P], HttpResponse]
View = Callable[..., HttpResponse]  # Django gives cluster and year by name


def of_result(tab: str) -> Callable[[Answer[P]], View]:
    """Give a page the newest result of the year in its address, and who reads it.

    Where nothing is computed yet the page says so, under this tab. DoesNotExist where the reader
    may not see the year, and for a page without a tab (a download).
    """

    def decorate(page: Answer[P]) -> View:
        @require_safe
        @wraps(page)
        def answer(
            request: HttpRequest, cluster: str, year: int, *args: P.args, **kwargs: P.kwargs
        ) -> HttpResponse:
            reader = reader_of(request)
            try:
                result = latest_result(cluster, year, reader)
            except DoesNotExist:
                if not tab:
                    raise
                season = season_of(cluster, year, reader)
                return render(request, "scoring/uncomputed.html", {"season": season, "tab": tab})
            return page(Asked(request, reader, result), *args, **kwargs)

        return answer

    return decorate


def addresses_of(result: ResultRow) -> Addresses:
    """Return where the pages of a result's year are."""
    return Addresses(result.season.cluster.code, result.season.year)


def kept_page(
    result: ResultRow, template: str, asked: Hashable, make: Callable[[], dict[str, object]]
) -> SafeString:
    """Return a page below its frame, rendered once for a result, a language and what was asked.

    make: gives the template's context when it has to be rendered.
    """
    key = (template, *_frozen(result), asked)
    page = PAGES.of(key, lambda: render_to_string(template, make()))
    return mark_safe(page)  # noqa: S308 - rendered by the template above


def workbook(
    result: ResultRow, name: str, asked: Hashable, make: Callable[[], bytes]
) -> HttpResponse:
    """Return an Excel file, made once for a result, a language and what was asked."""
    body = WORKBOOKS.of((name, *_frozen(result), asked), make)
    return download(body, f"{name}-{result.season.cluster.code}-{result.season.year}.xlsx", EXCEL)


def download(body: bytes | str, name: str, content_type: str) -> HttpResponse:
    """Return a file to be saved under a name."""
    response = HttpResponse(body, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _frozen(result: ResultRow) -> tuple[Hashable, ...]:
    """Return all that a page of a result may depend on beside what was asked of it."""
    season = result.season
    units = tuple(result.units.values())
    return (language(), result.sha256, result.edition, result.computed_at, season, units)
