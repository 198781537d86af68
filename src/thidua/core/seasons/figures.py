"""targets.csv and figures.csv as figures, with the points and notes that stand beside them."""

from collections.abc import Mapping, Sequence

import numpy as np
from attrs import frozen

from thidua.core.criteria import Sheet
from thidua.core.figures import Figures
from thidua.core.rankings.standings import Status
from thidua.core.seasons.cells import Cells, Key, Sources, sorted_cells
from thidua.core.seasons.columns import ColumnMaker
from thidua.core.seasons.doubts import warn_of_missing_targets, warn_of_scales
from thidua.core.seasons.lead import lead_points
from thidua.core.seasons.remarks import Remarks
from thidua.core.seasons.rows import FIGURE_COLUMNS, TARGET_COLUMNS, Grid, RowReader, Rows
from thidua.core.seasons.season import FIGURES, TARGETS, UnitLine
from thidua.core.seasons.slots import slots_of
from thidua.core.seasons.tables import Table, read_table

_FILES = {TARGETS: (TARGET_COLUMNS, "target"), FIGURES: (FIGURE_COLUMNS, "value")}


@frozen(eq=False)
class Reported:
    """What the two files hold: figures, points by the cluster's lead, notes."""

    figures: Figures
    lead_points: Mapping[tuple[str, str], int]
    notes: Mapping[Key, str]


def read_figures(
    files: Mapping[str, bytes],
    remarks: Remarks,
    *,
    sheet: Sheet,
    units: Sequence[UnitLine],
    periods: tuple[str, ...],
    unsure: frozenset[str] = frozenset(),
) -> Reported:
    """Return targets and figures; every faulty row has an error and leaves its cell blank.

    unsure: codes of criteria whose rule could not be read; their figures are passed over.
    """
    grid = Grid(slots_of(sheet, unsure=unsure), tuple(unit.code for unit in units), periods)
    targets = _rows(TARGETS, files, grid, remarks)
    reported = _rows(FIGURES, files, grid, remarks)
    cells = sorted_cells(grid, targets, reported)
    maker = ColumnMaker(cells, tuple(unit.unit_type for unit in units), sheet.year, remarks)
    maker.make()
    figures = Figures(
        units=grid.units,
        columns=maker.columns,
        clusters=np.zeros(len(units), dtype=np.int64),
        unit_types=tuple(unit.unit_type for unit in units),
        competing=np.array([unit.status is not Status.WITHDRAWN for unit in units]),
        periods=periods,
        not_assigned=maker.not_assigned,
        sources=Sources(cells, reported.sources),
    )
    warn_of_scales(figures, grid.slots, remarks)
    if TARGETS in files and TARGETS not in remarks.unusable_files:
        warn_of_missing_targets(figures, sheet, remarks)
    return Reported(figures, lead_points(grid, reported, remarks), _notes(cells, targets, reported))


def check_form(files: Mapping[str, bytes], remarks: Remarks) -> None:
    """Remark on what can be seen of the two files without a sheet or units to compare with."""
    for file in _FILES:
        table = _table(file, files, remarks)
        for _row in table.rows() if table is not None else ():
            pass


def _rows(file: str, files: Mapping[str, bytes], grid: Grid, remarks: Remarks) -> Rows:
    table = _table(file, files, remarks)
    if table is None:
        return Rows(file)
    return RowReader(table, grid, _FILES[file][1], remarks).read()


def _table(file: str, files: Mapping[str, bytes], remarks: Remarks) -> Table | None:
    if file not in files:
        return None
    return read_table(file, files[file], _FILES[file][0], remarks)


def _notes(cells: Cells, *rows: Rows) -> dict[Key, str]:
    return {cells.grid.key(cell): text for part in rows for cell, text in part.notes.items()}
