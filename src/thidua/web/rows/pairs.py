"""What stands between neighbours of the standings: by how much, where, and by which rule."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from attrs import frozen
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.core.rankings import Decided, Difference, decided_between
from thidua.core.rankings.freezing import Frozen
from thidua.store.queries.units import UnitRow
from thidua.web.charts import Segment, balance_bar, svg
from thidua.web.rows.parts import Part, parts_of
from thidua.web.rows.said import Speaker
from thidua.wording import Language, points

Said = tuple[str, str]  # what differs, and by how much


@frozen
class Pair:
    """Two neighbours: by how much the upper leads, in which parts and criteria, what decided."""

    upper: UnitRow
    lower: UnitRow
    lead_points: int
    lead: str
    bar: SafeString
    parts: tuple[Said, ...]
    criteria: tuple[Said, ...]
    rule: str


def pairs(
    frozen: Frozen, units: Mapping[str, UnitRow], *, lang: Language, of_unit: str = ""
) -> tuple[Pair, ...]:
    """Return every two neighbours of the standings, the best first, or only those of a unit."""
    placed = [standing.unit for standing in frozen.standings if standing.place is not None]
    found = [
        (upper, lower, decided_between(frozen.card, frozen.standings, upper=upper, lower=lower))
        for upper, lower in pairwise(placed)
        if not of_unit or of_unit in {upper, lower}
    ]
    sides = [[d.difference_points for d in decided.sections] for _, _, decided in found]
    left = max((-sum(d for d in side if d < 0) for side in sides), default=0)
    right = max((sum(d for d in side if d > 0) for side in sides), default=0)
    speaker = Speaker(frozen.card.sheet, units, lang)
    shades = {part.criterion.code: part for part in parts_of(frozen.card.sheet)}
    return tuple(
        Pair(
            upper=units[upper],
            lower=units[lower],
            lead_points=decided.difference_points,
            lead=signed(decided.difference_points, lang),
            bar=_bar(decided.sections, shades, left, right),
            parts=tuple(
                (shades[d.code].label, signed(d.difference_points, lang)) for d in decided.sections
            ),
            criteria=_criteria(speaker, decided),
            rule=_rule(decided, speaker),
        )
        for upper, lower, decided in found
    )


def _rule(decided: Decided, speaker: Speaker) -> str:
    """Return the rule that applied; plain points and shares need no whole sentence."""
    plain = {
        "decided_by_points": _("Tổng điểm"),
        "decided_by_share": _("Tỷ lệ so với điểm tối đa áp dụng"),
    }
    return plain.get(decided.by) or speaker.say(decided.by, decided.facts)


def _bar(
    sections: Sequence[Difference], shades: Mapping[str, Part], left: int, right: int
) -> SafeString:
    segments = [Segment(shades[d.code].shade, d.difference_points) for d in sections]
    return svg(balance_bar(segments, most_left=left, most_right=right))


def _criteria(speaker: Speaker, decided: Decided) -> tuple[Said, ...]:
    return tuple(
        (speaker.criterion(d.code), signed(d.difference_points, speaker.lang))
        for d in decided.criteria
    )


def signed(hundredths: int, lang: Language) -> str:
    """Return a difference in points with its sign, also where it is above zero."""
    return f"+{points(hundredths, lang)}" if hundredths > 0 else points(hundredths, lang)
