"""Why a unit has the points and the place that it has."""

from attrs import frozen
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from thidua.core.criteria import ROOT, Criterion
from thidua.core.permissions import DoesNotExist
from thidua.core.rankings import explain_place
from thidua.core.scoring.derivation import Derivation
from thidua.core.scoring.explaining import explain
from thidua.store.queries.units import UnitRow
from thidua.web.languages import language
from thidua.web.results import Asked, addresses_of, kept_page, of_result
from thidua.web.rows.others import others
from thidua.web.rows.pairs import pairs
from thidua.web.rows.rule_pictures import rule_picture
from thidua.web.rows.said import Speaker
from thidua.web.rows.supposing import suppositions
from thidua.web.rows.tree import path, shortened
from thidua.web.rows.why import levels, place_in_words
from thidua.web.rows.why import why as in_words
from thidua.wording.rules import rule_in_words


@frozen
class Point:
    """A unit at a node of the sheet; criterion is None for the total."""

    unit: UnitRow
    code: str
    criterion: Criterion | None

    @property
    def label(self) -> str:
        """Return what the node is called in a title."""
        return (self.criterion.label or self.criterion.code).rstrip(". ") if self.criterion else ""


@of_result("matrix")
def why(asked: Asked, unit: str, criterion: str) -> HttpResponse:
    """Show the derivation of a point down to the figures, and where it goes."""
    point = _point(asked, unit, criterion)
    asked_for = (unit, criterion)
    content = kept_page(
        asked.result, "scoring/_why.html", asked_for, lambda: _content(asked, point)
    )
    context = {"season": asked.result.season, "tab": "matrix", "point": point, "content": content}
    return render(asked.request, "scoring/why.html", context)


def _point(asked: Asked, unit: str, criterion: str) -> Point:
    """Return what is asked about. Raises DoesNotExist."""
    row = asked.unit(unit)
    if criterion == ROOT:
        return Point(row, ROOT, None)
    try:
        return Point(row, criterion, asked.result.frozen.card.sheet.criterion(criterion))
    except KeyError:
        raise DoesNotExist from None


def _content(asked: Asked, point: Point) -> dict[str, object]:
    result, addresses, lang = asked.result, addresses_of(asked.result), language()
    card = result.frozen.card
    speaker = Speaker(card.sheet, result.units, lang)
    derivation = explain(card, unit=point.unit.code, criterion=point.code)
    standing = next(s for s in result.frozen.standings if s.unit == point.unit.code)
    return {
        "season": result.season,
        "result": result,
        "point": point,
        "crumbs": _crumbs(asked, point),
        "why": in_words(derivation, speaker, addresses),
        "levels": levels(card, point.unit.code, point.code, speaker, addresses),
        "standing": standing,
        "placed": sum(s.place is not None for s in result.frozen.standings),
        "others": others(card, derivation, result.units, lang=lang, addresses=addresses),
        **_of_criterion(asked, point, derivation, speaker),
    }


def _of_criterion(
    asked: Asked, point: Point, derivation: Derivation, speaker: Speaker
) -> dict[str, object]:
    """Return what only a criterion has, or what only the total has: its place."""
    frozen = asked.result.frozen
    if point.criterion is None:
        place = explain_place(frozen.card, frozen.standings, unit=point.unit.code)
        return {
            "place": place_in_words(place, speaker),
            "pairs": pairs(frozen, asked.result.units, lang=speaker.lang, of_unit=point.unit.code),
        }
    found: dict[str, object] = {
        "rule": rule_in_words(point.criterion, frozen.card.sheet, speaker.lang)
    }
    if point.criterion.is_leaf:
        found["suppositions"] = suppositions(frozen.card, derivation, point.criterion, speaker)
        found["picture"] = rule_picture(derivation, point.criterion, speaker)
    return found


def _crumbs(asked: Asked, point: Point) -> list[dict[str, str]]:
    addresses, sheet = addresses_of(asked.result), asked.result.frozen.card.sheet
    crumbs = [
        {"text": _("Bảng điểm"), "url": addresses.page("matrix")},
        {"text": point.unit.label, "url": addresses.unit(point.unit.code)},
    ]
    if point.criterion is None:
        return [*crumbs, {"text": _("Tổng điểm")}]
    *above, _own = path(sheet, point.code)
    for section in above:
        url = addresses.why(point.unit.code, section.code)
        crumbs.append({"text": shortened(section), "url": url})
    return [*crumbs, {"text": point.criterion.label or point.code}]
