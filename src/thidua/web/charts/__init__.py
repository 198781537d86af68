"""Charts as plain values: what stands where in a picture, and the SVG that draws it."""

from thidua.web.charts.bars import Segment, balance_bar, progress_bar, shortfall_bar
from thidua.web.charts.drawing import Chart, Circle, Line, Mark, Rect, Text, svg
from thidua.web.charts.multiples import columns, columns_base
from thidua.web.charts.rule_line import Guide, Spot, rule_line
from thidua.web.charts.scales import Scale, ticks
from thidua.web.charts.spread import Dot, spread

__all__ = [
    "Chart",
    "Circle",
    "Dot",
    "Guide",
    "Line",
    "Mark",
    "Rect",
    "Scale",
    "Segment",
    "Spot",
    "Text",
    "balance_bar",
    "columns",
    "columns_base",
    "progress_bar",
    "rule_line",
    "shortfall_bar",
    "spread",
    "svg",
    "ticks",
]
