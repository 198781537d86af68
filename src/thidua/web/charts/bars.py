"""Bars in a row of a table: points not won, what parts two neighbours, how much is there."""

from collections.abc import Sequence

from attrs import frozen

from thidua.web.charts.drawing import Chart, Line, Mark, Rect, Text

HEIGHT, THICK, Y = 18, 12, 3
ROOM = 78  # percent of the place that the longest bar takes; the rest is for its number


@frozen
class Segment:
    """A piece of a bar: its class and its size in hundredths."""

    css: str
    points: int


def shortfall_bar(segments: Sequence[Segment], *, longest: int, text: str) -> Chart:
    """Return a stacked bar from zero with its sum written behind it.

    longest: the longest bar of the table, in hundredths, which all rows are measured by.
    """
    marks: list[Mark] = []
    x = 0.0
    for segment in segments:
        if segment.points > 0:
            width = ROOM * segment.points / longest
            marks.append(Rect(segment.css, x, width, Y, THICK))
            x += width
    marks.append(Text("tn", x, 14, text, dx=6 if x else 0))
    return Chart(HEIGHT, tuple(marks))


def balance_bar(segments: Sequence[Segment], *, most_left: int, most_right: int) -> Chart:
    """Return pieces left (below zero) and right (above) of a line.

    most_left, most_right: the longest side of any row, in hundredths, both at least 0.
    """
    whole = max(most_left + most_right, 1)
    zero = 100 * most_left / whole
    left = right = zero
    marks: list[Mark] = [Line("ax0", zero, zero, 0, HEIGHT)]
    for segment in segments:
        width = 100 * abs(segment.points) / whole
        if segment.points > 0:
            marks.append(Rect(segment.css, right, width, Y, THICK))
            right += width
        elif segment.points < 0:
            left -= width
            marks.append(Rect(segment.css, left, width, Y, THICK))
    return Chart(HEIGHT, tuple(marks))


def progress_bar(done: int, of: int) -> Chart:
    """Return how much of a whole is there; full is green."""
    share = 100 * done / of if of else 100
    css = "fil-ok" if done >= of else "fil"
    return Chart(8, (Rect("trk", 0, 100, 0, 8), Rect(css, 0, share, 0, 8)))
