"""The tree of a sheet as pages walk it: depth first, with what folds away under what."""

from collections.abc import Iterator

from attrs import frozen

from thidua.core.criteria import Criterion, Sheet

MOST_SECTIONS = 16  # side by side on a page
LONGEST = 32  # letters of a name in a narrow place
DEEPEST = 6  # the deepest indent that the stylesheet knows


@frozen
class Node:
    """A criterion and how deep it stands, from 1."""

    criterion: Criterion
    depth: int

    @property
    def kind(self) -> str:
        """Return p for a part of the sheet, s for a section in it, g for a group below, or ""."""
        if self.criterion.is_leaf:
            return ""
        return {1: "p", 2: "s"}.get(self.depth, "g")

    @property
    def indent(self) -> int:
        """Return the depth as far as the stylesheet indents it."""
        return min(self.depth, DEEPEST)


@frozen
class Fold:
    """Rows that belong together: a head, and what folds away under it (may be nothing)."""

    head: Node
    rows: tuple[Node, ...] = ()


def walk(sheet: Sheet, parent: str | None = None, depth: int = 1) -> Iterator[Node]:
    """Yield every criterion below a code, a section before what stands in it."""
    for criterion in sheet.children(parent):
        yield Node(criterion, depth)
        yield from walk(sheet, criterion.code, depth + 1)


def folds(sheet: Sheet) -> Iterator[Fold]:
    """Yield the sheet as folds: sections of the second level, or parts that have no sections."""
    for part in sheet.children(None):
        head = Node(part, 1)
        if any(not child.is_leaf for child in sheet.children(part.code)):
            yield Fold(head)
            for child in sheet.children(part.code):
                yield Fold(Node(child, 2), tuple(walk(sheet, child.code, 3)))
        else:
            yield Fold(head, tuple(walk(sheet, part.code, 2)))


def sections_of(sheet: Sheet) -> tuple[Criterion, ...]:
    """Return what a unit is compared by at a glance: sections below the parts, or the parts."""
    found: list[Criterion] = []
    for part in sheet.children(None):
        children = sheet.children(part.code)
        found += [part] if all(child.is_leaf for child in children) else children
    return tuple(found) if len(found) <= MOST_SECTIONS else sheet.children(None)


def path(sheet: Sheet, code: str) -> tuple[Criterion, ...]:
    """Return a criterion and all above it, the top first. Raises KeyError."""
    criterion = sheet.criterion(code)
    above = path(sheet, criterion.parent) if criterion.parent else ()
    return (*above, criterion)


def short(sheet: Sheet, criterion: Criterion) -> str:
    """Return the labels from the part down to a section, for a narrow place: "I.1"."""
    labels = [(one.label or one.code).rstrip(".) ") for one in path(sheet, criterion.code)]
    lowest = labels[-1]
    return lowest if lowest.startswith(labels[0]) else ".".join([labels[0], lowest])


def shortened(criterion: Criterion) -> str:
    """Return a criterion's name, cut after a word where it is long."""
    whole = name(criterion)
    if len(whole) <= LONGEST:
        return whole
    return whole[:LONGEST].rpartition(" ")[0].rstrip(" ,;") + "…"


def name(criterion: Criterion) -> str:
    """Return a criterion as it is called in a sentence: its label, else its code, and its title."""
    label = criterion.label or criterion.code
    return f"{label} {criterion.title}" if label else criterion.title
