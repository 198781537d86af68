"""A season: a cluster's year with its sheet, its units and their figures, as plain values."""

from collections.abc import Mapping

from attrs import field, frozen

from thidua.core.criteria import Finding, Sheet
from thidua.core.figures import Figures
from thidua.core.rankings.standings import Status

SEASON, SHEET = "season.toml", "sheet.toml"
UNITS, TARGETS, FIGURES = "units.csv", "targets.csv", "figures.csv"
FILES = (SEASON, SHEET, UNITS, TARGETS, FIGURES)


@frozen
class ClusterLine:
    """The cluster of a season folder.

    code: small letters, digits and hyphens, such as "cum-7".
    organiser: who organises it; level: such as "Công an tỉnh"; number: of the cluster, if any.
    """

    code: str
    name: str
    organiser: str = ""
    level: str = ""
    number: int | None = None


@frozen
class UnitLine:
    """A unit as units.csv has it; reason says why it does not compete."""

    code: str
    name: str
    short_name: str = ""
    unit_type: str = ""
    status: Status = Status.COMPETING
    reason: str = ""
    row: int = field(default=0, eq=False)


@frozen
class Head:
    """What season.toml says."""

    title: str
    year: int
    cluster: ClusterLine
    periods: tuple[str, ...] = ()
    made_up: bool = False
    source: str = ""


@frozen(eq=False)
class Season:
    """Everything of a season folder that is needed to score it.

    units: in the order of the file; figures.units has their codes in the same order.
    lead_points: (criterion, unit) -> what the cluster's lead entered, in hundredths of a point;
        shown beside the unit's own, never counted in them.
    notes: (criterion, indicator, unit, period) -> the note beside a figure.
    made_up: the figures are invented, which every page must say.
    """

    title: str
    year: int
    cluster: ClusterLine
    sheet: Sheet
    sheet_text: str
    units: tuple[UnitLine, ...]
    figures: Figures
    lead_points: Mapping[tuple[str, str], int] = field(factory=dict)
    notes: Mapping[tuple[str, str, str, str], str] = field(factory=dict)
    made_up: bool = False
    source: str = ""

    def unit(self, code: str) -> UnitLine:
        """Return the unit with this code. Raises KeyError."""
        for unit in self.units:
            if unit.code == code:
                return unit
        raise KeyError(code)

    @property
    def statuses(self) -> dict[str, Status]:
        """Return the status of each unit by its code."""
        return {unit.code: unit.status for unit in self.units}


@frozen(eq=False)
class SeasonReading:
    """What came of reading a season folder.

    season: None where an error keeps it from being scored.
    findings: file by file and row by row. Where faulty rows were left out they are among them.
    """

    season: Season | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """Return the findings that are errors."""
        return tuple(finding for finding in self.findings if finding.is_error)
