"""A season folder from the disk, for the commands that need no database."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from thidua.core.seasons import FILES, Season, SeasonReading, read_season
from thidua.wording import Language, finding_line, sentence

FolderArgument = Annotated[Path, typer.Argument(help="Thư mục năm thi đua (season folder)")]
LeaveOutOption = Annotated[
    bool,
    typer.Option(
        "--leave-out-errors",
        help="Ô lỗi tính là chưa báo cáo (count faulty cells as not reported)",
    ),
]
LangOption = Annotated[Language, typer.Option(help="vi, en")]


def files_of(folder: Path, lang: Language) -> Mapping[str, bytes]:
    """Return the files of a folder; those that no season has only by name.

    Ends the command with one line and code 2 when there is no such folder or a file is closed.
    """
    if not folder.is_dir():
        stop("not_a_folder", lang, code=2, folder=str(folder))
    try:
        found = sorted(path for path in folder.iterdir() if path.is_file())
        return {path.name: path.read_bytes() if _is_ours(path) else b"" for path in found}
    except OSError as fault:
        stop("cannot_read", lang, code=2, path=str(fault.filename), why=fault.strerror or "")


def season_of(folder: Path, lang: Language, *, leave_out_errors: bool) -> Season:
    """Return the season of a folder, its left out rows told on standard error.

    Ends the command with code 1, the errors listed, where it cannot be scored.
    """
    reading = read_season(files_of(folder, lang), leave_out_errors=leave_out_errors)
    for finding in reading.errors:
        told = finding_line(finding, lang)
        left_out = sentence("cli_left_out", {"finding": told}, lang)
        typer.echo(left_out if reading.season else told, err=True)
    if reading.season is None:
        stop(_hint(reading, leave_out_errors=leave_out_errors), lang, code=1,
             errors=len(reading.errors))  # fmt: skip
    return reading.season


def _hint(reading: SeasonReading, *, leave_out_errors: bool) -> str:
    """Return which sentence ends a command that could not go on."""
    rows_only = {finding.file for finding in reading.errors} <= {"targets.csv", "figures.csv"}
    return "cli_stopped" if leave_out_errors or not rows_only else "cli_stopped_by_rows"


def stop(what: str, lang: Language, *, code: int, **facts: object) -> NoReturn:
    """End the command with one line on standard error."""
    typer.echo(sentence(what, facts, lang), err=True)
    raise typer.Exit(code)


def _is_ours(path: Path) -> bool:
    return path.name.lower() in FILES
