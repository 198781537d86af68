"""One unit's sheet: every line with its points, what the lead gave, and what was written."""

from collections.abc import Mapping
from typing import Final

from attrs import frozen

from thidua.core.criteria import ROOT
from thidua.core.rankings import Standing
from thidua.core.rankings.freezing import Frozen
from thidua.core.scoring import Filled, Scorecard
from thidua.store.queries.units import UnitRow
from thidua.web.rows.addresses import Addresses
from thidua.web.rows.cells import Amount, amount
from thidua.web.rows.tree import Node, folds
from thidua.wording import Language, points

STATES: Final = {
    Filled.COMPLETE: "",
    Filled.PARTIAL: "partial",
    Filled.BLANK: "blank",
    Filled.NOT_APPLICABLE: "not_applicable",
    Filled.NOT_ASSIGNED: "not_assigned",
}


@frozen
class SheetLine:
    """A line of the sheet for one unit.

    lead: points of the lead, "" where none were entered; differs: they are other points.
    state: partial, blank, not_applicable, not_assigned, or "" when all is there.
    wrong: what was claimed in a cell that was left out. evidence: what the sheet asks for.
    """

    node: Node
    label: str
    max_points: int | None
    most: str
    amount: Amount
    lead_points: int | None
    lead: str
    differs: bool
    state: str
    wrong: str
    evidence: str
    notes: tuple[str, ...]
    address: str


@frozen
class SheetFold:
    """A section with the lines that fold away under it."""

    head: SheetLine
    lines: tuple[SheetLine, ...]


@frozen
class UnitSheet:
    """A unit's sheet and where it stands."""

    unit: UnitRow
    standing: Standing
    total: Amount
    most: str
    folds: tuple[SheetFold, ...]
    placed: int
    lines: int
    has_lead: bool
    has_notes: bool


@frozen
class Remarks:
    """What stands beside a unit's points, by criterion: points of the lead, notes, wrong cells."""

    lead_points: Mapping[str, int]
    notes: Mapping[str, tuple[str, ...]]
    wrong: Mapping[str, str]


def unit_sheet(
    frozen: Frozen,
    unit: UnitRow,
    *,
    remarks: Remarks,
    lang: Language,
    addresses: Addresses,
) -> UnitSheet:
    """Return the sheet of one unit of a result."""
    card = frozen.card
    line = _Lines(card, unit.code, remarks, lang, addresses)
    found = tuple(
        SheetFold(line.of(fold.head), tuple(line.of(node) for node in fold.rows))
        for fold in folds(card.sheet)
    )
    standing = next(s for s in frozen.standings if s.unit == unit.code)
    return UnitSheet(
        unit=unit,
        standing=standing,
        total=amount(card, ROOT, line.at, lang),
        most=points(standing.max_points, lang, decimals=0),
        folds=found,
        placed=sum(s.place is not None for s in frozen.standings),
        lines=len(card.sheet.criteria),
        has_lead=bool(remarks.lead_points),
        has_notes=any(row.notes or row.evidence for f in found for row in (f.head, *f.lines)),
    )


class _Lines:
    def __init__(
        self, card: Scorecard, unit: str, remarks: Remarks, lang: Language, addresses: Addresses
    ) -> None:
        self.card, self.unit, self.remarks = card, unit, remarks
        self.lang, self.addresses = lang, addresses
        self.at = card.figures.units.index(unit)
        self.row_of = {code: row for row, code in enumerate(card.nodes)}

    def of(self, node: Node) -> SheetLine:
        """Return a node's line."""
        criterion, row = node.criterion, self.row_of[node.criterion.code]
        earned = int(self.card.points[row, self.at])
        state = Filled(self.card.filled[row, self.at])
        lead = self.remarks.lead_points.get(criterion.code)
        own_max = criterion.max_points
        return SheetLine(
            node=node,
            label=criterion.label or criterion.code,
            max_points=own_max,
            most="" if own_max is None else points(own_max, self.lang, decimals=0),
            amount=amount(self.card, criterion.code, self.at, self.lang),
            lead_points=lead,
            lead="" if lead is None else points(lead, self.lang),
            differs=lead is not None and lead != earned,
            state=STATES[state],
            wrong=self.remarks.wrong.get(criterion.code, ""),
            evidence=criterion.evidence,
            notes=self.remarks.notes.get(criterion.code, ()),
            address=self.addresses.why(self.unit, criterion.code),
        )
