"""Do grades hold every total once; do grades, overrides and the ranking name what exists."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import gcd

from thidua.core.criteria import rules as r
from thidua.core.criteria.checking_bands import gap_facts
from thidua.core.criteria.drafts import Draft
from thidua.core.criteria.findings import Finding
from thidua.core.criteria.item_points import item_points
from thidua.core.criteria.reaches import End, reaches
from thidua.core.criteria.sheet import (
    ROOT,
    Criterion,
    FloorEffect,
    Override,
    OverrideEffect,
    RankBy,
    Sheet,
    YearEnd,
)
from thidua.core.criteria.stretches import Stretch, gaps, overlaps, stretch, stretch_of

HUNDRED = 100
DIVIDING = (
    r.Ratio,
    r.Progress,
    r.MeanOfRecords,
    r.Panel,
    r.RelativeTarget,
    r.RelativeBest,
    r.Mean,
    r.WeightedMean,
)


# ---- grades


def grades(draft: Draft) -> Iterator[Finding]:
    """Yield what is wrong with the grades of a sheet."""
    sheet = draft.sheet
    if not sheet.grades or "grades" in draft.unread:
        return
    yield from _names(draft)
    yield from _order(draft)
    yield from _requirements(draft)
    held = [stretch_of(grade) for grade in sheet.grades]
    yield from _held_once(draft, held)
    if sheet.complete and not draft.unsure:
        yield from _never_reached(draft, held)


def _names(draft: Draft) -> Iterator[Finding]:
    names = [grade.name for grade in draft.sheet.grades]
    for at, name in enumerate(names):
        if name in names[:at]:
            yield draft.head_error("grade_twice", "grades", at, "name", grade=name)


def _order(draft: Draft) -> Iterator[Finding]:
    for at, (better, worse) in enumerate(pairwise(draft.sheet.grades), start=1):
        start, above = stretch_of(worse).start, stretch_of(better).start
        if start is not None and (above is None or start >= above):
            facts = {"grade": worse.name, "better": better.name}
            yield draft.head_error("grades_out_of_order", "grades", at, **facts)


def _requirements(draft: Draft) -> Iterator[Finding]:
    known = {criterion.code: criterion for criterion in draft.sheet.criteria}
    for at, grade in enumerate(draft.sheet.grades):
        for number, requirement in enumerate(grade.requires):
            place = ("grades", at, "requires", number, "criterion")
            facts = {"grade": grade.name, "other": requirement.criterion}
            criterion = known.get(requirement.criterion)
            if criterion is None:
                yield draft.head_error("grade_requires_unknown", *place, **facts)
            elif criterion.max_points is None and criterion.code not in draft.unsure:
                yield draft.head_error("grade_requires_unlimited", *place, **facts)


def _held_once(draft: Draft, held: list[Stretch]) -> Iterator[Finding]:
    names = [grade.name for grade in draft.sheet.grades]
    domain, step = _totals(draft), _step(draft)
    for at, one in enumerate(held):
        if one.is_empty:
            yield draft.head_error("grade_empty", "grades", at, grade=names[at])
    for overlap in overlaps(held, domain=domain, step=step):
        later = max(overlap.one, overlap.other)
        facts = {"grade": names[later], "other": names[min(overlap.one, overlap.other)]}
        yield draft.head_error("grades_overlap", "grades", later, value=overlap.value, **facts)
    between_only = draft.unsure or not draft.sheet.complete
    for gap in gaps(held, domain=domain, step=step):
        if between_only and None in {gap.after, gap.before}:
            continue
        if gap.after is None and gap.before is not None:
            facts = {"grade": names[gap.before]}
            yield draft.head_warning("no_grade_below", "grades", gap.before, **facts)
        else:
            yield draft.head_error("grade_gap", "grades", gap.after or 0, **gap_facts(gap))


def _never_reached(draft: Draft, held: list[Stretch]) -> Iterator[Finding]:
    domain, step = _totals(draft), _step(draft)
    for at, (grade, one) in enumerate(zip(draft.sheet.grades, held, strict=True)):
        if not one.is_empty and one.common(domain).values(step) is None:
            code = "best_grade_unreachable" if at == 0 else "grade_never_reached"
            yield draft.head_warning(code, "grades", at, grade=grade.name)


def _totals(draft: Draft) -> Stretch:
    """Return which totals, in points or in percent, there can be; open ends where unsure."""
    by_type = [reaches(draft.sheet, unit_type)[ROOT] for unit_type in draft.unit_types]
    least = _outer([one.least for one in by_type], highest=False)
    most = _outer([one.most for one in by_type], highest=True)
    if draft.unsure or not draft.sheet.complete:
        return Stretch(None, None)
    if draft.sheet.grades_by is RankBy.SHARE:
        return _shares(draft, least, most)
    low = None if least is None else Fraction(least) / HUNDRED
    high = None if most is None else Fraction(most) / HUNDRED
    return stretch(low, high, included=True)


def _shares(draft: Draft, least: End, most: End) -> Stretch:
    """Return the percents of its maximum that a unit can come to: 0 to 100, or beyond."""
    tops = [_declared(draft.sheet, unit_type) for unit_type in draft.unit_types]
    beyond = most is None or any(most > top for top in tops)
    low = None if least is None or least < 0 else Fraction(0)
    return stretch(low, None if beyond else Fraction(HUNDRED), included=True)


def _declared(sheet: Sheet, unit_type: str) -> int:
    """Return the maximum that applies to a type of unit, in hundredths."""
    total = sheet.total_points.get(unit_type, sheet.total_points.get(""))
    top = (node for node in sheet.children(None) if not node.on_top and node.applies_to(unit_type))
    return sum(node.max_points or 0 for node in top) + sheet.base_points if total is None else total


def _outer(ends: list[End], *, highest: bool) -> End:
    known = [end for end in ends if end is not None]
    if not known or len(known) < len(ends):
        return None
    return max(known) if highest else min(known)


def _step(draft: Draft) -> Fraction | None:
    """Return the step that totals come in, in points; None for shares, which are exact."""
    sheet = draft.sheet
    if sheet.grades_by is RankBy.SHARE:
        return None
    step = sheet.step
    for criterion in sheet.criteria:
        for _at, points in item_points(criterion.rule):
            step = gcd(step, points)
        step = gcd(step, criterion.max_points or 0, criterion.bonus_max_points)
        if _divides(criterion) or criterion.code in draft.unsure:
            step = gcd(step, 10 ** (2 - sheet.places))
    return Fraction(gcd(step, sheet.base_points), HUNDRED)


def _divides(criterion: Criterion) -> bool:
    """Return whether its points are rounded to the sheet's places rather than entered."""
    mean = criterion.over_periods is YearEnd.MEAN
    return mean or criterion.document is not None or isinstance(criterion.rule, DIVIDING)


# ---- overrides


def overrides(draft: Draft) -> Iterator[Finding]:
    """Yield overrides that clash with other codes or name what does not exist."""
    if "overrides" in draft.unread:
        return
    codes = [override.code for override in draft.sheet.overrides]
    known = {criterion.code for criterion in draft.sheet.criteria}
    for at, override in enumerate(draft.sheet.overrides):
        facts = {"override": override.code}
        if override.code in codes[:at] or override.code == ROOT:
            yield draft.head_error("override_twice", "overrides", at, "code", **facts)
        if override.code in known:
            yield draft.head_error("override_is_criterion", "overrides", at, "code", **facts)
        yield from _effect(draft, at, override, known)


def _effect(draft: Draft, at: int, override: Override, known: set[str]) -> Iterator[Finding]:
    place, facts = ("overrides", at), {"override": override.code}
    names = [grade.name for grade in draft.sheet.grades]
    if override.effect is OverrideEffect.ZERO and not override.criterion:
        yield draft.head_error("override_needs_criterion", *place, **facts)
    elif override.criterion and override.criterion not in known:
        facts["other"] = override.criterion
        yield draft.head_error("override_of_unknown", *place, "criterion", **facts)
    if override.effect is OverrideEffect.GRADE and not override.grade:
        yield draft.head_error("override_needs_grade", *place, known=tuple(names), **facts)
    elif override.grade and override.grade not in names and "grades" not in draft.unread:
        unsaid = not names and not draft.sheet.complete
        kind = draft.head_warning if unsaid else draft.head_error
        code = "override_grade_without_bands" if unsaid else "override_to_unknown_grade"
        yield kind(code, *place, "grade", grade=override.grade, known=tuple(names), **facts)
    if override.effect is OverrideEffect.LOWER_GRADE and not names:
        yield draft.head_warning("effect_without_grades", *place)


# ---- ranking


def ranking(draft: Draft) -> Iterator[Finding]:
    """Yield what is wrong with how places and grades are given."""
    sheet, ties = draft.sheet, draft.sheet.ranking.ties
    known = {criterion.code for criterion in sheet.criteria}
    for at, code in enumerate(ties):
        if code not in known:
            yield draft.head_error("tie_of_unknown", "ranking", "ties", at, other=code)
        elif code in ties[:at]:
            yield draft.head_warning("tie_twice", "ranking", "ties", at, other=code)
    if "grades" in draft.unread:
        return
    if sheet.ranking.grade_first and not sheet.grades:
        yield draft.head_warning("grade_first_without_grades", "ranking", "grade_first")
    yield from _shares_of_nothing(draft)
    yield from _floors(draft)


def _shares_of_nothing(draft: Draft) -> Iterator[Finding]:
    """Yield a share of a maximum that the sheet does not set."""
    sheet = draft.sheet
    endless = [node for node in sheet.children(None) if _is_endless(node)]
    if not endless or draft.unsure or not sheet.complete:
        return
    facts = {"child": endless[0].code}
    if sheet.ranking.by is RankBy.SHARE:
        yield draft.head_error("share_without_maximum", "ranking", "by", **facts)
    if sheet.grades_by is RankBy.SHARE and sheet.grades:
        yield draft.head_error("share_without_maximum", "grades_by", **facts)


def _is_endless(node: Criterion) -> bool:
    return node.max_points is None and not node.on_top


def _floors(draft: Draft) -> Iterator[Finding]:
    """Yield floors that cost a grade where there are none."""
    if draft.sheet.grades or not draft.sheet.complete:
        return
    for criterion in draft.sheet.criteria:
        lowers = criterion.floor_effect is not FloorEffect.NOT_CONSIDERED
        if criterion.floor_percent is not None and lowers:
            yield draft.warning(criterion, "effect_without_grades", "floor")
