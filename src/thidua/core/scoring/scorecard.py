"""The result of scoring: points of every node of the sheet for every unit."""

from enum import IntEnum

import numpy as np
import numpy.typing as npt
from attrs import frozen

from thidua.core.criteria import ROOT, Sheet
from thidua.core.figures import Figures, Integers


class Filled(IntEnum):
    """How much of a node's input is there."""

    COMPLETE = 0  # everything that applies is reported
    PARTIAL = 1  # a section of which something is missing; points are those of the rest
    BLANK = 2  # nothing reported yet; there are no points
    NOT_APPLICABLE = 3  # left points and maximum
    NOT_ASSIGNED = 4  # left points and maximum


@frozen(eq=False)
class Scorecard:
    """Points of every node for every unit; arrays are (nodes, units).

    nodes: the sheet's criteria in its order, then ROOT ("TOTAL") as the last row.
    points: hundredths; 0 where filled is BLANK, NOT_APPLICABLE or NOT_ASSIGNED. int64, or Python
        integers in an object array where int64 would not hold them.
    max_points: hundredths, the maximum that applies to the unit (on_top and bonus left out);
        0 where the node does not apply.
    unlimited: (nodes,) True where the sheet sets no maximum.
    filled: a Filled per cell.
    provisional: True where the points may still change: something below is missing, or a
        second-pass column lacks a unit of the cluster.
    """

    sheet: Sheet
    figures: Figures
    nodes: tuple[str, ...]
    points: Integers
    max_points: npt.NDArray[np.int64]
    unlimited: npt.NDArray[np.bool_]
    filled: npt.NDArray[np.int8]
    provisional: npt.NDArray[np.bool_]


def nodes_of(sheet: Sheet) -> tuple[str, ...]:
    """Return the codes of a scorecard's rows: the criteria in the sheet's order, then the total."""
    return (*(criterion.code for criterion in sheet.criteria), ROOT)


def unlimited_nodes(sheet: Sheet) -> npt.NDArray[np.bool_]:
    """Return for each row whether the sheet declares no maximum for it."""
    open_ends = [criterion.max_points is None for criterion in sheet.criteria]
    return np.array([*open_ends, not sheet.total_points], dtype=np.bool_)
