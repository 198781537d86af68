"""Thi Đua for an office: a PostgreSQL server, and HTTPS where the machine says so."""

from django.utils.functional import lazy

from thidua.settings.base import *  # noqa: F403  # Django's settings build on one another so
from thidua.settings.base import MACHINE
from thidua.store.outside import keys, postgres

# Read when it is first used, so that a command without pages leaves no key behind.
kept_key = lazy(keys.kept, str)

SECRET_KEY = MACHINE.secret_key or kept_key(MACHINE.data / "secret_key")
DATABASES = {"default": postgres.for_django(MACHINE.database or {})}

SESSION_COOKIE_SECURE = MACHINE.https
CSRF_COOKIE_SECURE = MACHINE.https
LANGUAGE_COOKIE_SECURE = MACHINE.https
SECURE_SSL_REDIRECT = MACHINE.https
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if MACHINE.https else None
SECURE_HSTS_SECONDS = 31_536_000 if MACHINE.https else 0
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in MACHINE.allowed_hosts if MACHINE.https]
# What other names under the office's domain do is for the office to say, not for Thi Đua.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
