"""One real PostgreSQL for a test run, started when the first test asks for a database."""

import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psycopg
import pytest

# The folder is short (socket paths are bounded) and open to the user that PostgreSQL runs as.
DATA = Path(tempfile.mkdtemp(prefix="thidua-tests-"))
DATA.chmod(0o711)
for name in [name for name in os.environ if name.startswith("THIDUA_")]:
    if not name.startswith("THIDUA_TEST_"):
        del os.environ[name]
os.environ["THIDUA_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.settings.embedded"
# Playwright's synchronous driver keeps an event loop in this thread; Django would refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from django.conf import settings  # noqa: E402  # the environment comes first

from thidua.store.outside import postgres  # noqa: E402  # the environment comes first

LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0", ""}


def _only_loopback(event, arguments):
    if event == "socket.connect":
        _socket, address = arguments
        if isinstance(address, tuple) and address[0] not in LOOPBACK:
            raise PermissionError(f"a test must not reach {address}")


sys.addaudithook(_only_loopback)


def pytest_configure(config):
    """Static files come from their folders and connections are not pooled in tests."""
    settings.STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
    }
    settings.DATABASES["default"]["OPTIONS"].pop("pool", None)
    settings.WHITENOISE_AUTOREFRESH = True


def pytest_unconfigure(config):
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server():
    """The run's PostgreSQL. Written without waiting for the disk: what is lost is a test."""
    quick = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}
    with ExitStack() as stack:
        stack.enter_context(postgres.running(DATA, options=quick))
        owner = postgres.address(DATA) | {"user": "postgres", "dbname": "postgres"}
        with psycopg.connect(**owner, autocommit=True) as connection:
            connection.execute("ALTER ROLE thidua CREATEDB")
        yield postgres.address(DATA)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(postgres_server):
    """pytest-django asks for this before it makes the test database."""
