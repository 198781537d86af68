"""Reads pages as people do: what stands in the cells of a table, row by row."""

import io
from html.parser import HTMLParser

from python_calamine import CalamineWorkbook


class _Tables(HTMLParser):
    def __init__(self):
        super().__init__()
        self.rows, self.inside, self.unseen = [], False, 0

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
            self.inside = True
        if tag == "span" and (self.unseen or ("class", "sr") in attrs):
            self.unseen += 1

    def handle_endtag(self, tag):
        if tag in {"td", "th", "tr", "table"}:
            self.inside = False
        if tag == "span" and self.unseen:
            self.unseen -= 1

    def handle_data(self, data):
        if self.inside and not self.unseen and self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


def rows_of(html):
    """Return the cells of every row of every table, without what only screen readers get."""
    reader = _Tables()
    reader.feed(html)
    return [[" ".join(cell.split()) for cell in row] for row in reader.rows]


def row_of(html, title):
    """Return the first row in which some cell begins with this title."""
    return next(row for row in rows_of(html) if any(cell.startswith(title) for cell in row))


def words_of(html):
    """Return the page's text in one line."""
    reader = _Words()
    reader.feed(html)
    return " ".join("".join(reader.words).split())


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.words = []

    def handle_data(self, data):
        self.words.append(data)


def sheets_of(content):
    """Return the rows of each sheet of an Excel file, without the empty ones."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    sheets = (book.get_sheet_by_index(at).to_python() for at in range(len(book.sheet_names)))
    return [[row for row in sheet if any(cell != "" for cell in row)] for sheet in sheets]
