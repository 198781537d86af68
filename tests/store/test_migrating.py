import threading

import psycopg
import pytest
from django.db import connection

from thidua.store import migrating
from thidua.store.outside.obstacles import Obstacle

LOCK = int.from_bytes(b"thidua")


@pytest.fixture
def elsewhere(postgres_server, transactional_db):
    """A connection of another process to the same database."""
    name = {"dbname": connection.settings_dict["NAME"]}
    with psycopg.connect(**dict(postgres_server) | name, autocommit=True) as other:
        yield other


def in_a_thread():
    thread = threading.Thread(target=migrating.migrate)
    thread.start()
    return thread


def test_who_comes_second_waits_for_the_first(elsewhere):
    elsewhere.execute("SELECT pg_advisory_lock(%s)", [LOCK])
    second = in_a_thread()
    second.join(timeout=1)
    assert second.is_alive()
    elsewhere.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    second.join(timeout=30)
    assert not second.is_alive()


def test_the_lock_is_let_go_at_the_end(elsewhere):
    in_a_thread().join(timeout=30)
    assert elsewhere.execute("SELECT pg_try_advisory_lock(%s)", [LOCK]).fetchone() == (True,)


def test_tables_that_a_newer_program_made_are_left_alone(elsewhere):
    name = "9999_from_the_future"
    elsewhere.execute(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('store', %s, now())", [name]
    )
    try:
        with pytest.raises(Obstacle) as refusal:
            migrating.migrate()
    finally:
        elsewhere.execute("DELETE FROM django_migrations WHERE name = %s", [name])
    assert refusal.value.code == "newer_data"
    assert refusal.value.facts == {"name": name}
