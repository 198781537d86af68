"""Bytes of a text file as text: UTF-8 or UTF-16, else the name of the encoding it seems to be in.

Older Vietnamese files hold TCVN3 (ABC), VNI, VISCII or windows-1258. They are not converted:
they are recognised by how many of their words would be Vietnamese syllables, and named.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable

from attrs import frozen

TONES = "\u0300\u0301\u0303\u0309\u0323"
SAMPLE_WORDS = 2_000
SAMPLE_BYTES = 1_000_000
MOSTLY, HALF = 0.75, 0.5
_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))

# From 0x80 on. Zero stands for a place that no letter has.
_TCVN3 = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ0ĂÂÊÔƠƯĐăâêôơưđẶ00000àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽéẹềểễếệìỉỄẾỒĩíịòỔỏõóọồổỗốộờởỡớợùỖủũúụừửữứựỳỷỹýỵỐ"
)
_VISCII = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲÕắằặấầẩậẽẹếềểễệốồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳĐứÒÓÔạỷừửÙÚỹỵÝỡưàáâãảăữẫèéêẻìíĩỉđựòóôõỏọụùúũủýợỮ"
)
# VNI writes a letter and then its marks, each as a letter of windows-1252.
_VNI_TONES = dict(zip("ùøûõï", "\u0301\u0300\u0309\u0303\u0323", strict=True))
_VNI_HATS = dict(
    zip(
        "âáàåãäêéèúüë",
        [
            "\u0302",
            "\u0302\u0301",
            "\u0302\u0300",
            "\u0302\u0309",
            "\u0302\u0303",
            "\u0302\u0323",
            "\u0306",
            "\u0306\u0301",
            "\u0306\u0300",
            "\u0306\u0309",
            "\u0306\u0303",
            "\u0306\u0323",
        ],
        strict=True,
    )
)
_VNI_MARKS = _VNI_TONES | _VNI_HATS
_VNI_LETTERS = dict(zip("ñôöíìæóòî", "đơưíìỉĩịỵ", strict=True))

_WORD = re.compile(r"[^\W\d_]+")
_SYLLABLE = re.compile(
    r"(?:ngh?|nh|gh?|gi|kh|ph|th|tr|ch?|qu|[bdđhklmnprstvx])?"
    r"(?:uyê|uya|uyu|oai|oay|oeo|uây|uôi|ươi|ươu|iêu|yêu|uê|uy|uâ|uơ|ua|ui|uô|ưa|ưi|ưu|ươ|"
    r"oa|oă|oe|oi|ôi|ơi|ai|ao|au|ay|âu|ây|eo|êu|ia|iê|iu|yê|[aăâeêioôơuưy])"
    r"(?:ng|nh|ch|[cmnpt])?"
)


@frozen
class Undecodable:
    """Why bytes are no text: the encoding that they seem to be in ("" when none is recognised).

    row: the line of the first byte that is not UTF-8, from 1.
    """

    encoding: str
    row: int


def decoded(data: bytes) -> str | Undecodable:
    """Return the text of a file, composed (NFC) and without invisible signs."""
    for mark, encoding in _MARKED:
        if data.startswith(mark):
            return _text(data, encoding)
    return _text(data, "utf-8")


_MARKED = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def _text(data: bytes, encoding: str) -> str | Undecodable:
    try:
        return composed(data.decode(encoding))
    except UnicodeDecodeError as fault:
        row = len(re.findall(rb"\r\n?|\n", data[: fault.start])) + 1
        return Undecodable(legacy_encoding(data) if encoding == "utf-8" else "UTF-16", row)


def composed(text: str) -> str:
    """Return a text in composed Unicode, without signs that nobody sees."""
    if text.isascii():
        return text
    if any(chr(sign) in text for sign in _UNSEEN):
        text = text.translate(_UNSEEN)
    return unicodedata.normalize("NFC", text)


def legacy_encoding(data: bytes) -> str:
    """Return the older Vietnamese encoding that bytes seem to be in; "" when none."""
    sample = data[:SAMPLE_BYTES]
    if b"\x00" in sample:
        return "UTF-16" if sample.count(0) * 4 > len(sample) else ""
    shares = [(_vietnamese_share(words(sample)), name) for name, words in _READERS.items()]
    best, name = max(shares, key=lambda found: found[0])
    return name if best >= MOSTLY else ""


def legacy_font(text: str) -> str:
    """Return the older encoding whose signs stand in a Unicode text as other letters; "" if none.

    Such a text looks right only in fonts such as .VnTime or VNI-Times.
    """
    words = _marked_words(text[:SAMPLE_BYTES])
    if len(words) <= 1 or _vietnamese_share(words) > HALF:
        return ""
    try:
        data = " ".join(words).encode("cp1252")
    except UnicodeEncodeError:
        return ""
    return legacy_encoding(data)


def _vietnamese_share(words: Iterable[str]) -> float:
    """Return which share of words with marks are Vietnamese syllables, each counted once."""
    distinct = set(words)
    return sum(map(is_syllable, distinct)) / len(distinct) if distinct else 0.0


def is_syllable(word: str) -> bool:
    """Return whether a word is built like a Vietnamese syllable, with one tone at most."""
    signs = unicodedata.normalize("NFD", word.lower())
    bare = "".join(sign for sign in signs if sign not in TONES)
    if len(signs) - len(bare) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)) is not None


def _marked_words(text: str) -> list[str]:
    """Return the first words that are not plain ASCII."""
    words = []
    for match in _WORD.finditer(text):
        if not match[0].isascii():
            words.append(match[0])
            if len(words) == SAMPLE_WORDS:
                break
    return words


def _by_table(table: str) -> Callable[[bytes], list[str]]:
    letters = {0x80 + place: letter for place, letter in enumerate(table) if letter != "0"}

    def words(data: bytes) -> list[str]:
        return _marked_words(data.decode("latin-1").translate(letters))

    return words


def _windows_1258(data: bytes) -> list[str]:
    return _marked_words(unicodedata.normalize("NFC", data.decode("cp1258", "replace")))


def _vni(data: bytes) -> list[str]:
    text = data.decode("cp1252", "replace").lower()
    spelled = _VNI_PAIR.sub(lambda pair: pair[1] + _VNI_MARKS[pair[2]], text)
    for sign, letter in _VNI_LETTERS.items():
        spelled = spelled.replace(sign, letter)
    return _marked_words(unicodedata.normalize("NFC", _VNI_HORNED.sub(_tone, spelled)))


def _tone(pair: re.Match[str]) -> str:
    return pair[1] + _VNI_TONES[pair[2]]


_VNI_PAIR = re.compile(f"([aeouy])([{''.join(_VNI_MARKS)}])")
_VNI_HORNED = re.compile(f"([ơưđ])([{''.join(_VNI_TONES)}])")
_READERS: dict[str, Callable[[bytes], list[str]]] = {
    "TCVN3 (ABC)": _by_table(_TCVN3),
    "VNI": _vni,
    "windows-1258": _windows_1258,
    "VISCII": _by_table(_VISCII),
}
