"""Secrets kept in files of the data folder: made once, readable by their owner only."""

import contextlib
import os
import secrets
from pathlib import Path


def kept(path: Path, *, line: str = "{}") -> str:
    """Return what a file of secrets says, making it (and its folder) when there is none yet.

    line: how a new secret is written down. Two processes that make one at once agree on it.
    Raises OSError: the folder is not writable.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(line.format(secrets.token_urlsafe(48)), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            path.hardlink_to(draft)
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
