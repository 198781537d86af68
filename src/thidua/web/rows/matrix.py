"""The score matrix, units by criteria, as text made by joining: 14,000 cells and no template each.

Everything that people wrote is escaped here; everything else is a number, a sign or ours.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt
from attrs import field, frozen
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from thidua.core.scoring import Filled, Scorecard
from thidua.web.rows.cells import Texts, point_texts, texts
from thidua.web.rows.tree import Fold, Node, folds, name
from thidua.wording import Language, points

Cell = tuple[str, str]  # criterion, unit
NO_MAXIMUM = "·"
TINTS = ("", "q2", "q1", "q0")  # full, at least half of the maximum, something, nothing
CHEVRON = '<svg class="chev" viewBox="0 0 10 10" aria-hidden="true"><path d="M3 1l4 4-4 4"/></svg>'


@frozen
class MatrixUnit:
    """A column: its place in the scorecard, its names, and where its sheet is."""

    index: int
    code: str
    name: str
    short_name: str
    address: str


@frozen
class MatrixMarks:
    """What a cell shows beside its points: cells left out as wrong, points of the lead."""

    wrong: Mapping[Cell, str] = field(factory=dict)
    lead_points: Mapping[Cell, int] = field(factory=dict)


@frozen
class _Matrix:
    card: Scorecard
    lang: Language
    why: Callable[[str], str]
    rows: Mapping[str, int]
    cells: Texts  # (nodes, chosen units), each a whole <td>


def matrix_body(
    card: Scorecard,
    units: Sequence[MatrixUnit],
    *,
    lang: Language,
    why: Callable[[str], str],
    tinted: bool = False,
    marks: MatrixMarks = MatrixMarks(),
) -> SafeString:
    """Return the body of the matrix: a tbody for each fold of the sheet.

    why: makes the address behind a row's title from the criterion's code.
    """
    rows = {code: row for row, code in enumerate(card.nodes)}
    cells = _cells(card, [unit.index for unit in units], lang, tinted=tinted)
    for (criterion, unit), text in _marked(card, units, marks, lang):
        cells[rows[criterion], unit] = text
    matrix = _Matrix(card, lang, why, rows, cells)
    return _safe("".join(_fold(matrix, fold) for fold in folds(card.sheet)))


def _safe(html: str) -> SafeString:
    return mark_safe(html)  # noqa: S308 - made in this module, where all text is escaped


def _cells(card: Scorecard, units: Sequence[int], lang: Language, *, tinted: bool) -> Texts:
    provisional = card.provisional[:, units].astype(np.intp)
    tint = _tints(card, units) if tinted else np.zeros_like(provisional)
    openings = np.array([_opening(t, p) for p in ("", "t") for t in TINTS], dtype=object)
    opened: Texts = openings[tint + len(TINTS) * provisional]
    cells: Texts = opened + point_texts(card, units, lang)
    return cells


def _opening(tint: str, provisional: str) -> str:
    css = " ".join(filter(None, (tint, provisional)))
    if not css:
        return "<td>"
    return f'<td class="{css}">' if " " in css else f"<td class={css}>"


def _tints(card: Scorecard, units: Sequence[int]) -> npt.NDArray[np.intp]:
    """Return which of TINTS each cell has; only cells with points fall short of something."""
    earned, most = card.points[:, units], card.max_points[:, units]
    counted = (card.filled[:, units] <= Filled.PARTIAL) & (most > 0) & (earned < most)
    steps = np.select([2 * earned >= most, earned > 0], [1, 2], default=3)
    return np.where(counted, steps, 0).astype(np.intp)


def _marked(
    card: Scorecard, units: Sequence[MatrixUnit], marks: MatrixMarks, lang: Language
) -> Iterable[tuple[tuple[str, int], str]]:
    """Yield the cells that are an exception, by criterion and position of the unit."""
    at = {unit.code: position for position, unit in enumerate(units)}
    index = {unit.code: unit.index for unit in units}
    rows = {code: row for row, code in enumerate(card.nodes)}
    for (criterion, unit), theirs in marks.lead_points.items():
        if unit in at and criterion in rows:
            own = int(card.points[rows[criterion], index[unit]])
            if own != theirs:
                yield (criterion, at[unit]), _lead_cell(points(own, lang), points(theirs, lang))
    for (criterion, unit), value in marks.wrong.items():
        if unit in at and criterion in rows:
            yield (criterion, at[unit]), _wrong_cell(value)


def _lead_cell(own: str, theirs: str) -> str:
    said = escape(_("Cụm trưởng chấm %(points)s") % {"points": theirs})
    return f'<td class=chg><abbr title="{said}">{own} △</abbr>'


def _wrong_cell(value: str) -> str:
    said = escape(_("Sai quy định, không được cộng"))
    return f'<td class=bad><abbr title="{said}">{escape(value)} !</abbr>'


def _fold(matrix: _Matrix, fold: Fold) -> str:
    head = _row(matrix, fold.head, folding=bool(fold.rows))
    return "<tbody>" + head + "".join(_row(matrix, node) for node in fold.rows) + "</tbody>\n"


def _row(matrix: _Matrix, node: Node, *, folding: bool | None = None) -> str:
    """Return one row; folding is None for a row inside a fold, else whether it has something."""
    code, most = node.criterion.code, node.criterion.max_points
    words = "" if most is None else points(most, matrix.lang, decimals=0)
    kind = f" data-k={node.kind}" if node.kind else ""
    opening = f"<tr{kind} class=hd>" if folding is not None else f"<tr{kind}>"
    title = _title(matrix, node, words, folding=bool(folding))
    row = "".join(matrix.cells[matrix.rows[code]].tolist())
    css = f'"l{node.indent} f"' if folding else f"l{node.indent}"
    return f"{opening}<th scope=row class={css}>{title}<td class=max>{words or NO_MAXIMUM}{row}\n"


def _title(matrix: _Matrix, node: Node, most: str, *, folding: bool) -> str:
    criterion = node.criterion
    label = f"<span class=lb>{escape(criterion.label or criterion.code)}</span>"
    mx = f" <small class=mx>/ {most}</small>" if most else ""
    address = escape(matrix.why(criterion.code))
    if not folding:
        return f'{label}<a href="{address}">{escape(criterion.title)}</a>{mx}'
    said = escape(_("Mở hoặc thu mục %(name)s") % {"name": name(criterion)})
    why, whose = _("vì sao"), escape(name(criterion))
    fold = f'<label class=fold><input type=checkbox autocomplete=off aria-label="{said}">{CHEVRON}'
    words = f"<span>{label}{escape(criterion.title)}{mx}</span></label>"
    return f'{fold}{words} <a class=wy href="{address}">{why}<span class=sr> {whose}</span></a>'


def matrix_foot(
    card: Scorecard,
    units: Sequence[MatrixUnit],
    *,
    lang: Language,
    places: Mapping[str, int | None],
    why: Callable[[str], str],
) -> SafeString:
    """Return the total, what applies to each unit where that differs, and the places."""
    chosen = [unit.index for unit in units]
    total = _cells(card, chosen, lang, tinted=False)[-1]
    most = card.max_points[-1]
    alike = len(set(most.tolist())) == 1
    said = (
        points(int(most[0]), lang, decimals=0) if alike and not card.unlimited[-1] else NO_MAXIMUM
    )
    rows = [_foot_row("total", _link(why("TOTAL"), _("Tổng điểm")), said, total.tolist())]
    if not alike:
        cells = texts(most[chosen], lang).tolist()
        rows.append(_foot_row("", _("Tối đa áp dụng"), "", [f"<td class=max>{c}" for c in cells]))
    shown = [places.get(unit.code) for unit in units]
    rows.append(_foot_row("", _("Hạng"), "", [f"<td><b>{place or '–'}</b>" for place in shown]))
    return _safe("".join(rows))


def _link(address: str, words: str) -> str:
    return f'<a href="{escape(address)}">{escape(words)}</a>'


def _foot_row(css: str, title: str, most: str, cells: Sequence[str]) -> str:
    kind = f" class={css}" if css else ""
    return f"<tr{kind}><th scope=row>{title}<td class=max>{most}{''.join(cells)}\n"


def matrix_head(units: Sequence[MatrixUnit]) -> SafeString:
    """Return the heads of the units' columns; each leads to the unit's sheet."""
    return _safe(
        "".join(
            f'<th scope=col class=n><a href="{escape(unit.address)}" title="{escape(unit.name)}">'
            f"{escape(unit.short_name or unit.name)}</a>"
            for unit in units
        )
    )
