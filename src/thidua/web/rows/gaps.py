"""What is not reported yet: how much of a result is there, and whose figures are missing."""

from collections.abc import Mapping

import numpy as np
from attrs import frozen

from thidua.core.criteria import Criterion
from thidua.core.rankings import Status
from thidua.core.scoring import Filled, Scorecard
from thidua.store.queries.units import UnitRow
from thidua.web.charts import Chart, progress_bar
from thidua.web.rows.addresses import Addresses

MOST_SHOWN = 12  # missing criteria of a unit that are named


@frozen
class UnitGaps:
    """A unit: how many of the criteria that apply to it are reported in full, and which are not."""

    unit: UnitRow
    done: int
    of: int
    missing: tuple[Criterion, ...]
    address: str

    @property
    def shown(self) -> tuple[str, ...]:
        """Return what the first of the missing criteria are called on the sheet."""
        return tuple(missing.label or missing.code for missing in self.missing[:MOST_SHOWN])

    @property
    def more(self) -> int:
        """Return how many missing criteria are not named."""
        return max(len(self.missing) - MOST_SHOWN, 0)

    @property
    def bar(self) -> Chart:
        """Return how much is reported as a bar."""
        return progress_bar(self.done, self.of)


@frozen
class Gaps:
    """What every unit has reported, in the units' order; counted are those that compete."""

    units: tuple[UnitGaps, ...]

    @property
    def behind(self) -> tuple[UnitGaps, ...]:
        """Return the competing units of which something is missing."""
        return tuple(
            unit for unit in self.units if unit.missing and unit.unit.status is Status.COMPETING
        )

    @property
    def counted(self) -> tuple[UnitGaps, ...]:
        """Return the competing units."""
        return tuple(unit for unit in self.units if unit.unit.status is Status.COMPETING)

    @property
    def done(self) -> int:
        """Return how many cells of the competing units are reported."""
        return sum(unit.done for unit in self.counted)

    @property
    def of(self) -> int:
        """Return how many cells of the competing units there are to report."""
        return sum(unit.of for unit in self.counted)

    @property
    def missing(self) -> int:
        """Return how many cells of the competing units are not reported."""
        return self.of - self.done


def gaps(card: Scorecard, units: Mapping[str, UnitRow], *, addresses: Addresses) -> Gaps:
    """Return how much each unit has reported, by the leaves of the sheet that apply to it."""
    rows = {code: row for row, code in enumerate(card.nodes)}
    leaves = card.sheet.leaves
    filled = card.filled[[rows[leaf.code] for leaf in leaves]]
    applies, complete = filled <= Filled.BLANK, filled == Filled.COMPLETE
    column = {code: at for at, code in enumerate(card.figures.units)}
    found = []
    for code, unit in units.items():
        at = column[code]
        open_leaves = np.flatnonzero(applies[:, at] & ~complete[:, at])
        missing = tuple(leaves[leaf] for leaf in open_leaves)
        of = int(applies[:, at].sum())
        found.append(UnitGaps(unit, of - len(missing), of, missing, addresses.unit(code)))
    return Gaps(tuple(found))
