"""The season folder: a cluster's year as files, read into plain values with every fault named."""

from thidua.core.seasons.reading import read_season
from thidua.core.seasons.season import (
    FILES,
    ClusterLine,
    Season,
    SeasonReading,
    UnitLine,
)

__all__ = ["FILES", "ClusterLine", "Season", "SeasonReading", "UnitLine", "read_season"]
