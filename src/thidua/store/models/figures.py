"""What units report, a row a cell."""

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from thidua.core.figures import State
from thidua.store.models.constraints import choices, composed, not_empty, one_of
from thidua.store.models.seasons import SeasonUnit

DIGITS: Final = 100
PLACES: Final = 60


class Figure(models.Model):
    """A cell: one indicator of one criterion, for one unit and period; no row means blank.

    number, places: the value is number / 10**places; both 0 where nothing is reported.
    period: "" for the year.
    file, row: where it stands in the season's files; source, note: what the file said of it.
    """

    season_unit = models.ForeignKey(SeasonUnit, on_delete=models.PROTECT, related_name="figures")
    criterion = models.CharField(max_length=80)
    indicator = models.CharField(max_length=80, blank=True)
    period = models.CharField(max_length=80, blank=True)
    state = models.PositiveSmallIntegerField(choices=choices(State))
    number = models.DecimalField(max_digits=DIGITS, decimal_places=0, default=0)
    places = models.PositiveSmallIntegerField(default=0)
    file = models.CharField(max_length=200, blank=True)
    row = models.PositiveIntegerField(default=0)
    source = models.TextField(blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["season_unit", "criterion", "indicator", "period"], name="figure_cell_once"
            ),
            composed("figure", "criterion", "indicator", "period", "file", "source", "note"),
            not_empty("figure", "criterion"),
            one_of("figure", "state", State),
            models.CheckConstraint(
                name="figure_number_only_when_reported",
                condition=Q(state=State.REPORTED.value) | Q(number=0, places=0),
            ),
            models.CheckConstraint(name="figure_places_are_few", condition=Q(places__lte=PLACES)),
        ]

    def __str__(self) -> str:
        return f"{self.criterion} {self.indicator} {self.period}".strip()


class Unassigned(models.Model):
    """A criterion, or a whole section, that was never given to a unit."""

    season_unit = models.ForeignKey(SeasonUnit, on_delete=models.PROTECT, related_name="unassigned")
    criterion = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season_unit", "criterion"], name="unassigned_once"),
            composed("unassigned", "criterion"),
            not_empty("unassigned", "criterion"),
        ]

    def __str__(self) -> str:
        return self.criterion


class LeadPoints(models.Model):
    """The points that the cluster's lead entered beside the unit's own; shown, never counted.

    points: hundredths of a point.
    """

    season_unit = models.ForeignKey(
        SeasonUnit, on_delete=models.PROTECT, related_name="lead_points"
    )
    criterion = models.CharField(max_length=80)
    points = models.DecimalField(max_digits=DIGITS, decimal_places=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["season_unit", "criterion"], name="leadpoints_once"),
            composed("leadpoints", "criterion"),
            not_empty("leadpoints", "criterion"),
        ]

    def __str__(self) -> str:
        return self.criterion
