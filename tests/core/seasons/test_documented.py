"""Every finding of the season folder is on its page, and has a sentence."""

import re
from pathlib import Path

from thidua.wording.templates import templates

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "how-to" / "season-folder.md").read_text("utf-8")
ROOM = ROOT / "src" / "thidua" / "core" / "seasons"


def documented():
    """The codes in the first column of the page's tables of findings."""
    findings = PAGE[PAGE.index("## What the checker finds") :]
    cells = [line.split("|")[1] for line in findings.splitlines() if line.startswith("| `")]
    return {code for cell in cells for code in re.findall(r"`(\w+)`", cell)}


def spoken():
    return {code for code, made in templates("vi").items() if made.room in {"seasons", "figures"}}


def test_the_page_has_every_finding_and_no_other():
    assert documented() == spoken()


def test_every_sentence_is_for_a_finding_that_the_code_makes():
    source = "\n".join(file.read_text("utf-8") for file in ROOM.glob("*.py"))
    source += (ROOM.parent / "figures" / "numbers.py").read_text("utf-8")
    assert [code for code in sorted(spoken()) if f'"{code}"' not in source] == []
