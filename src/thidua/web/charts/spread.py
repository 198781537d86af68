"""Dot plot: how far apart the totals of the units are."""

from collections.abc import Callable, Sequence

from attrs import frozen

from thidua.web.charts.drawing import Chart, Circle, Line, Mark, Text
from thidua.web.charts.scales import Scale, ticks

TOP, FOOT = 8, 22  # pixels above the dots, and below the axis for its numbers


@frozen
class Dot:
    """A unit: its total in hundredths, what stands in the dot, and its class."""

    points: int
    text: str
    css: str = "c1"


def spread(
    dots: Sequence[Dot],
    *,
    width: int,
    radius: int,
    words: Callable[[int], str],
    label: str = "",
    css: str = "",
) -> Chart:
    """Return the dots over an axis; equal ones stand on each other, none overlap.

    width: the narrowest place, in pixels, in which no dot may touch another.
    words: makes the words of a tick from hundredths.
    """
    marks = ticks(min(d.points for d in dots), max(d.points for d in dots))
    edge = 100 * (radius + 1) / width
    scale = Scale(marks[0], marks[-1], edge, 100 - edge)
    levels = _levels([scale.at(d.points) for d in dots], gap=100 * (2 * radius + 2) / width)
    floor = TOP + (2 * radius + 4) * (max(levels) + 1)
    drawn: list[Mark] = [*_axis(marks, scale, floor, words)]
    for dot, level in zip(dots, levels, strict=True):
        y = floor - (2 * radius + 4) * level - radius - 4
        drawn += _dot(dot, scale.at(dot.points), y, radius)
    return Chart(floor + FOOT, tuple(drawn), label, css)


def _levels(places: Sequence[float], *, gap: float) -> list[int]:
    """Return the lowest level at which each dot keeps its distance from its neighbours."""
    taken: list[float] = []  # the last place used on each level
    levels = [0] * len(places)
    for index in sorted(range(len(places)), key=places.__getitem__):
        free = (n for n, last in enumerate(taken) if places[index] - last >= gap)
        level = next(free, len(taken))
        taken[level : level + 1] = [places[index]]
        levels[index] = level
    return levels


def _axis(
    marks: Sequence[int], scale: Scale, floor: int, words: Callable[[int], str]
) -> list[Mark]:
    drawn: list[Mark] = []
    for mark in marks:
        x = scale.at(mark)
        end = "" if mark == marks[0] else " end" if mark == marks[-1] else " mid"
        drawn += [Line("ax", x, x, TOP, floor), Text(f"tn{end}", x, floor + 16, words(mark))]
    return [*drawn, Line("ax0", 0, 100, floor, floor)]


def _dot(dot: Dot, x: float, y: float, radius: int) -> list[Mark]:
    circle = Circle(dot.css, x, y, radius)
    return [circle, Text("onf mid", x, y + 4.5, dot.text)] if dot.text else [circle]
