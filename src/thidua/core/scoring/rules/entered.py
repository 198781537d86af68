"""Rules on one figure as it was entered: all or nothing, points, items."""

from fractions import Fraction

from thidua.core.criteria import rules as r
from thidua.core.scoring.exact import Quotient, at_least, choose, divided
from thidua.core.scoring.rules.leaf import Earned, Leaf, needed


def binary(_rule: r.Binary, leaf: Leaf) -> Earned:
    """Return the maximum where at least the maximum is claimed, else nothing."""
    figure = leaf.figure()
    claimed = at_least(figure.value, Fraction(leaf.max_points, 100))
    return Earned(Quotient(choose(claimed, leaf.max_points, 0)), needed(figure))


def direct(_rule: r.Direct, leaf: Leaf) -> Earned:
    """Return the points that were entered."""
    figure = leaf.figure()
    return Earned(figure.value * 100, needed(figure))


def per_item(rule: r.PerItem, leaf: Leaf) -> Earned:
    """Return the points of each full `per` of the figure."""
    figure = leaf.figure()
    items = figure.value * (1 / rule.per)
    full = divided(items.num, items.den)
    return Earned(Quotient(full * rule.per_item_points), needed(figure))
