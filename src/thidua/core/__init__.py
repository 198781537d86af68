"""Rules: plain values and functions that know no database, clock, framework or language.

What a program needs to score a season is here by name; docs/how-to/library.md shows it.
"""

from thidua.core.criteria import Finding, Sheet, read_sheet
from thidua.core.figures import Column, Figures, State
from thidua.core.rankings import (
    Standing,
    Status,
    TieKind,
    decided_between,
    explain_place,
    spread,
    standings,
)
from thidua.core.scoring import Filled, Scorecard, rescore, score
from thidua.core.scoring.derivation import Derivation
from thidua.core.scoring.explaining import explain, what_if
from thidua.core.seasons import Season, read_season

__all__ = [
    "Column",
    "Derivation",
    "Figures",
    "Filled",
    "Finding",
    "Scorecard",
    "Season",
    "Sheet",
    "Standing",
    "State",
    "Status",
    "TieKind",
    "decided_between",
    "explain",
    "explain_place",
    "read_season",
    "read_sheet",
    "rescore",
    "score",
    "spread",
    "standings",
    "what_if",
]
