"""The steps of long work, shown as they are done."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

Step = Callable[[str, str], AbstractContextManager[None]]
_COLUMNS: Final = (
    SpinnerColumn(),
    BarColumn(),
    TextColumn("{task.description}"),
    TimeElapsedColumn(),
)


@contextmanager
def steps(*, total: int) -> Iterator[Step]:
    """Show a bar with a step a call: `with step("Vietnamese", "English"):`.

    Where no one watches (a pipe, a journal), each finished step is a line instead.
    """
    console = Console(highlight=False, soft_wrap=True)
    with Progress(*_COLUMNS, console=console, disable=not console.is_terminal) as progress:
        bar = progress.add_task("", total=total)

        @contextmanager
        def step(vietnamese: str, english: str) -> Iterator[None]:
            progress.update(bar, description=f"{vietnamese} ({english})")
            began = time.monotonic()
            yield
            progress.advance(bar)
            if not console.is_terminal:
                taken = f"{time.monotonic() - began:.1f}".replace(".", ",")
                console.print(f"{vietnamese} ({english}): {taken} s")

        yield step
        progress.update(bar, description="Sẵn sàng (ready)")
