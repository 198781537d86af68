"""Collecting findings: in the order of the files, and no more than a hundred alike."""

from collections import Counter
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from attrs import field, frozen

from thidua.core.criteria import Finding, Severity
from thidua.core.figures.numbers import SPACES
from thidua.core.units import fold

ALIKE = 100
LONGEST = 60
MOST_COMPARED = 1_000
_SIMILAR = 0.7


@frozen
class Remarks:
    """Findings as they are made; those alike beyond a hundred in a file are only counted."""

    _kept: list[Finding] = field(factory=list)
    _counts: Counter[tuple[str, str, Severity]] = field(factory=Counter)
    unusable_files: set[str] = field(factory=set)

    def error(self, file: str, row: int, code: str, **facts: Any) -> None:
        """Note something that stops scoring."""
        self._note(Finding(Severity.ERROR, file, row, code, _clean(facts)))

    def unusable(self, file: str, row: int, code: str, **facts: Any) -> None:
        """Note an error that cannot be helped by leaving rows out: the file is not known whole."""
        self.unusable_files.add(file)
        self.error(file, row, code, **facts)

    def warn(self, file: str, row: int, code: str, **facts: Any) -> None:
        """Note something that somebody should look at."""
        self._note(Finding(Severity.WARNING, file, row, code, _clean(facts)))

    def has_room(self, file: str, code: str, severity: Severity = Severity.ERROR) -> bool:
        """Return whether one more of these is still listed."""
        return self._counts[file, code, severity] < ALIKE

    def count(self, file: str, code: str, *, more: int, severity: Severity) -> None:
        """Count findings that are not listed any more."""
        self._counts[file, code, severity] += more

    def extend(self, findings: Iterable[Finding]) -> None:
        """Take over findings that another reader made."""
        for finding in findings:
            self._note(finding)

    def errors_in(self, *files: str) -> bool:
        """Return whether any of these files has an error."""
        return any(
            found and severity is Severity.ERROR and file in files
            for (file, _code, severity), found in self._counts.items()
        )

    def in_order(self, files: Iterable[str]) -> tuple[Finding, ...]:
        """Return the findings file by file and row by row, then what was only counted."""
        rank = {file: place for place, file in enumerate(files)}
        listed = sorted(self._kept, key=lambda f: (rank.get(f.file, len(rank)), f.row))
        return (*listed, *self._only_counted())

    def _note(self, finding: Finding) -> None:
        if self.has_room(finding.file, finding.code, finding.severity):
            self._kept.append(finding)
        self._counts[finding.file, finding.code, finding.severity] += 1

    def _only_counted(self) -> Iterable[Finding]:
        for (file, code, severity), found in self._counts.items():
            if found > ALIKE:
                facts = {"more": found - ALIKE, "alike": code}
                yield Finding(severity, file, 0, "more_alike", facts)


def nearest(text: str, known: tuple[str, ...]) -> str:
    """Return the known word that a text most resembles, "" when none does."""
    names = _folded(known)
    folded = fold(text[:LONGEST])
    if folded in names:
        return names[folded]
    if len(names) > MOST_COMPARED:
        return ""
    close = get_close_matches(folded, names, n=1, cutoff=_SIMILAR)
    return names[close[0]] if close else ""


@lru_cache(maxsize=64)
def _folded(known: tuple[str, ...]) -> dict[str, str]:
    return {fold(name): name for name in known}


def _clean(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: legible(fact) if isinstance(fact, str) else fact for name, fact in facts.items()}


def legible(text: str) -> str:
    """Return what a cell holds as it may be shown: one short line of printable signs."""
    short = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
    return short if short.isprintable() else "".join(map(_legible_sign, short))


def _legible_sign(sign: str) -> str:
    if sign.isprintable():
        return sign
    return " " if sign in SPACES else "\u00b7"
