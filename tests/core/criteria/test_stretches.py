"""Gaps and overlaps between stretches are what counting finds."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from thidua.core.criteria.rules import Band
from thidua.core.criteria.stretches import gaps, overlaps, stretch, stretch_of

BOUND = st.none() | st.integers(-4, 24).map(lambda quarters: Fraction(quarters, 4))
STRETCHES = st.lists(
    st.builds(Band, BOUND, BOUND, st.booleans(), points=st.just(0), lower_included=st.booleans()),
    max_size=5,
)


def holds(band, value):
    low = band.lower is None or value > band.lower
    high = band.upper is None or value < band.upper
    low = low or (band.lower_included and value == band.lower)
    return low and (high or (band.upper_included and value == band.upper))


def within(gap, value):
    return gap.first <= value and (gap.last is None or value <= gap.last)


@given(STRETCHES, st.sampled_from([Fraction(1, 2), Fraction(1), Fraction(1, 4)]))
def test_gaps_and_overlaps_in_a_step_are_what_counting_finds(drawn, step):
    domain = stretch(Fraction(0), Fraction(6), included=True)
    counted = [step * n for n in range(int(6 / step) + 1)]
    held = {value: sum(holds(one, value) for one in drawn) for value in counted}
    stretches = [stretch_of(one) for one in drawn]
    named = gaps(stretches, domain=domain, step=step)
    missing = [v for v in counted if any(within(gap, v) for gap in named)]
    assert missing == [value for value in counted if not held[value]]
    twice = overlaps(stretches, domain=domain, step=step)
    assert bool(twice) == any(count > 1 for count in held.values())
    for overlap in twice:
        assert holds(drawn[overlap.one], overlap.value)
        assert holds(drawn[overlap.other], overlap.value)


@given(STRETCHES)
def test_gaps_and_overlaps_of_exact_numbers_are_what_fine_counting_finds(drawn):
    domain = stretch(Fraction(0), Fraction(6), included=True)
    fine = [Fraction(n, 8) for n in range(6 * 8 + 1)]
    stretches = [stretch_of(one) for one in drawn]
    named = gaps(stretches, domain=domain, step=None)
    for gap in named:
        assert not any(holds(one, gap.first) for one in drawn)
    missing = [value for value in fine if not any(holds(one, value) for one in drawn)]
    assert bool(named) == bool(missing)
    twice = overlaps(stretches, domain=domain, step=None)
    counted = [value for value in fine if sum(holds(one, value) for one in drawn) > 1]
    assert bool(twice) == bool(counted)
