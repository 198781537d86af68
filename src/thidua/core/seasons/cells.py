"""The cells of both files put in order, and where each came from."""

from array import array
from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
from attrs import frozen

from thidua.core.figures import Marks, Source
from thidua.core.seasons.rows import Grid, Rows
from thidua.core.seasons.values import Text, Texts

Whole = npt.NDArray[np.int64]
Key = tuple[str, str, str, str]


@frozen(eq=False)
class Cells:
    """What the rows of targets.csv and figures.csv hold, sorted by their place in the grid.

    cells, texts, rows: a number per row that was read: its place, its distinct text, its row.
    given_before: True where the row stands in targets.csv.
    first: index of the first row with the same place; another than its own is a duplicate.
    digits, places: of the distinct texts (see Texts); those from `border` on are of figures.csv.
    """

    grid: Grid
    cells: Whole
    texts: Whole
    rows: Whole
    given_before: npt.NDArray[np.bool_]
    first: Whole
    digits: Whole
    places: Whole
    border: int
    readings: tuple[Texts, Texts]
    files: tuple[str, str]

    @property
    def is_duplicate(self) -> npt.NDArray[np.bool_]:
        """Return which rows name a cell that another row names too, the first one included."""
        later = self.first != np.arange(len(self.first))
        shared: npt.NDArray[np.bool_] = later.copy()
        shared[self.first[later]] = True
        return shared

    def file(self, at: int) -> str:
        """Return the file of a row."""
        return self.files[0 if self.given_before[at] else 1]

    def text(self, text: int) -> Text:
        """Return what a distinct text is."""
        if text < self.border:
            return self.readings[0].text(text)
        return self.readings[1].text(text - self.border)

    def marks_of(self, text: int) -> Marks:
        """Return how the file of a distinct text uses dot and comma."""
        return self.readings[0 if text < self.border else 1].marks


def sorted_cells(grid: Grid, targets: Rows, figures: Rows) -> Cells:
    """Return the rows of both files in the order of the grid, then of the files."""
    cells = _joined(targets.cells, figures.cells, np.int64)
    border = len(targets.texts.raw)
    texts = np.concatenate([_wide(targets.places), _wide(figures.places) + border])
    order = np.argsort(cells, kind="stable")
    cells = cells[order]
    starts = np.ones(len(cells), dtype=np.bool_)
    starts[1:] = cells[1:] != cells[:-1]
    return Cells(
        grid=grid,
        cells=cells,
        texts=texts[order],
        rows=_joined(targets.rows, figures.rows, np.int32)[order],
        given_before=(order < len(targets.cells)),
        first=np.maximum.accumulate(np.where(starts, np.arange(len(cells)), 0)),
        digits=_joined(targets.texts.digits, figures.texts.digits, np.int64),
        places=_joined(targets.texts.places, figures.texts.places, np.int8),
        border=border,
        readings=(targets.texts, figures.texts),
        files=(targets.file, figures.file),
    )


def _wide(numbers: "array[int]") -> Whole:
    return np.frombuffer(numbers, dtype=np.int32).astype(np.int64) if numbers else _NONE


def _joined(left: "array[int]", right: "array[int]", kind: type[np.signedinteger]) -> Whole:
    parts = [np.frombuffer(part, dtype=kind) for part in (left, right) if part]
    return np.concatenate(parts).astype(np.int64) if parts else _NONE


_NONE: Whole = np.zeros(0, dtype=np.int64)


@frozen(eq=False)
class Sources(Mapping[Key, Source]):
    """(criterion, indicator, unit, period) -> file and row, held as columns of numbers."""

    _cells: Cells
    _words: Mapping[int, str]

    def __getitem__(self, key: Key) -> Source:
        at = self._at(key)
        text = self._words.get(int(self._cells.cells[at]), "")
        return Source(self._cells.file(at), int(self._cells.rows[at]), text)

    def __iter__(self) -> Iterator[Key]:
        own = self._cells.first == np.arange(len(self._cells.first))
        return map(self._cells.grid.key, self._cells.cells[own].tolist())

    def __len__(self) -> int:
        return int(np.count_nonzero(self._cells.first == np.arange(len(self._cells.first))))

    def _at(self, key: Key) -> int:
        """Return the index of the first row with this key. Raises KeyError."""
        cell = self._cells.grid.cell(key)
        at = int(np.searchsorted(self._cells.cells, cell))
        if at == len(self._cells.cells) or self._cells.cells[at] != cell:
            raise KeyError(key)
        return at
