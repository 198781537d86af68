"""Where each key and item of a TOML text stands: the line of every path of its tree.

The text has been accepted by `tomllib`, so this finder only has to follow its shape.
"""

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping

from attrs import frozen

Path = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_SPACES = re.compile(r"[ \t]*")
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN = re.compile(r"[^,\]}#\n]*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"""(?:"{0,2})'
    r"|'''.*?'''(?:'{0,2})"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)


@frozen
class Lines:
    """The line, from 1, of every path that a text gives a value."""

    by_path: Mapping[Path, int]

    def of(self, path: Path) -> int:
        """Return the line of a path, or of the nearest thing that it stands in; 0 for none."""
        while path:
            if path in self.by_path:
                return self.by_path[path]
            path = path[:-1]
        return 0


def lines_of(text: str) -> Lines:
    """Return where everything stands in a text that tomllib accepts."""
    return Lines(_Finder(text).found())


class _Finder:
    """Walks once through the text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._lines: dict[Path, int] = {}
        self._sizes: Counter[Path] = Counter()

    def found(self) -> dict[Path, int]:
        table: Path = ()
        self._skip(_BLANK)
        while self._at < len(self._text):
            table = self._statement(table)
            self._skip(_BLANK)
        return self._lines

    def _statement(self, table: Path) -> Path:
        """Pass a header or a key with its value; return the table that is open after it."""
        if self._next("[["):
            return self._header(2)
        if self._next("["):
            return self._header(1)
        self._key_value(table)
        return table

    def _header(self, brackets: int) -> Path:
        line = self._line()
        self._at += brackets
        keys = self._keys()
        self._at += brackets
        if brackets == 1:
            return self._noted((), keys, line)
        path = (*self._noted((), keys[:-1], line), keys[-1])
        self._lines.setdefault(path, line)
        self._sizes[path] += 1
        path = (*path, self._sizes[path] - 1)
        self._lines[path] = line
        return path

    def _noted(self, path: Path, keys: list[str], line: int) -> Path:
        """Return the path that keys lead to, through the last item of each array of tables."""
        for key in keys:
            path = (*path, key)
            self._lines.setdefault(path, line)
            if path in self._sizes:
                path = (*path, self._sizes[path] - 1)
        return path

    def _key_value(self, table: Path) -> None:
        line = self._line()
        path = self._noted(table, self._keys(), line)
        self._at += len("=")
        self._skip(_SPACES)
        self._value(path)

    def _keys(self) -> list[str]:
        keys = []
        while True:
            self._skip(_SPACES)
            keys.append(self._key())
            self._skip(_SPACES)
            if not self._next("."):
                return keys
            self._at += len(".")

    def _key(self) -> str:
        if self._text[self._at] not in "\"'":
            return self._skip(_BARE_KEY)
        quoted = self._skip(_STRING)
        return str(tomllib.loads(f"key = {quoted}")["key"])

    def _value(self, path: Path) -> None:
        start = self._text[self._at]
        if start == "[":
            self._array(path)
        elif start == "{":
            self._inline_table(path)
        else:
            self._skip(_STRING if start in "\"'" else _PLAIN)

    def _array(self, path: Path) -> None:
        self._at += len("[")
        self._skip(_BLANK)
        index = 0
        while not self._next("]"):
            item = (*path, index)
            self._lines[item] = self._line()
            self._value(item)
            self._skip_comma()
            index += 1
        self._at += len("]")

    def _inline_table(self, path: Path) -> None:
        self._at += len("{")
        self._skip(_BLANK)
        while not self._next("}"):
            self._key_value(path)
            self._skip_comma()
        self._at += len("}")

    def _skip_comma(self) -> None:
        self._skip(_BLANK)
        if self._next(","):
            self._at += len(",")
            self._skip(_BLANK)

    def _skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        if match is None:
            raise ValueError(f"not followed at line {self._line()}")
        self._at = match.end()
        return match[0]

    def _next(self, text: str) -> bool:
        return self._text.startswith(text, self._at)

    def _line(self) -> int:
        return bisect_right(self._starts, self._at)
