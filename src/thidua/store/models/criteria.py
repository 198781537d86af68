"""Criteria sheets as adopted, and what the checker found."""

from typing import ClassVar

from django.db import models

from thidua.core.criteria import Severity
from thidua.store.models.constraints import (
    SHA256_LENGTH,
    choices,
    composed,
    hash_of_text,
    not_empty,
    one_of,
)
from thidua.store.models.seasons import Season


class SheetVersion(models.Model):
    """A criteria sheet as its text; a version once saved never changes (a trigger holds it)."""

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="sheets")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=SHA256_LENGTH)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "number"], name="sheetversion_number_once"),
            models.UniqueConstraint(fields=["season", "sha256"], name="sheetversion_text_once"),
            models.CheckConstraint(
                name="sheetversion_number_from_one", condition=models.Q(number__gte=1)
            ),
            hash_of_text("sheetversion", "text"),
        ]

    def __str__(self) -> str:
        return f"{self.season_id}/{self.number}"


class Finding(models.Model):
    """What the checker said of the last imported folder, in its order.

    facts: plain values; a fraction is {"fraction": [numerator, denominator]}, a day {"day": "…"}.
    """

    season = models.ForeignKey(Season, on_delete=models.PROTECT, related_name="findings")
    position = models.PositiveIntegerField()
    severity = models.CharField(max_length=10, choices=choices(Severity))
    file = models.CharField(max_length=200, blank=True)
    row = models.PositiveIntegerField()
    code = models.CharField(max_length=80)
    facts = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season", "position"], name="finding_position_once"),
            composed("finding", "file", "code"),
            not_empty("finding", "code"),
            one_of("finding", "severity", Severity),
        ]

    def __str__(self) -> str:
        return f"{self.file}:{self.row}: {self.code}"
