"""Published criteria sheets, transcribed with their sources as TOML: to read, to start from."""

from importlib.resources import files
from typing import Final

_FOLDER: Final = files(__package__).joinpath("sheets")


def sheet_names() -> tuple[str, ...]:
    """Return the names of the sheets, such as "youth_union_bu_dang_2015", in order."""
    names = (entry.name for entry in _FOLDER.iterdir() if entry.name.endswith(".toml"))
    return tuple(sorted(name.removesuffix(".toml") for name in names))


def sheet_text(name: str) -> str:
    """Return the TOML text of a sheet by its name. Raises KeyError."""
    if name not in sheet_names():
        raise KeyError(name)
    return _FOLDER.joinpath(f"{name}.toml").read_text("utf-8")
