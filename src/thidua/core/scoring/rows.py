"""The table that scoring writes: a row a node, a column a unit."""

import numpy as np
import numpy.typing as npt
from attrs import define

from thidua.core.criteria import Sheet
from thidua.core.figures import Integers, States
from thidua.core.scoring.exact import Mask, Whole, fitted
from thidua.core.scoring.scorecard import nodes_of


@define(eq=False)
class Rows:
    """The growing result; only `score` and `rescore` make one.

    bound: no absolute value in points is above it.
    """

    points: Integers
    max_points: npt.NDArray[np.int64]
    filled: States
    provisional: Mask
    row_of: dict[str, int]
    bound: int = 0

    def write_points(self, row: int, points: Whole) -> None:
        """Write a node's points; the table turns to Python integers if int64 is too small."""
        points = fitted(points)
        self.bound = max(self.bound, points.bound)
        if points.array.dtype == object and self.points.dtype != object:
            self.points = self.points.astype(object)
        self.points[row] = points.array

    def points_of(self, rows: slice | list[int]) -> Whole:
        """Return the points of some rows."""
        return Whole(self.points[rows], self.bound)


def row_numbers(sheet: Sheet) -> dict[str, int]:
    """Return each node's row: the criteria in the sheet's order, then the total."""
    return {code: row for row, code in enumerate(nodes_of(sheet))}


def empty_rows(sheet: Sheet, units: int) -> Rows:
    """Return a table to be written row by row."""
    row_of = row_numbers(sheet)
    shape = (len(row_of), units)
    return Rows(
        points=np.empty(shape, dtype=np.int64),
        max_points=np.empty(shape, dtype=np.int64),
        filled=np.empty(shape, dtype=np.int8),
        provisional=np.empty(shape, dtype=np.bool_),
        row_of=row_of,
    )
