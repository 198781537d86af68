"""The demonstration: two years that can be looked at, and people to sign in as."""

import time

import pytest
from django.contrib.auth import authenticate

from makers import NOW
from thidua.actions.seasons import load_demonstration
from thidua.core.people import OPERATOR, Role
from thidua.core.rankings import Status
from thidua.store.invariants import violations
from thidua.store.models import Membership, Person, Result
from thidua.store.queries.clusters import clusters_of
from thidua.store.queries.criteria import findings_of
from thidua.store.queries.people import actor_of, demonstration_accounts
from thidua.store.queries.scoring import latest_result

pytestmark = pytest.mark.django_db


def test_it_shows_a_real_year_and_one_that_says_it_is_made_up():
    load_demonstration(now=NOW)
    years = [year for cluster in clusters_of(OPERATOR) for year in cluster.years]
    assert [(y.cluster.code, y.year, y.made_up, y.errors) for y in years] == [
        ("cong-an-xa", 2025, False, 1),
        ("khoi-truong-pho-thong", 2025, True, 0),
    ]
    assert list(violations()) == []


def test_the_made_up_year_shows_what_the_real_one_does_not():
    load_demonstration(now=NOW)
    result = latest_result("khoi-truong-pho-thong", 2025, OPERATOR)
    assert findings_of("khoi-truong-pho-thong", 2025, OPERATOR) == ()
    places = {standing.unit: standing.place for standing in result.frozen.standings}
    assert (places["T1"], places["T8"]) == (1, None)
    assert result.units["T8"].status is Status.WITHDRAWN
    assert len({standing.grade for standing in result.frozen.standings}) > 3
    assert result.provisional


def test_everybody_can_sign_in_and_has_a_part():
    accounts = load_demonstration(now=NOW)
    for account in accounts:
        person = authenticate(username=account.login, password=account.password)
        assert person is not None
        actor = actor_of(person.pk)
        assert {part.role for part in actor.memberships} == {account.role}
    assert {account.role for account in accounts} == set(Role)
    assert demonstration_accounts() == accounts


def test_loading_it_again_changes_nothing_and_is_quick():
    load_demonstration(now=NOW)
    counts = [model.objects.count() for model in (Person, Membership, Result)]
    began = time.perf_counter()
    load_demonstration(now=NOW.replace(hour=20))
    assert time.perf_counter() - began < 0.5
    assert [model.objects.count() for model in (Person, Membership, Result)] == counts


def test_a_password_that_somebody_changed_stays_theirs():
    (first, *_rest) = load_demonstration(now=NOW)
    person = Person.objects.get(login=first.login)
    person.set_password("mat-khau-moi-cua-toi")
    person.save()
    load_demonstration(now=NOW)
    assert authenticate(username=first.login, password="mat-khau-moi-cua-toi") == person
