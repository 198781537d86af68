"""A row of targets.csv or figures.csv that cannot be counted is refused with its reason."""

import pytest
from tests.core.seasons.folder import QUARTERS, SHEET, codes, findings, rows


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("1.1,U1,abc", "criterion 1.1, unit U1: “abc” is not a number"),
        ("1.1,U1,-", "criterion 1.1, unit U1: “-” is not a number"),
        ("1.1,U1,NaN", "criterion 1.1, unit U1: “NaN” is an error value, not a number"),
        ("1.1,U1,#DIV/0!", "criterion 1.1, unit U1: “#DIV/0!” is an error value, not a number"),
        ("1.1,U1,Infinity", "criterion 1.1, unit U1: “Infinity” is infinity, not a number"),
        (
            "1.1,U1,1e5",
            "criterion 1.1, unit U1: “1e5” is in scientific notation; write all digits",
        ),
        ("1.1,U1,５", "criterion 1.1, unit U1: “５” has digits other than 0–9"),
        (
            "1.1,U1,1.23.456",
            "criterion 1.1, unit U1: “1.23.456” has dots or commas in the wrong places",
        ),
        (
            "1.1,U1," + "1" * 31,
            "criterion 1.1, unit U1: “1111111111111111111111111111111” has more than 30 digits",
        ),
        ("1.1,U1,-5", "criterion 1.1, unit U1: -5 is less than 0"),
        ("1.3,U1,11", "criterion 1.3, unit U1: 11 is outside 0 to 10"),
        ("1.3,U1,−1", "criterion 1.3, unit U1: −1 is outside 0 to 10"),
        ("1.3,U1,10.000001", "criterion 1.3, unit U1: 10.000001 is outside 0 to 10"),
        ("1.3,U1,7.3", "criterion 1.3, unit U1: 7.3 is not in steps of 0.25"),
        ("1.2,U1,5", "criterion 1.2, unit U1: 5 is not admitted, only 0 or 10"),
        ("2.2,U1,Giỏi", "criterion 2.2, unit U1: there is no level “Giỏi” (known: Tốt, Khá, Kém)"),
        ("2.2,U1,4", "criterion 2.2, unit U1: 4 is outside 1 to 3"),
        ("2.2,U1,1.5", "criterion 2.2, unit U1: 1.5 is not a whole number"),
        ("2.3,U1,31/11/2025", "criterion 2.3, unit U1: there is no day 31/11/2025"),
        ("2.3,U1,-2", "criterion 2.3, unit U1: -2 is less than 0"),
        ("1.1,U1,không giao", "criterion 1.1, unit U1: “không giao” belongs in targets.csv only"),
        ("KXT,U1,2", "criterion KXT, unit U1: 2 is outside 0 to 1"),
        ("1.1,U9,5", "there is no unit U9"),
        ("1.1,u1,5", "there is no unit u1; did you mean U1?"),
        ("1.1,,5", "the row has no unit code"),
        ("1.9,U1,5", "there is no criterion 1.9"),
        ("kxt,U1,1", "there is no criterion kxt; did you mean KXT?"),
        (",U1,5", "the row has no criterion code"),
        ("1,U1,5", "1 is a section, which takes no figures"),
        ("2.1,U1,5", "criterion 2.1 needs its indicator named (column indicator): plan, report"),
        ("1.4,U1,5", "criterion 1.4 needs its indicator named (column indicator): part, whole"),
    ],
)
def test_a_row_is_refused_with_its_reason(row, reason):
    assert findings(figures=rows(row, "1.1,U2,1")) == [f"figures.csv:2: {reason}"]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            "2.1,U1,1,plans",
            "criterion 2.1 has no indicator “plans”; did you mean plan? (known: plan, report)",
        ),
        ("2.1,U1,2,plan", "criterion 2.1 (plan), unit U1: 2 is outside 0 to 1"),
        (
            "1.1,U1,5,part",
            (
                "criterion 1.1 has one figure only, column indicator must stay empty "
                "(it says “part”)"
            ),
        ),
        ("1.1,U1,5,target", "criterion 1.1: a target belongs in targets.csv"),
    ],
)
def test_an_indicator_is_refused_with_its_reason(row, reason):
    figures = rows(row, head="criterion,unit,value,indicator")
    assert findings(figures=figures) == [f"figures.csv:2: {reason}"]


def test_signs_that_steer_a_terminal_are_not_repeated():
    assert findings(figures=rows("1.1,U1,\x1b[31m5\u00a0đ")) == [
        "figures.csv:2: criterion 1.1, unit U1: “·[31m5 đ” is not a number"
    ]


def test_a_tick_in_a_condition_is_read_as_an_excuse_and_warned_of():
    figures = rows("2.1,U1,x,plan", head="criterion,unit,value,indicator")
    assert findings(figures=figures) == [
        (
            "figures.csv:2: criterion 2.1 (plan), unit U1: “x” means not applicable; write 1 for "
            "met and 0 for not met"
        )
    ]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (
            "1.1,U1,x",
            (
                "criterion 1.1 (target), unit U1: “x” is not used for targets; write “không giao” "
                "or leave it empty"
            ),
        ),
        ("1.1,U1,-1", "criterion 1.1 (target), unit U1: -1 is less than 0"),
        (
            "1.2,U1,5",
            ("criterion 1.2 (target), unit U1: this criterion is not scored against a target (5)"),
        ),
        (
            "1,U1,5",
            "criterion 1 (target), unit U1: this criterion is not scored against a target (5)",
        ),
        ("1.7,U1,5", "there is no criterion 1.7"),
    ],
)
def test_a_target_is_refused_with_its_reason(row, reason):
    targets = rows("1.1,U2,10", row, head="criterion,unit,target")
    assert findings(targets=targets) == [f"targets.csv:3: {reason}"]


def test_only_what_is_known_before_may_stand_with_the_targets():
    targets = rows("1.1,U1,3,", "1.4,U1,5,part", head="criterion,unit,target,indicator")
    assert findings(targets=targets) == [
        "targets.csv:3: criterion 1.4: “part” does not belong in this file; only whole"
    ]


def test_a_row_there_twice_names_the_first():
    figures = rows("1.1,U1,5", "1.1,U2,5", "1.1,U1,5", "1.1,U1,6")
    assert findings(figures=figures) == [
        "figures.csv:4: criterion 1.1, unit U1: already in figures.csv:2",
        "figures.csv:5: criterion 1.1, unit U1: already in figures.csv:2",
    ]


def test_a_figure_given_in_both_files_is_there_twice():
    targets = rows("1.4,U1,40,whole", "1.1,U1,1,", head="criterion,unit,target,indicator")
    figures = rows("1.4,U1,41,whole", head="criterion,unit,value,indicator")
    assert findings(targets=targets, figures=figures) == [
        "figures.csv:2: criterion 1.4 (whole), unit U1: already in targets.csv:2"
    ]


def test_periods_must_be_declared():
    figures = rows("1.1,U1,5,Quý I", head="criterion,unit,value,period")
    assert findings(figures=figures) == [
        "figures.csv:2: period “Quý I”: season.toml declares no periods"
    ]
    assert findings(season=QUARTERS, figures=figures.replace("Quý I", "Quý V")) == [
        "figures.csv:2: there is no period “Quý V” (known: Quý I, Quý II)"
    ]


def test_a_figure_of_the_year_may_not_stand_beside_those_of_periods():
    figures = rows("1.1,U1,5,Quý I", "1.1,U2,9,", head="criterion,unit,value,period")
    assert findings(season=QUARTERS, figures=figures) == [
        "figures.csv:3: criterion 1.1, unit U2: a figure of the year beside figures of its periods"
    ]


def test_a_criterion_is_taken_off_for_the_whole_year_only():
    targets = rows("1.1,U1,không giao,Quý I", "1.1,U2,5,", head="criterion,unit,target,period")
    assert ("targets.csv", 2, "not_assigned_in_period") in codes(season=QUARTERS, targets=targets)


def test_levels_of_periods_are_not_added_up():
    figures = rows("2.2,U1,Tốt,Quý I", "2.2,U1,Khá,Quý II", head="criterion,unit,value,period")
    assert codes(season=QUARTERS, figures=figures) == [
        ("figures.csv", 2, "level_by_period"),
        ("figures.csv", 3, "level_by_period"),
    ]
    each = SHEET.replace('kind = "levels"', 'kind = "levels"\nover_periods = "last"')
    assert codes(season=QUARTERS, figures=figures, sheet=each) == []
