"""What a command made, given to a file whole or to standard output."""

import os
import sys
import tempfile
from collections.abc import Callable
from enum import StrEnum
from importlib import import_module
from pathlib import Path
from typing import Annotated, cast

import typer

from thidua.cli.folders import stop
from thidua.wording import Language


class Form(StrEnum):
    """A kind of file that results are written as."""

    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


OutOption = Annotated[
    Path | None, typer.Option("--out", help="Ghi vào tệp này (write into this file)")
]
FormOption = Annotated[
    Form | None,
    typer.Option("--as", help="Dạng tệp, mặc định theo đuôi của --out (form of the file)"),
]


def form_of(out: Path | None, said: Form | None) -> Form | None:
    """Return the form that was asked for, or the one that the file's name ends in."""
    if said is not None or out is None:
        return said
    suffix = out.suffix.lower().removeprefix(".")
    return Form(suffix) if suffix in set(Form) else None


def excel(name: str) -> Callable[..., bytes]:
    """Return a function of thidua.cli.excel, whose imports only Excel files have to wait for."""
    return cast("Callable[..., bytes]", getattr(import_module("thidua.cli.excel"), name))


def deliver(content: bytes, out: Path | None, form: Form, lang: Language) -> None:
    """Write content to a file, or to standard output where there is none.

    A file is there whole or, when it cannot be written, as it was before; then the command ends
    with one line and code 2.
    """
    if out is not None:
        try:
            _write(content, out)
        except OSError as fault:
            why = fault.strerror or str(fault)
            stop("cannot_write", lang, code=2, path=str(out), why=why)
    elif form is Form.XLSX and sys.stdout.isatty():
        stop("cli_needs_out", lang, code=2)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


def _write(content: bytes, out: Path) -> None:
    target = Path(os.path.realpath(out))
    if target.exists() and not target.is_file():
        target.write_bytes(content)  # a device or a pipe takes it as it comes; a folder refuses
        return
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    waiting = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        waiting.chmod(_mode(target))
        waiting.replace(target)
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise


def _mode(target: Path) -> int:
    """Return the rights of the file that is there, or those that a new file gets."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
