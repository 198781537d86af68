"""What only shows when a whole column is seen: another scale, and targets that nobody has."""

from collections import Counter
from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from thidua.core.criteria import Entry, Sheet
from thidua.core.criteria.indicators import TARGET
from thidua.core.criteria.rules import RelativeTarget
from thidua.core.figures import Column, Figures, Integers, State
from thidua.core.seasons.remarks import Remarks
from thidua.core.seasons.season import TARGETS
from thidua.core.seasons.slots import Slots

HUNDRED, FEWEST_OTHERS = 100, 2


def warn_of_scales(figures: Figures, slots: Slots, remarks: Remarks) -> None:
    """Warn of 0.9 where the other units write 90.

    That is a value above 0 and up to 1 whose hundredfold is the most common value of the other
    units in its column; at least two of them must have it.
    """
    for slot in slots.slots:
        column = figures.columns.get(slot.key)
        if column is None or slot.indicator.entry is not Entry.NUMBER:
            continue
        for period, unit, usual in _out_of_scale(column):
            key = (*slot.key, figures.units[unit], figures.periods[period - 1] if period else "")
            source = figures.sources[key]
            value = Fraction(usual, HUNDRED * 10**column.places)
            remarks.warn(source.file, source.row, "scale_mismatch", criterion=slot.code,
                         indicator=slot.indicator.key, unit=key[2], period=key[3], value=value,
                         usual=value * HUNDRED)  # fmt: skip


def _out_of_scale(column: Column) -> Iterator[tuple[int, int, int]]:
    """Give period (0: the year), unit and the usual number, as the column writes it."""
    numbers: Integers = column.numbers if column.numbers.ndim > 1 else column.numbers[None, :]
    reported = np.ones(numbers.shape, dtype=np.bool_)
    if column.states is not None:
        reported = np.atleast_2d(column.states) == State.REPORTED
    small = reported & (numbers > 0) & (numbers <= 10**column.places)
    for line in np.flatnonzero(small.any(axis=1)).tolist():
        counts = Counter(numbers[line][reported[line]].tolist())
        for unit in np.flatnonzero(small[line]).tolist():
            usual = HUNDRED * int(numbers[line][unit])
            if _is_most_common(usual, counts):
                yield (line + 1 if column.numbers.ndim > 1 else 0), unit, usual


def _is_most_common(number: int, counts: Counter[int]) -> bool:
    """Return whether no number is more common, one hundredth of it left out of account."""
    found = counts[number]
    return found >= FEWEST_OTHERS and found >= max(
        count - (other * HUNDRED == number) for other, count in counts.items()
    )


def warn_of_missing_targets(figures: Figures, sheet: Sheet, remarks: Remarks) -> None:
    """Warn of a criterion that is scored against targets of which no unit has any."""
    for criterion in sheet.leaves:
        if isinstance(criterion.rule, RelativeTarget):
            column = figures.columns.get((criterion.code, TARGET))
            if column is None or not _has_number(column):
                remarks.warn(TARGETS, 0, "nobody_has_target", criterion=criterion.code)


def _has_number(column: Column) -> bool:
    return column.states is None or bool((column.states == State.REPORTED).any())
