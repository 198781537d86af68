"""Who acts or reads, as plain facts."""

from enum import StrEnum
from typing import Final

from attrs import frozen


class Role(StrEnum):
    """The part that a person has in a cluster."""

    SECRETARIAT = "secretariat"  # keeps the cluster's sheet and figures
    OFFICER = "officer"  # reports for one unit
    LEADER = "leader"  # looks on, decides


@frozen
class Membership:
    """One part of a person in one cluster; unit is the code of an officer's unit, else ""."""

    cluster: str
    role: Role
    unit: str = ""


@frozen
class Actor:
    """Who acts or reads.

    person: key of the person; None for the command line.
    name: what they are called, "" for the command line.
    memberships: the parts they have in clusters.
    operator: the command line of the machine itself, which may do everything.
    """

    person: int | None
    name: str = ""
    memberships: tuple[Membership, ...] = ()
    operator: bool = False

    @property
    def clusters(self) -> frozenset[str]:
        """Return the codes of the clusters that they belong to."""
        return frozenset(membership.cluster for membership in self.memberships)

    def holds(self, role: Role, *, cluster: str) -> bool:
        """Return whether they have this part in the cluster."""
        return any(m.role is role and m.cluster == cluster for m in self.memberships)


OPERATOR: Final = Actor(person=None, operator=True)
