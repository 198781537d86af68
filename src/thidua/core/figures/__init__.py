"""Figures that units report: exact numbers in columns, and what a cell without one means."""

from thidua.core.figures.cells import Column, Figures, Integers, Source, State, States
from thidua.core.figures.numbers import (
    Marks,
    NotANumber,
    Written,
    read_number,
    read_plain,
    read_written,
)

__all__ = [
    "Column",
    "Figures",
    "Integers",
    "Marks",
    "NotANumber",
    "Source",
    "State",
    "States",
    "Written",
    "read_number",
    "read_plain",
    "read_written",
]
