"""The brake on signing in: how often a login may be tried from one address."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

from thidua.core.permissions import ALLOWED, Verdict, refuse

WITHIN: Final = dt.timedelta(minutes=15)
TRIES: Final = 5
TRIES_OF_ADDRESS: Final = 40  # a whole office may sit behind one address


def may_try(
    *, of_pair: Sequence[dt.datetime], of_address: Sequence[dt.datetime], now: dt.datetime
) -> Verdict:
    """Five wrong passwords within fifteen minutes close a login for that address.

    of_pair, of_address: the tries so far, oldest first, the one at hand included; a right
    password has wiped those before it. Tries made while it is closed keep it closed.
    Refuses with too_many_tries (minutes: how long to wait, at least 1).
    """
    waits = (_wait(of_pair, TRIES, now), _wait(of_address, TRIES_OF_ADDRESS, now))
    wait = max(waits)
    if wait <= dt.timedelta():
        return ALLOWED
    return refuse("too_many_tries", minutes=-(-wait // dt.timedelta(minutes=1)))


def tries_left(of_pair: Sequence[dt.datetime]) -> int:
    """Return how many more wrong passwords are forgiven after the tries so far."""
    return max(0, TRIES - len(of_pair))


def _wait(tries: Sequence[dt.datetime], allowed: int, now: dt.datetime) -> dt.timedelta:
    """Return how long until fewer than the allowed tries lie within the span."""
    if len(tries) <= allowed:
        return dt.timedelta()
    return tries[-allowed] + WITHIN - now
