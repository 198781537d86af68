"""Cells made into exact columns, with a remark on every cell that its slot does not admit."""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
from attrs import Factory, define, frozen

from thidua.core.criteria import Entry, Severity
from thidua.core.figures import Column, Integers, State
from thidua.core.seasons.cells import Cells, Whole
from thidua.core.seasons.remarks import Remarks
from thidua.core.seasons.slots import Slot
from thidua.core.seasons.values import Meaning, meaning

_LARGEST = 2**63 - 1
Mask = npt.NDArray[np.bool_]


@frozen(eq=False)
class Group:
    """The rows of one slot, in the order of its cells.

    at: index of each in Cells; unit, period: its place, period 0 being the year.
    meanings: of the distinct texts; which: index of each row's meaning.
    """

    slot: Slot
    at: Whole
    unit: Whole
    period: Whole
    meanings: tuple[Meaning, ...]
    texts: tuple[int, ...]
    which: Whole

    def of_meaning(self, wanted: Iterable[bool]) -> Mask:
        """Return which rows have one of the wanted meanings."""
        return np.fromiter(wanted, dtype=np.bool_, count=len(self.meanings))[self.which]


@define
class ColumnMaker:
    """Makes the columns of a season, slot by slot.

    types: the type of each unit. columns, not_assigned: what Figures takes.
    """

    cells: Cells
    types: tuple[str, ...]
    year: int
    remarks: Remarks
    columns: dict[tuple[str, str], Column] = Factory(dict)
    not_assigned: dict[str, Mask] = Factory(dict)

    def make(self) -> None:
        """Fill columns and not_assigned; remark on every faulty row."""
        self._duplicates()
        shared = self.cells.is_duplicate
        groups = [self._group(place) for place in self._slots_in_use()]
        for group in groups:
            self._take_off(group, ~shared[group.at])
        for group in groups:
            kept = ~shared[group.at] & ~self._faulty(group) & ~self._beside_periods(group)
            self._doubts(group, kept)
            if not group.slot.takes_off_only:
                self.columns[group.slot.key] = self._column(group, kept)

    def _slots_in_use(self) -> list[int]:
        stride = self.cells.grid.stride
        return [int(place) for place in np.unique(self.cells.cells // stride)]

    def _group(self, place: int) -> Group:
        grid, cells = self.cells.grid, self.cells
        start = place * grid.stride
        low, high = np.searchsorted(cells.cells, [start, start + grid.stride])
        local = cells.cells[low:high] - start
        period, unit = np.divmod(local, len(grid.units))
        texts, which = np.unique(cells.texts[low:high], return_inverse=True)
        slot = grid.slots.slots[place]
        meanings = tuple(
            meaning(cells.distinct[text], slot, marks=cells.marks_of(text), year=self.year)
            for text in texts.tolist()
        )
        at = np.arange(low, high)
        return Group(slot, at, unit, period, meanings, tuple(texts.tolist()), which)

    def _column(self, group: Group, kept: Mask) -> Column:
        """Return a slot's column; a cell that no row filled, or a faulty one, is BLANK."""
        width = len(self.cells.grid.units)
        periods = len(self.cells.grid.periods) if group.period.any() else 0
        place = (np.maximum(group.period - 1, 0) * width + group.unit)[kept]
        which = group.which[kept]
        scaled, places = _scaled(group.meanings, set(which.tolist()))
        numbers: Integers = scaled[:1].repeat(width * (periods or 1)) * 0
        numbers[place] = scaled[which]
        states = np.full(width * (periods or 1), State.BLANK, dtype=np.int8)
        states[place] = np.array([m.state for m in group.meanings], dtype=np.int8)[which]
        shape = (periods, width) if periods else (width,)
        given = states.reshape(shape) if states.any() else None
        return Column(numbers.reshape(shape), places, given)

    def _take_off(self, group: Group, kept: Mask) -> None:
        """Note which units a criterion was not assigned to."""
        off = group.of_meaning(m.state is State.NOT_ASSIGNED for m in group.meanings)
        for at in np.flatnonzero(off & (group.period > 0)):
            self._error(group, int(at), "not_assigned_in_period")
        off &= kept & (group.period == 0)
        if off.any():
            marks = np.zeros(len(self.cells.grid.units), dtype=np.bool_)
            marks[group.unit[off]] = True
            self.not_assigned[group.slot.code] = marks

    def _duplicates(self) -> None:
        cells = self.cells
        for at in np.flatnonzero(cells.first != np.arange(len(cells.first))).tolist():
            file, first = cells.file(at), int(cells.first[at])
            if not self.remarks.has_room(file, "duplicate_row"):
                self.remarks.count(file, "duplicate_row", more=1, severity=Severity.ERROR)
                continue
            code, indicator, unit, period = cells.grid.key(int(cells.cells[at]))
            self.remarks.error(
                file,
                int(cells.rows[at]),
                "duplicate_row",
                criterion=code,
                unit=unit,
                indicator=indicator,
                period=period,
                first_row=f"{cells.file(first)}:{cells.rows[first]}",
            )

    def _faulty(self, group: Group) -> Mask:
        """Return which rows their slot does not admit, with an error for each."""
        faulty = group.of_meaning(bool(m.fault) for m in group.meanings)
        for at in np.flatnonzero(faulty).tolist():
            found = group.meanings[group.which[at]]
            self._error(group, at, found.fault, **dict(found.facts))
        return faulty

    def _beside_periods(self, group: Group) -> Mask:
        """Return which rows speak of the year where others of the slot speak of periods."""
        beside: Mask = (group.period == 0) & np.bool_(group.period.any())
        beside &= ~group.of_meaning(m.state is State.NOT_ASSIGNED for m in group.meanings)
        for at in np.flatnonzero(beside).tolist():
            self._error(group, at, "year_beside_periods")
        return beside

    def _doubts(self, group: Group, kept: Mask) -> None:
        """Warn of rows that were read, but perhaps not as they were meant."""
        said = group.of_meaning(m.state is State.REPORTED for m in group.meanings)
        if group.slot.indicator.entry is Entry.YES_NO:
            ticked = group.of_meaning(m.state is State.NOT_APPLICABLE for m in group.meanings)
            self._warn(group, kept & ticked, "tick_is_excuse")
        uncertain = group.of_meaning(self._is_uncertain(text) for text in group.texts)
        self._warn(group, kept & said & uncertain, "ambiguous_number")
        self._warn(group, kept & said & self._outside_type(group), "not_for_unit_type")
        off = self.not_assigned.get(group.slot.code)
        if off is not None:
            self._warn(group, kept & said & off[group.unit], "figure_not_assigned")

    def _is_uncertain(self, text: int) -> bool:
        written = self.cells.distinct[text].written
        return written is not None and not written.is_certain(self.cells.marks_of(text))

    def _outside_type(self, group: Group) -> Mask:
        types = self.cells.grid.slots.applies.get(group.slot.code)
        if not types:
            return np.zeros(len(group.at), dtype=np.bool_)
        outside = np.array([unit_type not in types for unit_type in self.types])
        return outside[group.unit]

    def _error(self, group: Group, at: int, code: str, **facts: object) -> None:
        self._remark(Severity.ERROR, group, at, code, facts)

    def _warn(self, group: Group, rows: Mask, code: str) -> None:
        for at in np.flatnonzero(rows).tolist():
            self._remark(Severity.WARNING, group, at, code, {})

    def _remark(
        self, severity: Severity, group: Group, at: int, code: str, facts: Mapping[str, object]
    ) -> None:
        """Note something about a row, with its criterion, unit and text."""
        grid, file = self.cells.grid, self.cells.file(int(group.at[at]))
        if not self.remarks.has_room(file, code, severity):
            self.remarks.count(file, code, more=1, severity=severity)
            return
        note = self.remarks.error if severity is Severity.ERROR else self.remarks.warn
        note(
            file,
            int(self.cells.rows[group.at[at]]),
            code,
            criterion=group.slot.code,
            indicator=group.slot.indicator.key,
            unit=grid.units[group.unit[at]],
            period=grid.key(int(self.cells.cells[group.at[at]]))[-1],
            value=self.cells.distinct[group.texts[group.which[at]]].text,
            **facts,
        )


def _scaled(meanings: tuple[Meaning, ...], used: set[int]) -> tuple[Integers, int]:
    """Return each meaning's number in one common number of decimals, int64 where that holds."""
    places = max((meanings[at].places for at in used), default=0)
    numbers = [
        m.digits * 10 ** (places - m.places) if at in used else 0 for at, m in enumerate(meanings)
    ]
    if all(-_LARGEST <= number <= _LARGEST for number in numbers):
        return np.array(numbers, dtype=np.int64), places
    return np.array(numbers, dtype=np.object_), places
