"""Points out of a sheet and figures: exact, complete with what is missing and what may change."""

from thidua.core.scoring.scorecard import Filled, Scorecard
from thidua.core.scoring.scoring import rescore, score

__all__ = ["Filled", "Scorecard", "rescore", "score"]
