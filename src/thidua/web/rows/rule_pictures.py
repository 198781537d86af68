"""The rule of a second-pass criterion as a line, with the units of the cluster on it."""

from collections.abc import Sequence
from fractions import Fraction

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.core.criteria import Criterion
from thidua.core.criteria import rules as r
from thidua.core.scoring.derivation import Derivation, Other
from thidua.web.charts import Guide, Spot, rule_line, svg
from thidua.web.rows.said import Speaker
from thidua.wording import number, points

PAST_TARGET = Fraction(5, 4)  # how far the axis reaches where nobody is above the target
BENDS = 24  # straight pieces that a bent line is drawn with
Corner = tuple[Fraction, Fraction]


def rule_picture(
    derivation: Derivation, criterion: Criterion, speaker: Speaker
) -> tuple[SafeString, str] | None:
    """Return the picture and what its axes mean; None where the rule has no line to be drawn."""
    rule, most = criterion.rule, Fraction(criterion.max_points or 0, 100)
    others = [o for o in derivation.others if o.points is not None and o.value is not None]
    if not others or any(other.period for other in others) or most <= 0:
        return None
    match rule:
        case r.RelativeTarget():
            return _by_target(derivation, others, rule, most, speaker)
        case r.RelativeBest():
            return _by_best(derivation, others, rule.better, most, speaker)
    return None


def _by_target(
    derivation: Derivation,
    others: Sequence[Other],
    rule: r.RelativeTarget,
    most: Fraction,
    speaker: Speaker,
) -> tuple[SafeString, str] | None:
    own = next((other for other in others if other.unit == derivation.unit), None)
    if own is not None and own.target is None:
        group = [other for other in others if other.target is None]
        return _by_best(derivation, group, rule.better, most, speaker)
    rated = [(other, other.ratio) for other in others if other.ratio is not None]
    if not rated:
        return None
    leading = [ratio for other, ratio in rated if other.competing]
    top = max((ratio for ratio in leading if ratio > 1), default=None)
    line: list[Corner] = [(Fraction(0), Fraction(0)), (Fraction(1), most / 2)]
    line += [(top, most)] if top is not None else []
    meaning = _("Ngang: kết quả trên chỉ tiêu (A/T). Dọc: điểm. Đường gãy ở 1, chỗ đạt chỉ tiêu.")
    if rule.better is r.Better.LOWER:
        meaning = _(
            "Ngang: chỉ tiêu trên kết quả (T/A). Dọc: điểm. Đường gãy ở 1, chỗ đạt chỉ tiêu."
        )
    return _drawn(derivation, line, rated, most, speaker), meaning


def _by_best(
    derivation: Derivation,
    others: Sequence[Other],
    better: r.Better,
    most: Fraction,
    speaker: Speaker,
) -> tuple[SafeString, str] | None:
    rated = [(other, other.value) for other in others if other.value is not None]
    values = [value for other, value in rated if other.competing]
    if not values:
        return None
    higher = better is r.Better.HIGHER
    best = max(values) if higher else min(values)
    line = _straight(best, most) if higher else _bent(best, max(values), most)
    if not line:
        return None
    meaning = _("Ngang: kết quả. Dọc: điểm; kết quả tốt nhất được điểm tối đa.")
    return _drawn(derivation, line, rated, most, speaker), meaning


def _straight(best: Fraction, most: Fraction) -> list[Corner]:
    return [(Fraction(0), Fraction(0)), (best, most)] if best > 0 else []


def _bent(best: Fraction, worst: Fraction, most: Fraction) -> list[Corner]:
    if best <= 0 or worst <= best:
        return []
    steps = [best + (worst - best) * step / BENDS for step in range(BENDS + 1)]
    return [(value, most * best / value) for value in steps]


def _drawn(
    derivation: Derivation,
    line: Sequence[Corner],
    rated: Sequence[tuple[Other, Fraction]],
    most: Fraction,
    speaker: Speaker,
) -> SafeString:
    lang = speaker.lang
    best = max(other.points or 0 for other, _x in rated)
    leader = next(other.unit for other, _x in rated if (other.points or 0) == best)

    def spot(other: Other, x: Fraction) -> Spot:
        earned = other.points or 0
        own = other.unit == derivation.unit
        said = f"{speaker.unit(other.unit)}: {points(earned, lang)}"
        named = own or other.unit == leader
        return Spot(x, Fraction(earned, 100), said if named else "", emphasis=own)

    shown = {x for _other, x in rated} | {line[0][0], line[-1][0]}
    own = [x for other, x in rated if other.unit == derivation.unit]
    own += [line[0][0], line[-1][0]]
    reach = max(shown) if line[-1][1] == most else max(*shown, PAST_TARGET)
    chart = rule_line(
        [line],
        [spot(other, x) for other, x in rated],
        across=[*(Guide(x, _short(x, speaker)) for x in [*own, *sorted(shown)]), Guide(reach, "")],
        up=[Guide(y, number(y, lang)) for y in (Fraction(0), most / 2, most)],
        label=_("Điểm theo quy tắc; %(unit)s được %(points)s điểm") % {
            "unit": speaker.unit(derivation.unit),
            "points": "–" if derivation.points is None else points(derivation.points, lang),
        },
    )  # fmt: skip
    return svg(chart)


def _short(value: Fraction, speaker: Speaker) -> str:
    decimals = 2 if value.denominator > 1 else None
    return number(value, speaker.lang, decimals=decimals)
