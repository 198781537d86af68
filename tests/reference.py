"""Write the pages of docs/reference from the code: `make docs`."""

import os
import sys
from pathlib import Path

import typer

from thidua.cli.app import COMMANDS, app
from thidua.settings.machine import VARIABLES

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
MADE = "<!-- Made by `make docs`: change the code, not this page. -->"


def pages():
    """Return every generated page, as {file name: text}."""
    return {"settings.md": _settings(), "cli.md": _commands()}


def _settings():
    lines = [
        "# Thiết lập của máy (settings of the machine)",
        "",
        MADE,
        "",
        "Thi Đua đọc các biến môi trường này khi khởi động; giá trị sai thì dừng với một dòng giải",
        "thích và mã thoát 2. (Read from the environment and checked at start.)",
        "",
        "| biến | nghĩa | meaning | mặc định |",
        "|---|---|---|---|",
    ]
    for name, vietnamese, english, default in VARIABLES:
        lines.append(f"| `{name}` | {vietnamese} | {english} | {_code(default)} |")
    return "\n".join(lines) + "\n"


def _commands():
    table = typer.main.get_command(app)
    context = typer.Context(table, info_name="thidua")
    lines = ["# Lệnh `thidua` (the command line)", "", MADE]
    for name in COMMANDS:
        command = table.get_command(context, name)
        if not command.hidden:
            lines += _command(name, command)
    return "\n".join(lines) + "\n"


def _command(name, command):
    arguments = [one for one in command.params if one.param_type_name == "argument"]
    options = [one for one in command.params if one.param_type_name == "option"]
    words = " ".join(["thidua", name, *(_word(one) for one in arguments)])
    lines = ["", f"## `{words}`", "", _text(command.help)]
    rows = [(f"`{_word(one)}`", one) for one in arguments]
    rows += [(_flags(one), one) for one in options if one.name != "help"]
    if rows:
        lines += ["", "| | nghĩa (meaning) | mặc định |", "|---|---|---|"]
    for flags, one in rows:
        lines.append(f"| {flags} | {_text(one.help)} | {_default(one)} |")
    return lines


def _word(argument):
    return argument.metavar or argument.name.upper()


def _flags(option):
    return ", ".join(f"`{flag}`" for flag in [*option.opts, *option.secondary_opts])


def _text(words):
    return " ".join((words or "").split()).replace("|", "\\|")


def _default(parameter):
    if parameter.default in (None, False) or callable(parameter.default):
        return ""
    return _code(str(parameter.default))


def _code(words):
    return ", ".join(f"`{word.strip()}`" for word in words.split(",")) if words else ""


def main():
    os.environ["DJANGO_SETTINGS_MODULE"] = "thidua.settings.embedded"
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
        sys.stdout.write(f"docs/reference/{name}\n")


if __name__ == "__main__":
    main()
