"""How fast the pages of 63 units × 176 criteria answer: 8 readers, 2 workers, compressed.

Starts the real server with a database of its own, asks over loopback, and prints 50th and 95th
percentile beside a page of the same server that computes nothing, measured in the same run.
The first request of each page (nothing kept in the process yet) is printed apart.
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

from attrs import frozen

from bench.large_season import CLUSTER, YEAR, write_season

READERS, ASKED, WORKERS = 8, 40, 2  # requests of each reader for each page
LOGIN, PASSWORD = "do-toc-do", "mat-khau-chi-de-do"
BASE = f"/cum/{CLUSTER}/{YEAR}"
MAKE_READER = f"""
from thidua.store.models import Cluster, Membership, Person
person = Person.objects.create_user("{LOGIN}", "{PASSWORD}", name="Người đo")
cluster = Cluster.objects.get(code="{CLUSTER}")
Membership.objects.create(person=person, cluster=cluster, role="secretariat")
"""


@frozen
class Budget:
    """A page and the time that 95 of 100 answers must stay under, in milliseconds."""

    name: str
    address: str
    most_ms: float | None


BUDGETS = (
    Budget("bare page (no such page)", "/khong-co-trang-nay/", None),
    Budget("standings", f"{BASE}/xep-hang/", 80),
    Budget("matrix", f"{BASE}/bang-diem/", 150),
    Budget("matrix as Excel", f"{BASE}/bang-diem.xlsx", 600),
)


@frozen
class Measured:
    """What a page took, in milliseconds, and how many bytes came over the wire."""

    first: float
    p50: float
    p95: float
    size: int


def main() -> int:
    """Measure, print, and return 1 where a budget is broken."""
    with tempfile.TemporaryDirectory(prefix="thidua-bench-") as folder:
        Path(folder).chmod(0o711)
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
            return _report(port)


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


def _report(port: int) -> int:
    session = _sign_in(port)
    print(f"{READERS} readers, {WORKERS} workers, {os.cpu_count()} cores, gzip; milliseconds")
    print(f"{'page':28}{'first':>8}{'p50':>8}{'p95':>8}{'budget':>8}{'kB':>8}")
    broken = 0
    for budget in BUDGETS:
        took = _measure(port, session, budget.address)
        most = f"{budget.most_ms:.0f}" if budget.most_ms else "–"
        print(
            f"{budget.name:28}{took.first:8.1f}{took.p50:8.1f}{took.p95:8.1f}{most:>8}"
            f"{took.size / 1000:8.1f}"
        )
        broken += budget.most_ms is not None and took.p95 > budget.most_ms
    return 1 if broken else 0


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
    """Return the time of each answer in milliseconds, and its size as it came."""
    wire = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    taken = []
    for _ in range(count):
        began = time.perf_counter()
        wire.request("GET", address, headers={"Cookie": session, "Accept-Encoding": "gzip"})
        body = wire.getresponse().read()
        taken.append(((time.perf_counter() - began) * 1000, len(body)))
    wire.close()
    return taken


if __name__ == "__main__":
    sys.exit(main())
