"""Tables as an Excel workbook: formatted, the head frozen, ready to be printed on A4."""

import datetime as dt
import io
import re
from collections.abc import Iterable
from enum import IntEnum
from typing import Any, Final

import xlsxwriter
from attrs import field, frozen

FONT: Final = "Times New Roman"
LONGEST_NAME: Final = 31  # signs that Excel allows on a tab
DEEPEST: Final = 7  # outline levels that Excel knows
A4: Final = 9
NOT_IN_NAMES: Final = re.compile(r"[\[\]:*?/\\']")
SHADES: Final = ("", "", "#F6F4EE", "#E9E5DA", "")


@frozen
class Points:
    """Points in hundredths; Excel gets a number with two decimals."""

    hundredths: int


@frozen
class Percent:
    """A share in hundredths of a percent; Excel gets a percentage with two decimals."""

    hundredths: int


Cell = str | int | Points | Percent | None


class Weight(IntEnum):
    """How much a line stands out."""

    PLAIN = 0
    GROUP = 1
    SECTION = 2
    PART = 3
    TOTAL = 4


@frozen
class Head:
    """A column: its title, its width in signs, and whether long text in it is wrapped."""

    title: str
    width: float = 11
    wraps: bool = False


@frozen
class Line:
    """A row; level indents its text and folds it, 0 is the top."""

    cells: tuple[Cell, ...]
    level: int = 0
    weight: Weight = Weight.PLAIN


@frozen
class Table:
    """A sheet of the workbook.

    name: on its tab. notes: lines under the title. text_column: the column that level indents.
    frozen_columns: columns that stay when one scrolls aside.
    """

    name: str
    title: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    text_column: int = 0
    frozen_columns: int = 0
    landscape: bool = False


def workbook(*tables: Table, made_at: dt.datetime) -> bytes:
    """Return the tables as one .xlsx file; the same tables and moment give the same bytes.

    Text is written as text, so that no cell becomes a formula.
    """
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "default_date_format": "dd/mm/yyyy"})
    book.set_properties({"title": tables[0].title, "created": made_at.replace(tzinfo=None)})
    formats = _Formats(book)
    for name, table in zip(_names(table.name for table in tables), tables, strict=True):
        _write(book.add_worksheet(name), table, formats)
    book.close()
    return file.getvalue()


def _names(names: Iterable[str]) -> list[str]:
    """Return names that Excel accepts, each once."""
    taken: list[str] = []
    for name in names:
        clean = NOT_IN_NAMES.sub(" ", name).strip()[:LONGEST_NAME] or "1"
        number = 1
        wanted = clean
        while wanted.casefold() in {other.casefold() for other in taken}:
            number += 1
            wanted = f"{clean[: LONGEST_NAME - 4]} {number}"
        taken.append(wanted)
    return taken


@frozen
class _Formats:
    """The formats of a workbook, each made once."""

    book: Any
    made: dict[tuple[tuple[str, Any], ...], Any] = field(factory=dict)

    def of(self, **properties: Any) -> Any:
        """Return the format with these properties."""
        key = tuple(sorted(properties.items()))
        if key not in self.made:
            self.made[key] = self.book.add_format(
                {"font_name": FONT, "font_size": 11, "valign": "vcenter"} | properties
            )
        return self.made[key]

    def line(self, weight: Weight, *, kind: str, indent: int = 0, wraps: bool = False) -> Any:
        """Return the format of a cell in a line; kind is text, number, points or percent."""
        properties: dict[str, Any] = {"border": 4, "border_color": "#B9B9B2"}
        if weight:
            properties["bold"] = True
        if SHADES[weight]:
            properties["bg_color"] = SHADES[weight]
        if weight is Weight.TOTAL:
            properties |= {"top": 1, "bottom": 6}
        properties |= _KINDS[kind]
        if kind == "text":
            properties |= {"indent": indent, "text_wrap": wraps}
        return self.of(**properties)


_KINDS: Final[dict[str, dict[str, Any]]] = {
    "text": {},
    "sign": {"align": "right"},
    "number": {"num_format": "#,##0"},
    "points": {"num_format": "#,##0.00"},
    "percent": {"num_format": "0.00%"},
}


def _write(sheet: Any, table: Table, formats: _Formats) -> None:
    top = _write_title(sheet, table, formats)
    head = formats.of(bold=True, border=1, text_wrap=True, align="center", bg_color="#E9E5DA")
    for column, title in enumerate(table.heads):
        sheet.set_column(column, column, title.width)
        sheet.write_string(top, column, title.title, head)
    for row, line in enumerate(table.lines, start=top + 1):
        if line.level:
            sheet.set_row(row, None, None, {"level": min(line.level, DEEPEST)})
        _write_line(sheet, row, line, table, formats)
    _set_paper(sheet, table, top)


def _write_title(sheet: Any, table: Table, formats: _Formats) -> int:
    """Write title and notes; return the row of the table's head."""
    sheet.write_string(0, 0, table.title, formats.of(bold=True, font_size=14))
    for row, note in enumerate(table.notes, start=1):
        sheet.write_string(row, 0, note, formats.of(italic=True))
    return len(table.notes) + 2


def _write_line(sheet: Any, row: int, line: Line, table: Table, formats: _Formats) -> None:
    points = formats.line(line.weight, kind="points")
    for column, cell in enumerate(line.cells):
        if isinstance(cell, Points):
            sheet.write_number(row, column, cell.hundredths / 100, points)
        elif isinstance(cell, Percent):
            percent = formats.line(line.weight, kind="percent")
            sheet.write_number(row, column, cell.hundredths / 10_000, percent)
        elif isinstance(cell, int):
            sheet.write_number(row, column, cell, formats.line(line.weight, kind="number"))
        else:
            said = _text_format(line, column, table, formats)
            sheet.write_string(row, column, cell or "", said)


def _text_format(line: Line, column: int, table: Table, formats: _Formats) -> Any:
    if column > table.text_column and not table.heads[column].wraps:
        return formats.line(line.weight, kind="sign")
    indent = line.level if column == table.text_column else 0
    return formats.line(line.weight, kind="text", indent=indent, wraps=table.heads[column].wraps)


def _set_paper(sheet: Any, table: Table, top: int) -> None:
    sheet.set_paper(A4)
    if table.landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.8, right=0.6, top=0.8, bottom=0.8)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(top)
    sheet.set_footer("&R&P/&N")
    sheet.outline_settings(symbols_below=False)
    sheet.freeze_panes(top + 1, table.frozen_columns)
