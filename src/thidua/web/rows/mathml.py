"""The calculation behind a step, as MathML: the sum as one writes it, with the numbers put in."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, Final

from attrs import frozen
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from thidua.core.scoring.derivation import Derivation, Step
from thidua.wording import Language, number

MOST_TERMS = 8  # of a sum that is still written out
TIMES, PLUS, MINUS, EQUALS = "×", "+", "\u2212", "="


@frozen
class Sum:
    """A step, the derivation that it belongs to, and the language of its numbers."""

    step: Step
    derivation: Derivation
    before: Fraction
    lang: Language

    @property
    def facts(self) -> Mapping[str, Any]:
        """Return the facts of the step."""
        return self.step.facts

    @property
    def most(self) -> Fraction:
        """Return the maximum in points."""
        return Fraction(self.derivation.max_points or 0, 100)

    def n(self, value: Fraction | int) -> str:
        """Return a number; one below zero stands in brackets of its own sign."""
        return f"<mn>{escape(number(value, self.lang))}</mn>"

    def points(self, name: str) -> str:
        """Return a fact in hundredths as points."""
        return self.n(Fraction(int(self.facts[name]), 100))


def calculation(
    step: Step, derivation: Derivation, *, before: Fraction, lang: Language
) -> SafeString | None:
    """Return the calculation of a step, None where there is none worth writing.

    before: what stood before the step, in points.
    """
    formula = FORMULAS.get(step.code)
    if formula is None or step.value is None:
        return None
    written = formula(Sum(step, derivation, before, lang))
    if written is None:
        return None
    result = f"{_op(EQUALS)}<mn>{escape(number(step.value, lang))}</mn>"
    return mark_safe(f'<math display="block">{written}{result}</math>')  # noqa: S308 - numbers and signs of this module


def _op(sign: str) -> str:
    return f"<mo>{sign}</mo>"


def _over(top: str, bottom: str) -> str:
    return f"<mfrac><mrow>{top}</mrow><mrow>{bottom}</mrow></mfrac>"


def _half(sum_: Sum) -> str:
    return _over(sum_.n(sum_.most), sum_.n(2))


def _below_target(sum_: Sum) -> str:
    return _half(sum_) + _op(TIMES) + _ratio(sum_)


def _ratio(sum_: Sum) -> str:
    """Return figure over target, turned round where lower is better."""
    figure, target = Fraction(sum_.facts["figure"]), Fraction(sum_.facts["target"])
    ratio = sum_.facts["ratio"]
    turned = figure != target and ratio * target != figure
    top, bottom = (target, figure) if turned else (figure, target)
    return _over(sum_.n(top), sum_.n(bottom))


def _beside_leader(sum_: Sum) -> str:
    ratio, leader = sum_.facts["excess"] + 1, sum_.facts["leader_ratio"]
    one = sum_.n(1)
    part = _over(sum_.n(ratio) + _op(MINUS) + one, sum_.n(leader) + _op(MINUS) + one)
    half, adds = sum_.n(sum_.most / 2), sum_.n(sum_.facts["adds"])
    return (
        f"{_half(sum_)}{_op(PLUS)}{_half(sum_)}{_op(TIMES)}{part}"
        f"{_op(EQUALS)}{half}{_op(PLUS)}{adds}"
    )


def _of_best(sum_: Sum) -> str | None:
    figure, best = Fraction(sum_.facts["figure"]), Fraction(sum_.facts["best"])
    top, bottom = (
        (figure, best) if best > 0 and sum_.facts["part"] * best == figure else (best, figure)
    )
    if bottom <= 0:
        return None
    return sum_.n(sum_.most) + _op(TIMES) + _over(sum_.n(top), sum_.n(bottom))


def _part_of_max(sum_: Sum) -> str:
    percent = _over(sum_.n(sum_.facts["percent"]), sum_.n(100))
    return sum_.points("most_points") + _op(TIMES) + percent


def _items(sum_: Sum) -> str:
    return sum_.n(sum_.facts["full"]) + _op(TIMES) + sum_.points("each_points")


def _mean(sum_: Sum) -> str:
    return _over(sum_.n(sum_.facts["total"]), sum_.n(sum_.facts["count"]))


def _weighted_mean(sum_: Sum) -> str:
    return _over(sum_.n(sum_.facts["total"]), sum_.n(sum_.facts["weights"]))


def _progress(sum_: Sum) -> str:
    percent = sum_.facts["percent"]
    sign = PLUS if percent >= 0 else MINUS
    brings = sum_.n(abs(percent)) + _op(TIMES) + sum_.points("each_points")
    return sum_.n(sum_.before) + _op(sign) + brings if sum_.before else brings


def _document(sum_: Sum) -> str:
    percent = _over(sum_.n(sum_.facts["percent"]), sum_.n(100))
    return sum_.n(sum_.before) + _op(TIMES) + percent


def _children(sum_: Sum) -> str | None:
    terms = [part.points for part in sum_.derivation.parts if part.counted and not _on_top(part)]
    earned = [Fraction(points or 0, 100) for points in terms]
    if not 1 < len(earned) <= MOST_TERMS or sum_.before + sum(earned) != sum_.step.value:
        return None
    first = [sum_.n(sum_.before)] if sum_.before else []
    return _op(PLUS).join([*first, *(sum_.n(points) for points in earned)])


def _on_top(part: Any) -> bool:
    return bool(part.reason == "part_on_top")


def _case_sum(sum_: Sum) -> str | None:
    earned = [
        Fraction(case.facts["earns_points"], 100) for case in sum_.derivation.cases if case.applies
    ]
    if not 1 < len(earned) <= MOST_TERMS:
        return None
    return _op(PLUS).join(sum_.n(points) for points in earned)


def _counted(sum_: Sum) -> str | None:
    terms = [
        sum_.n(case.facts["count"]) + _op(TIMES) + sum_.n(Fraction(case.facts["each_points"], 100))
        for case in sum_.derivation.cases
        if case.applies
    ]
    return _op(PLUS).join(terms) if 0 < len(terms) <= MOST_TERMS else None


FORMULAS: Final[Mapping[str, Callable[[Sum], str | None]]] = {
    "why_below_target": _below_target,
    "why_at_target": _half,
    "why_beside_leader": _beside_leader,
    "why_of_best": _of_best,
    "why_part_of_max": _part_of_max,
    "why_items": _items,
    "why_mean": _mean,
    "why_weighted_mean": _weighted_mean,
    "why_mean_of_records": _mean,
    "why_progress": _progress,
    "why_document": _document,
    "why_children": _children,
    "why_conditions": _case_sum,
    "why_prizes": _counted,
}
