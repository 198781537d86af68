"""Who a signed-in person is, and what holds a query to what its reader may read."""

from typing import Any

from django.db.models import Q

from thidua.core.people import DEMO_ACCOUNTS, Actor, DemoAccount, Membership, Role
from thidua.core.permissions import DoesNotExist
from thidua.store.models import Person


def actor_of(person: int) -> Actor:
    """Return the actor that a person is. One query. Raises DoesNotExist for one shut out."""
    rows: list[Any] = list(
        Person.objects.filter(pk=person, is_active=True)
        .order_by("memberships__pk")
        .values(
            "name",
            "login",
            "memberships__cluster__code",
            "memberships__role",
            "memberships__unit__code",
        )
    )
    if not rows:
        raise DoesNotExist
    parts = tuple(
        Membership(
            cluster=row["memberships__cluster__code"],
            role=Role(row["memberships__role"]),
            unit=row["memberships__unit__code"] or "",
        )
        for row in rows
        if row["memberships__role"] is not None
    )
    return Actor(person=person, name=rows[0]["name"] or rows[0]["login"], memberships=parts)


def readable(reader: Actor, *, path: str = "") -> Q:
    """Return what holds a query to the clusters of its reader; path leads to the cluster.

    The same rule as core's may_read, as a condition; a test holds the two equal.
    """
    if reader.operator:
        return Q()
    return Q(**{f"{path}code__in": sorted(reader.clusters)})


def demonstration_accounts() -> tuple[DemoAccount, ...]:
    """Return the accounts of the demonstration that are loaded here. One query."""
    logins = [account.login for account in DEMO_ACCOUNTS]
    loaded = set(
        Person.objects.filter(login__in=logins, is_active=True).values_list("login", flat=True)
    )
    return tuple(account for account in DEMO_ACCOUNTS if account.login in loaded)
