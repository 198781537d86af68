"""units.csv: who takes part, and what is wrong with a line."""

import pytest
from tests.core.seasons.folder import SEASON, SHEET, codes, findings, season

from thidua.core.rankings.standings import Status

UNUSABLE = "cannot be used: at most 40 characters, beginning with a letter or digit, no slash"
TYPED = SHEET.replace(
    "[[criteria]]", '[unit_types]\nstate = "Nhà nước"\nprivate = "Tư nhân"\n\n[[criteria]]', 1
)


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("", Status.COMPETING),
        ("tham gia", Status.COMPETING),
        ("Competing", Status.COMPETING),
        ("rút", Status.WITHDRAWN),
        ("RÚT LUI", Status.WITHDRAWN),
        ("withdrawn", Status.WITHDRAWN),
        ("loại", Status.DISQUALIFIED),
        ("không xét", Status.DISQUALIFIED),
        ("disqualified", Status.DISQUALIFIED),
    ],
)
def test_a_status_is_a_word_in_vietnamese_or_english(word, status):
    units = f"unit,name,status,reason\nU1,A,{word},sáp nhập\nU2,B,,\nU3,C,,\n"
    read = season(units=units)
    assert read.statuses["U1"] is status
    assert read.units[0].reason == "sáp nhập"
    assert list(read.figures.competing) == [status is not Status.WITHDRAWN, True, True]


def test_units_keep_the_order_of_the_file():
    read = season(units="unit,name,short_name\nU3,C,c\nU1,A,a\nU2,B,b\n")
    assert [(unit.code, unit.short_name) for unit in read.units] == [
        ("U3", "c"),
        ("U1", "a"),
        ("U2", "b"),
    ]
    assert read.figures.units == ("U3", "U1", "U2")


def test_every_fault_of_a_line_is_named():
    units = "unit,name,status\nU1,A,\nU1,B,\n,C,\nU2,,\nU3,A,đi vắng\nU/4,D,\n" + "U" * 41 + ",E,\n"
    assert findings(units=units) == [
        "units.csv:3: unit U1 is already in row 2",
        "units.csv:4: the row has no unit code",
        "units.csv:5: unit U2 has no name",
        "units.csv:6: unit U3: unknown status “đi vắng”; write competing, withdrawn, disqualified",
        "units.csv:6: the name “A” is already in row 2",
        f"units.csv:7: unit code “U/4” {UNUSABLE}",
        f"units.csv:8: unit code “{'U' * 41}” {UNUSABLE}",
    ]


def test_a_file_without_units_is_refused():
    assert ("units.csv", 0, "no_units") in codes(units="unit,name\n")


def test_a_year_in_which_nobody_competes_is_warned_of():
    units = "unit,name,status\nU1,A,rút\nU2,B,rút\nU3,C,loại\n"
    assert codes(units=units) == [("units.csv", 0, "nobody_competes")]


def test_types_are_keys_or_titles_of_the_sheet():
    units = "unit,name,type\nU1,A,state\nU2,B,tư nhân\nU3,C,State\n"
    assert findings(units=units, sheet=TYPED) == [
        (
            "units.csv:4: unit U3: the sheet has no unit type “State”; did you mean state? "
            "(known: state, private)"
        )
    ]
    good = season(units=units.replace("State", "state"), sheet=TYPED)
    assert good.figures.unit_types == ("state", "private", "state")


def test_a_sheet_with_types_asks_for_the_type_of_every_unit():
    assert codes(sheet=TYPED) == [
        ("units.csv", 2, "type_missing"),
        ("units.csv", 3, "type_missing"),
        ("units.csv", 4, "type_missing"),
    ]


def test_a_type_that_the_sheet_does_not_know_of_is_not_used():
    units = "unit,name,type\nU1,A,state\nU2,B,\nU3,C,\n"
    assert codes(units=units) == [("units.csv", 2, "type_not_used")]
    assert season(units=units).figures.unit_types == ("", "", "")


def test_a_season_beyond_all_measure_is_refused():
    periods = ", ".join(f'"{day}"' for day in range(366))
    head = SEASON.replace("[cluster]", f"periods = [{periods}]\n\n[cluster]")
    units = "unit,name\n" + "".join(f"U{n},Đơn vị {n}\n" for n in range(1, 3_001))
    assert findings(season=head, units=units) == [
        "units.csv: too large: 3,000 units × 366 periods",
    ]
