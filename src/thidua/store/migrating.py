"""Bringing the tables up to date, one process at a time."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from thidua.store.outside.obstacles import Obstacle

_LOCK: Final = 0x7468_6964_7561  # "thidua", the key of the advisory lock


def migrate() -> None:
    """Apply the migrations that are missing; other processes wait for the one that does it.

    Raises Obstacle newer_data: a newer Thi Đua has used this database.
    """
    try:
        with _alone():
            executor = MigrationExecutor(connection)
            _refuse_newer(executor)
            if executor.migration_plan(executor.loader.graph.leaf_nodes()):
                call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()


def _refuse_newer(executor: MigrationExecutor) -> None:
    known = set(executor.loader.disk_migrations or ())
    for app, name in sorted(set(executor.loader.applied_migrations) - known):
        if app == "store":
            raise Obstacle("newer_data", name=name)


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
