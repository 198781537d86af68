"""The few records of a season besides its figures: as a folder has them, as they are stored."""

import hashlib
from collections.abc import Mapping
from itertools import islice
from typing import Any, Final

from thidua.actions.seasons.plans import Change, Example, Value
from thidua.core.criteria import Finding
from thidua.core.seasons.season import Season, UnitLine
from thidua.core.units import fold, sort_key
from thidua.store import facts, models
from thidua.store.staging import EXAMPLES, Counts

Record = Mapping[str, Any]
Records = Mapping[str, Record]

CLUSTER: Final = ("name", "organiser", "level", "number", "sort_key")
SEASON: Final = ("title", "made_up", "source", "periods")
UNIT: Final = (
    *("name", "short_name", "unit_type", "status", "reason"),
    *("position", "sort_key", "search"),
)
FINDING: Final = ("severity", "file", "row", "code", "facts")
_DERIVED: Final = {"sort_key", "search", "position"}


def cluster_record(season: Season) -> Record:
    """Return the cluster of a folder."""
    line = season.cluster
    return {
        "name": line.name,
        "organiser": line.organiser,
        "level": line.level,
        "number": line.number,
        "sort_key": sort_key(line.name),
    }


def season_record(season: Season) -> Record:
    """Return what a folder says of the year itself."""
    return {
        "title": season.title,
        "made_up": season.made_up,
        "source": season.source,
        "periods": list(season.figures.periods),
    }


def unit_records(season: Season) -> dict[str, Record]:
    """Return the units of a folder by code."""
    return {line.code: _unit(line, at) for at, line in enumerate(season.units, start=1)}


def _unit(line: UnitLine, position: int) -> Record:
    return {
        "name": line.name,
        "short_name": line.short_name,
        "unit_type": line.unit_type,
        "status": line.status.value,
        "reason": line.reason,
        "position": position,
        "sort_key": sort_key(line.name),
        "search": fold(f"{line.code} {line.short_name} {line.name}"),
    }


def finding_records(findings: tuple[Finding, ...]) -> dict[str, Record]:
    """Return the findings of a folder by their place, from 1."""
    return {
        str(position): {
            "severity": finding.severity.value,
            "file": facts.text(finding.file),
            "row": finding.row,
            "code": finding.code,
            "facts": facts.written(finding.facts),
        }
        for position, finding in enumerate(findings, start=1)
    }


def file_records(files: Mapping[str, bytes]) -> dict[str, Record]:
    """Return the files of a folder by name, each by its hash."""
    return {name: {"sha256": hashlib.sha256(files[name]).hexdigest()} for name in sorted(files)}


def stored_cluster(cluster: models.Cluster | None) -> Records:
    """Return a cluster as it is stored, by its code."""
    return {cluster.code: _fields(cluster, CLUSTER)} if cluster else {}


def stored_season(season: models.Season | None) -> Records:
    """Return a season as it is stored, by its year."""
    return {str(season.year): _fields(season, SEASON)} if season else {}


def stored_units(season: models.Season | None) -> Records:
    """Return the units as they are stored, by code."""
    rows = models.SeasonUnit.objects.filter(season=season)
    return {row.code: _fields(row, UNIT) for row in rows}


def stored_findings(season: models.Season | None) -> Records:
    """Return the findings as they are stored, by their place."""
    rows = models.Finding.objects.filter(season=season)
    return {str(row.position): _fields(row, FINDING) for row in rows}


def stored_files(season: models.Season | None) -> Records:
    """Return the stored files' hashes by name."""
    rows = models.SeasonFile.objects.filter(season=season)
    return {name: {"sha256": sha256} for name, sha256 in rows.values_list("name", "sha256")}


def _fields(row: object, names: tuple[str, ...]) -> Record:
    return {name: getattr(row, name) for name in names}


def change(kind: str, old: Records, new: Records, *, shown: str = "") -> Change:
    """Return how records differ by key; shown is the field that stands for a record."""
    created = [key for key in new if key not in old]
    removed = [key for key in old if key not in new]
    changed = [key for key in new if key in old and new[key] != old[key]]
    examples = (
        *(_whole("created", key, None, new[key].get(shown)) for key in created[:EXAMPLES]),
        *islice(_parts(changed, old, new), EXAMPLES),
        *(_whole("removed", key, old[key].get(shown), None) for key in removed[:EXAMPLES]),
    )
    counts = Counts(
        created=len(created),
        changed=len(changed),
        removed=len(removed),
        left=len(new) - len(created) - len(changed),
    )
    return Change(kind=kind, counts=counts, examples=examples if shown else ())


def _whole(step: str, key: str, before: Any, after: Any) -> Example:
    return Example(step=step, unit=key, before=before, after=after)


def _parts(changed: list[str], old: Records, new: Records) -> "list[Example]":
    return [
        Example(
            step="changed",
            unit=key,
            indicator=name,
            before=_plain(was),
            after=_plain(new[key][name]),
        )
        for key in changed
        for name, was in old[key].items()
        if new[key][name] != was and name not in _DERIVED
    ]


def _plain(value: Any) -> Value:
    plain: Value = tuple(value) if isinstance(value, list) else value
    return plain
