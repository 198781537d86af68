"""One leaf from its figures to its points: indicators, periods, bonus."""

import numpy as np
from attrs import evolve

from thidua.core.criteria import Criterion, Indicator, Sheet, indicators
from thidua.core.criteria.indicators import BONUS
from thidua.core.figures import Column, Figures, State
from thidua.core.scoring.each_period import each_period, periods_of
from thidua.core.scoring.exact import Mask, clipped, fitted, rounded
from thidua.core.scoring.groups import Groups
from thidua.core.scoring.once import Scored, once, only_where_filled
from thidua.core.scoring.periods import nothing_reported, year_figure
from thidua.core.scoring.rules import Leaf


def scored(
    criterion: Criterion,
    *,
    sheet: Sheet,
    figures: Figures,
    groups: Groups,
    assigned: Mask | None,
) -> Scored:
    """Return a leaf's points; assigned is False where it was never given to the unit."""
    columns = _columns(criterion, sheet, figures)
    leaf = Leaf(criterion, columns, groups, figures.competing, assigned)
    periods = periods_of(columns) if criterion.score_each_period else 0
    result = each_period(leaf, sheet, periods) if periods else once(leaf, sheet)
    if BONUS in columns:
        result = _with_bonus(result, columns[BONUS], criterion, sheet)
    return evolve(result, points=fitted(only_where_filled(result.points, result.filled)))


def _columns(criterion: Criterion, sheet: Sheet, figures: Figures) -> dict[str, Column]:
    """Return a column for each indicator; a blank optional figure counts as its default."""
    units = len(figures.units)
    columns = {}
    for indicator in indicators(criterion, sheet):
        column = figures.columns.get((criterion.code, indicator.key))
        column = nothing_reported(units) if column is None else column
        columns[indicator.key] = _with_default(column, indicator)
    return columns


def _with_default(column: Column, indicator: Indicator) -> Column:
    if not indicator.optional or column.states is None:
        return column
    blank = column.states == State.BLANK
    default = indicator.default * 10**column.places
    numbers = np.where(blank, default, column.numbers)
    states = np.where(blank, State.REPORTED, column.states).astype(np.int8)
    return Column(numbers, column.places, states)


def _with_bonus(result: Scored, column: Column, criterion: Criterion, sheet: Sheet) -> Scored:
    """Return the points with the bonus on top, up to its own cap, in hundredths."""
    figure = year_figure(column, criterion.over_periods)
    bonus = rounded(figure.value * 100, step=1, rounding=sheet.rounding)
    bonus = clipped(bonus, lower=0, upper=criterion.bonus_max_points)
    return evolve(result, points=result.points + bonus)
