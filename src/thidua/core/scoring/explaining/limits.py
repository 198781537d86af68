"""Steps that every derivation ends with: what is held, what is rounded, what an override takes."""

import math
from fractions import Fraction

from attrs import evolve

from thidua.core.criteria import Criterion, Sheet
from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import Override, OverrideEffect, Rounding, YearEnd
from thidua.core.figures import Figures, State
from thidua.core.scoring.explaining.answers import Answer, year_answer
from thidua.core.scoring.explaining.answers import cell as cell_of
from thidua.core.scoring.explaining.told import NOTHING, Told, points

ROUNDED = {
    Rounding.HALF_UP: "why_rounded",
    Rounding.UP: "why_rounded_up",
    Rounding.DOWN: "why_rounded_down",
}


def rounded(value: Fraction, sheet: Sheet) -> Fraction:
    """Return the value at the sheet's places; the same size for a bonus and a penalty."""
    scaled = abs(value) * 10**sheet.places
    size = math.floor(scaled)
    if sheet.rounding is Rounding.HALF_UP:
        size = math.floor(scaled + Fraction(1, 2))
    elif sheet.rounding is Rounding.UP:
        size = math.ceil(scaled)
    return Fraction(size if value >= 0 else -size, 10**sheet.places)


def limits(criterion: Criterion) -> tuple[Fraction | None, Fraction | None]:
    """Return the least and the most that a criterion's rule may earn, in points; None is open."""
    least = None if criterion.min_points is None else points(criterion.min_points)
    most = criterion.max_points
    rule = criterion.rule
    if isinstance(rule, r.Ratio) and rule.surplus_max_points and most is not None:
        most = max(most, rule.surplus_max_points)
    return least, None if most is None else points(most)


def within(value: Fraction, least: Fraction | None, most: Fraction | None) -> Fraction:
    """Return the value held within limits; None is open."""
    if most is not None:
        value = min(value, most)
    return value if least is None else max(value, least)


def held(told: Told, criterion: Criterion) -> Told:
    """Tell the criterion's limits where they change something."""
    least, most = limits(criterion)
    value = within(told.value, least, most)
    if value < told.value:
        code = "why_pool_capped" if criterion.pool else "why_capped"
        return told.then(code, value, cap_points=int(value * 100))
    if value > told.value:
        return told.then("why_raised", value, least_points=int(value * 100))
    return told


def rounded_and_held(told: Told, criterion: Criterion, sheet: Sheet) -> Told:
    """Tell the rounding, then the limits; a limit that holds anyway needs no rounding."""
    told = evolve(told, exact=told.value)
    least, most = limits(criterion)
    value = rounded(told.value, sheet)
    if within(value, least, most) == within(told.value, least, most):
        told = held(told, criterion)
    if value != told.value and told.value == told.exact:
        told = told.then(ROUNDED[sheet.rounding], value, exact=told.exact,
                         to=Fraction(1, 10**sheet.places))  # fmt: skip
    return held(told, criterion)


def happened(override: Override, figures: Figures, unit: int) -> bool:
    """Return whether an override is reported for a unit, in any period."""
    column = figures.columns.get((override.code, ""))
    if column is None:
        return False
    rows = (
        [(unit,)] if column.numbers.ndim == 1 else [(p, unit) for p in range(len(column.numbers))]
    )
    answer = year_answer(tuple(cell_of(column, at) for at in rows), YearEnd.HIGHEST)
    return answer.reported and answer.number > 0


def zeroed(told: Told, code: str, *, sheet: Sheet, figures: Figures, unit: int) -> Told:
    """Tell the override that takes everything from a criterion, if one does."""
    for override in sheet.overrides:
        takes = override.effect is OverrideEffect.ZERO and override.criterion == code
        if takes and told.scored and happened(override, figures, unit):
            return told.then("why_zeroed", NOTHING, override=override.code,
                             title=override.title or override.code)  # fmt: skip
    return told


def with_default(cells: tuple[Answer, ...], default: int, over_periods: YearEnd) -> Answer:
    """Return an optional figure of the year; a blank counts as its default."""
    usual = Answer(State.REPORTED, Fraction(default))
    return year_answer(tuple(usual if c.state is State.BLANK else c for c in cells), over_periods)
