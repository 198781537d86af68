"""Why a unit has the points it has: every step as data, computed apart from the engine."""

from fractions import Fraction

from attrs import evolve

from thidua.core.criteria import ROOT, indicators
from thidua.core.scoring.derivation import Derivation
from thidua.core.scoring.explaining.answers import Desk, Supposed
from thidua.core.scoring.explaining.leaves import explain_leaf, last_period, points_if
from thidua.core.scoring.explaining.sections import explain_section, explain_total
from thidua.core.scoring.scorecard import Scorecard

__all__ = ["explain", "what_if"]


def explain(card: Scorecard, *, unit: str, criterion: str) -> Derivation:
    """Return everything behind a unit's points on a criterion, a section or ROOT.

    Raises KeyError where the sheet has no such criterion or the figures no such unit.
    """
    at = _number(card, unit)
    if criterion == ROOT:
        return explain_total(card, at)
    desk = Desk(card, card.sheet.criterion(criterion), at)
    return explain_leaf(desk) if desk.criterion.is_leaf else explain_section(desk)


def what_if(
    card: Scorecard,
    *,
    unit: str,
    criterion: str,
    value: Fraction,
    indicator: str | None = None,
    of_unit: str | None = None,
    period: str | None = None,
) -> int | None:
    """Return the points of a leaf, in hundredths, if one figure were different; None for none.

    value: in the place of the criterion's first indicator, unless another is named.
    of_unit: whose figure is different (a leader's, say), the unit's own unless named.
    period: the period that the figure is of; without one it is the year's, or the last period's
    where each period is scored. Raises KeyError as explain does, and for a section.
    """
    desk = Desk(card, card.sheet.criterion(criterion), _number(card, unit))
    keys = [entry.key for entry in indicators(desk.criterion, card.sheet)]
    whose = desk.unit if of_unit is None else _number(card, of_unit)
    key = keys[0] if indicator is None and keys else indicator
    if key not in keys:
        raise KeyError(indicator)
    row = last_period(desk) if period is None else card.figures.periods.index(period)
    return points_if(evolve(desk, supposed=Supposed(whose, key, Fraction(value), row)))


def _number(card: Scorecard, unit: str) -> int:
    if unit not in card.figures.units:
        raise KeyError(unit)
    return card.figures.units.index(unit)
