"""The tree of files that the house tests walk: what git tracks, and what it would if added."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "thidua"
BINARY = {".mo", ".png", ".xlsx", ".pdf", ".ico", ".woff2"}


@cache
def tracked():
    """Every file of the project, as paths."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    paths = [ROOT / name for name in listed.decode().split("\0") if name]
    return tuple(path for path in paths if path.exists())


@cache
def texts():
    """Every file of words, as (path from the root, text)."""
    # A file may go while the tests run: someone works in the tree.
    paths = [path for path in tracked() if path.suffix not in BINARY and path.exists()]
    return tuple((path.relative_to(ROOT).as_posix(), path.read_text("utf-8")) for path in paths)


def python():
    """Every Python file, as (path from the root, text)."""
    return [(name, text) for name, text in texts() if name.endswith(".py")]


def templates():
    """Every template, as (name that Django knows it by, text)."""
    folder = PACKAGE / "web" / "templates"
    found = sorted(folder.rglob("*.html"))
    return [(path.relative_to(folder).as_posix(), path.read_text("utf-8")) for path in found]
