"""Points of every node of a sheet for every unit of many clusters, exact."""

from collections.abc import Collection

import numpy as np

from thidua.core.criteria import ROOT, Criterion, Sheet
from thidua.core.criteria.sheet import OverrideEffect
from thidua.core.figures import Figures, State
from thidua.core.scoring.exact import Mask, magnitude
from thidua.core.scoring.groups import grouped
from thidua.core.scoring.leaves import scored
from thidua.core.scoring.once import Scored
from thidua.core.scoring.rows import Rows, empty_rows, row_numbers
from thidua.core.scoring.scorecard import Filled, Scorecard, unlimited_nodes
from thidua.core.scoring.sections import write_section, write_total


def score(sheet: Sheet, figures: Figures) -> Scorecard:
    """Return the points of every node for every unit.

    Blank, zero, not applicable and not assigned each have their own effect (State); what may
    still change is marked provisional.
    """
    rows = empty_rows(sheet, len(figures.units))
    codes = {criterion.code for criterion in sheet.criteria}
    _write(sheet, figures, rows, codes)
    return _scorecard(sheet, figures, rows)


def rescore(card: Scorecard, figures: Figures, *, changed: Collection[str]) -> Scorecard:
    """Return what `score` would, computing only the changed criteria and what stands above them.

    figures: of the same units in the same order and clusters. changed: the codes of all criteria
    and overrides any of whose figures, or marks of being taken off a unit, differ from the
    card's; a section stands for all that is in it.
    Raises ValueError when the units are others.
    """
    if figures.units != card.figures.units:
        raise ValueError("rescoring needs the units of the scorecard, in their order")
    rows = Rows(
        points=card.points.copy(),
        max_points=card.max_points.copy(),
        filled=card.filled.copy(),
        provisional=card.provisional.copy(),
        row_of=row_numbers(card.sheet),
        bound=magnitude(card.points),
    )
    _write(card.sheet, figures, rows, _touched(card.sheet, changed))
    return _scorecard(card.sheet, figures, rows)


def _scorecard(sheet: Sheet, figures: Figures, rows: Rows) -> Scorecard:
    return Scorecard(
        sheet=sheet,
        figures=figures,
        nodes=tuple(rows.row_of),
        points=rows.points,
        max_points=rows.max_points,
        unlimited=unlimited_nodes(sheet),
        filled=rows.filled,
        provisional=rows.provisional,
    )


def _write(sheet: Sheet, figures: Figures, rows: Rows, codes: Collection[str]) -> None:
    """Write the rows of these criteria, leaves first, then sections from below, then the total."""
    groups = grouped(figures.clusters)
    masks: dict[str | None, Mask | None] = {None: None}
    for criterion in sheet.criteria:
        if criterion.code in codes:
            masks[criterion.code] = _assigned(criterion, figures, masks)
            if criterion.is_leaf:
                leaf = scored(criterion, sheet=sheet, figures=figures, groups=groups,
                              assigned=masks[criterion.code])  # fmt: skip
                _write_leaf(criterion, leaf, rows)
                _write_zero(criterion.code, sheet, figures, rows)
    for criterion in reversed(sheet.criteria):
        if criterion.code in codes and not criterion.is_leaf:
            write_section(criterion, sheet=sheet, rows=rows)
            _write_zero(criterion.code, sheet, figures, rows)
    write_total(sheet, rows)
    _write_zero(ROOT, sheet, figures, rows)


def _assigned(
    criterion: Criterion, figures: Figures, above: dict[str | None, Mask | None]
) -> Mask | None:
    """Return where a criterion is given to the unit: by type, by mark, and so its sections are."""
    masks = [above[criterion.parent]]
    if criterion.unit_types:
        applies = [criterion.applies_to(unit_type) for unit_type in figures.unit_types]
        masks.append(np.array(applies, dtype=np.bool_))
    if criterion.code in figures.not_assigned:
        masks.append(~figures.not_assigned[criterion.code])
    return _both(masks)


def _both(masks: list[Mask | None]) -> Mask | None:
    """Return where all the masks hold; None for everywhere."""
    present = [mask for mask in masks if mask is not None]
    mask = np.logical_and.reduce(present) if present else None
    return None if mask is None or mask.all() else mask


def _write_leaf(criterion: Criterion, leaf: Scored, rows: Rows) -> None:
    row, most = rows.row_of[criterion.code], criterion.max_points or 0
    if leaf.filled is None:
        rows.write(row, leaf.points, most, filled=None, provisional=leaf.waiting)
        return
    applies = leaf.filled <= Filled.BLANK
    still_open = leaf.filled != Filled.COMPLETE
    still_open = still_open if leaf.waiting is None else still_open | leaf.waiting
    maxima = np.where(applies, most, 0)
    rows.write(row, leaf.points, maxima, filled=leaf.filled, provisional=applies & still_open)


def _write_zero(code: str, sheet: Sheet, figures: Figures, rows: Rows) -> None:
    """Take all points where an override happened that leaves nothing of this node."""
    for override in sheet.overrides:
        column = figures.columns.get((override.code, ""))
        if override.effect is OverrideEffect.ZERO and override.criterion == code and column:
            happened = column.numbers > 0
            if column.states is not None:
                happened = happened & (column.states == State.REPORTED)
            hit = happened if happened.ndim == 1 else happened.any(axis=0)
            rows.points[rows.row_of[code]][np.asarray(hit, dtype=np.bool_)] = 0


def _touched(sheet: Sheet, changed: Collection[str]) -> set[str]:
    """Return the criteria to compute anew: the changed ones, all in them, all above them."""
    changed = set(changed)
    changed.update(o.criterion for o in sheet.overrides if o.code in changed)
    down: set[str | None] = set()
    for criterion in sheet.criteria:
        if criterion.code in changed or criterion.parent in down:
            down.add(criterion.code)
    up = set(down)
    for criterion in reversed(sheet.criteria):
        if criterion.code in up:
            up.add(criterion.parent)
    return {code for code in up if code is not None}
