"""A rule applied once, to the figures of the year or of one period: document, rounding, limits."""

from typing import Any

import numpy as np
from attrs import frozen

from thidua.core.criteria import Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.criteria.indicators import DOCUMENT
from thidua.core.figures import States
from thidua.core.scoring.exact import (
    Mask,
    Quotient,
    Whole,
    above,
    choose,
    clipped,
    held,
    rounded,
    select,
)
from thidua.core.scoring.rules import Leaf, earned
from thidua.core.scoring.scorecard import Filled

STEPS = {0: 100, 1: 10, 2: 1}


@frozen(eq=False)
class Scored:
    """A leaf's points over all units, in hundredths.

    filled: a Filled per unit, None when all are COMPLETE; points are 0 from BLANK on.
    waiting: where a comparison lacks a unit of the cluster; None for nowhere.
    """

    points: Whole
    filled: States | None = None
    waiting: Mask | None = None


def once(leaf: Leaf, sheet: Sheet) -> Scored:
    """Return the rule applied once, to the figures of the year or of one period."""
    got = earned(leaf)
    exact = _without_document(got.exact, leaf)
    points = rounded_and_held(exact, leaf.criterion, sheet)
    return Scored(_over_units(points, leaf), assigned_only(got.filled, leaf.assigned), got.waiting)


def _over_units(points: Whole, leaf: Leaf) -> Whole:
    """Return points over all units where a rule gave one number for every unit."""
    units = len(leaf.competing)
    if len(points.array) == units:
        return points
    array: Any = points.array
    return Whole(np.broadcast_to(array, (units,)), points.bound)


def assigned_only(filled: States | None, assigned: Mask | None) -> States | None:
    """Return how filled a leaf is that was given to some units only (None: to all)."""
    if assigned is None:
        return filled
    here = Filled.COMPLETE if filled is None else filled
    return np.where(assigned, here, Filled.NOT_ASSIGNED).astype(np.int8)


def _without_document(exact: Quotient, leaf: Leaf) -> Quotient:
    """Return the exact points with only a part left where the document is missing."""
    document = leaf.criterion.document
    if document is None:
        return exact
    figure = leaf.figure(DOCUMENT)
    missing = np.asarray(figure.value.num.array == 0, dtype=np.bool_)
    missing = missing if figure.reported is None else missing & figure.reported
    if not missing.any():
        return exact
    most = highest(leaf.criterion)
    whole = held(exact, lower=leaf.criterion.min_points, upper=most)
    left = select(above(whole, 0), whole * (document.missing_percent / 100), whole)
    return select(missing, left, exact)


def highest(criterion: Criterion) -> int | None:
    """Return the most that the rule itself may earn, in hundredths: a surplus counts."""
    rule = criterion.rule
    if isinstance(rule, r.Ratio) and rule.surplus_max_points and criterion.max_points is not None:
        return max(criterion.max_points, rule.surplus_max_points)
    return criterion.max_points


def rounded_and_held(exact: Quotient, criterion: Criterion, sheet: Sheet) -> Whole:
    """Return exact points rounded as the sheet says and held within the criterion's limits."""
    points = rounded(exact, step=STEPS[sheet.places], rounding=sheet.rounding)
    return clipped(points, lower=criterion.min_points, upper=highest(criterion))


def only_where_filled(points: Whole, filled: States | None) -> Whole:
    """Return points with 0 where there are none."""
    if filled is None:
        return points
    return choose(filled <= Filled.PARTIAL, points, 0)
