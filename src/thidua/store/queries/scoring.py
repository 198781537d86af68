"""Results as they were frozen, and as they would be computed now."""

import datetime as dt
import hashlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from attrs import frozen
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce

from thidua.core.people import Actor
from thidua.core.permissions import DoesNotExist
from thidua.core.rankings import standings
from thidua.core.rankings.freezing import Frozen, freeze, thaw
from thidua.core.rankings.standings import Status
from thidua.core.scoring import score
from thidua.store.models import Result, Season, SeasonUnit
from thidua.store.queries.criteria import parsed
from thidua.store.queries.figures import figures_of
from thidua.store.queries.people import readable
from thidua.store.queries.seasons import (
    SeasonRow,
    columns,
    only,
    own_columns,
    season_row,
    the_season,
)
from thidua.store.queries.units import FIELDS, UnitRow, unit_row

_OWN: Final = ("edition", "sha256", "computed_at", "provisional", "units")
_KEPT: Final = 8  # thawed results a process; one of 63 units x 230 criteria takes some megabytes


@frozen(kw_only=True)
class ResultRow:
    """An edition of a result, with the units as they were called when it was computed.

    frozen: points, places and all that they were computed from; units: by code, in their order.
    """

    season: SeasonRow
    edition: int
    sha256: str
    computed_at: dt.datetime
    provisional: bool
    frozen: Frozen
    units: Mapping[str, UnitRow]


@frozen(kw_only=True)
class EditionRow:
    """An edition in a list; computed_by is "" for the command line."""

    edition: int
    sha256: str
    computed_at: dt.datetime
    computed_by: str
    provisional: bool


def latest_result(cluster: str, year: int, reader: Actor) -> ResultRow:
    """Return the newest edition. One query, two when its bytes are new to this process.

    Raises DoesNotExist, also where nothing is computed yet.
    """
    results = _results(cluster, year, reader).order_by("-edition")
    rows: Any = results.values(*_OWN, **own_columns(season="season__"))[:1]
    row = only(rows)
    newest = {f"newest_{name}": row[name] for name in ("edition", "computed_at", "provisional")}
    return _result(row | newest | {"season_units": len(row["units"])})


def edition_of(cluster: str, year: int, edition: int, reader: Actor) -> ResultRow:
    """Return one edition, as latest_result does the newest."""
    results = _results(cluster, year, reader).filter(edition=edition)
    rows: Any = results.values(*_OWN, **columns(season="season__"))
    return _result(only(rows))


def editions_of(cluster: str, year: int, reader: Actor) -> tuple[EditionRow, ...]:
    """Return all editions, the newest first. One query. Raises DoesNotExist for no season."""
    names = ("edition", "sha256", "computed_at", "provisional")
    rows: list[Any] = list(
        the_season(cluster, year, reader)
        .order_by("-results__edition")
        .values(
            **{name: F(f"results__{name}") for name in names},
            by=Coalesce(F("results__computed_by__name"), Value("")),
        )
    )
    if not rows:
        raise DoesNotExist
    return tuple(
        EditionRow(**{name: row[name] for name in names}, computed_by=row["by"])
        for row in rows
        if row["edition"] is not None
    )


def _results(cluster: str, year: int, reader: Actor) -> QuerySet[Result]:
    return Result.objects.filter(
        readable(reader, path="season__cluster__"),
        season__cluster__code=cluster,
        season__year=year,
    )


def _result(row: Mapping[str, Any]) -> ResultRow:
    return ResultRow(
        season=season_row(row),
        edition=row["edition"],
        sha256=row["sha256"],
        computed_at=row["computed_at"],
        provisional=row["provisional"],
        frozen=thawed(row["sha256"]),
        units={unit["code"]: unit_row(unit) for unit in row["units"]},
    )


@lru_cache(maxsize=_KEPT)
def thawed(sha256: str) -> Frozen:
    """Return what the bytes with this hash hold; asks the database once a process."""
    snapshots = Result.objects.filter(sha256=sha256).values_list("snapshot", flat=True)
    return thaw(bytes(snapshots[:1].get()))


@frozen(kw_only=True)
class Computed:
    """What a season's figures give now: frozen bytes, and the units' names beside them.

    sheet: key of the sheet's version.
    """

    snapshot: bytes
    sha256: str
    units: tuple[dict[str, Any], ...]
    sheet: int
    provisional: bool


def computed(season: int) -> Computed:
    """Return the result of a season, by its key, as its rows give it now; nothing is saved.

    For deeds that hold the season; it asks for no reader.
    """
    version = Season.objects.select_related("sheet").get(pk=season).sheet
    if version is None:
        raise ValueError("a season without a sheet cannot be computed")
    units = tuple(SeasonUnit.objects.filter(season=season).order_by("position").values(*FIELDS))
    statuses = {unit["code"]: Status(unit["status"]) for unit in units}
    card = score(parsed(version.text), figures_of(season))
    places = standings(card, statuses)
    snapshot = freeze(card, places, statuses, sheet_text=version.text)
    return Computed(
        snapshot=snapshot,
        sha256=hashlib.sha256(snapshot).hexdigest(),
        units=units,
        sheet=version.pk,
        provisional=any(place.provisional for place in places),
    )
