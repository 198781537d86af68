"""A cluster's year, its units and the files it came from."""

from typing import ClassVar

from django.db import models

from thidua.core.rankings.standings import Status
from thidua.store.models.clusters import Cluster
from thidua.store.models.constraints import (
    SHA256_LENGTH,
    choices,
    composed,
    hash_of_bytes,
    not_empty,
    one_of,
)
from thidua.store.models.units import Unit


class Season(models.Model):
    """A cluster's year.

    sheet: the version of the criteria sheet in force.
    periods: keys of the periods that figures are reported for, in their order; empty for none.
    errors, warnings: how many findings of each kind the last import left.
    changed_at: when anything of it last changed; importing the same folder again does not.
    """

    cluster = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="seasons")
    year = models.PositiveSmallIntegerField()
    title = models.TextField()
    made_up = models.BooleanField(default=False)
    source = models.TextField(blank=True)
    periods = models.JSONField(default=list, blank=True)
    sheet = models.ForeignKey(
        "store.SheetVersion", on_delete=models.PROTECT, related_name="+", null=True
    )
    errors = models.PositiveIntegerField(default=0)
    warnings = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["cluster", "year"], name="season_once_a_year"),
            composed("season", "title", "source"),
            not_empty("season", "title"),
            models.CheckConstraint(
                name="season_year_is_plausible", condition=models.Q(year__range=(1945, 2200))
            ),
        ]

    def __str__(self) -> str:
        return self.title


class SeasonUnit(models.Model):
    """A unit in a year: how it was called and typed then, and whether it took part.

    code: its key in the season's files.
    position: its place in the list of units, from 1.
    search: its words without marks, for finding it.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="units")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="seasons")
    code = models.CharField(max_length=80)
    name = models.TextField()
    short_name = models.TextField(blank=True)
    unit_type = models.TextField(blank=True)
    status = models.CharField(
        max_length=20, choices=choices(Status), default=Status.COMPETING.value
    )
    reason = models.TextField(blank=True)
    position = models.PositiveIntegerField()
    sort_key = models.TextField(db_collation="C")
    search = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "code"], name="seasonunit_code_once"),
            models.UniqueConstraint(fields=["season", "unit"], name="seasonunit_unit_once"),
            models.UniqueConstraint(
                fields=["season", "position"],
                name="seasonunit_position_once",
                deferrable=models.Deferrable.DEFERRED,
            ),
            composed("seasonunit", "code", "name", "short_name", "unit_type", "reason"),
            not_empty("seasonunit", "code", "name"),
            one_of("seasonunit", "status", Status),
        ]

    def __str__(self) -> str:
        return self.name


class SeasonFile(models.Model):
    """A file of the folder that a season was last imported from, as it was."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=200)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=SHA256_LENGTH)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "name"], name="seasonfile_name_once"),
            not_empty("seasonfile", "name"),
            hash_of_bytes("seasonfile", "content"),
        ]

    def __str__(self) -> str:
        return self.name
