"""All that the page of the matrix shows: the chosen columns, the cells, what to choose from."""

from collections.abc import Mapping

from attrs import frozen
from django.utils.safestring import SafeString

from thidua.core.criteria import ROOT, Finding
from thidua.core.rankings.freezing import Frozen
from thidua.core.scoring import Scorecard
from thidua.store.queries.units import UnitRow
from thidua.web.rows.addresses import Addresses
from thidua.web.rows.choices import Choice, Group, chosen_units, cut, groups
from thidua.web.rows.matrix import (
    Cell,
    MatrixMarks,
    MatrixUnit,
    matrix_body,
    matrix_foot,
    matrix_head,
)
from thidua.wording import Language


@frozen
class MatrixPage:
    """The matrix as text, and what stands around it.

    focus: the unit whose derivations the titles of the rows lead to.
    wrong, changed: how many cells were left out, and in how many the lead gave other points.
    """

    choice: Choice
    groups: tuple[Group, ...]
    shown: tuple[UnitRow, ...]
    all_units: tuple[UnitRow, ...]
    focus: UnitRow
    head: SafeString
    body: SafeString
    foot: SafeString
    leaves: int
    lines: int
    wrong: int
    changed: int

    @property
    def units(self) -> int:
        """Return how many columns are shown."""
        return len(self.shown)

    @property
    def group(self) -> Group | None:
        """Return the group of columns that is cut out, if one is."""
        return next((group for group in self.groups if group.chosen), None)

    @property
    def without_group(self) -> str:
        """Return the end of the address that shows all groups."""
        return self.choice.query(group=0)

    @property
    def is_changed(self) -> bool:
        """Return whether the reader has chosen anything."""
        return self.choice != Choice()


def matrix_page(
    frozen: Frozen,
    units: Mapping[str, UnitRow],
    *,
    choice: Choice,
    marks: MatrixMarks,
    lang: Language,
    addresses: Addresses,
) -> MatrixPage:
    """Return the matrix of a result with the columns of a choice."""
    card = frozen.card
    wanted = chosen_units(choice, units, frozen.standings)
    of = groups(choice, len(wanted))
    shown = cut(wanted, of)
    at = {code: column for column, code in enumerate(card.figures.units)}
    columns = [
        MatrixUnit(at[u.code], u.code, u.name, u.short_name, addresses.unit(u.code)) for u in shown
    ]

    def why(criterion: str) -> str:
        return addresses.why(shown[0].code, criterion)

    places = {standing.unit: standing.place for standing in frozen.standings}
    return MatrixPage(
        choice=choice,
        groups=of,
        shown=shown,
        all_units=tuple(units.values()),
        focus=shown[0],
        head=matrix_head(columns),
        body=matrix_body(card, columns, lang=lang, why=why, tinted=choice.tinted, marks=marks),
        foot=matrix_foot(card, columns, lang=lang, places=places, why=why),
        leaves=len(card.sheet.leaves),
        lines=len(card.sheet.criteria),
        wrong=len(marks.wrong),
        changed=_changed(card, marks),
    )


def _changed(card: Scorecard, marks: MatrixMarks) -> int:
    """Return how many points of the lead differ from those that the rules give."""
    rows = {code: row for row, code in enumerate(card.nodes) if code != ROOT}
    columns = {code: column for column, code in enumerate(card.figures.units)}
    return sum(
        int(card.points[rows[criterion], columns[unit]]) != theirs
        for (criterion, unit), theirs in marks.lead_points.items()
        if criterion in rows and unit in columns
    )


def wrong_cells(findings: tuple[Finding, ...]) -> dict[Cell, str]:
    """Return the cells of the figures that were left out as wrong, and what they claimed."""
    return {
        (str(found.facts["criterion"]), str(found.facts["unit"])): str(found.facts["value"])
        for found in findings
        if found.is_error and found.facts.keys() >= {"criterion", "unit", "value"}
    }
