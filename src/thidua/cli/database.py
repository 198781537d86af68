"""The database up, for the commands that need it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings

from thidua.cli.obstacles import told
from thidua.store import migrating
from thidua.store.outside import postgres


@contextmanager
def database() -> Iterator[None]:
    """Have the database up with its tables up to date; one line and code 2 when that cannot be.

    The embedded PostgreSQL is started, or joined when it runs; a named server is checked.
    """
    with told(), postgres.up(settings.MACHINE.data, settings.MACHINE.database):
        migrating.migrate()
        yield
