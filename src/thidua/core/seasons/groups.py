"""The rows of one slot, and what each of their texts means in it."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
import numpy.typing as npt
from attrs import define, field, frozen

from thidua.core.criteria import Entry
from thidua.core.figures import Integers, State
from thidua.core.seasons.cells import Cells, Whole
from thidua.core.seasons.slots import Slot
from thidua.core.seasons.values import Meaning, meaning, out_of_step, too_high, too_low

Mask = npt.NDArray[np.bool_]
_LARGEST = 2**63 - 1
_UNREAD = -2


@frozen(eq=False)
class Group:
    """The rows of one slot, in the order of its cells.

    at, unit, period: of each row: its index in Cells, its unit, its period (0 is the year).
    which: index of each row's text in `texts`, which are indices of distinct texts.
    states, numbers, places: what each text means; a faulty one is BLANK.
    meanings: of the texts that are no plain number which the slot admits.
    meant: of each text: the index of its meaning, -1 for a plain number.
    """

    slot: Slot
    at: Whole
    unit: Whole
    period: Whole
    which: Whole
    texts: Whole
    states: npt.NDArray[np.int8]
    numbers: Integers
    places: int
    meanings: tuple[Meaning, ...]
    meant: Whole

    def rows_of(self, wanted: Callable[[Meaning], bool]) -> Mask:
        """Return which rows have a text whose meaning is wanted; never a plain number's."""
        marks = np.array([*map(wanted, self.meanings), False], dtype=np.bool_)
        found: Mask = marks[self.meant][self.which]
        return found

    def rows_with(self, texts: Iterable[int]) -> Mask:
        """Return which rows have one of these texts."""
        marked = np.zeros(len(self.texts), dtype=np.bool_)
        marked[list(texts)] = True
        return marked[self.which]

    @property
    def is_reported(self) -> Mask:
        """Return which rows hold a number that their slot admits."""
        reported: Mask = (self.states == State.REPORTED)[self.which]
        return reported


def group_of(cells: Cells, place: int, *, year: int) -> Group:
    """Return the rows of the slot at a place."""
    grid = cells.grid
    slot, start = grid.slots.slots[place], place * grid.stride
    low, high = np.searchsorted(cells.cells, [start, start + grid.stride])
    period, unit = np.divmod(cells.cells[low:high] - start, len(grid.units))
    texts, which = np.unique(cells.texts[low:high], return_inverse=True)
    read = _Reading(cells, slot, texts, year)
    read.plain_numbers()
    read.others()
    at = np.arange(low, high)
    return Group(slot, at, unit, period, which, texts, read.states(), read.numbers,
                 read.places, tuple(read.meanings), read.meant)  # fmt: skip


@define
class _Reading:
    """The meanings of a slot's texts as they are found: plain numbers all at once."""

    cells: Cells
    slot: Slot
    texts: Whole
    year: int
    numbers: Integers = field(factory=lambda: np.zeros(0, dtype=np.int64))
    places: int = 0
    meanings: list[Meaning] = field(factory=list)
    meant: Whole = field(init=False)
    _known: dict[int, int] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.meant = np.full(len(self.texts), -1, dtype=np.int64)

    def plain_numbers(self) -> None:
        """Set all plain numbers, with common places; those that are not admitted are faults."""
        digits, places = self.cells.digits[self.texts], self.cells.places[self.texts]
        plain = self._is_plain(digits, places)
        self.places = int(places[plain].max(initial=0))
        powers = np.where(plain, self.places - places, 0)
        self.numbers = _scaled(np.where(plain, digits, 0), powers)
        for refused, fault in _refusals(self.slot, self.numbers, self.places):
            fresh = plain & refused & (self.meant < 0)
            if fresh.any():
                self.meant[fresh] = self._index(fault)
        self.numbers[self.meant >= 0] = 0
        self.meant[~plain] = _UNREAD

    def others(self) -> None:
        """Read every other text one by one."""
        cells, slot, exact = self.cells, self.slot, {}
        for index in np.flatnonzero(self.meant == _UNREAD).tolist():
            text = int(self.texts[index])
            found = meaning(cells.text(text), slot, marks=cells.marks_of(text), year=self.year)
            self.meant[index] = self._index(found)
            if found.state is State.REPORTED:
                exact[index] = found
        if exact:
            self._set(exact)

    def states(self) -> npt.NDArray[np.int8]:
        """Return the state of each text."""
        of_meanings = [*(found.state for found in self.meanings), State.REPORTED]
        states: npt.NDArray[np.int8] = np.array(of_meanings, dtype=np.int8)[self.meant]
        return states

    def _is_plain(self, digits: Whole, places: Whole) -> Mask:
        """Return which texts are plain numbers where the slot takes any number in its bounds."""
        indicator = self.slot.indicator
        if indicator.entry not in {Entry.NUMBER, Entry.POINTS} or indicator.only:
            return np.zeros(len(digits), dtype=np.bool_)
        if self.slot.takes_off_only:
            return np.zeros(len(digits), dtype=np.bool_)
        plain: Mask = places >= 0
        return plain & (digits != 0) if self.slot.is_target else plain

    def _index(self, found: Meaning) -> int:
        """Return the index of a meaning; the same object is kept once."""
        index = self._known.setdefault(id(found), len(self.meanings))
        if index == len(self.meanings):
            self.meanings.append(found)
        return index

    def _set(self, found: Mapping[int, Meaning]) -> None:
        """Set numbers that were read one by one, all with common places."""
        most = max(self.places, *(meant.places for meant in found.values()))
        exact = [number * 10 ** (most - self.places) for number in self.numbers.tolist()]
        for index, meant in found.items():
            exact[index] = meant.digits * 10 ** (most - meant.places)
        self.numbers, self.places = _integers(exact), most


def _scaled(digits: Whole, powers: Whole) -> Integers:
    """Return digits * 10**powers, as Python integers where int64 might not hold them."""
    largest = int(np.abs(digits).max(initial=0)) * 10 ** int(powers.max(initial=0))
    if largest <= _LARGEST:
        return digits * 10**powers
    exact = [
        number * 10**power for number, power in zip(digits.tolist(), powers.tolist(), strict=True)
    ]
    return np.array(exact, dtype=np.object_)


def _refusals(slot: Slot, numbers: Integers, places: int) -> Iterator[tuple[Mask, Meaning]]:
    """Give which numbers, in units of 10**-places, break a bound or the step of the slot."""
    indicator = slot.indicator
    if indicator.lower is not None:
        least = math.ceil(indicator.lower * 10**places)
        yield (numbers < least).astype(np.bool_), too_low(slot)
    if indicator.upper is not None:
        most = math.floor(indicator.upper * 10**places)
        yield (numbers > most).astype(np.bool_), too_high(slot)
    if indicator.step is not None:
        # With step * 10**places = a/b in lowest terms, n is a whole number of steps if a divides n.
        whole = (indicator.step * 10**places).numerator
        rest = numbers % whole if whole <= _LARGEST else numbers
        yield (rest != 0).astype(np.bool_), out_of_step(slot)


def _integers(exact: list[int]) -> Integers:
    if all(-_LARGEST <= number <= _LARGEST for number in exact):
        return np.array(exact, dtype=np.int64)
    return np.array(exact, dtype=np.object_)


def fewest_places(numbers: Integers, places: int) -> tuple[Integers, int]:
    """Return the same values with as few decimals as hold all of them."""
    while places and not (numbers % 10).any():
        numbers, places = numbers // 10, places - 1
    if numbers.dtype == np.object_:
        return _integers(numbers.tolist()), places
    return numbers, places


def zeros_like(numbers: Integers, count: int) -> Integers:
    """Return so many zeros that numbers like these may take the place of."""
    if numbers.dtype == np.object_:
        return np.zeros(count, dtype=np.object_)
    return np.zeros(count, dtype=np.int64)
