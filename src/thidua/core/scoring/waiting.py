"""Which units a comparison within the cluster still waits for."""

import numpy as np

from thidua.core.scoring.scorecard import Filled, Scorecard


def waited_for(card: Scorecard) -> dict[str, tuple[str, ...]]:
    """Return for each second-pass criterion with a gap the units whose figure is missing.

    A criterion that no unit has reported yet is left out: it has no points that may change.
    """
    figures, found = card.figures, {}
    rows = {code: row for row, code in enumerate(card.nodes)}
    for criterion in card.sheet.leaves:
        filled = card.filled[rows[criterion.code]]
        missing = ((filled == Filled.BLANK) | (filled == Filled.PARTIAL)) & figures.competing
        if criterion.is_second_pass and missing.any() and (filled <= Filled.PARTIAL).any():
            found[criterion.code] = tuple(figures.units[at] for at in np.flatnonzero(missing))
    return found
