"""What a command says: as UTF-8 wherever it goes, and no traceback when nobody takes it."""

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import typer

from thidua.wording import Language, sentence


@contextmanager
def speaking(lang: Language) -> Iterator[None]:
    """Let a command write; one line and code 2 when standard output takes nothing any more.

    A pipe that was closed early, as `| head` does, ends the command quietly.
    """
    _make_legible(sys.stdout)
    _make_legible(sys.stderr)
    try:
        yield
        sys.stdout.flush()
    except OSError as fault:
        if fault.filename is not None:
            raise
        _let_go(sys.stdout)
        if fault.errno == errno.EPIPE:
            raise typer.Exit(1) from None
        facts = {"path": "stdout", "why": fault.strerror or str(fault)}
        typer.echo(sentence("cannot_write", facts, lang), err=True)
        raise typer.Exit(2) from None


def _make_legible(stream: object) -> None:
    """Have Vietnamese letters written in a locale that lacks them."""
    if not isinstance(stream, io.TextIOWrapper):
        return
    if stream.isatty():
        stream.reconfigure(errors="replace")
    else:
        stream.reconfigure(encoding="utf-8")


def _let_go(stream: object) -> None:
    """Have what is still in a stream's buffer go nowhere, so that closing it cannot fail."""
    if isinstance(stream, io.TextIOWrapper):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
