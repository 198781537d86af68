"""Tables of a sheet read by their list of keys: unknown keys, missing keys, values."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from attrs import frozen

from thidua.core.criteria.findings import Severity
from thidua.core.criteria.values import Reader, each
from thidua.core.criteria.written import UNREAD, Unread, Written


@frozen
class Parameter:
    """A key of a table: how its value is read and what it becomes.

    name: the argument it is given as, where that is not the key itself.
    items: the keys of the tables in its list, for whoever writes or checks the documentation.
    """

    key: str
    read: Reader
    name: str = ""
    required: bool = False
    items: tuple["Parameter", ...] = ()

    @property
    def argument(self) -> str:
        """Return the name of the argument."""
        return self.name or self.key


@frozen
class Contents:
    """What was read from a table: arguments by name, and the keys that could not be read."""

    values: dict[str, Any]
    unread: frozenset[str] = frozenset()


def contents(written: Written, parameters: Sequence[Parameter]) -> Contents:
    """Return the values of a table's known keys, after saying what is wrong with the others."""
    if not isinstance(written.value, dict):
        written.refuse("sheet_not_a_table")
        return Contents({}, frozenset(p.key for p in parameters))
    known = {parameter.key: parameter for parameter in parameters}
    unknown_keys(written, known)
    table: Mapping[str, object] = written.value
    values, unread = {}, set()
    for key, parameter in known.items():
        value = _value(written, table, parameter)
        if isinstance(value, Unread):
            unread.add(key)
        elif key in table:
            values[parameter.argument] = value
    return Contents(values, frozenset(unread))


def _value(written: Written, table: Mapping[str, object], parameter: Parameter) -> object:
    """Return what a key means, None where it may be left out and is."""
    if parameter.key in table:
        return parameter.read(written.at(parameter.key, table[parameter.key]))
    if parameter.required:
        return written.refuse("sheet_key_missing", key=parameter.key)
    return None


def unknown_keys(written: Written, known: Iterable[str]) -> None:
    """Report every key of a table that the sheet's format does not have there."""
    names = sorted(known)
    for key in written.value if isinstance(written.value, dict) else ():
        if key not in names:
            near = written.page.nearest(key, names)
            facts = {"key": key, "suggestion": near, "known": () if near else tuple(names)}
            facts["criterion"] = written.criterion
            written.page.note(Severity.ERROR, (*written.path, key), "unknown_key", **facts)


def table(
    parameters: tuple[Parameter, ...], build: Callable[..., object]
) -> Callable[[Written], Any]:
    """Return a reader of a table that becomes whatever build makes of its values."""

    def read(written: Written) -> object:
        found = contents(written, parameters)
        return UNREAD if found.unread else build(**found.values)

    return read


def rows(
    key: str,
    parameters: tuple[Parameter, ...],
    build: Callable[..., object],
    *,
    required: bool = True,
) -> Parameter:
    """Return the parameter for a list of tables of one shape."""
    return Parameter(key, each(table(parameters, build)), required=required, items=parameters)
