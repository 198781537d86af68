"""Making what is stored what a season folder says, touching only what differs."""

import datetime as dt
from collections.abc import Sequence

from thidua.actions.seasons import records
from thidua.actions.seasons.comparing import STAGED, Comparison
from thidua.actions.seasons.plans import ImportPlan
from thidua.core.criteria import Finding
from thidua.core.seasons.season import Season
from thidua.store import models
from thidua.store.staging import Staged


def put(comparison: Comparison, plan: ImportPlan, *, now: dt.datetime) -> None:
    """Save a folder whose plan was made in this transaction."""
    folder = comparison.folder
    cluster = _cluster(comparison, plan)
    season = _season(comparison, cluster, now)
    _sheet(comparison, plan, season, now)
    if plan.change("units").is_one:
        _units(folder.season, cluster, season)
    for kind, shape, _rows in STAGED:
        if plan.change(kind).is_one:
            Staged(shape, season.pk).put()
    gone = set(records.stored_units(season)) - {line.code for line in folder.season.units}
    models.SeasonUnit.objects.filter(season=season, code__in=gone).delete()
    if plan.change("findings").is_one:
        _findings(comparison, season)
    if plan.change("files").is_one:
        _files(comparison, season)


def _cluster(comparison: Comparison, plan: ImportPlan) -> models.Cluster:
    season, cluster = comparison.folder.season, comparison.cluster
    if cluster is not None and not plan.change("cluster").is_one:
        return cluster
    made, _new = models.Cluster.objects.update_or_create(
        code=season.cluster.code, defaults=dict(records.cluster_record(season))
    )
    return made


def _season(comparison: Comparison, cluster: models.Cluster, now: dt.datetime) -> models.Season:
    season = comparison.folder.season
    made, _new = models.Season.objects.update_or_create(
        cluster=cluster,
        year=season.year,
        defaults={
            **records.season_record(season),
            **_counts(comparison.folder.findings),
            "changed_at": now,
        },
    )
    return made


def _counts(findings: Sequence[Finding]) -> dict[str, int]:
    errors = sum(finding.is_error for finding in findings)
    return {"errors": errors, "warnings": len(findings) - errors}


def _sheet(
    comparison: Comparison, plan: ImportPlan, season: models.Season, now: dt.datetime
) -> None:
    """Save the sheet as a new version when its text is new, and put it in force."""
    if not plan.change("sheet").is_one:
        return
    folder = comparison.folder
    version, _new = models.SheetVersion.objects.get_or_create(
        season=season,
        sha256=folder.sheet_sha256,
        defaults={
            "number": plan.sheet_number,
            "text": folder.season.sheet_text,
            "saved_at": now,
        },
    )
    season.sheet = version
    season.save(update_fields=["sheet"])


def _units(folder: Season, cluster: models.Cluster, season: models.Season) -> None:
    """Save the units that are new or differ; those that are gone wait until their figures are."""
    new, old = records.unit_records(folder), records.stored_units(season)
    units = _identities(new, cluster, season.year)
    models.SeasonUnit.objects.bulk_create(
        [
            models.SeasonUnit(season=season, unit=units[code], code=code, **record)
            for code, record in new.items()
            if record != old.get(code)
        ],
        update_conflicts=True,
        unique_fields=["season", "code"],
        update_fields=records.UNIT,
    )


def _identities(new: records.Records, cluster: models.Cluster, year: int) -> dict[str, models.Unit]:
    """Return the units themselves by code, made where they are new, called as their newest year."""
    made = [models.Unit(home=cluster, code=code, name=new[code]["name"]) for code in sorted(new)]
    models.Unit.objects.bulk_create(made, ignore_conflicts=True)
    units = {unit.code: unit for unit in models.Unit.objects.filter(home=cluster, code__in=new)}
    later = set(
        models.SeasonUnit.objects.filter(unit__home=cluster, season__year__gt=year)
        .values_list("unit__code", flat=True)
    )  # fmt: skip
    for code, unit in units.items():
        if code not in later and unit.name != new[code]["name"]:
            unit.name = new[code]["name"]
            unit.save(update_fields=["name"])
    return units


def _findings(comparison: Comparison, season: models.Season) -> None:
    new = records.finding_records(comparison.folder.findings)
    models.Finding.objects.filter(season=season).delete()
    models.Finding.objects.bulk_create(
        models.Finding(season=season, position=int(position), **record)
        for position, record in new.items()
    )


def _files(comparison: Comparison, season: models.Season) -> None:
    files, old = comparison.folder.files, records.stored_files(season)
    new = records.file_records(files)
    models.SeasonFile.objects.filter(season=season).exclude(name__in=new).delete()
    models.SeasonFile.objects.bulk_create(
        [
            models.SeasonFile(season=season, name=name, content=files[name], **record)
            for name, record in new.items()
            if record != old.get(name)
        ],
        update_conflicts=True,
        unique_fields=["season", "name"],
        update_fields=["content", "sha256"],
    )
