import datetime as dt

import pytest

from thidua.core.people.sign_ins import TRIES, TRIES_OF_ADDRESS, WITHIN, may_try, tries_left

NOW = dt.datetime(2025, 11, 21, 9, 0, tzinfo=dt.UTC)


def minutes_ago(*minutes):
    return [NOW - dt.timedelta(minutes=ago) for ago in minutes]


@pytest.mark.parametrize(
    ("tries", "wait"),
    [
        pytest.param(minutes_ago(0), 0, id="the first"),
        pytest.param(minutes_ago(4, 3, 2, 1, 0), 0, id="the fifth"),
        pytest.param(minutes_ago(4, 3, 2, 1, 0, 0), 12, id="the sixth"),
        pytest.param(minutes_ago(14, 3, 2, 1, 1, 0), 12, id="an old one first"),
        pytest.param(minutes_ago(0, 0, 0, 0, 0, 0), 15, id="all at once"),
    ],
)
def test_five_tries_in_a_quarter_of_an_hour_and_then_a_wait(tries, wait):
    verdict = may_try(of_pair=tries, of_address=tries, now=NOW)
    assert bool(verdict) == (wait == 0)
    assert verdict.facts.get("minutes", 0) == wait


def test_a_refusal_never_says_to_wait_no_minutes():
    late = [NOW - WITHIN + dt.timedelta(seconds=1)] * TRIES + [NOW]
    verdict = may_try(of_pair=late, of_address=(), now=NOW)
    assert verdict.code == "too_many_tries"
    assert verdict.facts["minutes"] == 1


def test_one_address_cannot_try_many_logins():
    tries = [NOW] * (TRIES_OF_ADDRESS + 1)
    assert may_try(of_pair=[NOW], of_address=tries[1:], now=NOW)
    assert not may_try(of_pair=[NOW], of_address=tries, now=NOW)


def test_tries_left_never_fall_below_none():
    assert [tries_left([NOW] * tried) for tried in (1, 5, 9)] == [4, 0, 0]
