"""The answer of a rule that is asked "may I?", and how a refusal travels to the door."""

from collections.abc import Mapping
from typing import Any, Final

from attrs import field, frozen


class Refused(Exception):
    """The rules say no; the sentence is made at the door from `code` and `facts`."""

    def __init__(self, code: str, facts: Mapping[str, Any] | None = None) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Mapping[str, Any] = facts or {}


class DoesNotExist(Exception):
    """There is no such thing for this reader; a hidden thing and an absent one look the same."""


@frozen
class Verdict:
    """Whether something may be done; when not, the reason as a code with facts.

    >>> bool(refuse("not_secretariat", cluster="cum-2"))
    False
    """

    code: str = ""
    facts: Mapping[str, Any] = field(factory=dict)

    def __bool__(self) -> bool:
        return not self.code

    def enforce(self) -> None:
        """Raise Refused with the reason unless it may be done."""
        if self.code:
            raise Refused(self.code, self.facts)


ALLOWED: Final = Verdict()


def refuse(code: str, **facts: Any) -> Verdict:
    """Return a verdict that says no."""
    return Verdict(code, facts)
