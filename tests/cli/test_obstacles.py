import re
from string import Formatter

import pytest
import typer

from house import tree
from thidua.cli.obstacles import SENTENCES, sentence, told
from thidua.store.outside.obstacles import Obstacle

RAISED = re.compile(r'Obstacle\(\s*"(\w+)"')


def test_every_code_that_is_raised_has_its_sentence_and_no_other_has():
    source = {
        code
        for name, text in tree.python()
        if name.startswith("src/")
        for code in RAISED.findall(text)
    }
    assert source == set(SENTENCES)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_one_line_vietnamese_first_and_says_its_facts(code):
    vietnamese, english = SENTENCES[code]
    names = [name for _text, name, _form, _how in Formatter().parse(vietnamese) if name]
    line = sentence(Obstacle(code, **{name: f"<{name}>" for name in names}))
    assert line.endswith(f"({english}).")
    assert "\n" not in line
    assert all(f"<{name}>" in line for name in names)


def test_an_obstacle_ends_a_command_with_its_line_and_code_2(capsys):
    with pytest.raises(typer.Exit) as end, told():
        raise Obstacle("port_taken", port=8000)
    assert end.value.exit_code == 2
    assert "THIDUA_PORT" in capsys.readouterr().err
