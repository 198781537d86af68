"""A derivation as lines of plain text."""

from collections.abc import Iterator

from thidua.core import Derivation, Season, State
from thidua.core.criteria import ROOT
from thidua.core.scoring.derivation import Case, Input, Other, Part
from thidua.wording import Language, is_known, number, points, sentence

_STATES = {
    State.BLANK: "part_blank",
    State.NOT_APPLICABLE: "part_not_applicable",
    State.NOT_ASSIGNED: "part_not_assigned",
}


def told(made: Derivation, season: Season, lang: Language) -> Iterator[str]:
    """Give a derivation line by line: what it is of, its figures, its cases, each step."""
    yield from _head(made, season, lang)
    for title, lines in (
        ("cli_inputs", [_input(given, made, lang) for given in made.inputs]),
        ("cli_parts", [_part(part, season, lang) for part in made.parts]),
        ("cli_others", [_other(other, lang) for other in made.others]),
        ("cli_cases", [_case(case, lang) for case in made.cases]),
        ("cli_steps", [sentence(step.code, step.facts, lang) for step in made.steps]),
    ):
        if lines:
            yield ""
            yield sentence(title, {}, lang)
            yield from (f"  {line}" for line in lines)


def _head(made: Derivation, season: Season, lang: Language) -> Iterator[str]:
    unit = season.unit(made.unit)
    if made.kind == "place":
        yield ""
        yield sentence("cli_place_head", {"unit": unit.code, "name": unit.name}, lang)
        return
    yield f"{_called(made.criterion, season, lang)} — {unit.code}, {unit.name}"
    facts = {
        "earned": _or_none(made.points, lang),
        "most": "" if made.max_points is None else points(made.max_points, lang),
    }
    state = _STATES.get(made.state)
    said = sentence(state, {}, lang) if state and made.points is None else ""
    yield sentence("cli_points_head", facts | {"state": said}, lang)
    if made.provisional:
        yield sentence("cli_may_change", {}, lang)


def _called(code: str, season: Season, lang: Language) -> str:
    if code == ROOT:
        return sentence("cli_column_total", {}, lang)
    criterion = season.sheet.criterion(code)
    return f"{code} {criterion.title}"


def _or_none(hundredths: int | None, lang: Language) -> str:
    return "–" if hundredths is None else points(hundredths, lang)


def _input(given: Input, made: Derivation, lang: Language) -> str:
    """Return a figure with its name, its unit where it is another's, and where it stands."""
    name = sentence(f"input_{given.name}", {}, lang) if given.name in _NAMED else given.title
    facts = {
        "name": name or given.name or sentence("cli_figure", {}, lang),
        "unit": "" if given.unit == made.unit else given.unit,
        "period": given.period,
        "value": _value(given, lang),
        "file": given.source.file,
        "row": given.source.row or None,
        "source": given.source.text,
    }
    return sentence("cli_input", facts, lang)


_NAMED = frozenset(
    ("target", "part", "whole", "previous", "quality", "timeliness", "total", "count", "document",
     "bonus", "leader", "leader_target", "best", "best_target")
)  # fmt: skip


def _value(given: Input, lang: Language) -> str:
    if given.value is not None:
        return number(given.value, lang)
    return sentence(_STATES[given.state], {}, lang)


def _part(part: Part, season: Season, lang: Language) -> str:
    facts = {
        "criterion": _called(part.code, season, lang),
        "earned": _or_none(part.points, lang),
        "most": "" if part.max_points is None else points(part.max_points, lang),
        "reason": sentence(part.reason, {}, lang) if part.reason else "",
    }
    return sentence("cli_part", facts, lang)


def _other(other: Other, lang: Language) -> str:
    facts = {
        "unit": other.unit,
        "period": other.period,
        "value": "–" if other.value is None else number(other.value, lang),
        "target": other.target,
        "ratio": other.ratio,
        "earned": _or_none(other.points, lang),
    }
    return sentence("cli_other", facts, lang)


def _case(case: Case, lang: Language) -> str:
    mark = "→" if case.applies else " "
    condition = sentence(case.code, case.facts, lang)
    earns = f"{case.code}_earns"
    if not is_known(earns, lang):
        return f"{mark} {condition}"
    return f"{mark} {condition}: {sentence(earns, case.facts, lang)}"
