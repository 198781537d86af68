"""Many at once, and one killed in the middle: nothing is lost, half saved or refused."""

import os
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlencode

import psycopg
import pytest
from django.db import connection

from makers import NOW, folder_of, make_season, small_files
from thidua.actions.people import record_attempt
from thidua.actions.scoring import compute
from thidua.actions.seasons import import_season, plan_import
from thidua.core.people import OPERATOR
from thidua.core.permissions import Refused
from thidua.store.invariants import violations
from thidua.store.models import Cluster, Figure, Result, Season, SheetVersion, Unit
from thidua.store.queries.criteria import findings_of
from thidua.store.queries.figures import lead_points_of
from thidua.store.queries.scoring import latest_result
from thidua.store.queries.units import units_of

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds):
    """Do deeds in threads of their own that start together; return what each returned."""
    start = threading.Barrier(len(deeds))

    def do(deed):
        try:
            start.wait(timeout=30)
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return [done.result() for done in [pool.submit(do, deed) for deed in deeds]]


def edition(number):
    """Return the small season with two figures and the name of A telling the edition."""
    files = small_files()
    changes = {
        "figures.csv": [
            ("1.1,A,8,7,", f"1.1,A,{number},{number},"),
            ("1.2,A,120", f"1.2,A,{number}"),
        ],
        "units.csv": [("Đơn vị An", f"Đơn vị {number}")],
    }
    for file, pairs in changes.items():
        for old, new in pairs:
            files[file] = files[file].replace(old.encode(), new.encode())
    return files


def saving(files):
    return lambda: import_season(files, actor=OPERATOR, now=NOW)


def test_eight_first_saves_at_once_all_succeed_and_make_one_season():
    done = at_once(*[saving(small_files()) for _ in range(8)])
    assert [plan.edition.edition for plan in done] == [1] * 8
    assert sum(plan.edition.new for plan in done) == 1
    counts = [model.objects.count() for model in (Cluster, Season, Unit, SheetVersion, Result)]
    assert counts == [1, 1, 3, 1, 1]
    assert list(violations()) == []


def test_eight_different_saves_at_once_each_leave_their_edition_and_the_last_stands_whole():
    make_season()
    done = at_once(*[saving(edition(number)) for number in range(1, 9)])
    assert sorted(plan.edition.edition for plan in done) == list(range(2, 10))
    (name,) = [row.name for code, row in units_of("cum-mau", 2025, OPERATOR).items() if code == "A"]
    number = int(name.removeprefix("Đơn vị "))
    held = Figure.objects.filter(season_unit__code="A", criterion__in=["1.1", "1.2"], indicator="")
    assert {int(figure.number) for figure in held} == {number}
    assert lead_points_of("cum-mau", 2025, OPERATOR) == {("1.1", "A"): 100 * number}
    assert list(violations()) == []


def test_two_years_of_a_new_cluster_at_once_share_their_units():
    at_once(*[saving(small_files(year=year)) for year in range(2021, 2027)])
    assert (Season.objects.count(), Unit.objects.count()) == (6, 3)
    assert list(violations()) == []


def test_computing_while_importing_never_freezes_half_of_either():
    make_season()
    deeds = [saving(edition(number)) for number in (3, 4, 5)]
    computing = [lambda: compute("cum-mau", 2025, actor=OPERATOR, now=NOW)] * 3
    at_once(*deeds, *computing)
    assert list(violations()) == []


def test_somebody_reading_sees_the_old_or_the_new_and_never_half():
    make_season(edition(1))
    over, seen = threading.Event(), set()

    def write():
        for number in (2, 3, 4, 5, 6, 7, 8):
            saving(edition(number))()
        over.set()

    def read():
        while not over.is_set():
            result = latest_result("cum-mau", 2025, OPERATOR)
            name = int(result.units["A"].name.removeprefix("Đơn vị "))
            column = result.frozen.card.figures.columns["1.1", ""]
            points = int(column.numbers[0]) // 10**column.places
            seen.add((name, points, int(column.numbers[0]) % 10**column.places))
            units = units_of("cum-mau", 2025, OPERATOR)
            assert len(units) == 3
            findings_of("cum-mau", 2025, OPERATOR)

    at_once(write, read, read)
    assert all(name == points and rest == 0 for name, points, rest in seen)
    assert len(seen) > 1


def test_a_plan_that_was_overtaken_is_not_carried_out():
    make_season()
    plan = plan_import(edition(2), actor=OPERATOR)
    saving(edition(3))()
    with pytest.raises(Refused, match="changed_meanwhile"):
        import_season(edition(2), actor=OPERATOR, now=NOW, agreed=plan)
    assert int(Figure.objects.get(season_unit__code="A", criterion="1.1").number) == 3


def test_eight_passwords_tried_at_once_are_counted_as_eight():
    tries = at_once(*[lambda: record_attempt(login="ha", address="10.0.0.1", now=NOW)] * 8)
    assert max(len(attempts.of_pair) for attempts in tries) == 8


@pytest.mark.slow
def test_killed_in_the_middle_of_an_import_nothing_is_half_saved(tmp_path, postgres_server):
    make_season(edition(1))
    before = rows()
    folder = folder_of(edition(2), tmp_path)
    with holding("store_result", postgres_server) as holder:
        process = start_import(folder, postgres_server)
        wait_until_somebody_waits(holder)
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=30)
    assert rows() == before
    assert list(violations()) == []
    assert saving(edition(2))().edition.edition == 2


def rows():
    """Return every row of a season and the transaction that wrote it."""
    found = {}
    with connection.cursor() as cursor:
        for table in ("season", "seasonunit", "figure", "leadpoints", "sheetversion", "result"):
            cursor.execute(f"SELECT id, xmin::text FROM store_{table} ORDER BY id")
            found[table] = cursor.fetchall()
    return found


def holding(table, server):
    """Open a connection that holds a table, so that the import stops at its last step."""
    holder = psycopg.connect(**server | {"dbname": connection.settings_dict["NAME"]})
    holder.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
    return holder


def start_import(folder, server):
    rest = {part: value for part, value in server.items() if part != "dbname"}
    url = f"postgresql:///{connection.settings_dict['NAME']}?{urlencode(rest)}"
    known = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
    return subprocess.Popen(
        [sys.executable, "-m", "thidua", "import", str(folder), "--yes"],
        env=known | {"THIDUA_DATABASE_URL": url},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_until_somebody_waits(holder):
    """Wait until the import has written its figures and waits for the table that is held."""
    until = time.monotonic() + 60
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    while not holder.execute(waiting).fetchone()[0]:
        assert time.monotonic() < until
        time.sleep(0.05)
