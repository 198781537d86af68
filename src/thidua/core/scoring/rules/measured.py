"""Rules on a measure: bands of it, the maximum times it, points for each percent of change."""

from fractions import Fraction

import numpy as np
from attrs import frozen

from thidua.core.criteria import rules as r
from thidua.core.figures import States
from thidua.core.scoring.exact import (
    Mask,
    Quotient,
    above,
    at_least,
    choose,
    constant,
    held,
    select,
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
    points = constant(0)
    for band in reversed(rule.bands):
        points = choose(_in_band(measured, band), band.points, points)
    return _with_no_base(Quotient(points), measured, rule.no_base, leaf)


def _in_band(measured: Measured, band: r.Band) -> Mask:
    mask = np.ones(measured.value.num.array.shape, dtype=np.bool_)
    if band.lower is not None:
        low = at_least(measured.value, band.lower)
        mask = low if measured.over is None else low | measured.over
        mask = mask if measured.under is None else mask & ~measured.under
    if band.upper is not None:
        beyond = above if band.upper_included else at_least
        high = beyond(measured.value, band.upper)
        high = high if measured.over is None else high | measured.over
        mask &= ~(high if measured.under is None else high & ~measured.under)
    return mask


def ratio(rule: r.Ratio, leaf: Leaf) -> Earned:
    """Return the maximum times the measure, held at the maximum or at the surplus cap."""
    measured = _measured(rule.measure, leaf)
    if rule.better is r.Better.LOWER:
        measured = _reversed(rule.measure, measured)
    cap = leaf.max_points if rule.surplus_max_points is None else rule.surplus_max_points
    exact = held(measured.value * Fraction(leaf.max_points, 100), lower=None, upper=cap)
    if measured.over is not None:
        exact = select(measured.over, Quotient(constant(cap)), exact)
    enough = at_least(measured.value, rule.from_percent)
    if measured.over is not None and measured.under is not None:
        enough = (enough | measured.over) & ~measured.under
    exact = select(enough, exact, Quotient(constant(0)))
    return _with_no_base(exact, measured, rule.no_base, leaf)


def progress(rule: r.Progress, leaf: Leaf) -> Earned:
    """Return base points and points for each percent better; from nothing, the clamp's end."""
    measured = _measured(r.Measure.CHANGE, leaf)
    if rule.better is r.Better.LOWER:
        measured = _reversed(r.Measure.CHANGE, measured)
    exact = measured.value * rule.per_percent_points + rule.base_points
    most, least = leaf.criterion.max_points, leaf.criterion.min_points
    if measured.over is not None:
        top = rule.base_points if most is None else most
        exact = select(measured.over, Quotient(constant(top)), exact)
    if measured.under is not None:
        bottom = rule.base_points if least is None else least
        exact = select(measured.under, Quotient(constant(bottom)), exact)
    return Earned(exact, measured.filled)


def _measured(measure: r.Measure, leaf: Leaf) -> Measured:
    if measure is r.Measure.VALUE:
        figure = leaf.figure()
        return Measured(figure.value, needed(figure))
    figure, base = (leaf.figure(key) for key in _SIDES[measure])
    there = above(base.value, Fraction(0))
    match measure:
        case r.Measure.TARGET:
            value = _percent(figure.value, base.value, there)
            return Measured(value, needed(figure), no_base=None if there.all() else ~there)
        case r.Measure.SHARE:
            value, filled = _percent(figure.value, base.value, there), needed(figure, base)
            empty = ~there if filled is None else ~there & (filled <= Filled.PARTIAL)
            return Measured(value, filled, no_base=empty if empty.any() else None)
        case r.Measure.CHANGE:
            return _change(figure, base)


def _percent(part: Quotient, whole: Quotient, there: Mask) -> Quotient:
    """Return part / whole in percent; 0 where there is no whole."""
    if not there.all():
        whole = select(there, whole, Quotient(constant(1)))
        part = select(there, part, Quotient(constant(0)))
    return _over(part * 100, whole)


def _over(part: Quotient, whole: Quotient) -> Quotient:
    """Return part / whole; the whole is above zero."""
    fraction = Fraction(1)
    if isinstance(part.den, int) and isinstance(whole.den, int):
        fraction = Fraction(whole.den, part.den)
        return Quotient(part.num * fraction.numerator, whole.num * fraction.denominator)
    return Quotient(part.num * whole.den, part.den * whole.num)


def _change(figure: Figure, previous: Figure) -> Measured:
    """Return the change in percent of the previous figure's size; from zero it is infinite."""
    rose = figure.value - previous.value
    negative = ~at_least(previous.value, Fraction(0))
    size = previous.value
    if negative.any():
        size = select(negative, -size, size)
    there = above(size, Fraction(0))
    filled = needed(figure, previous)
    value = _percent(rose, size, there)
    if there.all():
        return Measured(value, filled)
    over = ~there & above(figure.value, Fraction(0))
    under = ~there & ~at_least(figure.value, Fraction(0))
    return Measured(value, filled, over, under)


def _reversed(measure: r.Measure, measured: Measured) -> Measured:
    """Return the measure where lower is better: a fall for a change, else the ratio turned over.

    A figure of 0, or below, turned over is above every bound.
    """
    if measure is r.Measure.CHANGE:
        return Measured(-measured.value, measured.filled, measured.under, measured.over)
    some = above(measured.value, Fraction(0))
    turned = select(some, measured.value, Quotient(constant(1)))
    value = Quotient(constant(10_000) * turned.den, turned.num)
    nowhere = np.zeros(len(some), dtype=np.bool_)
    return Measured(value, measured.filled, ~some, nowhere, measured.no_base)


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
    exact = select(mask, Quotient(constant(points)), exact)
    if filled is not None:
        filled = np.where(mask & (filled <= Filled.BLANK), Filled.COMPLETE, filled).astype(np.int8)
    return Earned(exact, filled)
