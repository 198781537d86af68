"""The Excel files of the command line; loaded only when one is asked for."""

import datetime as dt
from collections.abc import Sequence

from thidua.cli.told import remark
from thidua.core import Filled, Scorecard, Season, Standing
from thidua.core.scoring.waiting import waited_for
from thidua.papers.score_workbook import ScoreTexts, score_workbook, standings_workbook
from thidua.wording import Language, sentence


def scores_excel(
    season: Season, card: Scorecard, places: Sequence[Standing], lang: Language
) -> bytes:
    """Return points and standings as an .xlsx file."""
    texts = _texts(season, card, places, lang)
    return score_workbook(season, card, places, texts, made_at=dt.datetime.now(tz=dt.UTC))


def standings_excel(
    season: Season, card: Scorecard, places: Sequence[Standing], lang: Language
) -> bytes:
    """Return the standings as an .xlsx file."""
    texts = _texts(season, card, places, lang)
    return standings_workbook(season, places, texts, made_at=dt.datetime.now(tz=dt.UTC))


def _remark(place: Standing, reason: str, lang: Language) -> str:
    """Return a unit's remark, with the word that its total may still change."""
    may_change = sentence("cli_may_change", {}, lang) if place.provisional else ""
    return "; ".join(filter(None, (remark(place, reason, lang), may_change)))


def _texts(
    season: Season, card: Scorecard, places: Sequence[Standing], lang: Language
) -> ScoreTexts:
    """Return the words of the Excel files."""
    reasons = {unit.code: unit.reason for unit in season.units}
    columns = {
        name: sentence(f"cli_column_{name}", {}, lang)
        for name in ("label", "title", "most", "total", "place", "unit", "name", "share", "grade",
                     "remark")
    }  # fmt: skip
    return ScoreTexts(
        scores=sentence("cli_tab_scores", {}, lang),
        standings=sentence("cli_tab_standings", {}, lang),
        states={
            Filled.BLANK: "",
            Filled.NOT_APPLICABLE: sentence("cli_not_applicable", {}, lang),
            Filled.NOT_ASSIGNED: sentence("cli_not_assigned", {}, lang),
        },
        remarks={place.unit: _remark(place, reasons[place.unit], lang) for place in places},
        notes=tuple(_notes(season, card, lang)),
        **columns,
    )


def _notes(season: Season, card: Scorecard, lang: Language) -> list[str]:
    """Return what stands under the title: whose year, whether invented, what may change."""
    facts = {"cluster": season.cluster.name, "year": season.year}
    notes = [sentence("cli_year_of", facts, lang)]
    if season.made_up:
        notes.append(sentence("cli_made_up", {}, lang))
    waiting = waited_for(card)
    for code, units in waiting.items():
        notes.append(sentence("cli_provisional", {"criterion": code, "units": units}, lang))
    return notes
