"""Large columns take shorter ways than small ones; the points are the same."""

from random import Random

import numpy as np
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.scoring.making import figures_of, line, row, sheet_of
from tests.core.strategies import season

from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import YearEnd
from thidua.core.scoring import score

COPIES = 1_100  # even one unit, copied, makes a column that counts as large


def copied(figures, copies):
    """Return the clusters of these figures many times over, each copy with clusters of its own."""
    columns = {
        key: evolve(
            column,
            numbers=np.tile(column.numbers, copies),
            states=None if column.states is None else np.tile(column.states, copies),
        )
        for key, column in figures.columns.items()
    }
    apart = 1 + int(figures.clusters.max())
    clusters = [figures.clusters + copy * apart for copy in range(copies)]
    return evolve(
        figures,
        units=tuple(f"{unit}.{copy}" for copy in range(copies) for unit in figures.units),
        columns=columns,
        clusters=np.concatenate(clusters),
        unit_types=figures.unit_types * copies,
        competing=np.tile(figures.competing, copies),
        not_assigned={code: np.tile(mask, copies) for code, mask in figures.not_assigned.items()},
        sources={},
    )


@settings(max_examples=40)
@given(st.integers(0, 2**48))
def test_a_nation_of_equal_clusters_scores_as_one_of_them(seed):
    sheet, figures = season(Random(seed), 8)
    small, large = score(sheet, figures), score(sheet, copied(figures, COPIES))
    for name in ("points", "max_points", "filled", "provisional"):
        expected = np.tile(getattr(small, name), COPIES)
        assert np.array_equal(getattr(large, name), expected), name


def test_points_of_each_period_are_looked_up_as_they_are_computed():
    rule = r.Lateness((100, 300), 200, 5)
    more = {"over_periods": YearEnd.MEAN, "score_each_period": True}
    sheet = sheet_of(line("1", rule, most=10, **more))
    periods = [["0", "1", "x", "7"], ["2", "", "4", "-3"], ["9", "5", "3", "1"]]
    figures = figures_of({"1": periods})
    expected = row(score(sheet, figures), "1")
    assert expected == ["5.67", "5", "4", "6.33"]
    assert row(score(sheet, copied(figures, COPIES)), "1") == expected * COPIES
