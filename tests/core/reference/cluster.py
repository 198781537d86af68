"""The rules of the second pass: what one unit earns beside the others of its cluster."""

from collections.abc import Callable
from fractions import Fraction

from tests.core.reference.leaves import NOTHING, Case, Marked, all_needed, by_rule, marked, points

from thidua.core.criteria import rules as r


def rivals(case: Case, assigned: Callable[[int], bool]) -> list[int]:
    """Return the units that compare with this one: assigned, and still in the competition."""
    figures = case.figures
    return [
        unit
        for unit in range(len(figures.units))
        if figures.clusters[unit] == figures.clusters[case.unit]
        and figures.competing[unit]
        and assigned(unit)
    ]


def target_of(case: Case, unit: int) -> Fraction | None:
    """Return the unit's target, None when it was given none."""
    target = case.ask("target", unit)
    return target.number if target.there and target.number > 0 else None


def reached(actual: Fraction, target: Fraction, better: r.Better) -> Fraction | None:
    """Return actual / target (turned round where lower is better); None is without end."""
    if better is r.Better.HIGHER:
        return actual / target
    return target / actual if actual > 0 else None


def against_best(actual: Fraction, others: list[Fraction], better: r.Better) -> Fraction:
    """Return which part of the maximum a figure earns against the best of the others."""
    if not others:
        return NOTHING
    if better is r.Better.HIGHER:
        best = max(others)
        return actual / best if best > 0 else NOTHING
    return Fraction(1) if actual <= 0 else max(min(others), NOTHING) / actual


def second_pass(case: Case, assigned: Callable[[int], bool]) -> Marked:
    """Return what a rule of the second pass gives the unit."""
    figure, rule = case.ask(""), case.criterion.rule
    reason = all_needed(figure)
    if reason:
        return reason
    others = [unit for unit in rivals(case, assigned) if case.ask("", unit).there]
    if isinstance(rule, r.RelativeTarget):
        return marked(by_target(rule, case, others), figure)
    figures = [case.ask("", unit).number for unit in others]
    if isinstance(rule, r.RelativeBest):
        return marked(case.most * against_best(figure.number, figures, rule.better), figure)
    assert isinstance(rule, r.ClusterPlace)
    higher = rule.better is r.Better.HIGHER
    better = [f for f in figures if (f > figure.number if higher else f < figure.number)]
    return marked(points(rule.points[min(len(better), len(rule.points) - 1)]), figure)


def by_target(rule: r.RelativeTarget, case: Case, others: list[int]) -> Fraction:
    actual, target = case.ask("").number, target_of(case, case.unit)
    if target is None:
        group = [case.ask("", unit).number for unit in others if target_of(case, unit) is None]
        return case.most * against_best(actual, group, rule.better)
    half, own = case.most / 2, reached(actual, target, rule.better)
    if own is not None and own <= 1:
        return half * own
    ratios = []
    for unit in others:
        its_target = target_of(case, unit)
        if its_target is not None:
            ratios.append(reached(case.ask("", unit).number, its_target, rule.better))
    return half + half * beside_leader(own, ratios)


def beside_leader(own: Fraction | None, ratios: list[Fraction | None]) -> Fraction:
    """Return which part of the second half a ratio above 1 earns; None is without end."""
    if own is None:
        return Fraction(1)
    if None in ratios:
        return NOTHING
    leader = max((ratio for ratio in ratios if ratio is not None), default=NOTHING)
    if leader <= own:
        return Fraction(1)
    return (own - 1) / (leader - 1)


@by_rule.register(r.RelativeTarget)
@by_rule.register(r.RelativeBest)
@by_rule.register(r.ClusterPlace)
def _(rule: object, case: Case) -> Marked:
    raise AssertionError("asked through second_pass, with who is assigned")
