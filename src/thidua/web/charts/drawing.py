"""The marks that charts are made of, and their SVG.

Positions and widths across are percent of the picture, heights are pixels: letters never scale,
and one picture serves the phone, the desk and the paper. Colours are classes of the stylesheet.
"""

from functools import singledispatch

from attrs import frozen
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe


@frozen
class Line:
    """A line; x in percent, y in pixels from the top."""

    css: str
    x1: float
    x2: float
    y1: float
    y2: float


@frozen
class Rect:
    """A bar; x and width in percent, y and height in pixels."""

    css: str
    x: float
    width: float
    y: float
    height: float


@frozen
class Circle:
    """A dot; x in percent, y and radius in pixels."""

    css: str
    x: float
    y: float
    radius: float


@frozen
class Text:
    """Words in a picture; dx moves them aside by so many pixels."""

    css: str
    x: float
    y: float
    text: str
    dx: int = 0


Mark = Line | Rect | Circle | Text


@frozen
class Chart:
    """A picture as wide as its place.

    height: pixels.
    label: what it says in words; empty where the words stand beside it (hidden from readers).
    css: a class of its own, such as one that shows it on narrow screens only.
    """

    height: int
    marks: tuple[Mark, ...]
    label: str = ""
    css: str = ""


def svg(chart: Chart) -> SafeString:
    """Return the picture as SVG; every text in it is escaped."""
    said = f'role="img" aria-label="{escape(chart.label)}"' if chart.label else 'aria-hidden="true"'
    css = f"ch {chart.css}" if chart.css else "ch"
    marks = "".join(_drawn(mark) for mark in chart.marks)
    return mark_safe(f'<svg class="{css}" height="{chart.height}" {said}>{marks}</svg>')  # noqa: S308 - all text in it is escaped above


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


@singledispatch
def _drawn(mark: Mark) -> str:
    raise TypeError(mark)


@_drawn.register
def _(mark: Line) -> str:
    x1, x2, y1, y2 = map(_number, (mark.x1, mark.x2, mark.y1, mark.y2))
    return f'<line class="{mark.css}" x1="{x1}%" x2="{x2}%" y1="{y1}" y2="{y2}"/>'


@_drawn.register
def _(mark: Rect) -> str:
    x, width, y, height = map(_number, (mark.x, mark.width, mark.y, mark.height))
    return f'<rect class="{mark.css}" x="{x}%" width="{width}%" y="{y}" height="{height}"/>'


@_drawn.register
def _(mark: Circle) -> str:
    x, y, radius = map(_number, (mark.x, mark.y, mark.radius))
    return f'<circle class="{mark.css}" cx="{x}%" cy="{y}" r="{radius}"/>'


@_drawn.register
def _(mark: Text) -> str:
    x, y = _number(mark.x), _number(mark.y)
    aside = f' dx="{mark.dx}"' if mark.dx else ""
    return f'<text class="{mark.css}" x="{x}%" y="{y}"{aside}>{escape(mark.text)}</text>'
