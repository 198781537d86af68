"""The derivation of a section, and of the total: what each child brings, limits, what lies on top.

The children's points are the scorecard's: each has a derivation of its own.
"""

from fractions import Fraction

from attrs import evolve, frozen

from thidua.core.criteria import ROOT, Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.figures import State
from thidua.core.scoring.derivation import Derivation, Part
from thidua.core.scoring.explaining.answers import Desk
from thidua.core.scoring.explaining.leaves import STATES, taken_off
from thidua.core.scoring.explaining.limits import held, rounded_and_held, zeroed
from thidua.core.scoring.explaining.told import NOTHING, SCORED, Told, points, without_points
from thidua.core.scoring.scorecard import Filled, Scorecard

_AWAY = {
    Filled.BLANK: "part_blank",
    Filled.NOT_APPLICABLE: "part_not_applicable",
    Filled.NOT_ASSIGNED: "part_not_assigned",
}


@frozen
class Child:
    """A node directly below, as the scorecard has it for the unit; points in hundredths."""

    criterion: Criterion
    points: int
    max_points: int
    filled: Filled
    provisional: bool

    @property
    def counts(self) -> bool:
        """Return whether it has points within the section's own maximum."""
        return self.filled in SCORED and not self.criterion.on_top


def children(card: Scorecard, code: str | None, unit: int) -> list[Child]:
    """Return what stands directly under a section for a unit; None is the total."""
    found = []
    for criterion in card.sheet.children(code):
        node = card.nodes.index(criterion.code)
        found.append(
            Child(
                criterion,
                int(card.points[node, unit]),
                int(card.max_points[node, unit]),
                Filled(int(card.filled[node, unit])),
                bool(card.provisional[node, unit]),
            )
        )
    return found


def explain_section(desk: Desk) -> Derivation:
    """Return the derivation of a section."""
    below = children(desk.card, desk.criterion.code, desk.unit)
    filled = filled_of(below)
    told = taken_off(desk) or _told(desk.criterion, desk.sheet, below, filled)
    told = zeroed(told, desk.criterion.code, sheet=desk.sheet, figures=desk.figures,
                  unit=desk.unit)  # fmt: skip
    told = _floor(told, desk.criterion, below, desk.sheet)
    return Derivation(
        unit=desk.figures.units[desk.unit],
        criterion=desk.criterion.code,
        kind=desk.criterion.kind,
        inputs=(),
        cases=(),
        steps=told.steps,
        parts=parts(below, desk.criterion.rule),
        exact=told.exact if told.scored else None,
        points=int(told.value * 100) if told.scored else None,
        max_points=max_points(desk.criterion, desk.sheet, below)
        if told.filled <= Filled.BLANK
        else 0,
        state=STATES[told.filled],
        provisional=any(child.provisional for child in below),
    )


def filled_of(below: list[Child]) -> Filled:
    """Return how full a section is: the excused and the not assigned are left out."""
    states = [child.filled for child in below]
    if any(state in SCORED for state in states):
        missing = {Filled.PARTIAL, Filled.BLANK} & set(states)
        return Filled.PARTIAL if missing else Filled.COMPLETE
    return min(states, default=Filled.NOT_ASSIGNED)


def _told(criterion: Criterion, sheet: Sheet, below: list[Child], filled: Filled) -> Told:
    if filled not in SCORED:
        return without_points(filled, "why_section_blank" if filled is Filled.BLANK else "")
    told = Told(filled)
    match criterion.rule:
        case r.Sum(base_points=base):
            told = _sum(told, criterion, sheet, below, base)
        case r.Best():
            told = held(_best(told, below), criterion)
            told = evolve(told, exact=told.value)
        case _:
            told = rounded_and_held(_mean(told, criterion, below), criterion, sheet)
    return _on_top(told, below)


def _sum(told: Told, criterion: Criterion, sheet: Sheet, below: list[Child], base: int) -> Told:
    """Tell base and children; what a child earns above its own maximum passes this one's too."""
    if base:
        told = told.then("why_base", points(base), base_points=base)
    counting = [child for child in below if child.counts]
    passing = 0
    if not criterion.pool:
        passing = sum(_excess(child) for child in counting if may_pass(child.criterion, sheet))
    total = points(sum(child.points for child in counting) - passing)
    told = told.then("why_children", told.value + total, count=len(counting), total=total)
    told = held(told, criterion)
    if passing:
        told = told.then("why_passing", told.value + points(passing), passing_points=passing)
    return evolve(told, exact=told.value)


def _excess(child: Child) -> int:
    return max(child.points - child.max_points, 0)


def may_pass(criterion: Criterion, sheet: Sheet) -> bool:
    """Return whether a node may earn more than its maximum: bonus, surplus, lines on top."""
    if criterion.max_points is None:
        return False
    if criterion.is_leaf:
        surplus = isinstance(criterion.rule, r.Ratio) and criterion.rule.surplus_max_points
        return bool(criterion.bonus_max_points or surplus)
    below = sheet.children(criterion.code)
    if any(child.on_top for child in below):
        return True
    adds_up = isinstance(criterion.rule, r.Sum) and not criterion.pool
    return adds_up and any(may_pass(child, sheet) for child in below)


def _best(told: Told, below: list[Child]) -> Told:
    counting = [child for child in below if child.counts]
    if not counting:
        return told.then("why_children", NOTHING, count=0, total=NOTHING)
    best = max(counting, key=lambda child: child.points)
    return told.then("why_best_child", points(best.points), criterion=best.criterion.code)


def _mean(told: Told, criterion: Criterion, below: list[Child]) -> Told:
    counting = [child for child in below if child.counts]
    weighted = isinstance(criterion.rule, r.WeightedMean)
    weights = [Fraction(c.criterion.weight if weighted else 100, 100) for c in counting]
    if not sum(weights):
        return told.then("why_children", NOTHING, count=0, total=NOTHING)
    pairs = zip(weights, counting, strict=True)
    total = sum((weight * points(child.points) for weight, child in pairs), NOTHING)
    mean = total / sum(weights)
    if weighted:
        return told.then("why_weighted_mean", mean, total=total, weights=sum(weights))
    return told.then("why_mean", mean, total=total, count=len(counting))


def _on_top(told: Told, below: list[Child]) -> Told:
    beyond = [child for child in below if child.criterion.on_top and child.filled in SCORED]
    if not beyond:
        return told
    brings = sum(child.points for child in beyond)
    return told.then("why_on_top", told.value + points(brings), count=len(beyond),
                     brings_points=brings)  # fmt: skip


def _floor(told: Told, criterion: Criterion, below: list[Child], sheet: Sheet) -> Told:
    """Tell whether a section's floor is met, which acts on the grade and not on the points."""
    if criterion.floor_percent is None or not told.scored:
        return told
    facts = {"floor_percent": criterion.floor_percent, "earned": told.value}
    if told.filled is not Filled.COMPLETE:
        return told.noting("why_floor_waits", **facts)
    least = criterion.floor_percent * points(max_points(criterion, sheet, below)) / 100
    code = "why_floor_missed" if told.value < least else "why_floor_met"
    return told.noting(code, least=least, **facts)


def parts(below: list[Child], rule: object) -> tuple[Part, ...]:
    """Return what each child brings, and why one that does not count does not."""
    counting = [child for child in below if child.counts]
    best = max(counting, key=lambda child: child.points, default=None)
    found = []
    for child in below:
        reason = _AWAY.get(child.filled, "part_on_top" if child.criterion.on_top else "")
        if isinstance(rule, r.Best) and child.counts and child is not best:
            reason = "part_not_best"
        found.append(
            Part(
                code=child.criterion.code,
                points=child.points if child.filled in SCORED else None,
                max_points=None if child.criterion.max_points is None and not child.max_points
                else child.max_points,
                weight=child.criterion.weight,
                counted=reason in {"", "part_on_top"},
                reason=reason,
            )
        )  # fmt: skip
    return tuple(found)


def is_unlimited(criterion: Criterion, sheet: Sheet) -> bool:
    """Return whether nothing limits what a node may earn."""
    if criterion.max_points is not None:
        return False
    below = [child for child in sheet.children(criterion.code) if not child.on_top]
    return criterion.is_leaf or any(is_unlimited(child, sheet) for child in below)


def max_points(criterion: Criterion, sheet: Sheet, below: list[Child]) -> int:
    """Return the maximum that applies to the unit, in hundredths."""
    inside = [child for child in below if not child.criterion.on_top]
    own = [child.max_points for child in inside]
    declared = criterion.max_points
    match criterion.rule:
        case r.Best():
            best = max(own, default=0)
            return best if declared is None else min(best, declared)
        case r.Sum(base_points=base) if not criterion.pool:
            if declared is None or not any(is_unlimited(c.criterion, sheet) for c in inside):
                return base + sum(own)
            away = [c.criterion.max_points or 0 for c in inside if c.filled > Filled.BLANK]
            return declared - sum(away)
        case _:
            return declared or 0


def explain_total(card: Scorecard, unit: int) -> Derivation:
    """Return the derivation of the total: base and top level, never held, always a number."""
    sheet, figures = card.sheet, card.figures
    below = children(card, None, unit)
    told = Told()
    if sheet.base_points:
        told = told.then("why_base", points(sheet.base_points), base_points=sheet.base_points)
    counting = [child for child in below if child.counts]
    total = points(sum(child.points for child in counting))
    told = told.then("why_children", told.value + total, count=len(counting), total=total)
    told = _on_top(told, below)
    told = zeroed(told, ROOT, sheet=sheet, figures=figures, unit=unit)
    inside = [child.max_points for child in below if not child.criterion.on_top]
    return Derivation(
        unit=figures.units[unit],
        criterion=ROOT,
        kind="total",
        inputs=(),
        cases=(),
        steps=told.steps,
        parts=parts(below, r.Sum()),
        exact=told.value,
        points=int(told.value * 100),
        max_points=sheet.base_points + sum(inside),
        state=State.REPORTED,
        provisional=any(child.provisional for child in below),
    )
