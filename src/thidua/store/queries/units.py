"""The units of a cluster's year."""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from thidua.core.people import Actor
from thidua.core.permissions import DoesNotExist
from thidua.core.rankings.standings import Status
from thidua.store.queries.seasons import the_season

FIELDS = (
    "code",
    "name",
    "short_name",
    "unit_type",
    "status",
    "reason",
    "position",
    "sort_key",
    "search",
)


@frozen(kw_only=True)
class UnitRow:
    """A unit as it was called and typed in a year.

    reason: why it does not compete, where it does not.
    position: its place in the list of units, from 1; sort_key: its place in the alphabet.
    search: its words without marks.
    """

    code: str
    name: str
    short_name: str
    unit_type: str
    status: Status
    reason: str
    position: int
    sort_key: str
    search: str

    @property
    def label(self) -> str:
        """Return the short name, or the name where it has no short one."""
        return self.short_name or self.name


def units_of(cluster: str, year: int, reader: Actor) -> dict[str, UnitRow]:
    """Return the units of a cluster's year by code, in the order of its list. One query.

    Raises DoesNotExist.
    """
    fields = [f"units__{name}" for name in FIELDS]
    rows = the_season(cluster, year, reader).order_by("units__position").values(*fields)
    units = [{name: row[f"units__{name}"] for name in FIELDS} for row in rows]
    if not units:
        raise DoesNotExist
    return {unit["code"]: unit_row(unit) for unit in units if unit["code"] is not None}


def unit_row(values: Mapping[str, Any]) -> UnitRow:
    """Return a unit from its fields by name."""
    return UnitRow(**{**values, "status": Status(values["status"])})
