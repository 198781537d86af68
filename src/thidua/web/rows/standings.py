"""The standings: a row a unit in the order of the places, and who is level with whom."""

from collections.abc import Callable, Collection, Mapping, Sequence
from fractions import Fraction

from attrs import frozen
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from thidua.core.criteria import ROOT
from thidua.core.criteria.sheet import RankBy
from thidua.core.rankings import Standing, TieKind
from thidua.core.rankings.freezing import Frozen
from thidua.core.scoring import Filled, Scorecard
from thidua.store.queries.units import UnitRow
from thidua.web.charts import Segment, shortfall_bar, svg
from thidua.web.rows.addresses import Addresses
from thidua.web.rows.cells import NO_POINTS, Amount, amount
from thidua.web.rows.parts import Part, parts_of
from thidua.web.rows.said import Speaker
from thidua.web.rows.tree import name
from thidua.wording import Language, number, points

MOST_COLUMNS = 4  # parts of a sheet that have a column of their own
MOST_TIES = 4  # told in the sentence above the table


@frozen
class StandingRow:
    """A unit's line.

    score: what places are decided by, as a sentence says it. parts: points by part of the sheet.
    share: percent of what applies, as text. notes: why its grade is not what its points say.
    """

    unit: UnitRow
    place: int | None
    score: str
    parts: tuple[tuple[Part, Amount], ...]
    total: Amount
    max_points: int
    share: str
    grade: str
    notes: tuple[str, ...]
    tie: TieKind
    provisional: bool
    bar: SafeString
    chosen: bool
    sheet_address: str
    why_address: str


@frozen
class Tie:
    """Units that were level, how that was settled, and the criterion that parted them, if any."""

    kind: TieKind
    names: tuple[str, ...]
    place: int
    criterion: str


@frozen
class Standings:
    """The lines of a result, and what the sentence above them says.

    lead: how far the first is ahead of the second, as text; "" where that says nothing.
    """

    parts: tuple[Part, ...]
    placed: tuple[StandingRow, ...]
    unplaced: tuple[StandingRow, ...]
    ties: tuple[Tie, ...]
    lead: str
    by_share: bool
    graded: bool
    same_max: bool

    @property
    def rows(self) -> tuple[StandingRow, ...]:
        """Return every line, those without a place last."""
        return self.placed + self.unplaced

    @property
    def all_provisional(self) -> bool:
        """Return whether every total may still change, which the page says once."""
        return all(row.provisional for row in self.rows)

    @property
    def columns(self) -> tuple[Part, ...]:
        """Return the parts that have a column: all of them, or none where they are many."""
        return self.parts if len(self.parts) <= MOST_COLUMNS else ()

    @property
    def first(self) -> tuple[StandingRow, ...]:
        """Return who stands first."""
        return tuple(row for row in self.placed if row.place == 1)

    @property
    def names_first(self) -> tuple[str, ...]:
        """Return how those are called who stand first."""
        return tuple(row.unit.label for row in self.first)

    @property
    def second(self) -> StandingRow | None:
        """Return the line behind the first place."""
        return next((row for row in self.placed if row.place != 1), None)

    @property
    def told_ties(self) -> tuple[Tie, ...]:
        """Return the level units that the sentence names; those at the first place are named."""
        named = [tie for tie in self.ties if tie.place == 1 and tie.kind is TieKind.EQUAL]
        return tuple(tie for tie in self.ties if tie not in named)[:MOST_TIES]

    @property
    def untold_ties(self) -> int:
        """Return how many more groups of level units there are."""
        return max(len(self.ties) - MOST_TIES, 0)


def standings_rows(
    frozen: Frozen,
    units: Mapping[str, UnitRow],
    *,
    lang: Language,
    addresses: Addresses,
    chosen: Collection[str] = (),
) -> Standings:
    """Return the standings of a result; the chosen units stand out."""
    line = _lines(frozen, units, lang, addresses, frozenset(chosen))
    rows = tuple(line(standing) for standing in frozen.standings)
    placed = tuple(row for row in rows if row.place is not None)
    ranking = frozen.card.sheet.ranking
    return Standings(
        parts=parts_of(frozen.card.sheet),
        placed=placed,
        unplaced=tuple(row for row in rows if row.place is None),
        ties=_ties(frozen, units),
        lead=_lead(placed, lang) if ranking.by is RankBy.POINTS else "",
        by_share=ranking.by is RankBy.SHARE,
        graded=any(standing.grade for standing in frozen.standings),
        same_max=len({standing.max_points for standing in frozen.standings}) <= 1,
    )


def _lines(
    frozen: Frozen,
    units: Mapping[str, UnitRow],
    lang: Language,
    addresses: Addresses,
    chosen: frozenset[str],
) -> Callable[[Standing], StandingRow]:
    card, parts = frozen.card, parts_of(frozen.card.sheet)
    speaker = Speaker(card.sheet, units, lang)
    column = {code: at for at, code in enumerate(card.figures.units)}
    lost = {code: _lost(card, parts, at) for code, at in column.items()}
    longest = max((sum(s.points for s in pieces) for pieces in lost.values()), default=0)

    def line(standing: Standing) -> StandingRow:
        code, at = standing.unit, column[standing.unit]
        return StandingRow(
            unit=units[code],
            place=standing.place,
            score=_score(standing, card, lang),
            parts=tuple((p, amount(card, p.criterion.code, at, lang)) for p in parts),
            total=amount(card, ROOT, at, lang),
            max_points=standing.max_points,
            share=share_text(standing.total_points, standing.max_points, lang),
            grade=standing.grade,
            notes=tuple(speaker.say(c, dict(facts)) for c, facts in standing.grade_reasons),
            tie=standing.tie,
            provisional=standing.provisional,
            bar=_bar(lost[code], longest, lang),
            chosen=code in chosen,
            sheet_address=addresses.unit(code),
            why_address=addresses.why(code, ROOT),
        )

    return line


def _lost(card: Scorecard, parts: Sequence[Part], unit: int) -> list[Segment]:
    """Return the points not won by part; what comes on top of the maximum is left out."""
    short = (card.max_points[:, unit] - card.points[:, unit]).tolist()
    rows = {code: row for row, code in enumerate(card.nodes)}
    return [
        Segment(
            part.shade, 0 if part.criterion.on_top else max(short[rows[part.criterion.code]], 0)
        )
        for part in parts
    ]


def _bar(pieces: Sequence[Segment], longest: int, lang: Language) -> SafeString:
    text = points(sum(piece.points for piece in pieces), lang)
    return svg(shortfall_bar(pieces, longest=max(longest, 1), text=text))


def _score(standing: Standing, card: Scorecard, lang: Language) -> str:
    if card.sheet.ranking.by is RankBy.SHARE:
        return share_text(standing.total_points, standing.max_points, lang)
    return in_points(standing.total_points, lang)


def in_points(hundredths: int, lang: Language) -> str:
    """Return points with their word, which no line break parts from them."""
    return _("%(points)s\u00a0điểm") % {"points": points(hundredths, lang)}


def share_text(earned: int, most: int, lang: Language) -> str:
    """Return points over their maximum in percent, two decimals; a dash where nothing applies."""
    if most <= 0:
        return NO_POINTS[Filled.BLANK]
    return _percent(number(Fraction(100 * earned, most), lang, decimals=2))


def percent_text(hundredths: int, lang: Language) -> str:
    """Return hundredths of a percent as percent, without decimals that are zero."""
    return _percent(number(Fraction(hundredths, 100), lang))


def _percent(text: str) -> str:
    return _("%(number)s\u00a0%%") % {"number": text}


def _lead(placed: Sequence[StandingRow], lang: Language) -> str:
    """Return how many points lie between the first and the second, where it is more than none."""
    totals = [row.total.points or 0 for row in placed[:2]]
    ahead = totals[0] - totals[1] if len(totals) > 1 else 0
    return in_points(ahead, lang) if ahead > 0 else ""


def _ties(frozen: Frozen, units: Mapping[str, UnitRow]) -> tuple[Tie, ...]:
    """Return each group of level units once, the best place first."""
    ties: dict[frozenset[str], Tie] = {}
    for standing in frozen.standings:
        level = frozenset({standing.unit, *standing.tie_with})
        if standing.tie is not TieKind.NONE and level not in ties and standing.place is not None:
            members = [s.unit for s in frozen.standings if s.unit in level]
            names = tuple(units[code].label for code in members)
            parted = _called(frozen, standing.tie_criterion)
            ties[level] = Tie(standing.tie, names, standing.place, parted)
    return tuple(ties.values())


def _called(frozen: Frozen, code: str) -> str:
    known = {criterion.code: criterion for criterion in frozen.card.sheet.criteria}
    return name(known[code]) if code in known else ""
