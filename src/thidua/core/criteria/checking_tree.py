"""What each line says about types, scorers, weights, days; and whether anything counts at all."""

from collections.abc import Callable, Iterator

from thidua.core.criteria import rules as r
from thidua.core.criteria.drafts import Draft
from thidua.core.criteria.findings import Finding
from thidua.core.criteria.reaches import Reach, by_rule, reaches
from thidua.core.criteria.sheet import ROOT, Criterion, FloorEffect

PLAIN_WEIGHT = 100


def lines(draft: Draft) -> Iterator[Finding]:
    """Yield what is wrong with lines one by one, sections and leaves alike."""
    for criterion in draft.sheet.criteria:
        for look in _LOOKS:
            yield from look(draft, criterion)


def _types(draft: Draft, criterion: Criterion) -> Iterator[Finding]:
    known = draft.sheet.unit_types
    if "unit_types" in draft.unread:
        return
    for unit_type in sorted(criterion.unit_types - known.keys()):
        facts = {"unit_type": unit_type, "known": tuple(known)}
        yield draft.error(criterion, "unknown_unit_type", "unit_types", **facts)


def _scorer(draft: Draft, criterion: Criterion) -> Iterator[Finding]:
    known = draft.sheet.scorers
    if criterion.scorer not in known and "scorers" not in draft.unread:
        facts = {"scorer": criterion.scorer, "known": tuple(known)}
        yield draft.error(criterion, "unknown_scorer", "scorer", **facts)


def _weight(draft: Draft, criterion: Criterion) -> Iterator[Finding]:
    parent = None if criterion.parent is None else draft.sheet.criterion(criterion.parent)
    weighted = parent is not None and isinstance(parent.rule, r.WeightedMean)
    sure = parent is None or parent.code not in draft.unsure
    given = criterion.weight != PLAIN_WEIGHT or draft.says(criterion, "weight")
    if given and not weighted and sure:
        yield draft.warning(criterion, "weight_not_used", "weight")
    children = draft.sheet.children(criterion.code)
    no_weight = children and not any(child.weight for child in children)
    if isinstance(criterion.rule, r.WeightedMean) and no_weight:
        yield draft.error(criterion, "weights_all_zero")


def _floor(draft: Draft, criterion: Criterion) -> Iterator[Finding]:
    if criterion.code in draft.unsure:
        return
    if criterion.floor_percent is not None and criterion.max_points is None:
        yield draft.error(criterion, "floor_without_maximum", "floor")
    given = criterion.floor_effect is not FloorEffect.LOWER_GRADE
    if criterion.floor_percent is None and (given or draft.says(criterion, "floor_effect")):
        yield draft.warning(criterion, "floor_effect_without_floor", "floor_effect")


def _due(draft: Draft, criterion: Criterion) -> Iterator[Finding]:
    year = draft.sheet.year
    if criterion.due is not None and year and abs(criterion.due.year - year) > 1:
        yield draft.warning(criterion, "due_in_other_year", "due", due=criterion.due, year=year)


def _limits(draft: Draft, criterion: Criterion) -> Iterator[Finding]:
    least, most = criterion.min_points, criterion.max_points
    if least is not None and most is not None and least > most:
        facts = {"min_points": least, "max_points": most}
        yield draft.error(criterion, "minimum_above_maximum", "min", **facts)


_LOOKS: tuple[Callable[[Draft, Criterion], Iterator[Finding]], ...] = (
    _types,
    _scorer,
    _weight,
    _floor,
    _due,
    _limits,
)


def nothing_counts(draft: Draft) -> Iterator[Finding]:
    """Yield lines, types and whole sheets for which no figure makes a difference."""
    if draft.unsure:
        return
    by_type = {unit_type: reaches(draft.sheet, unit_type) for unit_type in draft.unit_types}
    for criterion in draft.sheet.criteria:
        found = [by_code for by_code in by_type.values() if criterion.code in by_code]
        if found and all(by_code[criterion.code].is_nothing for by_code in found):
            yield from _always_nought(draft, criterion, found)
        elif not found and criterion.unit_types <= draft.sheet.unit_types.keys():
            yield draft.warning(criterion, "applies_to_nobody", "unit_types")
    for unit_type, by_code in by_type.items():
        if by_code[ROOT].least is not None and by_code[ROOT].least == by_code[ROOT].most:
            yield draft.head_error("nothing_counts", "criteria", unit_type=draft.named(unit_type))


def _always_nought(
    draft: Draft, criterion: Criterion, found: list[dict[str, Reach]]
) -> Iterator[Finding]:
    """Yield why a line is always nought: its limits take all, or there is nothing to earn."""
    if criterion.is_leaf:
        taken = not by_rule(criterion).is_nothing
    else:
        children = [child.code for child in draft.sheet.children(criterion.code)]
        parts = [by_code[code] for by_code in found for code in children if code in by_code]
        taken = any(not part.is_nothing for part in parts)
    if taken:
        yield draft.error(criterion, "limits_take_all", "min")
    elif criterion.is_leaf:
        yield draft.warning(criterion, "nothing_to_earn", "max")
