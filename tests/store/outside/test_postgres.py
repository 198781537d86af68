import contextlib
import os
import signal
import socket
import threading
import time
from pathlib import Path

import psutil
import psycopg
import pytest

from thidua.store.outside import locks, postgres, postmaster
from thidua.store.outside.obstacles import Obstacle

pytestmark = pytest.mark.slow


def ask(data, question="SELECT current_user"):
    with psycopg.connect(**postgres.address(data)) as connection:
        answer = connection.execute(question)
        while answer.nextset():
            pass
        return answer.fetchone()[0]


def postmasters(data):
    """The postmasters whose cluster is in the folder: their working folder says it."""
    found = {}
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.name() == "postgres" and process.cwd() == str(data / "postgres"):
                found[process] = process.ppid()
    own = {process.pid for process in found}
    return [process for process, parent in found.items() if parent not in own]


def test_it_starts_answers_as_an_ordinary_role_and_stops(data_folder):
    with postgres.running(data_folder):
        assert ask(data_folder) == "thidua"
        assert ask(data_folder, "SELECT rolsuper FROM pg_roles WHERE rolname = 'thidua'") is False
        assert len(postmasters(data_folder)) == 1
    assert postmasters(data_folder) == []


def test_what_is_confirmed_is_on_the_disk(data_folder):
    with postgres.running(data_folder):
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            assert ask(data_folder, f"SHOW {setting}") == "on"


def test_it_knows_vietnamese_letters_and_the_extensions_that_we_use(data_folder):
    with postgres.running(data_folder):
        assert ask(data_folder, "SELECT lower('ĐẶNG ƯỚC')") == "đặng ước"
        ask(data_folder, "CREATE EXTENSION unaccent; SELECT unaccent('Thi đua')")


def test_it_listens_on_no_network_and_wants_a_password(data_folder):
    with postgres.running(data_folder):
        assert ask(data_folder, "SHOW listen_addresses") == ""
        address = postgres.address(data_folder)
        address.pop("passfile")
        with pytest.raises(psycopg.OperationalError, match="password"):
            psycopg.connect(**address, passfile="/dev/null")


def test_the_last_who_needs_it_stops_it(data_folder):
    first, second = postgres.running(data_folder), postgres.running(data_folder)
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert ask(data_folder) == "thidua"
    assert len(postmasters(data_folder)) == 1
    second.__exit__(None, None, None)
    assert postmasters(data_folder) == []


def test_a_server_that_outlived_its_parent_is_replaced_never_doubled(data_folder):
    with postgres.running(data_folder):
        pass
    runner = postmaster.servant(data_folder / "postgres")
    orphan = runner.start(postgres.command(data_folder), log=data_folder / "postgres.log")
    until = time.monotonic() + 10
    while postmaster.left_over(data_folder / "postgres") is None:
        assert time.monotonic() < until
        time.sleep(0.01)
    with postgres.running(data_folder):
        assert not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE
        assert len(postmasters(data_folder)) == 1


def test_the_mark_of_a_dead_server_does_not_keep_the_next_from_starting(data_folder):
    with postgres.running(data_folder):
        pass
    mark = data_folder / "postgres" / "postmaster.pid"
    # The number now belongs to a process that has nothing to do with the cluster: this one.
    mark.write_text(f"{os.getpid()}\n{data_folder / 'postgres'}\n1\n5432\n\n\n")
    with postgres.running(data_folder):
        assert ask(data_folder) == "thidua"


def test_confirmed_rows_outlive_a_killed_server(data_folder):
    with contextlib.suppress(Obstacle), postgres.running(data_folder):
        ask(data_folder, "CREATE TABLE kept (n int); INSERT INTO kept VALUES (7) RETURNING n")
        (server,) = postmasters(data_folder)
        for process in [server, *server.children(recursive=True)]:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.send_signal(signal.SIGKILL)
        server.wait(timeout=10)
    with postgres.running(data_folder):
        assert ask(data_folder, "SELECT n FROM kept") == 7


def test_a_data_folder_with_a_very_long_name_works(data_folder):
    long = data_folder / ("tên-rất-dài-" * 12)
    long.mkdir(mode=0o711)
    with postgres.running(long):
        assert ask(long) == "thidua"
        elsewhere = Path(postgres.address(long)["host"])
        assert not elsewhere.is_relative_to(long)
    assert not elsewhere.exists()


def test_a_folder_that_only_its_owner_may_enter_works(data_folder):
    closed = data_folder / "closed"
    closed.mkdir(mode=0o700)
    with postgres.running(closed / "inside"):
        assert ask(closed / "inside") == "thidua"
    assert closed.stat().st_mode & 0o777 == 0o700


def test_a_broken_first_start_is_begun_anew(data_folder):
    draft = data_folder / "postgres.new"
    draft.mkdir()
    (draft / "PG_VERSION").write_text("half made")
    with postgres.running(data_folder):
        assert ask(data_folder) == "thidua"


@pytest.mark.parametrize("found", ["9.6", "17", "99"])
def test_data_of_another_version_are_left_alone(data_folder, found):
    cluster = data_folder / "postgres"
    cluster.mkdir()
    (cluster / "PG_VERSION").write_text(f"{found}\n")
    with pytest.raises(Obstacle) as refusal, postgres.running(data_folder):
        pass
    assert refusal.value.code == "other_version"
    assert refusal.value.facts["found"] == found
    assert [path.name for path in cluster.iterdir()] == ["PG_VERSION"]


def test_damaged_data_end_with_what_postgresql_says(data_folder):
    with postgres.running(data_folder):
        pass
    (data_folder / "postgres" / "global" / "pg_control").write_bytes(b"")
    with pytest.raises(Obstacle) as refusal, postgres.running(data_folder):
        pass
    assert refusal.value.code == "postgres_failed"
    assert "pg_control" in str(refusal.value.facts["why"])


def test_a_lost_password_file_ends_with_what_postgresql_says(data_folder):
    with postgres.running(data_folder):
        pass
    (data_folder / "postgres.passfile").unlink()
    with pytest.raises(Obstacle) as refusal, postgres.running(data_folder):
        pass
    assert refusal.value.code == "postgres_failed"
    assert "password" in str(refusal.value.facts["why"])
    assert postmasters(data_folder) == []


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Obstacle) as refusal, postgres.running(tmp_path / "file" / "data"):
        pass
    assert refusal.value.code == "data_unusable"
    assert str(tmp_path) in str(refusal.value.facts["folder"])


def test_only_one_run_may_have_a_data_folder(data_folder):
    with locks.only_run(data_folder):
        with pytest.raises(Obstacle) as refusal, locks.only_run(data_folder):
            pass
        assert refusal.value.code == "already_running"
        assert refusal.value.facts["pid"] == str(os.getpid())


def test_a_server_that_is_not_there_is_an_obstacle():
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
        with pytest.raises(Obstacle) as refusal:
            postgres.check({"host": "127.0.0.1", "port": str(port), "dbname": "x", "user": "x"})
    assert refusal.value.code == "no_connection"


def test_a_server_of_an_old_version_is_an_obstacle():
    with old_server() as port, pytest.raises(Obstacle) as refusal:
        postgres.check({"host": "127.0.0.1", "port": str(port), "dbname": "x", "user": "x"})
    assert refusal.value.code == "server_too_old"
    assert refusal.value.facts == {"found": 14, "needed": 15}


@contextlib.contextmanager
def old_server():
    """A program that greets as PostgreSQL 14 does, and can do nothing else."""

    def message(kind, body):
        return kind + (len(body) + 4).to_bytes(4, "big") + body

    greeting = message(b"R", bytes(4))
    for name, value in (("server_version", "14.12"), ("server_encoding", "UTF8")):
        greeting += message(b"S", f"{name}\0{value}\0".encode())
    greeting += message(b"K", bytes(8)) + message(b"Z", b"I")

    def greet(listening):
        connection, _address = listening.accept()
        with connection:
            while len(start := connection.recv(4096)) == 8:
                connection.sendall(b"N")  # no encryption of either kind
            assert start
            connection.sendall(greeting)
            connection.recv(4096)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=greet, args=(listening,))
        thread.start()
        yield listening.getsockname()[1]
        thread.join(timeout=10)


def test_a_role_that_may_not_make_tables_is_an_obstacle(postgres_server, data_folder):
    with postgres.running(data_folder):
        with psycopg.connect(**postgres.owner_address(data_folder), autocommit=True) as owner:
            owner.execute("CREATE ROLE guest LOGIN PASSWORD 'guest'")
            owner.execute("CREATE DATABASE latin TEMPLATE template0 ENCODING LATIN1 LOCALE 'C'")
        guest = postgres.address(data_folder) | {"user": "guest", "password": "guest"}
        with pytest.raises(Obstacle) as refusal:
            postgres.check(guest)
        assert refusal.value.code == "no_rights"
        assert refusal.value.facts == {"user": "guest", "dbname": "thidua"}

        with pytest.raises(Obstacle) as refusal:
            postgres.check(guest | {"password": "wrong"})
        assert refusal.value.code == "no_connection"
        assert "password" in str(refusal.value.facts["why"])

        with pytest.raises(Obstacle) as refusal:
            postgres.check(postgres.owner_address(data_folder) | {"dbname": "latin"})
        assert refusal.value.code == "wrong_encoding"
