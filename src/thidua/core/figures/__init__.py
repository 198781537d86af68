"""Figures that units report: exact numbers in columns, and what a cell without one means."""

from thidua.core.figures.cells import Column, Figures, Integers, Source, State, States

__all__ = ["Column", "Figures", "Integers", "Source", "State", "States"]
