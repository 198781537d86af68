"""A million rows are read in seconds and in little memory."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
pytestmark = pytest.mark.slow
PROGRAM = """
import resource, time
from tests.core.seasons.folder import SEASON, TARGETS
from thidua.core.seasons import read_season

criteria = [f"{code}" for code in range(1, 101)]
periods = [f"T{month}" for month in range(1, 13)]
units = [f"U{unit}" for unit in range(1, 835)]
sheet = 'title = "T"\\nyear = 2025\\n' + "".join(
    f'[[criteria]]\\ncode = "{code}"\\ntitle = "t"\\nkind = "relative_best"\\nmax = 10\\n'
    for code in criteria
)
lines = ["criterion,unit,period,value,note"]
lines += [
    f"{code},{unit},{period},{(at * 7919 + int(code)) % 1000003}.{at % 89 + 10},"
    for code in criteria
    for period in periods
    for at, unit in enumerate(units)
]
named = ", ".join(f'"{period}"' for period in periods)
files = {
    "season.toml": SEASON.replace("[cluster]", f"periods = [{named}]\\n[cluster]").encode(),
    "sheet.toml": sheet.encode(),
    "units.csv": ("unit,name\\n" + "".join(f"{unit},{unit}\\n" for unit in units)).encode(),
    "figures.csv": "\\n".join(lines).encode(),
}
rows = len(lines)
del lines
start = time.process_time()
reading = read_season(files)
seconds = time.process_time() - start
assert reading.season is not None, reading.errors[:3]
megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(rows, seconds, megabytes)
"""


def test_a_million_rows_take_less_than_ten_seconds_and_a_gigabyte_and_a_half():
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    rows, seconds, megabytes = map(float, done.stdout.split())
    assert rows == 1_000_801
    assert seconds < 10
    assert megabytes < 1_500
