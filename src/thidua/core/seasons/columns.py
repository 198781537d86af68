"""Cells made into exact columns, with a remark on every cell that its slot does not admit."""

import numpy as np
from attrs import Factory, define

from thidua.core.criteria import Entry, Severity
from thidua.core.figures import Column, State
from thidua.core.seasons.cells import Cells
from thidua.core.seasons.groups import Group, Mask, fewest_places, group_of, zeros_like
from thidua.core.seasons.remarks import Remarks

Facts = tuple[tuple[str, object], ...]


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
        groups = [group_of(self.cells, place, year=self.year) for place in self._slots_in_use()]
        for group in groups:
            self._take_off(group, ~shared[group.at])
        for group in groups:
            wrong = self._faulty(group) | self._beside_periods(group) | self._added_up(group)
            kept = ~shared[group.at] & ~wrong
            self._doubts(group, kept)
            if not group.slot.takes_off_only:
                self.columns[group.slot.key] = self._column(group, kept)

    def _slots_in_use(self) -> list[int]:
        places: list[int] = np.unique(self.cells.cells // self.cells.grid.stride).tolist()
        return places

    def _column(self, group: Group, kept: Mask) -> Column:
        """Return a slot's column; a cell that no row filled, or a faulty one, is BLANK."""
        width = len(self.cells.grid.units)
        periods = len(self.cells.grid.periods) if group.period.any() else 0
        place = (np.maximum(group.period - 1, 0) * width + group.unit)[kept]
        which = group.which[kept]
        said, places = fewest_places(group.numbers[which], group.places)
        numbers = zeros_like(said, width * (periods or 1))
        numbers[place] = said
        states = np.full(width * (periods or 1), State.BLANK, dtype=np.int8)
        states[place] = group.states[which]
        shape = (periods, width) if periods else (width,)
        given = states.reshape(shape) if states.any() else None
        return Column(numbers.reshape(shape), places, given)

    def _take_off(self, group: Group, kept: Mask) -> None:
        """Note which units a criterion was not assigned to."""
        off = group.rows_of(lambda meant: meant.state is State.NOT_ASSIGNED)
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
        faulty = group.rows_of(lambda meant: bool(meant.fault))
        for at in np.flatnonzero(faulty).tolist():
            found = group.meanings[int(group.meant[group.which[at]])]
            self._error(group, at, found.fault, found.facts)
        return faulty

    def _beside_periods(self, group: Group) -> Mask:
        """Return which rows speak of the year where others of the slot speak of periods."""
        beside: Mask = (group.period == 0) & np.bool_(group.period.any())
        beside &= ~group.rows_of(lambda meant: meant.state is State.NOT_ASSIGNED)
        for at in np.flatnonzero(beside).tolist():
            self._error(group, at, "year_beside_periods")
        return beside

    def _added_up(self, group: Group) -> Mask:
        """Return which rows give a level or mark of a period that would be added to others."""
        wrong: Mask = (group.period > 0) & np.bool_(group.slot.adds_up_levels)
        for at in np.flatnonzero(wrong).tolist():
            self._error(group, at, "level_by_period")
        return wrong

    def _doubts(self, group: Group, kept: Mask) -> None:
        """Warn of rows that were read, but perhaps not as they were meant."""
        said = group.is_reported
        if group.slot.indicator.entry is Entry.YES_NO:
            ticked = group.rows_of(lambda meant: meant.state is State.NOT_APPLICABLE)
            self._warn(group, kept & ticked, "tick_is_excuse")
        odd = np.flatnonzero(self.cells.places[group.texts] < 0).tolist()
        uncertain = [at for at in odd if self._is_uncertain(int(group.texts[at]))]
        self._warn(group, kept & said & group.rows_with(uncertain), "ambiguous_number")
        self._warn(group, kept & said & self._outside_type(group), "not_for_unit_type")
        off = self.not_assigned.get(group.slot.code)
        if off is not None:
            self._warn(group, kept & said & off[group.unit], "figure_not_assigned")

    def _is_uncertain(self, text: int) -> bool:
        written = self.cells.text(text).written
        return written is not None and not written.is_certain(self.cells.marks_of(text))

    def _outside_type(self, group: Group) -> Mask:
        types = self.cells.grid.slots.applies.get(group.slot.code)
        if not types:
            return np.zeros(len(group.at), dtype=np.bool_)
        outside = np.array([unit_type not in types for unit_type in self.types])
        return outside[group.unit]

    def _error(self, group: Group, at: int, code: str, facts: Facts = ()) -> None:
        self._remark(Severity.ERROR, group, at, code, facts)

    def _warn(self, group: Group, rows: Mask, code: str) -> None:
        for at in np.flatnonzero(rows).tolist():
            self._remark(Severity.WARNING, group, at, code, ())

    def _remark(self, severity: Severity, group: Group, at: int, code: str, facts: Facts) -> None:
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
            value=self.cells.text(int(group.texts[group.which[at]])).text,
            **dict(facts),
        )
