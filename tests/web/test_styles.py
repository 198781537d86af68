"""The stylesheet as shipped: fresh, flat, right in browsers of 2023 (Firefox 110)."""

import re

import pytest

from thidua.web.styles import HERE, LAYERS, SHIPPED, authored, stylesheet
from thidua.web.styles.flatten import flatten, parse, written

SHEET = stylesheet()
RULE = re.compile(r"^([^{}@]+) \{ (.*) \}$", re.MULTILINE)


def flat(text):
    return "\n".join(written(flatten(parse(text))))


@pytest.mark.parametrize(
    ("authored_text", "shipped_text"),
    [
        pytest.param("a { b: c; }", "a { b: c; }", id="plain"),
        pytest.param("a { b: c; &:d { e: f; } }", "a { b: c; }\na:d { e: f; }", id="nested"),
        pytest.param("a, b { & i, & u { c: d; } }", "a i, a u, b i, b u { c: d; }", id="lists"),
        pytest.param("a { & b { & c { d: e; } } }", "a b c { d: e; }", id="twice nested"),
        pytest.param("a { &:is(b, c) { d: e; } }", "a:is(b, c) { d: e; }", id="comma in brackets"),
        pytest.param(
            "a { @media print { b: c; } }", "@media print {\na { b: c; }\n}", id="a group within"
        ),
        pytest.param("a { b: c; /* d; } */ }", "a { b: c; }", id="a comment goes"),
        pytest.param('a { content: "};"; }', 'a { content: "};"; }', id="braces in quotes stay"),
        pytest.param(
            "a { b: light-dark(#fff, #000); c: d; }",
            "a { b: #fff; c: d; }\n@supports (color: light-dark(#000, #fff)) {\n"
            "a { b: light-dark(#fff, #000); }\n}",
            id="two themes",
        ),
        pytest.param(
            "@page { margin: 1mm; @bottom-right { content: c; } }",
            "@page { margin: 1mm; @bottom-right { content: c; } }",
            id="margins of a page stay",
        ),
    ],
)
def test_rules_are_written_out_in_full(authored_text, shipped_text):
    assert flat(authored_text) == shipped_text


@pytest.mark.parametrize("broken", ["a { b: c;", "a { b: c; } }"])
def test_unmatched_braces_are_refused(broken):
    with pytest.raises(ValueError, match=r"closed|closing"):
        parse(broken)


def test_the_shipped_stylesheet_is_fresh():
    assert SHIPPED.read_text(encoding="utf-8") == SHEET, "run make styles"


def test_every_authored_file_is_shipped():
    listed = [part for parts in LAYERS.values() for part in parts]
    assert sorted(listed) == sorted(path.stem for path in HERE.glob("*.css"))


def test_authored_files_are_short_enough_to_read():
    for path in HERE.glob("*.css"):
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) < 400, path.name
        assert [line for line in lines if len(line) > 100] == [], path.name


def test_nothing_is_nested():
    assert "&" not in SHEET


def test_colours_are_declared_plainly_before_those_of_two_themes():
    for name, value in re.findall(r"(--[\w-]+): (light-dark\([^)]+\))", SHEET):
        plain = re.search(rf"{name}: (?!light-dark)", SHEET)
        assert plain, name
        assert plain.start() < SHEET.index(f"{name}: {value}"), name


def test_what_browsers_of_2023_do_not_know_stands_alone():
    outside = re.sub(r"@supports [^{]+ \{\n(?:.*\n)*?\}\n", "", SHEET)
    assert "light-dark(" not in outside
    assert "color-mix(" not in SHEET, "with var() it has no fallback: declare a token"
    for selectors, _declarations in RULE.findall(outside):
        if ":has(" in selectors:
            listed = re.split(r",\s*(?![^()]*\))", selectors)
            assert all(":has(" in one for one in listed), f"{selectors}: one unknown drops all"


def test_a_part_names_roles_and_no_raw_colours():
    free = {"tokens", "door", "article", "stage", "paper", "print", "frame"}
    for part in (part for parts in LAYERS.values() for part in parts if part not in free):
        assert re.findall(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)", authored(part)) == [], part


def test_every_token_that_is_used_is_declared():
    used = set(re.findall(r"var\((--[\w-]+)\)", SHEET))
    assert used - set(re.findall(r"(--[\w-]+):", SHEET)) == set()


@pytest.mark.parametrize("stack", ["--sans", "--serif"])
def test_a_windows_face_with_vietnamese_letters_comes_before_what_linux_has(stack):
    faces = re.search(rf"{stack}: ([^;]+);", SHEET)[1].replace("Real Cambria", "Cambria")
    windows = "Segoe UI" if stack == "--sans" else "Cambria"
    assert faces.index(windows) < faces.index("Noto")
    assert not re.search("system-ui|Georgia|Palatino|Constantia|Verdana|Liberation", faces)
