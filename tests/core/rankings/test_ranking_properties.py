"""Places against the plain reference, and what no order of rows may change."""

from itertools import pairwise
from random import Random

import numpy as np
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.reference import outcomes, placed
from tests.core.strategies import many_seasons

from thidua.core.criteria import ROOT, Sheet
from thidua.core.figures import Column, Figures
from thidua.core.rankings import (
    Standing,
    Status,
    TieKind,
    decided_between,
    explain_place,
    spread,
    standings,
)
from thidua.core.scoring import score

MANY = settings(max_examples=4 * settings.default.max_examples)
Season = tuple[Sheet, Figures]


def some_statuses(figures: Figures, random: Random) -> dict[str, Status]:
    return {unit: random.choice(tuple(Status)) for unit in figures.units if random.random() < 0.2}


def without_place(figures: Figures, statuses: dict[str, Status]) -> frozenset[str]:
    """Return the units whose status takes them out, however the sheet judges them."""
    out = {unit for unit, status in statuses.items() if status is not Status.COMPETING}
    out |= {
        u for u, competing in zip(figures.units, figures.competing, strict=True) if not competing
    }
    return frozenset(out)


@MANY
@given(many_seasons(size=6), st.integers(0, 2**32))
def test_grades_and_places_agree_with_the_plain_reference(season, seed):
    sheet, figures = season
    statuses = some_statuses(figures, Random(seed))
    plain = placed(sheet, figures, outcomes(sheet, figures), without_place(figures, statuses))
    for standing in standings(score(sheet, figures), statuses):
        expected = plain[standing.unit]
        assert (standing.place, standing.grade) == (expected.place, expected.grade)
        shared = standing.tie in {TieKind.EQUAL, TieKind.REQUIRED}
        assert frozenset(standing.tie_with if shared else ()) == expected.beside


def shuffled(figures: Figures, order: list[int]) -> Figures:
    """Return the same figures with the units in another order."""

    def column(one: Column) -> Column:
        states = None if one.states is None else one.states[..., order]
        return Column(one.numbers[..., order], one.places, states)

    return evolve(
        figures,
        units=tuple(figures.units[n] for n in order),
        columns={key: column(one) for key, one in figures.columns.items()},
        clusters=figures.clusters[order],
        unit_types=tuple(figures.unit_types[n] for n in order),
        competing=figures.competing[order],
        not_assigned={code: mask[order] for code, mask in figures.not_assigned.items()},
    )


@MANY
@given(many_seasons(size=6), st.randoms(use_true_random=False))
def test_the_order_of_units_changes_no_point_and_no_standing(season, random):
    sheet, figures = season
    order = random.sample(range(len(figures.units)), len(figures.units))
    card, other = score(sheet, figures), score(sheet, shuffled(figures, order))
    assert np.array_equal(card.points[:, order], other.points)
    assert np.array_equal(card.filled[:, order], other.filled)
    assert np.array_equal(card.provisional[:, order], other.provisional)
    assert standings(card) == standings(other)


@given(many_seasons(size=6), st.randoms(use_true_random=False))
def test_the_order_of_columns_changes_nothing(season, random):
    sheet, figures = season
    columns = random.sample(list(figures.columns.items()), len(figures.columns))
    other = evolve(figures, columns=dict(columns))
    assert standings(score(sheet, figures)) == standings(score(sheet, other))


def by_cluster(found: tuple[Standing, ...]) -> dict[int, list[Standing]]:
    clusters: dict[int, list[Standing]] = {}
    for standing in found:
        clusters.setdefault(standing.cluster, []).append(standing)
    return clusters


@given(many_seasons(size=6))
def test_places_are_one_more_than_the_units_before(season):
    for cluster in by_cluster(standings(score(*season))).values():
        places = [standing.place for standing in cluster if standing.place is not None]
        assert places == sorted(places)
        assert all(place == 1 + sum(p < place for p in places) for place in places)


@given(many_seasons(size=6))
def test_a_tie_is_never_settled_without_a_word(season):
    """Units of the same place say so, and units of the same total say what parted them."""
    sheet, figures = season
    if sheet.ranking.grade_first or sheet.ranking.by == "share":
        return
    for cluster in by_cluster(standings(score(sheet, figures))).values():
        for standing in (one for one in cluster if one.place is not None):
            level = [o for o in cluster if o.place is not None and o is not standing
                     and o.total_points == standing.total_points]  # fmt: skip
            assert (standing.tie is TieKind.NONE) == (not level)
            assert set(standing.tie_with) <= {other.unit for other in level}
            shares = any(o.place == standing.place for o in level)
            assert shares == (standing.tie in {TieKind.EQUAL, TieKind.REQUIRED})


@given(many_seasons(size=6))
def test_every_place_is_explained_by_steps(season):
    sheet, figures = season
    card = score(sheet, figures)
    found = standings(card)
    for standing in found:
        why = explain_place(card, found, unit=standing.unit)
        assert why.points == standing.total_points
        applied = [case.facts["grade"] for case in why.cases if case.applies]
        assert applied == ([standing.grade] if standing.grade and sheet.grades else [])


@given(many_seasons(size=6))
def test_what_decided_between_neighbours_points_the_right_way(season):
    sheet, figures = season
    card = score(sheet, figures)
    found = standings(card)
    for cluster in by_cluster(found).values():
        for upper, lower in pairwise(cluster):
            decided = decided_between(card, found, upper=upper.unit, lower=lower.unit)
            if decided.by == "decided_by_points":
                assert decided.difference_points > 0
            if decided.by in {"decided_equal", "decided_required"}:
                assert upper.place == lower.place
            elif decided.by != "decided_by_status":
                assert upper.place < lower.place
            assert len(decided.criteria) <= 3


@given(many_seasons(size=6))
def test_spread_holds_every_competing_unit_between_its_ends(season):
    card = score(*season)
    for code, lies in spread(card).items():
        row = card.points[card.nodes.index(code)]
        here = card.figures.competing & (card.filled[card.nodes.index(code)] <= 1)
        assert lies.lowest <= lies.mean <= lies.highest
        assert lies.units == int(here.sum())
        assert all(lies.lowest <= int(p) <= lies.highest for p in row[here])
    if card.figures.competing.any():
        assert ROOT in spread(card)
