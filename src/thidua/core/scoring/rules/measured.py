"""Rules on a measure: bands of it, the maximum times it, points for each percent of change."""

from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from attrs import frozen

from thidua.core.criteria import rules as r
from thidua.core.figures import States
from thidua.core.scoring.exact import (
    Mask,
    Quotient,
    Whole,
    above,
    at_least,
    choose,
    constant,
    held,
    replaced,
    select,
    whole,
    whole_numbers,
)
from thidua.core.scoring.periods import Figure
from thidua.core.scoring.rules.leaf import Earned, Leaf, needed
from thidua.core.scoring.scorecard import Filled

EXCUSED = {
    r.NoBase.NOT_ASSIGNED: Filled.NOT_ASSIGNED,
    r.NoBase.NOT_APPLICABLE: Filled.NOT_APPLICABLE,
}
_SIDES = {
    r.Measure.TARGET: ("", "target"),
    r.Measure.SHARE: ("part", "whole"),
    r.Measure.CHANGE: ("", "previous"),
}


@frozen(eq=False)
class Measured:
    """A measure over all units, in percent or, for VALUE, as the figure itself.

    over, under: where it is above or below every bound, having nothing to be divided by.
    no_base: where its base is missing (no target, an empty whole); None for nowhere.
    """

    value: Quotient
    filled: States | None
    over: Mask | None = None
    under: Mask | None = None
    no_base: Mask | None = None


def bands(rule: r.Bands, leaf: Leaf) -> Earned:
    """Return the points of the first band that holds the measure; none where none does."""
    measured = _measured(rule.measure, leaf)
    points = _by_steps(rule.bands, measured) or _by_band(rule.bands, measured)
    return _with_no_base(Quotient(points), measured, rule.no_base, leaf)


def _by_steps(found: Sequence[r.Band], measured: Measured) -> Whole | None:
    """Return points by the number of bounds that are reached, where bands follow without a gap."""
    limits = [band.lower for band in found[1:] if band.lower is not None]
    joined = [(band.upper, band.upper_included) for band in found[:-1]]
    if joined != [(limit, False) for limit in limits] or sorted(set(limits)) != limits:
        return None
    if len(limits) != len(found) - 1 or found[0].lower is not None or found[-1].upper is not None:
        return None
    if not all(band.lower_included for band in found):
        return None
    reached = np.zeros(1, dtype=np.int8)
    for limit in limits:
        reached = reached + _beyond(measured, limit)
    return whole(whole_numbers([band.points for band in found]))[reached]


def _by_band(found: Sequence[r.Band], measured: Measured) -> Whole:
    points = constant(0)
    for band in reversed(found):
        points = choose(_in_band(measured, band), band.points, points)
    return points


def _in_band(measured: Measured, band: r.Band) -> Mask:
    mask = np.ones(1, dtype=np.bool_)
    if band.lower is not None:
        mask = _beyond(measured, band.lower, itself=band.lower_included)
    if band.upper is not None:
        mask = mask & ~_beyond(measured, band.upper, itself=not band.upper_included)
    return mask


def _beyond(measured: Measured, limit: Fraction, *, itself: bool = True) -> Mask:
    """Return where the measure is above the limit, or on it if the limit itself counts."""
    mask = at_least(measured.value, limit) if itself else above(measured.value, limit)
    if measured.over is not None:
        mask = mask | measured.over
    return mask if measured.under is None else mask & ~measured.under


def ratio(rule: r.Ratio, leaf: Leaf) -> Earned:
    """Return the maximum times the measure, held at the maximum or at the surplus cap."""
    measured = _measured(rule.measure, leaf)
    if rule.better is r.Better.LOWER:
        measured = _reversed(rule.measure, measured)
    cap = leaf.max_points if rule.surplus_max_points is None else rule.surplus_max_points
    exact = held(measured.value * Fraction(leaf.max_points, 100), lower=None, upper=cap)
    if measured.over is not None:
        exact = replaced(exact, measured.over, cap)
    exact = replaced(exact, ~_beyond(measured, rule.from_percent), 0)
    return _with_no_base(exact, measured, rule.no_base, leaf)


def progress(rule: r.Progress, leaf: Leaf) -> Earned:
    """Return base points and points for each percent better; from nothing, the clamp's end."""
    measured = _measured(r.Measure.CHANGE, leaf)
    if rule.better is r.Better.LOWER:
        measured = _reversed(r.Measure.CHANGE, measured)
    exact = measured.value * rule.per_percent_points + rule.base_points
    most, least = leaf.criterion.max_points, leaf.criterion.min_points
    if measured.over is not None:
        exact = replaced(exact, measured.over, rule.base_points if most is None else most)
    if measured.under is not None:
        exact = replaced(exact, measured.under, rule.base_points if least is None else least)
    return Earned(exact, measured.filled)


def _measured(measure: r.Measure, leaf: Leaf) -> Measured:
    if measure is r.Measure.VALUE:
        figure = leaf.figure()
        return Measured(figure.value, needed(figure))
    figure, base = (leaf.figure(key) for key in _SIDES[measure])
    there = above(base.value, 0)
    match measure:
        case r.Measure.TARGET:
            value = _percent(figure.value, base.value, there)
            return Measured(value, needed(figure), no_base=None if there.all() else ~there)
        case r.Measure.SHARE:
            value, filled = (
                _percent(figure.value, base.value, there),
                needed(figure, base),
            )
            empty = ~there if filled is None else ~there & (filled <= Filled.PARTIAL)
            return Measured(value, filled, no_base=empty if empty.any() else None)
        case r.Measure.CHANGE:
            return _change(figure, base)


def _percent(part: Quotient, whole: Quotient, there: Mask) -> Quotient:
    """Return part / whole in percent; any number where there is no whole to divide by."""
    return _over(part * 100, replaced(whole, ~there, 1))


def _over(part: Quotient, whole: Quotient) -> Quotient:
    """Return part / whole; the whole is above zero."""
    if isinstance(part.den, int) and isinstance(whole.den, int):
        fraction = Fraction(whole.den, part.den)
        return Quotient(part.num * fraction.numerator, whole.num * fraction.denominator)
    return Quotient(part.num * whole.den, part.den * whole.num)


def _change(figure: Figure, previous: Figure) -> Measured:
    """Return the change in percent of the previous figure's size; from zero it is infinite."""
    rose = figure.value - previous.value
    negative = ~at_least(previous.value, 0)
    size = previous.value
    if negative.any():
        size = select(negative, -size, size)
    there = above(size, 0)
    filled = needed(figure, previous)
    value = _percent(rose, size, there)
    if there.all():
        return Measured(value, filled)
    over = ~there & above(figure.value, 0)
    under = ~there & ~at_least(figure.value, 0)
    return Measured(value, filled, over, under)


def _reversed(measure: r.Measure, measured: Measured) -> Measured:
    """Return the measure where lower is better: a fall for a change, else the ratio turned over.

    A figure of 0, or below, turned over is above every bound.
    """
    if measure is r.Measure.CHANGE:
        return Measured(-measured.value, measured.filled, measured.under, measured.over)
    some = above(measured.value, 0)
    turned = replaced(measured.value, ~some, 1)
    value = Quotient(constant(10_000) * turned.den, turned.num)
    over = None if some.all() else ~some
    return Measured(value, measured.filled, over, None, measured.no_base)


def _with_no_base(exact: Quotient, measured: Measured, no_base: r.NoBase, leaf: Leaf) -> Earned:
    """Return the points with what a unit without a base gets in place of them."""
    mask, filled = measured.no_base, measured.filled
    if mask is None:
        return Earned(exact, filled)
    excused = EXCUSED.get(no_base)
    if excused is not None:
        here = Filled.COMPLETE if filled is None else filled
        return Earned(exact, np.where(mask, excused, here).astype(np.int8))
    points = leaf.max_points if no_base is r.NoBase.FULL else 0
    exact = replaced(exact, mask, points)
    if filled is not None:
        filled = np.where(mask & (filled <= Filled.BLANK), Filled.COMPLETE, filled).astype(np.int8)
    return Earned(exact, filled)
