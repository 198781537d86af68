"""A criteria sheet: the tree of criteria, and how totals become grades and places."""

import datetime as dt
from enum import StrEnum
from fractions import Fraction

from attrs import field, frozen

from thidua.core.criteria.rules import NODE_KINDS, SECOND_PASS, Rule

ROOT = "TOTAL"


class YearEnd(StrEnum):
    """How the periods of a figure become the figure of the year."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    HIGHEST = "highest"


class Rounding(StrEnum):
    """The one rounding of a division; half-up is away from zero at the half."""

    HALF_UP = "half-up"
    UP = "up"
    DOWN = "down"


class RankBy(StrEnum):
    """What places are decided by."""

    POINTS = "points"
    SHARE = "share"  # points over the maximum that applies to the unit


class LastTie(StrEnum):
    """What happens when every tie-breaker is equal too."""

    EQUAL = "equal"
    DECIDE = "decide"


class FloorEffect(StrEnum):
    """What missing a section's floor costs."""

    LOWER_GRADE = "lower_grade"
    LOWEST_GRADE = "lowest_grade"
    NOT_CONSIDERED = "not_considered"


class OverrideEffect(StrEnum):
    """What an override does, whatever the points."""

    GRADE = "grade"  # no better than the named grade
    LOWER_GRADE = "lower_grade"
    NOT_CONSIDERED = "not_considered"
    ZERO = "zero"  # the named criterion earns nothing


@frozen
class Document:
    """What is left of a criterion's points when its document is missing, in percent."""

    missing_percent: Fraction


@frozen
class Criterion:
    """A line of the sheet: a section with children, or a leaf with a rule.

    code: its key within the sheet, such as "II.3"; never renumbered.
    label: as printed on the sheet, such as "28b"; may be empty.
    parent: the code above; None directly under the total.
    max_points: the most it earns, in hundredths; None where the sheet sets no limit.
    min_points: the least, in hundredths; None where penalties have no limit.
    weight: its weight in a parent that is a weighted mean (hundredths; 100 is 1).
    scorer: who scores it, a key of Sheet.scorers.
    unit_types: the types it applies to; empty for all.
    on_top: comes on top of the parent's maximum (award bonus that lets the total pass 100).
    pool: its children may add up to more than its maximum, which then caps it.
    bonus_max_points: a bonus entered beside the rule's points, with a cap of its own.
    floor_percent, floor_effect: below this share of its maximum the unit loses grade.
    line: where it stands in the sheet's file, from 1; 0 when it came from elsewhere.
    """

    code: str
    title: str
    rule: Rule
    kind: str
    max_points: int | None
    label: str = ""
    parent: str | None = None
    min_points: int | None = 0
    weight: int = 100
    scorer: str = "unit"
    unit_types: frozenset[str] = frozenset()
    over_periods: YearEnd = YearEnd.SUM
    score_each_period: bool = False
    on_top: bool = False
    pool: bool = False
    bonus_max_points: int = 0
    document: Document | None = None
    floor_percent: Fraction | None = None
    floor_effect: FloorEffect = FloorEffect.LOWER_GRADE
    due: dt.date | None = None
    evidence: str = ""
    unit_of_measure: str = ""
    note: str = ""
    source: str = ""
    line: int = field(default=0, eq=False)

    @property
    def is_leaf(self) -> bool:
        """Return whether it is scored by a rule of its own rather than by its children."""
        return self.kind not in NODE_KINDS

    @property
    def is_second_pass(self) -> bool:
        """Return whether it can only be computed over the whole cluster."""
        return isinstance(self.rule, SECOND_PASS)

    def applies_to(self, unit_type: str) -> bool:
        """Return whether units of this type are scored by it."""
        return not self.unit_types or unit_type in self.unit_types


@frozen
class Requirement:
    """A side condition of a grade: at least this percent of a criterion's maximum."""

    criterion: str
    at_least_percent: Fraction


@frozen
class Grade:
    """A grade (xếp loại): the stretch of total points or percent, best grade first."""

    name: str
    lower: Fraction | None
    upper: Fraction | None
    upper_included: bool
    requires: tuple[Requirement, ...] = ()
    lower_included: bool = True
    line: int = field(default=0, eq=False)


@frozen
class Override:
    """An event that forces a grade, a zero or "not considered", whatever the points."""

    code: str
    title: str
    effect: OverrideEffect
    grade: str = ""
    criterion: str = ""
    source: str = ""
    line: int = field(default=0, eq=False)


@frozen
class Ranking:
    """How places are given.

    grade_first: a better grade stands before more points.
    ties: codes of criteria compared in turn when units are level.
    last: what happens when they are level on those too.
    """

    by: RankBy = RankBy.POINTS
    grade_first: bool = False
    ties: tuple[str, ...] = ()
    last: LastTie = LastTie.EQUAL


@frozen
class Sheet:
    """A criteria sheet, adopted for a year.

    total_points: the declared maximum of a unit type in hundredths; key "" is for every type.
    step: the finest fraction of a point that may be entered, in hundredths (25, 50, 1).
    places: decimals that a division is rounded to: 0, 1 or 2.
    grades_by: whether grade bands are in points or in percent of the applicable maximum.
    criteria: parents before children, siblings in the order of the file.
    """

    title: str
    year: int
    criteria: tuple[Criterion, ...]
    total_points: dict[str, int] = field(factory=dict)
    base_points: int = 0
    step: int = 1
    places: int = 2
    rounding: Rounding = Rounding.HALF_UP
    ranking: Ranking = Ranking()
    grades: tuple[Grade, ...] = ()
    grades_by: RankBy = RankBy.POINTS
    overrides: tuple[Override, ...] = ()
    unit_types: dict[str, str] = field(factory=dict)
    scorers: dict[str, str] = field(factory=dict)
    source: str = ""
    complete: bool = True
    note: str = ""

    def criterion(self, code: str) -> Criterion:
        """Return the criterion with this code. Raises KeyError."""
        return self._by_code[code]

    def children(self, code: str | None) -> tuple[Criterion, ...]:
        """Return what stands directly under a code; None for the top level."""
        return self._children.get(code, ())

    @property
    def leaves(self) -> tuple[Criterion, ...]:
        """Return the criteria that are scored by a rule, in order."""
        return tuple(c for c in self.criteria if c.is_leaf)

    _by_code: dict[str, Criterion] = field(init=False, eq=False, repr=False)
    _children: dict[str | None, tuple[Criterion, ...]] = field(init=False, eq=False, repr=False)

    @_by_code.default
    def _index(self) -> dict[str, Criterion]:
        return {c.code: c for c in self.criteria}

    @_children.default
    def _group(self) -> dict[str | None, tuple[Criterion, ...]]:
        groups: dict[str | None, list[Criterion]] = {}
        for criterion in self.criteria:
            groups.setdefault(criterion.parent, []).append(criterion)
        return {code: tuple(group) for code, group in groups.items()}
