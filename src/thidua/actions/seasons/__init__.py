"""Deeds on a cluster's year: taking a season folder in, and the demonstration."""

from thidua.actions.seasons.demonstration import load_demonstration
from thidua.actions.seasons.importing import import_season, plan_import
from thidua.actions.seasons.plans import Change, Example, ImportPlan, Value

__all__ = [
    "Change",
    "Example",
    "ImportPlan",
    "Value",
    "import_season",
    "load_demonstration",
    "plan_import",
]
