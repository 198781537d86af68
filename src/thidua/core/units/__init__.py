"""Units: their names as people look them up and put them in order."""

from thidua.core.units.names import fold, sort_key

__all__ = ["fold", "sort_key"]
