"""What a file is, by its first bytes: a text file may be an Excel workbook in disguise."""

_STARTS = (
    (b"%PDF", "PDF"),
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Excel 97 (.xls) / Word 97 (.doc)"),
    (b"{\\rtf", "RTF"),
    (b"\x1f\x8b", "GZIP"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"Rar!", "RAR"),
    (b"SQLite format 3", "SQLite"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90", "EXE"),
)
_IN_ZIP = (
    (b"xl/", "Excel (.xlsx)"),
    (b"word/", "Word (.docx)"),
    (b"ppt/", "PowerPoint (.pptx)"),
    (b"opendocument.spreadsheet", "OpenDocument (.ods)"),
    (b"opendocument.text", "OpenDocument (.odt)"),
)
_MARKUP = (
    (b"<!doctype html", "HTML"),
    (b"<html", "HTML"),
    (b"<?xml", "XML"),
    (b"<table", "HTML"),
)


def foreign_kind(data: bytes) -> str:
    """Return what kind of file the bytes are when they are no table and no TOML; "" for text."""
    if data.startswith(b"PK\x03\x04"):
        return next((kind for part, kind in _IN_ZIP if part in data), "ZIP")
    for start, kind in _STARTS:
        if data.startswith(start):
            return kind
    head = data[:1_000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((kind for start, kind in _MARKUP if head.startswith(start)), "")
