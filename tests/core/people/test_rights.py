"""Who may do what, as plain facts."""

import pytest

from thidua.core.people import (
    OPERATOR,
    Actor,
    Membership,
    Role,
    may_compute,
    may_import,
    may_read,
)
from thidua.core.permissions import ALLOWED, Refused, refuse


def person(*memberships: Membership) -> Actor:
    return Actor(person=1, name="Hà", memberships=memberships)


SECRETARIAT = person(Membership("cum-2", Role.SECRETARIAT))
OFFICER = person(Membership("cum-2", Role.OFFICER, unit="U1"))
LEADER = person(Membership("cum-2", Role.LEADER))
ELSEWHERE = person(Membership("cum-3", Role.SECRETARIAT))


@pytest.mark.parametrize("actor", [SECRETARIAT, OFFICER, LEADER, OPERATOR])
def test_everybody_of_a_cluster_may_read_it(actor):
    assert may_read(actor, cluster="cum-2")


@pytest.mark.parametrize("actor", [ELSEWHERE, person()])
def test_nobody_else_may_read_it(actor):
    assert may_read(actor, cluster="cum-2") == refuse("not_a_member", cluster="cum-2")


@pytest.mark.parametrize("may", [may_import, may_compute])
@pytest.mark.parametrize("actor", [OFFICER, LEADER, ELSEWHERE, person()])
def test_only_the_secretariat_and_the_command_line_keep_a_season(may, actor):
    assert may(SECRETARIAT, cluster="cum-2") == ALLOWED
    assert may(OPERATOR, cluster="cum-2") == ALLOWED
    with pytest.raises(Refused) as refused:
        may(actor, cluster="cum-2").enforce()
    assert (refused.value.code, refused.value.facts) == ("not_secretariat", {"cluster": "cum-2"})


def test_what_is_allowed_can_be_enforced():
    assert ALLOWED.enforce() is None
    assert ALLOWED
