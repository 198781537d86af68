"""Static files for the server: collected, fingerprinted and compressed once for each change."""

import hashlib
from pathlib import Path
from typing import Final

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

_MARK: Final = ".collected"


def collect() -> None:
    """Collect the static files into the data folder, unless the same ones are there already."""
    root, now = Path(settings.STATIC_ROOT), _fingerprint()
    mark = root / _MARK
    if mark.exists() and mark.read_text(encoding="ascii") == now:
        return
    mark.unlink(missing_ok=True)
    root.mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    mark.write_text(now, encoding="ascii")


def _fingerprint() -> str:
    found = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            facts = Path(storage.path(name)).stat()
            found.update(f"{name}:{facts.st_size}:{facts.st_mtime_ns}\n".encode())
    return found.hexdigest()
