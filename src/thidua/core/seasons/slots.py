"""What a sheet has to be told: a slot for every indicator of every criterion and override."""

import datetime as dt
from collections.abc import Iterable, Mapping
from fractions import Fraction

from attrs import frozen

from thidua.core.criteria import Criterion, Entry, Indicator, Sheet, indicators
from thidua.core.criteria.indicators import TARGET
from thidua.core.criteria.rules import Panel
from thidua.core.criteria.sheet import YearEnd

OVERRIDE = Indicator("", Entry.YES_NO, upper=Fraction(1), step=Fraction(1))
_TAKES_OFF = Indicator(TARGET, Entry.NUMBER)


@frozen
class Slot:
    """One thing that a unit can be asked for.

    criterion: None for an override's.
    takes_off_only: the target of a criterion that has none; it admits only "not assigned".
    """

    code: str
    indicator: Indicator
    criterion: Criterion | None = None
    takes_off_only: bool = False

    @property
    def key(self) -> tuple[str, str]:
        """Return the column's key: the code and the indicator."""
        return self.code, self.indicator.key

    @property
    def is_target(self) -> bool:
        """Return whether nothing or zero means that the unit was given none."""
        return self.indicator.key == TARGET

    @property
    def adds_up_levels(self) -> bool:
        """Return whether levels or marks of several periods would wrongly be added up."""
        criterion = self.criterion
        if criterion is None or criterion.score_each_period:
            return False
        is_rank = self.indicator.entry is Entry.LEVEL or isinstance(criterion.rule, Panel)
        return is_rank and criterion.over_periods is YearEnd.SUM

    @property
    def due(self) -> dt.date | None:
        """Return the day by which it must be done, if it has one."""
        return None if self.criterion is None else self.criterion.due


@frozen
class Slots:
    """All slots of a sheet.

    places: (code, indicator) -> its place in `slots`.
    applies: code -> the unit types it applies to, its sections' included; empty for all.
    keys_of: code -> the indicators that figures.csv and targets.csv may name; none for a section.
    unsure: codes whose rule could not be read, so that their figures cannot be judged.
    """

    sheet: Sheet
    slots: tuple[Slot, ...]
    places: Mapping[tuple[str, str], int]
    applies: Mapping[str, frozenset[str]]
    keys_of: Mapping[str, tuple[str, ...]]
    unsure: frozenset[str] = frozenset()

    @property
    def codes(self) -> tuple[str, ...]:
        """Return every code that figures may name."""
        return tuple(self.keys_of)


def slots_of(sheet: Sheet, *, unsure: frozenset[str] = frozenset()) -> Slots:
    """Return everything that a sheet asks for, in its order."""
    slots = [
        Slot(criterion.code, indicator, criterion)
        for criterion in sheet.leaves
        for indicator in indicators(criterion, sheet)
    ]
    slots += [Slot(override.code, OVERRIDE) for override in sheet.overrides]
    keys_of: dict[str, list[str]] = {criterion.code: [] for criterion in sheet.criteria}
    for slot in slots:
        keys_of.setdefault(slot.code, []).append(slot.indicator.key)
    slots += [
        Slot(criterion.code, _TAKES_OFF, criterion, takes_off_only=True)
        for criterion in sheet.criteria
        if TARGET not in keys_of[criterion.code]
    ]
    return Slots(
        sheet=sheet,
        slots=tuple(slots),
        places={slot.key: place for place, slot in enumerate(slots)},
        applies=_applies(sheet.criteria),
        keys_of={code: tuple(keys) for code, keys in keys_of.items()},
        unsure=unsure,
    )


def _applies(criteria: Iterable[Criterion]) -> dict[str, frozenset[str]]:
    """Return which unit types each criterion applies to, held within its sections."""
    applies: dict[str, frozenset[str]] = {}
    for criterion in criteria:
        above = applies.get(criterion.parent or "", frozenset())
        own = criterion.unit_types
        both = own & above
        # A type that the section excludes stays excluded: a sign that no type has keeps it so.
        applies[criterion.code] = (both or frozenset({"\x00"})) if own and above else own or above
    return applies
