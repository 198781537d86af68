"""Points of many cells as text at once, and the signs for cells that have none."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from attrs import frozen

from thidua.core.scoring import Filled, Scorecard
from thidua.wording import Language, points

NO_POINTS = {
    Filled.BLANK: "–",
    Filled.NOT_APPLICABLE: "×",
    Filled.NOT_ASSIGNED: "/",
}
Texts = npt.NDArray[np.object_]  # of str


@frozen
class Amount:
    """Points in hundredths and as text; points is None where the text is only a sign."""

    points: int | None
    text: str


def amount(card: Scorecard, code: str, unit: int, lang: Language) -> Amount:
    """Return the points of one node for one unit, given by its column."""
    row = card.nodes.index(code)
    sign = NO_POINTS.get(Filled(card.filled[row, unit]))
    if sign is not None:
        return Amount(None, sign)
    earned = int(card.points[row, unit])
    return Amount(earned, points(earned, lang))


def texts(values: npt.NDArray[Any], lang: Language) -> Texts:
    """Return hundredths of any shape as points; every different value is written once."""
    different, where = np.unique(values, return_inverse=True)
    words = np.array([points(int(value), lang) for value in different], dtype=object)
    return words[where].reshape(values.shape)


def point_texts(card: Scorecard, units: Sequence[int], lang: Language) -> Texts:
    """Return (nodes, units) points of the chosen columns, with a sign where there are none."""
    words = texts(card.points[:, units], lang)
    filled = card.filled[:, units]
    for state, sign in NO_POINTS.items():
        words[filled == state] = sign
    return words
