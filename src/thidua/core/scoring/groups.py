"""Comparisons inside each cluster: the best figure, the best ratio, the place, who is missing."""

from __future__ import annotations

from collections.abc import Sequence
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from thidua.core.figures import Integers
from thidua.core.scoring.exact import Mask, Quotient, Whole, choose, whole_numbers

Indices = npt.NDArray[np.int64]
MANY = 64  # seats from which sorting a cluster beats comparing all its pairs


@frozen(eq=False)
class Table:
    """Clusters of about the same size, seated: (width, clusters), a column a cluster.

    seats: the unit in each seat; a seat too many holds the cluster's first unit once more.
    taken: False in a seat too many.
    """

    seats: Indices
    taken: Mask


@frozen(eq=False)
class Groups:
    """The units of one or many clusters, seated by cluster for comparing.

    cluster: (units,) each unit's cluster, numbered densely from 0 in the order of the tables.
    tables: at most twice as many seats as units, whatever the sizes of the clusters.
    """

    cluster: Indices
    tables: tuple[Table, ...]


def grouped(clusters: Indices) -> Groups:
    """Return units grouped by their cluster numbers (any whole numbers)."""
    _, dense, sizes = np.unique(clusters, return_inverse=True, return_counts=True)
    by_cluster = np.argsort(dense, kind="stable")
    starts = np.cumsum(sizes) - sizes
    classes = [int(size - 1).bit_length() for size in sizes.tolist()]
    tables, number, seated = [], np.empty(len(sizes), dtype=np.int64), 0
    for size_class in sorted(set(classes)):
        members = np.flatnonzero(np.array(classes) == size_class)
        tables.append(_table(by_cluster, starts[members], sizes[members]))
        number[members] = np.arange(seated, seated + len(members))
        seated += len(members)
    return Groups(number[dense], tuple(tables))


def _table(by_cluster: Indices, starts: Indices, sizes: Indices) -> Table:
    seat = np.arange(sizes.max())[:, np.newaxis]
    taken = seat < sizes
    return Table(by_cluster[np.where(taken, starts + seat, starts)], taken)


def any_in_cluster(groups: Groups, mask: Mask) -> Mask:
    """Return for each unit whether the mask holds for any unit of its cluster."""
    if not mask.any():
        return np.zeros(len(mask), dtype=np.bool_)
    found = [mask[table.seats].any(axis=0) for table in groups.tables]
    return np.concatenate(found)[groups.cluster]


@frozen(eq=False)
class Best:
    """The best fraction of each cluster: num / den, den 0 for an infinite one; (clusters,) each.

    exists: False where nobody of the cluster was compared; num is then 0.
    """

    num: Whole
    den: Whole | int
    exists: Mask


def best(groups: Groups, value: Quotient, *, among: Mask | None) -> Best:
    """Return for each cluster the highest fraction of its units that the mask holds (None: all).

    A den of 0 is infinite when its num is above zero. Compared by cross-multiplication.
    """
    nobody = -value.num.bound - 1  # it is lower than every numerator, and than every fraction
    num = value.num if among is None else choose(among, value.num, nobody)
    if isinstance(value.den, int):
        tops = [num[table.seats].array.max(axis=0) for table in groups.tables]
        return _found(Whole(np.concatenate(tops), num.bound), value.den, nobody)
    den = value.den if among is None else choose(among, value.den, 1)
    pairs = [_knocked_out(num[table.seats], den[table.seats]) for table in groups.tables]
    nums = np.concatenate([top.array for top, _ in pairs])
    dens = np.concatenate([den.array for _, den in pairs])
    return _found(Whole(nums, num.bound), Whole(dens, den.bound), nobody)


def _found(num: Whole, den: Whole | int, nobody: int) -> Best:
    exists = np.asarray(num.array != nobody, dtype=np.bool_)
    return Best(choose(exists, num, 0), den, exists)


def _knocked_out(num: Whole, den: Whole) -> tuple[Whole, Whole]:
    """Return the highest num / den of each column: the rows meet in pairs until one is left."""
    while len(num.array) > 1:
        rest = len(num.array) - len(num.array) // 2
        meet = len(num.array) // 2
        ahead = (num[rest:] * den[:meet]).array > (num[:meet] * den[rest:]).array
        better = np.asarray(ahead, dtype=np.bool_)
        nums = choose(better, num[rest:], num[:meet]), num[meet:rest]
        dens = choose(better, den[rest:], den[:meet]), den[meet:rest]
        num, den = _stacked(*nums), _stacked(*dens)
    return num[0], den[0]


def _stacked(upper: Whole, lower: Whole) -> Whole:
    if not len(lower.array):
        return upper
    arrays: Any = (upper.array, lower.array)
    return Whole(np.concatenate(arrays), max(upper.bound, lower.bound))


def ordering(value: Quotient) -> Whole:
    """Return whole numbers that order the fractions as they are: all on one denominator."""
    if isinstance(value.den, int):
        return value.num
    dens = [int(den) for den in set(value.den.array.tolist())]
    common = lcm(*dens)
    factors = whole_numbers([common // int(den) for den in value.den.array])
    return value.num * Whole(factors, common)


def places(groups: Groups, *keys: Integers, among: Mask) -> Indices:
    """Return 1 + the number of masked units of the cluster that are strictly better.

    keys: (units,) whole numbers, more is better; the next one counts where those before are level.
    """
    result = np.ones(len(among), dtype=np.int64)
    for table in groups.tables:
        seated = [key[table.seats] for key in keys]
        counted = among[table.seats] & table.taken
        place = _compared if len(table.seats) <= MANY else _sorted
        result[table.seats] = place(seated, counted)
    return result


def _compared(keys: list[Integers], counted: Mask) -> Indices:
    """Return the places at a table of few seats: everybody is compared with everybody."""
    ahead = np.ones(counted.shape, dtype=np.int64)
    for rival, counts in enumerate(counted):
        ahead += _better([(key[rival], key) for key in keys]) & counts
    return ahead


def _better(pairs: Sequence[tuple[Integers, Integers]]) -> Mask:
    """Return where the first of each pair is higher, by the first pair that is not level."""
    (mine, others), *further = pairs
    better = np.asarray(mine > others, dtype=np.bool_)
    return better | ((mine == others) & _better(further)) if further else better


def _sorted(keys: list[Integers], counted: Mask) -> Indices:
    """Return the places at a table of many seats: a cluster at a time, sorted."""
    result = np.empty(counted.shape, dtype=np.int64)
    for column in range(counted.shape[1]):
        ranks = np.stack([_rank(key[:, column]) for key in keys])
        order = np.lexsort(-ranks[::-1])
        level = (np.diff(ranks[:, order], axis=1, prepend=-1) == 0).all(axis=0)
        present = counted[order, column]
        ahead = np.cumsum(present) - present
        first = np.maximum.accumulate(np.where(level, 0, np.arange(len(order))))
        result[order, column] = ahead[first] + 1
    return result


def _rank(key: Integers) -> Indices:
    """Return the key as small numbers in the same order."""
    return np.unique(key, return_inverse=True)[1].astype(np.int64)
