"""Rules that look points up: named levels, quality by timeliness, days late."""

from collections.abc import Sequence

import numpy as np

from thidua.core.criteria import rules as r
from thidua.core.figures import Integers
from thidua.core.scoring.exact import (
    Quotient,
    Whole,
    choose,
    clipped,
    divided,
    whole,
    whole_numbers,
)
from thidua.core.scoring.periods import Figure
from thidua.core.scoring.rules.leaf import Earned, Leaf, needed


def levels(rule: r.Levels, leaf: Leaf) -> Earned:
    """Return the points of the level whose number, from 1, was reached in full."""
    figure = leaf.figure()
    points = _looked_up([level.points for level in rule.levels], _row(figure, len(rule.levels)))
    return Earned(Quotient(points), needed(figure))


def quality_timeliness(rule: r.QualityTimeliness, leaf: Leaf) -> Earned:
    """Return points[quality][timeliness]; both levels are needed."""
    quality, timeliness = leaf.figure("quality"), leaf.figure("timeliness")
    row = _row(quality, len(rule.qualities)) * len(rule.timeliness)
    table = [points for line in rule.points for points in line]
    points = _looked_up(table, row + _row(timeliness, len(rule.timeliness)))
    return Earned(Quotient(points), needed(quality, timeliness))


def lateness(rule: r.Lateness, leaf: Leaf) -> Earned:
    """Return the maximum less what the days late cost; a day begun is a day late."""
    figure = leaf.figure()
    days = clipped(-divided(-figure.value.num, figure.value.den), lower=0, upper=None)
    listed = len(rule.deductions)
    row = clipped(days, lower=0, upper=listed).array.astype(np.intp)
    further = clipped(days - listed, lower=0, upper=None) * rule.each_further_points
    points = leaf.max_points - (_looked_up([0, *rule.deductions], row) + further)
    if rule.cut_off_days is not None:
        late = np.asarray(days.array > rule.cut_off_days, dtype=np.bool_)
        points = choose(late, rule.not_done_points, points)
    return Earned(Quotient(points), needed(figure))


def _row(figure: Figure, count: int) -> Integers:
    """Return a level's place in its table, from 0; beyond either end the end itself."""
    number = divided(figure.value.num, figure.value.den)
    return clipped(number - 1, lower=0, upper=count - 1).array.astype(np.intp)


def _looked_up(table: Sequence[int], row: Integers) -> Whole:
    return whole(whole_numbers(table))[row]
