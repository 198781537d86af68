"""The season folders that ship with the package, for the demonstration and for learning."""

from pathlib import Path
from typing import Final

REAL: Final = "commune-police-2025"  # its one wrong cell included
MADE_UP: Final = "schools-2025"

_PACKAGE: Final = Path(__file__).resolve().parent.parent
# Inside an installed package, else in the working copy that it is developed in.
_FOLDERS: Final = (_PACKAGE / "examples", _PACKAGE.parents[1] / "examples")


def example(name: str) -> dict[str, bytes]:
    """Return the files of an example season by name. Raises FileNotFoundError."""
    for folder in _FOLDERS:
        if (folder / name).is_dir():
            files = sorted(path for path in (folder / name).iterdir() if path.is_file())
            return {path.name: path.read_bytes() for path in files}
    raise FileNotFoundError(name)
