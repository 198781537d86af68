"""Derivations of the second pass: a unit beside the others of its cluster."""

from fractions import Fraction
from functools import cached_property
from typing import Any

import numpy as np
from attrs import define, evolve

from thidua.core.criteria import Sheet
from thidua.core.criteria import rules as r
from thidua.core.criteria.indicators import ACTUAL, TARGET
from thidua.core.figures import Figures
from thidua.core.scoring.derivation import Case, Input, Other
from thidua.core.scoring.explaining.answers import Desk
from thidua.core.scoring.explaining.told import NOTHING, Told, is_open, on, points


def is_assigned(sheet: Sheet, figures: Figures, code: str | None, unit: int) -> bool:
    """Return whether a criterion and all above it were given to the unit."""
    while code is not None:
        criterion = sheet.criterion(code)
        marks = figures.not_assigned.get(code)
        if marks is not None and marks[unit]:
            return False
        if not criterion.applies_to(figures.unit_types[unit]):
            return False
        code = criterion.parent
    return True


@define(slots=False, eq=False)
class Cluster:
    """The units of a cluster beside the one that is explained."""

    desk: Desk
    better: r.Better

    @cached_property
    def units(self) -> list[int]:
        """Return every unit of the cluster to which the criterion is assigned."""
        figures, criterion = self.desk.figures, self.desk.criterion
        inside = np.flatnonzero(figures.clusters == figures.clusters[self.desk.unit])
        return [
            int(unit)
            for unit in inside
            if is_assigned(self.desk.sheet, figures, criterion.code, int(unit))
        ]

    @cached_property
    def rivals(self) -> list[int]:
        """Return the competing units that have reported."""
        return [
            unit
            for unit in self.units
            if self.desk.figures.competing[unit] and self.beginning(unit).scored
        ]

    def beginning(self, unit: int) -> Told:
        """Return whether the unit can be compared."""
        return on(self.desk.ask(ACTUAL, unit))

    def missing(self) -> frozenset[int]:
        """Return the competing units whose figure, or a period of it, is still to come."""
        return frozenset(
            unit
            for unit in self.units
            if self.desk.figures.competing[unit] and is_open(self.desk.ask(ACTUAL, unit))
        )

    def value(self, unit: int) -> Fraction:
        """Return the unit's figure."""
        return self.desk.ask(ACTUAL, unit).number

    def target(self, unit: int) -> Fraction | None:
        """Return the unit's target, None where it was given none."""
        target = self.desk.ask(TARGET, unit)
        return target.number if target.reported and target.number > 0 else None

    def ratio(self, unit: int) -> Fraction | None:
        """Return figure / target, turned round where lower is better; None is without end."""
        value, target = self.value(unit), self.target(unit) or Fraction(1)
        if self.better is r.Better.HIGHER:
            return value / target
        return target / value if value > 0 else None

    def name(self, unit: int) -> str:
        """Return the unit's code."""
        return self.desk.figures.units[unit]

    def inputs(self, unit: int, name: str) -> tuple[Input, ...]:
        """Return another unit's figure and target as inputs."""
        desk = self.desk.of(unit)
        found = desk.entries(ACTUAL, name=name)
        if self.target(unit) is not None:
            found += desk.entries(TARGET, name=f"{name}_target")
        return tuple(found)

    def others(self) -> tuple[Other, ...]:
        """Return what every unit of the cluster reported, in the order of the figures."""
        return tuple(self._other(unit) for unit in self.units)

    def _other(self, unit: int) -> Other:
        answer, target = self.desk.ask(ACTUAL, unit), self.target(unit)
        aimed = isinstance(self.desk.criterion.rule, r.RelativeTarget) and target is not None
        period = self.desk.period
        return Other(
            unit=self.name(unit),
            value=answer.number if answer.reported else None,
            target=target if aimed else None,
            ratio=self.ratio(unit) if aimed and answer.reported else None,
            points=self._points(unit),
            state=answer.state,
            competing=bool(self.desk.figures.competing[unit]),
            period="" if period is None else self.desk.period_name(period),
        )

    def _points(self, unit: int) -> int | None:
        card = self.desk.card
        node = card.nodes.index(self.desk.criterion.code)
        return int(card.points[node, unit]) if card.filled[node, unit] <= 1 else None


def _begun(desk: Desk, better: r.Better) -> tuple[Cluster, Told]:
    cluster = Cluster(desk, better)
    told = cluster.beginning(desk.unit)
    return cluster, evolve(told, others=cluster.others(), missing=cluster.missing())


# ---- against the best


def relative_best(rule: r.RelativeBest, desk: Desk) -> Told:
    """Tell the figure against the cluster's best."""
    cluster, told = _begun(desk, rule.better)
    return _against_best(told, cluster, cluster.rivals) if told.scored else told


def _against_best(told: Told, cluster: Cluster, group: list[int]) -> Told:
    """Tell which part of the maximum the figure earns against the best of a group."""
    desk, own = cluster.desk, cluster.value(cluster.desk.unit)
    higher = cluster.better is r.Better.HIGHER
    if not group:
        return told.then("why_nobody_beside", NOTHING, figure=own)
    pick = max if higher else min
    best_unit = pick(sorted(group, key=cluster.name), key=cluster.value)
    best = cluster.value(best_unit)
    if best_unit != desk.unit:
        told = evolve(told, inputs=(*told.inputs, *cluster.inputs(best_unit, "best")))
    facts = {"figure": own, "best": best, "best_unit": cluster.name(best_unit)}
    part = _part(own, best, higher=higher)
    if own == best and part == 1:
        return told.then("why_is_best", desk.most, **facts)
    return told.then("why_of_best", desk.most * part, part=part, **facts)


def _part(own: Fraction, best: Fraction, *, higher: bool) -> Fraction:
    if higher:
        return own / best if best > 0 else NOTHING
    return Fraction(1) if own <= 0 else max(best, NOTHING) / own


# ---- by place


def cluster_place(rule: r.ClusterPlace, desk: Desk) -> Told:
    """Tell the place of the figure in the cluster, and the points of that place."""
    cluster, told = _begun(desk, rule.better)
    place = _place(cluster) if told.scored else 0
    row = min(place, len(rule.points))
    for number, earned in enumerate(rule.points, start=1):
        code = "case_place_and_after" if number == len(rule.points) else "case_place"
        facts = {"place": number, "earns_points": earned}
        told = told.among(Case(code, facts, applies=number == row))
    if not told.scored:
        return told
    earned = rule.points[row - 1]
    return told.then("why_cluster_place", points(earned), place=place, count=len(cluster.rivals),
                     earns_points=earned)  # fmt: skip


def _place(cluster: Cluster) -> int:
    own, higher = cluster.value(cluster.desk.unit), cluster.better is r.Better.HIGHER
    values = [cluster.value(unit) for unit in cluster.rivals]
    return 1 + sum(value > own if higher else value < own for value in values)


# ---- against target and leader


def relative_target(rule: r.RelativeTarget, desk: Desk) -> Told:
    """Tell the figure against its target, and above it against the cluster's leader."""
    cluster, told = _begun(desk, rule.better)
    if not told.scored:
        return told.among(*_target_cases(rule, ""))
    code, told = _by_target(told, cluster)
    return told.among(*_target_cases(rule, code))


TARGET_CASES = ("below_target", "at_target", "above_target", "leads", "no_target")


def _target_cases(rule: r.RelativeTarget, code: str) -> list[Case]:
    return [Case(f"case_{case}_{rule.better}", {}, applies=case == code) for case in TARGET_CASES]


def _by_target(told: Told, cluster: Cluster) -> tuple[str, Told]:
    """Return which of the five cases applies, and its derivation."""
    desk = cluster.desk
    actual, target = cluster.value(desk.unit), cluster.target(desk.unit)
    if target is None:
        group = [unit for unit in cluster.rivals if cluster.target(unit) is None]
        told = told.noting("why_group_without_target", figure=actual, count=len(group))
        return "no_target", _against_best(told, cluster, group)
    half, ratio = desk.most / 2, cluster.ratio(desk.unit)
    facts: dict[str, Any] = {"figure": actual, "target": target}
    if ratio is not None and ratio < 1:
        return "below_target", told.then("why_below_target", half * ratio, ratio=ratio, **facts)
    if ratio == 1:
        return "at_target", told.then("why_at_target", half, **facts)
    return _above_target(told, cluster, ratio, facts)


def _above_target(
    told: Told, cluster: Cluster, ratio: Fraction | None, facts: dict[str, Any]
) -> tuple[str, Told]:
    """Tell how a unit above its target stands to the leader; a ratio of None is without end."""
    desk = cluster.desk
    half, unit = desk.most / 2, desk.unit
    ranked = [other for other in cluster.rivals if cluster.target(other) is not None]
    endless = [other for other in ranked if cluster.ratio(other) is None]
    code = "why_above_target" if cluster.better is r.Better.HIGHER else "why_better_than_target"
    told = told.then(code, half, ratio=ratio, **facts)
    leader = _leader(cluster, ranked, endless)
    top = NOTHING if leader is None else cluster.ratio(leader)
    if ratio is None or (top is not None and ratio >= top):
        return "leads", told.then("why_leads", desk.most, most_points=desk.criterion.max_points)
    assert leader is not None  # noqa: S101  # top is None or above the ratio: somebody has it
    if leader != unit:
        told = evolve(told, inputs=(*told.inputs, *cluster.inputs(leader, "leader")))
    named = {"leader": cluster.name(leader)}
    if top is None:
        return "above_target", told.then("why_leader_endless", half, **named)
    part = (ratio - 1) / (top - 1)
    return "above_target", told.then(
        "why_beside_leader", half + half * part, excess=ratio - 1, leader_excess=top - 1,
        part=part, leader_ratio=top, adds=half * part, **named,
    )  # fmt: skip


def _leader(cluster: Cluster, ranked: list[int], endless: list[int]) -> int | None:
    """Return the unit with the highest ratio, the first by code where several share it."""
    if endless:
        return min(endless, key=cluster.name)
    rated = [(unit, cluster.ratio(unit)) for unit in sorted(ranked, key=cluster.name)]
    above = [(ratio, unit) for unit, ratio in rated if ratio is not None and ratio > 1]
    if not above:
        return None
    top = max(ratio for ratio, _ in above)
    return next(unit for ratio, unit in above if ratio == top)
