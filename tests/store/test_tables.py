"""What the database itself refuses, whoever writes."""

import datetime as dt
import hashlib
import unicodedata

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction

from thidua.store.models import (
    Cluster,
    Figure,
    Finding,
    Membership,
    Person,
    Result,
    Season,
    SeasonFile,
    SeasonUnit,
    SheetVersion,
    Unit,
)

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2025, 11, 21, 8, 0, tzinfo=dt.UTC)


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


@pytest.fixture
def cluster():
    return Cluster.objects.create(code="cum-2", name="Cụm 2", sort_key="a")


@pytest.fixture
def season(cluster):
    return Season.objects.create(cluster=cluster, year=2025, title="Năm 2025", changed_at=NOW)


@pytest.fixture
def season_unit(season):
    unit = Unit.objects.create(home=season.cluster, code="U1", name="Lạng Sơn")
    return SeasonUnit.objects.create(
        season=season, unit=unit, code="U1", name="Lạng Sơn", position=1, sort_key="l", search="l"
    )


@pytest.fixture
def sheet(season):
    return SheetVersion.objects.create(
        season=season, number=1, text="Tiêu chí", sha256=digest("Tiêu chí".encode()), saved_at=NOW
    )


def refused(call, *, because):
    with pytest.raises(IntegrityError, match=because), transaction.atomic():
        call()


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_tables_and_migrations_agree():
    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)


def test_text_must_be_composed(cluster):
    decomposed = unicodedata.normalize("NFD", "Lạng Sơn")
    refused(
        lambda: Unit.objects.create(home=cluster, code="U1", name=decomposed),
        because="unit_text_is_composed",
    )


@pytest.mark.parametrize("code", ["Cum-2", "cụm-2", "cum--2", "-cum", "cum 2", ""])
def test_a_cluster_code_must_be_an_address(code):
    refused(
        lambda: Cluster.objects.create(code=code, name="Cụm", sort_key="c"),
        because="cluster_code_is_slug|cluster_names_something",
    )


def test_a_cluster_has_one_season_a_year(season):
    refused(
        lambda: Season.objects.create(
            cluster=season.cluster, year=2025, title="Lần nữa", changed_at=NOW
        ),
        because="season_once_a_year",
    )


@pytest.mark.parametrize(
    ("values", "because"),
    [
        ({"state": 7}, "figure_state_is_known"),
        ({"state": 1, "number": 5}, "figure_number_only_when_reported"),
        ({"state": 0, "places": 61}, "figure_places_are_few"),
        ({"state": 0, "criterion": ""}, "figure_names_something"),
    ],
)
def test_a_cell_holds_only_what_a_cell_may_hold(season_unit, values, because):
    cell = {"season_unit": season_unit, "criterion": "1.1"} | values
    refused(lambda: Figure.objects.create(**cell), because=because)


def test_a_cell_stands_once(season_unit):
    cell = {"season_unit": season_unit, "criterion": "1.1", "state": 0, "number": 5}
    Figure.objects.create(**cell)
    refused(lambda: Figure.objects.create(**cell), because="figure_cell_once")


def test_a_number_of_any_size_is_kept_exactly(season_unit):
    number = 10**60 + 1
    Figure.objects.create(season_unit=season_unit, criterion="1", state=0, number=number, places=30)
    assert int(Figure.objects.get().number) == number


def test_an_officer_has_a_unit_and_nobody_else_does(cluster, season_unit):
    person = Person.objects.create_user("ha", name="Hà")
    for role, unit in (("officer", None), ("leader", season_unit.unit)):
        refused(
            lambda role=role, unit=unit: Membership.objects.create(
                person=person, cluster=cluster, role=role, unit=unit
            ),
            because="membership_officer_has_unit",
        )


def test_a_part_is_given_once(cluster):
    person = Person.objects.create_user("ha", name="Hà")
    Membership.objects.create(person=person, cluster=cluster, role="leader")
    refused(
        lambda: Membership.objects.create(person=person, cluster=cluster, role="leader"),
        because="membership_once",
    )


def test_a_login_is_kept_small_and_found_however_it_is_typed():
    person = Person.objects.create_user("Thu.Ha", name="Hà")
    assert person.login == "thu.ha"
    assert Person.objects.get_by_natural_key(" THU.HA ") == person
    refused(lambda: Person.objects.create(login="HA", name="Hà"), because="person_login_is_lower")


def test_a_hash_belongs_to_its_bytes(season):
    refused(
        lambda: SeasonFile.objects.create(
            season=season, name="figures.csv", content=b"1", sha256=digest(b"2")
        ),
        because="seasonfile_hash_is_right",
    )
    refused(
        lambda: SheetVersion.objects.create(
            season=season, number=1, text="Tiêu chí", sha256=digest(b"x"), saved_at=NOW
        ),
        because="sheetversion_hash_is_right",
    )


def test_a_finding_is_an_error_or_a_warning(season):
    refused(
        lambda: Finding.objects.create(
            season=season, position=1, severity="hint", row=1, code="odd"
        ),
        because="finding_severity_is_known",
    )


def test_a_sheet_version_and_a_result_never_change(season, sheet):
    result = Result.objects.create(
        season=season,
        edition=1,
        sheet=sheet,
        snapshot=b"{}",
        sha256=digest(b"{}"),
        units={},
        provisional=False,
        computed_at=NOW,
    )
    for change in (
        "UPDATE store_sheetversion SET number = 2",
        "DELETE FROM store_sheetversion",
        "UPDATE store_result SET provisional = true",
        "DELETE FROM store_result",
    ):
        refused(lambda change=change: execute(change), because="never changes once saved")
    assert Result.objects.get() == result
    assert SheetVersion.objects.get() == sheet


def test_the_list_of_units_can_be_reordered_in_one_go(season, season_unit):
    other = Unit.objects.create(home=season.cluster, code="U2", name="Cao Bằng")
    second = SeasonUnit.objects.create(
        season=season, unit=other, code="U2", name="Cao Bằng", position=2, sort_key="c", search="c"
    )
    season_unit.position, second.position = 2, 1
    SeasonUnit.objects.bulk_update([season_unit, second], ["position"])
    assert [unit.code for unit in SeasonUnit.objects.order_by("position")] == ["U2", "U1"]
