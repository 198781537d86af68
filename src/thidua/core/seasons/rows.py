"""targets.csv and figures.csv row by row: which cell each row fills, and with which text."""

from array import array
from collections.abc import Callable, Iterator, Mapping
from operator import itemgetter
from typing import Any

from attrs import Factory, define, field, frozen

from thidua.core.criteria.indicators import PREVIOUS, TARGET, WHOLE
from thidua.core.seasons.remarks import Remarks, nearest
from thidua.core.seasons.season import TARGETS
from thidua.core.seasons.slots import Slots
from thidua.core.seasons.tables import Columns, Table
from thidua.core.seasons.values import Texts
from thidua.core.units import fold

_SHARED = {
    "criterion": ("criteria", "tiêu chí", "mã tiêu chí", "mã tc", "mã"),
    "unit": ("đơn vị", "mã đơn vị"),
    "indicator": ("chỉ số", "thành phần", "nội dung"),
    "period": ("kỳ", "kỳ báo cáo", "quý", "tháng"),
    "note": ("ghi chú",),
}
TARGET_COLUMNS = Columns(
    required=("criterion", "unit", "target"),
    optional=("indicator", "period", "note"),
    aliases=_SHARED | {"target": ("chỉ tiêu", "chỉ tiêu giao", "chỉ tiêu được giao")},
)
FIGURE_COLUMNS = Columns(
    required=("criterion", "unit", "value"),
    optional=("indicator", "period", "lead_points", "note", "source"),
    aliases=_SHARED
    | {
        "value": ("giá trị", "kết quả", "số liệu", "kết quả thực hiện", "thực hiện"),
        "lead_points": ("điểm cụm trưởng", "cụm trưởng chấm", "điểm cụm trưởng chấm"),
        "source": ("nguồn", "minh chứng", "tài liệu kiểm chứng"),
    },
)
# Known before the year is over, so they may be given with the targets.
GIVEN_BEFORE = (TARGET, WHOLE, PREVIOUS)
LONGEST = 100
_UNKNOWN = -1


@frozen
class Grid:
    """The places of a season: slots × periods × units; period 0 is the year as a whole."""

    slots: Slots
    units: tuple[str, ...]
    periods: tuple[str, ...]
    _unit_places: Mapping[str, int] = field(init=False, eq=False, repr=False)

    @_unit_places.default
    def _index(self) -> Mapping[str, int]:
        return {unit: place for place, unit in enumerate(self.units)}

    def unit(self, code: str) -> int:
        """Return the place of a unit; -1 for one that is not there."""
        return self._unit_places.get(code, _UNKNOWN)

    def cell(self, key: tuple[str, str, str, str]) -> int:
        """Return the number of a cell. Raises KeyError."""
        code, indicator, unit, period = key
        at = ("", *self.periods).index(period) if period in ("", *self.periods) else None
        if at is None:
            raise KeyError(key)
        slot = self.slots.places[code, indicator]
        return slot * self.stride + at * len(self.units) + self._unit_places[unit]

    @property
    def stride(self) -> int:
        """Return how many cells a slot has."""
        return len(self.units) * (len(self.periods) + 1)

    def key(self, cell: int) -> tuple[str, str, str, str]:
        """Return (criterion, indicator, unit, period) of a cell's number."""
        slot, local = divmod(cell, self.stride)
        period, unit = divmod(local, len(self.units))
        name = self.periods[period - 1] if period else ""
        return (*self.slots.slots[slot].key, self.units[unit], name)


@define
class Rows:
    """What a file's rows said, a number per row: cell, text, row; and the words beside them.

    lead_…: the same for the column of points that the cluster's lead entered.
    notes, sources: cell -> what stands in those columns.
    """

    file: str
    texts: Texts = Factory(Texts)
    cells: "array[int]" = field(factory=lambda: array("q"))
    places: "array[int]" = field(factory=lambda: array("i"))
    rows: "array[int]" = field(factory=lambda: array("i"))
    lead_cells: "array[int]" = field(factory=lambda: array("q"))
    lead_places: "array[int]" = field(factory=lambda: array("i"))
    lead_rows: "array[int]" = field(factory=lambda: array("i"))
    notes: dict[int, str] = Factory(dict)
    sources: dict[int, str] = Factory(dict)


@define
class RowReader:
    """Reads one of the two files into Rows, remembering what each text of a cell stands for."""

    table: Table
    grid: Grid
    value: str
    remarks: Remarks
    _slots: dict[Any, int] = Factory(dict)
    _units: dict[str, int] = Factory(dict)
    _periods: dict[str, int] = Factory(dict)

    def read(self) -> Rows:
        """Return every row whose criterion, unit and period are known; remarks on the others."""
        found = Rows(self.table.file)
        value_at, extras = self.table.places[self.value], self._extras(found)
        known, texts = found.texts.known, found.texts
        for row, cells, cell in self._located():
            raw = cells[value_at]
            place = known.get(raw)
            found.cells.append(cell)
            found.places.append(texts.add(raw) if place is None else place)
            found.rows.append(row)
            for at, keep in extras:
                if cells[at]:
                    keep(row, cells[at])
        return found

    def _located(self) -> Iterator[tuple[int, list[str], int]]:
        """Give row number, cells and the place in the grid of each row that has one."""
        places, slot_of = self.table.places, self._slot_key()
        unit_at, period_at = places["unit"], places.get("period")
        width, stride = len(self.grid.units), self.grid.stride
        for row, cells in self.table.rows():
            slot = self._slots.get(slot_of(cells), _UNKNOWN)
            if slot < 0:
                slot = self._slot(row, cells)
            unit = self._units.get(cells[unit_at], _UNKNOWN)
            if unit < 0:
                unit = self._unit(row, cells[unit_at])
            period = 0 if period_at is None else self._period(row, cells[period_at])
            if slot >= 0 and unit >= 0 and period >= 0:
                yield row, cells, slot * stride + period * width + unit

    def _slot_key(self) -> Callable[[list[str]], Any]:
        at = self.table.places["criterion"]
        indicator = self.table.places.get("indicator")
        return itemgetter(at) if indicator is None else itemgetter(at, indicator)

    def _extras(self, found: Rows) -> list[tuple[int, Callable[[int, str], None]]]:
        """Return where the words beside a figure stand, and what keeps them."""

        def lead(row: int, raw: str) -> None:
            if raw.strip():
                found.lead_cells.append(found.cells[-1])
                place = found.texts.known.get(raw)
                found.lead_places.append(found.texts.add(raw) if place is None else place)
                found.lead_rows.append(row)

        def note(row: int, raw: str) -> None:
            self._keep(found.notes, found.cells[-1], raw, row)

        def source(row: int, raw: str) -> None:
            self._keep(found.sources, found.cells[-1], raw, row)

        keepers = {"lead_points": lead, "note": note, "source": source}
        places = self.table.places
        return [(places[name], keep) for name, keep in keepers.items() if name in places]

    def _keep(self, words: dict[int, str], cell: int, raw: str, row: int) -> None:
        text = " ".join(raw.split())
        if text:
            words[cell] = text
        if self.table.delimiter == "," and text.isdecimal():
            self.remarks.warn(self.table.file, row, "decimals_beside", value=text)

    def _slot(self, row: int, cells: list[str]) -> int:
        places = self.table.places
        code = cells[places["criterion"]].strip()
        key = cells[places["indicator"]].strip() if "indicator" in places else ""
        slot = self._find_slot(row, code, key)
        self._slots[self._slot_key()(cells)] = slot
        return slot

    def _find_slot(self, row: int, code: str, key: str) -> int:
        slots, file = self.grid.slots, self.table.file
        keys = slots.keys_of.get(code)
        if keys is None:
            self._unknown(row, "unknown_criterion", "no_criterion", code, slots.codes)
            return _UNKNOWN
        if code in slots.unsure:
            return _UNKNOWN
        if file == TARGETS:
            return self._given_before(row, code, key, keys)
        if not keys:
            self.remarks.error(file, row, "figure_for_section", criterion=code)
        elif key.casefold() == TARGET:
            self.remarks.error(file, row, "target_in_figures", criterion=code)
        elif key in keys:
            return slots.places[code, key]
        else:
            return self._by_other_name(row, code, key, keys)
        return _UNKNOWN

    def _given_before(self, row: int, code: str, key: str, keys: tuple[str, ...]) -> int:
        name = key.casefold() or TARGET
        if name == TARGET or (name in GIVEN_BEFORE and name in keys):
            return self.grid.slots.places[code, name]
        known = tuple(name for name in keys if name in GIVEN_BEFORE)
        self.remarks.error(self.table.file, row, "indicator_not_given_before",
                           criterion=code, indicator=key, known=known)  # fmt: skip
        return _UNKNOWN

    def _by_other_name(self, row: int, code: str, key: str, keys: tuple[str, ...]) -> int:
        """Return the slot whose indicator has this key but for its spelling, or this title."""
        slots = self.grid.slots
        for name in keys:
            title = slots.slots[slots.places[code, name]].indicator.title
            if key and fold(key) in {fold(name), fold(title)}:
                return slots.places[code, name]
        asked = tuple(name for name in keys if name and name != TARGET)
        fault = "unknown_indicator" if key else "indicator_missing"
        self.remarks.error(self.table.file, row, fault if asked else "indicator_not_expected",
                           criterion=code, indicator=key, known=asked,
                           suggestion=nearest(key, asked) if key else "")  # fmt: skip
        return _UNKNOWN

    def _unit(self, row: int, raw: str) -> int:
        code = " ".join(raw.split())
        unit = self._units[raw] = self.grid.unit(code)
        if unit < 0:
            self._unknown(row, "unknown_unit", "no_unit", code, self.grid.units)
        return unit

    def _period(self, row: int, raw: str) -> int:
        period = self._periods.get(raw, _UNKNOWN)
        if period >= 0:
            return period
        known = {fold(name): place for place, name in enumerate(("", *self.grid.periods))}
        period = self._periods[raw] = known.get(fold(raw[:LONGEST]), _UNKNOWN)
        if period < 0:
            fault = "unknown_period" if self.grid.periods else "no_periods"
            self.remarks.error(self.table.file, row, fault, period=raw.strip(),
                               known=self.grid.periods)  # fmt: skip
        return period

    def _unknown(
        self, row: int, fault: str, absent: str, code: str, known: tuple[str, ...]
    ) -> None:
        """Remark on a code that nothing has, or on an empty cell."""
        file = self.table.file
        if not code:
            self.remarks.error(file, row, absent)
        elif self.remarks.has_room(file, fault):
            suggestion = nearest(code, known)
            self.remarks.error(file, row, fault, value=code, suggestion=suggestion)
        else:
            self.remarks.error(file, row, fault, value="")
