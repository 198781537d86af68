"""Small multiples: the same columns for every unit, on one scale."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from thidua.web.charts.drawing import Chart, Line, Mark, Rect

HEIGHT = 44
Share = Fraction | None  # None where nothing applies


def columns_base(shares: Iterable[Share]) -> Fraction:
    """Return the round share at which the columns of all units may begin: 0, 0.1 … 0.9."""
    lowest = min((share for share in shares if share is not None), default=Fraction(0))
    tenth = int(lowest * 10)
    return Fraction(min(max(tenth - 1, 0), 9), 10)


def columns(shares: Sequence[tuple[str, Share]], *, base: Fraction, label: str) -> Chart:
    """Return a column for each (class, share of its maximum), cut off below base."""
    room = 100 / max(len(shares), 1)
    marks: list[Mark] = []
    for index, (css, share) in enumerate(shares):
        if share is None:
            continue
        reach = min(max(share - base, Fraction(0)), 1 - base) / (1 - base)
        height = float(HEIGHT * reach)
        marks.append(Rect(css, index * room, room * 0.78, HEIGHT - height, height))
    marks.append(Line("ax0", 0, 100, HEIGHT + 0.5, HEIGHT + 0.5))
    return Chart(HEIGHT + 2, tuple(marks), label)
