"""The distinct texts of a file's cells, each read once, and what each means in its slot."""

import datetime as dt
import re
from enum import IntEnum
from fractions import Fraction

from attrs import Factory, define, frozen

from thidua.core.criteria import Entry
from thidua.core.figures import Marks, NotANumber, State, Written, read_written
from thidua.core.seasons.slots import Slot
from thidua.core.units import fold

NOT_APPLICABLE = {"x", "×", "х"}
NOT_ASSIGNED = {"khong giao", "not assigned"}
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


@define
class Texts:
    """The distinct texts of one file; marks is what they show of the use of dot and comma."""

    marks: Marks = Marks.NONE
    distinct: list[Text] = Factory(list)
    known: dict[str, int] = Factory(dict)

    def place(self, raw: str) -> int:
        """Return the place of a text among the distinct ones, reading it when it is new."""
        place = self.known.get(raw)
        if place is None:
            place = self.known[raw] = len(self.distinct)
            text = _text(raw.strip())
            if text.written is not None:
                self.marks |= text.written.marks
            self.distinct.append(text)
        return place


def _text(bare: str) -> Text:
    if not bare:
        return Text(bare, Kind.BLANK)
    if bare.casefold() in NOT_APPLICABLE:
        return Text(bare, Kind.NOT_APPLICABLE)
    try:
        return Text(bare, Kind.NUMBER, read_written(bare))
    except NotANumber as refusal:
        assigned = len(bare) <= len("not assigned") and fold(bare) in NOT_ASSIGNED
        kind = Kind.NOT_ASSIGNED if assigned else Kind.OTHER
        return Text(bare, kind, fault=refusal.code)


def meaning(text: Text, slot: Slot, *, marks: Marks, year: int) -> Meaning:
    """Return what a text means in a slot, in a file that writes its numbers as marks says."""
    if text.kind is Kind.BLANK:
        return Meaning(State.BLANK)
    if text.kind is Kind.NOT_APPLICABLE:
        return _fault("target_excused") if slot.is_target else Meaning(State.NOT_APPLICABLE)
    if text.kind is Kind.NOT_ASSIGNED:
        return Meaning(State.NOT_ASSIGNED) if slot.is_target else _fault("not_assigned_here")
    number = _number(text, slot, marks, year)
    if isinstance(number, Meaning):
        return number
    if slot.is_target and not number[0]:
        return Meaning(State.BLANK)
    if slot.takes_off_only:
        return _fault("has_no_target")
    return _within(slot, *number)


def _number(text: Text, slot: Slot, marks: Marks, year: int) -> tuple[int, int] | Meaning:
    """Return digits and places, or the fault for a text that is no number in this slot."""
    indicator = slot.indicator
    if indicator.entry is Entry.LEVEL:
        level = _level(text.text, indicator.levels)
        if level is not None:
            return level, 0
    if text.written is not None:
        return _fewest(*text.written.read(marks))
    if indicator.entry is Entry.YES_NO and fold(text.text[:20]) in _WORDS:
        return _WORDS[fold(text.text[:20])], 0
    if indicator.entry is Entry.DAYS:
        return _days_late(text, slot, year)
    if indicator.entry is Entry.LEVEL:
        return _fault("unknown_level", levels=indicator.levels)
    return _fault(text.fault)


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
        return _fault(text.fault)
    if slot.due is None:
        return _fault("date_without_due")
    try:
        said = dt.date(int(match["year"] or year), int(match["month"]), int(match["day"]))
    except ValueError:
        return _fault("impossible_date")
    return max(0, (said - slot.due).days), 0


def _fewest(digits: int, places: int) -> tuple[int, int]:
    """Return the same number with as few decimals as hold it."""
    while places and digits % 10 == 0:
        digits, places = digits // 10, places - 1
    return digits, places


def _within(slot: Slot, digits: int, places: int) -> Meaning:
    """Return a number, or the fault where the slot does not admit it."""
    indicator = slot.indicator
    scale = 10**places
    if indicator.only and Fraction(digits, scale) not in indicator.only:
        return _fault("not_one_of", only=indicator.only)
    lower, upper, step = indicator.lower, indicator.upper, indicator.step
    if lower is not None and digits * lower.denominator < lower.numerator * scale:
        return _fault("below_least" if upper is None else "out_of_bounds", **_limits(slot))
    if upper is not None and digits * upper.denominator > upper.numerator * scale:
        return _fault("above_most" if lower is None else "out_of_bounds", **_limits(slot))
    if step is not None and digits * step.denominator % (step.numerator * scale):
        return _fault("not_whole_number" if step == 1 else "not_in_step", step=step)
    return Meaning(State.REPORTED, digits, places)


def _limits(slot: Slot) -> dict[str, object]:
    return {"lower": slot.indicator.lower, "upper": slot.indicator.upper}


def _fault(code: str, **facts: object) -> Meaning:
    return Meaning(State.BLANK, fault=code, facts=tuple(facts.items()))
