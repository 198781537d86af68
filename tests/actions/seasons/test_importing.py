"""Taking a season folder in."""

from fractions import Fraction

import pytest
from django.db import connection

from makers import NOW, example_files, make_actor, make_season, small_files
from thidua.actions.seasons import Example, import_season, plan_import
from thidua.core.figures import State
from thidua.core.people import OPERATOR, Role
from thidua.core.permissions import Refused
from thidua.store.invariants import violations
from thidua.store.models import (
    Cluster,
    Figure,
    Finding,
    LeadPoints,
    Result,
    Season,
    SeasonFile,
    SeasonUnit,
    SheetVersion,
    Unassigned,
    Unit,
)
from thidua.store.staging import Counts

pytestmark = pytest.mark.django_db
TABLES = (Cluster, Unit, Season, SeasonUnit, SeasonFile, SheetVersion, Finding, Figure, LeadPoints)
LATER = NOW.replace(hour=9)


def versions():
    """Return every row's address and writing transaction: any write at all shows in them."""
    found = {}
    with connection.cursor() as cursor:
        for model in (*TABLES, Unassigned, Result):
            table = model._meta.db_table
            cursor.execute(f"SELECT id, ctid::text, xmin::text FROM {table} ORDER BY id")
            found[table] = cursor.fetchall()
    return found


def edited(file, old, new, **small):
    files = small_files(**small)
    assert old.encode() in files[file]
    files[file] = files[file].replace(old.encode(), new.encode())
    return files


def test_a_plan_saves_nothing():
    plan = plan_import(small_files(), actor=OPERATOR)
    assert plan.is_new
    assert plan.changes_anything
    assert [model.objects.count() for model in TABLES] == [0] * len(TABLES)


def test_a_plan_says_how_much_of_each_kind_is_new():
    plan = plan_import(small_files(), actor=OPERATOR)
    created = {change.kind: change.counts.created for change in plan.changes}
    assert created == {
        "cluster": 1,
        "season": 1,
        "sheet": 1,
        "units": 3,
        "figures": 11,
        "not_assigned": 1,
        "lead_points": 1,
        "files": 5,
        "findings": 0,
    }
    assert plan.change("units").examples[0] == Example(step="created", unit="A", after="Đơn vị An")


def test_an_import_does_what_its_plan_said():
    plan = plan_import(small_files(), actor=OPERATOR)
    done = import_season(small_files(), actor=OPERATOR, now=NOW)
    assert (done.changes, done.sheet_number) == (plan.changes, plan.sheet_number)
    season = Season.objects.get()
    assert (season.cluster.code, season.year, season.made_up) == ("cum-mau", 2025, True)
    assert [u.name for u in season.units.order_by("sort_key")] == [
        "Đơn vị An",
        "Đơn vị Bình",
        "Đơn vị Đoài",
    ]
    figure = Figure.objects.get(criterion="1.1", season_unit__code="B")
    assert (figure.number, figure.places, figure.file, figure.row) == (75, 1, "figures.csv", 3)
    assert Figure.objects.get(criterion="1.1", season_unit__code="A").note == "Có biên bản"
    assert LeadPoints.objects.get().points == 700
    assert Unassigned.objects.get().season_unit.code == "C"


def test_the_same_folder_twice_changes_not_one_row():
    import_season(small_files(), actor=OPERATOR, now=NOW)
    before = versions()
    again = import_season(small_files(), actor=OPERATOR, now=LATER)
    assert not again.changes_anything
    assert not again.edition.new
    assert versions() == before
    assert Season.objects.get().changed_at == NOW


def test_a_changed_figure_changes_one_row():
    make_season()
    before = versions()["store_figure"]
    done = make_season(edited("figures.csv", "1.2,A,120,", '1.2,A,"130,5",'), now=LATER)
    change = done.change("figures")
    assert change.counts == Counts(changed=1, left=10)
    assert change.examples == (
        Example(
            step="changed",
            unit="A",
            criterion="1.2",
            before=Fraction(120),
            after=Fraction(261, 2),
        ),
    )
    after = versions()["store_figure"]
    assert len(set(before) & set(after)) == len(before) - 1
    assert Season.objects.get().changed_at == LATER


def test_a_figure_with_more_decimals_leaves_the_others_of_its_column_alone():
    make_season()
    done = make_season(edited("figures.csv", "1.1,A,8,", "1.1,A,8.25,"))
    assert done.change("figures").counts.changed == 1


def test_rows_that_only_moved_in_the_file_are_not_called_changed():
    make_season()
    done = make_season(
        edited("figures.csv", "1.1,A,8,7,Có biên bản\n1.1,B", "\n1.1,A,8,7,Có biên bản\n1.1,B")
    )
    assert done.change("figures").counts == Counts(moved=8, left=3)
    assert Figure.objects.get(criterion="1.1", season_unit__code="A").row == 3


def test_rows_that_vanished_are_removed_and_named():
    make_season()
    done = make_season(edited("figures.csv", "2,C,10,,\n", ""))
    change = done.change("figures")
    assert change.counts == Counts(removed=1, left=10)
    assert change.examples == (
        Example(step="removed", unit="C", criterion="2", before=Fraction(10)),
    )
    assert not Figure.objects.filter(criterion="2", season_unit__code="C").exists()


def test_a_zero_a_blank_and_an_excuse_are_three_different_rows():
    make_season(edited("figures.csv", "2,C,10,,", "2,C,x,,"))
    make_season(edited("figures.csv", "2,C,10,,", "2,C,,,"))
    done = make_season(edited("figures.csv", "2,C,10,,", "2,C,0,,"))
    assert done.change("figures").examples == (
        Example(step="changed", unit="C", criterion="2", before=State.BLANK, after=Fraction(0)),
    )


def test_a_unit_that_vanished_goes_with_its_figures_and_can_come_back():
    make_season()
    gone = edited("units.csv", "C,Đơn vị Đoài,Đoài\n", "")
    for file in ("targets.csv", "figures.csv"):
        lines = gone[file].decode().splitlines(keepends=True)
        gone[file] = "".join(line for line in lines if ",C," not in line).encode()
    done = make_season(gone)
    assert done.change("units").counts == Counts(removed=1, left=2)
    assert done.change("figures").counts.removed == 3
    back = make_season()
    assert back.change("units").counts == Counts(created=1, left=2)
    assert Unit.objects.count() == 3
    assert list(violations()) == []


def test_units_that_change_places_in_the_list_keep_their_figures():
    make_season()
    swapped = edited(
        "units.csv",
        "A,Đơn vị An,An\nB,Đơn vị Bình,Bình\n",
        "B,Đơn vị Bình,Bình\nA,Đơn vị An,An\n",
    )
    done = make_season(swapped)
    assert done.change("units").counts == Counts(changed=2, left=1)
    assert done.change("figures").counts == Counts(left=11)
    assert (done.edition.new, Result.objects.values("sha256").distinct().count()) == (True, 1)


def test_the_same_sheet_text_is_the_same_version_and_another_text_a_new_one():
    first = make_season()
    longer = make_season(edited("sheet.toml", "Chấm thẳng", "Chấm trực tiếp"))
    back = make_season()
    assert [plan.sheet_number for plan in (first, longer, back)] == [1, 2, 1]
    assert back.change("sheet").counts == Counts(changed=1)
    assert SheetVersion.objects.count() == 2
    assert Season.objects.get().sheet.number == 1


def test_two_clusters_may_both_have_a_unit_of_the_same_code():
    make_season()
    make_season(small_files(code="cum-khac", name="Cụm khác"))
    assert Unit.objects.filter(code="A").count() == 2


def test_a_unit_is_one_and_the_same_in_two_years_and_each_year_keeps_its_name():
    make_season()
    make_season(edited("units.csv", "Đơn vị An", "Đơn vị An Mới", year=2026))
    make_season()
    unit = Unit.objects.get(code="A")
    assert unit.name == "Đơn vị An Mới"
    assert [row.name for row in unit.seasons.order_by("season__year")] == [
        "Đơn vị An",
        "Đơn vị An Mới",
    ]


def test_a_folder_with_an_error_is_refused_with_its_findings():
    with pytest.raises(Refused) as refused:
        import_season(example_files(), actor=OPERATOR, now=NOW)
    assert refused.value.code == "folder_has_errors"
    (found,) = [finding for finding in refused.value.facts["findings"] if finding.is_error]
    assert (found.file, found.facts["criterion"], found.facts["unit"]) == (
        "figures.csv",
        "1.3.4.3",
        "U3",
    )
    assert Season.objects.count() == 0


def test_errors_that_are_left_out_stay_on_record():
    make_season(example_files(), leave_out_errors=True)
    assert Finding.objects.filter(severity="error").count() == 1
    assert list(violations()) == []


def test_only_the_secretariat_of_the_cluster_imports():
    make_season()
    make_season(small_files(code="cum-khac"))
    import_season(small_files(), actor=make_actor(role=Role.SECRETARIAT), now=NOW)
    strangers = (
        make_actor(role=Role.LEADER),
        make_actor(role=Role.OFFICER, unit="A"),
        make_actor(role=Role.SECRETARIAT, cluster="cum-khac"),
    )
    for actor in strangers:
        for deed in (plan_import, lambda f, *, actor: import_season(f, actor=actor, now=NOW)):
            with pytest.raises(Refused, match="not_secretariat"):
                deed(small_files(), actor=actor)


def test_the_files_are_kept_as_they_were():
    files = small_files()
    make_season(files)
    kept = {file.name: bytes(file.content) for file in SeasonFile.objects.all()}
    assert kept == files
