"""Small multiples: what share of each section every unit has earned, on one scale."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from attrs import frozen
from django.utils.safestring import SafeString

from thidua.core.criteria import Criterion
from thidua.core.scoring import Scorecard
from thidua.store.queries.units import UnitRow
from thidua.web.charts import columns, columns_base, svg
from thidua.web.rows.cells import point_texts
from thidua.web.rows.parts import parts_of
from thidua.web.rows.standings import StandingRow
from thidua.web.rows.tree import path, sections_of, short
from thidua.wording import Language, number, points

MOST_UNITS = 12  # small pictures on a page, unless more were chosen


@frozen
class Profile:
    """A unit's picture, and its score beside the name."""

    unit: UnitRow
    total: str
    picture: SafeString


@frozen
class SectionRow:
    """A row of the table beside the pictures: a section, its maximum, the units' points."""

    section: Criterion
    heading: str
    most: str
    points: tuple[str, ...]


@frozen
class Profiles:
    """The units' pictures over the same sections; base is where all columns begin, in percent."""

    units: tuple[Profile, ...]
    table: tuple[SectionRow, ...]
    base: str
    left_out: int


def profiles(
    card: Scorecard, rows: Sequence[StandingRow], *, lang: Language, label: str
) -> Profiles:
    """Return the pictures of the units in these rows: the chosen ones, else the first of them.

    label: what a picture says to a reader who cannot see it, with %s for the unit.
    """
    chosen = [row for row in rows if row.chosen] or list(rows[:MOST_UNITS])
    sections = sections_of(card.sheet)
    nodes = [card.nodes.index(section.code) for section in sections]
    at = {code: column for column, code in enumerate(card.figures.units)}
    shares = {
        row.unit.code: [_share(card, node, at[row.unit.code]) for node in nodes] for row in chosen
    }
    base = columns_base(share for unit in shares.values() for share in unit)
    texts = point_texts(card, [at[row.unit.code] for row in chosen], lang)[nodes]
    shades = [_shade(card, section) for section in sections]

    def picture(row: StandingRow) -> SafeString:
        bars = list(zip(shades, shares[row.unit.code], strict=True))
        return svg(columns(bars, base=base, label=label % row.unit.label))

    return Profiles(
        units=tuple(Profile(row.unit, row.total.text, picture(row)) for row in chosen),
        table=tuple(
            SectionRow(
                section,
                short(card.sheet, section),
                _most(section, lang),
                tuple(texts[line]),
            )
            for line, section in enumerate(sections)
        ),
        base=number(100 * base, lang),
        left_out=len(rows) - len(chosen),
    )


def _share(card: Scorecard, node: int, unit: int) -> Fraction | None:
    most = int(card.max_points[node, unit])
    return Fraction(int(card.points[node, unit]), most) if most > 0 else None


def _shade(card: Scorecard, section: Criterion) -> str:
    top = path(card.sheet, section.code)[0]
    shades: Mapping[str, str] = {part.criterion.code: part.shade for part in parts_of(card.sheet)}
    return shades[top.code]


def _most(section: Criterion, lang: Language) -> str:
    return "–" if section.max_points is None else points(section.max_points, lang, decimals=0)
