"""season.toml: what it must say, and what is wrong with it."""

import pytest
from tests.core.seasons.folder import FIGURES, SEASON, codes, findings, folder, season

from thidua.core.seasons import ClusterLine, read_season
from thidua.wording import finding_line


def test_a_season_has_its_title_year_cluster_and_source():
    read = season(season='made_up = true\nsource = "Bịa ra"\n' + SEASON)
    assert (read.title, read.year) == ("Cụm thi đua số 7, năm 2025", 2025)
    assert read.cluster == ClusterLine(
        code="cum-7",
        name="Cụm thi đua số 7",
        organiser="Công an tỉnh",
        level="Công an huyện",
        number=7,
    )
    assert (read.made_up, read.source) == (True, "Bịa ra")


def test_the_least_that_a_season_may_say():
    read = season(season='title = "T"\nyear = 2025\n[cluster]\ncode = "c"\nname = "C"\n')
    assert read.cluster == ClusterLine(code="c", name="C")
    assert read.figures.periods == ()


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("year = 2025", "year = 1900", "3: year = 1900: the year must be from 1948 to 2100"),
        ("year = 2025", "year = 20.25", "3: year must be a whole number"),
        ("year = 2025", 'year = "2025"', "3: year must be a whole number"),
        ("year = 2025", "year = true", "3: year must be a whole number"),
        ("year = 2025", "", "1: year is missing"),
        (
            "year = 2025",
            "year = 0x" + "f" * 5_000,
            "3: year = …: the year must be from 1948 to 2100",
        ),
        ('title = "Cụm thi đua số 7, năm 2025"', "", "1: title is missing"),
        (
            'title = "Cụm thi đua số 7, năm 2025"',
            "title = 5",
            "2: title must be text in quotation marks",
        ),
        (
            'title = "Cụm thi đua số 7, năm 2025"',
            "title = 5.5",
            "2: title must be text in quotation marks",
        ),
        ("year = 2025", "year = 2025\nmade_up = 1", "4: made_up must be true or false"),
        ("year = 2025", "year = 2025\ntitel = 1", "4: there is no key titel; did you mean title?"),
        (
            "number = 7",
            "nummer = 7",
            "10: there is no key cluster.nummer; did you mean number?",
        ),
        (
            "number = 7",
            "number = 0",
            "10: cluster.number = 0: a cluster's number must be from 1 to 9999",
        ),
        ("number = 7", "number = 7.5", "10: cluster.number must be a whole number"),
        (
            'code = "cum-7"',
            'code = "Cụm 7"',
            (
                "6: cluster.code = “Cụm 7”: a cluster's code has small letters, digits and hyphens"
                " only, like cum-7"
            ),
        ),
        ('code = "cum-7"', "", "5: cluster.code is missing"),
        (
            "year = 2025",
            'year = 2025\nperiods = ["Q1", "q1"]',
            (
                "4: periods: at most 366 periods with different names, none empty or longer than"
                " 80 characters"
            ),
        ),
        (
            "year = 2025",
            "year = 2025\nperiods = 4",
            "4: periods must be a list of names in quotation marks",
        ),
    ],
)
def test_a_fault_is_named_with_its_line(old, new, line):
    assert findings(season=SEASON.replace(old, new)) == [f"season.toml:{line}"]


def test_a_season_without_a_cluster_is_refused():
    assert codes(season='title = "T"\nyear = 2025\n') == [("season.toml", 1, "head_missing_key")]
    assert codes(season='title = "T"\nyear = 2025\ncluster = "C"\n') == [
        ("season.toml", 3, "head_not_table")
    ]


def test_a_file_that_is_no_toml_is_refused_with_its_line():
    [(file, row, _code)] = codes(season=SEASON.replace("[cluster]", "[cluster"))
    assert (file, row) == ("season.toml", 5)


def test_the_folder_and_the_sheet_should_be_of_one_year():
    assert findings(season=SEASON.replace("2025", "2026")) == [
        "season.toml: the folder's year is 2026, the sheet's is 2025"
    ]


@pytest.mark.parametrize("file", ["season", "sheet", "units", "targets", "figures"])
def test_a_missing_file_is_named(file):
    named = [code for code in codes(**{file: None}) if code[2] == "missing_file"]
    assert len(named) == 1
    assert named[0][0].startswith(file)


def test_a_missing_file_is_looked_for_under_a_similar_name():
    files = folder()
    files["figure.csv"] = files.pop("figures.csv")
    assert lines_of(files) == ["figures.csv: this file is missing; the folder has figure.csv"]


def test_names_of_files_may_be_written_in_capitals():
    files = folder()
    files["Figures.CSV"] = files.pop("figures.csv")
    assert lines_of(files) == []


def test_other_files_of_the_folder_are_passed_over():
    assert lines_of(folder() | {"README.md": b"\xff\xff", "scores.csv": b"?"}) == []


def test_targets_may_be_missing_where_the_sheet_has_none():
    sheet = 'title = "T"\nyear = 2025\ntotal = 10\n[[criteria]]\ncode = "1.2"\ntitle = "t"\n'
    sheet += 'kind = "binary"\nmax = 10\n'
    assert codes(sheet=sheet, targets=None, figures=FIGURES.replace("1.1,U1,12\n", "")) == []


def lines_of(files):
    return [finding_line(finding, "en") for finding in read_season(files).findings]
