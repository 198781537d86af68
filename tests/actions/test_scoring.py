"""Computing a season and freezing what came of it."""

import pytest

from makers import NOW, make_actor, make_season, small_files
from thidua.actions.scoring import compute
from thidua.core.people import OPERATOR, Role
from thidua.core.permissions import DoesNotExist, Refused
from thidua.store.invariants import refrozen, violations
from thidua.store.models import Result

pytestmark = pytest.mark.django_db


def test_computing_again_makes_no_new_edition():
    plan = make_season()
    again = compute("cum-mau", 2025, actor=OPERATOR, now=NOW)
    assert (plan.edition.edition, plan.edition.new) == (1, True)
    assert (again.edition, again.sha256, again.new) == (1, plan.edition.sha256, False)
    assert Result.objects.count() == 1


def test_a_changed_figure_makes_a_new_edition_and_the_old_one_stays():
    first = make_season().edition
    changed = small_files()
    changed["figures.csv"] = changed["figures.csv"].replace(b"1.1,A,8,", b"1.1,A,9,")
    second = make_season(changed).edition
    assert (second.edition, second.new) == (2, True)
    assert second.sha256 != first.sha256
    assert [r.sha256 for r in Result.objects.order_by("edition")] == [first.sha256, second.sha256]


def test_a_unit_that_is_called_differently_makes_a_new_edition_with_the_same_bytes():
    first = make_season().edition
    renamed = small_files()
    renamed["units.csv"] = renamed["units.csv"].replace("Đơn vị An".encode(), "Đơn vị Ân".encode())
    second = make_season(renamed).edition
    assert (second.edition, second.sha256) == (2, first.sha256)


def test_what_is_frozen_gives_the_same_bytes_again():
    make_season()
    snapshot = bytes(Result.objects.get().snapshot)
    assert refrozen(snapshot) == snapshot
    assert list(violations()) == []


def test_a_missing_report_makes_the_result_provisional():
    files = small_files()
    files["figures.csv"] = files["figures.csv"].replace(b"1.2,B,90,,\n", b"")
    assert make_season(files).edition.provisional
    assert not make_season().edition.provisional


def test_only_the_secretariat_computes_and_strangers_see_nothing():
    make_season()
    make_season(small_files(code="cum-khac"))
    compute("cum-mau", 2025, actor=make_actor(role=Role.SECRETARIAT), now=NOW)
    with pytest.raises(Refused, match="not_secretariat"):
        compute("cum-mau", 2025, actor=make_actor(role=Role.LEADER), now=NOW)
    for stranger, year in ((make_actor(cluster="cum-khac"), 2025), (OPERATOR, 2024)):
        with pytest.raises(DoesNotExist):
            compute("cum-mau", year, actor=stranger, now=NOW)
