"""The units of a cluster beside each other at one criterion."""

from collections.abc import Mapping
from fractions import Fraction

from attrs import frozen

from thidua.core.figures import State
from thidua.core.scoring import Scorecard
from thidua.core.scoring.derivation import Derivation, Other
from thidua.store.queries.units import UnitRow
from thidua.web.rows.addresses import Addresses
from thidua.web.rows.cells import amount
from thidua.web.rows.why import STATES
from thidua.wording import Language, number


@frozen
class OtherRow:
    """A unit at this criterion: its points, and for a second-pass rule what it reported."""

    unit: UnitRow
    period: str
    value: str
    target: str
    ratio: str
    points: str
    is_own: bool
    address: str


@frozen
class Others:
    """The units at one criterion, the most points first; compared where they are scored so."""

    rows: tuple[OtherRow, ...]
    compared: bool
    by_target: bool
    by_period: bool


def others(
    card: Scorecard,
    derivation: Derivation,
    units: Mapping[str, UnitRow],
    *,
    lang: Language,
    addresses: Addresses,
) -> Others:
    """Return every unit of the year at the criterion of a derivation."""
    column = {code: at for at, code in enumerate(card.figures.units)}

    def row(code: str, other: Other | None = None) -> OtherRow:
        return OtherRow(
            unit=units[code],
            period=other.period if other else "",
            value=_value(other, lang),
            target=_exact(other.target, lang) if other else "",
            ratio=_exact(other.ratio, lang) if other else "",
            points=amount(card, derivation.criterion, column[code], lang).text,
            is_own=code == derivation.unit,
            address=addresses.why(code, derivation.criterion),
        )

    node = card.nodes.index(derivation.criterion)
    earned = {code: int(card.points[node, at]) for code, at in column.items()}
    given = [(other.unit, other) for other in derivation.others if other.unit in units]
    plain = [(code, None) for code in units if code not in {code for code, _ in given}]
    ranked = sorted([*given, *plain], key=lambda pair: -earned[pair[0]])
    return Others(
        rows=tuple(row(code, other) for code, other in ranked),
        compared=bool(given),
        by_target=any(other.target is not None for _, other in given),
        by_period=any(other.period for _, other in given),
    )


def _value(other: Other | None, lang: Language) -> str:
    if other is None:
        return ""
    return str(STATES.get(other.state, STATES[State.BLANK])) if other.value is None else number(
        other.value, lang
    )  # fmt: skip


def _exact(value: Fraction | None, lang: Language) -> str:
    return "–" if value is None else number(value, lang)
