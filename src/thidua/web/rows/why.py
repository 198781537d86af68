"""Why a point is what it is: the derivation in words, step by step, down to the figures."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Final

from attrs import frozen
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from thidua.core.criteria import ROOT, Criterion
from thidua.core.figures import State
from thidua.core.scoring import Filled, Scorecard
from thidua.core.scoring.derivation import Case, Derivation, Input, Step
from thidua.web.rows.addresses import Addresses
from thidua.web.rows.cells import NO_POINTS, Amount, amount
from thidua.web.rows.mathml import calculation
from thidua.web.rows.said import Speaker
from thidua.web.rows.tree import path
from thidua.wording import number, points

# What closes a derivation: what is rounded, held, taken away, or still awaited.
CLOSING: Final = (
    "why_rounded", "why_capped", "why_pool_capped", "why_raised", "why_bonus", "why_zeroed",
    "why_partial", "why_waits", "why_floor", "why_passing", "why_on_top", "why_document",
)  # fmt: skip
NEIGHBOURS: Final = ("place_behind", "place_ahead", "place_section", "decided_")
NAMES: Final = {
    "": gettext_lazy("Kết quả (A)"),
    "target": gettext_lazy("Chỉ tiêu (T)"),
    "part": gettext_lazy("Số đạt"),
    "whole": gettext_lazy("Tổng số"),
    "previous": gettext_lazy("Năm trước"),
    "quality": gettext_lazy("Chất lượng"),
    "timeliness": gettext_lazy("Thời hạn"),
    "total": gettext_lazy("Tổng điểm các lượt"),
    "count": gettext_lazy("Số lượt"),
    "document": gettext_lazy("Có hồ sơ"),
    "bonus": gettext_lazy("Điểm thưởng"),
    "leader": gettext_lazy("Dẫn đầu cụm"),
    "leader_target": gettext_lazy("Chỉ tiêu của đơn vị dẫn đầu"),
    "best": gettext_lazy("Kết quả tốt nhất"),
    "best_target": gettext_lazy("Chỉ tiêu của đơn vị tốt nhất"),
}
STATES: Final = {
    State.BLANK: gettext_lazy("chưa báo cáo"),
    State.NOT_APPLICABLE: gettext_lazy("không áp dụng"),
    State.NOT_ASSIGNED: gettext_lazy("không giao"),
}
FILLED: Final = {
    State.NOT_APPLICABLE: Filled.NOT_APPLICABLE,
    State.NOT_ASSIGNED: Filled.NOT_ASSIGNED,
}


@frozen
class InputRow:
    """A figure that was used: what it is, of whom (when of another unit), and where it stands."""

    name: str
    unit: str
    value: str
    source: str


@frozen
class CaseRow:
    """A row of the rule's table, and whether it applied."""

    text: str
    earns: str
    applies: bool


@frozen
class StepRow:
    """A step in words, with its calculation where it has one."""

    text: str
    math: SafeString | None
    value: str


@frozen
class PartRow:
    """A child of a section: what it brings, and why it does not count, if it does not."""

    name: str
    amount: str
    most: str
    weight: str
    counted: bool
    reason: str
    address: str


@frozen
class Why:
    """A derivation in words.

    answer: the sentence under the title. steps: what the rule does; closing: rounding and limits.
    """

    derivation: Derivation
    earned: str
    most: str
    answer: str
    inputs: tuple[InputRow, ...]
    cases: tuple[CaseRow, ...]
    steps: tuple[StepRow, ...]
    closing: tuple[StepRow, ...]
    parts: tuple[PartRow, ...]
    weighted: bool
    missing: tuple[str, ...]


@frozen
class Place:
    """Why a unit has its grade and its place: the sheet's grades, and sentences."""

    cases: tuple[CaseRow, ...]
    lines: tuple[str, ...]


@frozen
class Level:
    """A place that a point comes past on its way up to the total."""

    text: str
    amount: Amount
    most: str
    address: str


def why(derivation: Derivation, speaker: Speaker, addresses: Addresses) -> Why:
    """Return a derivation in words."""
    steps = list(_steps(derivation, speaker))
    return Why(
        derivation=derivation,
        earned=_earned(derivation, speaker),
        most=_most(derivation.max_points, speaker),
        answer=_answer(derivation, speaker),
        inputs=tuple(_input(entry, derivation, speaker) for entry in derivation.inputs),
        cases=tuple(_case(case, speaker) for case in derivation.cases),
        steps=tuple(row for step, row in steps if not _closes(step)),
        closing=tuple(row for step, row in steps if _closes(step)),
        parts=tuple(_parts(derivation, speaker, addresses)),
        weighted=len({part.weight for part in derivation.parts}) > 1,
        missing=tuple(speaker.unit(unit) for unit in derivation.missing),
    )


def place_in_words(derivation: Derivation, speaker: Speaker) -> Place:
    """Return why a unit has its grade and place; its neighbours stand in a table of their own."""
    told = [step for step in derivation.steps if not step.code.startswith(NEIGHBOURS)]
    return Place(
        cases=tuple(_grade(case, speaker) for case in derivation.cases),
        lines=tuple(speaker.say(step.code, step.facts) for step in told),
    )


def _earned(derivation: Derivation, speaker: Speaker) -> str:
    if derivation.points is not None:
        return points(derivation.points, speaker.lang)
    return NO_POINTS[FILLED.get(derivation.state, Filled.BLANK)]


def _most(hundredths: int | None, speaker: Speaker) -> str:
    return "" if hundredths is None else points(hundredths, speaker.lang, decimals=0)


def _closes(step: Step) -> bool:
    return step.code.startswith(CLOSING)


def _steps(derivation: Derivation, speaker: Speaker) -> Iterator[tuple[Step, StepRow]]:
    before = Fraction(0)
    for step in derivation.steps:
        math = calculation(step, derivation, before=before, lang=speaker.lang)
        value = "" if step.value is None else number(step.value, speaker.lang)
        yield step, StepRow(speaker.say(step.code, step.facts), math, value)
        before = step.value if step.value is not None else before


def _answer(derivation: Derivation, speaker: Speaker) -> str:
    """Return the one or two sentences that say the most: those of the rule, else the last note."""
    telling = [step for step in derivation.steps if step.value is not None and not _closes(step)]
    said = telling[-2:] or list(derivation.steps[-1:])
    return " ".join(speaker.say(step.code, step.facts) for step in said)


def _input(entry: Input, derivation: Derivation, speaker: Speaker) -> InputRow:
    called = entry.title or str(NAMES.get(entry.name, entry.name))
    other = entry.unit != derivation.unit
    value = str(STATES[entry.state]) if entry.value is None else number(entry.value, speaker.lang)
    return InputRow(
        name=f"{called}, {entry.period}" if entry.period else called,
        unit=speaker.unit(entry.unit) if other else "",
        value=value,
        source=_source(entry),
    )


def _source(entry: Input) -> str:
    source = entry.source
    if not source.file:
        return source.text
    place = _("%(file)s, dòng %(row)s") % {"file": source.file, "row": source.row}
    return f"{place}; {source.text}" if source.text else place


def _case(case: Case, speaker: Speaker) -> CaseRow:
    earns = speaker.say(f"{case.code}_earns", case.facts)
    return CaseRow(speaker.say(case.code, case.facts), earns, case.applies)


def _grade(case: Case, speaker: Speaker) -> CaseRow:
    """Return a grade with its stretch of points; it earns nothing by itself."""
    return CaseRow(speaker.say(case.code, case.facts), "", case.applies)


def _parts(derivation: Derivation, speaker: Speaker, addresses: Addresses) -> Iterator[PartRow]:
    lang = speaker.lang
    for part in derivation.parts:
        yield PartRow(
            name=speaker.criterion(part.code),
            amount="–" if part.points is None else points(part.points, lang),
            most=_most(part.max_points, speaker),
            weight=number(Fraction(part.weight, 100), lang),
            counted=part.counted,
            reason=speaker.say(part.reason, {}) if part.reason else "",
            address=addresses.why(derivation.unit, part.code),
        )


def levels(
    card: Scorecard, unit: str, criterion: str, speaker: Speaker, addresses: Addresses
) -> tuple[Level, ...]:
    """Return where a point goes: its criterion, all above it, the total last."""
    at = card.figures.units.index(unit)
    above: Sequence[Criterion] = () if criterion == ROOT else path(card.sheet, criterion)
    codes = [*(one.code for one in reversed(above)), ROOT]

    def level(code: str) -> Level:
        most = int(card.max_points[card.nodes.index(code), at])
        return Level(
            text=_("Tổng điểm") if code == ROOT else speaker.criterion(code),
            amount=amount(card, code, at, speaker.lang),
            most=points(most, speaker.lang, decimals=0),
            address=addresses.why(unit, code),
        )

    return tuple(level(code) for code in codes)
