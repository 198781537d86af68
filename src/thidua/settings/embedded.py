"""Thi Đua on one machine with its embedded PostgreSQL."""

from thidua.settings.base import *  # noqa: F403  # Django's settings build on one another so
from thidua.settings.base import MACHINE
from thidua.store.outside import keys, postgres

SECRET_KEY = MACHINE.secret_key or keys.kept(MACHINE.data / "secret_key")
DATABASES = {"default": postgres.for_django(postgres.address(MACHINE.data))}
