"""People: who acts and reads, in which part, and what that lets them do."""

from thidua.core.people.actors import OPERATOR, Actor, Membership, Role
from thidua.core.people.demonstration import DEMO_ACCOUNTS, DemoAccount
from thidua.core.people.rights import may_compute, may_import, may_read

__all__ = [
    "DEMO_ACCOUNTS",
    "OPERATOR",
    "Actor",
    "DemoAccount",
    "Membership",
    "Role",
    "may_compute",
    "may_import",
    "may_read",
]
