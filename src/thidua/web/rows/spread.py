"""The dot plot of the standings: one picture for desks and paper, one for phones."""

from collections.abc import Sequence
from itertools import pairwise

from attrs import frozen
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.core.rankings import Standing
from thidua.core.rankings.freezing import Frozen
from thidua.web.charts import Dot, spread, svg, ticks
from thidua.web.rows.standings import Standings, in_points, percent_text
from thidua.wording import Language, points

DESK, PHONE = 600, 290  # pixels: the narrowest place of each picture
DOT, SMALL_DOT = 11, 6  # pixels
MOST_NUMBERED = 16  # dots that still carry their place on a phone


@frozen
class Plots:
    """The pictures, where their axis may start, and the widest gap between neighbours in words."""

    desk: SafeString
    phone: SafeString
    start: str
    gap: str
    by_share: bool


def plots(frozen: Frozen, standings: Standings, *, lang: Language) -> Plots | None:
    """Return the totals as dots, or shares where places go by share; None for fewer than two."""
    placed = [standing for standing in frozen.standings if standing.place is not None]
    if len(placed) < 2:  # noqa: PLR2004 - one dot compares nothing
        return None
    by_share = standings.by_share
    chosen = {row.unit.code for row in standings.rows if row.chosen}
    values = [_share(s) if by_share else s.total_points for s in placed]
    dots = [
        Dot(value, str(standing.place), "c3" if standing.unit in chosen else "c1")
        for value, standing in zip(values, placed, strict=True)
    ]
    small = [Dot(dot.points, "", dot.css) for dot in dots] if len(dots) > MOST_NUMBERED else dots

    def words(value: int) -> str:
        return percent_text(value, lang) if by_share else points(value, lang, decimals=0)

    label = _("Phân bố: từ %(low)s đến %(high)s") % {
        "low": words(min(values)),
        "high": words(max(values)),
    }
    size = DOT if small is dots else SMALL_DOT
    desk = spread(dots, width=DESK, radius=DOT, words=words, label=label, css="on-desk")
    phone = spread(small, width=PHONE, radius=size, words=words, label=label, css="on-phone")
    start = words(ticks(min(values), max(values))[0])
    gap = "" if by_share else _gap(placed, lang)
    return Plots(svg(desk), svg(phone), start, gap, by_share)


def _share(standing: Standing) -> int:
    """Return the share in hundredths of a percent, for a place in a picture."""
    if standing.max_points <= 0:
        return 0
    return (10_000 * standing.total_points) // standing.max_points


def _gap(placed: Sequence[Standing], lang: Language) -> str:
    """Return the widest gap between neighbours, and between which places it lies."""
    gaps = [(upper.total_points - lower.total_points, upper, lower)
            for upper, lower in pairwise(placed)]  # fmt: skip
    widest, upper, lower = max(gaps, key=lambda gap: gap[0])
    if widest <= 0:
        return ""
    return _("Cách biệt lớn nhất: %(gap)s, giữa hạng %(upper)s và hạng %(lower)s.") % {
        "gap": in_points(widest, lang),
        "upper": upper.place,
        "lower": lower.place,
    }
