"""Random figures for a sheet: states, periods, ties on purpose, numbers beyond 64 bits."""

from random import Random

import numpy as np
from attrs import frozen

from thidua.core.criteria import Criterion, Entry, Indicator, Sheet, indicators
from thidua.core.figures import Column, Figures, Source, State

EVERYDAY = (0, 1, 1, 2, 3, 5, 5, 7, 8, 10, 12, 50, 79, 80, 90, 95, 100, 120)
LARGE = (10**12, 2**62, 2**63 - 1, 10**9 + 7)
HUGE = (10**19, 2**64 + 1, 10**25, 10**25 + 1, 10**40)


@frozen
class Mood:
    """How the figures of one season are: how often a cell is blank, how large numbers get."""

    blank: float
    excused: float
    periods: int
    pool: tuple[int, ...]
    places: tuple[int, ...]


def mood(rng: Random) -> Mood:
    size = rng.random()
    pool = EVERYDAY
    if size < 0.2:
        pool = tuple(rng.randint(0, 10**6) for _ in range(4))
    return Mood(
        blank=rng.choice((0, 0, 0.1, 0.5)),
        excused=rng.choice((0, 0.05, 0.3)),
        periods=rng.choice((0, 0, 1, 2, 4)),
        pool=pool,
        places=rng.choice(((0,), (0, 2), (1, 3))),
    )


def figures(rng: Random, sheet: Sheet, units: int | None = None) -> Figures:
    """Return random figures of one or several clusters for a sheet."""
    count = rng.randint(1, 6) if units is None else units
    how = mood(rng)
    clusters = rng.choice((1, 1, 2, 3))
    columns = {}
    for criterion in sheet.leaves:
        for indicator in indicators(criterion, sheet):
            if rng.random() > 0.04:
                columns[criterion.code, indicator.key] = column(
                    rng, criterion, indicator, how, count
                )
    for override in sheet.overrides:
        shape = (how.periods, count) if how.periods and rng.random() < 0.5 else (count,)
        happened = [int(rng.random() < 0.3) for _ in range(int(np.prod(shape)))]
        columns[override.code, ""] = Column(np.array(happened, dtype=np.int64).reshape(shape))
    names = tuple(f"U{n}" for n in rng.sample(range(1, 100), count))
    return Figures(
        units=names,
        columns=columns,
        clusters=np.array([rng.randrange(clusters) for _ in range(count)], dtype=np.int64),
        unit_types=tuple(rng.choice(("a", "a", "b")) for _ in range(count)),
        competing=np.array([rng.random() > 0.1 for _ in range(count)], dtype=np.bool_),
        periods=tuple(f"Kỳ {n + 1}" for n in range(how.periods)),
        not_assigned=marks(rng, sheet, count),
        sources=sources(rng, columns, names),
    )


def marks(rng: Random, sheet: Sheet, count: int) -> dict[str, np.ndarray]:
    return {
        criterion.code: np.array([rng.random() < 0.4 for _ in range(count)], dtype=np.bool_)
        for criterion in sheet.criteria
        if rng.random() < 0.12
    }


def sources(
    rng: Random, columns: dict[tuple[str, str], Column], names: tuple[str, ...]
) -> dict[tuple[str, str, str, str], Source]:
    keys = rng.sample(sorted(columns), min(2, len(columns)))
    return {(*key, names[0], ""): Source("figures.csv", rng.randint(2, 99)) for key in keys}


def column(
    rng: Random, criterion: Criterion, indicator: Indicator, how: Mood, count: int
) -> Column:
    """Return one column, for the year or by periods."""
    by_period = how.periods > 0 and rng.random() < 0.7
    shape = (how.periods, count) if by_period else (count,)
    places = 0 if indicator.entry in {Entry.LEVEL, Entry.YES_NO} else rng.choice(how.places)
    pool = numbers_for(rng, criterion, indicator, how.pool, 10**places)
    cells = int(np.prod(shape))
    states = [state(rng, how) for _ in range(cells)]
    numbers = [rng.choice(pool) if s is State.REPORTED else 0 for s in states]
    fits = all(abs(number) < 2**63 for number in numbers)
    return Column(
        np.array(numbers, dtype=np.int64 if fits else object).reshape(shape),
        places,
        None if not any(states) else np.array(states, dtype=np.int8).reshape(shape),
    )


def state(rng: Random, how: Mood) -> State:
    chance = rng.random()
    if chance < how.blank:
        return State.BLANK
    if chance < how.blank + how.excused:
        return rng.choice((State.NOT_APPLICABLE, State.NOT_APPLICABLE, State.NOT_ASSIGNED))
    return State.REPORTED


def numbers_for(
    rng: Random, criterion: Criterion, indicator: Indicator, pool: tuple[int, ...], scale: int
) -> tuple[int, ...]:
    """Return the numbers to choose from, in the column's own decimals; few, so that ties happen."""
    if indicator.entry is Entry.YES_NO:
        return (0, 1, 1)
    if indicator.entry is Entry.LEVEL:
        return tuple(range(1, int(indicator.upper or 1) + 1))
    if indicator.entry is Entry.DAYS:
        return (0, scale, 2 * scale, 4 * scale, 9 * scale)
    if indicator.entry is Entry.POINTS:
        most = int((indicator.upper or 10) * scale)
        return (0, most, most // 2, most // 3, most, rng.randint(0, max(most, 1)))
    few = tuple(rng.choice(pool) * scale for _ in range(3))
    limited = criterion.max_points is not None and criterion.min_points is not None
    if limited and indicator.key in {"", "target", "part", "whole", "previous"}:
        return (*few, *odd(rng, scale, extreme=rng.random()))
    return (*few, *odd(rng, scale, extreme=1))


def odd(rng: Random, scale: int, *, extreme: float) -> tuple[int, ...]:
    """Return numbers out of the ordinary: with decimals, below zero, beyond 64 bits."""
    if extreme < 0.1:
        return LARGE
    if extreme < 0.2:
        return HUGE
    if extreme < 0.25:
        return (-scale, -7 * scale)
    return (rng.randint(0, 20 * scale), rng.choice((rng.randint(0, 300 * scale), 0)))
