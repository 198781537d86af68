"""The engine and the plain reference give the same points, maxima, states and reservations.

`make thorough` runs many more cases than the ordinary test run.
"""

import numpy as np
import pytest
from hypothesis import given, settings

from tests.core.made_sheets import LEAVES
from tests.core.reference import Outcome, outcomes
from tests.core.strategies import many_seasons, seasons
from thidua.core.criteria import Sheet
from thidua.core.figures import Figures
from thidua.core.scoring import Filled, Scorecard, score


MANY = settings(max_examples=4 * settings.default.max_examples)


def differences(card: Scorecard, sheet: Sheet, figures: Figures) -> list[tuple[object, ...]]:
    """Return every cell on which the engine and the reference do not agree."""
    found = []
    for (code, unit), plain in outcomes(sheet, figures).items():
        node, at = card.nodes.index(code), figures.units.index(unit)
        fast = Outcome(
            int(card.points[node, at]),
            int(card.max_points[node, at]),
            Filled(int(card.filled[node, at])),
            provisional=bool(card.provisional[node, at]),
        )
        if fast != plain:
            found.append((code, unit, fast, plain))
    return found


@MANY
@given(many_seasons())
def test_engine_and_reference_agree_on_every_cell(season):
    assert differences(score(*season), *season) == []


@pytest.mark.parametrize("kind", LEAVES)
@given(season=seasons(size=2))
def test_engine_and_reference_agree_on_small_sheets(kind, season):
    assert differences(score(*season), *season) == []


@given(many_seasons())
def test_nodes_without_points_have_the_number_zero(season):
    card = score(*season)
    without = card.filled > Filled.PARTIAL
    assert not np.any(card.points[without])
    assert not np.any(card.max_points[card.filled > Filled.BLANK])
