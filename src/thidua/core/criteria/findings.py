"""What a checker has to say about a file: where, how bad, and the reason as code and facts."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from attrs import field, frozen


class Severity(StrEnum):
    """An error stops scoring; a warning asks somebody to look."""

    ERROR = "error"
    WARNING = "warning"


@frozen
class Finding:
    """One finding; the sentence is made at the door (thidua.wording) from code and facts.

    file: the file's name within the season folder, such as "figures.csv".
    row: the line in that file, from 1; 0 where the file as a whole is meant.
    code: the reason, such as "not_a_number"; every code has a sentence in thidua.wording.
    facts: what the sentence needs (field, value, criterion, unit, limits …), plain values.
    """

    severity: Severity
    file: str
    row: int
    code: str
    facts: Mapping[str, Any] = field(factory=dict)

    @property
    def is_error(self) -> bool:
        """Return whether it stops scoring."""
        return self.severity is Severity.ERROR


def error(file: str, row: int, code: str, **facts: Any) -> Finding:
    """Return a finding that stops scoring."""
    return Finding(Severity.ERROR, file, row, code, facts)


def warning(file: str, row: int, code: str, **facts: Any) -> Finding:
    """Return a finding that only asks somebody to look."""
    return Finding(Severity.WARNING, file, row, code, facts)
