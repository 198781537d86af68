"""The lines of a sheet as a tree: who stands in whom, circles refused, parents before children."""

from collections.abc import Iterable, Mapping

from attrs import frozen

from thidua.core.criteria.findings import Severity
from thidua.core.criteria.sheet import ROOT
from thidua.core.criteria.values import code as read_code
from thidua.core.criteria.written import Page, Unread, Written


@frozen(eq=False)
class Line:
    """A line of the sheet before its rule is read.

    place: its number among the [[criteria]] of the file, from 0.
    """

    code: str
    written: Written
    place: int
    table: Mapping[str, object]


@frozen(eq=False)
class Tree:
    """Lines with their parents.

    order: codes, parents before children and siblings as in the file.
    parents: code -> the code above, None at the top.
    unsure: codes whose place in the tree the file does not tell.
    sections: codes in which something stands.
    """

    lines: Mapping[str, Line]
    parents: Mapping[str, str | None]
    order: tuple[str, ...]
    unsure: frozenset[str]
    sections: frozenset[str]


def tree_of(items: Iterable[Written], page: Page) -> Tree:
    """Return the tree of the lines that have a code of their own, after reporting the others."""
    lines = _coded(items, page)
    parents, unsure = {}, set()
    for code, line in lines.items():
        parent = _parent(line, lines)
        if isinstance(parent, Unread):
            unsure.add(code)
        parents[code] = None if isinstance(parent, Unread) else parent
    for circle in _circles(parents):
        for code in circle:
            fault = "parent_circle" if len(circle) > 1 else "parent_itself"
            lines[code].written.at("parent", code).refuse(fault, circle=circle)
            parents[code] = None
        unsure.update(circle)
    _report_order(lines, parents, page)
    sections = frozenset(parent for parent in parents.values() if parent is not None)
    return Tree(lines, parents, _ordered(parents), frozenset(unsure), sections)


def _coded(items: Iterable[Written], page: Page) -> dict[str, Line]:
    """Return the lines by code; a second line with a code is reported and left out."""
    lines: dict[str, Line] = {}
    for place, item in enumerate(items):
        table = item.value if isinstance(item.value, dict) else None
        if table is None or "code" not in table:
            item.refuse("sheet_not_a_table" if table is None else "sheet_key_missing", key="code")
            continue
        code = read_code(item.at("code", table["code"]))
        if isinstance(code, Unread):
            continue
        if code == ROOT:
            item.at("code", code).refuse("reserved_code")
        elif code in lines:
            first = page.lines.of(lines[code].written.path)
            item.at("code", code).refuse("code_twice", criterion=code, first=first)
        else:
            at_home = Written(table, item.path, page, code)
            lines[code] = Line(code, at_home, place, table)
    return lines


def _parent(line: Line, lines: Mapping[str, Line]) -> str | Unread | None:
    """Return the code that a line stands in."""
    if "parent" not in line.table:
        return _implied(line.code, lines)
    named = line.written.at("parent", line.table["parent"])
    if not isinstance(named.value, str):
        return named.refuse("sheet_not_text")
    parent = named.value.strip()
    if parent and parent not in lines:
        near = line.written.page.nearest(parent, lines)
        return named.refuse("unknown_parent", suggestion=near)
    return parent or None


def _implied(code: str, lines: Mapping[str, Line]) -> str | None:
    """Return the longest other code of which this one is a continuation by a dot."""
    head = code
    while "." in head:
        head = head.rpartition(".")[0]
        if head in lines:
            return head
    return None


def _circles(parents: Mapping[str, str | None]) -> list[tuple[str, ...]]:
    """Return every circle of lines that stand in each other, each once."""
    circles: list[tuple[str, ...]] = []
    done: set[str] = set()
    for start in parents:
        trail: dict[str, None] = {}
        code: str | None = start
        while code is not None and code not in done and code not in trail:
            trail[code] = None
            code = parents[code]
        if code in trail:
            met = list(trail)
            circles.append(tuple(met[met.index(str(code)) :]))
        done.update(trail)
    return circles


def _report_order(lines: Mapping[str, Line], parents: Mapping[str, str | None], page: Page) -> None:
    """Ask for a look where a section stands after what stands in it."""
    for code, parent in parents.items():
        if parent is not None and lines[parent].place > lines[code].place:
            facts = {"criterion": code, "parent": parent}
            page.note(Severity.WARNING, lines[code].written.path, "parent_after_child", **facts)


def _ordered(parents: Mapping[str, str | None]) -> tuple[str, ...]:
    """Return codes, parents before children, siblings in the order that they came in."""
    children: dict[str | None, list[str]] = {}
    for code, parent in parents.items():
        children.setdefault(parent, []).append(code)
    order: list[str] = []
    waiting = children.get(None, [])[::-1]
    while waiting:
        code = waiting.pop()
        order.append(code)
        waiting += children.get(code, [])[::-1]
    return tuple(order)
