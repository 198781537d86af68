"""`thidua score`: the points of every node for every unit of a season folder."""

from collections.abc import Sequence

import typer

from thidua.cli.delivery import Form, FormOption, OutOption, deliver, excel, form_of
from thidua.cli.folders import FolderArgument, LangOption, LeaveOutOption, season_of
from thidua.cli.speaking import speaking
from thidua.cli.told import tell_provisional
from thidua.core import Scorecard, Season, Standing, score, standings
from thidua.papers.scores import scores_csv, scores_json
from thidua.wording import Language

app = typer.Typer()


@app.callback()
def _commands() -> None:
    """Keep the command's name although the module has only one."""


@app.command("score")
def score_folder(
    folder: FolderArgument,
    *,
    out: OutOption = None,
    form: FormOption = None,
    leave_out_errors: LeaveOutOption = False,
    lang: LangOption = "vi",
) -> None:
    """Chấm điểm mọi đơn vị của một năm thi đua (score a season folder).

    Mã thoát (exit codes): 0 xong (done); 1 thư mục có lỗi, không ghi gì (errors, nothing written);
    2 không đọc hoặc không ghi được (cannot read or write).
    """
    season = season_of(folder, lang, leave_out_errors=leave_out_errors)
    card = score(season.sheet, season.figures)
    chosen = form_of(out, form) or Form.CSV
    places = standings(card, season.statuses) if chosen is not Form.CSV else ()
    with speaking(lang):
        deliver(_content(chosen, season, card, places, lang), out, chosen, lang)
    tell_provisional(card, lang)


def _content(
    form: Form, season: Season, card: Scorecard, places: Sequence[Standing], lang: Language
) -> bytes:
    match form:
        case Form.CSV:
            return scores_csv(card)
        case Form.JSON:
            return scores_json(season, card, places)
        case Form.XLSX:
            return excel("scores_excel")(season, card, places, lang)
