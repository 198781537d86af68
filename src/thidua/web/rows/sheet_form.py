"""The criteria sheet as a form: a row a criterion, as it is printed."""

from collections import Counter
from collections.abc import Mapping, Sequence
from string import ascii_lowercase

from attrs import frozen

from thidua.core.criteria import Sheet
from thidua.web.rows.tree import Node, walk
from thidua.wording import Language, points
from thidua.wording.rules import rule_in_words
from thidua.wording.sheets import grades_in_words, overrides_in_words, ranking_in_words

LONG, MANY = 3, 3  # lines of a way of scoring, and criteria that share it, from which it is shared
Way = tuple[str, ...]


@frozen
class FormRow:
    """A line: its number, what it asks for, what it earns and how.

    kind: p, s, g for sections by depth, "" for a line that is scored.
    how: sentences and rows of a small table, in order; where many lines share a long way of
    scoring, only its letter (shared), and the way itself stands below the table.
    """

    number: str
    title: str
    kind: str
    depth: int
    max_points: int | None
    most: str
    how: tuple[str, ...]
    shared: str
    evidence: str
    note: str


@frozen
class Form:
    """The sheet's rows, its declared total by type of unit, and what stands below the table.

    ways: long ways of scoring that many lines share, by letter.
    """

    rows: tuple[FormRow, ...]
    ways: tuple[tuple[str, tuple[str, ...]], ...]
    totals: tuple[tuple[str, str], ...]
    ranking: tuple[str, ...]
    grades: tuple[tuple[str, str], ...]
    overrides: tuple[str, ...]
    leaves: int


def form(sheet: Sheet, lang: Language) -> Form:
    """Return a sheet as it is printed."""
    nodes = list(walk(sheet))
    said = {n.criterion.code: rule_in_words(n.criterion, sheet, lang) for n in nodes}
    ways = _ways(list(said.values()))
    return Form(
        rows=tuple(_row(node, said[node.criterion.code], ways, lang) for node in nodes),
        ways=tuple((letter, way) for way, letter in ways.items()),
        totals=tuple(
            (sheet.unit_types.get(kind, kind), points(total, lang, decimals=0))
            for kind, total in sheet.total_points.items()
        ),
        ranking=ranking_in_words(sheet, lang),
        grades=grades_in_words(sheet, lang),
        overrides=overrides_in_words(sheet, lang),
        leaves=len(sheet.leaves),
    )


def _ways(said: Sequence[Way]) -> dict[Way, str]:
    """Return a letter for each way of scoring that is long and that many lines share."""
    count = Counter(way for way in said if len(way) >= LONG)
    shared = [way for way in dict.fromkeys(said) if count[way] >= MANY]
    return dict(zip(shared, ascii_lowercase, strict=False))


def _row(node: Node, how: Way, ways: Mapping[Way, str], lang: Language) -> FormRow:
    criterion = node.criterion
    most = criterion.max_points
    shared = ways.get(how, "")
    return FormRow(
        number=criterion.label or criterion.code,
        title=criterion.title,
        kind=node.kind,
        depth=node.depth,
        max_points=most,
        most="" if most is None else points(most, lang, decimals=0),
        how=() if shared else how,
        shared=shared,
        evidence=criterion.evidence,
        note=criterion.note,
    )
