"""Comparisons inside clusters agree with comparing fractions one by one."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.scoring.exact import Quotient, whole, whole_numbers
from thidua.core.scoring.groups import any_in_cluster, best, grouped, ordering, places

numbers = st.one_of(st.integers(-5, 5), st.sampled_from([2**62, -(2**62), 2**63, 10**30]))
denominators = st.one_of(st.integers(1, 4), st.sampled_from([2**62, 10**30]))
units = st.lists(
    st.tuples(st.integers(-2, 2), numbers, denominators, st.booleans()), min_size=1, max_size=12
)


def columns(rows):
    clusters, nums, dens, among = (list(side) for side in zip(*rows, strict=True))
    return (
        grouped(np.array(clusters, dtype=np.int64)),
        whole(whole_numbers(nums)),
        whole(whole_numbers(dens)),
        np.array(among, dtype=np.bool_),
    )


def rivals(rows, row):
    return [Fraction(num, den) for cluster, num, den, among in rows if among and cluster == row[0]]


def found_best(rows, groups, best_of):
    """Return each unit's best as a fraction, None where nobody was compared."""
    found = [None] * len(best_of.exists)
    for cluster, exists in enumerate(best_of.exists):
        if exists:
            den = best_of.den if isinstance(best_of.den, int) else int(best_of.den.array[cluster])
            found[cluster] = Fraction(int(best_of.num.array[cluster]), den)
    return [found[cluster] for cluster in groups.cluster]


@given(units)
def test_the_best_ratio_of_a_cluster_is_found_by_cross_multiplication(rows):
    groups, num, den, among = columns(rows)
    found = found_best(rows, groups, best(groups, Quotient(num, den), among=among))
    assert found == [max(rivals(rows, row), default=None) for row in rows]


@given(units)
def test_the_best_number_of_a_cluster_is_found(rows):
    rows = [(cluster, num, 7, among) for cluster, num, _, among in rows]
    groups, num, _, among = columns(rows)
    found = found_best(rows, groups, best(groups, Quotient(num, 7), among=among))
    assert found == [max(rivals(rows, row), default=None) for row in rows]


@given(units)
def test_without_a_mask_all_are_compared(rows):
    rows = [(cluster, num, den, True) for cluster, num, den, _ in rows]
    groups, num, den, _ = columns(rows)
    found = found_best(rows, groups, best(groups, Quotient(num, den), among=None))
    assert found == [max(rivals(rows, row)) for row in rows]


def test_an_infinite_ratio_beats_every_other_and_nobody():
    groups = grouped(np.zeros(4, dtype=np.int64))
    ratio = Quotient(whole(np.array([9, 5, 1, 7])), whole(np.array([1, 1, 0, 1])))
    for among in ([True] * 4, [False, False, True, False]):
        found = best(groups, ratio, among=np.array(among))
        assert found.exists.all()
        assert (found.den.array == 0).all()


@given(st.lists(st.integers(0, 40), min_size=1, max_size=300))
def test_clusters_of_any_sizes_have_at_most_twice_as_many_seats_as_units(clusters):
    groups = grouped(np.array(clusters))
    assert sum(table.seats.size for table in groups.tables) <= 2 * len(clusters)
    seated = [table.seats[table.taken] for table in groups.tables]
    assert sorted(np.concatenate(seated).tolist()) == list(range(len(clusters)))


def test_a_cluster_of_many_is_placed_as_one_of_few():
    values = np.random.default_rng(5).integers(0, 60, 500)
    among = values % 7 != 0
    found = places(grouped(np.zeros(500, dtype=np.int64)), values, among=among)
    assert found.tolist() == [1 + int(((values > own) & among).sum()) for own in values]


@given(units)
def test_a_place_is_one_more_than_those_strictly_better(rows):
    groups, num, den, among = columns(rows)
    found = places(groups, ordering(Quotient(num, den)).array, among=among)
    for unit, row in enumerate(rows):
        own = Fraction(row[1], row[2])
        assert found[unit] == 1 + sum(other > own for other in rivals(rows, row))


@given(units)
def test_a_second_key_counts_where_the_first_is_level(rows):
    groups, num, den, among = columns(rows)
    found = places(groups, num.array, den.array, among=among)
    for unit, (cluster, own, second, _) in enumerate(rows):
        better = [
            1
            for other_cluster, other, other_second, counted in rows
            if counted and other_cluster == cluster and (other, other_second) > (own, second)
        ]
        assert found[unit] == 1 + len(better)


@given(units)
def test_one_in_a_cluster_is_seen_by_all_of_it(rows):
    groups, _, _, among = columns(rows)
    found = any_in_cluster(groups, among)
    for unit, row in enumerate(rows):
        assert bool(found[unit]) == bool(rivals(rows, row))


def test_no_units_have_no_places():
    nobody = grouped(np.zeros(0, dtype=np.int64))
    empty = np.zeros(0, dtype=np.int64)
    assert places(nobody, empty, among=empty.astype(np.bool_)).tolist() == []
    assert not len(any_in_cluster(nobody, empty.astype(np.bool_)))
