"""Rows of numbers and small codes as plain values, short where all in a row are the same."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from thidua.core.figures import Integers
from thidua.core.scoring.exact import whole_numbers

Packed = int | list[int]


def packed(row: Integers) -> Packed:
    """Return a row as its numbers, or as one number where all are the same."""
    numbers: list[int] = [int(number) for number in row.tolist()]
    return numbers[0] if numbers and numbers.count(numbers[0]) == len(numbers) else numbers


def unpacked(rows: Sequence[Packed], units: int) -> Integers:
    """Return (rows, units) out of packed rows."""
    lists = [[row] * units if isinstance(row, int) else row for row in rows]
    return whole_numbers(lists).reshape(len(rows), units)


def digits(row: npt.NDArray[Any]) -> str:
    """Return a row of codes from 0 to 9 as text, nothing where all are 0."""
    codes = row.astype(np.uint8)
    return (codes + ord("0")).tobytes().decode("ascii") if codes.any() else ""


def from_digits(rows: Sequence[str], units: int) -> npt.NDArray[np.int8]:
    """Return (rows, units) of codes."""
    text = "".join(row or "0" * units for row in rows).encode("ascii")
    codes = np.frombuffer(text, dtype=np.int8) - np.int8(ord("0"))
    return codes.reshape(len(rows), units)
