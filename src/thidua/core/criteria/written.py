"""A value as it stands in a sheet's file: what it is, where it stands, and how it is refused."""

from collections.abc import Collection
from difflib import get_close_matches
from enum import Enum
from typing import Final

from attrs import evolve, field, frozen

from thidua.core.criteria.findings import Finding, Severity
from thidua.core.criteria.positions import Lines, Path

MOST_SHOWN = 60
MOST_SUGGESTIONS = 200
MOST_WORDS = 500
ANY_LEAP_YEAR = 2024


class Unread(Enum):
    """What a reader gives for a value that it had to refuse; the finding says why."""

    UNREAD = 0


UNREAD: Final = Unread.UNREAD


@frozen(eq=False)
class Page:
    """The file that is being read, and what was found wrong in it so far.

    year: the sheet's year, in which a day without a year falls; 0 where it could not be read.
    """

    file: str
    lines: Lines
    year: int = 0
    findings: list[Finding] = field(factory=list)

    def note(self, severity: Severity, path: Path, code: str, **facts: object) -> None:
        """Add a finding at the line of a path."""
        self.findings.append(Finding(severity, self.file, self.lines.of(path), code, facts))

    def nearest(self, word: str, words: Collection[str]) -> str:
        """Return the word that was probably meant; "" for none, or where looking would be long."""
        if len(self.findings) > MOST_SUGGESTIONS or len(words) > MOST_WORDS:
            return ""
        return (get_close_matches(word[:MOST_SHOWN], words, 1) or [""])[0]


@frozen(eq=False)
class Written:
    """A value of the file and its place.

    criterion: code of the criterion that it belongs to; "" in the rest of the sheet.
    """

    value: object
    path: Path
    page: Page
    criterion: str = ""

    @property
    def key(self) -> str:
        """Return the key it stands under, as people know it."""
        names = [part for part in self.path if isinstance(part, str)]
        return names[-1] if names else ""

    def at(self, part: str | int, value: object) -> "Written":
        """Return what stands in it under a key or a number."""
        return evolve(self, value=value, path=(*self.path, part))

    def refuse(self, code: str, **facts: object) -> Unread:
        """Report it as an error and return that there is no value."""
        about = {"key": self.key, "value": shown(self.value), "criterion": self.criterion}
        self.page.note(Severity.ERROR, self.path, code, **(about | facts))
        return UNREAD


def shown(value: object) -> str:
    """Return a value of the file, short enough for a sentence."""
    if isinstance(value, dict):
        return "{…}"
    if isinstance(value, list):
        return "[…]"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > 4 * MOST_SHOWN:
        return "…"
    text = " ".join(str(value).split())
    return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"
