"""The nation's rules written in polars, to be measured against: lazy, multi-threaded, integers.

Two layouts of the same values: `tidy`, a row a unit and period with a column a criterion, grouped
by unit; and `wide`, a row a unit with a column for each criterion and period, which needs no
grouping. Leaders are found by floating-point ratios, which here are exact enough to order them;
points are whole numbers throughout, so that they can be compared with ours to the hundredth.
"""

from collections.abc import Callable

import numpy as np
import polars as pl

from bench.nation_sheet import CRITERIA, PERIODS, UNITS, line_of
from thidua.core.criteria import Criterion, Sheet, indicators
from thidua.core.criteria import rules as r
from thidua.core.criteria.sheet import YearEnd
from thidua.core.figures import Figures

Expr = pl.Expr
Frames = tuple[pl.DataFrame, pl.DataFrame]


def tidy(block: np.ndarray) -> pl.DataFrame:
    """Return a row for each period and unit, a column for each criterion."""
    columns = {f"v{n}": block[n].reshape(-1) for n in range(CRITERIA)}
    return pl.DataFrame({"unit": np.tile(np.arange(UNITS), PERIODS), **columns})


def wide(block: np.ndarray) -> pl.DataFrame:
    """Return a row for each unit, a column for each criterion and period."""
    columns = {f"v{n}_{p}": block[n, p] for n in range(CRITERIA) for p in range(PERIODS)}
    return pl.DataFrame({"unit": np.arange(UNITS), **columns})


def sides(figures: Figures, sheet: Sheet) -> pl.DataFrame:
    """Return the figures of the year: targets, wholes, further events; and the clusters."""
    columns = {
        f"s{number}_{side.key}": figures.columns[criterion.code, side.key].numbers
        for number, criterion in enumerate(sheet.leaves)
        for side in indicators(criterion, sheet)[1:]
    }
    return pl.DataFrame({"unit": np.arange(UNITS), "cluster": figures.clusters, **columns})


def scored_tidy(table: pl.DataFrame, years: pl.DataFrame, sheet: Sheet) -> pl.DataFrame:
    ends = [
        _end(line_of(n).year_end)(_each(n, pl.col(f"v{n}"))).alias(f"y{n}") for n in range(CRITERIA)
    ]
    grouped = table.lazy().group_by("unit").agg(ends)
    return _scored(years.lazy().join(grouped, on="unit", maintain_order="left"), sheet)


def scored_wide(table: pl.DataFrame, years: pl.DataFrame, sheet: Sheet) -> pl.DataFrame:
    ends = []
    for n in range(CRITERIA):
        periods = [_each(n, pl.col(f"v{n}_{p}")) for p in range(PERIODS)]
        ends.append(_end_of_columns(line_of(n).year_end, periods).alias(f"y{n}"))
    frame = pl.concat([years.lazy(), table.lazy().select(ends)], how="horizontal")
    return _scored(frame, sheet)


def _end(year_end: YearEnd) -> Callable[[Expr], Expr]:
    match year_end:
        case YearEnd.LAST:
            return lambda values: values.last()
        case YearEnd.HIGHEST:
            return lambda values: values.max()
    return lambda values: values.sum()


def _end_of_columns(year_end: YearEnd, periods: list[Expr]) -> Expr:
    match year_end:
        case YearEnd.LAST:
            return periods[-1]
        case YearEnd.HIGHEST:
            return pl.max_horizontal(periods)
    return pl.sum_horizontal(periods)


def _each(number: int, value: Expr) -> Expr:
    """Return what is put together: the figures, or the points of each period."""
    rule = line_of(number).rule
    if isinstance(rule, r.Events) and rule.events[0].cap_points is not None:
        return pl.min_horizontal(value * rule.events[0].points, pl.lit(rule.events[0].cap_points))
    if line_of(number).each:
        return _lateness(value) if isinstance(rule, r.Lateness) else _level(rule, value)
    return value


def _scored(frame: pl.LazyFrame, sheet: Sheet) -> pl.DataFrame:
    leaves = sheet.leaves
    points = [_leaf(n, leaf).alias(leaf.code) for n, leaf in enumerate(leaves)]
    frame = frame.select("unit", "cluster", *points)
    sections = [c for c in sheet.criteria if not c.is_leaf]
    frame = frame.with_columns(_section(section, sheet).alias(section.code) for section in sections)
    total = pl.sum_horizontal(section.code for section in sections)
    frame = frame.with_columns(total.alias("TOTAL"))
    place = pl.col("TOTAL").rank("min", descending=True).over("cluster")
    return frame.with_columns(place.alias("place")).collect()


def _half_up(num: Expr, den: Expr | int) -> Expr:
    return (num * 2 + den) // (den * 2)


def _percent_band(rule: r.Bands, num: Expr, den: Expr) -> Expr:
    """Return the points of the band that num / den, in percent, falls in."""
    points = pl.lit(rule.bands[0].points)
    for band in rule.bands[1:]:
        reached = num * 100 >= den * int(band.lower)
        points = pl.when(reached).then(pl.lit(band.points)).otherwise(points)
    return points


def _level(rule: r.Levels, value: Expr) -> Expr:
    points = pl.lit(rule.levels[0].points)
    for number, level in enumerate(rule.levels[1:], start=2):
        points = pl.when(value >= number).then(pl.lit(level.points)).otherwise(points)
    return points


def _lateness(days: Expr) -> Expr:
    """Return the points of the nation's one lateness rule."""
    further = (pl.lit(700) - (days - 2) * 200).clip(0)
    listed = pl.when(days == 0).then(1000).when(days == 1).then(900).otherwise(further)
    return pl.when(days > 5).then(0).otherwise(listed)


def _leaf(number: int, leaf: Criterion) -> Expr:
    year = pl.col(f"y{number}")

    def side(key: str) -> Expr:
        return pl.col(f"s{number}_{key}")

    if line_of(number).each:
        found: Expr | None = _half_up(year, PERIODS)
    else:
        ways = (_entered, _tabled, _banded, _measured, _counted, _judged, _compared)
        answers = (way(leaf.rule, year, side) for way in ways)
        found = next(answer for answer in answers if answer is not None)
    most = getattr(leaf.rule, "surplus_max_points", None) or leaf.max_points
    return found.clip(0, most).cast(pl.Int64)


Side = Callable[[str], Expr]


def _entered(rule: r.LeafRule, year: Expr, side: Side) -> Expr | None:
    match rule:
        case r.Binary():
            return pl.when(year * 100 >= 1000).then(1000).otherwise(0)
        case r.Direct():
            return _half_up(year * 100, PERIODS)
        case r.Conditions(conditions=parts):
            figures = [year, *(side(part.key) for part in parts[1:])]
            met = zip(figures, parts, strict=True)
            return pl.sum_horizontal(pl.when(f >= 1).then(c.points).otherwise(0) for f, c in met)
        case r.PerItem():
            return year * rule.per_item_points
    return None


def _tabled(rule: r.LeafRule, year: Expr, side: Side) -> Expr | None:
    match rule:
        case r.Levels():
            return _level(rule, year)
        case r.Lateness():
            return _lateness(year)
        case r.QualityTimeliness(points=((best, late), (poor, last))):
            timely = side("timeliness") <= 1
            good = pl.when(timely).then(best).otherwise(late)
            return (
                pl.when(year <= 1).then(good).otherwise(pl.when(timely).then(poor).otherwise(last))
            )
    return None


def _banded(rule: r.LeafRule, year: Expr, side: Side) -> Expr | None:
    match rule:
        case r.Bands(measure=r.Measure.VALUE):
            return _percent_band(rule, year, pl.lit(100))
        case r.Bands(measure=r.Measure.TARGET):
            return pl.when(side("target") > 0).then(_percent_band(rule, year, side("target")))
        case r.Bands(measure=r.Measure.SHARE):
            return pl.when(side("whole") > 0).then(_percent_band(rule, year, side("whole")))
        case r.Bands():
            before = side("previous")
            from_nothing = pl.when(year > 0).then(rule.bands[-1].points).otherwise(500)
            banded = _percent_band(rule, year - before, before)
            return pl.when(before > 0).then(banded).otherwise(from_nothing)
    return None


def _measured(rule: r.LeafRule, year: Expr, side: Side) -> Expr | None:
    match rule:
        case r.Ratio(better=r.Better.HIGHER):
            return pl.when(side("target") > 0).then(_half_up(year * 1000, side("target")))
        case r.Ratio():
            turned = pl.when(year > 0).then(_half_up(side("target") * 1000, year)).otherwise(1200)
            return pl.when(side("target") > 0).then(turned)
        case r.Progress(per_percent_points=each, base_points=base):
            before = side("previous")
            from_nothing = pl.when(year > 0).then(1000).otherwise(base)
            points = _signed(base * before + each * 100 * (year - before), before)
            return pl.when(before > 0).then(points).otherwise(from_nothing)
        case r.MeanOfRecords(events=(event,)):
            total = year * 100 + side(event.key) * event.points
            return pl.when(side("count") > 0).then(_signed(total, side("count")))
    return None


def _signed(num: Expr, den: Expr) -> Expr:
    return pl.when(num >= 0).then(_half_up(num, den)).otherwise(-_half_up(-num, den))


def _counted(rule: r.LeafRule, year: Expr, side: Side) -> Expr | None:
    match rule:
        case r.Events(events=(_, single, double, _)):
            once, twice = side("k1"), side("k2") + side("k3")
            lost = once * single.points + twice * double.points
            lost = pl.when((once > 0) & (twice > 0)).then(rule.all_broken_points).otherwise(lost)
            clean = pl.when((once == 0) & (twice == 0)).then(rule.clean_points).otherwise(0)
            return year + lost + clean + rule.base_points
        case r.Prizes(prizes=prizes):
            won = list(zip([year, *(side(p.key) for p in prizes[1:])], prizes, strict=True))
            if rule.take is r.Take.ALL:
                return pl.sum_horizontal(figure * prize.points for figure, prize in won)
            return pl.max_horizontal(pl.when(f > 0).then(p.points).otherwise(0) for f, p in won)
    return None


def _judged(rule: r.LeafRule, year: Expr, side: Side) -> Expr | None:
    if not isinstance(rule, r.Panel):
        return None
    one, other = side("k1") * PERIODS, side("k2") * PERIODS
    if rule.combine is r.Combine.MEAN:
        return _half_up((year * 2 + one + other) * 100, 4 * PERIODS)
    least, most = pl.min_horizontal(one, other), pl.max_horizontal(one, other)
    middle = pl.max_horizontal(least, pl.min_horizontal(most, year))
    return _half_up(middle * 100, PERIODS)


def _compared(rule: r.LeafRule, year: Expr, side: Side) -> Expr | None:
    match rule:
        case r.RelativeTarget():
            return _against_target(rule, year, side("target"))
        case r.RelativeBest(better=r.Better.HIGHER):
            return _share(year, year.max().over("cluster"))
        case r.RelativeBest():
            return _share(year.min().over("cluster"), year, nothing=1000)
        case r.ClusterPlace(points=table):
            place = year.rank("min", descending=True).over("cluster")
            points = pl.lit(table[-1])
            for number, earned in reversed(list(enumerate(table[:-1], start=1))):
                points = pl.when(place == number).then(earned).otherwise(points)
            return points
    return None


def _share(part: Expr, whole: Expr, *, nothing: int = 0) -> Expr:
    return pl.when(whole > 0).then(_half_up(part * 1000, whole)).otherwise(nothing)


def _against_target(rule: r.RelativeTarget, year: Expr, target: Expr) -> Expr:
    higher = rule.better is r.Better.HIGHER
    num, den = (year, target) if higher else (target, year)
    ratio = pl.when(target > 0).then(num / den)
    lead_num = num.sort_by(ratio, nulls_last=False).last().over("cluster")
    lead_den = den.sort_by(ratio, nulls_last=False).last().over("cluster")
    span = den * (lead_num - lead_den)
    above = _half_up((span + (num - den) * lead_den) * 1000, span * 2)
    aimed = pl.when(num > den).then(above).otherwise(_half_up(num * 1000, den * 2))
    aimed = pl.when(den == 0).then(1000).otherwise(aimed)
    free = pl.when(target == 0).then(year)
    if higher:
        alone = _share(year, free.max().over("cluster"))
    else:
        alone = _share(free.min().over("cluster"), year, nothing=1000)
    return pl.when(target > 0).then(aimed).otherwise(alone)


def _section(section: Criterion, sheet: Sheet) -> Expr:
    leaves = sheet.children(section.code)
    points = [pl.col(leaf.code) for leaf in leaves]
    match section.rule:
        case r.Sum(base_points=base):
            beyond = pl.lit(0)
            if not section.pool:
                beyond = pl.sum_horizontal((point - 1000).clip(0) for point in points)
            own = (pl.sum_horizontal(points) - beyond + base).clip(0, section.max_points)
            return own + beyond
        case r.Best():
            return pl.max_horizontal(points).clip(0, section.max_points)
    weighted = isinstance(section.rule, r.WeightedMean)
    weights = [leaf.weight if weighted else 1 for leaf in leaves]
    pairs = list(zip(points, weights, strict=True))
    total = pl.sum_horizontal(point * weight for point, weight in pairs)
    used = pl.sum_horizontal(point.is_not_null() * weight for point, weight in pairs)
    return _half_up(total, used).clip(0, section.max_points)
