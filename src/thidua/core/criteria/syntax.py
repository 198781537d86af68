"""A sheet's text as a TOML tree: slips of the pen named in their own words, the rest read on.

Some slips leave no doubt about what was meant (7,5 without quotes, a date that does not exist,
quotes as a word processor sets them). They are reported, put right in memory only, and the rest
of the sheet is still read, so that every fault is found in one go.
"""

import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Mapping
from typing import Any

from attrs import field, frozen

from thidua.core.criteria.findings import Finding, error
from thidua.core.criteria.positions import Lines, lines_of

MOST_CHARACTERS = 1_000_000
MOST_REPAIRS = 50
MOST_DOTS = 50
MOST_SHOWN = 80

_AT_LINE = re.compile(r"\(at line (\d+), column \d+\)$")
_DAY = re.compile(r"(=\s*)(\d{4}-\d{2}-\d{2}[^,\]}#\n]*)")
_DECIMAL_COMMA = re.compile(r"(=\s*)([+-]?\d{1,9},\d{1,6})(?=\s*(?:[#},\]]|$))")
_SET_QUOTES = re.compile("[\u201c\u201d\u201e]")
_SET_VALUE = re.compile('=\\s*[\u201c\u201d\u201e][^"]*$')
_ONE_LINE = re.compile(r"\s*[\w.\"'-]+\s*=.*")
_DOTTED = re.compile(r"[\w\"'-][ \t]*\.(?=[ \t]*[\w\"'-])")
_SPACES = re.compile(r"[\u00a0\u2000-\u200a\u202f\u3000]")
_SAID = re.compile(r"\"[^\"]*\"|'[^']*'|#.*")
_MARKED_KEY = re.compile(r"\s*(?=[^\"'=]*[^\x00-\x7f])[\w.-]+\s*=")
_LONG_NUMBER = re.compile(r"\d{4000}")

_CODES = (
    ("Invalid value", "toml_value"),
    ("Unterminated string", "toml_quote"),
    (r"Illegal character '\n'", "toml_quote"),
    ("Illegal character", "toml_character"),
    ("Found invalid character", "toml_character"),
    ("Unclosed", "toml_unclosed"),
    ("Expected '='", "toml_equals"),
    ("Expected newline", "toml_after_value"),
    ("Expected ']", "toml_header"),
    ("Cannot", "toml_twice"),
    ("Duplicate", "toml_twice"),
    ("Unescaped", "toml_escape"),
    ("Invalid hex", "toml_escape"),
    ("Escaped character", "toml_escape"),
    ("Invalid date", "toml_date"),
)


NO_LINES = Lines({})


class FloatText(str):
    """A TOML float as it is written, so that 0.1 is exactly one tenth."""

    __slots__ = ()


@frozen
class Parsed:
    """A text as a tree; tree is None where its faults leave none."""

    tree: Mapping[str, Any] | None
    lines: Lines = NO_LINES
    findings: tuple[Finding, ...] = field(factory=tuple)


def parse(text: str, *, file: str) -> Parsed:
    """Return a TOML text as a tree with NFC text, its lines, and what is wrong in its writing."""
    text = unicodedata.normalize("NFC", text.removeprefix("\ufeff"))
    if len(text) > MOST_CHARACTERS:
        return Parsed(None, findings=(error(file, 0, "toml_too_long", most=MOST_CHARACTERS),))
    too_deep = _dotted_without_end(text)
    if too_deep:
        return Parsed(None, findings=(error(file, too_deep, "toml_too_deep"),))
    findings: list[Finding] = []
    for _ in range(MOST_REPAIRS):
        tree, fault = _loaded(text)
        if fault is None:
            return Parsed(tree, lines_of(text), tuple(findings))
        repaired = _repaired(text, fault, file=file, findings=findings)
        if repaired is None:
            break
        text = repaired
    return Parsed(None, findings=tuple(findings))


def _dotted_without_end(text: str) -> int:
    """Return the line of a key of very many parts, on which tomllib spends memory; 0 for none."""
    for row, line in enumerate(text.split("\n"), start=1):
        *parts, rest = line.split("=")
        keys = [re.split("[{,]", part)[-1] for part in parts]
        heading = [rest] if not parts and line.lstrip().startswith("[") else []
        if any(len(_DOTTED.findall(key)) > MOST_DOTS for key in (*keys, *heading)):
            return row
    return 0


def _loaded(text: str) -> tuple[Mapping[str, Any] | None, Exception | None]:
    try:
        return tomllib.loads(text, parse_float=FloatText), None
    except (ValueError, RecursionError) as fault:
        return None, fault


def _repaired(text: str, fault: Exception, *, file: str, findings: list[Finding]) -> str | None:
    """Note what is wrong; return the text with it put right, or None where nobody can tell."""
    if not isinstance(fault, tomllib.TOMLDecodeError):
        findings.append(_too_much(text, fault, file=file))
        return None
    lines = text.split("\n")
    row = _row(fault, lines)
    code, line = _slip(fault, lines[row - 1])
    if code:
        findings.append(error(file, row, code, text=lines[row - 1].strip()[:MOST_SHOWN]))
    if line is None or line == lines[row - 1]:
        return None
    lines[row - 1] = line
    return "\n".join(lines)


def _too_much(text: str, fault: Exception, *, file: str) -> Finding:
    """Return the finding for what no machine should be made to hold."""
    if isinstance(fault, RecursionError):
        return error(file, 0, "toml_too_deep")
    number = _LONG_NUMBER.search(text)
    row = text.count("\n", 0, number.start()) + 1 if number else 0
    return error(file, row, "toml_number_too_long")


def _row(fault: tomllib.TOMLDecodeError, lines: list[str]) -> int:
    place = _AT_LINE.search(str(fault))
    return int(place[1]) if place else len(lines)


def _slip(fault: tomllib.TOMLDecodeError, line: str) -> tuple[str, str | None]:
    """Return the reason's code, and the line put right where it is plain what was meant.

    A day that does not exist becomes text and is reported where the day is read.
    """
    message = str(fault)
    if _has_no_such_day(line):
        return "", _quoted(_DAY, line)
    if _SPACES.search(_SAID.sub("", line)):
        return "toml_space", _SPACES.sub(" ", line)
    if _MARKED_KEY.match(line) and not message.startswith(("Invalid value", "Unterminated")):
        return "toml_key", None
    if _DECIMAL_COMMA.search(line):
        return "toml_decimal_comma", _quoted(_DECIMAL_COMMA, line)
    if _SET_VALUE.search(line):
        return "toml_set_quotes", _SET_QUOTES.sub('"', line)
    if message.startswith("Cannot overwrite") and _ONE_LINE.fullmatch(line):
        return "toml_twice", "#"
    codes = (code for start, code in _CODES if message.startswith(start))
    return next(codes, "toml_statement"), None


def _has_no_such_day(line: str) -> bool:
    for match in _DAY.finditer(line):
        try:
            dt.date.fromisoformat(match[2][:10])
        except ValueError:
            return True
    return False


def _quoted(pattern: re.Pattern[str], line: str) -> str:
    return pattern.sub(lambda match: f'{match[1]}"{match[2].strip()}"', line)
