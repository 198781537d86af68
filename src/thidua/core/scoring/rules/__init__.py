"""How each kind of rule computes: one function a kind, exact, over all units at once."""

from collections.abc import Callable
from typing import Any

from thidua.core.criteria import rules as r
from thidua.core.scoring.rules.counted import conditions, prizes
from thidua.core.scoring.rules.entered import binary, direct, per_item
from thidua.core.scoring.rules.events import events, mean_of_records
from thidua.core.scoring.rules.leaf import Earned, Leaf
from thidua.core.scoring.rules.measured import bands, progress, ratio
from thidua.core.scoring.rules.panels import panel
from thidua.core.scoring.rules.relative import (
    cluster_place,
    relative_best,
    relative_target,
)
from thidua.core.scoring.rules.tables import lateness, levels, quality_timeliness

__all__ = ["Earned", "Leaf", "earned"]

_RULES: dict[type, Callable[[Any, Leaf], Earned]] = {
    r.Binary: binary,
    r.Direct: direct,
    r.PerItem: per_item,
    r.Levels: levels,
    r.QualityTimeliness: quality_timeliness,
    r.Lateness: lateness,
    r.Conditions: conditions,
    r.Events: events,
    r.Prizes: prizes,
    r.MeanOfRecords: mean_of_records,
    r.Bands: bands,
    r.Ratio: ratio,
    r.Progress: progress,
    r.Panel: panel,
    r.RelativeTarget: relative_target,
    r.RelativeBest: relative_best,
    r.ClusterPlace: cluster_place,
}


def earned(leaf: Leaf) -> Earned:
    """Return what a leaf's rule earns every unit. Raises KeyError for an unknown rule."""
    return _RULES[type(leaf.criterion.rule)](leaf.criterion.rule, leaf)
