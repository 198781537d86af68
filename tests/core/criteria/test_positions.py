import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua.core.criteria.positions import lines_of

SHEET = '''\
# a comment [[criteria]]
title = "Bảng [1] # not a comment"
note = """
[[criteria]]
over = 3 "lines"""""
total = { state = 1, private = 2 }

[[criteria]]
code = "1"
bands = [ # a comment ] with a bracket
  { from = 0, points = 1 },

  { from = 1, below = 2 }
  , 7 ]
document.missing = '50%'

[[criteria]]
"code" = "2"
[criteria.document]
missing = 1979-05-27 07:32:00

[[criteria.levels]]
key = "a"
[[criteria.levels]]
key = "b"
[[grades]]
name = 'C:\\'
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("title",), 2),
        (("note",), 3),
        (("total",), 6),
        (("total", "private"), 6),
        (("criteria",), 8),
        (("criteria", 0), 8),
        (("criteria", 0, "code"), 9),
        (("criteria", 0, "bands", 0), 11),
        (("criteria", 0, "bands", 0, "points"), 11),
        (("criteria", 0, "bands", 1, "below"), 13),
        (("criteria", 0, "bands", 2), 14),
        (("criteria", 0, "document", "missing"), 15),
        (("criteria", 1), 17),
        (("criteria", 1, "code"), 18),
        (("criteria", 1, "document"), 19),
        (("criteria", 1, "document", "missing"), 20),
        (("criteria", 1, "levels", 0), 22),
        (("criteria", 1, "levels", 1, "key"), 25),
        (("grades", 0, "name"), 27),
    ],
)
def test_every_key_and_item_has_its_line(path, line):
    assert lines_of(SHEET).of(path) == line


def test_what_is_not_there_has_the_line_of_what_it_would_stand_in():
    lines = lines_of(SHEET)
    assert lines.of(("criteria", 1, "kind")) == 17
    assert lines.of(("criteria", 0, "bands", 0, "below")) == 11
    assert lines.of(("ranking", "by")) == 0


def test_windows_line_ends_count_once():
    lines = lines_of(SHEET.replace("\n", "\r\n"))
    assert lines.of(("grades", 0, "name")) == 27


# ---- random documents


def paths_of(value, path=()):
    if path:
        yield path
    items = value.items() if isinstance(value, dict) else ()
    items = enumerate(value) if isinstance(value, list) else items
    for key, item in items:
        yield from paths_of(item, (*path, key))


SPACE = st.sampled_from(["", " ", "\t"])
GAP = st.sampled_from(["", "\n", " # [a] = ,\n", "\n\n  "])
BARE = st.sampled_from(["a", "b", "c-d", "1", "max"])
KEY = BARE | st.sampled_from(['"x.y"', "'#'", '"\\u0041"', '"]"'])
STRINGS = st.sampled_from(
    ['""', '"a]\\"}#"', "'\\'", "''", '"""a\n]]\n"""', "'''\n[[x]]\n''''", '""""a"""""']
)
SCALARS = STRINGS | st.sampled_from(
    ["1", "-1_0.5e3", "true", "inf", "1979-05-27", "07:32:00", "1979-05-27 07:32:00Z"]
)


@st.composite
def array(draw, values):
    items = draw(st.lists(values, max_size=3))
    joint = draw(GAP) + "," + draw(GAP)
    return "[" + draw(GAP) + joint.join(items) + draw(GAP) + "]"


@st.composite
def inline_table(draw, values):
    keys = draw(st.lists(KEY, max_size=3, unique=True))
    return "{ " + ", ".join(f"{key}{draw(SPACE)}= {draw(values)}" for key in keys) + " }"


VALUES = st.recursive(SCALARS, lambda inner: array(inner) | inline_table(inner), max_leaves=6)
HEADERS = ["", "[t{}]", "[[rows]]", "[[rows.deep]]", "[ rows . x ]"]


@st.composite
def documents(draw):
    parts = []
    for index in range(draw(st.integers(0, 6))):
        header = draw(st.sampled_from(HEADERS)).format(index)
        keys = draw(st.lists(st.lists(KEY, min_size=1, max_size=2), max_size=4))
        lines = [f"{draw(SPACE)}{'.'.join(key)} ={draw(SPACE)}{draw(VALUES)}" for key in keys]
        parts += [draw(GAP), header, "\n", "\n".join(lines), "\n"]
    return "".join(parts)


@given(documents())
def test_the_finder_follows_every_document_that_tomllib_reads(text):
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = lines_of(text)
    assert set(lines.by_path) == set(paths_of(tree))
    source = text.splitlines()
    for path, line in lines.by_path.items():
        assert 1 <= line <= len(source), path
