"""One year of a cluster at a glance: how much is reported, section by section."""

from collections.abc import Mapping

import numpy as np
from attrs import frozen

from thidua.core.criteria import Criterion
from thidua.core.scoring import Filled, Scorecard
from thidua.store.queries.units import UnitRow
from thidua.web.rows.tree import sections_of, short, walk

FULL, NEARLY, MOSTLY = 100, 75, 50  # percent: where the shades of the table begin


@frozen
class Share:
    """How many criteria of a section a unit has reported; percent is None where none applies."""

    done: int
    of: int

    @property
    def percent(self) -> int | None:
        """Return the whole percent that is reported; 100 only when nothing is missing."""
        return 100 * self.done // self.of if self.of else None

    @property
    def shade(self) -> str:
        """Return the shade of what falls short, darker for less; "" for what is full."""
        percent = self.percent
        if percent is None:
            return "hx"
        steps = ((FULL, ""), (NEARLY, "h1"), (MOSTLY, "h2"), (1, "h3"))
        return next((shade for least, shade in steps if percent >= least), "h4")


@frozen
class Completeness:
    """Sections across with their short headings, units down, and how much each has reported."""

    sections: tuple[Criterion, ...]
    headings: tuple[str, ...]
    rows: tuple[tuple[UnitRow, tuple[Share, ...]], ...]

    @property
    def heads(self) -> tuple[tuple[Criterion, str], ...]:
        """Return each section with its heading."""
        return tuple(zip(self.sections, self.headings, strict=True))


def completeness(card: Scorecard, units: Mapping[str, UnitRow]) -> Completeness:
    """Return how much of each section every unit has reported, in the units' order."""
    sections = sections_of(card.sheet)
    rows = {code: row for row, code in enumerate(card.nodes)}
    column = {code: at for at, code in enumerate(card.figures.units)}
    chosen = [column[code] for code in units]
    shares = [_shares(card, [rows[c] for c in _leaves(card, s)], chosen) for s in sections]
    by_unit = zip(*shares, strict=True) if shares else ()
    headings = tuple(short(card.sheet, section) for section in sections)
    return Completeness(sections, headings, tuple(zip(units.values(), by_unit, strict=True)))


def _leaves(card: Scorecard, section: Criterion) -> list[str]:
    if section.is_leaf:
        return [section.code]
    return [n.criterion.code for n in walk(card.sheet, section.code) if n.criterion.is_leaf]


def _shares(card: Scorecard, rows: list[int], units: list[int]) -> list[Share]:
    filled = card.filled[np.ix_(rows, units)]
    of = (filled <= Filled.BLANK).sum(axis=0)
    done = (filled == Filled.COMPLETE).sum(axis=0)
    return [Share(int(d), int(o)) for d, o in zip(done, of, strict=True)]
