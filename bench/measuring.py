"""Times and budgets: what was measured, beside what, and whether it holds."""

import resource
import time
from collections.abc import Callable, Sequence

from attrs import frozen
from rich.console import Console
from rich.table import Table


@frozen
class Figure:
    """One measured figure.

    value, beside: as shown; beside is what it is compared with, measured in the same run.
    ratio: the figure in terms of its budget, as shown; passed is None where there is no budget.
    binding: whether missing it fails the run; a time alone says much about the machine.
    """

    name: str
    value: str
    beside: str = ""
    ratio: str = ""
    budget: str = ""
    passed: bool | None = None
    binding: bool = True


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1e3:,.2f} ms" if seconds < 0.01 else f"{seconds * 1e3:,.1f} ms"


def fastest(run: Callable[[], object], *, rounds: int) -> float:
    """Return the least seconds of several runs; the last result is kept while the next is made."""
    return fastest_of([run], rounds=rounds)[0]


def fastest_of(runs: Sequence[Callable[[], object]], *, rounds: int) -> list[float]:
    """Return the least seconds of each, run in turn so that all meet the same disturbances."""
    best = [float("inf")] * len(runs)
    kept: list[object] = [None] * len(runs)
    for _ in range(rounds):
        for number, run in enumerate(runs):
            start = time.perf_counter()
            kept[number] = run()
            best[number] = min(best[number], time.perf_counter() - start)
    return best


def peak_megabytes() -> float:
    """Return the most memory that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1_000


def at_most(name: str, seconds: float, *, beside: str, than: float, times: float) -> Figure:
    """Return a figure whose budget is a multiple of another time."""
    ratio = seconds / than
    return Figure(
        name,
        milliseconds(seconds),
        f"{beside}: {milliseconds(than)}",
        f"{ratio:.1f} ×",
        f"at most {times:g} ×",
        passed=ratio <= times,
    )


def at_least(name: str, seconds: float, *, beside: str, than: float, times: float) -> Figure:
    """Return a figure whose budget is how many times faster it must be."""
    ratio = than / seconds
    return Figure(
        name,
        milliseconds(seconds),
        f"{beside}: {milliseconds(than)}",
        f"{ratio:.1f} × faster",
        f"at least {times:g} ×",
        passed=ratio >= times,
    )


def within(name: str, seconds: float, *, limit: float, beside: str = "") -> Figure:
    """Return a figure whose budget is a time."""
    budget = f"under {milliseconds(limit)}"
    kept = seconds < limit
    return Figure(name, milliseconds(seconds), beside, "", budget, passed=kept, binding=False)


def show(figures: Sequence[Figure]) -> None:
    """Print the figures as a table."""
    table = Table(title="Budgets", title_justify="left")
    for heading in ("what", "measured", "beside", "ratio", "budget", ""):
        table.add_column(heading, overflow="fold")
    verdicts = {True: "[green]holds[/]", False: "[bold red]missed[/]", None: ""}
    for figure in figures:
        table.add_row(
            figure.name, figure.value, figure.beside, figure.ratio, figure.budget,
            verdicts[figure.passed],
        )  # fmt: skip
    Console(width=None if Console().is_terminal else 140).print(table)
