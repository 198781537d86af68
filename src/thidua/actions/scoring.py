"""Computing results."""

import datetime as dt

from attrs import frozen
from django.db import transaction

from thidua.core.people import Actor, may_compute
from thidua.core.permissions import DoesNotExist
from thidua.store import locks
from thidua.store.models import Result, Season
from thidua.store.queries.scoring import Computed, computed
from thidua.store.queries.seasons import the_season


@frozen(kw_only=True)
class Edition:
    """An edition of a result; new: whether it was made just now."""

    edition: int
    sha256: str
    provisional: bool
    new: bool


@transaction.atomic
def compute(cluster: str, year: int, *, actor: Actor, now: dt.datetime) -> Edition:
    """Compute a cluster's year from its figures, and freeze the result with them.

    A new edition is made only when its bytes, or what its units are called, differ from the newest.
    Raises DoesNotExist; Refused: not_secretariat.
    """
    season = the_season(cluster, year, actor).first()
    if season is None:
        raise DoesNotExist
    may_compute(actor, cluster=cluster).enforce()
    locks.hold_cluster(cluster)
    found = computed(season.pk)
    newest = Result.objects.filter(season=season).defer("snapshot").order_by("-edition").first()
    if newest is not None and (newest.sha256, newest.units) == (found.sha256, list(found.units)):
        return _edition(newest, new=False)
    number = 1 if newest is None else newest.edition + 1
    return _edition(_saved(found, season, number, actor=actor, now=now), new=True)


def _saved(
    found: Computed, season: Season, edition: int, *, actor: Actor, now: dt.datetime
) -> Result:
    return Result.objects.create(
        season=season,
        edition=edition,
        sheet_id=found.sheet,
        snapshot=found.snapshot,
        sha256=found.sha256,
        units=list(found.units),
        provisional=found.provisional,
        computed_at=now,
        computed_by_id=actor.person,
    )


def _edition(result: Result, *, new: bool) -> Edition:
    return Edition(
        edition=result.edition, sha256=result.sha256, provisional=result.provisional, new=new
    )
