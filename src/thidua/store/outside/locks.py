"""Locks on files of the data folder; a process that dies, however it dies, holds none."""

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Final

from thidua.store.outside.obstacles import Obstacle

_PATIENCE: Final = 60.0  # seconds; a clean stop of a busy database takes a few
_PAUSE: Final = 0.05


@contextmanager
def opened(path: Path) -> Iterator[IO[str]]:
    """Open a lock file, making its folder; Obstacle data_unusable when that cannot be done."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        stream = path.open("a+", encoding="utf-8")
    except OSError as error:
        raise unusable(path.parent, error) from error
    with stream:
        yield stream


def unusable(folder: Path, error: OSError) -> Obstacle:
    """Return the obstacle for a data folder that the system refuses."""
    return Obstacle("data_unusable", folder=str(folder), why=error.strerror or str(error))


def alone(stream: IO[str]) -> bool:
    """Whether this process now holds the file for itself; does not wait."""
    return _taken(stream, fcntl.LOCK_EX)


def share(stream: IO[str]) -> None:
    """Hold the file together with others, waiting for one that holds it alone."""
    fcntl.flock(stream, fcntl.LOCK_SH)


def release(stream: IO[str]) -> None:
    """Hold the file no more."""
    fcntl.flock(stream, fcntl.LOCK_UN)


@contextmanager
def only_run(data: Path) -> Iterator[None]:
    """Be the one server of a data folder; Obstacle already_running with the other's pid."""
    with opened(data / "run.lock") as stream:
        if not alone(stream):
            stream.seek(0)
            raise Obstacle("already_running", folder=str(data), pid=stream.read().strip() or "?")
        stream.truncate(0)
        stream.write(f"{os.getpid()}\n")
        stream.flush()
        yield


@contextmanager
def turn(path: Path) -> Iterator[None]:
    """Do something while no other process does it; Obstacle postgres_busy after a minute."""
    with opened(path) as stream:
        until = time.monotonic() + _PATIENCE
        while not _taken(stream, fcntl.LOCK_EX):
            if time.monotonic() > until:
                raise Obstacle("postgres_busy", folder=str(path.parent))
            time.sleep(_PAUSE)
        yield


def _taken(stream: IO[str], kind: int) -> bool:
    try:
        fcntl.flock(stream, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
