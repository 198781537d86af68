"""A restart of PostgreSQL costs the request that it hits, and none after it."""

import os
import subprocess
import sys

import pytest

pytestmark = pytest.mark.slow

SCRIPT = """
import sys
from pathlib import Path
import django
from django.conf import settings
from django.db import close_old_connections, connection
from thidua.store.outside import postgres

data = settings.MACHINE.data


def request():
    close_old_connections()  # as Django does when a request begins and when it ends
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid(), pg_postmaster_start_time()")
            return cursor.fetchone()
    finally:
        close_old_connections()


django.setup()
seen = []
for _start in range(2):
    with postgres.running(data):
        seen += [request() for _again in range(3)]
(first, *_), second = seen[:3], seen[3:]
assert connection.pool is not None
assert len({started for _pid, started in seen}) == 2, seen
assert first[0] not in {pid for pid, _started in second}, seen
print("recovered")
"""


def test_connections_in_the_pool_recover_from_a_restart(tmp_path):
    data = tmp_path / "d"
    known = {name: value for name, value in os.environ.items() if "THIDUA" not in name}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env=known
        | {"THIDUA_DATA": str(data), "DJANGO_SETTINGS_MODULE": "thidua.settings.embedded"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("recovered\n", 0), done.stderr
