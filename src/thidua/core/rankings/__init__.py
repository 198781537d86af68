"""Places and grades of the units of a cluster, with the reason for each."""

from thidua.core.rankings.comparing import Decided, Difference, Spread, decided_between, spread
from thidua.core.rankings.explaining import explain_place
from thidua.core.rankings.placing import places
from thidua.core.rankings.ranking import standings
from thidua.core.rankings.standings import Standing, Status, TieKind

__all__ = [
    "Decided",
    "Difference",
    "Spread",
    "Standing",
    "Status",
    "TieKind",
    "decided_between",
    "explain_place",
    "places",
    "spread",
    "standings",
]
