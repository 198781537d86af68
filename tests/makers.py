"""Makes what a test needs in the database, by the deeds that people use."""

import datetime as dt
import io
from csv import DictReader, DictWriter
from itertools import count
from pathlib import Path

from thidua.actions.seasons import import_season
from thidua.core.criteria import read_sheet
from thidua.core.people import OPERATOR, Actor, Role
from thidua.rulebook.examples import REAL, example
from thidua.store.models import Cluster, Membership, Person, Unit
from thidua.store.queries.people import actor_of

NOW = dt.datetime(2025, 11, 21, 8, 0, tzinfo=dt.UTC)
PASSWORD = "mot-mat-khau-dai"
_numbers = count(1)

SHEET = """
title = "Bảng chấm điểm mẫu"
year = 2025
total = 30

[[criteria]]
code = "1"
title = "Công tác chuyên môn"
max = 20

[[criteria]]
code = "1.1"
title = "Chấm thẳng"
kind = "direct"
max = 10

[[criteria]]
code = "1.2"
title = "Theo chỉ tiêu"
kind = "relative_target"
max = 10

[[criteria]]
code = "2"
title = "Đạt hoặc không"
kind = "binary"
max = 10
"""
UNITS = """unit,name,short_name
A,Đơn vị An,An
B,Đơn vị Bình,Bình
C,Đơn vị Đoài,Đoài
"""
TARGETS = """criterion,unit,target
1.2,A,100
1.2,B,100
1.2,C,không giao
"""
FIGURES = """criterion,unit,value,lead_points,note
1.1,A,8,7,Có biên bản
1.1,B,7.5,,
1.1,C,9,,
1.2,A,120,,
1.2,B,90,,
2,A,10,,
2,B,0,,
2,C,10,,
"""


def small_files(*, code="cum-mau", year=2025, name="Cụm mẫu", **files):
    """Return the files of a season of three units; a file can be given by its name less .csv."""
    season = f"""
title = "{name}, năm {year}"
year = {year}
made_up = true

[cluster]
code = "{code}"
name = "{name}"
organiser = "Tỉnh"
number = 2
"""
    texts = {
        "season.toml": season,
        "sheet.toml": SHEET.replace("year = 2025", f"year = {year}"),
        "units.csv": UNITS,
        "targets.csv": TARGETS,
        "figures.csv": FIGURES,
    }
    for stem, text in files.items():
        texts[next(file for file in texts if file.startswith(f"{stem}."))] = text
    return {file: text.encode() for file, text in texts.items()}


def example_files():
    """Return the files of the real example season; one of its cells is wrong."""
    return example(REAL)


def make_season(files=None, *, now=NOW, leave_out_errors=False, **small):
    """Import and compute a season; return the plan that was carried out."""
    return import_season(
        files or small_files(**small), actor=OPERATOR, now=now, leave_out_errors=leave_out_errors
    )


def make_cluster(code="cum-mau", name="Cụm mẫu"):
    """Return a cluster without seasons."""
    return Cluster.objects.create(code=code, name=name, sort_key=name)


def make_person(login=None, *, role=None, cluster=None, unit=None, password=PASSWORD, name="Hà"):
    """Return a person; with a role and a cluster's code also the part they have in it."""
    person = Person.objects.create_user(login or f"nguoi-{next(_numbers)}", password, name=name)
    if role is not None:
        join(person, role=role, cluster=cluster, unit=unit)
    return person


def join(person, *, role, cluster, unit=None):
    """Give a person a part in a cluster, by its code; an officer's unit by its code too."""
    home = Cluster.objects.get(code=cluster)
    owned = Unit.objects.get(home=home, code=unit) if unit else None
    Membership.objects.create(person=person, cluster=home, role=Role(role).value, unit=owned)


def make_actor(*, role=Role.LEADER, cluster="cum-mau", unit=None) -> Actor:
    """Return a new person with a part in a cluster, as the actor that they are."""
    return actor_of(make_person(role=role, cluster=cluster, unit=unit, password=None).pk)


def big_files(units=63, *, code="cum-lon", year=2025):
    """Return a season of many units on the real example's sheet, with made-up figures.

    Unit k has the figures of the example's unit (k mod 7), moved by a rule without chance, so that
    the files are the same whenever they are made. Nothing in them is wrong.
    """
    real = example_files()
    names = [f"U{number}" for number in range(1, units + 1)]
    listed = "".join(f"{name},Công an xã mẫu số {name[1:]}\n" for name in names)
    return {
        "season.toml": small_files(code=code, year=year, name="Cụm lớn")["season.toml"],
        "sheet.toml": real["sheet.toml"],
        "units.csv": f"unit,name\n{listed}".encode(),
        "targets.csv": _multiplied(real["targets.csv"], names),
        "figures.csv": _multiplied(real["figures.csv"], names, kinds=_kinds(real["sheet.toml"])),
    }


def make_big_season(units=63, *, now=NOW):
    """Import and compute a season of many units; return the plan that was carried out."""
    return make_season(big_files(units), now=now)


def _kinds(sheet: bytes):
    """Return kind and maximum (in points) of each criterion by its code."""
    criteria = read_sheet(sheet.decode()).sheet.criteria
    return {c.code: (c.kind, c.max_points / 100) for c in criteria}


def _multiplied(table: bytes, units, *, kinds=None):
    rows = list(DictReader(io.StringIO(table.decode("utf-8-sig"))))
    of_unit = {f"U{number}": [] for number in range(1, 8)}
    for row in rows:
        of_unit[row["unit"]].append(row)
    many = (
        _moved({**row, "unit": unit}, at * 31 + place * 17, kinds)
        for at, unit in enumerate(units)
        for place, row in enumerate(of_unit[f"U{at % 7 + 1}"])
    )
    out = io.StringIO()
    writer = DictWriter(out, fieldnames=list(rows[0]))
    writer.writeheader()
    writer.writerows(many)
    return out.getvalue().encode()


def _moved(row, by: int, kinds):
    """Return a row with its figure moved: up to a tenth of a result, all of some points."""
    if kinds is None:
        return row
    kind, most = kinds[row["criterion"]]
    value = row["value"].replace(",", ".")
    if kind == "relative_target" and value.isdecimal():
        value = str(int(value) * (90 + by % 21) // 100)
    elif kind != "relative_target" and (by % 23 == 0 or float(value or 0) > most):
        value = "0"
    return row | {"value": value}


def folder_of(files, path: Path) -> Path:
    """Write a season's files into a folder and return it."""
    path.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (path / name).write_bytes(content)
    return path
