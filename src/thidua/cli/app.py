"""The command line: a table of commands, each loaded from its module when it is called."""

from importlib import import_module
from typing import Final

import click
import typer
from typer.core import TyperGroup

# command: the module whose `app` (a typer.Typer) has it. Only the called one is imported, so that
# scoring a folder does not wait for the web server's imports.
COMMANDS: Final = {
    "run": "thidua.cli.serve",
    "django": "thidua.cli.developing",
}


class _Table(TyperGroup):
    def list_commands(self, _ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        commands = typer.main.get_group(import_module(COMMANDS[cmd_name]).app).commands
        return commands[cmd_name]


app = typer.Typer(
    cls=_Table, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)


@app.callback()
def thidua() -> None:
    """Thi Đua: chấm điểm, xếp hạng, giải thích từng điểm (score, rank, explain every point)."""
