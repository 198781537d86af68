"""Commands for those who work on Thi Đua itself."""

import typer
from django.core.management import execute_from_command_line

from thidua.cli.database import database

app = typer.Typer()


@app.command(
    hidden=True,
    add_help_option=False,
    context_settings={"allow_extra_args": True, "ignore_unknown_options": True},
)
def django(context: typer.Context) -> None:
    """Run one of Django's own commands with the database up."""
    with database():
        execute_from_command_line(["thidua django", *context.args])
