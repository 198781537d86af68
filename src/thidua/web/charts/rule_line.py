"""The rule of a criterion as a line, with the units on it."""

import itertools
from collections.abc import Sequence
from fractions import Fraction

from attrs import frozen

from thidua.web.charts.drawing import Chart, Circle, Line, Mark, Text

LEFT, RIGHT = 7.0, 98.0  # percent
TOP, FLOOR, HEIGHT = 20.0, 150.0, 176  # pixels
NUMBER_ROOM = 100 * 44 / 300  # percent: 44 px for each number where the picture has 300
LETTER = 18.0  # pixels of a line of letters
Curve = Sequence[tuple[Fraction, Fraction]]  # corners (figure, points), figures ascending


@frozen
class Spot:
    """A unit: its figure and its points; emphasis for the unit in question."""

    x: Fraction
    y: Fraction
    label: str = ""
    emphasis: bool = False


@frozen
class Guide:
    """A number that an axis shows, or only reaches where the text is empty."""

    at: Fraction
    text: str


@frozen
class _Frame:
    left: Fraction
    right: Fraction
    bottom: Fraction
    top: Fraction

    def x(self, value: Fraction) -> float:
        """Return the place across, in percent."""
        return LEFT + (RIGHT - LEFT) * float((value - self.left) / (self.right - self.left))

    def y(self, value: Fraction) -> float:
        """Return the place down, in pixels."""
        return FLOOR - (FLOOR - TOP) * float((value - self.bottom) / (self.top - self.bottom))


def rule_line(
    curves: Sequence[Curve],
    spots: Sequence[Spot],
    *,
    across: Sequence[Guide],
    up: Sequence[Guide],
    label: str,
) -> Chart:
    """Return the curves, the units as rings on them, and guides from the unit in question.

    across, up: what the axes show, the most important first where there is no room for all; they
    bound the picture together with the curves and the units.
    """
    frame = _frame(curves, spots, across, up)
    marks: list[Mark] = [*_axes(frame, across, up)]
    for curve in curves:
        marks += [
            Line("ln1", frame.x(a[0]), frame.x(b[0]), frame.y(a[1]), frame.y(b[1]))
            for a, b in itertools.pairwise(curve)
        ]
    marks += _guides(frame, spots)
    marks += [_ring(frame, spot) for spot in sorted(spots, key=lambda spot: spot.emphasis)]
    marks += [_label(frame, spot) for spot in spots if spot.label]
    return Chart(HEIGHT, tuple(marks), label)


def _frame(
    curves: Sequence[Curve], spots: Sequence[Spot], across: Sequence[Guide], up: Sequence[Guide]
) -> _Frame:
    corners = [corner for curve in curves for corner in curve]
    xs = [x for x, _ in corners] + [s.x for s in spots] + [g.at for g in across]
    ys = [y for _, y in corners] + [s.y for s in spots] + [g.at for g in up]
    left, right = _apart(xs)
    bottom, top = _apart(ys)
    return _Frame(left, right, bottom, top)


def _apart(values: Sequence[Fraction]) -> tuple[Fraction, Fraction]:
    low, high = min(values), max(values)
    return (low, high) if high > low else (low, low + 1)


def _axes(frame: _Frame, across: Sequence[Guide], up: Sequence[Guide]) -> list[Mark]:
    marks: list[Mark] = []
    for guide in up:
        y = frame.y(guide.at)
        marks += [Line("ax", LEFT, RIGHT, y, y), Text("tn end", LEFT - 1, y + 4, guide.text)]
    marks.append(Line("ax0", LEFT, RIGHT, FLOOR, FLOOR))
    return [*marks, *(_number(frame, guide) for guide in _apart_on_a_phone(frame, across))]


def _number(frame: _Frame, guide: Guide) -> Text:
    return Text("tn mid", frame.x(guide.at), FLOOR + LETTER, guide.text)


def _apart_on_a_phone(frame: _Frame, across: Sequence[Guide]) -> list[Guide]:
    """Return the numbers that have room, those that are named first before the others."""
    shown: list[Guide] = []
    for guide in across:
        x = frame.x(guide.at)
        room = all(abs(x - frame.x(other.at)) >= NUMBER_ROOM for other in shown)
        shown += [guide] if guide.text and room else []
    return shown


def _guides(frame: _Frame, spots: Sequence[Spot]) -> list[Mark]:
    marks: list[Mark] = []
    for spot in spots:
        if spot.emphasis:
            x, y = frame.x(spot.x), frame.y(spot.y)
            marks += [Line("dash", x, x, FLOOR, y), Line("dash", LEFT, x, y, y)]
    return marks


def _ring(frame: _Frame, spot: Spot) -> Circle:
    css, radius = ("c1", 7) if spot.emphasis else ("mk-ring", 5)
    return Circle(css, frame.x(spot.x), frame.y(spot.y), radius)


def _label(frame: _Frame, spot: Spot) -> Text:
    """Return the words of a unit where no rising line runs: left above it, or right below it."""
    x, y = frame.x(spot.x), frame.y(spot.y)
    left = x > (LEFT + RIGHT) / 2
    below = not left and y < FLOOR - LETTER
    css = ("tx" if spot.emphasis else "") + (" end" if left else "")
    return Text(css.strip(), x, y + (LETTER if below else -12), spot.label, dx=-10 if left else 12)
