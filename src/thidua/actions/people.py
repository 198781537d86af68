"""What people do to get in."""

import datetime as dt
from typing import Final

from attrs import frozen

from thidua.core.people.sign_ins import WITHIN
from thidua.store.models import Person, SignInAttempt

KEPT: Final = dt.timedelta(days=1)
LONGEST: Final = 150


@frozen
class Attempts:
    """When passwords were tried lately, oldest first, the newest included.

    of_pair: for one login from one address; of_address: for any login from that address.
    """

    of_pair: tuple[dt.datetime, ...]
    of_address: tuple[dt.datetime, ...]


def record_attempt(*, login: str, address: str, now: dt.datetime) -> Attempts:
    """Save that a password is tried, and return the attempts of the last quarter of an hour.

    The attempt is committed before the others are counted, so that of tries made at once the last
    one counts them all. However a login is typed, it is the same login.
    """
    said = _plain(login)
    SignInAttempt.objects.create(login=said, address=address, tried_at=now)
    SignInAttempt.objects.filter(tried_at__lt=now - KEPT).delete()
    lately = SignInAttempt.objects.filter(address=address, tried_at__gt=now - WITHIN)
    tries = lately.order_by("tried_at", "pk").values_list("login", "tried_at")
    return Attempts(
        of_pair=tuple(tried_at for tried, tried_at in tries if tried == said),
        of_address=tuple(tried_at for _tried, tried_at in tries),
    )


def forget_attempts(*, login: str, address: str) -> None:
    """Forget the attempts of a login from an address, after a right password."""
    SignInAttempt.objects.filter(login=_plain(login), address=address).delete()


def _plain(login: str) -> str:

    return Person.plain_login(login)[:LONGEST]
