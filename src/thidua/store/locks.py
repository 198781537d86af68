"""Locks that a transaction holds until it ends, however it ends."""

import hashlib

from django.db import connection


def hold_cluster(code: str) -> None:
    """Wait for, and hold, the lock on all that a cluster's seasons keep.

    A deed that changes a season takes it first, before it reads: deeds on one cluster then follow
    one another, and units that two of its years share are never made twice.
    """
    _hold(f"cluster:{code}")


def hold_demonstration() -> None:
    """Wait for, and hold, the lock on loading the demonstration."""
    _hold("demonstration")


def _hold(name: str) -> None:
    digest = hashlib.sha256(name.encode()).digest()
    with connection.cursor() as cursor:
        key = int.from_bytes(digest[:8], "big", signed=True)
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
