"""`thidua verify`: everything that must always hold, asked of the live database."""

from typing import Annotated, Final

import typer
from rich.console import Console

from thidua.cli.database import database
from thidua.store.invariants import INVARIANTS, violations
from thidua.wording import Language, sentence

app = typer.Typer()

_OUT: Final = Console(highlight=False, soft_wrap=True)
_ERR: Final = Console(highlight=False, soft_wrap=True, stderr=True)


@app.callback()
def _commands() -> None:
    """Keep the command's name although the module has only one."""


@app.command()
def verify(*, lang: Annotated[Language, typer.Option(help="vi, en")] = "vi") -> None:
    """Kiểm tra cơ sở dữ liệu: tính lại mọi kết quả đã chốt (recompute every frozen result).

    Mã thoát (exit codes): 0 đúng (sound); 1 có điều sai (something is wrong).
    """
    with database():
        with _ERR.status(sentence("verify_working", {}, lang)):
            found = list(violations())
        for violation in found:
            _ERR.print(sentence(violation.code, violation.facts, lang), markup=False)
        if found:
            raise typer.Exit(1)
        _OUT.print(sentence("verify_ok", {"rules": len(INVARIANTS)}, lang), markup=False)
