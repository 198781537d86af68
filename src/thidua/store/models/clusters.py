"""Emulation clusters and blocks, whatever the year."""

from typing import ClassVar

from django.db import models

from thidua.store.models.constraints import composed, not_empty


class Cluster(models.Model):
    """A cluster; its code is its address, for a number alone names many clusters."""

    code = models.SlugField(max_length=80, unique=True)
    name = models.TextField()
    organiser = models.TextField(blank=True)
    level = models.TextField(blank=True)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    sort_key = models.TextField(db_collation="C")

    class Meta:
        constraints: ClassVar = [
            composed("cluster", "name", "organiser", "level"),
            not_empty("cluster", "code", "name"),
            models.CheckConstraint(
                name="cluster_code_is_slug",
                condition=models.Q(code__regex=r"^[a-z0-9]+(-[a-z0-9]+)*$"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
