"""The engine and the plain reference give the same points, maxima, states and reservations.

`make thorough` runs many more cases than the ordinary test run.
"""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from tests.core.made_sheets import LEAVES
from tests.core.reference import Outcome, outcomes, placed
from tests.core.strategies import many_seasons, seasons

from thidua.core.criteria import Sheet
from thidua.core.figures import Figures
from thidua.core.rankings import standings
from thidua.core.scoring import Filled, Scorecard, score
from thidua.core.scoring.explaining import explain
from thidua.core.seasons import Season, read_season

EXAMPLES = sorted(
    folder for folder in (Path(__file__).parents[3] / "examples").iterdir() if folder.is_dir()
)


MANY = settings(max_examples=4 * settings.default.max_examples)
FEW = settings(max_examples=settings.default.max_examples // 2)


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


@FEW
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


@pytest.fixture(params=EXAMPLES, ids=lambda folder: folder.name)
def example(request) -> Season:
    files = {file.name: file.read_bytes() for file in request.param.iterdir()}
    season = read_season(files, leave_out_errors=True).season
    assert season is not None
    return season


def test_engine_reference_and_derivations_agree_on_a_whole_year(example):
    card = score(example.sheet, example.figures)
    assert differences(card, example.sheet, example.figures) == []
    for column, unit in enumerate(card.figures.units):
        for row, node in enumerate(card.nodes):
            why = explain(card, unit=unit, criterion=node)
            assert (why.points or 0, why.provisional) == (
                int(card.points[row, column]),
                bool(card.provisional[row, column]),
            )


def test_places_of_a_whole_year_agree_with_the_reference(example):
    card = score(example.sheet, example.figures)
    out = frozenset(u for u, status in example.statuses.items() if status != "competing")
    plain = placed(example.sheet, example.figures, outcomes(example.sheet, example.figures), out)
    found = standings(card, example.statuses)
    assert {s.unit: (s.place, s.grade) for s in found} == {
        unit: (one.place, one.grade) for unit, one in plain.items()
    }
