"""The rules that a criterion can be scored by: one frozen class a kind, parameters only.

Every `*_points` is a whole number of hundredths of a point. A bound or threshold is an exact
`Fraction`; where it is compared with a ratio it is in percent, as officers write it (80 is 80 %).
How each rule computes is in `core/scoring/rules/`; how it is written is in docs/rules.
"""

from enum import StrEnum
from fractions import Fraction

from attrs import frozen


class Measure(StrEnum):
    """What a band or a ratio looks at."""

    VALUE = "value"  # the figure itself
    TARGET = "target"  # actual / target, in percent
    SHARE = "share"  # part / whole, in percent
    CHANGE = "change"  # (actual - previous) / previous, in percent


class Better(StrEnum):
    """Which direction of a figure is the good one."""

    HIGHER = "higher"
    LOWER = "lower"


class NoBase(StrEnum):
    """What a unit gets where the base of its ratio is missing (no target, nothing to do)."""

    NOT_ASSIGNED = "not_assigned"  # leaves points and maximum
    NOT_APPLICABLE = "not_applicable"  # leaves points and maximum, as the unit's own excuse
    FULL = "full"
    ZERO = "zero"


class Take(StrEnum):
    """Which of several prizes count."""

    ALL = "all"
    BEST = "best"


class Combine(StrEnum):
    """How the marks of several scorers become one."""

    MEAN = "mean"
    SUM = "sum"
    MEDIAN = "median"


@frozen
class Item:
    """A named part of a rule with its own points (hundredths; below zero where it deducts)."""

    key: str
    title: str
    points: int


@frozen
class Event:
    """Something counted: what each one earns or costs.

    cap_points: the most (or, for a penalty, the worst) the event can bring in one period.
    counts_as: the key of another event of the rule to which the count is added instead.
    """

    key: str
    title: str
    points: int
    cap_points: int | None = None
    counts_as: str | None = None


@frozen
class Band:
    """A stretch of values and what it earns; lower and upper are None where it is open."""

    lower: Fraction | None
    upper: Fraction | None
    upper_included: bool
    points: int
    lower_included: bool = True


@frozen
class Scorer:
    """One of several that mark the same criterion; max_points None is the criterion's."""

    key: str
    title: str
    weight: int = 1
    max_points: int | None = None


# ---- nodes with children


@frozen
class Sum:
    """The children added up, on top of base_points."""

    base_points: int = 0


@frozen
class Mean:
    """The plain mean of the children that apply."""


@frozen
class WeightedMean:
    """The mean of the children that apply, by each child's weight."""


@frozen
class Best:
    """The best child counts, the others do not."""


# ---- leaves, first pass


@frozen
class Binary:
    """All of the maximum or nothing; the figure is the points claimed, 0 or the maximum."""


@frozen
class Direct:
    """Points entered up to the maximum, with evidence."""


@frozen
class Conditions:
    """Named conditions, each met (1) or not (0), each with its own points."""

    conditions: tuple[Item, ...]


@frozen
class Levels:
    """One of several named levels; the table need not be linear."""

    levels: tuple[Item, ...]


@frozen
class Bands:
    """The points of the band in which a measure falls."""

    measure: Measure
    bands: tuple[Band, ...]
    value_step: Fraction
    no_base: NoBase = NoBase.NOT_ASSIGNED


@frozen
class PerItem:
    """Points for each full `per` of a count."""

    per_item_points: int
    per: Fraction = Fraction(1)
    value_step: Fraction = Fraction(1)


@frozen
class Events:
    """Bonuses and penalties counted on top of base_points, then held within [min, max].

    clean_points: earned when no penalty event happened.
    all_broken_points: replaces the sum of the penalties when every penalty event happened.
    """

    events: tuple[Event, ...]
    base_points: int = 0
    clean_points: int = 0
    all_broken_points: int | None = None


@frozen
class Prizes:
    """Prizes won, each kind with its points; all of them, or only the best."""

    prizes: tuple[Item, ...]
    take: Take = Take.ALL


@frozen
class Ratio:
    """The maximum times a ratio, up to the maximum, or up to surplus_max_points above 100 %.

    from_percent: below this ratio nothing is earned.
    """

    measure: Measure = Measure.TARGET
    better: Better = Better.HIGHER
    surplus_max_points: int | None = None
    from_percent: Fraction = Fraction(0)
    no_base: NoBase = NoBase.NOT_ASSIGNED


@frozen
class Lateness:
    """The maximum when on time, less what each day late costs.

    deductions: the whole deduction after 1, 2, … days late, in hundredths.
    each_further_points: what every day after those costs more.
    cut_off_days: later than this it counts as not done and earns not_done_points.
    """

    deductions: tuple[int, ...]
    each_further_points: int = 0
    cut_off_days: int | None = None
    not_done_points: int = 0


@frozen
class QualityTimeliness:
    """A table: points[quality][timeliness]."""

    qualities: tuple[str, ...]
    timeliness: tuple[str, ...]
    points: tuple[tuple[int, ...], ...]


@frozen
class Progress:
    """Base points, and points for each percent better than the year before."""

    per_percent_points: int
    base_points: int = 0
    better: Better = Better.HIGHER


@frozen
class MeanOfRecords:
    """(total + what each event adds or takes) / count of records, up to the maximum."""

    events: tuple[Event, ...] = ()


@frozen
class Panel:
    """Several scorers mark the same criterion; a scorer who abstains changes no mean."""

    scorers: tuple[Scorer, ...]
    combine: Combine = Combine.MEAN


# ---- leaves, second pass: over the whole cluster


@frozen
class RelativeTarget:
    """Below, equal to, above the target, against the cluster's leader.

    A < T: max/2 * A/T. A = T: max/2. The highest ratio above 1: max. Another above 1:
    max/2 + max/2 * (A/T - 1)/(leader - 1). Units without a target: max * A / best A among them.
    """

    better: Better = Better.HIGHER


@frozen
class RelativeBest:
    """The maximum times the figure over the best figure of the cluster."""

    better: Better = Better.HIGHER


@frozen
class ClusterPlace:
    """Points by the place of the figure in the cluster: first, second, …; the last holds on."""

    points: tuple[int, ...]
    better: Better = Better.HIGHER


NodeRule = Sum | Mean | WeightedMean | Best
LeafRule = (
    Binary
    | Direct
    | Conditions
    | Levels
    | Bands
    | PerItem
    | Events
    | Prizes
    | Ratio
    | Lateness
    | QualityTimeliness
    | Progress
    | MeanOfRecords
    | Panel
    | RelativeTarget
    | RelativeBest
    | ClusterPlace
)
Rule = NodeRule | LeafRule

NODE_KINDS: dict[str, type] = {
    "sum": Sum,
    "mean": Mean,
    "weighted_mean": WeightedMean,
    "best": Best,
}
LEAF_KINDS: dict[str, type] = {
    "binary": Binary,
    "direct": Direct,
    "conditions": Conditions,
    "levels": Levels,
    "bands": Bands,
    "per_item": PerItem,
    "events": Events,
    "prizes": Prizes,
    "ratio": Ratio,
    "lateness": Lateness,
    "quality_timeliness": QualityTimeliness,
    "progress": Progress,
    "mean_of_records": MeanOfRecords,
    "panel": Panel,
    "relative_target": RelativeTarget,
    "relative_best": RelativeBest,
    "cluster_place": ClusterPlace,
}
KINDS: dict[str, type] = NODE_KINDS | LEAF_KINDS
SECOND_PASS = (RelativeTarget, RelativeBest, ClusterPlace)
