"""Every invariant finds the damage that it is there for, and nothing where all is well."""

import hashlib
import json

import pytest
from django.db import connection

from makers import example_files, make_season, small_files
from thidua.core.rankings.freezing import HEAD, TAIL
from thidua.store import invariants
from thidua.store.invariants import INVARIANTS, violations
from thidua.store.models import Result

pytestmark = pytest.mark.django_db


@pytest.fixture
def two_seasons():
    make_season()
    make_season(small_files(code="cum-khac"))


def run(statement, values=()):
    """Do what no deed does, past the triggers."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE store_result DISABLE TRIGGER store_result_never_changes")
        cursor.execute(statement, values)


def forge_a_result():
    """Give a unit points that its figures do not give, with hashes that are right."""
    body = json.loads(bytes(Result.objects.first().snapshot))["body"]
    body["nodes"][0][0] = 2_000
    plain = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    forged = HEAD + plain + TAIL % hashlib.sha256(plain).hexdigest().encode()
    run(
        "UPDATE store_result SET snapshot = %s, sha256 = %s",
        [forged, hashlib.sha256(forged).hexdigest()],
    )


DAMAGES = {
    invariants.newest_results_follow_from_the_rows: (
        ("result_not_from_rows", "UPDATE store_figure SET number = 9 WHERE criterion = '1.1'"),
        ("season_without_result", "DELETE FROM store_result"),
    ),
    invariants.results_follow_from_their_inputs: (("result_not_from_inputs", forge_a_result),),
    invariants.editions_have_no_gaps: (
        ("numbers_with_gaps", "UPDATE store_result SET edition = 3"),
    ),
    invariants.sheets_belong_to_their_seasons: (
        (
            "sheet_of_another_season",
            "UPDATE store_season a SET sheet_id = b.sheet_id FROM store_season b WHERE a.id > b.id",
        ),
        (
            "sheet_of_another_season",
            "UPDATE store_result SET sheet_id = (SELECT min(id) FROM store_sheetversion)",
        ),
    ),
    invariants.findings_are_counted_right: (
        ("findings_miscounted", "UPDATE store_season SET errors = 1"),
        ("findings_miscounted", "UPDATE store_season SET warnings = 1"),
    ),
    invariants.figures_answer_the_sheet: (
        (
            "figure_that_nobody_asked_for",
            "UPDATE store_figure SET indicator = 'x' WHERE criterion = '2'",
        ),
        (
            "figure_that_nobody_asked_for",
            "UPDATE store_figure SET period = 'Quý I' WHERE criterion = '2'",
        ),
    ),
    invariants.sort_keys_follow_from_names: (
        ("stale_sort_key", "UPDATE store_seasonunit SET sort_key = 'A'"),
        ("stale_sort_key", "UPDATE store_seasonunit SET search = 'a'"),
        ("stale_sort_key", "UPDATE store_cluster SET sort_key = 'A'"),
    ),
}


def test_nothing_is_wrong_with_what_the_deeds_leave(two_seasons):
    make_season(example_files(), leave_out_errors=True)
    assert list(violations()) == []


@pytest.mark.parametrize(
    ("question", "code", "damage"),
    [(question, *damage) for question, damages in DAMAGES.items() for damage in damages],
)
def test_damage_is_found(question, code, damage, two_seasons):
    if callable(damage):
        damage()
    else:
        run(damage)
    assert {violation.code for violation in question()} == {code}


def test_every_invariant_has_been_seen_to_fail():
    assert set(INVARIANTS) == set(DAMAGES)
