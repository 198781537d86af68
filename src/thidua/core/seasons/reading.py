"""Reading a season folder whole: every file of it, and every finding in one list."""

from collections.abc import Mapping, Sequence

from attrs import frozen

from thidua.core.criteria import Sheet, SheetReading, read_sheet
from thidua.core.criteria.indicators import TARGET, indicators
from thidua.core.seasons.figures import check_form, read_figures
from thidua.core.seasons.head import read_head
from thidua.core.seasons.remarks import Remarks, nearest
from thidua.core.seasons.season import (
    FIGURES,
    FILES,
    SEASON,
    SHEET,
    TARGETS,
    UNITS,
    Head,
    Season,
    SeasonReading,
    UnitLine,
)
from thidua.core.seasons.tables import read_text
from thidua.core.seasons.units import read_units

MOST_CELLS = 1_000_000  # units × periods; the nation by weeks is 12,000 × 52


@frozen
class _Frame:
    """What the figures are read against; None or empty where it cannot be used."""

    head: Head | None
    sheet: Sheet | None
    sheet_text: str
    units: Sequence[UnitLine]
    unsure: frozenset[str]


def read_season(files: Mapping[str, bytes], *, leave_out_errors: bool = False) -> SeasonReading:
    """Return the season that the files of a folder hold, and all that is wrong with them.

    files: name -> bytes; others than season.toml, sheet.toml, units.csv, targets.csv and
        figures.csv are passed over.
    leave_out_errors: faulty rows of targets.csv and figures.csv count as not reported. Otherwise
        they leave no season, as an error elsewhere always does.
    """
    remarks = Remarks()
    known = _by_name(files)
    frame = _frame(known, remarks)
    _missing(known, frame.sheet, files, remarks)
    season = _season(frame, known, remarks)
    stopping = (SEASON, SHEET, UNITS) if leave_out_errors else FILES
    if remarks.errors_in(*stopping) or remarks.unusable_files:
        season = None
    return SeasonReading(season, remarks.in_order(FILES))


def _by_name(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a season, also where a name is written in capitals."""
    lowered = {name.lower(): name for name in sorted(files, reverse=True)}
    names = {file: file if file in files else lowered.get(file) for file in FILES}
    return {file: files[name] for file, name in names.items() if name is not None}


def _frame(files: Mapping[str, bytes], remarks: Remarks) -> _Frame:
    head_text = read_text(SEASON, files[SEASON], remarks) if SEASON in files else None
    head = None if head_text is None else read_head(head_text, remarks)
    reading, sheet_text = _sheet(files, remarks)
    sheet = reading.sheet
    units: Sequence[UnitLine] = ()
    if UNITS in files:
        types = None if sheet is None else sheet.unit_types
        units = read_units(files[UNITS], remarks, unit_types=types)
    if head is not None and sheet is not None and head.year != sheet.year:
        remarks.warn(SEASON, 0, "years_differ", year=head.year, sheet_year=sheet.year)
    return _Frame(head, sheet, sheet_text, units, reading.unsure)


def _sheet(files: Mapping[str, bytes], remarks: Remarks) -> tuple[SheetReading, str]:
    text = read_text(SHEET, files[SHEET], remarks) if SHEET in files else None
    if text is None:
        return SheetReading(None, ()), ""
    reading = read_sheet(text, file=SHEET)
    remarks.extend(reading.findings)
    return reading, text


def _missing(
    files: Mapping[str, bytes], sheet: Sheet | None, given: Mapping[str, bytes], remarks: Remarks
) -> None:
    """Remark on files that are not there; targets.csv is needed where a criterion has targets."""
    others = tuple(sorted(name for name in given if name.lower() not in FILES))
    for file in (SEASON, SHEET, UNITS, FIGURES):
        if file not in files:
            remarks.unusable(file, 0, "missing_file", suggestion=nearest(file, others))
    if TARGETS not in files and sheet is not None and _has_targets(sheet):
        remarks.unusable(TARGETS, 0, "missing_file", suggestion=nearest(TARGETS, others))


def _has_targets(sheet: Sheet) -> bool:
    return any(
        indicator.key == TARGET
        for criterion in sheet.leaves
        for indicator in indicators(criterion, sheet)
    )


def _is_too_large(frame: _Frame, remarks: Remarks) -> bool:
    """Return whether one column would take more cells than are ever needed, with an error."""
    periods = len(frame.head.periods) if frame.head else 0
    if len(frame.units) * (periods + 1) <= MOST_CELLS:
        return False
    remarks.error(UNITS, 0, "season_too_large", units=len(frame.units), periods=periods)
    return True


def _season(frame: _Frame, files: Mapping[str, bytes], remarks: Remarks) -> Season | None:
    head, sheet = frame.head, frame.sheet
    if sheet is None or not frame.units or _is_too_large(frame, remarks):
        check_form(files, remarks)
        return None
    reported = read_figures(
        files,
        remarks,
        sheet=sheet,
        units=frame.units,
        periods=head.periods if head else (),
        unsure=frame.unsure,
    )
    if head is None:
        return None
    return Season(
        title=head.title,
        year=head.year,
        cluster=head.cluster,
        sheet=sheet,
        sheet_text=frame.sheet_text,
        units=tuple(frame.units),
        figures=reported.figures,
        lead_points=reported.lead_points,
        notes=reported.notes,
        made_up=head.made_up,
        source=head.source,
    )
