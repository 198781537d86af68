"""From leaves to the total: limits, sections, what is missing, what is provisional."""

import math
from fractions import Fraction

import tests.core.reference.ratios  # noqa: F401  # its rules register themselves
from attrs import evolve, frozen
from tests.core.reference.cluster import second_pass
from tests.core.reference.leaves import NOTHING, Case, Marked, by_rule, points
from tests.core.reference.said import Said, said, whole_year

from thidua.core.criteria import ROOT, Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import OverrideEffect, Rounding, YearEnd
from thidua.core.figures import Figures, State
from thidua.core.scoring.scorecard import Filled

HAS_POINTS = (Filled.COMPLETE, Filled.PARTIAL)
APPLIES = (Filled.COMPLETE, Filled.PARTIAL, Filled.BLANK)


@frozen
class Outcome:
    """One node for one unit; points and maximum in hundredths."""

    points: int
    max_points: int
    filled: Filled
    provisional: bool


def rounded(value: Fraction, sheet: Sheet, places: int | None = None) -> Fraction:
    """Round once; half-up goes away from zero at the half, up away from zero, down to zero."""
    scale = 10 ** (sheet.places if places is None else places)
    whole, size = value * scale, abs(value * scale)
    if sheet.rounding is Rounding.HALF_UP:
        size = Fraction(math.floor(size + Fraction(1, 2)))
    elif sheet.rounding is Rounding.UP:
        size = Fraction(math.ceil(size))
    else:
        size = Fraction(math.floor(size))
    return (size if whole >= 0 else -size) / scale


def within(value: Fraction, least: int | None, most: int | None) -> Fraction:
    """Hold points within limits given in hundredths; None is open."""
    if most is not None:
        value = min(value, points(most))
    return value if least is None else max(value, points(least))


def outcomes(sheet: Sheet, figures: Figures) -> dict[tuple[str, str], Outcome]:
    """Return the outcome of every node, and of TOTAL, for every unit."""
    result: dict[tuple[str, str], Outcome] = {}
    book = Book(sheet, figures)
    for unit, code in enumerate(figures.units):
        for criterion in sheet.criteria:
            result[criterion.code, code] = book.node(criterion, unit)
        result[ROOT, code] = book.total(unit)
    return result


class Book:
    """A sheet with its figures, asked one node and one unit at a time."""

    def __init__(self, sheet: Sheet, figures: Figures) -> None:
        self.sheet, self.figures = sheet, figures
        self.known: dict[tuple[str, int], Outcome] = {}
        self.leaves: dict[tuple[str, int], Marked] = {}

    # ---- who is scored by what

    def assigned(self, criterion: Criterion, unit: int) -> bool:
        taken_off = self.figures.not_assigned.get(criterion.code)
        if taken_off is not None and taken_off[unit]:
            return False
        if not criterion.applies_to(self.figures.unit_types[unit]):
            return False
        if criterion.parent is None:
            return True
        return self.assigned(self.sheet.criterion(criterion.parent), unit)

    def zeroed(self, code: str, unit: int) -> bool:
        """Return whether an override takes everything from this criterion."""
        for override in self.sheet.overrides:
            if override.effect is OverrideEffect.ZERO and override.criterion == code:
                answer = said(self.figures, (override.code, ""), unit=unit, period=None,
                              year=YearEnd.HIGHEST)  # fmt: skip
                if answer.there and answer.number > 0:
                    return True
        return False

    # ---- leaves

    def leaf(self, criterion: Criterion, unit: int) -> Marked:
        """Return the points of a leaf, rounded and held within its limits."""
        key = criterion.code, unit
        if key not in self.leaves:
            self.leaves[key] = self.leaf_anew(criterion, unit)
        return self.leaves[key]

    def leaf_anew(self, criterion: Criterion, unit: int) -> Marked:
        if not self.assigned(criterion, unit):
            return Marked(Filled.NOT_ASSIGNED)
        case = Case(self.sheet, self.figures, criterion, unit)
        periods = self.periods(criterion)
        if criterion.score_each_period and periods:
            found = self.put_together(case, periods)
        else:
            found = self.applied(case)
        if found.filled not in HAS_POINTS:
            return found
        return evolve(found, points=found.points + self.bonus(case))

    def periods(self, criterion: Criterion) -> int:
        """Return how many periods the criterion was reported in; 0 for the year only."""
        columns = [
            column
            for (code, indicator), column in self.figures.columns.items()
            if code == criterion.code and indicator not in {"document", "bonus"}
        ]
        return max((c.numbers.shape[0] for c in columns if c.numbers.ndim == 2), default=0)

    def applied(self, case: Case) -> Marked:
        """Apply the rule once: document, rounding, limits."""
        criterion = case.criterion
        if criterion.is_second_pass:
            found = second_pass(case, lambda other: self.assigned(criterion, other))
        else:
            found = by_rule(criterion.rule, case)
        if found.filled not in HAS_POINTS:
            return found
        exact = found.points
        if criterion.document and self.lacks_document(case):
            held = self.limited(criterion, exact)
            exact = held * criterion.document.missing_percent / 100 if held > 0 else held
        return evolve(found, points=self.limited(criterion, rounded(exact, self.sheet)))

    def lacks_document(self, case: Case) -> bool:
        """Return whether the document is reported as missing; nothing said means it is there."""
        there = Said(State.REPORTED, Fraction(1))
        cells = [there if c.state is State.BLANK else c for c in case.cells("document")]
        answer = whole_year(cells, case.criterion.over_periods)
        return answer.there and answer.number == 0

    def limited(self, criterion: Criterion, value: Fraction) -> Fraction:
        most = criterion.max_points
        if isinstance(criterion.rule, r.Ratio) and most and criterion.rule.surplus_max_points:
            most = max(most, criterion.rule.surplus_max_points)
        return within(value, criterion.min_points, most)

    def put_together(self, case: Case, periods: int) -> Marked:
        """Score each period, then put the points of the periods together."""
        scored = [self.applied(evolve(case, period=period)) for period in range(periods)]
        states = [one.filled for one in scored]
        earned = [one.points for one in scored if one.filled in HAS_POINTS]
        if not earned:
            return Marked(none_of(states, Filled.BLANK))
        value = {
            YearEnd.SUM: sum(earned, NOTHING),
            YearEnd.MEAN: sum(earned, NOTHING) / len(earned),
            YearEnd.LAST: earned[-1],
            YearEnd.HIGHEST: max(earned),
        }[case.criterion.over_periods]
        missing = Filled.BLANK in states or Filled.PARTIAL in states
        filled = Filled.PARTIAL if missing else Filled.COMPLETE
        return Marked(filled, self.limited(case.criterion, rounded(value, self.sheet)))

    def bonus(self, case: Case) -> Fraction:
        """Return the bonus entered beside the rule's points, within its own limit."""
        most = case.criterion.bonus_max_points
        if not most:
            return NOTHING
        # nothing entered is no bonus, and nobody waits for one
        none = Said(State.REPORTED)
        cells = [none if c.state is State.BLANK else c for c in case.cells("bonus")]
        answer = whole_year(cells, case.criterion.over_periods)
        return within(rounded(answer.number, self.sheet, places=2), 0, most)

    def waits(self, criterion: Criterion, unit: int) -> bool:
        """Return whether a second-pass column still lacks a unit of this unit's cluster."""
        figures = self.figures
        return criterion.is_second_pass and any(
            self.leaf(criterion, other).filled in {Filled.BLANK, Filled.PARTIAL}
            for other in range(len(figures.units))
            if figures.clusters[other] == figures.clusters[unit] and figures.competing[other]
        )

    # ---- every node

    def node(self, criterion: Criterion, unit: int) -> Outcome:
        key = criterion.code, unit
        if key not in self.known:
            ask = self.leaf_outcome if criterion.is_leaf else self.section
            found = ask(criterion, unit)
            if found.filled in HAS_POINTS and self.zeroed(criterion.code, unit):
                found = evolve(found, points=0)
            self.known[key] = found
        return self.known[key]

    def leaf_outcome(self, criterion: Criterion, unit: int) -> Outcome:
        found = self.leaf(criterion, unit)
        if found.filled not in APPLIES:
            return Outcome(0, 0, found.filled, provisional=False)
        open_end = found.filled is not Filled.COMPLETE or self.waits(criterion, unit)
        hundredths = int(found.points * 100)
        return Outcome(hundredths, criterion.max_points or 0, found.filled, provisional=open_end)

    def section(self, criterion: Criterion, unit: int) -> Outcome:
        children = [(c, self.node(c, unit)) for c in self.sheet.children(criterion.code)]
        filled = filled_of([outcome.filled for _, outcome in children])
        if filled not in APPLIES:
            return Outcome(0, 0, filled, provisional=False)
        most = section_max(self.sheet, criterion, children)
        open_end = any(outcome.provisional for _, outcome in children)
        if filled is Filled.BLANK:
            return Outcome(0, most, filled, provisional=open_end)
        beyond = sum(outcome.points for c, outcome in children if c.on_top)
        own = self.own_points(criterion, children)
        if isinstance(criterion.rule, r.Sum) and not criterion.pool:
            passed = sum(
                max(outcome.points - outcome.max_points, 0)
                for child, outcome in children
                if not child.on_top and may_pass(self.sheet, child)
            )
            own -= points(passed)
            beyond += passed
        own = within(own, criterion.min_points, criterion.max_points)
        return Outcome(int(own * 100) + beyond, most, filled, provisional=open_end)

    def own_points(
        self, criterion: Criterion, children: list[tuple[Criterion, Outcome]]
    ) -> Fraction:
        """Return what the children bring, but for those that come on top."""
        counted = [
            (child.weight, points(outcome.points))
            for child, outcome in children
            if outcome.filled in HAS_POINTS and not child.on_top
        ]
        total = sum((value for _, value in counted), NOTHING)
        rule = criterion.rule
        if isinstance(rule, r.Sum):
            return points(rule.base_points) + total
        if isinstance(rule, r.Best):
            return max((value for _, value in counted), default=NOTHING)
        if isinstance(rule, r.Mean):
            return rounded(total / len(counted), self.sheet) if counted else NOTHING
        weights = sum(weight for weight, _ in counted)
        weighted = sum((weight * value for weight, value in counted), NOTHING)
        return rounded(weighted / weights, self.sheet) if weights else NOTHING

    def total(self, unit: int) -> Outcome:
        """Return the total: always a number, though something may be missing."""
        nodes = [(c, self.node(c, unit)) for c in self.sheet.children(None)]
        open_end = any(outcome.provisional for _, outcome in nodes)
        missing = any(o.filled in {Filled.BLANK, Filled.PARTIAL} for _, o in nodes)
        return Outcome(
            self.sheet.base_points + sum(outcome.points for _, outcome in nodes),
            self.sheet.base_points + sum(o.max_points for c, o in nodes if not c.on_top),
            Filled.PARTIAL if missing else Filled.COMPLETE,
            provisional=open_end,
        )


def filled_of(states: list[Filled]) -> Filled:
    """Return how full a section is whose children are so full."""
    applying = [state for state in states if state in APPLIES]
    if not applying or all(state is Filled.BLANK for state in applying):
        return none_of(states, Filled.NOT_ASSIGNED)
    if Filled.BLANK in applying or Filled.PARTIAL in applying:
        return Filled.PARTIAL
    return Filled.COMPLETE


def none_of(states: list[Filled], otherwise: Filled) -> Filled:
    """Return the state of something none of whose parts has points."""
    for state in (Filled.BLANK, Filled.NOT_APPLICABLE, Filled.NOT_ASSIGNED):
        if state in states:
            return state
    return otherwise


def may_pass(sheet: Sheet, criterion: Criterion) -> bool:
    """Return whether a node may earn more than its maximum: bonus, surplus, what lies on top."""
    rule = criterion.rule
    if criterion.max_points is None:
        return False
    if criterion.is_leaf:
        surplus = isinstance(rule, r.Ratio) and bool(rule.surplus_max_points)
        return surplus or criterion.bonus_max_points > 0
    children = sheet.children(criterion.code)
    if any(child.on_top for child in children):
        return True
    adds_up = isinstance(rule, r.Sum) and not criterion.pool
    return adds_up and any(may_pass(sheet, child) for child in children)


def is_open(sheet: Sheet, criterion: Criterion) -> bool:
    """Return whether the sheet sets no limit to what a node may earn."""
    if criterion.max_points is not None:
        return False
    children = [child for child in sheet.children(criterion.code) if not child.on_top]
    return criterion.is_leaf or any(is_open(sheet, child) for child in children)


def section_max(
    sheet: Sheet, criterion: Criterion, children: list[tuple[Criterion, Outcome]]
) -> int:
    """Return the maximum that applies to the unit, in hundredths."""
    inside = [(c, o) for c, o in children if not c.on_top]
    own = [o.max_points for _, o in inside if o.filled in APPLIES]
    declared = criterion.max_points
    if isinstance(criterion.rule, r.Best):
        best = max(own, default=0)
        return best if declared is None else min(best, declared)
    if isinstance(criterion.rule, r.Sum) and not criterion.pool:
        if declared is not None and any(is_open(sheet, child) for child, _ in inside):
            away = [c.max_points or 0 for c, o in inside if o.filled not in APPLIES]
            return declared - sum(away)
        return criterion.rule.base_points + sum(own)
    return declared or 0
