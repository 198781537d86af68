"""Commands for those who work on Thi Đua itself."""

import typer
from django.conf import settings
from django.core.management import execute_from_command_line

from thidua.cli.obstacles import told
from thidua.store.outside import postgres

app = typer.Typer()


@app.callback()
def _commands() -> None:
    """Keep the command's name although the module has only one."""


@app.command(
    hidden=True,
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def django(context: typer.Context) -> None:
    """Run one of Django's own commands with the database up."""
    with told(), postgres.up(settings.MACHINE.data, settings.MACHINE.database):
        execute_from_command_line(["thidua django", *context.args])
