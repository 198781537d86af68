"""Reading a number as people write it: 1.234,5 and 1234.5, with a minus, a percent sign, spaces.

One mark may mean thousands or decimals. Two marks, a repeated mark, or a mark without exactly
three digits after it tell which; "1.234" alone does not, and is decided by the other numbers of
the same file (`Marks`), or else read in the Vietnamese way and reported as ambiguous.
"""

import re
from enum import Flag
from fractions import Fraction

from attrs import frozen

MOST_DIGITS = 30
GROUP = 3

SPACES = " \u00a0\u202f\u2009\u2007\t"
_MINUSES = "-\u2212\u2013"
_ONLY_DIGITS = re.compile(r"[0-9]+", re.ASCII)
_SPACED = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f\u2009\u2007][0-9]{3})+(?![0-9])", re.ASCII)
_SHAPE = re.compile(r"[0-9.,]*[0-9]", re.ASCII)
_SCIENTIFIC = re.compile(r"[0-9.,]+ ?(?:e|[×x*] ?10\^) ?[+\-\u2212]?[0-9]+", re.ASCII)
_NAN = ("nan", "#n/a", "#num!", "#div/0!", "#value!", "#ref!", "#name?", "null", "none")
_INFINITE = ("inf", "infinity", "∞", "vô cực", "1.#inf")
_WORDS = dict.fromkeys(_NAN, "nan") | dict.fromkeys(_INFINITE, "infinity")


class Marks(Flag):
    """What a number, or a whole file of numbers, shows of the use of dot and comma."""

    NONE = 0
    COMMA_DECIMAL = 1  # 1.234,5
    DOT_DECIMAL = 2  # 1,234.5
    BOTH = 3


_PLAIN = re.compile(r"(?!.{20})(-?)([0-9]{1,17})(?:([.,])([0-9]+))?", re.ASCII)
_COMMA, _DOT = Marks.COMMA_DECIMAL.value, Marks.DOT_DECIMAL.value


class NotANumber(ValueError):
    """The text is no number that may be counted.

    code: not_a_number, nan, infinity, scientific, foreign_digits, number_too_long, bad_grouping.
    """

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@frozen
class Written:
    """A number as written: value is digits / 10**places.

    marks: what it shows of the use of dot and comma.
    other: (digits, places) of its second reading where one mark could mean either; the value
        itself is the Vietnamese reading. None where it is certain.
    """

    digits: int
    places: int = 0
    marks: Marks = Marks.NONE
    other: tuple[int, int] | None = None

    def read(self, marks: Marks) -> tuple[int, int]:
        """Return (digits, places) as a file that writes its numbers so means it."""
        if self.other is None or marks is not Marks.DOT_DECIMAL:
            return self.digits, self.places
        return self.other

    def is_certain(self, marks: Marks) -> bool:
        """Return whether such a file leaves one reading only."""
        return self.other is None or marks in {Marks.COMMA_DECIMAL, Marks.DOT_DECIMAL}


def read_plain(text: str) -> tuple[int, int, int] | None:
    """Return (digits, places, marks) of a number in its plainest form, None for any other text.

    That is at most 18 digits with at most one mark whose meaning is certain, and a minus. It is
    several times faster than `read_written`, which gives the same.
    """
    match = _PLAIN.fullmatch(text)
    if match is None:
        return None
    sign, whole, mark, rest = match.groups()
    if mark is None:
        return int(text), 0, 0
    if len(rest) == GROUP and len(whole) <= GROUP and whole[0] != "0":
        return None
    digits = int(sign + whole + rest)
    return digits, len(rest), _COMMA if mark == "," else _DOT


def read_number(text: str, *, marks: Marks = Marks.NONE) -> Fraction:
    """Return the number that a text holds; marks is what else is known of its file.

    Raises NotANumber.

    >>> read_number("1.234,5"), read_number("1234.5"), read_number("−3,25 %")
    (Fraction(2469, 2), Fraction(2469, 2), Fraction(-13, 4))
    """
    digits, places = read_written(text).read(marks)
    return Fraction(digits, 10**places)


def read_written(text: str) -> Written:
    """Return a number with both of its readings where it has two. Raises NotANumber."""
    bare = text.strip(SPACES)
    if _ONLY_DIGITS.fullmatch(bare) and len(bare) <= MOST_DIGITS:
        return Written(int(bare))
    sign, body = _without_signs(bare)
    if not _SHAPE.fullmatch(body):
        raise NotANumber(_why_not(bare))
    if sum(map(body.count, "0123456789")) > MOST_DIGITS:
        raise NotANumber("number_too_long")
    return _signed(_grouped(body), sign)


def _without_signs(bare: str) -> tuple[int, str]:
    """Return the sign and the digits with their marks, spaces between thousands closed up."""
    sign = 1
    if bare[:1] and bare[0] in _MINUSES + "+":
        sign = 1 if bare[0] == "+" else -1
        bare = bare[1:].lstrip(SPACES)
    body = bare.removesuffix("%").rstrip(SPACES)
    spaced = _SPACED.match(body)
    if spaced:
        body = "".join(spaced[0].split()) + body[spaced.end() :]
    return sign, body


def _why_not(bare: str) -> str:
    """Return the code for a text that is no number."""
    word = bare.lstrip(_MINUSES + "+").casefold()
    if word in _WORDS:
        return _WORDS[word]
    if _SCIENTIFIC.fullmatch(word):
        return "scientific"
    if not bare.isascii() and any(sign.isnumeric() and not sign.isascii() for sign in bare):
        return "foreign_digits"
    return "not_a_number"


def _grouped(body: str) -> Written:
    """Return what digits with dots and commas mean."""
    dots, commas = body.count("."), body.count(",")
    if not dots and not commas:
        return Written(int(body))
    if dots and commas:
        return _two_marks(body)
    mark = "." if dots else ","
    if dots + commas > 1:
        return Written(_thousands(body, mark), marks=_uses(thousands=mark))
    return _one_mark(body, mark)


def _two_marks(body: str) -> Written:
    """Return a number with both marks: the last is the decimal one."""
    decimal = "," if body.rfind(",") > body.rfind(".") else "."
    whole, _, rest = body.rpartition(decimal)
    if decimal in whole:
        raise NotANumber("bad_grouping")
    digits = _thousands(whole, "." if decimal == "," else ",")
    return Written(digits * 10 ** len(rest) + int(rest), len(rest), _uses(decimal=decimal))


def _one_mark(body: str, mark: str) -> Written:
    """Return a number with one mark: thousands, decimals, or either."""
    whole, _, rest = body.partition(mark)
    decimals = int((whole or "0") + rest), len(rest)
    if len(rest) != GROUP or not 1 <= len(whole) <= GROUP or whole[0] == "0":
        return Written(*decimals, _uses(decimal=mark))
    if mark == ",":
        return Written(*decimals, other=(int(whole + rest), 0))
    return Written(int(whole + rest), other=decimals)


def _thousands(text: str, mark: str) -> int:
    """Return a whole number from groups of three digits."""
    first, *groups = text.split(mark)
    well_formed = 1 <= len(first) <= GROUP and first[0] != "0"
    if not well_formed or any(len(group) != GROUP for group in groups):
        raise NotANumber("bad_grouping")
    return int(first + "".join(groups))


def _uses(*, decimal: str = "", thousands: str = "") -> Marks:
    comma = decimal == "," or thousands == "."
    return Marks.COMMA_DECIMAL if comma else Marks.DOT_DECIMAL


def _signed(written: Written, sign: int) -> Written:
    if sign > 0:
        return written
    other = None if written.other is None else (-written.other[0], written.other[1])
    return Written(-written.digits, written.places, written.marks, other)
