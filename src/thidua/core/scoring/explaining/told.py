"""What has been told so far of a derivation: the value that stands, and the steps up to it."""

from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from thidua.core.criteria.rules import Band, Item
from thidua.core.criteria.sheet import Grade
from thidua.core.figures import State
from thidua.core.scoring.derivation import Case, Input, Other, Step
from thidua.core.scoring.explaining.answers import Answer
from thidua.core.scoring.scorecard import Filled

NOTHING = Fraction(0)
SCORED = (Filled.COMPLETE, Filled.PARTIAL)


@frozen
class Told:
    """A derivation in the making.

    value: what stands now, in points; exact: what stood before the rounding.
    missing: numbers of the units that a comparison still waits for.
    """

    filled: Filled = Filled.COMPLETE
    value: Fraction = NOTHING
    exact: Fraction = NOTHING
    steps: tuple[Step, ...] = ()
    cases: tuple[Case, ...] = ()
    inputs: tuple[Input, ...] = ()
    others: tuple[Other, ...] = ()
    missing: frozenset[int] = frozenset()

    @property
    def scored(self) -> bool:
        """Return whether there are points."""
        return self.filled in SCORED

    def then(self, code: str, value: Fraction, **facts: Any) -> "Told":
        """Return this with one more step, after which value stands."""
        return evolve(self, value=value, steps=(*self.steps, Step(code, facts, value)))

    def noting(self, code: str, **facts: Any) -> "Told":
        """Return this with a step from which no points result yet."""
        return evolve(self, steps=(*self.steps, Step(code, facts)))

    def among(self, *cases: Case) -> "Told":
        """Return this with the rule's table of cases."""
        return evolve(self, cases=(*self.cases, *cases))


FILLED = {
    State.BLANK: Filled.BLANK,
    State.NOT_APPLICABLE: Filled.NOT_APPLICABLE,
    State.NOT_ASSIGNED: Filled.NOT_ASSIGNED,
}
_REASONS = {
    Filled.BLANK: "why_blank",
    Filled.NOT_APPLICABLE: "why_not_applicable",
    Filled.NOT_ASSIGNED: "why_not_assigned",
}


def without_points(filled: Filled, code: str = "", **facts: Any) -> Told:
    """Return a derivation that ends without points, and why."""
    return Told(filled).noting(code or _REASONS[filled], **facts)


def on(*answers: Answer) -> Told:
    """Return the beginning for a rule that needs all of these figures: the worst counts."""
    states = {answer.state for answer in answers}
    for state in (State.NOT_ASSIGNED, State.NOT_APPLICABLE, State.BLANK):
        if state in states:
            return without_points(FILLED[state])
    return Told(_partial(any(answer.incomplete for answer in answers)))


def on_any(*answers: Answer) -> Told:
    """Return the beginning for a rule that adds up what is there of these figures."""
    states = {answer.state for answer in answers}
    if State.REPORTED in states:
        return Told(_partial(is_open(*answers)))
    for state in (State.BLANK, State.NOT_APPLICABLE):
        if state in states:
            return without_points(FILLED[state])
    return without_points(Filled.NOT_ASSIGNED)


def is_open(*answers: Answer) -> bool:
    """Return whether any of these figures, or a period of one, is still to come."""
    return any(answer.incomplete or answer.state is State.BLANK for answer in answers)


def _partial(partial: bool) -> Filled:  # noqa: FBT001  # the only thing it is asked
    return Filled.PARTIAL if partial else Filled.COMPLETE


def points(hundredths: int) -> Fraction:
    """Return hundredths of a point as points."""
    return Fraction(hundredths, 100)


def shape(stretch: Band | Grade) -> str:
    """Return which kind of stretch two bounds make, each of them included or not."""
    end = "to" if stretch.upper_included else "below"
    if stretch.lower is None:
        return "all" if stretch.upper is None else end
    if stretch.upper is None:
        return "from" if stretch.lower_included else "above"
    if not stretch.lower_included:
        return f"above_{end}"
    return "range_to" if stretch.upper_included else "range"


def named(item: Item) -> str:
    """Return what an item is called: its title, else its key."""
    return item.title or item.key
