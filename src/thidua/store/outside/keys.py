"""Secrets kept in files of the data folder: made once, readable by their owner only."""

import contextlib
import os
import secrets
from pathlib import Path


def kept(path: Path) -> str:
    """Return the secret kept in a file, making it (and its folder) when there is none yet.

    Two processes that make it at once agree on one. Raises OSError: the folder is not writable.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48), encoding="ascii")
        try:
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(draft)
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii")
