"""The distinct texts of a file's cells, each read once, and what each means in its slot."""

import datetime as dt
import re
from array import array
from enum import IntEnum
from fractions import Fraction
from functools import cache

from attrs import Factory, define, field, frozen

from thidua.core.criteria import Entry
from thidua.core.figures import Marks, NotANumber, State, Written, read_plain, read_written
from thidua.core.seasons.slots import Slot
from thidua.core.units import fold

NOT_APPLICABLE = {"x", "×", "х"}
NOT_ASSIGNED = {"không giao", "khong giao", "not assigned"}
_WORDS = {
    **dict.fromkeys(("co", "yes", "dat", "true"), 1),
    **dict.fromkeys(("khong", "no", "khong dat", "false"), 0),
}
_DATES = (
    re.compile(r"(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})(?:[/.-](?P<year>\d{4}))?", re.ASCII),
    re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})[/.-](?P<day>\d{1,2})", re.ASCII),
)


class Kind(IntEnum):
    """What a cell's text is before it is known which slot it stands in."""

    NUMBER = 0
    BLANK = 1
    NOT_APPLICABLE = 2
    NOT_ASSIGNED = 3
    OTHER = 4


@frozen
class Text:
    """One distinct text: its kind, its number, or why it is none."""

    text: str
    kind: Kind
    written: Written | None = None
    fault: str = ""


@frozen
class Meaning:
    """What a text means in a slot: a state with an exact number, or a fault with its facts."""

    state: State
    digits: int = 0
    places: int = 0
    fault: str = ""
    facts: tuple[tuple[str, object], ...] = ()

    @property
    def value(self) -> Fraction:
        """Return the number."""
        return Fraction(self.digits, 10**self.places)


_BLANK = Meaning(State.BLANK)


@define
class Texts:
    """The distinct texts of one file's cells, each read once.

    raw: as written. digits, places: of each that is a number in its plainest form; places is
        below 0 for any other. marks: what all of them show of the use of dot and comma.
    odd: index -> what it is, of those others.
    known: raw text -> its index in these.
    """

    raw: list[str] = Factory(list)
    digits: "array[int]" = field(factory=lambda: array("q"))
    places: "array[int]" = field(factory=lambda: array("b"))
    odd: dict[int, Text] = Factory(dict)
    known: dict[str, int] = Factory(dict)
    _marks: int = 0

    @property
    def marks(self) -> Marks:
        """Return what the file's numbers show of the use of dot and comma."""
        return Marks(self._marks)

    def add(self, raw: str) -> int:
        """Return the index of a text that is not known yet, reading it."""
        index = self.known[raw] = len(self.raw)
        self.raw.append(raw)
        plain = read_plain(raw)
        if plain is None:
            written = self.odd.setdefault(index, _text(raw.strip())).written
            plain = (0, -1, 0 if written is None else written.marks.value)
        self.digits.append(plain[0])
        self.places.append(plain[1])
        self._marks |= plain[2]
        return index

    def text(self, index: int) -> Text:
        """Return what the text at an index is."""
        return self.odd[index] if index in self.odd else _text(self.raw[index])


def _text(bare: str) -> Text:
    if not bare:
        return Text(bare, Kind.BLANK)
    if bare.casefold() in NOT_APPLICABLE:
        return Text(bare, Kind.NOT_APPLICABLE)
    try:
        return Text(bare, Kind.NUMBER, read_written(bare))
    except NotANumber as refusal:
        kind = Kind.NOT_ASSIGNED if bare.casefold() in NOT_ASSIGNED else Kind.OTHER
        return Text(bare, kind, fault=refusal.code)


def meaning(text: Text, slot: Slot, *, marks: Marks, year: int) -> Meaning:
    """Return what a text means in a slot, in a file that writes its numbers as marks says."""
    if text.kind is Kind.BLANK:
        return _BLANK
    if text.kind is Kind.NOT_APPLICABLE:
        return _bare_fault("target_excused") if slot.is_target else Meaning(State.NOT_APPLICABLE)
    if text.kind is Kind.NOT_ASSIGNED:
        return Meaning(State.NOT_ASSIGNED) if slot.is_target else _bare_fault("not_assigned_here")
    number = _number(text, slot, marks, year)
    if isinstance(number, Meaning):
        return number
    if slot.is_target and not number[0]:
        return _BLANK
    if slot.takes_off_only:
        return _bare_fault("has_no_target")
    return _within(slot, *number)


def _number(text: Text, slot: Slot, marks: Marks, year: int) -> tuple[int, int] | Meaning:
    """Return digits and places, or the fault for a text that is no number in this slot."""
    indicator = slot.indicator
    if indicator.entry is Entry.LEVEL:
        level = _level(text.text, indicator.levels)
        if level is not None:
            return level, 0
    if text.written is not None:
        return text.written.read(marks)
    if indicator.entry is Entry.YES_NO and fold(text.text[:20]) in _WORDS:
        return _WORDS[fold(text.text[:20])], 0
    if indicator.entry is Entry.DAYS:
        return _days_late(text, slot, year)
    if indicator.entry is Entry.LEVEL:
        return _fault("unknown_level", levels=indicator.levels)
    return _bare_fault(text.fault)


def _level(text: str, levels: tuple[str, ...]) -> int | None:
    """Return the number of a level from 1, by its name."""
    if text in levels:
        return levels.index(text) + 1
    folded = [level.casefold() for level in levels]
    word = text.casefold()
    return folded.index(word) + 1 if word in folded else None


def _days_late(text: Text, slot: Slot, year: int) -> tuple[int, int] | Meaning:
    """Return by how many days a date is later than the slot's due day."""
    match = next(filter(None, (date.fullmatch(text.text) for date in _DATES)), None)
    if match is None:
        return _bare_fault(text.fault)
    if slot.due is None:
        return _bare_fault("date_without_due")
    try:
        said = dt.date(int(match["year"] or year), int(match["month"]), int(match["day"]))
    except ValueError:
        return _bare_fault("impossible_date")
    return max(0, (said - slot.due).days), 0


def _within(slot: Slot, digits: int, places: int) -> Meaning:
    """Return a number, or the fault where the slot does not admit it."""
    indicator = slot.indicator
    scale = 10**places
    if indicator.only and Fraction(digits, scale) not in indicator.only:
        return _fault("not_one_of", only=indicator.only)
    lower, upper, step = indicator.lower, indicator.upper, indicator.step
    if lower is not None and digits * lower.denominator < lower.numerator * scale:
        return too_low(slot)
    if upper is not None and digits * upper.denominator > upper.numerator * scale:
        return too_high(slot)
    if step is not None and digits * step.denominator % (step.numerator * scale):
        return out_of_step(slot)
    return Meaning(State.REPORTED, digits, places)


def too_low(slot: Slot) -> Meaning:
    """Return the fault of a number below the slot's least."""
    code = "below_least" if slot.indicator.upper is None else "out_of_bounds"
    return _fault(code, lower=slot.indicator.lower, upper=slot.indicator.upper)


def too_high(slot: Slot) -> Meaning:
    """Return the fault of a number above the slot's most."""
    code = "above_most" if slot.indicator.lower is None else "out_of_bounds"
    return _fault(code, lower=slot.indicator.lower, upper=slot.indicator.upper)


def out_of_step(slot: Slot) -> Meaning:
    """Return the fault of a number that is not a whole number of the slot's steps."""
    step = slot.indicator.step
    return _fault("not_whole_number" if step == 1 else "not_in_step", step=step)


def _fault(code: str, **facts: object) -> Meaning:
    return Meaning(State.BLANK, fault=code, facts=tuple(facts.items()))


@cache
def _bare_fault(code: str) -> Meaning:
    """Return a fault that says all by its code: one value, however many texts have it."""
    return _fault(code)
