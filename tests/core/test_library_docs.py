"""The examples of docs/how-to/library.md run as they stand and print what stands below them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/how-to/library.md").read_text("utf-8")
EXAMPLE = re.compile(r"^```python\n(.*?)^```\n+^```text\n(.*?)^```$", re.DOTALL | re.MULTILINE)
EXAMPLES = EXAMPLE.findall(PAGE)


def test_every_example_of_the_page_has_its_output():
    assert len(EXAMPLES) == PAGE.count("```python") == 4


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_prints_what_stands_below_it(number, monkeypatch, capsys):
    code, output = EXAMPLES[number]
    monkeypatch.chdir(ROOT)
    exec(compile(code, "library.md", "exec"), {})
    assert capsys.readouterr().out == output


def test_a_season_is_scored_in_ten_lines():
    code, _output = EXAMPLES[0]
    assert len([line for line in code.splitlines() if line]) <= 10
