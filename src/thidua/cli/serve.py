"""`thidua run`: everything up, served on this machine."""

import typer
from django.conf import settings
from django.core.management import call_command
from granian.constants import Interfaces
from granian.server import Server

from thidua.cli.database import database

app = typer.Typer()


@app.callback()
def _several() -> None:
    """Keep the command's name although the module has one command."""


@app.command()
def run() -> None:
    """Chạy Thi Đua trên máy này (run Thi Đua on this machine)."""
    with database():
        call_command("migrate", verbosity=0)
        call_command("collectstatic", verbosity=0, interactive=False)
        Server(
            "thidua.web.wsgi:application",
            address="127.0.0.1",
            port=settings.MACHINE.port,
            interface=Interfaces.WSGI,
            workers=settings.MACHINE.workers,
        ).serve()
