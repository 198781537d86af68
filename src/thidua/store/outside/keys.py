"""Secrets kept in files of the data folder: made once, readable by their owner only."""

import contextlib
import secrets
import tempfile
from pathlib import Path


def kept(path: Path, *, line: str = "{}") -> str:
    """Return what a file of secrets says, making it (and its folder) when there is none yet.

    line: how a new secret is written down. All who make one at once agree on it.
    Raises OSError: the folder is not writable.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        # The draft is its maker's alone; it becomes the secret whole, or not at all.
        with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="ascii") as draft:
            draft.write(line.format(secrets.token_urlsafe(48)))
            draft.flush()
            with contextlib.suppress(FileExistsError):
                path.hardlink_to(draft.name)
    return path.read_text(encoding="ascii").strip()
