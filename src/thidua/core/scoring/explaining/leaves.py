"""The derivation of a leaf: its rule, its periods, document, rounding, limits and bonus."""

from collections.abc import Callable
from typing import Any

from attrs import evolve

from thidua.core.criteria import indicators
from thidua.core.criteria import rules as r
from thidua.core.criteria.indicators import BONUS, DOCUMENT
from thidua.core.figures import State
from thidua.core.scoring.derivation import Derivation
from thidua.core.scoring.explaining import cluster, counted, entered, measured
from thidua.core.scoring.explaining.answers import Answer, Desk, put_together
from thidua.core.scoring.explaining.limits import (
    held,
    rounded,
    rounded_and_held,
    with_default,
    within,
    zeroed,
)
from thidua.core.scoring.explaining.told import NOTHING, Told, points, without_points
from thidua.core.scoring.scorecard import Filled

RULES: dict[type, Callable[[Any, Desk], Told]] = {
    r.Binary: entered.binary,
    r.Direct: entered.direct,
    r.PerItem: entered.per_item,
    r.Levels: entered.levels,
    r.QualityTimeliness: entered.quality_timeliness,
    r.Lateness: entered.lateness,
    r.Conditions: counted.conditions,
    r.Prizes: counted.prizes,
    r.Events: counted.events,
    r.MeanOfRecords: counted.mean_of_records,
    r.Panel: counted.panel,
    r.Bands: measured.bands,
    r.Ratio: measured.ratio,
    r.Progress: measured.progress,
    r.RelativeTarget: cluster.relative_target,
    r.RelativeBest: cluster.relative_best,
    r.ClusterPlace: cluster.cluster_place,
}
STATES = {
    Filled.COMPLETE: State.REPORTED,
    Filled.PARTIAL: State.REPORTED,
    Filled.BLANK: State.BLANK,
    Filled.NOT_APPLICABLE: State.NOT_APPLICABLE,
    Filled.NOT_ASSIGNED: State.NOT_ASSIGNED,
}
_REASONS = {
    Filled.BLANK: "why_period_blank",
    Filled.NOT_APPLICABLE: "why_period_not_applicable",
    Filled.NOT_ASSIGNED: "why_period_not_assigned",
}


def explain_leaf(desk: Desk) -> Derivation:
    """Return the derivation of a leaf."""
    told = _told(desk)
    names = desk.figures.units
    missing = told.missing if told.filled <= Filled.BLANK else frozenset()
    awaited = tuple(sorted(names[unit] for unit in missing))
    if told.filled is Filled.PARTIAL:
        told = told.noting("why_partial")
    if awaited:
        told = told.noting("why_waits", units=awaited)
    applies = told.filled <= Filled.BLANK
    return Derivation(
        unit=names[desk.unit],
        criterion=desk.criterion.code,
        kind=desk.criterion.kind,
        inputs=(*desk.inputs(), *told.inputs),
        cases=told.cases,
        steps=told.steps,
        parts=(),
        exact=told.exact if told.scored else None,
        points=int(told.value * 100) if told.scored else None,
        max_points=desk.criterion.max_points if applies else 0,
        state=STATES[told.filled],
        provisional=bool(awaited) or told.filled in {Filled.PARTIAL, Filled.BLANK},
        missing=awaited,
        others=told.others,
    )


def _told(desk: Desk) -> Told:
    reason = taken_off(desk)
    if reason is not None:
        return reason
    periods = _periods(desk) if desk.criterion.score_each_period else 0
    told = _each_period(desk, periods) if periods else _once(desk)
    told = _with_bonus(told, desk) if told.scored else told
    return zeroed(told, desk.criterion.code, sheet=desk.sheet, figures=desk.figures,
                  unit=desk.unit)  # fmt: skip


def taken_off(desk: Desk) -> Told | None:
    """Return why the criterion was never given to the unit; None where it was."""
    code: str | None = desk.criterion.code
    unit_type = desk.figures.unit_types[desk.unit]
    while code is not None:
        criterion = desk.sheet.criterion(code)
        marks = desk.figures.not_assigned.get(code)
        if marks is not None and marks[desk.unit]:
            return without_points(Filled.NOT_ASSIGNED, "why_taken_off", criterion=code)
        if not criterion.applies_to(unit_type):
            title = desk.sheet.unit_types.get(unit_type, unit_type)
            return without_points(Filled.NOT_ASSIGNED, "why_not_for_type", criterion=code,
                                  unit_type=title)  # fmt: skip
        code = criterion.parent
    return None


def _periods(desk: Desk) -> int:
    """Return how many periods the rule's figures have; 0 where all are figures of the year."""
    keys = {entry.key for entry in indicators(desk.criterion, desk.sheet)} - {DOCUMENT, BONUS}
    columns = [desk.column(key) for key in keys]
    periodic = [c for c in columns if c is not None and c.numbers.ndim > 1]
    return max((len(column.numbers) for column in periodic), default=0)


def _once(desk: Desk) -> Told:
    """Tell the rule applied once, to the figures of the year or of one period."""
    told = RULES[type(desk.criterion.rule)](desk.criterion.rule, desk)
    told = evolve(told, steps=(*_years(desk).steps, *told.steps))
    if not told.scored:
        return told
    document = desk.criterion.document
    if document is not None and _is_missing(desk.cells(DOCUMENT), desk):
        told = held(told, desk.criterion)
        if told.value > 0:
            left = told.value * document.missing_percent / 100
            told = told.then("why_document", left, percent=document.missing_percent)
    return rounded_and_held(told, desk.criterion, desk.sheet)


def _is_missing(document: tuple[Answer, ...], desk: Desk) -> bool:
    """Return whether the document is reported as missing; nothing said means it is there."""
    answer = with_default(document, 1, desk.criterion.over_periods)
    return answer.reported and answer.number == 0


def _years(desk: Desk) -> Told:
    """Tell how the periods of each figure became the figure of the year."""
    told = Told()
    for indicator in indicators(desk.criterion, desk.sheet):
        if not desk.is_periodic(indicator.key):
            continue
        cells, answer = desk.cells(indicator.key), desk.ask(indicator.key)
        if answer.reported and len(cells) > 1:
            told = told.noting(f"why_year_{desk.criterion.over_periods}",
                               input=indicator.title or indicator.key, figure=answer.number,
                               count=sum(cell.reported for cell in cells))  # fmt: skip
    return told


def _each_period(desk: Desk, periods: int) -> Told:
    """Tell the rule applied to each period, then the points put together."""
    parts = [_once(evolve(desk, period=period)) for period in range(periods)]
    told = Told(
        filled=_filled_of(parts),
        inputs=tuple(entry for part in parts for entry in part.inputs),
        others=tuple(other for part in parts for other in part.others),
        missing=frozenset(unit for part in parts for unit in part.missing),
    )
    for period, part in enumerate(parts):
        name = desk.period_name(period)
        told = evolve(told, steps=(*told.steps, *part.steps))
        if part.scored:
            told = told.then("why_period", part.value, period=name, earns=part.value)
        else:
            told = told.noting(_REASONS[part.filled], period=name)
    if not told.scored:
        return told
    values = [part.value for part in parts if part.scored]
    over = desk.criterion.over_periods
    told = told.then(f"why_periods_{over}", put_together(values, over), count=len(values))
    return rounded_and_held(told, desk.criterion, desk.sheet)


def _filled_of(parts: list[Told]) -> Filled:
    filled = {part.filled for part in parts}
    if any(part.scored for part in parts):
        missing = filled & {Filled.BLANK, Filled.PARTIAL}
        return Filled.PARTIAL if missing else Filled.COMPLETE
    return min(filled)


def _with_bonus(told: Told, desk: Desk) -> Told:
    """Tell the bonus entered beside the rule's points; nothing entered is no bonus."""
    most = desk.criterion.bonus_max_points
    if not most:
        return told
    answer = with_default(desk.cells(BONUS), 0, desk.criterion.over_periods)
    hundredths = rounded(answer.number, evolve(desk.sheet, places=2))
    bonus = within(hundredths, NOTHING, points(most))
    if not bonus:
        return told
    return told.then("why_bonus", told.value + bonus, entered=answer.number,
                     bonus_points=int(bonus * 100), bonus_max_points=most)  # fmt: skip


def points_if(desk: Desk) -> int | None:
    """Return the points that would follow from what is supposed, None for no points."""
    told = _told(desk)
    return int(told.value * 100) if told.scored else None


def last_period(desk: Desk) -> int | None:
    """Return the period that a supposed figure is meant for, None for the figure of the year."""
    periods = _periods(desk) if desk.criterion.score_each_period else 0
    return periods - 1 if periods else None
