"""What the checker found, file by file."""

from collections.abc import Sequence
from itertools import groupby

from attrs import frozen

from thidua.core.criteria import Finding
from thidua.wording import Language, reason


@frozen
class FindingRow:
    """A finding: its row in the file (0 for the file as a whole), how bad, and the reason."""

    row: int
    is_error: bool
    reason: str


@frozen
class FileFindings:
    """The findings of one file, errors before warnings, each by row."""

    file: str
    rows: tuple[FindingRow, ...]

    @property
    def errors(self) -> int:
        """Return how many of them stop scoring."""
        return sum(row.is_error for row in self.rows)

    @property
    def warnings(self) -> int:
        """Return how many only ask somebody to look."""
        return len(self.rows) - self.errors


def findings_by_file(findings: Sequence[Finding], lang: Language) -> tuple[FileFindings, ...]:
    """Return findings grouped by file; files with errors come first."""
    ordered = sorted(findings, key=lambda found: (found.file, not found.is_error, found.row))
    files = tuple(
        FileFindings(file, tuple(_row(found, lang) for found in group))
        for file, group in groupby(ordered, key=lambda found: found.file)
    )
    return tuple(sorted(files, key=lambda file: not file.errors))


def _row(found: Finding, lang: Language) -> FindingRow:
    return FindingRow(found.row, found.is_error, reason(found, lang))
