"""One real PostgreSQL for a test run, started when the first test asks for a database."""

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

import hypothesis
import psycopg
import pytest

# A worker of a parallel run shares the folder, and so the server, of the process that started it.
IS_WORKER = "PYTEST_XDIST_WORKER" in os.environ
if IS_WORKER:
    DATA = Path(os.environ["THIDUA_DATA"])
else:
    # Short, for socket paths are bounded, and open to the user that PostgreSQL runs as.
    DATA = Path(tempfile.mkdtemp(prefix="thidua-tests-"))
    DATA.chmod(0o711)
for name in [name for name in os.environ if name.startswith("THIDUA_")]:
    if not name.startswith("THIDUA_TEST_"):
        del os.environ[name]
SERVER = os.environ.get("THIDUA_TEST_DATABASE_URL", "")
if SERVER:
    os.environ["THIDUA_DATABASE_URL"] = SERVER
os.environ["THIDUA_DATA"] = str(DATA)
os.environ["DJANGO_SETTINGS_MODULE"] = (
    "thidua.settings.production" if SERVER else "thidua.settings.embedded"
)
# Playwright's synchronous driver keeps an event loop in this thread; Django would refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from django.conf import settings  # noqa: E402  # the environment comes first

from thidua.store.outside import locks, postgres, postmaster  # noqa: E402  # the same

# A shared machine may be slow; `make thorough` runs many more examples of every property.
hypothesis.settings.register_profile("ordinary", deadline=None)
hypothesis.settings.register_profile("thorough", deadline=None, max_examples=1_500)
hypothesis.settings.load_profile("ordinary")

LOOPBACK = {"127.0.0.1", "::1", "localhost", "0.0.0.0", ""}
AN_HOUR = 3_600
# Written without waiting for the disk: what a crash could lose here is a test.
QUICK = {"fsync": "off", "full_page_writes": "off", "synchronous_commit": "off"}


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
    settings.WHITENOISE_USE_FINDERS = True
    _forget_killed_runs()


def _forget_killed_runs():
    """Stop the servers of test runs that were killed over an hour ago, and drop their folders."""
    for folder in DATA.parent.glob("thidua-tests-*"):
        if not folder.exists() or time.time() - folder.stat().st_mtime < AN_HOUR:
            continue
        with locks.opened(folder / "postgres.users") as users:
            if locks.alone(users):
                left_over = postmaster.left_over(folder / "postgres")
                if left_over is not None:
                    postmaster.stop(left_over)
                shutil.rmtree(folder, ignore_errors=True)


def pytest_unconfigure(config):
    if not IS_WORKER:
        shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server():
    """Connection parameters of the run's PostgreSQL."""
    if SERVER:
        yield settings.MACHINE.database
        return
    with postgres.running(DATA, options=QUICK):
        with psycopg.connect(**postgres.owner_address(DATA), autocommit=True) as connection:
            connection.execute("SELECT pg_advisory_lock(1)")
            connection.execute("ALTER ROLE thidua CREATEDB")
        yield postgres.address(DATA)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(postgres_server, django_db_modify_db_settings_parallel_suffix):
    """pytest-django asks for this before it makes the test database."""


@pytest.fixture(scope="session")
def django_db_keepdb():
    """The embedded server is thrown away whole; a live server's thread may still hold it open."""
    return not SERVER


@pytest.fixture
def data_folder():
    """A data folder of its own for a Thi Đua that a test starts; nothing survives in it."""
    folder = Path(tempfile.mkdtemp(prefix="data-", dir=DATA))
    yield folder
    left_over = postmaster.left_over(folder / "postgres")
    if left_over is not None:
        postmaster.stop(left_over)
