"""`thidua score` on the example, from a cold start."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bench.measuring import Figure, fastest_of, milliseconds, within

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "commune-police-2025"
LIMIT = 1.0


def measure() -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "scores.csv"
        command = [*thidua(), "score", str(EXAMPLE), "--leave-out-errors", "--out", str(out)]
        alone = [sys.executable, "-c", "import numpy"]
        ours, numpy = fastest_of([lambda: ran(command), lambda: ran(alone)], rounds=5)
        assert out.stat().st_size > 10_000, "thidua score wrote nothing"
    beside = f'python -c "import numpy": {milliseconds(numpy)}'
    return [within("thidua score examples/commune-police-2025", ours, limit=LIMIT, beside=beside)]


def thidua() -> list[str]:
    return [str(Path(sys.executable).with_name("thidua"))]


def ran(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
