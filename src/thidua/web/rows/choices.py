"""Which units a matrix shows, and in what order: chosen in the address of the page."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from attrs import evolve, frozen
from django.http import QueryDict

from thidua.core.rankings import Standing
from thidua.store.queries.units import UnitRow

GROUP = 10  # columns of a group
WIDE = 12  # columns that a page shows without groups


@frozen
class Choice:
    """What of the matrix is asked for.

    units: codes, empty for all; group: the number of a group of columns, 0 for all.
    by_place: the best unit first instead of the order of the list. tinted: shade what is short.
    """

    units: tuple[str, ...] = ()
    group: int = 0
    by_place: bool = False
    tinted: bool = False

    def query(self, **changes: object) -> str:
        """Return the choice, changed, as the end of an address."""
        wanted = evolve(self, **changes)  # type: ignore[arg-type]  # the fields above, by name
        pairs: list[tuple[str, object]] = [("dv", code) for code in wanted.units]
        pairs += [("nhom", wanted.group)] if wanted.group else []
        pairs += [("xep", "hang")] if wanted.by_place else []
        pairs += [("to", 1)] if wanted.tinted else []
        return f"?{urlencode(pairs)}" if pairs else "?"


@frozen
class Group:
    """Ten neighbouring columns; number is 1 for the first ten."""

    number: int
    first: int
    last: int
    chosen: bool
    query: str

    @property
    def width(self) -> int:
        """Return how many columns it has."""
        return self.last - self.first + 1


def choice_of(query: QueryDict, units: Mapping[str, UnitRow]) -> Choice:
    """Return what an address asks for; what it names that is not there is left out."""
    asked = set(query.getlist("dv"))
    group = query.get("nhom", "")
    return Choice(
        units=tuple(code for code in units if code in asked),
        group=int(group) if group.isascii() and group.isdigit() and len(group) < GROUP else 0,
        by_place=query.get("xep") == "hang",
        tinted=query.get("to") == "1",
    )


def groups(choice: Choice, count: int) -> tuple[Group, ...]:
    """Return the groups of so many columns; none where all fit side by side."""
    if count <= WIDE:
        return ()
    return tuple(
        Group(
            number,
            first + 1,
            min(first + GROUP, count),
            number == choice.group,
            choice.query(group=number),
        )
        for number, first in enumerate(range(0, count, GROUP), start=1)
    )


def chosen_units(
    choice: Choice, units: Mapping[str, UnitRow], standings: Sequence[Standing]
) -> tuple[UnitRow, ...]:
    """Return the units in the order asked for, before any group is cut out."""
    codes = [standing.unit for standing in standings] if choice.by_place else list(units)
    wanted = set(choice.units) or set(codes)
    return tuple(units[code] for code in codes if code in wanted)


def cut(units: Sequence[UnitRow], of: Sequence[Group]) -> tuple[UnitRow, ...]:
    """Return the units of the chosen group, or all where no such group is chosen."""
    for group in of:
        if group.chosen:
            return tuple(units[group.first - 1 : group.last])
    return tuple(units)
