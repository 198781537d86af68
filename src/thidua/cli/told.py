"""Places and what is provisional, in words."""

import typer

from thidua.core import Scorecard, Standing, Status, TieKind
from thidua.core.scoring.waiting import waited_for
from thidua.wording import Language, sentence

_TIES = {
    TieKind.EQUAL: "cli_tie_equal",
    TieKind.DECIDED: "cli_tie_decided",
    TieKind.REQUIRED: "cli_tie_required",
}


def tell_provisional(card: Scorecard, lang: Language) -> None:
    """Say on standard error which comparisons still wait for a unit."""
    for code, units in waited_for(card).items():
        facts = {"criterion": code, "units": units}
        typer.echo(sentence("cli_provisional", facts, lang), err=True)


def remark(standing: Standing, reason: str, lang: Language) -> str:
    """Return what is to be said of a unit's place: why it has none, its grade, its tie."""
    said = []
    if standing.status is not Status.COMPETING:
        said.append(sentence(f"cli_{standing.status}", {"reason": reason}, lang))
    else:
        said += [sentence(code, dict(facts), lang) for code, facts in standing.grade_reasons]
    if standing.tie in _TIES:
        facts = {"units": standing.tie_with, "criterion": standing.tie_criterion}
        said.append(sentence(_TIES[standing.tie], facts, lang))
    return "; ".join(text.rstrip(".") for text in said)
