"""A line of the sheet as a criterion with its rule."""

from collections.abc import Collection, Iterable
from typing import Any

from attrs import evolve, frozen

from thidua.core.criteria import rules as r
from thidua.core.criteria.findings import Severity
from thidua.core.criteria.parameters import BUILDERS, CRITERION, KIND_PARAMETERS, LEAF, SECTION
from thidua.core.criteria.sheet import Criterion
from thidua.core.criteria.tables import Parameter, contents
from thidua.core.criteria.trees import Line, Tree


def _keys(parameters: Iterable[Parameter]) -> frozenset[str]:
    return frozenset(parameter.key for parameter in parameters)


_KIND_KEYS = {kind: _keys(parameters) for kind, parameters in KIND_PARAMETERS.items()}
_ANY_KIND = frozenset().union(*_KIND_KEYS.values())


WITHOUT_POINTS = frozenset(
    {"title", "label", "scorer", "due", "evidence", "unit_of_measure", "note", "source"}
)


@frozen
class ReadLine:
    """A criterion, and whether everything in its line could be read that points depend on."""

    criterion: Criterion
    sure: bool


def criterion_of(line: Line, tree: Tree) -> ReadLine:
    """Return the criterion that a line describes, after saying what is wrong with it.

    A rule that cannot be read is stood in for by `direct` (`sum` for a section).
    """
    is_section = line.code in tree.sections
    kind, sure = _kind(line, is_section=is_section)
    own = KIND_PARAMETERS[kind] if sure else ()
    parameters = (*CRITERION, *(SECTION if kind in r.NODE_KINDS else LEAF), *own)
    home = evolve(line.written, value=_at_home(line, parameters, sure=sure))
    found = contents(home, parameters)
    arguments, values = _split(found.values, own)
    if found.unread & _keys(own):
        kind, arguments, sure = "sum" if is_section else "direct", {}, False
    rule = BUILDERS[kind](**arguments)
    values |= {"code": line.code, "parent": tree.parents[line.code], "kind": kind, "rule": rule}
    row = line.written.page.lines.of(line.written.path)
    criterion = Criterion(**({"title": "", "max_points": None, "line": row} | values))
    sure = sure and found.unread <= WITHOUT_POINTS and line.code not in tree.unsure
    return ReadLine(criterion, sure)


def _kind(line: Line, *, is_section: bool) -> tuple[str, bool]:
    """Return the kind of a line, and whether it is what the line says."""
    otherwise = "sum" if is_section else "direct"
    if "kind" not in line.table:
        if not is_section:
            line.written.refuse("leaf_without_kind", known=tuple(r.LEAF_KINDS))
        return otherwise, is_section
    written = line.written.at("kind", line.table["kind"])
    kind = written.value if isinstance(written.value, str) else ""
    if kind not in r.KINDS:
        near = written.page.nearest(kind, r.KINDS)
        known = () if near else tuple(r.KINDS)
        written.refuse("unknown_kind", suggestion=near, known=known)
        return otherwise, False
    if is_section and kind in r.LEAF_KINDS:
        written.refuse("leaf_with_children", known=tuple(r.NODE_KINDS))
        return otherwise, False
    return kind, True


def _at_home(line: Line, parameters: Collection[Parameter], *, sure: bool) -> dict[str, object]:
    """Return the line's table without keys that belong elsewhere, after reporting them."""
    known, table = _keys(parameters), dict(line.table)
    elsewhere = (_keys(LEAF) | _keys(SECTION) | _ANY_KIND) - known
    for key in [key for key in table if key in elsewhere]:
        del table[key]
        if sure:
            _report_elsewhere(line, key)
    return table


def _report_elsewhere(line: Line, key: str) -> None:
    facts: dict[str, object] = {"key": key, "criterion": line.code}
    code = "key_of_other_kind"
    if key in _keys(LEAF):
        code = "key_only_for_leaves"
    elif key in _keys(SECTION):
        code = "key_only_for_sections"
    else:
        facts["kinds"] = tuple(kind for kind, keys in _KIND_KEYS.items() if key in keys)
    line.written.page.note(Severity.ERROR, (*line.written.path, key), code, **facts)


def _split(
    found: dict[str, Any], own: Collection[Parameter]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the values that the rule is made of, and those of the line."""
    arguments = {parameter.argument for parameter in own}
    values = {name: found[name] for name in found if name not in arguments}
    if "unit_types" in values:
        values["unit_types"] = frozenset(values["unit_types"])
    return {name: found[name] for name in found if name in arguments}, values
