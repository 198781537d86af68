"""PostgreSQL: the embedded one in the data folder, and the checks on a server that is named."""

import contextlib
import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg import sql

from thidua.store.outside import keys, locks, postmaster
from thidua.store.outside.obstacles import Obstacle

OLDEST: Final = 15
_MAY_MAKE_TABLES: Final = "SELECT has_schema_privilege('public', 'CREATE')"
_NAME: Final = "thidua"  # the database and the role that owns it
# A file in libpq's form, so that settings hold no secret.
_PASSFILE: Final = "postgres.passfile"
_LONGEST_SOCKET: Final = 100  # bytes; systems allow 104 to 108
_PATIENCE: Final = 5  # seconds for one connection
_LONGEST_LOG: Final = 5_000_000  # bytes


def address(data: Path) -> dict[str, str]:
    """Return the connection parameters of the embedded PostgreSQL of a data folder."""
    return {
        "host": str(_socket_folder(data)),
        "port": "5432",
        "user": _NAME,
        "passfile": str(data / _PASSFILE),
        "dbname": _NAME,
    }


def owner_address(data: Path) -> dict[str, str]:
    """Return the connection parameters of the embedded PostgreSQL's superuser."""
    return address(data) | {"user": "postgres", "dbname": "postgres"}


def for_django(parameters: Mapping[str, str]) -> dict[str, Any]:
    """Return connection parameters as an entry of Django's DATABASES, with a pool."""
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST"}
    known["port"] = "PORT"
    options: dict[str, Any] = {
        name: value for name, value in parameters.items() if name not in known
    }
    options["pool"] = {"min_size": 0, "max_size": 8, "timeout": 10}
    entry: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }
    return entry | {known[name]: value for name, value in parameters.items() if name in known}


@contextmanager
def up(data: Path, server: Mapping[str, str] | None) -> Iterator[None]:
    """Have a database up: the named server, checked, or else the embedded one of the data folder.

    Raises Obstacle: those of `check` for a server, those of `running` for the embedded one.
    """
    if server is None:
        with running(data):
            yield
    else:
        check(server)
        yield


def check(server: Mapping[str, str]) -> None:
    """Check that a server can be used: reachable, new enough, UTF-8, and tables may be made.

    Raises Obstacle: no_connection, server_too_old, no_rights, wrong_encoding.
    """
    try:
        with psycopg.connect(**{"connect_timeout": _PATIENCE} | dict(server)) as connection:  # type: ignore[arg-type]  # psycopg types its keywords one by one
            _check_kind(connection.info)
            row = connection.execute(_MAY_MAKE_TABLES).fetchone()
    except psycopg.OperationalError as error:
        why = str(error).strip().splitlines()[0].strip()
        raise Obstacle("no_connection", host=server.get("host", "localhost"), why=why) from error
    if row != (True,):
        raise Obstacle("no_rights", user=server.get("user", "?"), dbname=server["dbname"])


def _check_kind(server: psycopg.ConnectionInfo) -> None:
    version = server.server_version // 10_000
    encoding = server.parameter_status("server_encoding") or "?"
    if version < OLDEST:
        raise Obstacle("server_too_old", found=version, needed=OLDEST)
    if encoding != "UTF8":
        raise Obstacle("wrong_encoding", found=encoding)


@contextmanager
def running(data: Path, *, options: Mapping[str, str] | None = None) -> Iterator[None]:
    """Have the embedded PostgreSQL of a data folder run; the last who needs it stops it.

    A server that outlived its killed parent is stopped first, so there are never two.
    Raises Obstacle: data_unusable, no_servant, other_version, postgres_failed, postgres_busy.
    """
    data = data.absolute()
    with locks.opened(data / "postgres.users") as users:
        with locks.turn(data / "postgres.turn"):
            if locks.alone(users) or postmaster.left_over(data / "postgres") is None:
                _start(data, options or {})
            locks.share(users)
        try:
            yield
        finally:
            with locks.turn(data / "postgres.turn"):
                locks.release(users)
                if locks.alone(users):
                    _stop(data)


def revive(data: Path) -> bool:
    """Start the embedded PostgreSQL again if it has died under its users; whether it had.

    Raises Obstacle, as `running` does.
    """
    with locks.turn(data / "postgres.turn"):
        died = postmaster.left_over(data / "postgres") is None
        if died:
            _start(data, {})
    return died


def _start(data: Path, options: Mapping[str, str]) -> None:
    try:
        _stop(data)
        _check_version(data)
        runner = postmaster.servant(data / "postgres")
        _make_cluster(data, runner)
        _make_socket_folder(data, runner)
        _rotate(data / "postgres.log")
        with _stopped_on_failure(data):
            postmaster.start(
                command(data, options),
                runner=runner,
                log=data / "postgres.log",
                ready=lambda: _answers(data),
            )
            _make_database(data)
    except OSError as error:
        raise locks.unusable(data, error) from error


@contextmanager
def _stopped_on_failure(data: Path) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _stop(data)
        raise


def _stop(data: Path) -> None:
    process = postmaster.left_over(data / "postgres")
    if process is not None:
        postmaster.stop(process)
    elsewhere = _socket_folder(data)
    if not elsewhere.is_relative_to(data):
        with contextlib.suppress(OSError):
            elsewhere.rmdir()


def _check_version(data: Path) -> None:
    mark = data / "postgres" / "PG_VERSION"
    found = mark.read_text(encoding="ascii").strip() if mark.exists() else postmaster.MAJOR
    if found != postmaster.MAJOR:
        raise Obstacle(
            "other_version", folder=str(mark.parent), found=found, needed=postmaster.MAJOR
        )


def _make_cluster(data: Path, runner: postmaster.Servant) -> None:
    """Make the cluster beside its place and move it there whole, so a broken try leaves nothing."""
    cluster, draft = data / "postgres", data / "postgres.new"
    if cluster.exists():
        return
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    runner.give(draft)
    with tempfile.NamedTemporaryFile("w", dir=data, suffix=".pw") as secret:
        secret.write(_password(data))
        secret.flush()
        runner.give(Path(secret.name))
        runner.run(
            (
                str(postmaster.PROGRAMS / "initdb"),
                f"--pgdata={draft}",
                "--username=postgres",
                f"--pwfile={secret.name}",
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
            )
        )
    draft.rename(cluster)


def _make_socket_folder(data: Path, runner: postmaster.Servant) -> None:
    folder = _socket_folder(data)
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        runner.give(folder)
    facts = folder.lstat()
    if not stat.S_ISDIR(facts.st_mode) or facts.st_uid != runner.uid:
        raise Obstacle("data_unusable", folder=str(folder), why="not ours")
    # A killed server leaves its marks; their process number may be another process's by now.
    for mark in folder.glob(".s.PGSQL.*"):
        mark.unlink()


def _socket_folder(data: Path) -> Path:
    """Return where the socket is: in the data folder, or in a short place when its path is long."""
    folder = data / "postgres.socket"
    if len(os.fsencode(folder / ".s.PGSQL.5432")) <= _LONGEST_SOCKET:
        return folder
    mark = hashlib.sha256(os.fsencode(data)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"thidua-{os.geteuid()}-{mark}"


def _rotate(log: Path) -> None:
    if log.exists() and log.stat().st_size > _LONGEST_LOG:
        log.replace(log.with_suffix(".log.1"))


def command(data: Path, options: Mapping[str, str] | None = None) -> list[str]:
    """Return the command that starts the postmaster of a data folder."""
    chosen = {
        "listen_addresses": "",
        "unix_socket_directories": str(_socket_folder(data)),
        "unix_socket_permissions": "0700",
        "port": "5432",
        "log_timezone": "UTC",
        "timezone": "UTC",
    } | dict(options or {})
    settings = [part for name, value in chosen.items() for part in ("-c", f"{name}={value}")]
    return [str(postmaster.PROGRAMS / "postgres"), "-D", str(data / "postgres"), *settings]


def _as_owner(data: Path) -> psycopg.Connection[tuple[Any, ...]]:
    return psycopg.connect(**owner_address(data), connect_timeout=_PATIENCE, autocommit=True)  # type: ignore[arg-type]  # psycopg types its keywords one by one


def _answers(data: Path) -> bool:
    try:
        _as_owner(data).close()
    except psycopg.OperationalError as error:
        if "password" in str(error):
            raise Obstacle("postgres_failed", why=str(error).splitlines()[0]) from error
        return False
    return True


def _password(data: Path) -> str:
    return keys.kept(data / _PASSFILE, line="*:*:*:*:{}").rpartition(":")[2]


def _make_database(data: Path) -> None:
    """Make the role and its database when they are not there yet."""
    with _as_owner(data) as owner:
        if not owner.execute("SELECT FROM pg_roles WHERE rolname = %s", [_NAME]).rowcount:
            owner.execute(
                sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(
                    sql.Identifier(_NAME), sql.Literal(_password(data))
                )
            )
        if not owner.execute("SELECT FROM pg_database WHERE datname = %s", [_NAME]).rowcount:
            owner.execute(sql.SQL("CREATE DATABASE {0} OWNER {0}").format(sql.Identifier(_NAME)))
