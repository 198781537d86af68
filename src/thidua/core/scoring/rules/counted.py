"""Rules that add up several indicators, each with its own points: conditions and prizes."""

from collections.abc import Sequence
from functools import reduce
from operator import add

from thidua.core.criteria import rules as r
from thidua.core.scoring.exact import Quotient, above, at_least, choose, constant
from thidua.core.scoring.rules.leaf import Earned, Leaf, collected


def conditions(rule: r.Conditions, leaf: Leaf) -> Earned:
    """Return the points of the conditions that are met: whose figure is at least 1."""
    figures = tuple(leaf.figure(c.key) for c in rule.conditions)
    met = [at_least(figure.value, 1) for figure in figures]
    points = (choose(m, c.points, 0) for m, c in zip(met, rule.conditions, strict=True))
    return Earned(Quotient(reduce(add, points)), collected(figures))


def prizes(rule: r.Prizes, leaf: Leaf) -> Earned:
    """Return the points of all prizes, or of the best kind of which one was won."""
    figures = tuple(leaf.figure(p.key) for p in rule.prizes)
    counts = [figure.value for figure in figures]
    if rule.take is r.Take.BEST:
        return Earned(_best_prize(rule, counts), collected(figures))
    won = (count * prize.points for count, prize in zip(counts, rule.prizes, strict=True))
    return Earned(reduce(add, won), collected(figures))


def _best_prize(rule: r.Prizes, counts: Sequence[Quotient]) -> Quotient:
    ascending = sorted(zip(rule.prizes, counts, strict=True), key=lambda won: won[0].points)
    points = constant(0)
    for prize, count in ascending:
        points = choose(above(count, 0), prize.points, points)
    return Quotient(points)
