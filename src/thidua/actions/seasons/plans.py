"""What importing a season folder changes, told before it is done."""

from fractions import Fraction

from attrs import field, frozen

from thidua.actions.scoring import Edition
from thidua.core.criteria import Finding
from thidua.core.figures import State
from thidua.core.permissions import Refused
from thidua.core.seasons.season import SeasonReading
from thidua.store.staging import Counts

Value = Fraction | State | str | int | tuple[str, ...] | None


@frozen(kw_only=True)
class Example:
    """One thing that an import creates, changes or removes.

    step: "created", "changed" or "removed". unit, criterion, indicator, period: which one, as far
    as they say it. before, after: None where there is none.
    """

    step: str
    unit: str = ""
    criterion: str = ""
    indicator: str = ""
    period: str = ""
    before: Value = None
    after: Value = None


@frozen(kw_only=True)
class Change:
    """What happens to the things of one kind, with a few examples.

    kind: "cluster", "season", "sheet", "units", "figures", "not_assigned", "lead_points", "files"
    or "findings".
    """

    kind: str
    counts: Counts
    examples: tuple[Example, ...] = ()

    @property
    def is_one(self) -> bool:
        """Return whether anything of this kind differs."""
        counts = self.counts
        return bool(counts.created or counts.changed or counts.moved or counts.removed)


@frozen(kw_only=True)
class ImportPlan:
    """What an import changes, or has changed.

    is_new: there is no such cluster year yet. sheet_number: the sheet's version afterwards.
    edition: the result that was computed; None in a plan.
    """

    cluster: str
    cluster_name: str
    year: int
    title: str
    is_new: bool
    sheet_number: int
    changes: tuple[Change, ...]
    findings: tuple[Finding, ...] = field(repr=False)
    edition: Edition | None = None

    @property
    def changes_anything(self) -> bool:
        """Return whether anything differs from what is there."""
        return any(change.is_one for change in self.changes)

    def change(self, kind: str) -> Change:
        """Return what happens to one kind."""
        return next(change for change in self.changes if change.kind == kind)


def unreadable(reading: SeasonReading) -> Refused:
    """Return the refusal of a folder with errors; its facts carry the findings."""
    return Refused(
        "folder_has_errors", {"errors": len(reading.errors), "findings": reading.findings}
    )
