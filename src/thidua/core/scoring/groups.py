"""Comparisons inside each cluster: the best figure, the best ratio, the place, who is missing."""

from __future__ import annotations

from math import lcm

import numpy as np
import numpy.typing as npt
from attrs import frozen

from thidua.core.figures import Integers
from thidua.core.scoring.exact import LIMIT, Mask, Quotient, Whole, choose, constant

Indices = npt.NDArray[np.int64]


@frozen(eq=False)
class Groups:
    """The units of one or many clusters, sorted by cluster for comparing.

    cluster: (units,) each unit's cluster, numbered densely from 0.
    order: the units sorted by cluster.
    starts: (clusters,) where each cluster begins in that order.
    rounds: the pairs that meet in each round of a knock-out inside the clusters.
    """

    cluster: Indices
    order: Indices
    starts: Indices
    rounds: tuple[tuple[Indices, Indices], ...]


def grouped(clusters: Indices) -> Groups:
    """Return units grouped by their cluster numbers (any whole numbers)."""
    cluster = np.unique(clusters, return_inverse=True)[1].astype(np.int64)
    order = np.argsort(cluster, kind="stable")
    ordered = cluster[order]
    starts = np.flatnonzero(np.diff(ordered, prepend=-1))
    return Groups(cluster, order, starts, _rounds(ordered, starts))


def _rounds(ordered: Indices, starts: Indices) -> tuple[tuple[Indices, Indices], ...]:
    """Return the rounds of a knock-out: neighbours of a cluster meet, the last one may rest."""
    rounds = []
    seat = np.arange(len(ordered)) - starts[ordered] if len(ordered) else ordered
    while len(seat) > len(starts):
        left = np.flatnonzero(seat % 2 == 0)
        right = np.minimum(left + 1, len(seat) - 1)
        right = np.where(seat[right] == seat[left] + 1, right, left)
        rounds.append((left, right))
        seat = seat[left] // 2
    return tuple(rounds)


def any_in_cluster(groups: Groups, mask: Mask) -> Mask:
    """Return for each unit whether the mask holds for any unit of its cluster."""
    if not len(groups.starts) or not mask.any():
        return np.zeros(len(mask), dtype=np.bool_)
    found = np.logical_or.reduceat(mask[groups.order], groups.starts)
    return np.asarray(found[groups.cluster], dtype=np.bool_)


@frozen(eq=False)
class Best:
    """The best fraction of each unit's cluster: num / den, den 0 for an infinite one.

    exists: False where nobody in the cluster was compared.
    """

    num: Whole
    den: Whole
    exists: Mask


def best(groups: Groups, num: Whole, den: Whole | int, *, among: Mask) -> Best:
    """Return for each unit the highest num / den among the masked units of its cluster.

    A den of 0 is infinite when its num is above zero. Compared by cross-multiplication.
    """
    if isinstance(den, int):
        return _best_number(groups, num, den, among)
    nobody = -num.bound - 1  # over 1, it loses to every fraction
    top = choose(among, num, nobody)[groups.order], choose(among, den, 1)[groups.order]
    for left, right in groups.rounds:
        top = _winners(top, left, right)
    num, den = top[0][groups.cluster], top[1][groups.cluster]
    exists = np.asarray(num.array != nobody, dtype=np.bool_)
    return Best(choose(exists, num, 0), den, exists)


def _winners(top: tuple[Whole, Whole], left: Indices, right: Indices) -> tuple[Whole, Whole]:
    """Return the better of each pair."""
    num, den = top
    better = (num[right] * den[left]).array > (num[left] * den[right]).array
    mask = np.asarray(better, dtype=np.bool_)
    return choose(mask, num[right], num[left]), choose(mask, den[right], den[left])


def _best_number(groups: Groups, num: Whole, den: int, among: Mask) -> Best:
    """Return the best where all fractions have one denominator, so that numerators tell."""
    lowest = -num.bound - 1
    values = choose(among, num, lowest)
    if not len(groups.starts):
        return Best(num, constant(den), among)
    highest = np.maximum.reduceat(values.array[groups.order], groups.starts)[groups.cluster]
    exists = np.asarray(highest != lowest, dtype=np.bool_)
    return Best(choose(exists, Whole(highest, num.bound + 1), 0), constant(den), exists)


def ordering(value: Quotient) -> Whole:
    """Return whole numbers that order the fractions as they are: all on one denominator."""
    if isinstance(value.den, int):
        return value.num
    dens = [int(den) for den in set(value.den.array.tolist())]
    common = lcm(*dens)
    dtype = object if common > LIMIT else np.int64
    factors = np.array([common // int(den) for den in value.den.array], dtype=dtype)
    return value.num * Whole(factors, common)


def places(groups: Groups, *keys: Integers, among: Mask) -> Indices:
    """Return 1 + the number of masked units of the cluster that are strictly better.

    keys: (units,) whole numbers, more is better; the next one counts where those before are level.
    """
    if not len(among):
        return np.zeros(0, dtype=np.int64)
    ranks = [_sortable(key) for key in keys]
    order = np.lexsort((*(-rank for rank in reversed(ranks)), groups.cluster))
    level = np.ones(len(order), dtype=np.bool_)
    for rank in ranks:
        level[1:] &= rank[order[1:]] == rank[order[:-1]]
    level[groups.starts] = False
    counted = among[order]
    ahead: Indices = np.cumsum(counted) - counted
    ahead -= ahead[groups.starts][groups.cluster[order]]
    first = np.maximum.accumulate(np.where(level, 0, np.arange(len(order))))
    result = np.empty(len(order), dtype=np.int64)
    result[order] = ahead[first] + 1
    return result


def _sortable(key: Integers) -> Indices:
    """Return numbers in the same order that numpy can sort and negate."""
    ranks = np.unique(key, return_inverse=True)[1] if key.dtype == object else key
    return np.asarray(ranks, dtype=np.int64)
