"""Stretches of values set side by side: what lies in none, in two, or can never be met.

A cut is a place between two neighbouring values: (value, 0) just before it, (value, 1) just
after it. A stretch reaches from one cut to another; None is an open end.
"""

from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from thidua.core.criteria.rules import Band
from thidua.core.criteria.sheet import Grade

Cut = tuple[Fraction, int]
BEFORE, AFTER = 0, 1


@frozen
class Stretch:
    """Values from one cut to another; start and end are None where it is open."""

    start: Cut | None
    end: Cut | None

    @property
    def is_empty(self) -> bool:
        """Return whether no number at all lies in it."""
        return self.start is not None and self.end is not None and self.start >= self.end

    def common(self, other: "Stretch") -> "Stretch":
        """Return what lies in both."""
        starts = [cut for cut in (self.start, other.start) if cut is not None]
        ends = [cut for cut in (self.end, other.end) if cut is not None]
        return Stretch(max(starts, default=None), min(ends, default=None))

    def values(self, step: Fraction | None) -> tuple[Fraction, Fraction | None] | None:
        """Return its first and last value of the step, last None when open; None for no value.

        Without a step every number is a value, and some number in it stands for both.
        """
        if step is None:
            return None if self.is_empty else (self._any(), self._any())
        first = None if self.start is None else _up(self.start, step)
        last = None if self.end is None else _down(self.end, step)
        if first is not None and last is not None and first > last:
            return None
        if first is None:
            return (last if last is not None else Fraction(0)), last
        return first, last

    def _any(self) -> Fraction:
        """Return a number in it, a bound if it holds one."""
        if self.start is None:
            return Fraction(0) if self.end is None else self.end[0] - (self.end[1] == BEFORE)
        if self.start[1] == BEFORE:
            return self.start[0]
        return self.start[0] + 1 if self.end is None else (self.start[0] + self.end[0]) / 2


def _up(cut: Cut, step: Fraction) -> Fraction:
    """Return the first multiple of the step after a cut."""
    whole = -(-cut[0] // step) * step
    return whole + step if whole == cut[0] and cut[1] == AFTER else whole


def _down(cut: Cut, step: Fraction) -> Fraction:
    """Return the last multiple of the step before a cut."""
    whole = cut[0] // step * step
    return whole - step if whole == cut[0] and cut[1] == BEFORE else whole


def stretch(
    lower: Fraction | None, upper: Fraction | None, *, included: bool, from_lower: bool = True
) -> Stretch:
    """Return the stretch of a band; included: its upper bound is in it, from_lower: its lower."""
    start = None if lower is None else (lower, BEFORE if from_lower else AFTER)
    end = None if upper is None else (upper, AFTER if included else BEFORE)
    return Stretch(start, end)


def stretch_of(band: Band | Grade) -> Stretch:
    """Return the stretch that a band or a grade holds."""
    return stretch(
        band.lower, band.upper, included=band.upper_included, from_lower=band.lower_included
    )


@frozen
class Gap:
    """Values that lie in none: after and before are the numbers of the stretches beside it."""

    first: Fraction
    last: Fraction | None
    after: int | None
    before: int | None


@frozen
class Overlap:
    """A value that lies in two, and their numbers."""

    value: Fraction
    one: int
    other: int


def gaps(stretches: Sequence[Stretch], *, domain: Stretch, step: Fraction | None) -> list[Gap]:
    """Return what of a domain no stretch holds, from the lowest value up."""
    found: list[Gap] = []
    reached, after = domain.start, None
    for place, one in _sorted(stretches, domain):
        if _is_before(reached, one.start):
            found += _gap(Stretch(reached, one.start), step, after, place)
        if one.end is None:
            return found
        if reached is None or one.end > reached:
            reached, after = one.end, place
    return found + _gap(Stretch(reached, domain.end), step, after, None)


def _is_before(reached: Cut | None, start: Cut | None) -> bool:
    """Return whether a stretch starts beyond what has been reached."""
    return start is not None and (reached is None or start > reached)


def _gap(
    between: Stretch, step: Fraction | None, after: int | None, before: int | None
) -> list[Gap]:
    values = None if between.is_empty else between.values(step)
    return [] if values is None else [Gap(*values, after, before)]


def overlaps(
    stretches: Sequence[Stretch], *, domain: Stretch, step: Fraction | None
) -> list[Overlap]:
    """Return values that two neighbours hold, one for each pair, from the lowest up."""
    found = []
    widest: tuple[int, Stretch] | None = None
    for place, one in _sorted(stretches, domain):
        if widest is not None:
            values = one.common(widest[1]).values(step)
            if values is not None and not one.common(widest[1]).is_empty:
                found.append(Overlap(values[0], widest[0], place))
        if widest is None or _ends_later(one, widest[1]):
            widest = (place, one)
    return found


def _ends_later(one: Stretch, other: Stretch) -> bool:
    return other.end is not None and (one.end is None or one.end > other.end)


def _sorted(stretches: Sequence[Stretch], domain: Stretch) -> list[tuple[int, Stretch]]:
    """Return numbered stretches within the domain, from the lowest start, empty ones left out."""
    within = [(place, one.common(domain)) for place, one in enumerate(stretches)]
    kept = [pair for pair in within if not stretches[pair[0]].is_empty and not pair[1].is_empty]
    return sorted(kept, key=lambda pair: (pair[1].start is not None, pair[1].start or (0, 0)))
