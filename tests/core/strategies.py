"""Hypothesis strategies: a random season is a sheet with figures that fit it."""

from random import Random

from hypothesis import strategies as st
from tests.core import made_figures, made_sheets

from thidua.core.criteria import Sheet
from thidua.core.figures import Figures


def season(rng: Random, size: int = 6, kinds: tuple[str, ...] = ()) -> tuple[Sheet, Figures]:
    """Return a random sheet and figures for it."""
    sheet = made_sheets.sheet(rng, size, kinds)
    return sheet, made_figures.figures(rng, sheet)


def seasons(size: int = 6, kinds: tuple[str, ...] = ()) -> st.SearchStrategy[tuple[Sheet, Figures]]:
    """Draw seasons by hypothesis itself, so that a failing one shrinks."""
    return st.randoms(use_true_random=False).map(lambda rng: season(rng, size, kinds))


def many_seasons(size: int = 10) -> st.SearchStrategy[tuple[Sheet, Figures]]:
    """Draw seasons from a number: larger and faster, but a failing one does not shrink."""
    return st.integers(0, 2**48).map(lambda seed: season(Random(seed), size))
