"""Codes and facts as sentences."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import Any

from thidua.core.criteria import Finding
from thidua.core.criteria.indicators import TARGET
from thidua.wording.numbers import Language, day, listed, number, plain, points
from thidua.wording.templates import Field, Part, templates

NO_BREAK_SPACE = "\u00a0"
_OR = {"vi": " hoặc ", "en": " or "}
_YES_NO = {"vi": ("không", "có"), "en": ("no", "yes")}


class UnknownSentence(LookupError):
    """There is no sentence for a code, or a fact that it needs was not given."""


def sentence(code: str, facts: Mapping[str, Any], lang: Language) -> str:
    """Return the sentence of a code with its facts.

    A fact is shown by what it is: text as it stands, a number or a date in the language's way,
    a list with commas; a name that ends in `_points` is hundredths of a point; `input` is the key
    of an indicator, whose name is the sentence `input_<key>` where there is one.
    Raises UnknownSentence.
    """
    template = templates(lang).get(code)
    if template is None:
        raise UnknownSentence(f"{lang}: no sentence for {code!r}")
    missing = template.required - facts.keys()
    if missing:
        raise UnknownSentence(f"{lang}: {code!r} needs {', '.join(sorted(missing))}")
    return "".join(_text(part, facts, lang) for part in template.parts if _is_said(part, facts))


def is_known(code: str, lang: Language) -> bool:
    """Return whether there is a sentence for a code."""
    return code in templates(lang)


def reason(finding: Finding, lang: Language) -> str:
    """Return what a finding has to say, on one line and without signs that steer a terminal."""
    said = sentence(finding.code, finding.facts, lang)
    return said if said.isprintable() else "".join(map(_harmless, said))


def _harmless(sign: str) -> str:
    return sign if sign.isprintable() or sign == NO_BREAK_SPACE else "\u00b7"


def finding_line(finding: Finding, lang: Language) -> str:
    """Return a finding as `file:row: reason`; `file: reason` where it is about the whole file."""
    place = f"{finding.file}:{finding.row}" if finding.row else finding.file
    return f"{place}: {reason(finding, lang)}"


def shown(value: object, lang: Language, *, name: str = "", form: str = "") -> str:
    """Return one fact as text; form overrides what its type and name suggest."""
    if isinstance(value, (list, tuple, set, frozenset)):
        items = sorted(value) if isinstance(value, (set, frozenset)) else value
        texts = [shown(item, lang, name=name, form=form) for item in items]
        return _OR[lang].join(texts) if form == "or" else listed(texts)
    if isinstance(value, bool):
        return _YES_NO[lang][value]
    if isinstance(value, (int, Fraction)):
        return _number(value, lang, name=name, form=form)
    if isinstance(value, dt.date):
        return day(value, lang)
    return str(value)


def _number(value: int | Fraction, lang: Language, *, name: str, form: str) -> str:
    if form == "plain":
        return plain(value)
    if form.isdigit():
        return number(value, lang, decimals=int(form))
    if form == "points" or name.endswith("_points"):
        exact = Fraction(value)
        return points(int(exact), lang) if exact.denominator == 1 else number(exact / 100, lang)
    return number(value, lang)


def _is_said(part: Part, facts: Mapping[str, Any]) -> bool:
    return not part.optional or all(_is_given(facts.get(name)) for name in part.facts)


def _is_given(value: object) -> bool:
    return value is not None and value not in ("", ())


def _text(part: Part, facts: Mapping[str, Any], lang: Language) -> str:
    return "".join(_piece(piece, facts, lang) for piece in part.pieces)


def _piece(piece: str | Field, facts: Mapping[str, Any], lang: Language) -> str:
    if isinstance(piece, str):
        return piece
    value = facts[piece.name]
    is_named = piece.name == "input" or (piece.name == "indicator" and value == TARGET)
    if is_named and is_known(f"input_{value}", lang):
        return sentence(f"input_{value}", {}, lang)
    return shown(value, lang, name=piece.name, form=piece.form)
