"""Do the maxima add up: children against their section, sections against the total."""

from collections.abc import Iterator, Mapping, Sequence

from attrs import frozen

from thidua.core.criteria.drafts import Draft
from thidua.core.criteria.findings import Finding
from thidua.core.criteria.reaches import End, Reach, added, applying, reaches, together
from thidua.core.criteria.sheet import Criterion


@frozen
class _Ground:
    """What applies to one type of unit."""

    codes: frozenset[str]
    reaches: Mapping[str, Reach]


def _grounds(draft: Draft) -> dict[str, _Ground]:
    return {
        unit_type: _Ground(
            frozenset(applying(draft.sheet, unit_type)), reaches(draft.sheet, unit_type)
        )
        for unit_type in draft.unit_types
    }


def _children(draft: Draft, code: str | None, ground: _Ground) -> list[Criterion]:
    """Return what counts within a node's maximum."""
    within = (child for child in draft.sheet.children(code) if not child.on_top)
    return [child for child in within if child.code in ground.codes]


def _most(child: Criterion, ground: _Ground) -> End:
    """Return a child's declared maximum, or what it can reach where none is declared."""
    return ground.reaches[child.code].most if child.max_points is None else child.max_points


def _known(
    draft: Draft, children: Sequence[Criterion], ground: _Ground
) -> list[tuple[Criterion, Reach]]:
    """Return children with their maxima; one that an excerpt does not know counts as nothing."""
    mosts = [(child, _most(child, ground)) for child in children]
    unknown = None if draft.sheet.complete else 0
    return [(child, Reach(0, unknown if most is None else most)) for child, most in mosts]


def _unlimited(children: Sequence[Criterion], ground: _Ground) -> str:
    """Return the first child whose points have no end; "" for none."""
    return next((child.code for child in children if _most(child, ground) is None), "")


# ---- sections


def sums(draft: Draft) -> Iterator[Finding]:
    """Yield sections whose children's maxima are not their own maximum."""
    grounds = _grounds(draft)
    for section in draft.sheet.criteria:
        if section.is_leaf or section.code in draft.unsure:
            continue
        children = draft.sheet.children(section.code)
        if not children:
            kind = draft.error if draft.sheet.complete else draft.warning
            yield kind(section, "empty_section")
        elif not any(_is_unsure(draft, child) for child in children):
            yield from _section(draft, section, grounds)


def _is_unsure(draft: Draft, node: Criterion) -> bool:
    """Return whether a node's maximum, its own or that of what stands in it, cannot be told."""
    return node.code in draft.unsure or (node.max_points is None and bool(draft.unsure))


def _section(draft: Draft, section: Criterion, grounds: Mapping[str, _Ground]) -> Iterator[Finding]:
    mosts: dict[str, End] = {}
    for unit_type, ground in grounds.items():
        children = _children(draft, section.code, ground)
        if section.code not in ground.codes or not children:
            continue
        without_end = _unlimited(children, ground)
        limited = section.max_points is not None and not section.pool
        if without_end and limited and draft.sheet.complete:
            yield draft.error(section, "child_without_limit", "max", child=without_end)
            return
        mosts[unit_type] = together(section, _known(draft, children, ground)).most
    yield from _against_maximum(draft, section, mosts)


def _against_maximum(
    draft: Draft, section: Criterion, mosts: Mapping[str, End]
) -> Iterator[Finding]:
    """Yield what a section's maximum and its children's sum say against each other."""
    declared = section.max_points
    if declared is None:
        ends = [most for most in mosts.values() if most is not None]
        if ends and len(ends) == len(mosts) and draft.sheet.complete:
            yield draft.error(section, "section_without_maximum", sum_points=max(ends))
        return
    for unit_type, most in _told_apart(mosts):
        facts = {"max_points": declared, "sum_points": most, "unit_type": draft.named(unit_type)}
        if most is None:
            continue
        if most > declared and not section.pool:
            yield draft.error(section, "children_exceed", "max", **facts)
        elif most < declared and draft.sheet.complete:
            reached = any(other is None or other >= declared for other in mosts.values())
            kind = draft.warning if reached else draft.error
            yield kind(section, "children_fall_short", "max", **facts)


def _told_apart(mosts: Mapping[str, End]) -> list[tuple[str, End]]:
    """Return sums by type of unit, or one without a type where they are all the same."""
    if len(set(mosts.values())) == 1:
        return [("", next(iter(mosts.values())))]
    return list(mosts.items())


# ---- the total


def totals(draft: Draft) -> Iterator[Finding]:
    """Yield declared totals that the top of the tree does not come to."""
    declared = draft.sheet.total_points
    yield from _total_types(draft)
    top = draft.sheet.children(None)
    if not declared or any(_is_unsure(draft, node) for node in top):
        return
    mosts: dict[str, End] = {}
    for unit_type, ground in _grounds(draft).items():
        children = _children(draft, None, ground)
        without_end = _unlimited(children, ground)
        if without_end and draft.sheet.complete:
            yield draft.head_error("total_without_limit", "total", child=without_end)
            return
        base = Reach(0, draft.sheet.base_points)
        known = [reach for _child, reach in _known(draft, children, ground)]
        mosts[unit_type] = added([base, *known]).most
    yield from _against_total(draft, mosts)


def _total_types(draft: Draft) -> Iterator[Finding]:
    """Yield types of unit that a declared total names without their being known, or leaves out."""
    declared, known = draft.sheet.total_points, draft.sheet.unit_types
    if not declared or "" in declared or "unit_types" in draft.unread:
        return
    for unit_type in declared:
        if unit_type not in known:
            facts = {"unit_type": unit_type, "known": tuple(known)}
            yield draft.head_error("unknown_unit_type", "total", unit_type, **facts)
    for unit_type in known:
        if unit_type not in declared:
            yield draft.head_error("total_missing", "total", unit_type=draft.named(unit_type))


def _against_total(draft: Draft, mosts: Mapping[str, End]) -> Iterator[Finding]:
    declared = draft.sheet.total_points
    pairs = _told_apart(mosts) if "" in declared else list(mosts.items())
    for unit_type, most in pairs:
        total = declared.get(unit_type, declared.get(""))
        if total is None or most is None or most == total:
            continue
        code = "total_exceeded" if most > total else "total_falls_short"
        if most > total or draft.sheet.complete:
            at = ("total", unit_type) if "" not in declared else ("total",)
            facts = {"total_points": total, "sum_points": most}
            yield draft.head_error(code, *at, **facts, unit_type=draft.named(unit_type))
