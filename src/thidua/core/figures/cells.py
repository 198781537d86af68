"""Figures as columns: exact decimals over units, and the four ways of not being a number."""

from collections.abc import Mapping
from enum import IntEnum

import numpy as np
import numpy.typing as npt
from attrs import field, frozen


class State(IntEnum):
    """What a cell holds. A zero is REPORTED with the number 0.

    | state          | points                         | maximum            | complete |
    |----------------|--------------------------------|--------------------|----------|
    | REPORTED       | by the rule                    | counts             | yes      |
    | BLANK          | none yet; adds nothing          | counts             | no       |
    | NOT_APPLICABLE | none; the unit is excused       | leaves the maximum | yes      |
    | NOT_ASSIGNED   | none; never given to the unit   | leaves the maximum | yes      |
    """

    REPORTED = 0
    BLANK = 1
    NOT_APPLICABLE = 2
    NOT_ASSIGNED = 3


Integers = npt.NDArray[np.int64] | npt.NDArray[np.object_]
States = npt.NDArray[np.int8]


@frozen(eq=False)
class Column:
    """One indicator of one criterion: (units,) for the year, or (periods, units).

    numbers: whole numbers; the value is numbers / 10**places. int64, or Python integers in an
        object array where int64 would not hold them.
    states: a State per cell, or None when every cell is REPORTED. Where a cell is not REPORTED
        its number is 0.
    bound: no absolute value in numbers is above it; None where nobody has measured it. It saves
        scoring a look at the numbers and changes no result.
    """

    numbers: Integers
    places: int = 0
    states: States | None = None
    bound: int | None = None


@frozen
class Source:
    """Where a figure came from: a file and its row, or a person and a moment (text)."""

    file: str = ""
    row: int = 0
    text: str = ""


@frozen(eq=False)
class Figures:
    """All figures of one or many clusters, a column per criterion and indicator.

    units: codes, any order; results do not depend on it.
    clusters: (units,) number of the cluster of each unit, from 0.
    unit_types: (units,) type of each unit ("" where the sheet knows no types).
    competing: (units,) False for a withdrawn unit: it is outside every comparison.
    columns: (criterion code, indicator key) -> Column; an absent column is BLANK throughout.
    not_assigned: criterion code -> (units,) True where the criterion was taken off the unit.
    sources: (criterion, indicator, unit, period) -> Source, for explanations.
    """

    units: tuple[str, ...]
    columns: Mapping[tuple[str, str], Column]
    clusters: npt.NDArray[np.int64]
    unit_types: tuple[str, ...]
    competing: npt.NDArray[np.bool_]
    periods: tuple[str, ...] = ()
    not_assigned: Mapping[str, npt.NDArray[np.bool_]] = field(factory=dict)
    sources: Mapping[tuple[str, str, str, str], Source] = field(factory=dict)
