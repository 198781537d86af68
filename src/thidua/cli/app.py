"""The command line: a table of commands, each loaded from its module when it is called."""

from importlib import import_module
from typing import Any, Final

import django
import typer
from typer.core import TyperGroup

# command: the module whose `app` (a typer.Typer) has it. Only the called one is imported, so that
# scoring a folder does not wait for the web server's imports.
COMMANDS: Final = {
    "run": "thidua.cli.serve",
    "check": "thidua.cli.check",
    "score": "thidua.cli.score",
    "rank": "thidua.cli.rank",
    "explain": "thidua.cli.explain",
    "import": "thidua.cli.importing",
    "verify": "thidua.cli.verifying",
    "django": "thidua.cli.developing",
}
# The commands whose modules use tables: Django is set up before they are imported.
USE_TABLES: Final = {"run", "import", "verify", "django"}


class _Table(TyperGroup):
    def list_commands(self, _ctx: Any) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in COMMANDS:
            return None
        if cmd_name in USE_TABLES:
            django.setup()
        commands = typer.main.get_group(import_module(COMMANDS[cmd_name]).app).commands
        return commands[cmd_name]


app = typer.Typer(
    cls=_Table, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


@app.callback()
def thidua() -> None:
    """Thi Đua: chấm điểm, xếp hạng, giải thích từng điểm (score, rank, explain every point)."""
