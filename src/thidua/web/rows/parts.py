"""The parts of a sheet (its top level), and the colours that stand for them in pictures."""

from attrs import frozen

from thidua.core.criteria import Criterion, Sheet

MOST_SHADES = 6  # parts that have a colour of their own; from the last on they share it


@frozen
class Part:
    """A part of the sheet and its shade, a class of the stylesheet."""

    criterion: Criterion
    shade: str

    @property
    def label(self) -> str:
        """Return what it is called in a narrow place: "I", "A", "1"."""
        return (self.criterion.label or self.criterion.code).rstrip(".) ")


def parts_of(sheet: Sheet) -> tuple[Part, ...]:
    """Return the parts of a sheet in its order."""
    return tuple(
        Part(criterion, f"c{min(at, MOST_SHADES)}")
        for at, criterion in enumerate(sheet.children(None), start=1)
    )
