"""The criteria sheet as a form: a row a criterion, as it is printed."""

from attrs import frozen

from thidua.core.criteria import Sheet
from thidua.web.rows.tree import Node, walk
from thidua.wording import Language, points
from thidua.wording.rules import rule_in_words
from thidua.wording.sheets import grades_in_words, overrides_in_words, ranking_in_words


@frozen
class FormRow:
    """A line: its number, what it asks for, what it earns and how.

    kind: p, s, g for sections by depth, "" for a line that is scored.
    how: sentences and rows of a small table, in order.
    """

    number: str
    title: str
    kind: str
    depth: int
    max_points: int | None
    most: str
    how: tuple[str, ...]
    evidence: str
    note: str


@frozen
class Form:
    """The sheet's rows, its declared total by type of unit, and what stands below the table."""

    rows: tuple[FormRow, ...]
    totals: tuple[tuple[str, str], ...]
    ranking: tuple[str, ...]
    grades: tuple[tuple[str, str], ...]
    overrides: tuple[str, ...]
    leaves: int


def form(sheet: Sheet, lang: Language) -> Form:
    """Return a sheet as it is printed."""
    return Form(
        rows=tuple(_row(node, sheet, lang) for node in walk(sheet)),
        totals=tuple(
            (sheet.unit_types.get(kind, kind), points(total, lang, decimals=0))
            for kind, total in sheet.total_points.items()
        ),
        ranking=ranking_in_words(sheet, lang),
        grades=grades_in_words(sheet, lang),
        overrides=overrides_in_words(sheet, lang),
        leaves=len(sheet.leaves),
    )


def _row(node: Node, sheet: Sheet, lang: Language) -> FormRow:
    criterion = node.criterion
    most = criterion.max_points
    return FormRow(
        number=criterion.label or criterion.code,
        title=criterion.title,
        kind=node.kind,
        depth=node.depth,
        max_points=most,
        most="" if most is None else points(most, lang, decimals=0),
        how=rule_in_words(criterion, sheet, lang),
        evidence=criterion.evidence,
        note=criterion.note,
    )
