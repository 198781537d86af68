"""Taking a season folder in: what it would change, and the change itself."""

import datetime as dt
from collections.abc import Mapping

from attrs import evolve
from django.db import transaction

from thidua.actions import scoring
from thidua.actions.seasons.comparing import Comparison, Folder
from thidua.actions.seasons.plans import ImportPlan, unreadable
from thidua.actions.seasons.saving import put
from thidua.core.people import Actor, may_import
from thidua.core.permissions import Refused
from thidua.core.seasons.reading import read_season
from thidua.core.seasons.season import FILES
from thidua.store import locks, models


@transaction.atomic
def plan_import(
    files: Mapping[str, bytes], *, actor: Actor, leave_out_errors: bool = False
) -> ImportPlan:
    """Return what importing a season folder would change; nothing is saved.

    Raises Refused: folder_has_errors (its facts carry the findings), not_secretariat.
    """
    folder = _read(files, actor=actor, leave_out_errors=leave_out_errors)
    return _beside(folder).plan()


@transaction.atomic
def import_season(
    files: Mapping[str, bytes],
    *,
    actor: Actor,
    now: dt.datetime,
    leave_out_errors: bool = False,
    agreed: ImportPlan | None = None,
) -> ImportPlan:
    """Make a cluster's year what a season folder says and compute it, in one transaction.

    The same folder again changes nothing. Rows that are no longer in the folder are removed.
    agreed: the plan that somebody saw and agreed to; nothing else is then done.
    Raises Refused: folder_has_errors (its facts carry the findings), not_secretariat,
    changed_meanwhile.
    """
    folder = _read(files, actor=actor, leave_out_errors=leave_out_errors)
    comparison = _beside(folder)
    plan = comparison.plan()
    if agreed is not None and plan != agreed:
        raise Refused("changed_meanwhile")
    if plan.changes_anything:
        put(comparison, plan, now=now)
    edition = scoring.compute(plan.cluster, plan.year, actor=actor, now=now)
    return evolve(plan, edition=edition)


def _read(files: Mapping[str, bytes], *, actor: Actor, leave_out_errors: bool) -> Folder:
    reading = read_season(files, leave_out_errors=leave_out_errors)
    if reading.season is None:
        raise unreadable(reading)
    may_import(actor, cluster=reading.season.cluster.code).enforce()
    kept = {name: files[name] for name in FILES if name in files}
    return Folder(kept, reading.season, reading.findings)


def _beside(folder: Folder) -> Comparison:
    """Return the folder beside what is stored of its cluster, which is held from here on."""
    line, year = folder.season.cluster, folder.season.year
    locks.hold_cluster(line.code)
    cluster = models.Cluster.objects.filter(code=line.code).first()
    stored = models.Season.objects.filter(cluster=cluster, year=year).first() if cluster else None
    return Comparison(folder, cluster, stored)
