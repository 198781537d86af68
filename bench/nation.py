"""The nation: 12,000 units × 120 criteria × 12 periods, beside a sum of numpy and beside polars."""

import numpy as np
import polars as pl

from bench import nation_polars
from bench.measuring import Figure, at_least, at_most, fastest_of, milliseconds, peak_megabytes
from bench.nation_sheet import figures, sheet, values
from thidua.core.rankings.placing import places
from thidua.core.scoring import Filled, Scorecard, score

ROUNDS = 25
MEGABYTES = 2_000
NOTHING = -(10**9)  # stands for a cell without points when two results are compared


def measure() -> list[Figure]:
    block, criteria = values(), sheet()
    given = figures(block, criteria)

    def ours() -> tuple[Scorecard, np.ndarray]:
        card = score(criteria, given)
        return card, places([card.points[-1]], clusters=given.clusters)

    added, scored = fastest_of([block.sum, ours], rounds=ROUNDS)
    memory = peak_megabytes()
    tidy, wide = nation_polars.tidy(block), nation_polars.wide(block)
    years = nation_polars.sides(given, criteria)

    def in_polars() -> pl.DataFrame:
        return nation_polars.scored_tidy(tidy, years, criteria)

    def in_wide_polars() -> pl.DataFrame:
        return nation_polars.scored_wide(wide, years, criteria)

    for theirs in (in_polars(), in_wide_polars()):
        must_agree(*ours(), theirs)
    ours_again, in_tidy, in_wide = fastest_of([ours, in_polars, in_wide_polars], rounds=7)
    scored = min(scored, ours_again)
    name = f"the nation: {block.size:,} values scored, added up, placed"
    return [
        at_most(name, scored, beside="numpy's sum of the values", than=added, times=12),
        at_least(name, scored, beside="the same rules in polars", than=in_tidy, times=4),
        Figure("  for comparison only", milliseconds(scored),
               f"polars, a column for each period: {milliseconds(in_wide)}",
               f"{in_wide / scored:.1f} × faster"),
        Figure("  memory at its peak", f"{memory:,.0f} MB", "of which the values: "
               f"{block.nbytes / 1e6:,.0f} MB", "", f"under {MEGABYTES:,} MB",
               passed=memory < MEGABYTES),
    ]  # fmt: skip


def must_agree(card: Scorecard, placed: np.ndarray, theirs: pl.DataFrame) -> None:
    """Raise AssertionError unless every point, total and place is the same."""
    for row, code in enumerate(card.nodes):
        mine = np.where(card.filled[row] <= Filled.PARTIAL, card.points[row], NOTHING)
        other = theirs[code].fill_null(NOTHING).to_numpy()
        assert np.array_equal(mine, other), f"polars has other points for {code}"
    assert np.array_equal(placed, theirs["place"].to_numpy()), "polars has other places"
