"""Derivations of the rules on a measure: bands of it, the maximum times it, progress."""

from fractions import Fraction
from typing import Any

from attrs import evolve, frozen

from thidua.core.criteria import rules as r
from thidua.core.criteria.indicators import ACTUAL, PART, PREVIOUS, TARGET, WHOLE
from thidua.core.scoring.derivation import Case
from thidua.core.scoring.explaining.answers import Answer, Desk
from thidua.core.scoring.explaining.told import NOTHING, Told, on, points, shape, without_points
from thidua.core.scoring.scorecard import Filled

HUNDRED = Fraction(100)
EXCUSED = {
    r.NoBase.NOT_ASSIGNED: Filled.NOT_ASSIGNED,
    r.NoBase.NOT_APPLICABLE: Filled.NOT_APPLICABLE,
}


@frozen
class Measured:
    """A measure and how it came about.

    endless: 1 or -1 where it is above or below every bound, having nothing to be divided by.
    has_base: False where its base is missing (no target, an empty whole).
    """

    told: Told
    value: Fraction = NOTHING
    endless: int = 0
    has_base: bool = True

    def reaches(self, bound: Fraction) -> bool:
        """Return whether the measure is at least the bound."""
        return self.endless > 0 or (self.endless == 0 and self.value >= bound)

    def passes(self, bound: Fraction) -> bool:
        """Return whether the measure is above the bound."""
        return self.endless > 0 or (self.endless == 0 and self.value > bound)


def measured(measure: r.Measure, desk: Desk) -> Measured:
    """Return the measure, in percent or, for VALUE, as the figure itself."""
    match measure:
        case r.Measure.VALUE:
            figure = desk.ask(ACTUAL)
            told = on(figure)
            if told.scored:
                told = told.noting("why_value", figure=figure.number)
            return Measured(told, figure.number)
        case r.Measure.TARGET:
            figure, target = desk.ask(ACTUAL), desk.ask(TARGET)
            return _percent(on(figure), "why_percent_of_target", figure, target)
        case r.Measure.SHARE:
            part, whole = desk.ask(PART), desk.ask(WHOLE)
            found = _percent(on(part, whole), "why_percent_of_whole", part, whole)
            return found if found.told.scored else evolve(found, has_base=True)
        case r.Measure.CHANGE:
            return _change(desk.ask(ACTUAL), desk.ask(PREVIOUS))


def _percent(told: Told, code: str, figure: Answer, base: Answer) -> Measured:
    if not base.reported or base.number <= 0:
        return Measured(told, has_base=False)
    percent = figure.number / base.number * HUNDRED
    if told.scored:
        told = told.noting(code, figure=figure.number, base=base.number, percent=percent)
    return Measured(told, percent)


def _change(figure: Answer, previous: Answer) -> Measured:
    """Return the change in percent of the size of what was before; from zero it is endless."""
    told = on(figure, previous)
    facts: dict[str, Any] = {"figure": figure.number, "previous": previous.number}
    rose = figure.number - previous.number
    if previous.number or not rose:
        percent = rose / abs(previous.number) * HUNDRED if previous.number else NOTHING
        told = told.noting("why_change", percent=percent, **facts) if told.scored else told
        return Measured(told, percent)
    told = told.noting("why_change_from_nothing", **facts) if told.scored else told
    return Measured(told, endless=1 if rose > 0 else -1)


def without_base(found: Measured, measure: r.Measure, no_base: r.NoBase, desk: Desk) -> Told:
    """Tell what a unit gets whose ratio has nothing to divide by."""
    told = found.told
    what = "why_no_target" if measure is r.Measure.TARGET else "why_nothing_to_do"
    if no_base in EXCUSED:
        return without_points(EXCUSED[no_base], f"{what}_{no_base}")
    if told.filled > Filled.BLANK:
        return told
    earned = desk.most if no_base is r.NoBase.FULL else NOTHING
    return Told().then(f"{what}_{no_base}", earned, most_points=desk.criterion.max_points or 0)


# ---- bands


def holds(band: r.Band, found: Measured) -> bool:
    """Return whether the band holds the measure."""
    arrives = found.reaches if band.lower_included else found.passes
    if band.lower is not None and not arrives(band.lower):
        return False
    if band.upper is None:
        return True
    beyond = found.passes if band.upper_included else found.reaches
    return not beyond(band.upper)


def _case(band: r.Band, measure: r.Measure, *, applies: bool) -> Case:
    suffix = "" if measure is r.Measure.VALUE else "_percent"
    stretch = shape(band)
    facts = {"lower": band.lower, "upper": band.upper, "earns_points": band.points}
    return Case(f"case_band_{stretch}{suffix}", facts, applies)


def bands(rule: r.Bands, desk: Desk) -> Told:
    """Tell in which band the measure falls."""
    found = measured(rule.measure, desk)
    if not found.has_base:
        return without_base(found, rule.measure, rule.no_base, desk)
    told = found.told
    hit = next((band for band in rule.bands if told.scored and holds(band, found)), None)
    told = told.among(*(_case(band, rule.measure, applies=band is hit) for band in rule.bands))
    if not told.scored:
        return told
    if hit is None:
        return told.then("why_no_band", NOTHING)
    return told.then("why_band", points(hit.points), earns_points=hit.points)


# ---- ratio


def ratio(rule: r.Ratio, desk: Desk) -> Told:
    """Tell the ratio, and the part of the maximum that it earns."""
    found = measured(rule.measure, desk)
    if not found.has_base:
        return without_base(found, rule.measure, rule.no_base, desk)
    if not found.told.scored:
        return found.told
    if rule.better is r.Better.LOWER:
        found = _turned(rule.measure, found)
    return _part_of_maximum(rule, found, desk)


def _part_of_maximum(rule: r.Ratio, found: Measured, desk: Desk) -> Told:
    told, most = found.told, desk.criterion.max_points or 0
    if not found.reaches(rule.from_percent):
        return told.then("why_below_from", NOTHING, from_percent=rule.from_percent)
    cap = most if rule.surplus_max_points is None else rule.surplus_max_points
    if found.endless:
        return told.then("why_ratio_endless", points(cap), cap_points=cap)
    earned = desk.most * found.value / HUNDRED
    told = told.then("why_part_of_max", earned, percent=found.value, most_points=most)
    if earned > points(cap):
        code = "why_ratio_held" if rule.surplus_max_points is None else "why_surplus_held"
        told = told.then(code, points(cap), cap_points=cap)
    return told


def _turned(measure: r.Measure, found: Measured) -> Measured:
    """Return the measure where lower is better: a fall for a change, else the ratio turned over."""
    if measure is r.Measure.CHANGE:
        told = found.told if found.endless else found.told.noting(
            "why_fall", percent=-found.value
        )  # fmt: skip
        return Measured(told, -found.value, -found.endless)
    if found.value <= 0:
        return Measured(found.told.noting("why_turned_endless"), endless=1)
    turned = HUNDRED * HUNDRED / found.value
    return Measured(found.told.noting("why_turned", percent=turned), turned)


# ---- progress


def progress(rule: r.Progress, desk: Desk) -> Told:
    """Tell the change from the year before, and what each percent brings."""
    found = measured(r.Measure.CHANGE, desk)
    if not found.told.scored:
        return found.told
    if rule.better is r.Better.LOWER:
        found = _turned(r.Measure.CHANGE, found)
    told, base = found.told, points(rule.base_points)
    if found.endless:
        criterion = desk.criterion
        end = criterion.max_points if found.endless > 0 else criterion.min_points
        code = "why_progress_endless" if found.endless > 0 else "why_decline_endless"
        return told.then(code, base if end is None else points(end))
    if rule.base_points:
        told = told.then("why_base", base, base_points=rule.base_points)
    brings = points(rule.per_percent_points) * found.value
    return told.then("why_progress", base + brings, percent=found.value,
                     each_points=rule.per_percent_points)  # fmt: skip
