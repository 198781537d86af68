"""`thidua explain`: why a unit has the points that it has."""

from collections.abc import Sequence
from typing import Annotated

import typer

from thidua.cli.delivery import Form, FormOption, deliver
from thidua.cli.derivations import told
from thidua.cli.folders import FolderArgument, LangOption, LeaveOutOption, season_of, stop
from thidua.cli.speaking import speaking
from thidua.core import Derivation, Scorecard, Season, explain, explain_place, score, standings
from thidua.core.criteria import ROOT
from thidua.core.seasons.lookup import Lookup, find_criterion, find_unit
from thidua.papers.scores import derivations_json
from thidua.wording import Language, sentence

app = typer.Typer()


@app.callback()
def _commands() -> None:
    """Keep the command's name although the module has only one."""


@app.command("explain")
def explain_points(
    folder: FolderArgument,
    unit: Annotated[str, typer.Argument(help="Mã hoặc tên đơn vị (code or name of a unit)")],
    criterion: Annotated[
        str, typer.Argument(help="Mã tiêu chí, hoặc TOTAL (code of a criterion, or TOTAL)")
    ],
    *,
    form: FormOption = None,
    leave_out_errors: LeaveOutOption = False,
    lang: LangOption = "vi",
) -> None:
    """Giải thích vì sao một đơn vị có số điểm đó (why a unit has its points).

    TOTAL giải thích cả xếp loại và thứ hạng (TOTAL explains grade and place too).
    Mã thoát (exit codes): 0 xong (done); 1 thư mục có lỗi (errors); 2 không có đơn vị hoặc tiêu chí
    đó (no such unit or criterion).
    """
    if form not in {None, Form.JSON}:
        stop("cli_only_json", lang, code=2)
    season = season_of(folder, lang, leave_out_errors=leave_out_errors)
    which = _found(find_unit(season.units, unit), "cli_no_unit", unit, lang)
    node = _found(find_criterion(season.sheet, criterion), "cli_no_criterion", criterion, lang)
    card = score(season.sheet, season.figures)
    made = _derivations(season, card, which, node)
    with speaking(lang):
        if form is Form.JSON:
            content = derivations_json(made, lambda code, facts: sentence(code, facts, lang))
            deliver(content, None, Form.JSON, lang)
            return
        for derivation in made:
            for line in told(derivation, season, lang):
                typer.echo(line)


def _found(lookup: Lookup, what: str, text: str, lang: Language) -> str:
    if not lookup.code:
        stop(what, lang, code=2, text=text, candidates=lookup.candidates)
    return lookup.code


def _derivations(season: Season, card: Scorecard, unit: str, node: str) -> Sequence[Derivation]:
    """Return the derivation of a node; of the total also that of the unit's place."""
    made = explain(card, unit=unit, criterion=node)
    if node != ROOT:
        return (made,)
    places = standings(card, season.statuses)
    return (made, explain_place(card, places, unit=unit))
