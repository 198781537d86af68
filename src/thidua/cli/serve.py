"""`thidua run`: the database up, its tables and the demonstration ready, pages served here."""

import datetime as dt
import multiprocessing
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any, Final, NoReturn

import typer
from django.conf import settings
from django.db import connection
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server.mp import MPServer
from rich.console import Console

from thidua.actions.seasons import load_demonstration
from thidua.cli import static_files
from thidua.cli.obstacles import sentence, told
from thidua.cli.steps import steps
from thidua.core.people import DemoAccount
from thidua.store import migrating
from thidua.store.outside import locks, postgres
from thidua.store.outside.obstacles import Obstacle

app = typer.Typer()

_HOST: Final = "127.0.0.1"
_PORT_PATIENCE: Final = 3.0  # seconds in which the workers of a killed run let go of the port
_STOP_PATIENCE: Final = 3  # seconds that a worker has for the request it is answering
_THREADS: Final = 4  # requests that one worker answers at a time
_GLANCE: Final = 1.0  # seconds between looks at whether PostgreSQL lives
_PAUSE: Final = 0.05


@app.callback()
def _commands() -> None:
    """Keep the command's name although the module has only one."""


@app.command()
def run(
    *,
    port: Annotated[int | None, typer.Option(min=1, max=65_535, help="THIDUA_PORT")] = None,
    demo: Annotated[
        bool | None, typer.Option(help="Nạp cụm minh họa (load the demonstration)")
    ] = None,
) -> None:
    """Chạy Thi Đua trên máy này; Ctrl-C để dừng (run Thi Đua here; Ctrl-C stops it)."""
    machine = settings.MACHINE
    chosen = port or machine.port
    with told(), ExitStack() as until_stopped:
        _stop_on_signals()
        until_stopped.enter_context(locks.only_run(machine.data))
        _wait_for_port(chosen)
        accounts = _prepare(until_stopped, demo=machine.at_home if demo is None else demo)
        if machine.database is None:
            until_stopped.enter_context(_reviving(machine.data))
        _serve(chosen, workers=machine.workers, ready=lambda: _announce(chosen, accounts))


def _prepare(until_stopped: ExitStack, *, demo: bool) -> Sequence[DemoAccount]:
    """Do all that comes before serving and return the demonstration's accounts."""
    machine = settings.MACHINE
    with steps(total=3 + demo) as step:
        with step("Khởi động PostgreSQL", "start PostgreSQL"):
            until_stopped.enter_context(postgres.up(machine.data, machine.database))
        with step("Cập nhật bảng dữ liệu", "bring the tables up to date"):
            migrating.migrate()
        with step("Chuẩn bị tệp tĩnh", "prepare static files"):
            static_files.collect()
        if not demo:
            return ()
        with step("Nạp cụm minh họa", "load the demonstration"):
            return _demonstration()


def _wait_for_port(port: int) -> None:
    until = time.monotonic() + _PORT_PATIENCE
    while not _is_free(port):
        if time.monotonic() > until:
            raise Obstacle("port_taken", port=port)
        time.sleep(_PAUSE)


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((_HOST, port))
        except PermissionError:
            raise Obstacle("port_forbidden", port=port) from None
        except OSError:
            return False
    return True


@contextmanager
def _reviving(data: Path) -> Iterator[None]:
    """Meanwhile start the embedded PostgreSQL again whenever something kills it."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(_GLANCE):
            try:
                if postgres.revive(data):
                    typer.echo("PostgreSQL: đã khởi động lại (started again)", err=True)
            except Obstacle as obstacle:
                typer.echo(sentence(obstacle), err=True)

    watching = threading.Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()


class _Server(MPServer):
    """Granian, whose workers do not hear the Ctrl-C that is meant for this process."""

    def _spawn_workers(self, spawn_target: Any, target_loader: Any) -> None:
        heard = signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            super()._spawn_workers(spawn_target, target_loader)  # type: ignore[no-untyped-call]  # Granian's
        finally:
            signal.signal(signal.SIGINT, heard)


def _serve(port: int, *, workers: int, ready: Callable[[], None]) -> None:
    """Answer requests until a signal comes."""
    # A forked worker would share this process's locks and connections.
    multiprocessing.set_start_method("spawn", force=True)
    server = _Server(
        "thidua.cli.worker:application",
        address=_HOST,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=_THREADS,
        websockets=False,
        respawn_failed_workers=True,
        workers_kill_timeout=_STOP_PATIENCE,
        log_level=LogLevels.warning,
    )
    waiting = threading.Thread(target=_when_answering, args=(port, ready), daemon=True)

    def started() -> None:
        # A closed terminal stops the server; Granian would take it as a wish for new workers.
        signal.signal(signal.SIGHUP, server.signal_handler_interrupt)
        waiting.start()

    server.on_startup(started)
    server.serve()


def _when_answering(port: int, then: Callable[[], None]) -> None:
    while _is_free(port):
        time.sleep(_PAUSE)
    then()


def _announce(port: int, accounts: Sequence[DemoAccount]) -> None:
    """Print where the pages are and who can sign in to the demonstration."""
    console = Console(highlight=False, soft_wrap=True)
    console.print(f"Thi Đua: [bold]http://{_HOST}:{port}[/bold]  (Ctrl-C: dừng, stop)")
    if accounts:
        console.print("Tài khoản minh họa (demonstration accounts):")
    for account in accounts:
        console.print(f"  {account.login} / {account.password}  {account.name}", markup=False)


def _demonstration() -> Sequence[DemoAccount]:
    """Load the demonstration, let go of the database, and return the accounts."""
    try:
        return load_demonstration(now=dt.datetime.now(tz=dt.UTC))
    finally:
        connection.close()


def _stop_on_signals() -> None:
    """Have the signals that end a service end this one in order, as Ctrl-C does."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)


def _stop(_number: int, _frame: object) -> NoReturn:
    raise KeyboardInterrupt
