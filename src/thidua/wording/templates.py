"""Sentence templates: one TOML file a room and language, read once.

A template is text with fields: `{unit}`; `{year:plain}` shows bare digits, `{points:points}`
hundredths as points, `{value:2}` a number with two decimals. A part in `[[ ]]` is left out when
a fact that it names is absent, None or empty. An entry whose name begins with an underline is no
sentence but a piece that others of its file take up: `{_cell}`.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from attrs import frozen

from thidua.wording.numbers import LANGUAGES, Language

_FIELD = re.compile(r"\{(\w+)(?::(\w+))?\}")
_OPTIONAL = re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


@frozen
class Field:
    """A fact to be shown; form is "" for "by what it is"."""

    name: str
    form: str = ""


@frozen
class Part:
    """A stretch of a template; an optional one needs all of its facts."""

    pieces: tuple[str | Field, ...]
    optional: bool = False

    @property
    def facts(self) -> frozenset[str]:
        """Return the names of the facts it shows."""
        return frozenset(piece.name for piece in self.pieces if isinstance(piece, Field))


@frozen
class Template:
    """A sentence with its fields."""

    room: str
    parts: tuple[Part, ...]

    @property
    def required(self) -> frozenset[str]:
        """Return the facts without which there is no sentence."""
        return frozenset().union(*(part.facts for part in self.parts if not part.optional))

    @property
    def facts(self) -> frozenset[str]:
        """Return every fact that it may show."""
        return frozenset().union(*(part.facts for part in self.parts))


def compiled(text: str, *, room: str = "") -> Template:
    """Return a template's parts."""
    parts = []
    for at, stretch in enumerate(_OPTIONAL.split(text)):
        if stretch:
            parts.append(Part(_pieces(stretch), optional=at % 2 == 1))
    return Template(room, tuple(parts))


def _pieces(text: str) -> tuple[str | Field, ...]:
    pieces: list[str | Field] = []
    end = 0
    for match in _FIELD.finditer(text):
        pieces += [text[end : match.start()], Field(match[1], match[2] or "")]
        end = match.end()
    return tuple(piece for piece in (*pieces, text[end:]) if piece != "")


@cache
def templates(lang: Language) -> dict[str, Template]:
    """Return every template of a language by its code.

    Raises ValueError where two rooms use the same code.
    """
    if lang not in LANGUAGES:
        raise ValueError(f"no such language: {lang}")
    found: dict[str, Template] = {}
    for file in sorted(files(__package__).joinpath(lang).iterdir(), key=lambda entry: entry.name):
        if not file.name.endswith(".toml"):
            continue
        room = file.name.removesuffix(".toml")
        for code, text in whole_texts(tomllib.loads(file.read_text("utf-8"))).items():
            if code in found:
                raise ValueError(f"{lang}: {code} is in {found[code].room} and in {room}")
            found[code] = compiled(text, room=room)
    return found


def whole_texts(entries: Mapping[str, str]) -> dict[str, str]:
    """Return the sentences of a file with the pieces that they share put in."""
    pieces = {code: text for code, text in entries.items() if code.startswith("_")}
    sentences = {code: text for code, text in entries.items() if code not in pieces}
    for name, piece in pieces.items():
        for code, text in sentences.items():
            sentences[code] = text.replace(f"{{{name}}}", piece)
    return sentences
