"""Places from arrays: exact, inside each cluster, whatever the order of the units."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from thidua.core.figures import Integers
from thidua.core.scoring.exact import Mask, choose, divided, whole
from thidua.core.scoring.groups import grouped
from thidua.core.scoring.groups import places as places_in


def places(
    keys: Sequence[Integers], *, clusters: npt.NDArray[np.int64], competing: Mask | None = None
) -> npt.NDArray[np.int64]:
    """Return each unit's place: 1 + the competing units of its cluster that are strictly better.

    keys: at least one (units,) array of whole numbers, more is better; a later one counts where
        all before it are level. Units level on all of them share their place.
    competing: False for units that nobody is placed behind; they are placed against the others.
    """
    among = np.ones(len(clusters), dtype=np.bool_) if competing is None else competing
    return places_in(grouped(clusters), *keys, among=among)


def shares(points: Integers, max_points: Integers) -> Integers:
    """Return whole numbers in the exact order of points / max_points, equal where those are.

    A maximum of 0 comes behind every share. Two different fractions with denominators up to B are
    at least 1 / B**2 apart, so B**2 times each of them still differs when rounded down.
    """
    most = whole(max_points)
    some = np.asarray(most.array > 0, dtype=np.bool_)
    finest = max(1, int(max_points.max(initial=0))) ** 2
    order = divided(whole(points) * finest, choose(some, most, 1))
    return choose(some, order, -order.bound - 1).array
