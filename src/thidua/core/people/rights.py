"""What a person may do, asked alike by the page that offers it and the deed that does it."""

from thidua.core.people.actors import Actor, Role
from thidua.core.permissions import ALLOWED, Verdict, refuse


def may_read(actor: Actor, *, cluster: str) -> Verdict:
    """Everybody with a part in a cluster may read its years; nobody else may."""
    if actor.operator or cluster in actor.clusters:
        return ALLOWED
    return refuse("not_a_member", cluster=cluster)


def may_import(actor: Actor, *, cluster: str) -> Verdict:
    """The secretariat of a cluster may import its seasons."""
    return _keeps(actor, cluster)


def may_compute(actor: Actor, *, cluster: str) -> Verdict:
    """The secretariat of a cluster may compute its results."""
    return _keeps(actor, cluster)


def _keeps(actor: Actor, cluster: str) -> Verdict:
    if actor.operator or actor.holds(Role.SECRETARIAT, cluster=cluster):
        return ALLOWED
    return refuse("not_secretariat", cluster=cluster)
