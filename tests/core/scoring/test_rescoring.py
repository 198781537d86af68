"""Scoring only what changed gives what scoring everything gives."""

from random import Random

import numpy as np
import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st
from tests.core import made_figures
from tests.core.scoring.making import figures_of, line, row, sheet_of
from tests.core.strategies import season

from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import Override, OverrideEffect
from thidua.core.scoring import rescore, score


def same(one, other):
    arrays = ("points", "max_points", "filled", "provisional", "unlimited")
    return one.nodes == other.nodes and all(
        (getattr(one, name) == getattr(other, name)).all() for name in arrays
    )


def changed_figures(rng, sheet, figures):
    """Return figures in which some codes have other columns and marks, or none, and those codes."""
    other = made_figures.figures(rng, sheet, units=len(figures.units))
    codes = {code for code, _ in [*figures.columns, *other.columns]}
    codes |= {*figures.not_assigned, *other.not_assigned}
    changed = {code for code in sorted(codes) if rng.random() < 0.3}
    columns = {k: c for k, c in figures.columns.items() if k[0] not in changed}
    if other.periods == figures.periods:
        columns |= {k: c for k, c in other.columns.items() if k[0] in changed}
    marks = {k: m for k, m in figures.not_assigned.items() if k not in changed}
    marks |= {k: m for k, m in other.not_assigned.items() if k in changed}
    return evolve(figures, columns=columns, not_assigned=marks), changed


@given(st.integers(0, 2**48))
def test_rescoring_is_scoring(seed):
    rng = Random(seed)
    sheet, figures = season(rng, 8)
    card = score(sheet, figures)
    after, changed = changed_figures(rng, sheet, figures)
    assert same(rescore(card, after, changed=changed), score(sheet, after))


@given(st.integers(0, 2**48))
def test_taking_out_one_figure_changes_what_stands_above_it(seed):
    rng = Random(seed)
    sheet, figures = season(rng, 8)
    for code, indicator in sorted(figures.columns)[:3]:
        columns = {k: c for k, c in figures.columns.items() if k != (code, indicator)}
        after = evolve(figures, columns=columns)
        card = score(sheet, figures)
        assert same(rescore(card, after, changed=[code]), score(sheet, after))


def test_an_override_that_happens_later_takes_its_points():
    override = Override("K", "", OverrideEffect.ZERO, criterion="1")
    sheet = sheet_of(line("1", r.Direct(), most=10), overrides=(override,))
    card = score(sheet, figures_of({"1": ["8"]}))
    after = figures_of({"1": ["8"], "K": ["1"]})
    assert row(rescore(card, after, changed=["K"]), "TOTAL") == ["0"]
    assert row(rescore(score(sheet, after), card.figures, changed=["K"]), "TOTAL") == ["8"]


def test_the_old_scorecard_is_left_as_it_was():
    sheet = sheet_of(line("1", r.Direct(), most=10))
    card = score(sheet, figures_of({"1": ["8"]}))
    rescore(card, figures_of({"1": ["3"]}), changed=["1"])
    assert row(card, "1") == row(card, "TOTAL") == ["8"]


def test_a_mark_on_a_section_reaches_all_in_it():
    sheet = sheet_of(line("A", r.Sum(), most=10), line("1", r.Direct(), most=10, parent="A"))
    card = score(sheet, figures_of({"1": ["8", "8"]}))
    off = evolve(card.figures, not_assigned={"A": np.array([True, False])})
    assert row(rescore(card, off, changed=["A"]), "1") == ["", "8"]


def test_rescoring_other_units_is_refused():
    sheet = sheet_of(line("1", r.Direct(), most=10))
    card = score(sheet, figures_of({"1": ["8"]}))
    with pytest.raises(ValueError, match="units"):
        rescore(card, figures_of({"1": ["8", "9"]}), changed=["1"])
