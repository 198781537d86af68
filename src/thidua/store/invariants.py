"""What must always hold in the whole database, as one list of questions.

Tests ask them after every deed; `thidua verify` asks them of live data.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen
from django.db.models import Count, F, Max, Q

from thidua.core.rankings import standings
from thidua.core.rankings.freezing import freeze, thaw
from thidua.core.scoring import score
from thidua.core.seasons.slots import slots_of
from thidua.core.units import fold, sort_key
from thidua.store.models import Cluster, Figure, Result, Season, SeasonUnit
from thidua.store.queries.criteria import parsed
from thidua.store.queries.scoring import computed


@frozen
class Violation:
    """Something that does not hold: which rule, and where."""

    code: str
    facts: Mapping[str, Any] = field(factory=dict)


def violations() -> Iterator[Violation]:
    """Give everything in the database that breaks a rule; nothing when all is well."""
    for question in INVARIANTS:
        yield from question()


def newest_results_follow_from_the_rows() -> Iterator[Violation]:
    """The newest result of every season is what its stored figures give now, byte for byte."""
    for season in Season.objects.select_related("cluster").order_by("pk"):
        results = Result.objects.filter(season=season).order_by("-edition")
        newest = results.values_list("edition", "sha256").first()
        if newest is None:
            yield Violation("season_without_result", _where(season))
        elif newest[1] != computed(season.pk).sha256:
            yield Violation("result_not_from_rows", _where(season, edition=newest[0]))


def results_follow_from_their_inputs() -> Iterator[Violation]:
    """Every result is what the figures and the sheet frozen in it give, byte for byte."""
    results = Result.objects.select_related("season__cluster").order_by("pk")
    for result in results.iterator(chunk_size=10):
        if refrozen(bytes(result.snapshot)) != bytes(result.snapshot):
            yield Violation("result_not_from_inputs", _where(result.season, edition=result.edition))


def refrozen(snapshot: bytes) -> bytes:
    """Return the bytes that the inputs in a frozen result give now."""
    old = thaw(snapshot)
    card = score(old.card.sheet, old.card.figures)
    return freeze(card, standings(card, old.statuses), old.statuses, sheet_text=old.sheet_text)


def editions_have_no_gaps() -> Iterator[Violation]:
    """Results of a season, and versions of its sheet, are numbered from 1 without gaps."""
    for kind, field_name in (("results", "edition"), ("sheets", "number")):
        counted = Season.objects.select_related("cluster").annotate(
            many=Count(kind), last=Max(f"{kind}__{field_name}")
        )
        for season in counted.exclude(many=0).exclude(many=F("last")):
            yield Violation("numbers_with_gaps", _where(season, kind=kind))


def sheets_belong_to_their_seasons() -> Iterator[Violation]:
    """The sheet in force, and the sheet of a result, are versions of that very season's."""
    strangers = Season.objects.select_related("cluster").exclude(sheet__season=F("pk"))
    for season in strangers:
        yield Violation("sheet_of_another_season", _where(season))
    results = Result.objects.select_related("season__cluster").defer("snapshot")
    for result in results.exclude(sheet__season=F("season")):
        yield Violation("sheet_of_another_season", _where(result.season, edition=result.edition))


def findings_are_counted_right() -> Iterator[Violation]:
    """A season's numbers of errors and warnings are those of its findings."""
    seasons = Season.objects.select_related("cluster").annotate(
        found=Count("findings"), faulty=Count("findings", filter=Q(findings__severity="error"))
    )
    for season in seasons.exclude(errors=F("faulty"), warnings=F("found") - F("faulty")):
        yield Violation("findings_miscounted", _where(season))


def figures_answer_the_sheet() -> Iterator[Violation]:
    """Every stored figure is of a criterion, an indicator and a period that the year knows."""
    for season in Season.objects.select_related("cluster", "sheet").filter(sheet__isnull=False):
        sheet = parsed(season.sheet.text) if season.sheet else None
        asked = {slot.key for slot in slots_of(sheet).slots} if sheet else set()
        periods = {"", *season.periods}
        mine = Figure.objects.filter(season_unit__season=season).order_by()
        for criterion, indicator, period in mine.values_list(
            "criterion", "indicator", "period"
        ).distinct():
            if (criterion, indicator) not in asked or period not in periods:
                facts = {"criterion": criterion, "indicator": indicator, "period": period}
                yield Violation("figure_that_nobody_asked_for", _where(season, **facts))


def sort_keys_follow_from_names() -> Iterator[Violation]:
    """The stored order and search words are those of the names."""
    for code, name, key in Cluster.objects.values_list("code", "name", "sort_key"):
        if key != sort_key(name):
            yield Violation("stale_sort_key", {"cluster": code, "name": name})
    units = SeasonUnit.objects.select_related("season__cluster").order_by("pk")
    for unit in units.iterator(chunk_size=1_000):
        if unit.sort_key != sort_key(unit.name) or fold(unit.name) not in unit.search:
            yield Violation("stale_sort_key", _where(unit.season, name=unit.name))


def _where(season: Season, **facts: Any) -> dict[str, Any]:
    return {"cluster": season.cluster.code, "year": season.year, **facts}


INVARIANTS: Final[tuple[Callable[[], Iterator[Violation]], ...]] = (
    newest_results_follow_from_the_rows,
    results_follow_from_their_inputs,
    editions_have_no_gaps,
    sheets_belong_to_their_seasons,
    findings_are_counted_right,
    figures_answer_the_sheet,
    sort_keys_follow_from_names,
)
