"""A frozen result keeps everything, is the same for the same result, and notices damage."""

import json
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from attrs import evolve
from tests.core.scoring.making import figures_of, row

from thidua.core.criteria import read_sheet
from thidua.core.figures import Column, Source, State
from thidua.core.rankings.freezing import Damaged, freeze, sha256, thaw
from thidua.core.rankings.standings import Standing, Status, TieKind
from thidua.core.scoring import score

TEXT = """
title = "Bảng điểm"
year = 2025
total = 20

[[criteria]]
code = "1"
title = "Chỉ tiêu"
kind = "relative_target"
max = 10

[[criteria]]
code = "2"
title = "Đếm việc"
kind = "per_item"
points = 0.5
max = 10
"""
SHEET = read_sheet(TEXT).sheet
STATUSES = {"U2": Status.WITHDRAWN, "U1": Status.COMPETING}


def standing(unit, place):
    reasons = (("floor", (("percent", Fraction(1, 3)), ("criterion", "1"))),)
    status = STATUSES.get(unit, Status.COMPETING)
    return Standing(unit, 0, place, 1000, 2000, status, "Tốt", reasons, TieKind.EQUAL, ("U3",))


def made_card(order=(0, 1, 2)):
    figures = figures_of({
        "1": ["120", "90", "80"],
        ("1", "target"): ["100", "", "100"],
        "2": [["3", "2", "x"], ["4", "", "5"]],
    })  # fmt: skip
    columns = {
        key: Column(
            column.numbers[..., list(order)],
            column.places,
            None if column.states is None else column.states[..., list(order)],
        )
        for key, column in figures.columns.items()
    }
    units = tuple(figures.units[i] for i in order)
    figures = evolve(
        figures,
        units=units,
        columns=columns,
        periods=("Quý I", "Quý II"),
        competing=np.array([unit != "U2" for unit in units]),
        not_assigned={"2": np.array([unit == "U3" for unit in units])},
        sources={
            ("1", "", unit, ""): Source("figures.csv", 2 + int(unit[1]), text)
            for unit, text in zip(units, ("", "báo cáo 12", ""), strict=True)
        },
    )
    return score(SHEET, figures)


STANDINGS = (standing("U1", 1), standing("U3", 1), standing("U2", None))


def frozen_bytes(card):
    return freeze(card, STANDINGS, STATUSES, sheet_text=TEXT)


def test_a_thawed_result_is_the_one_that_was_frozen():
    card = made_card()
    thawed = thaw(frozen_bytes(card))
    assert thawed.card.sheet == SHEET
    assert thawed.sheet_text == TEXT
    assert thawed.standings == STANDINGS
    assert thawed.statuses == {"U2": Status.WITHDRAWN}
    assert thawed.card.nodes == card.nodes
    for name in ("points", "max_points", "filled", "provisional", "unlimited"):
        found, expected = getattr(thawed.card, name), getattr(card, name)
        assert (found == expected).all()
        assert found.dtype == expected.dtype
    for name in ("units", "unit_types", "periods", "sources"):
        assert getattr(thawed.card.figures, name) == getattr(card.figures, name)


def test_computing_anew_from_thawed_inputs_gives_the_same_bytes():
    data = frozen_bytes(made_card())
    thawed = thaw(data)
    again = score(thawed.card.sheet, thawed.card.figures)
    assert freeze(again, thawed.standings, thawed.statuses, sheet_text=thawed.sheet_text) == data


def test_the_order_of_units_columns_and_sources_changes_no_byte():
    card = made_card()
    turned = made_card(order=(2, 0, 1))
    assert row(turned, "TOTAL") != row(card, "TOTAL")
    figures = turned.figures
    sources = dict(card.figures.sources)
    columns = dict(reversed(figures.columns.items()))
    turned = evolve(turned, figures=evolve(figures, columns=columns, sources=sources))
    assert frozen_bytes(turned) == frozen_bytes(card)


def test_the_same_number_with_more_decimals_changes_no_byte():
    card = made_card()
    columns = {
        key: Column(column.numbers * 1000, column.places + 3, column.states)
        for key, column in card.figures.columns.items()
    }
    finer = score(SHEET, evolve(card.figures, columns=columns))
    assert frozen_bytes(finer) == frozen_bytes(card)


def test_a_column_without_any_figure_is_as_good_as_none():
    card = made_card()
    blank = Column(np.zeros(3, dtype=np.int64), 0, np.full(3, State.BLANK, dtype=np.int8))
    columns = {**card.figures.columns, ("9", "khác"): blank}
    more = evolve(card, figures=evolve(card.figures, columns=columns))
    assert frozen_bytes(more) == frozen_bytes(card)


def test_another_figure_gives_other_bytes():
    card = made_card()
    columns = dict(card.figures.columns)
    columns["1", ""] = Column(columns["1", ""].numbers + 1, 2)
    other = score(SHEET, evolve(card.figures, columns=columns))
    assert sha256(frozen_bytes(other)) != sha256(frozen_bytes(card))


def test_the_bytes_are_json_without_a_float_and_end_in_a_line():
    data = frozen_bytes(made_card())
    assert data.endswith(b"\n")
    json.loads(data, parse_float=pytest.fail)


def test_numbers_beyond_int64_are_kept():
    huge = 10**30
    figures = figures_of({"2": [str(huge), "1", "2"], "1": ["1", "2", str(huge)]})
    thawed = thaw(frozen_bytes(score(SHEET, figures)))
    assert int(thawed.card.figures.columns["2", ""].numbers[0]) == huge


def test_any_byte_changed_is_noticed():
    data = frozen_bytes(made_card())
    random = Random(7)
    for position in {0, 1, len(data) - 1, *(random.randrange(len(data)) for _ in range(300))}:
        damaged = bytearray(data)
        damaged[position] ^= 1 << random.randrange(8)
        with pytest.raises(Damaged):
            thaw(bytes(damaged))


@pytest.mark.parametrize("data", [b"", b"{}", b"not json", b'{"body":', b"\xff" * 200])
def test_other_bytes_are_refused_with_a_reason(data):
    with pytest.raises(Damaged) as caught:
        thaw(data)
    assert caught.value.reason == "not_a_snapshot"


def test_a_cut_off_file_is_refused():
    data = frozen_bytes(made_card())
    for length in range(0, len(data), 97):
        with pytest.raises(Damaged):
            thaw(data[:length])


def test_the_text_of_another_sheet_is_refused():
    with pytest.raises(ValueError, match="sheet"):
        freeze(made_card(), (), {}, sheet_text=TEXT.replace("0.5", "1"))
