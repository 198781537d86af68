"""Django with its database up, for the commands that need them."""

from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.conf import settings
from rich.console import Console

from thidua.cli.obstacles import sentence
from thidua.store.outside import postgres
from thidua.store.outside.obstacles import Obstacle


@contextmanager
def database() -> Iterator[None]:
    """Have Django set up and its database up; one line and exit code 2 when that cannot be."""
    try:
        with postgres.up(settings.MACHINE.data, settings.MACHINE.database):
            django.setup()
            yield
    except Obstacle as obstacle:
        Console(stderr=True, soft_wrap=True, highlight=False, markup=False).print(
            sentence(obstacle)
        )
        raise SystemExit(2) from None
