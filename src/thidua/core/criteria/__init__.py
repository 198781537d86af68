"""The criteria sheet as data: its tree, its rules, and what is wrong with it."""

from thidua.core.criteria.findings import Finding, Severity, error, warning
from thidua.core.criteria.indicators import Entry, Indicator, indicators
from thidua.core.criteria.reading import SheetReading, read_sheet
from thidua.core.criteria.sheet import ROOT, Criterion, Sheet

__all__ = [
    "ROOT",
    "Criterion",
    "Entry",
    "Finding",
    "Indicator",
    "Severity",
    "Sheet",
    "SheetReading",
    "error",
    "indicators",
    "read_sheet",
    "warning",
]
