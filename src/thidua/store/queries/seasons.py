"""A cluster's year at a glance."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from attrs import frozen
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from thidua.core.people import Actor
from thidua.core.permissions import DoesNotExist
from thidua.store.models import Result, Season, SeasonUnit
from thidua.store.queries.people import readable


@frozen(kw_only=True)
class ClusterHead:
    """A cluster as it is named on a page of one of its years."""

    code: str
    name: str
    organiser: str
    level: str
    number: int | None


@frozen(kw_only=True)
class SeasonRow:
    """A cluster's year.

    units: how many it has. errors, warnings: findings of its last import.
    edition: of its newest result; None, and computed_at None, where nothing is computed yet.
    """

    cluster: ClusterHead
    year: int
    title: str
    made_up: bool
    source: str
    periods: tuple[str, ...]
    changed_at: dt.datetime
    sheet_number: int
    sheet_sha256: str
    units: int
    errors: int
    warnings: int
    edition: int | None
    computed_at: dt.datetime | None
    provisional: bool


def season_of(cluster: str, year: int, reader: Actor) -> SeasonRow:
    """Return a cluster's year. One query. Raises DoesNotExist."""
    rows: Any = the_season(cluster, year, reader).values(**columns(season=""))
    return season_row(only(rows))


def the_season(cluster: str, year: int, reader: Actor) -> QuerySet[Season]:
    """Return a cluster's year as a query that is empty where the reader may not see it."""
    return Season.objects.filter(
        readable(reader, path="cluster__"), cluster__code=cluster, year=year
    )


def only(rows: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the first of the rows. Raises DoesNotExist when there is none."""
    for row in rows:
        return row
    raise DoesNotExist


def columns(*, season: str, cluster: str | None = None) -> dict[str, Any]:
    """Return what a query selects for season_row; season and cluster are the paths to them."""
    newest = Result.objects.filter(season=OuterRef(f"{season}pk")).order_by("-edition")
    units = SeasonUnit.objects.filter(season=OuterRef(f"{season}pk")).order_by().values("season")
    return {
        **own_columns(season=season, cluster=cluster),
        "season_units": Coalesce(Subquery(units.annotate(many=Count("*")).values("many")), 0),
        "newest_edition": Subquery(newest.values("edition")[:1]),
        "newest_computed_at": Subquery(newest.values("computed_at")[:1]),
        "newest_provisional": Subquery(newest.values("provisional")[:1]),
    }


def own_columns(*, season: str, cluster: str | None = None) -> dict[str, Any]:
    """Return the columns without those that have to be counted or looked for."""
    to_cluster = f"{season}cluster__" if cluster is None else cluster
    heads = ("code", "name", "organiser", "level", "number")
    fields = ("year", "title", "made_up", "source", "periods", "errors", "warnings", "changed_at")
    return {
        **{f"cluster_{name}": F(f"{to_cluster}{name}") for name in heads},
        **{f"season_{name}": F(f"{season}{name}") for name in fields},
        "sheet_number": F(f"{season}sheet__number"),
        "sheet_sha256": F(f"{season}sheet__sha256"),
    }


def season_row(row: Mapping[str, Any]) -> SeasonRow:
    """Return the season of a row that selected the columns."""
    return SeasonRow(
        cluster=ClusterHead(
            code=row["cluster_code"],
            name=row["cluster_name"],
            organiser=row["cluster_organiser"],
            level=row["cluster_level"],
            number=row["cluster_number"],
        ),
        year=row["season_year"],
        title=row["season_title"],
        made_up=row["season_made_up"],
        source=row["season_source"],
        periods=tuple(row["season_periods"]),
        changed_at=row["season_changed_at"],
        sheet_number=row["sheet_number"],
        sheet_sha256=row["sheet_sha256"],
        units=row["season_units"],
        errors=row["season_errors"],
        warnings=row["season_warnings"],
        edition=row["newest_edition"],
        computed_at=row["newest_computed_at"],
        provisional=bool(row["newest_provisional"]),
    )
