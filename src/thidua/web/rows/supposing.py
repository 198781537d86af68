"""What if: the points that would follow from another figure."""

from collections.abc import Iterator
from fractions import Fraction

from attrs import frozen
from django.utils.translation import gettext as _

from thidua.core.criteria import Criterion, Entry, indicators
from thidua.core.scoring import Scorecard
from thidua.core.scoring.derivation import Derivation, Input
from thidua.core.scoring.explaining import what_if
from thidua.web.rows.said import Speaker
from thidua.wording import number, points

MOST = 5


@frozen
class Supposition:
    """A figure that is not so, in words, and what it would earn."""

    text: str
    points: str


@frozen
class _Near:
    """A figure beside the real one, of the unit itself or of another."""

    text: str
    value: Fraction
    of_unit: str | None = None


def suppositions(
    card: Scorecard, derivation: Derivation, criterion: Criterion, speaker: Speaker
) -> tuple[Supposition, ...]:
    """Return what near figures would earn, the unit's own and those of who it is compared with."""
    found = []
    for near in _near(card, derivation, criterion, speaker):
        earned = what_if(
            card,
            unit=derivation.unit,
            criterion=criterion.code,
            value=near.value,
            of_unit=near.of_unit,
        )
        if earned is not None and earned != derivation.points:
            found.append(Supposition(near.text, points(earned, speaker.lang)))
    return tuple(found[:MOST])


def _near(
    card: Scorecard, derivation: Derivation, criterion: Criterion, speaker: Speaker
) -> Iterator[_Near]:
    first = next(iter(indicators(criterion, card.sheet)), None)
    if first is None:
        return
    own = _own(derivation, first.key)
    for value in _values(own, first.only, upper=first.upper, entry=first.entry):
        yield _Near(_("Đạt %(value)s") % {"value": number(value, speaker.lang)}, value)
    for other in derivation.inputs:
        if other.unit != derivation.unit and other.value and other.name in {"leader", "best"}:
            less = _less(other.value)
            said = {"unit": speaker.unit(other.unit), "value": number(less, speaker.lang)}
            yield _Near(_("%(unit)s chỉ đạt %(value)s") % said, less, other.unit)


def _own(derivation: Derivation, key: str) -> Fraction | None:
    def is_own(entry: Input) -> bool:
        return entry.unit == derivation.unit and entry.name == key

    return next((entry.value for entry in derivation.inputs if is_own(entry)), None)


def _values(
    own: Fraction | None,
    only: tuple[Fraction, ...],
    *,
    upper: Fraction | None,
    entry: Entry,
) -> list[Fraction]:
    """Return the figures beside one's own; where nothing is reported, the most that is admitted."""
    if only:
        return [value for value in only if value != own]
    if own is None:
        return [upper] if upper is not None else []
    step = Fraction(1) if entry is not Entry.NUMBER or own < 100 else own / 10  # noqa: PLR2004 - a tenth of a large figure
    near = [own - step, own + step]
    return [v for v in near if v >= 0 and (upper is None or v <= upper)]


def _less(value: Fraction) -> Fraction:
    """Return a figure a fifth lower, as a whole number where it is one."""
    less = value * 4 / 5
    return Fraction(int(less)) if value.denominator == 1 and less > 1 else less
