"""Clusters that a reader belongs to, and their years."""

from itertools import groupby
from operator import itemgetter
from typing import Any

from attrs import frozen
from django.db.models import F

from thidua.core.people import Actor
from thidua.store.models import Cluster
from thidua.store.queries.people import readable
from thidua.store.queries.seasons import SeasonRow, columns, season_row


@frozen(kw_only=True)
class ClusterRow:
    """A cluster and its years, the newest first."""

    code: str
    name: str
    organiser: str
    level: str
    number: int | None
    years: tuple[SeasonRow, ...]


def clusters_of(reader: Actor) -> tuple[ClusterRow, ...]:
    """Return the clusters of a reader in Vietnamese order, with their years. One query."""
    rows: Any = (
        Cluster.objects.filter(readable(reader))
        .order_by("sort_key", "code", F("seasons__year").desc(nulls_last=True))
        .values(**columns(season="seasons__", cluster=""))
    )
    groups = groupby(rows, key=itemgetter("cluster_code"))
    return tuple(_cluster(list(group)) for _code, group in groups)


def _cluster(rows: list[dict[str, Any]]) -> ClusterRow:
    first = rows[0]
    return ClusterRow(
        code=first["cluster_code"],
        name=first["cluster_name"],
        organiser=first["cluster_organiser"],
        level=first["cluster_level"],
        number=first["cluster_number"],
        years=tuple(season_row(row) for row in rows if row["season_year"] is not None),
    )
