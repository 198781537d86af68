"""Vietnamese names: looking one up without its marks, and the order of the alphabet."""

import re
import unicodedata
from functools import lru_cache

ALPHABET = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
TONES = {"\u0300": "1", "\u0309": "2", "\u0303": "3", "\u0301": "4", "\u0323": "5"}

# Two signs a letter, so that the marked letters stand between their neighbours in ASCII order.
_PLACE = {letter: chr(0x41 + at // 8) + chr(0x30 + at % 8) for at, letter in enumerate(ALPHABET)}
_GAP, _END, _OTHER = "!", " ", "~"
_PART = re.compile(r"\d+|.", re.DOTALL)


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Return the text as it is searched: small letters, no marks, single spaces, d for đ.

    >>> fold("  Lạng  Sơn ")
    'lang son'
    """
    bare = unicodedata.normalize("NFD", text.casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    return " ".join(letters.replace("đ", "d").split())


@lru_cache(maxsize=65_536)
def sort_key(text: str) -> str:
    """Return an ASCII key whose plain order is the order of the Vietnamese alphabet.

    Letters decide first (a, ă, â, b … d, đ, e, ê …), then tones (level, huyền, hỏi, ngã, sắc,
    nặng), then capitals. A number in a name counts as a number: "số 2" stands before "số 10".

    >>> sorted(["Đà Lạt", "Ân Thi", "Bạc Liêu", "An Giang", "Dầu Tiếng"], key=sort_key)
    ['An Giang', 'Ân Thi', 'Bạc Liêu', 'Dầu Tiếng', 'Đà Lạt']
    """
    words = unicodedata.normalize("NFC", " ".join(text.split()))
    letters, tones = [], []
    for part in _PART.findall(words.lower()):
        letter, tone = _split(part)
        letters.append(_place(letter))
        tones.append(tone)
    capitals = "".join("1" if sign.isupper() else "0" for sign in words)
    return _END.join(["".join(letters), "".join(tones).rstrip("0"), capitals.rstrip("0")])


def _split(sign: str) -> tuple[str, str]:
    """Return a letter without its tone, and the tone's rank."""
    for mark in unicodedata.normalize("NFD", sign):
        if mark in TONES:
            bare = unicodedata.normalize("NFD", sign).replace(mark, "")
            return unicodedata.normalize("NFC", bare), TONES[mark]
    return sign, "0"


def _place(letter: str) -> str:
    if letter in _PLACE:
        return _PLACE[letter]
    if letter.isdigit() and letter.isascii():
        number = letter.lstrip("0")[:60] or "0"
        return "0" + chr(0x30 + len(number)) + number
    if not letter.isalnum():
        return _GAP
    return _OTHER + "".join(f"{ord(sign):06x}" for sign in letter)
