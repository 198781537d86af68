"""Do bands hold every value once: gaps, overlaps, bands that nothing can reach."""

from collections.abc import Iterator
from fractions import Fraction

from thidua.core.criteria import rules as r
from thidua.core.criteria.drafts import Draft
from thidua.core.criteria.findings import Finding
from thidua.core.criteria.sheet import Criterion
from thidua.core.criteria.stretches import Gap, Stretch, gaps, overlaps, stretch, stretch_of

HUNDRED = Fraction(100)
DOMAINS = {
    r.Measure.VALUE: stretch(Fraction(0), None, included=True),
    r.Measure.TARGET: stretch(Fraction(0), None, included=True),
    r.Measure.SHARE: stretch(Fraction(0), HUNDRED, included=True),
    r.Measure.CHANGE: stretch(-HUNDRED, None, included=True),
}


def leaf_bands(draft: Draft) -> Iterator[Finding]:
    """Yield what is wrong with the bands of leaves.

    A figure itself comes in its step; a percent is exact and falls between any two numbers.
    """
    for leaf in draft.sure_leaves():
        if isinstance(leaf.rule, r.Bands):
            yield from _bands(draft, leaf, leaf.rule)


def _bands(draft: Draft, leaf: Criterion, rule: r.Bands) -> Iterator[Finding]:
    domain = DOMAINS[rule.measure]
    step = rule.value_step if rule.measure is r.Measure.VALUE else None
    held = [stretch_of(band) for band in rule.bands]
    yield from _never_met(draft, leaf, held, domain, step)
    for overlap in overlaps(held, domain=domain, step=step):
        facts = {"value": overlap.value, "first": overlap.one + 1, "second": overlap.other + 1}
        yield draft.error(leaf, "bands_overlap", "bands", overlap.other, **facts)
    for gap in gaps(held, domain=domain, step=step):
        yield draft.error(leaf, "band_gap", *_beside("bands", gap), **gap_facts(gap))


def _never_met(
    draft: Draft, leaf: Criterion, held: list[Stretch], domain: Stretch, step: Fraction | None
) -> Iterator[Finding]:
    for at, one in enumerate(held):
        if one.is_empty:
            yield draft.error(leaf, "band_empty", "bands", at, number=at + 1)
        elif one.common(domain).values(step) is None:
            yield draft.warning(leaf, "band_never_met", "bands", at, number=at + 1)


def _beside(key: str, gap: Gap) -> tuple[str | int, ...]:
    """Return where a gap is shown: at the stretch before it, or else at the one after it."""
    beside = gap.after if gap.after is not None else gap.before
    return (key,) if beside is None else (key, beside)


def gap_facts(gap: Gap) -> dict[str, object]:
    """Return the first value of a gap, and the last where it is another."""
    last = None if gap.last == gap.first else gap.last
    return {"value": gap.first, "last": last, "is_open": "…" if gap.last is None else ""}
