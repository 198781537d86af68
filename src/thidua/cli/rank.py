"""`thidua rank`: the standings of a season folder as a table."""

import io
from collections.abc import Iterator, Sequence
from typing import Final

import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.table import Table

from thidua.cli.delivery import Form, FormOption, OutOption, deliver, excel, form_of
from thidua.cli.folders import FolderArgument, LangOption, LeaveOutOption, season_of, stop
from thidua.cli.speaking import speaking
from thidua.cli.told import remark, tell_provisional
from thidua.core import Filled, Scorecard, Season, Standing, score, standings
from thidua.core.criteria import Criterion
from thidua.papers.scores import share_of, standings_csv, standings_json
from thidua.wording import Language, number, points, sentence

NOTHING, MAY_CHANGE = "–", "*"
PAPER: Final = 160  # columns where nothing says how wide the screen is
NAME: Final = 16
UNBOUNDED: Final = 10_000
app = typer.Typer()


@app.callback()
def _commands() -> None:
    """Keep the command's name although the module has only one."""


@app.command()
def rank(
    folder: FolderArgument,
    *,
    out: OutOption = None,
    form: FormOption = None,
    leave_out_errors: LeaveOutOption = False,
    lang: LangOption = "vi",
) -> None:
    """Xếp hạng các đơn vị của một năm thi đua (standings of a season folder).

    Mã thoát (exit codes): 0 xong (done); 1 thư mục có lỗi (errors); 2 không đọc hoặc không ghi
    được (cannot read or write).
    """
    season = season_of(folder, lang, leave_out_errors=leave_out_errors)
    card = score(season.sheet, season.figures)
    places = standings(card, season.statuses)
    chosen = form_of(out, form)
    with speaking(lang):
        if chosen is not None:
            deliver(_content(chosen, season, card, places, lang), out, chosen, lang)
        elif out is not None:
            stop("cli_needs_form", lang, code=2, path=str(out))
        else:
            _show(season, card, places, lang)
    tell_provisional(card, lang)


def _show(season: Season, card: Scorecard, places: Sequence[Standing], lang: Language) -> None:
    """Print the table, with the sections where they fit; below it what is to be said of a unit."""
    console = Console(highlight=False)
    width = console.width if console.is_terminal else PAPER
    paper = io.StringIO()
    wide = Console(
        file=paper, highlight=False, width=width, force_terminal=console.is_terminal or None
    )
    table = _table(season, card, places, lang, sections=True)
    if Console(width=UNBOUNDED).measure(table).minimum > width:
        table = _table(season, card, places, lang, sections=False)
    wide.print(table)
    lines = [line.rstrip() for line in paper.getvalue().splitlines()]
    for line in (*filter(None, lines), *_remarks(season, places, lang)):
        typer.echo(line)


def _remarks(season: Season, places: Sequence[Standing], lang: Language) -> Iterator[str]:
    for place in places:
        said = remark(place, season.unit(place.unit).reason, lang)
        if said:
            yield f"{place.unit}: {said}"
    if season.made_up:
        yield sentence("cli_made_up", {}, lang)
    if any(place.provisional for place in places):
        yield MAY_CHANGE + " " + sentence("cli_may_change", {}, lang)


def _content(
    form: Form, season: Season, card: Scorecard, places: Sequence[Standing], lang: Language
) -> bytes:
    match form:
        case Form.CSV:
            return standings_csv(places, {unit.code: unit.name for unit in season.units})
        case Form.JSON:
            return standings_json(season, places)
        case Form.XLSX:
            return excel("standings_excel")(season, card, places, lang)


def _table(
    season: Season,
    card: Scorecard,
    places: Sequence[Standing],
    lang: Language,
    *,
    sections: bool,
) -> Table:
    """Return the standings as a table: place, unit, sections, total, share, grade."""
    title = sentence("cli_year_of", {"cluster": season.cluster.name, "year": season.year}, lang)
    table = Table(
        title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, pad_edge=False
    )
    shown = season.sheet.children(None) if sections else ()
    graded = ("grade",) if season.sheet.grades else ()
    _add_columns(table, [c.label.rstrip(".") or c.code for c in shown], graded, lang)
    for place in places:
        unit = season.unit(place.unit)
        table.add_row(
            str(place.place or NOTHING),
            unit.code,
            unit.name,
            *(_points(card, section, unit.code, lang) for section in shown),
            points(place.total_points, lang) + (MAY_CHANGE if place.provisional else ""),
            _share(place, lang),
            *(getattr(place, name) for name in graded),
        )
    return table


def _add_columns(
    table: Table, sections: Sequence[str], graded: Sequence[str], lang: Language
) -> None:
    def head(name: str) -> str:
        return sentence(f"cli_column_{name}", {}, lang)

    table.add_column(head("place"), justify="right", no_wrap=True)
    table.add_column(head("unit"), no_wrap=True)
    table.add_column(head("name"), min_width=NAME)
    for title in (*sections, head("total"), head("share")):
        table.add_column(title, justify="right", no_wrap=True)
    for name in graded:
        table.add_column(head(name), no_wrap=True)


def _points(card: Scorecard, section: Criterion, unit: str, lang: Language) -> str:
    at = card.nodes.index(section.code), card.figures.units.index(unit)
    return points(int(card.points[at]), lang) if card.filled[at] <= Filled.PARTIAL else NOTHING


def _share(place: Standing, lang: Language) -> str:
    share = share_of(place)
    return NOTHING if share is None else number(share, lang, decimals=2) + " %"
