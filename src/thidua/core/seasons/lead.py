"""Points that the cluster's lead entered: read and held within bounds, never counted."""

from fractions import Fraction

from attrs import frozen

from thidua.core.criteria import Criterion, Entry, Indicator, Sheet
from thidua.core.criteria.indicators import in_points
from thidua.core.criteria.rules import Ratio
from thidua.core.figures import State
from thidua.core.seasons.remarks import Remarks
from thidua.core.seasons.rows import Grid, Rows
from thidua.core.seasons.slots import Slot
from thidua.core.seasons.values import meaning

COLUMN = "lead_points"
UNLIMITED = Fraction(10**12)


@frozen
class _Entry:
    """One entry of the column, with its place in the grid and in the file."""

    slot: Slot
    unit: str
    text: int
    row: int


def lead_points(grid: Grid, rows: Rows, remarks: Remarks) -> dict[tuple[str, str], int]:
    """Return (criterion, unit) -> hundredths of a point, with an error for each faulty entry."""
    found: dict[tuple[str, str], int] = {}
    first: dict[tuple[str, str], int] = {}
    slots: dict[str, Slot] = {}
    for cell, text, row in zip(rows.lead_cells, rows.lead_places, rows.lead_rows, strict=True):
        place, local = divmod(cell, grid.stride)
        slot = grid.slots.slots[place]
        entry = _Entry(slot, grid.units[local % len(grid.units)], text, row)
        points = _points(entry, slots, grid.slots.sheet, rows, remarks)
        if points is None:
            continue
        key = (slot.code, entry.unit)
        if found.setdefault(key, points) != points:
            remarks.error(rows.file, row, "lead_points_differ", criterion=slot.code,
                          unit=entry.unit, first_row=first[key])  # fmt: skip
        first.setdefault(key, row)
    return found


def _points(
    entry: _Entry, slots: dict[str, Slot], sheet: Sheet, rows: Rows, remarks: Remarks
) -> int | None:
    """Return an entry in hundredths; None, with an error, where it is not admitted."""
    text = rows.texts.text(entry.text)
    criterion = entry.slot.criterion
    facts = {"criterion": entry.slot.code, "unit": entry.unit, "value": text.text, "column": COLUMN}
    if criterion is None:
        remarks.error(rows.file, entry.row, "no_lead_points_here", **facts)
        return None
    slot = slots.get(criterion.code)
    if slot is None:
        slot = slots[criterion.code] = Slot(criterion.code, _indicator(criterion, sheet), criterion)
    found = meaning(text, slot, marks=rows.texts.marks, year=sheet.year)
    if found.fault:
        remarks.error(rows.file, entry.row, found.fault, **facts, **dict(found.facts))
        return None
    return int(found.value * 100) if found.state is State.REPORTED else None


def _indicator(criterion: Criterion, sheet: Sheet) -> Indicator:
    """Return what points a criterion may be given: up to its maximum, its bonus on top."""
    most = criterion.max_points
    if most is not None and isinstance(criterion.rule, Ratio):
        most = max(most, criterion.rule.surplus_max_points or 0)
    least = criterion.min_points
    return Indicator(
        COLUMN,
        Entry.POINTS,
        lower=-UNLIMITED if least is None else in_points(least),
        upper=UNLIMITED if most is None else in_points(most + criterion.bonus_max_points),
        step=Fraction(1, 100) if sheet.step == 1 else in_points(sheet.step),
    )
