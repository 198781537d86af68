"""`thidua import`: a season folder into the database, seen before it is done."""

import datetime as dt
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Final, NoReturn

import typer
from rich.console import Console
from rich.table import Table

from thidua.actions.seasons import (
    Change,
    Example,
    ImportPlan,
    Value,
    import_season,
    plan_import,
)
from thidua.cli.database import database
from thidua.core.figures import State
from thidua.core.people import OPERATOR
from thidua.core.permissions import Refused
from thidua.core.seasons.season import FILES
from thidua.wording import Language, finding_line, number, sentence
from thidua.wording.sentences import shown

app = typer.Typer()

_OUT: Final = Console(highlight=False, soft_wrap=True)
_ERR: Final = Console(highlight=False, soft_wrap=True, stderr=True)
_SHORT: Final = 12  # digits of a hash, enough to tell editions apart
_RECORDS: Final = ("cluster", "season", "units")  # their examples name a field
_STEPS: Final = ("created", "changed", "moved", "removed", "left")


@app.callback()
def _commands() -> None:
    """Keep the command's name although the module has only one."""


@app.command("import")
def import_folder(
    folder: Annotated[Path, typer.Argument(help="Thư mục năm thi đua (season folder)")],
    *,
    yes: Annotated[bool, typer.Option("--yes", help="Không hỏi lại (do not ask)")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Chỉ xem trước (only look, save nothing)")
    ] = False,
    leave_out_errors: Annotated[
        bool,
        typer.Option(
            "--leave-out-errors",
            help="Ô lỗi tính là chưa báo cáo (count faulty cells as not reported)",
        ),
    ] = False,
    lang: Annotated[Language, typer.Option(help="vi, en")] = "vi",
) -> None:
    """Nhập một năm thi đua vào cơ sở dữ liệu (import a season folder into the database).

    Mã thoát (exit codes): 0 xong (done); 1 thư mục có lỗi hoặc không nhập (errors, or not agreed);
    2 không chạy được (cannot run).
    """
    files = _files(folder, lang)
    with database():
        try:
            _run(files, yes=yes, dry_run=dry_run, leave_out_errors=leave_out_errors, lang=lang)
        except Refused as refusal:
            _tell_refusal(refusal, lang)


def _files(folder: Path, lang: Language) -> Mapping[str, bytes]:
    try:
        there = {path.name: path for path in folder.iterdir() if path.is_file()}
        return {name: there[name].read_bytes() for name in FILES if name in there}
    except OSError:
        _stop(sentence("not_a_folder", {"folder": str(folder)}, lang), code=2)


def _run(
    files: Mapping[str, bytes], *, yes: bool, dry_run: bool, leave_out_errors: bool, lang: Language
) -> None:
    with _ERR.status(sentence("import_reading", {}, lang)):
        plan = plan_import(files, actor=OPERATOR, leave_out_errors=leave_out_errors)
    _show(plan, lang)
    if not plan.changes_anything:
        _say("import_no_change", lang)
    elif dry_run:
        _say("import_dry_run", lang)
    elif yes or _agreed(lang):
        with _ERR.status(sentence("import_saving", {}, lang)):
            done = import_season(
                files,
                actor=OPERATOR,
                now=dt.datetime.now(tz=dt.UTC),
                leave_out_errors=leave_out_errors,
                agreed=plan,
            )
        _show_result(done, lang)
    else:
        _stop(sentence("import_not_done", {}, lang), code=1)


def _agreed(lang: Language) -> bool:
    if not sys.stdin.isatty():
        _stop(sentence("import_needs_yes", {}, lang), code=2)
    return typer.confirm(sentence("import_ask", {}, lang))


def _show(plan: ImportPlan, lang: Language) -> None:
    """Print the plan: a table of counts, some examples, the findings."""
    title = "import_title" if plan.is_new else "import_title_again"
    facts = {"cluster": plan.cluster_name, "year": plan.year}
    table = Table(title=sentence(title, facts, lang), title_justify="left")
    table.add_column(sentence("import_column_kind", {}, lang))
    for step in _STEPS:
        table.add_column(sentence(f"import_column_{step}", {}, lang), justify="right")
    for change in plan.changes:
        counts = [getattr(change.counts, step) for step in _STEPS]
        cells = [number(count, lang) if count else "" for count in counts]
        table.add_row(sentence(f"import_kind_{change.kind}", {}, lang), *cells)
    _OUT.print(table)
    for change in plan.changes:
        _show_examples(plan, change, lang)
    _show_findings(plan, lang)


def _show_examples(plan: ImportPlan, change: Change, lang: Language) -> None:
    """Print examples of what changes or goes; that all is new, the table has said."""
    told = [e for e in change.examples if not (plan.is_new and e.step == "created")]
    if not told:
        return
    _OUT.print(sentence(f"import_kind_{change.kind}", {}, lang), style="bold")
    for example in told:
        facts = {
            "what": ", ".join(filter(None, _place(change.kind, example, lang))),
            "before": _value(example, example.before, lang),
            "after": _value(example, example.after, lang),
        }
        _OUT.print("  " + sentence(f"import_{example.step}", facts, lang), markup=False)


def _place(kind: str, example: Example, lang: Language) -> tuple[str, ...]:
    """Return which thing an example is about, in the order in which it is said."""
    which = example.indicator
    if kind in _RECORDS and which:
        which = sentence(f"import_field_{which}", {}, lang)
    return (example.criterion, which, example.unit, example.period)


def _value(example: Example, value: Value, lang: Language) -> str:
    if isinstance(value, State):
        return sentence(f"import_{value.name.lower()}", {}, lang)
    if example.indicator == "status":
        return sentence(f"import_status_{value}", {}, lang)
    if value is None or value in {"", ()}:
        return sentence("import_nothing", {}, lang) if example.step == "changed" else ""
    return shown(value, lang)


def _show_findings(plan: ImportPlan, lang: Language) -> None:
    """Print what the check found, and how much of it is left out, on standard error."""
    for finding in plan.findings:
        _ERR.print(finding_line(finding, lang), markup=False)
    errors = sum(finding.is_error for finding in plan.findings)
    warnings = len(plan.findings) - errors
    _say("import_findings", lang, errors=errors, warnings=warnings)
    if errors:
        _say("import_left_out", lang, errors=errors)


def _show_result(plan: ImportPlan, lang: Language) -> None:
    edition = plan.edition
    if edition is not None:
        code = "import_done_provisional" if edition.provisional else "import_done"
        _say(code, lang, edition=edition.edition, sha256=edition.sha256[:_SHORT])


def _tell_refusal(refusal: Refused, lang: Language) -> NoReturn:
    """Print why not, with the findings where they are the reason, and end with code 1."""
    for finding in refusal.facts.get("findings", ()):
        _ERR.print(finding_line(finding, lang), markup=False)
    _stop(sentence(refusal.code, refusal.facts, lang), code=1)


def _say(code: str, lang: Language, **facts: object) -> None:
    _OUT.print(sentence(code, facts, lang), markup=False)


def _stop(line: str, *, code: int) -> NoReturn:
    _ERR.print(line, markup=False)
    raise typer.Exit(code)
