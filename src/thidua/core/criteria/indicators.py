"""What has to be entered for a criterion: its indicators, and what each of them admits."""

from enum import StrEnum
from fractions import Fraction
from functools import singledispatch

from attrs import frozen

from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import Criterion, Sheet

ACTUAL, TARGET = "", "target"
PART, WHOLE, PREVIOUS = "part", "whole", "previous"
QUALITY, TIMELINESS = "quality", "timeliness"
RECORDS_TOTAL, RECORDS_COUNT = "total", "count"
DOCUMENT, BONUS = "document", "bonus"


class Entry(StrEnum):
    """What kind of thing is written into the cell."""

    POINTS = "points"  # points of the sheet, in its step
    NUMBER = "number"  # a figure in its own unit of measure
    YES_NO = "yes_no"  # 1 or 0
    LEVEL = "level"  # the name of a level, or its number from 1
    DAYS = "days"  # days late, or the date of delivery when the criterion has a due date


@frozen
class Indicator:
    """One input of a criterion.

    key: "" for a criterion's only or main figure, else a name such as "part" or an event's key.
    lower, upper: what it admits, in the cell's own unit; None is open.
    step: a value must be a whole number of these; None for any decimal.
    only: the only values admitted, when not empty.
    levels: names of the levels, for Entry.LEVEL; the figure is the number from 1.
    optional: a blank does not make the criterion incomplete and counts as default.
    """

    key: str
    entry: Entry
    title: str = ""
    lower: Fraction | None = Fraction(0)
    upper: Fraction | None = None
    step: Fraction | None = None
    only: tuple[Fraction, ...] = ()
    levels: tuple[str, ...] = ()
    optional: bool = False
    default: int = 0


def in_points(hundredths: int) -> Fraction:
    """Return hundredths of a point as points."""
    return Fraction(hundredths, 100)


def indicators(criterion: Criterion, sheet: Sheet) -> tuple[Indicator, ...]:
    """Return what is entered for a leaf, its rule's indicators first; none for a section.

    Targets are indicators too (key "target"), though they come from targets.csv.
    """
    if not criterion.is_leaf:
        return ()
    extra = []
    if criterion.document is not None:
        extra.append(Indicator(DOCUMENT, Entry.YES_NO, upper=Fraction(1), step=Fraction(1),
                               optional=True, default=1))  # fmt: skip
    if criterion.bonus_max_points:
        upper = in_points(criterion.bonus_max_points)
        step = in_points(sheet.step)
        extra.append(Indicator(BONUS, Entry.POINTS, upper=upper, step=step, optional=True))
    return (*_of(criterion.rule, criterion, sheet), *extra)


@singledispatch
def _of(rule: object, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    raise TypeError(rule)


@_of.register
def _(_rule: r.Binary, criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    only = (Fraction(0), in_points(criterion.max_points or 0))
    return (Indicator(ACTUAL, Entry.POINTS, upper=only[1], only=only),)


@_of.register
def _(_rule: r.Direct, criterion: Criterion, sheet: Sheet) -> tuple[Indicator, ...]:
    lower = None if criterion.min_points is None else in_points(criterion.min_points)
    upper = None if criterion.max_points is None else in_points(criterion.max_points)
    step = in_points(sheet.step)
    return (Indicator(ACTUAL, Entry.POINTS, lower=lower, upper=upper, step=step),)


@_of.register
def _(rule: r.Conditions, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    return tuple(
        Indicator(c.key, Entry.YES_NO, c.title, upper=Fraction(1), step=Fraction(1))
        for c in rule.conditions
    )


@_of.register
def _(rule: r.Levels, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    return (_level(ACTUAL, tuple(level.key for level in rule.levels)),)


def _level(key: str, names: tuple[str, ...]) -> Indicator:
    return Indicator(key, Entry.LEVEL, lower=Fraction(1), upper=Fraction(len(names)),
                     step=Fraction(1), levels=names)  # fmt: skip


def _measured(measure: r.Measure, step: Fraction | None = None) -> tuple[Indicator, ...]:
    match measure:
        case r.Measure.VALUE:
            return (Indicator(ACTUAL, Entry.NUMBER, step=step),)
        case r.Measure.TARGET:
            return (Indicator(ACTUAL, Entry.NUMBER), Indicator(TARGET, Entry.NUMBER))
        case r.Measure.SHARE:
            return (Indicator(PART, Entry.NUMBER), Indicator(WHOLE, Entry.NUMBER))
        case r.Measure.CHANGE:
            return (Indicator(ACTUAL, Entry.NUMBER), Indicator(PREVIOUS, Entry.NUMBER))


@_of.register
def _(rule: r.Bands, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    return _measured(rule.measure, rule.value_step)


@_of.register
def _(rule: r.Ratio, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    return _measured(rule.measure)


@_of.register
def _(rule: r.PerItem, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    return (Indicator(ACTUAL, Entry.NUMBER, step=rule.value_step),)


def _counts(events: tuple[r.Event, ...] | tuple[r.Item, ...]) -> tuple[Indicator, ...]:
    return tuple(Indicator(e.key, Entry.NUMBER, e.title, step=Fraction(1)) for e in events)


@_of.register
def _(rule: r.Events, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    return _counts(rule.events)


@_of.register
def _(rule: r.Prizes, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    return _counts(rule.prizes)


@_of.register
def _(_rule: r.Lateness, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    return (Indicator(ACTUAL, Entry.DAYS, step=Fraction(1)),)


@_of.register
def _(rule: r.QualityTimeliness, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    return (_level(QUALITY, rule.qualities), _level(TIMELINESS, rule.timeliness))


@_of.register
def _(_rule: r.Progress, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    return _measured(r.Measure.CHANGE)


@_of.register
def _(rule: r.MeanOfRecords, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    records = (
        Indicator(RECORDS_TOTAL, Entry.NUMBER),
        Indicator(RECORDS_COUNT, Entry.NUMBER, step=Fraction(1)),
    )
    return (*records, *_counts(rule.events))


@_of.register
def _(rule: r.Panel, criterion: Criterion, sheet: Sheet) -> tuple[Indicator, ...]:
    def mark(scorer: r.Scorer) -> Indicator:
        most = criterion.max_points if scorer.max_points is None else scorer.max_points
        upper = None if most is None else in_points(most)
        step = in_points(sheet.step)
        return Indicator(scorer.key, Entry.POINTS, scorer.title, upper=upper, step=step)

    return tuple(mark(scorer) for scorer in rule.scorers)


@_of.register
def _(_rule: r.RelativeTarget, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    return _measured(r.Measure.TARGET)


@_of.register(r.RelativeBest)
@_of.register(r.ClusterPlace)
def _(_rule: object, _criterion: Criterion, _sheet: Sheet) -> tuple[Indicator, ...]:
    return _measured(r.Measure.VALUE)
