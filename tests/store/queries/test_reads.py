"""Reads name their reader, cost a known number of queries, and tell nobody what is hidden."""

import pytest

from makers import (
    NOW,
    example_files,
    join,
    make_actor,
    make_cluster,
    make_person,
    make_season,
    small_files,
)
from thidua.core.figures import Source
from thidua.core.people import DEMO_ACCOUNTS, OPERATOR, Actor, Membership, Role, may_read
from thidua.core.permissions import DoesNotExist
from thidua.core.rankings import Status
from thidua.core.scoring import score
from thidua.store.queries import clusters, criteria, figures, people, scoring, seasons, units

pytestmark = pytest.mark.django_db

READS = {
    "season_of": seasons.season_of,
    "units_of": units.units_of,
    "latest_result": scoring.latest_result,
    "editions_of": scoring.editions_of,
    "edition_of": lambda c, y, r: scoring.edition_of(c, y, 1, r),
    "findings_of": criteria.findings_of,
    "sheet_of": criteria.sheet_of,
    "lead_points_of": figures.lead_points_of,
    "notes_of": lambda c, y, r: figures.notes_of(c, y, r, unit="A"),
}
QUERIES = dict.fromkeys(READS, 1)


@pytest.fixture
def leader():
    make_season()
    make_season(small_files(code="cum-khac", name="Cụm khác"))
    return make_actor(role=Role.LEADER)


def of_units(number):
    """Return the small season with its first units only."""
    files = small_files()
    kept = "ABC"[:number]
    for file in ("units.csv", "targets.csv", "figures.csv"):
        first, *rows = files[file].decode().splitlines()
        told = [row for row in rows if set(row.split(",")[:2]) & set(kept)]
        files[file] = "\n".join([first, *told]).encode()
    return files


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("name", READS)
def test_a_read_is_one_query_however_many_units(name, number, django_assert_num_queries):
    make_season(of_units(number))
    READS[name]("cum-mau", 2025, OPERATOR)
    with django_assert_num_queries(QUERIES[name]):
        READS[name]("cum-mau", 2025, OPERATOR)


@pytest.mark.parametrize("name", READS)
def test_what_is_hidden_looks_like_what_is_not_there(name, leader):
    READS[name]("cum-mau", 2025, leader)
    nobody = Actor(person=None)
    for cluster, year, reader in (
        ("cum-khac", 2025, leader),
        ("khong-co", 2025, leader),
        ("cum-mau", 2024, leader),
        ("cum-mau", 2025, nobody),
    ):
        with pytest.raises(DoesNotExist):
            READS[name](cluster, year, reader)


def test_the_condition_on_queries_is_the_rule_of_core(leader):
    stranger = Actor(person=None)
    both = Actor(
        person=None,
        memberships=(Membership("cum-mau", Role.LEADER), Membership("cum-khac", Role.LEADER)),
    )
    for reader in (leader, stranger, both, OPERATOR):
        seen = {row.code for row in clusters.clusters_of(reader)}
        allowed = {c for c in ("cum-mau", "cum-khac") if may_read(reader, cluster=c)}
        assert seen == allowed


@pytest.mark.parametrize("number", [1, 3])
def test_clusters_come_in_vietnamese_order_with_their_years_in_one_query(
    number, django_assert_num_queries
):
    for year in range(2025, 2025 + number):
        make_season(small_files(code="cum-a", name="Cụm Đống", year=year))
        make_season(small_files(code="cum-b", name="Cụm Ấm", year=year))
    make_cluster("cum-c", "Zzz")
    with django_assert_num_queries(1):
        rows = clusters.clusters_of(OPERATOR)
    assert [row.name for row in rows] == ["Cụm Ấm", "Cụm Đống", "Zzz"]
    assert [year.year for year in rows[0].years] == list(range(2024 + number, 2024, -1))
    assert (rows[2].years, rows[0].years[0].cluster.code) == ((), "cum-b")


def test_a_season_tells_how_it_stands():
    make_season(example_files(), leave_out_errors=True)
    row = seasons.season_of("cong-an-xa", 2025, OPERATOR)
    assert (row.units, row.errors, row.edition, row.made_up) == (7, 1, 1, False)
    assert (row.sheet_number, row.computed_at, row.changed_at) == (1, NOW, NOW)
    assert row.warnings == len(
        [f for f in criteria.findings_of("cong-an-xa", 2025, OPERATOR) if not f.is_error]
    )


def test_a_result_holds_what_it_was_computed_from(leader):
    result = scoring.latest_result("cum-mau", 2025, leader)
    assert list(result.units) == ["A", "B", "C"]
    assert result.units["C"].status is Status.COMPETING
    assert (result.units["A"].label, result.season.title) == ("An", "Cụm mẫu, năm 2025")
    card = result.frozen.card
    assert (card.points == score(card.sheet, card.figures).points).all()
    assert card.figures.sources["1.2", "", "A", ""] == Source("figures.csv", 5, "")
    assert {s.unit: s.total_points for s in result.frozen.standings} == {
        "A": 800 + 1_000 + 1_000,
        "B": 750 + 450,
        "C": 900 + 1_000,
    }


def test_bytes_that_are_new_to_the_process_cost_one_query_more(django_assert_num_queries):
    make_season()
    scoring.thawed.cache_clear()
    with django_assert_num_queries(2):
        first = scoring.latest_result("cum-mau", 2025, OPERATOR)
    with django_assert_num_queries(1):
        second = scoring.latest_result("cum-mau", 2025, OPERATOR)
    assert second.frozen is first.frozen


def test_a_cached_result_is_still_hidden_from_a_stranger():
    make_season()
    scoring.latest_result("cum-mau", 2025, OPERATOR)
    with pytest.raises(DoesNotExist):
        scoring.latest_result("cum-mau", 2025, Actor(person=None))


def test_editions_stay_readable(leader):
    changed = small_files()
    changed["figures.csv"] = changed["figures.csv"].replace(b"1.1,A,8,", b"1.1,A,9,")
    make_season(changed)
    assert [row.edition for row in scoring.editions_of("cum-mau", 2025, leader)] == [2, 1]
    old = scoring.edition_of("cum-mau", 2025, 1, leader)
    assert (old.edition, old.season.edition) == (1, 2)
    with pytest.raises(DoesNotExist):
        scoring.edition_of("cum-mau", 2025, 3, leader)


def test_findings_come_back_as_they_were_found():
    plan = make_season(example_files(), leave_out_errors=True)
    assert plan.findings
    assert criteria.findings_of("cong-an-xa", 2025, OPERATOR) == plan.findings


def test_the_leads_points_and_the_notes_are_read_apart_from_the_figures(leader):
    assert figures.lead_points_of("cum-mau", 2025, leader) == {("1.1", "A"): 700}
    notes = figures.notes_of("cum-mau", 2025, leader, unit="A")
    assert notes == {("1.1", "", ""): "Có biên bản"}
    assert figures.notes_of("cum-mau", 2025, leader, unit="B") == {}


def test_the_sheet_in_force_is_the_text_and_its_meaning(leader):
    row = criteria.sheet_of("cum-mau", 2025, leader)
    assert row.text == small_files()["sheet.toml"].decode()
    assert row.sheet.criterion("1.2").kind == "relative_target"
    assert (row.number, row.saved_at) == (1, NOW)


@pytest.mark.parametrize("number", [1, 3])
def test_an_actor_is_one_query(number, django_assert_num_queries):
    make_season()
    person = make_person("ha", role=Role.OFFICER, cluster="cum-mau", unit="A")
    for at in range(1, number):
        make_season(small_files(code=f"cum-{at}"))
        join(person, role=Role.LEADER, cluster=f"cum-{at}")
    with django_assert_num_queries(1):
        actor = people.actor_of(person.pk)
    assert len(actor.memberships) == number
    assert actor.memberships[0] == Membership("cum-mau", Role.OFFICER, unit="A")
    assert (actor.name, actor.operator) == ("Hà", False)


def test_somebody_shut_out_or_unknown_is_nobody():
    person = make_person("ha")
    assert people.actor_of(person.pk).memberships == ()
    person.is_active = False
    person.save()
    for key in (person.pk, 0):
        with pytest.raises(DoesNotExist):
            people.actor_of(key)


def test_demonstration_accounts_are_told_only_where_they_are():
    assert people.demonstration_accounts() == ()
    make_person(DEMO_ACCOUNTS[0].login)
    assert people.demonstration_accounts() == DEMO_ACCOUNTS[:1]
