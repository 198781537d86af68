"""A table of the season folder: bytes to rows, however the spreadsheet wrote them."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from attrs import field, frozen

from thidua.core.seasons.encodings import Undecodable, decoded, legacy_font
from thidua.core.seasons.kinds import foreign_kind
from thidua.core.seasons.remarks import Remarks, nearest
from thidua.core.units import fold

DELIMITERS = ",;\t"
LONGEST_HEADING = 60
MOST_SUGGESTED = 200
_SEPARATOR_LINE = re.compile(r"sep=(.)", re.IGNORECASE)


@frozen
class Columns:
    """The columns of a table: their names, other words for them, and which may be left out."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()
    aliases: Mapping[str, tuple[str, ...]] = {}
    _words: Mapping[str, str] = field(init=False, eq=False, repr=False)

    @_words.default
    def _by_word(self) -> Mapping[str, str]:
        return {
            _plain(word): name
            for name in reversed(self.names)
            for word in (name, *self.aliases.get(name, ()))
        }

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of all columns."""
        return (*self.required, *self.optional)

    def named(self, heading: str) -> str:
        """Return the column that a heading stands for, "" when none."""
        return self._words.get(_plain(heading), "")


@frozen
class Table:
    """A table that can be read row by row.

    places: column -> its place in a row of cells; an absent optional column is not in it.
    width: how many cells a row must have; cells beyond `full` are one too many.
    """

    file: str
    text: str
    delimiter: str
    heading_row: int
    places: Mapping[str, int]
    width: int
    full: int
    remarks: Remarks

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Give the row number and the cells of each row that has as many as it should.

        Cells are as written, spaces included, and as many as there are headings.
        """
        width, full = self.width, self.full
        for row, cells in self._raw():
            count = len(cells)
            if count != full:
                if _is_empty(cells):
                    continue
                if count > full and _is_empty(cells[full:]):
                    del cells[full:]
                elif width <= count < full:
                    cells.extend([""] * (full - count))
                else:
                    self._wrong_width(row, count)
                    continue
            elif not cells[0] and _is_empty(cells):
                continue
            yield row, cells

    def _raw(self) -> Iterator[tuple[int, list[str]]]:
        reader = csv.reader(io.StringIO(self.text, newline=""), delimiter=self.delimiter,
                            skipinitialspace=True)  # fmt: skip
        start = end = 0
        while True:
            try:
                for cells in reader:
                    start, end = end + 1, reader.line_num
                    if start > self.heading_row:
                        yield start, cells
                break
            except csv.Error:
                self.remarks.unusable(self.file, end + 1, "cell_too_long")
                start, end = end + 1, reader.line_num
        if end > start and self._is_left_open(start):
            self.remarks.unusable(self.file, start, "quote_not_closed")

    def _is_left_open(self, start: int) -> bool:
        """Return whether the last record, which took several lines, lacks its closing quote."""
        lines = islice(io.StringIO(self.text, newline=""), start - 1, None)
        try:
            list(csv.reader(lines, delimiter=self.delimiter, skipinitialspace=True, strict=True))
        except csv.Error as fault:
            return "end of data" in str(fault)
        return False

    def _wrong_width(self, row: int, count: int) -> None:
        code = "too_few_cells" if count < self.width else "too_many_cells"
        self.remarks.error(self.file, row, code, count=count, expected=self.full,
                           delimiter=shown_delimiter(self.delimiter))  # fmt: skip


def _is_empty(cells: list[str]) -> bool:
    return not any(cells) or not "".join(cells).strip()


def read_text(file: str, data: bytes, remarks: Remarks) -> str | None:
    """Return the text of a file of the season folder; None, with a remark, when it has none."""
    kind = foreign_kind(data)
    if kind:
        remarks.unusable(file, 0, "other_kind_of_file", kind=kind)
        return None
    text = decoded(data)
    if isinstance(text, Undecodable):
        code = "legacy_encoding" if text.encoding else "not_utf8"
        remarks.unusable(file, text.row, code, encoding=text.encoding)
        return None
    if "\x00" in text:
        row = text[: text.index("\x00")].count("\n") + 1
        remarks.unusable(file, row, "nul_signs")
        return None
    font = legacy_font(text)
    if font:
        remarks.warn(file, 0, "legacy_font", encoding=font)
    return text


def read_table(file: str, data: bytes, columns: Columns, remarks: Remarks) -> Table | None:
    """Return a table with its columns found; None, with remarks, when it cannot be read."""
    text = read_text(file, data, remarks)
    if text is None:
        return None
    delimiter, row, headings = _heading(text, columns)
    if not headings:
        remarks.unusable(file, 0, "empty_file")
        return None
    places = _places(file, row, headings, columns, remarks)
    missing = [name for name in columns.required if name not in places]
    for name in missing:
        found = [heading for heading in headings if not columns.named(heading)]
        remarks.unusable(file, row, "missing_column", column=name, found=tuple(headings[:20]),
                      suggestion=nearest(name, tuple(found)))  # fmt: skip
    if missing:
        return None
    width = max(places[name] for name in columns.required) + 1
    return Table(file, text, delimiter, row, places, width, len(headings), remarks)


def _heading(text: str, columns: Columns) -> tuple[str, int, list[str]]:
    """Return the delimiter, the row of the headings and the headings."""
    for row, line in enumerate(io.StringIO(text, newline=""), start=1):
        bare = line.strip("\r\n")
        said = _SEPARATOR_LINE.fullmatch(bare.strip())
        if not bare.strip(DELIMITERS + " ") or said:
            continue
        split = {delimiter: _headings(bare, delimiter) for delimiter in DELIMITERS}
        known = {
            delimiter: (len({*map(columns.named, headings)}), len(headings))
            for delimiter, headings in split.items()
        }
        delimiter = max(DELIMITERS, key=lambda mark: known[mark])
        return delimiter, row, split[delimiter]
    return ",", 0, []


def _headings(line: str, delimiter: str) -> list[str]:
    try:
        cells = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    except csv.Error:
        return []
    headings = [" ".join(cell.split()) for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    return headings


def _places(
    file: str, row: int, headings: list[str], columns: Columns, remarks: Remarks
) -> dict[str, int]:
    """Return where each column stands; remarks on headings that are unknown or there twice."""
    places: dict[str, int] = {}
    for place, heading in enumerate(headings):
        name = columns.named(heading)
        if not name:
            free = tuple(name for name in columns.names if name not in places)
            close = nearest(heading, free) if place < MOST_SUGGESTED else ""
            remarks.warn(file, row, "extra_column", column=heading or f"{place + 1}",
                         suggestion=close)  # fmt: skip
        elif name in places:
            remarks.unusable(file, row, "column_twice", column=name, heading=heading)
        else:
            places[name] = place
    return places


def shown_delimiter(delimiter: str) -> str:
    """Return a delimiter as it may be named in a sentence."""
    return "TAB" if delimiter == "\t" else delimiter


def _plain(heading: str) -> str:
    return re.sub(r"[\W_]+", "", fold(heading[:LONGEST_HEADING]))
