"""A season folder beside what is stored: the plan of an import, and its rows made ready."""

import hashlib
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Final

from attrs import frozen

from thidua.actions.seasons import records, rows
from thidua.actions.seasons.plans import Change, Example, ImportPlan, Value
from thidua.core.criteria import Finding
from thidua.core.figures import State
from thidua.core.seasons.season import Season
from thidua.store import models
from thidua.store.staging import Counts, Difference, Shape, Staged

STAGED: Final = (
    ("figures", rows.FIGURES, rows.figure_rows),
    ("not_assigned", rows.NOT_ASSIGNED, rows.not_assigned_rows),
    ("lead_points", rows.LEAD_POINTS, rows.lead_rows),
)


@frozen(eq=False)
class Folder:
    """A season folder that was read: its files, its season and what was found."""

    files: Mapping[str, bytes]
    season: Season
    findings: tuple[Finding, ...]

    @property
    def sheet_sha256(self) -> str:
        """Return the hash of the sheet's text."""
        return hashlib.sha256(self.season.sheet_text.encode()).hexdigest()


@frozen(eq=False)
class Comparison:
    """A folder beside the cluster and the season that are stored, if they are."""

    folder: Folder
    cluster: models.Cluster | None
    stored: models.Season | None

    def plan(self) -> ImportPlan:
        """Return what differs; the figures then wait in the transaction to be put in place."""
        season = self.folder.season
        number, sheet = self._sheet()
        return ImportPlan(
            cluster=season.cluster.code,
            cluster_name=season.cluster.name,
            year=season.year,
            title=season.title,
            is_new=self.stored is None,
            sheet_number=number,
            changes=(*self._head(), sheet, self._units(), *self._figures(), *self._papers()),
            findings=self.folder.findings,
        )

    def _head(self) -> tuple[Change, Change]:
        season, stored = self.folder.season, self.stored
        cluster = {season.cluster.code: records.cluster_record(season)}
        year = {str(season.year): records.season_record(season)}
        return (
            records.change("cluster", records.stored_cluster(self.cluster), cluster, shown="name"),
            records.change("season", records.stored_season(stored), year, shown="title"),
        )

    def _units(self) -> Change:
        units = records.unit_records(self.folder.season)
        return records.change("units", records.stored_units(self.stored), units, shown="name")

    def _papers(self) -> tuple[Change, Change]:
        files = records.file_records(self.folder.files)
        findings = records.finding_records(self.folder.findings)
        return (
            records.change("files", records.stored_files(self.stored), files),
            records.change("findings", records.stored_findings(self.stored), findings),
        )

    def _sheet(self) -> tuple[int, Change]:
        """Return the number that the sheet's version has or gets, and what happens to it."""
        versions = {
            version.sha256: version
            for version in models.SheetVersion.objects.filter(season=self.stored).defer("text")
        }
        known = versions.get(self.folder.sheet_sha256)
        if known is None:
            return len(versions) + 1, Change(kind="sheet", counts=Counts(created=1))
        if self.stored is not None and self.stored.sheet_id == known.pk:
            return known.number, Change(kind="sheet", counts=Counts(left=1))
        return known.number, Change(kind="sheet", counts=Counts(changed=1))

    def _figures(self) -> tuple[Change, ...]:
        changes = []
        for kind, shape, rows_of in STAGED:
            staged = Staged(shape, self.stored.pk if self.stored else 0)
            staged.take_in(rows_of(self.folder.season))
            counts = staged.counts()
            changes.append(Change(kind=kind, counts=counts, examples=_examples(staged, counts)))
        return tuple(changes)


def _examples(staged: Staged, counts: Counts) -> tuple[Example, ...]:
    many = {"created": counts.created, "changed": counts.changed, "removed": counts.removed}
    return tuple(
        _example(staged.shape, step, difference)
        for step, count in many.items()
        if count
        for difference in staged.examples(step)
    )


def _example(shape: Shape, step: str, difference: Difference) -> Example:
    return Example(
        step=step,
        unit=difference.unit,
        **dict(zip(shape.key, difference.key, strict=True)),
        before=_value(shape, difference.before),
        after=_value(shape, difference.after),
    )


def _value(shape: Shape, values: tuple[Any, ...] | None) -> Value:
    """Return what a row of a shape holds: a figure's number or its state, the lead's points."""
    if values is None or not values:
        return None
    if shape is rows.LEAD_POINTS:
        return Fraction(int(values[0]), 100)
    state, number, places, _note = values
    return Fraction(int(number), 10**places) if state == State.REPORTED else State(state)
