"""Why a unit has the points it has: the derivation of one node, as data without language."""

from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from attrs import field, frozen

from thidua.core.figures import Source, State


@frozen
class Input:
    """A figure that was used.

    name: indicator key ("" for the main figure, "target", "part" …) or "leader" and the like.
    unit: whose figure it is (a leader's is another unit's).
    value: exact; None where state is not REPORTED.
    """

    name: str
    unit: str
    value: Fraction | None
    state: State
    source: Source = field(factory=Source)
    title: str = ""
    period: str = ""


@frozen
class Step:
    """One step of a derivation; the sentence is made at the door from code and facts.

    code: such as "band_hit", "below_target", "capped", "rounded"; every code has a sentence in
        thidua.wording, in Vietnamese and in English.
    facts: plain values: Fractions, ints (hundredths when the name ends in _points), strings.
    value: what stands after this step, in points, exact; None where no number results.
    """

    code: str
    facts: Mapping[str, Any] = field(factory=dict)
    value: Fraction | None = None


@frozen
class Case:
    """One row of a rule's table of cases, and whether it is the one that applied."""

    code: str
    facts: Mapping[str, Any] = field(factory=dict)
    applies: bool = False


@frozen
class Part:
    """A child and what it brings to its section (hundredths)."""

    code: str
    points: int | None
    max_points: int | None
    weight: int
    counted: bool
    reason: str = ""


@frozen
class Other:
    """A unit of the cluster beside which a second-pass rule looks at this one.

    value, target: exact; None where it has none. ratio: value over target (turned round where
        lower is better); None without a target, or where it is without end (value of 0).
    points: what it has on this criterion, in hundredths; None where it has none.
    competing: False for a unit that is outside every comparison.
    """

    unit: str
    value: Fraction | None
    target: Fraction | None
    ratio: Fraction | None
    points: int | None
    state: State
    competing: bool = True
    period: str = ""


@frozen
class Derivation:
    """Everything behind one node's points for one unit.

    kind: the criterion's kind ("bands", "sum" …) or "total".
    exact: points before the rounding; None where there are no points.
    points: after the rounding, in hundredths; None where there are none (blank, not applicable).
        The last step that has a value has this one.
    missing: units of the cluster whose figure a second-pass rule still waits for.
    others: what the units of the cluster reported, this one too, for a second-pass rule.
    """

    unit: str
    criterion: str
    kind: str
    inputs: tuple[Input, ...]
    cases: tuple[Case, ...]
    steps: tuple[Step, ...]
    parts: tuple[Part, ...]
    exact: Fraction | None
    points: int | None
    max_points: int | None
    state: State
    provisional: bool = False
    missing: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
