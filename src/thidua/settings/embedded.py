"""Thi Đua on one machine with its embedded PostgreSQL."""

from django.utils.functional import lazy

from thidua.settings.base import *  # noqa: F403  # Django's settings build on one another so
from thidua.settings.base import MACHINE
from thidua.store.outside import keys, postgres

# Read when it is first used, so that a command without pages leaves no key behind.
kept_key = lazy(keys.kept, str)

SECRET_KEY = MACHINE.secret_key or kept_key(MACHINE.data / "secret_key")
DATABASES = {"default": postgres.for_django(postgres.address(MACHINE.data))}
