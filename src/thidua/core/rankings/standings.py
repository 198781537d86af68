"""Places of the units of a cluster: types of the result."""

from enum import StrEnum

from attrs import frozen


class Status(StrEnum):
    """Whether a unit takes part in the ranking."""

    COMPETING = "competing"
    WITHDRAWN = "withdrawn"
    DISQUALIFIED = "disqualified"


class TieKind(StrEnum):
    """How a unit's place came about where totals were level."""

    NONE = "none"  # nobody else had the same total
    EQUAL = "equal"  # shares its place
    DECIDED = "decided_by"  # a tie-breaker of the sheet parted them
    REQUIRED = "decision_required"  # left to a decision; the place is shared until then


@frozen
class Standing:
    """One unit's line in the standings.

    place: 1 + the number of competing units of its cluster that are strictly better; None for a
        unit without a place (withdrawn, disqualified, not considered).
    total_points, max_points: hundredths; max_points is what applies to the unit.
    share: (points, maximum) as whole numbers, to be compared by cross-multiplication only.
    grade: name of the grade, "" where the sheet has none or it was withheld.
    grade_reasons: codes and facts, such as a floor that was missed or an override.
    tie: how equality was settled; tie_with the units concerned, tie_criterion what decided.
    provisional: the total may still change.
    """

    unit: str
    cluster: int
    place: int | None
    total_points: int
    max_points: int
    status: Status
    grade: str = ""
    grade_reasons: tuple[tuple[str, tuple[tuple[str, object], ...]], ...] = ()
    tie: TieKind = TieKind.NONE
    tie_with: tuple[str, ...] = ()
    tie_criterion: str = ""
    provisional: bool = False
