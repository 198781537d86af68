"""The table that scoring writes: a row a node, a column a unit."""

import numpy as np
import numpy.typing as npt
from attrs import define, field

from thidua.core.criteria import Sheet
from thidua.core.figures import Integers, States
from thidua.core.scoring.exact import Mask, Whole, fitted
from thidua.core.scoring.scorecard import Filled, nodes_of


@define(eq=False)
class Rows:
    """The growing result; only `score` and `rescore` make one.

    bound: no absolute value in points is above it.
    even: rows that are known to be complete and settled for every unit, with the one maximum
        that they all have; what stands above need not look at them.
    """

    points: Integers
    max_points: npt.NDArray[np.int64]
    filled: States
    provisional: Mask
    row_of: dict[str, int]
    bound: int = 0
    even: dict[int, int] = field(factory=dict)

    def write(
        self,
        row: int,
        points: Whole,
        most: npt.NDArray[np.int64] | int,
        *,
        filled: States | None,
        provisional: Mask | None,
    ) -> None:
        """Write a node's row; None is COMPLETE, and not provisional, throughout."""
        self._write_points(row, points)
        self.max_points[row] = most
        self.filled[row] = Filled.COMPLETE if filled is None else filled
        self.provisional[row] = False if provisional is None else provisional
        if filled is None and provisional is None and isinstance(most, int):
            self.even[row] = most

    def _write_points(self, row: int, points: Whole) -> None:
        """Write points; the table turns to Python integers if int64 is too small."""
        points = fitted(points)
        self.bound = max(self.bound, points.bound)
        if points.array.dtype == object and self.points.dtype != object:
            self.points = self.points.astype(object)
        self.points[row] = points.array

    def points_of(self, rows: list[int]) -> Whole:
        """Return the points of some rows; neighbouring ones need not be copied."""
        return Whole(self.points[_span(rows)], self.bound)

    def uneven(self, rows: list[int]) -> list[int]:
        """Return those of the rows that have to be looked at."""
        return [row for row in rows if row not in self.even]


def _span(rows: list[int]) -> slice | list[int]:
    if rows and rows[-1] - rows[0] == len(rows) - 1:
        return slice(rows[0], rows[-1] + 1)
    return rows


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
