"""What a rule is given, and what it gives back: columns in, exact points and states out."""

from collections.abc import Mapping
from functools import reduce

import numpy as np
from attrs import field, frozen

from thidua.core.criteria.sheet import Criterion
from thidua.core.figures import Column, State, States
from thidua.core.scoring.exact import Mask, Quotient
from thidua.core.scoring.groups import Groups
from thidua.core.scoring.periods import Figure, year_figure
from thidua.core.scoring.scorecard import Filled


@frozen(eq=False)
class Leaf:
    """One criterion over all units, for the year or for one of its periods.

    columns: a Column for every indicator key of the rule.
    competing: False for a unit that is outside every comparison.
    assigned: False where the criterion was never given to the unit; None when it was to all.
    known: figures of the year that have been put together already.
    """

    criterion: Criterion
    columns: Mapping[str, Column]
    groups: Groups
    competing: Mask
    assigned: Mask | None = None
    known: dict[str, Figure] = field(factory=dict)

    @property
    def max_points(self) -> int:
        """Return the maximum in hundredths; 0 where the sheet sets none."""
        return self.criterion.max_points or 0

    def figure(self, key: str = "") -> Figure:
        """Return an indicator's figure of the year."""
        if key not in self.known:
            self.known[key] = year_figure(self.columns[key], self.criterion.over_periods)
        return self.known[key]


@frozen(eq=False)
class Earned:
    """What a rule earns every unit.

    exact: hundredths of a point, before holding, rounding and caps; any number where filled is
        BLANK or beyond.
    filled: a Filled per unit; None when all are COMPLETE.
    waiting: True where the comparison still lacks a unit of the cluster; None for nowhere.
    """

    exact: Quotient
    filled: States | None = None
    waiting: Mask | None = None


def needed(*figures: Figure) -> States | None:
    """Return how filled a leaf is that needs all of these figures: the worst of them counts."""
    filled = _worst(figures)
    gaps = _any_gaps(figures)
    if gaps is None:
        return filled
    partial = np.where(gaps, Filled.PARTIAL, Filled.COMPLETE).astype(np.int8)
    return partial if filled is None else np.where(filled == Filled.COMPLETE, partial, filled)


def _worst(figures: tuple[Figure, ...]) -> States | None:
    present = [figure.states for figure in figures if figure.states is not None]
    if not present:
        return None
    return filled_by(reduce(np.maximum, present))


def filled_by(states: States) -> States:
    """Return how filled a leaf is that looks at one figure: a State is the Filled one above it."""
    return states + (states > State.REPORTED)


def _any_gaps(figures: tuple[Figure, ...]) -> Mask | None:
    present = [figure.gaps for figure in figures if figure.gaps is not None]
    return reduce(np.logical_or, present) if present else None


def collected(figures: tuple[Figure, ...]) -> States | None:
    """Return how filled a leaf is that adds up what is there of these figures.

    An excused figure is left out; without any reported one the leaf is blank while one is to
    come, else excused.
    """
    gaps = _any_gaps(figures)
    if gaps is None and all(figure.states is None for figure in figures):
        return None
    states = _stacked(figures)
    some = (states == State.REPORTED).any(axis=0)
    blank = (states == State.BLANK).any(axis=0)
    partial = blank if gaps is None else blank | gaps
    here = np.where(partial, Filled.PARTIAL, Filled.COMPLETE)
    never = (states == State.NOT_ASSIGNED).all(axis=0)
    excused = np.where(never, Filled.NOT_ASSIGNED, Filled.NOT_APPLICABLE)
    return np.where(some, here, np.where(blank, Filled.BLANK, excused)).astype(np.int8)


def _stacked(figures: tuple[Figure, ...]) -> States:
    units = len(figures[0].value.num.array)
    reported = np.full(units, State.REPORTED, dtype=np.int8)
    return np.stack([reported if f.states is None else f.states for f in figures])


def worse(filled: States | None, other: States | None) -> States | None:
    """Return the worse of two fillings."""
    if filled is None or other is None:
        return other if filled is None else filled
    return np.maximum(filled, other)
