"""The derivation of any point, computed apart from the engine, ends at the engine's number."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.made_sheets import LEAVES
from tests.core.strategies import many_seasons, seasons

from thidua.core.criteria import ROOT
from thidua.core.figures import State
from thidua.core.scoring import Filled, Scorecard, score
from thidua.core.scoring.derivation import Derivation
from thidua.core.scoring.explaining import explain, what_if

MANY = settings(max_examples=2 * settings.default.max_examples)
FEW = settings(max_examples=settings.default.max_examples // 3)


def cells(card: Scorecard) -> list[tuple[str, str]]:
    return [(unit, node) for unit in card.figures.units for node in card.nodes]


def as_scored(card: Scorecard, unit: str, node: str) -> tuple[object, ...]:
    """Return what the engine says of a cell."""
    at = card.nodes.index(node), card.figures.units.index(unit)
    filled = Filled(int(card.filled[at]))
    points = int(card.points[at]) if filled <= Filled.PARTIAL else None
    states = [State.REPORTED, State.REPORTED, State.BLANK, State.NOT_APPLICABLE,
              State.NOT_ASSIGNED]  # fmt: skip
    return points, int(card.max_points[at]), states[filled], bool(card.provisional[at])


def as_explained(why: Derivation) -> tuple[object, ...]:
    """Return what a derivation says."""
    return why.points, why.max_points or 0, why.state, why.provisional


def differences(card: Scorecard) -> list[tuple[object, ...]]:
    found = []
    for unit, node in cells(card):
        why = explain(card, unit=unit, criterion=node)
        if as_explained(why) != as_scored(card, unit, node):
            found.append((unit, node, as_explained(why), as_scored(card, unit, node)))
    return found


@MANY
@given(many_seasons())
def test_every_derivation_ends_at_the_points_of_the_engine(season):
    assert differences(score(*season)) == []


@FEW
@pytest.mark.parametrize("kind", LEAVES)
@given(season=seasons(size=2))
def test_derivations_of_small_sheets_end_at_the_points_of_the_engine(kind, season):
    assert differences(score(*season)) == []


@given(many_seasons())
def test_the_last_value_of_a_derivation_is_its_points(season):
    card = score(*season)
    for unit, node in cells(card):
        why = explain(card, unit=unit, criterion=node)
        values = [step.value for step in why.steps if step.value is not None]
        if why.points is None:
            assert why.steps
            assert why.exact is None
        else:
            assert values[-1] == Fraction(why.points, 100)


@given(many_seasons())
def test_one_case_of_a_table_applies_at_most_once_where_only_one_can(season):
    card = score(*season)
    one_of = {"levels", "bands", "lateness", "quality_timeliness", "relative_target",
              "cluster_place", "binary"}  # fmt: skip
    for unit, node in cells(card):
        why = explain(card, unit=unit, criterion=node)
        applied = sum(case.applies for case in why.cases)
        assert why.kind not in one_of or applied <= 1


@given(many_seasons(), st.data())
def test_a_figure_that_stays_as_it_is_changes_nothing(season, data):
    card = score(*season)
    unit, node = data.draw(st.sampled_from(cells(card)))
    if node == ROOT or not card.sheet.criterion(node).is_leaf:
        return
    why = explain(card, unit=unit, criterion=node)
    zeroed = any(step.code == "why_zeroed" for step in why.steps)
    for entry in why.inputs:
        if entry.value is not None and entry.unit == unit and not zeroed:
            same = what_if(card, unit=unit, criterion=node, value=entry.value,
                           indicator=entry.name, period=entry.period or None)  # fmt: skip
            assert same == why.points
