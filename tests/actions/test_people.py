"""Tries at signing in are counted."""

import datetime as dt

import pytest

from thidua.actions.people import Attempts, forget_attempts, record_attempt
from thidua.store.models import SignInAttempt

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2025, 11, 21, 8, 0, tzinfo=dt.UTC)
HERE, THERE = "10.0.0.1", "10.0.0.2"


def at(minute: int) -> dt.datetime:
    return NOW + dt.timedelta(minutes=minute)


def test_an_attempt_counts_itself_and_those_of_the_last_quarter_of_an_hour():
    for minute in (0, 5, 16):
        record_attempt(login="ha", address=HERE, now=at(minute))
    record_attempt(login="ha", address=THERE, now=at(17))
    assert record_attempt(login="an", address=HERE, now=at(18)) == Attempts(
        of_pair=(at(18),), of_address=(at(5), at(16), at(18))
    )
    assert record_attempt(login=" HA", address=HERE, now=at(19)).of_pair == (
        at(5),
        at(16),
        at(19),
    )


def test_a_right_password_forgets_the_tries_of_its_login_from_its_address():
    record_attempt(login="ha", address=THERE, now=at(0))
    record_attempt(login="ha", address=HERE, now=at(0))
    forget_attempts(login="Ha", address=HERE)
    assert record_attempt(login="ha", address=HERE, now=at(1)).of_pair == (at(1),)
    assert record_attempt(login="ha", address=THERE, now=at(1)).of_pair == (at(0), at(1))


def test_attempts_are_not_kept_for_longer_than_a_day():
    record_attempt(login="ha", address=HERE, now=at(0))
    record_attempt(login="an", address=THERE, now=at(0) + dt.timedelta(days=1, minutes=1))
    assert [attempt.login for attempt in SignInAttempt.objects.all()] == ["an"]


def test_a_login_longer_than_any_is_counted_too():
    typed = "h" * 1_000
    record_attempt(login=typed, address=HERE, now=at(0))
    assert record_attempt(login=typed, address=HERE, now=at(1)).of_pair == (at(0), at(1))
