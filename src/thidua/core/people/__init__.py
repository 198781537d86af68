"""People: who acts and reads, in which part, and what that lets them do."""

from thidua.core.people.actors import OPERATOR, Actor, Membership, Role
from thidua.core.people.rights import may_compute, may_import, may_read

__all__ = [
    "OPERATOR",
    "Actor",
    "Membership",
    "Role",
    "may_compute",
    "may_import",
    "may_read",
]
