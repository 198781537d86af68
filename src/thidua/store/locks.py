"""Locks that a transaction holds until it ends, however it ends."""

import hashlib

from django.db import connection


def hold_cluster(code: str) -> None:
    """Wait for, and hold, the lock on all that a cluster's seasons keep.

    A deed that changes a season takes it first, before it reads: deeds on one cluster then follow
    one another, and units that two of its years share are never made twice.
    """
    digest = hashlib.sha256(f"cluster:{code}".encode()).digest()
    key = int.from_bytes(digest[:8], signed=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])
