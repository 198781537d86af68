"""Places from arrays are exact and do not depend on the order of the units."""

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.rankings.placing import places, shares
from thidua.core.scoring.exact import whole_numbers

results = st.lists(
    st.tuples(
        st.integers(0, 2),
        st.one_of(st.integers(-9, 9), st.sampled_from([10**18, 10**30])),
        st.one_of(st.integers(0, 5), st.sampled_from([10**9, 2**62])),
        st.booleans(),
    ),
    min_size=1,
    max_size=10,
)


def share(points, most):
    """Return what a share is compared by; none at all is behind every share."""
    return (1, Fraction(points, most)) if most else (0, Fraction(0))


def placed(rows):
    clusters, points, most, competing = (list(side) for side in zip(*rows, strict=True))
    keys = [shares(whole_numbers(points), np.array(most, dtype=np.int64))]
    found = places(keys, clusters=np.array(clusters), competing=np.array(competing))
    return found.tolist()


@given(results)
def test_shares_stand_in_the_order_of_their_fractions(rows):
    points, most = ([row[column] for row in rows] for column in (1, 2))
    keys = shares(whole_numbers(points), np.array(most, dtype=np.int64)).tolist()
    exact = [share(p, m) for p, m in zip(points, most, strict=True)]
    for one, first in enumerate(exact):
        for other, second in enumerate(exact):
            assert (keys[one] < keys[other]) == (first < second)
            assert (keys[one] == keys[other]) == (first == second)


@given(results)
def test_a_place_by_share_is_one_more_than_those_strictly_better(rows):
    for place, (cluster, points, most, _) in zip(placed(rows), rows, strict=True):
        own = share(points, most)
        ahead = [r for r in rows if r[3] and r[0] == cluster and share(r[1], r[2]) > own]
        assert place == 1 + len(ahead)


@given(results, st.randoms(use_true_random=False))
def test_the_order_of_the_units_changes_no_place(rows, random):
    order = random.sample(range(len(rows)), len(rows))
    turned = placed([rows[i] for i in order])
    assert [turned[order.index(i)] for i in range(len(rows))] == placed(rows)


def test_everybody_competes_unless_said_otherwise():
    assert places([np.array([1, 3, 2])], clusters=np.zeros(3, dtype=np.int64)).tolist() == [3, 1, 2]
