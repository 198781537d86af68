"""The commands of docs/how-to/score-a-year.md print what stands below them."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "how-to" / "score-a-year.md"
CONSOLE = re.compile(r"^```console\n\$ (.*?)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
COMMANDS = CONSOLE.findall(PAGE.read_text("utf-8"))


@pytest.fixture(scope="module")
def there(tmp_path_factory):
    """A folder from which the examples can be reached and into which files may be written."""
    folder = tmp_path_factory.mktemp("here")
    (folder / "examples").symlink_to(ROOT / "examples")
    return folder


def printed(command, folder):
    first, *rest = shlex.split(command)
    program = [sys.executable, "-m", "thidua"] if first == "thidua" else [first]
    known = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
    return subprocess.run(
        [*program, *rest],
        cwd=folder,
        env=known,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    ).stdout.decode()


def test_the_page_has_commands():
    assert len(COMMANDS) == PAGE.read_text("utf-8").count("```console") == 7


def test_every_command_prints_what_stands_below_it(there):
    for command, output in COMMANDS:
        assert printed(command, there) == output, command
