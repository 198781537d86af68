"""Results: points, grades and places, frozen with what they were computed from."""

from typing import ClassVar

from django.db import models

from thidua.store.models.constraints import SHA256_LENGTH, hash_of_bytes
from thidua.store.models.criteria import SheetVersion
from thidua.store.models.people import Person
from thidua.store.models.seasons import Season


class Result(models.Model):
    """An edition of a season's result; once saved it never changes (a trigger holds it).

    snapshot: the frozen bytes (core/rankings/freezing); sha256 is their hash.
    units: code -> the names, type and status that the units had, for the pages.
    computed_by: None for the command line.
    provisional: whether any total may still change.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="results")
    edition = models.PositiveIntegerField()
    sheet = models.ForeignKey(SheetVersion, on_delete=models.PROTECT, related_name="results")
    snapshot = models.BinaryField()
    sha256 = models.CharField(max_length=SHA256_LENGTH, db_index=True)
    units = models.JSONField()
    provisional = models.BooleanField()
    computed_at = models.DateTimeField()
    computed_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "edition"], name="result_edition_once"),
            models.CheckConstraint(
                name="result_edition_from_one", condition=models.Q(edition__gte=1)
            ),
            hash_of_bytes("result", "snapshot"),
        ]

    def __str__(self) -> str:
        return f"{self.season_id}/{self.edition}"
