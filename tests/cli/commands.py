"""Running the thidua command as people do."""

import os
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE = EXAMPLES / "commune-police-2025"


def thidua(*arguments, code=0, **options):
    """Run the command; return what it said on standard output and on standard error."""
    known = {name: value for name, value in os.environ.items() if "DJANGO" not in name}
    environment = known | {"COLUMNS": "120"} | options.pop("environment", {})
    done = subprocess.run(
        [sys.executable, "-m", "thidua", *map(str, arguments)],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
        **options,
    )
    said, told = done.stdout, done.stderr.decode()
    assert done.returncode == code, told
    assert "Traceback" not in told
    return said, told
