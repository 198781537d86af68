"""Units that compete, whatever the year."""

from typing import ClassVar

from django.db import models

from thidua.store.models.clusters import Cluster
from thidua.store.models.constraints import composed, not_empty


class Unit(models.Model):
    """A unit as it is called now; what a year called it stands in SeasonUnit.

    home: the cluster that entered it; two clusters may both have a unit "U1".
    """

    home = models.ForeignKey(Cluster, on_delete=models.PROTECT, related_name="units")
    code = models.CharField(max_length=80)
    name = models.TextField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["home", "code"], name="unit_code_once"),
            composed("unit", "code", "name"),
            not_empty("unit", "code", "name"),
        ]

    def __str__(self) -> str:
        return self.name
