"""A sheet with the places of its parts in the file: what the checks look at and report on."""

from collections.abc import Iterator, Mapping

from attrs import field, frozen

from thidua.core.criteria.findings import Finding, Severity
from thidua.core.criteria.positions import Lines, Path
from thidua.core.criteria.sheet import Criterion, Sheet
from thidua.core.criteria.syntax import NO_LINES

EVERY_TYPE = ("",)


@frozen(eq=False)
class Draft:
    """A sheet as it was read, complete or not.

    lines, paths: where everything stands, and each criterion's place in the file; empty for a
        sheet without a file, whose findings then carry the criterion's own line.
    unsure: codes of criteria whose points cannot be told; nothing more is said about those.
    unread: keys of the head that could not be read.
    """

    sheet: Sheet
    file: str = "sheet.toml"
    lines: Lines = NO_LINES
    paths: Mapping[str, Path] = field(factory=dict)
    unsure: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()

    @property
    def unit_types(self) -> tuple[str, ...]:
        """Return the types of unit that a sum has to be right for."""
        return tuple(self.sheet.unit_types) or EVERY_TYPE

    def named(self, unit_type: str) -> str:
        """Return what people call a type of unit."""
        return self.sheet.unit_types.get(unit_type, unit_type)

    def says(self, criterion: Criterion, key: str) -> bool:
        """Return whether the file gives a criterion this key."""
        return (*self.paths.get(criterion.code, ()), key) in self.lines.by_path

    def error(self, criterion: Criterion, code: str, *at: str | int, **facts: object) -> Finding:
        """Return an error about a criterion, at the line of one of its keys."""
        return self._finding(Severity.ERROR, criterion, code, at, facts)

    def warning(self, criterion: Criterion, code: str, *at: str | int, **facts: object) -> Finding:
        """Return a warning about a criterion, at the line of one of its keys."""
        return self._finding(Severity.WARNING, criterion, code, at, facts)

    def _finding(
        self,
        severity: Severity,
        criterion: Criterion,
        code: str,
        at: Path,
        facts: dict[str, object],
    ) -> Finding:
        path = self.paths.get(criterion.code, ())
        row = self.lines.of((*path, *at)) if path else criterion.line
        about = {"criterion": criterion.code, "title": criterion.title}
        return Finding(severity, self.file, row, code, about | facts)

    def head_error(self, code: str, *at: str | int, **facts: object) -> Finding:
        """Return an error about what stands outside the tree."""
        return Finding(Severity.ERROR, self.file, self.lines.of(at), code, facts)

    def head_warning(self, code: str, *at: str | int, **facts: object) -> Finding:
        """Return a warning about what stands outside the tree."""
        return Finding(Severity.WARNING, self.file, self.lines.of(at), code, facts)

    def sure_leaves(self) -> Iterator[Criterion]:
        """Return the leaves that could be read in full."""
        return (leaf for leaf in self.sheet.leaves if leaf.code not in self.unsure)
