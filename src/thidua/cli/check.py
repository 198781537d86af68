"""`thidua check`: every finding on a season folder, or on a criteria sheet alone."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from thidua.cli.folders import LangOption, files_of, stop
from thidua.cli.speaking import speaking
from thidua.core.criteria import Finding, read_sheet
from thidua.core.seasons import read_season
from thidua.core.seasons.remarks import Remarks
from thidua.core.seasons.tables import read_text
from thidua.wording import Language, finding_line, reason, sentence

app = typer.Typer()


@app.callback()
def _commands() -> None:
    """Keep the command's name although the module has only one."""


@app.command()
def check(
    path: Annotated[
        Path, typer.Argument(help="Thư mục năm thi đua hoặc tệp bảng tiêu chí (folder or sheet)")
    ],
    *,
    lang: LangOption = "vi",
) -> None:
    """Kiểm tra năm thi đua hoặc bảng tiêu chí (check a season folder or a criteria sheet).

    Mỗi phát hiện một dòng `tệp:dòng: lý do` (a finding a line, `file:row: reason`).
    Mã thoát (exit codes): 0 không có lỗi (no errors); 1 có lỗi (errors); 2 không đọc được
    (nothing to read).
    """
    findings = _of_sheet(path, lang) if path.is_file() else _of_folder(path, lang)
    with speaking(lang):
        for finding in findings:
            typer.echo(_line(finding, lang))
    errors = sum(finding.is_error for finding in findings)
    facts = {"path": str(path), "errors": errors, "warnings": len(findings) - errors}
    typer.echo(sentence("cli_checked", facts, lang), err=True)
    if errors:
        raise typer.Exit(1)


def _of_folder(folder: Path, lang: Language) -> Sequence[Finding]:
    return read_season(files_of(folder, lang)).findings


def _of_sheet(path: Path, lang: Language) -> Sequence[Finding]:
    if path.suffix.lower() != ".toml":
        stop("cli_not_a_sheet", lang, code=2, path=str(path))
    try:
        data = path.read_bytes()
    except OSError as fault:
        stop("cannot_read", lang, code=2, path=str(path), why=fault.strerror or "")
    remarks = Remarks()
    text = read_text(path.name, data, remarks)
    if text is not None:
        remarks.extend(read_sheet(text, file=path.name).findings)
    return remarks.in_order([path.name])


def _line(finding: Finding, lang: Language) -> str:
    """Return a finding's line; a warning says that it is one."""
    if finding.is_error:
        return finding_line(finding, lang)
    place = f"{finding.file}:{finding.row}" if finding.row else finding.file
    return f"{place}: " + sentence("cli_warning", {"reason": reason(finding, lang)}, lang)
