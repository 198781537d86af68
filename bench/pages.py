"""How fast the pages of 63 units × 176 criteria answer: 8 readers, 2 workers, compressed.

Starts the real server with a database of its own and asks over loopback. Beside each page stands
one of the same server that asks nothing of the database, measured in the same run. The first
answer (nothing kept in the process yet) is shown apart.
"""

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from attrs import evolve, frozen

from bench.large_season import CLUSTER, YEAR, write_season
from bench.measuring import Figure, milliseconds, within

READERS, ASKED, WORKERS = 8, 40, 2  # requests of each reader for each page
LOGIN, PASSWORD = "do-toc-do", "mat-khau-chi-de-do"
BASE = f"/cum/{CLUSTER}/{YEAR}"
MAKE_READER = f"""
from thidua.store.models import Cluster, Membership, Person
person = Person.objects.create_user("{LOGIN}", "{PASSWORD}", name="Người đo")
cluster = Cluster.objects.get(code="{CLUSTER}")
Membership.objects.create(person=person, cluster=cluster, role="secretariat")
"""


BARE = "/khong-co-trang-nay/"


@frozen
class Budget:
    """A page and the time that 95 of 100 answers must stay under, in seconds."""

    name: str
    address: str
    most: float


BUDGETS = (
    Budget("standings, 63 units", f"{BASE}/xep-hang/", 0.080),
    Budget("matrix, 63 × 230", f"{BASE}/bang-diem/", 0.150),
    Budget("matrix as Excel", f"{BASE}/bang-diem.xlsx", 0.600),
)


@frozen
class Measured:
    """What a page took, in seconds, and how many bytes came over the wire."""

    first: float
    p50: float
    p95: float
    size: int


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as folder:
        Path(folder).chmod(0o711)  # PostgreSQL may run as another user
        season = write_season(Path(folder) / "season")
        port = _free_port()
        machine = {
            **os.environ,
            "THIDUA_DATA": f"{folder}/data",
            "THIDUA_PORT": str(port),
            "THIDUA_WORKERS": str(WORKERS),
        }
        with _served(machine, port):
            _thidua(machine, "import", str(season), "--leave-out-errors", "--yes")
            _thidua(machine, "django", "shell", "-c", MAKE_READER)
            return _figures(port)


def _figures(port: int) -> list[Figure]:
    session = _sign_in(port)
    bare = _measure(port, session, BARE)
    return [_figure(page, _measure(port, session, page.address), bare) for page in BUDGETS]


def _figure(page: Budget, took: Measured, bare: Measured) -> Figure:
    """Return the 95th percentile beside that of the bare page."""
    beside = (
        f"bare page: {milliseconds(bare.p95)} (p50 {milliseconds(bare.p50)}); "
        f"p50 {milliseconds(took.p50)}, first {milliseconds(took.first)}, "
        f"{took.size / 1000:.1f} kB"
    )
    name = f"{page.name}, p95 of {READERS * ASKED}"
    figure = within(name, took.p95, limit=page.most, beside=beside)
    return evolve(figure, ratio=f"{took.p95 / bare.p95:.1f} ×")


def _thidua(machine: dict[str, str], *arguments: str) -> None:
    subprocess.run(
        [sys.executable, "-m", "thidua", *arguments], env=machine, check=True, capture_output=True
    )


@contextmanager
def _served(machine: dict[str, str], port: int) -> Iterator[None]:
    server = subprocess.Popen(
        [sys.executable, "-m", "thidua", "run"],
        env=machine,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait(port)
        yield
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=60)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError("the server did not start")


def _sign_in(port: int) -> str:
    """Come in through the door as a browser does; return the cookie of the session."""
    door = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    door.request("GET", "/dang-nhap/")
    page = door.getresponse()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode())
    cookie = re.search(r"csrftoken=\w+", page.headers["Set-Cookie"])
    assert token
    assert cookie
    form = {"csrfmiddlewaretoken": token[1], "login": LOGIN, "password": PASSWORD}
    headers = {"Cookie": cookie[0], "Content-Type": "application/x-www-form-urlencoded"}
    door.request("POST", "/dang-nhap/", urlencode(form), headers)
    answer = door.getresponse()
    answer.read()
    session = re.search(r"sessionid=\w+", ";".join(answer.headers.get_all("Set-Cookie") or ()))
    assert answer.status == 302, answer.status
    assert session
    return session[0]


def _measure(port: int, session: str, address: str) -> Measured:
    (first, size), *_ = _ask(port, session, address, 1)
    _ask(port, session, address, 3 * WORKERS)  # until every worker has answered once
    with ThreadPoolExecutor(READERS) as readers:
        asked = [readers.submit(_ask, port, session, address, ASKED) for _ in range(READERS)]
        times = sorted(took for each in asked for took, _size in each.result())
    return Measured(first, times[len(times) // 2], times[int(0.95 * len(times))], size)


def _ask(port: int, session: str, address: str, count: int) -> list[tuple[float, int]]:
    """Return the time of each answer in seconds, and its size as it came."""
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    taken = []
    for _ in range(count):
        began = time.perf_counter()
        wire.request("GET", address, headers={"Cookie": session, "Accept-Encoding": "gzip"})
        body = wire.getresponse().read()
        taken.append((time.perf_counter() - began, len(body)))
    wire.close()
    return taken
