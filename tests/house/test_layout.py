"""The layout of the house, its layers, and what never enters it."""

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from house import tree

TOP = {
    *("README.md", "Makefile", "pyproject.toml", "CHANGELOG.md", "LICENSE", ".ci", "requirements"),
    *(".editorconfig", ".gitignore", "docs", "examples", "src", "tests", "bench"),
}
LAYERS = {
    *("core", "rulebook", "papers", "store", "actions", "wording", "web", "cli", "settings"),
}
# Written so that this file does not hold what it looks for.
REGISTRIES = re.compile(r"pypi[.]org|python[h]osted|npm[j]s[.]|deb[.]debian")
MACHINE_PATHS = re.compile(r"(?<![\w./-])/(?:root|work|home|Users)/")


def test_the_top_of_the_tree_is_as_described():
    found = {path.relative_to(tree.ROOT).parts[0] for path in tree.tracked()}
    assert found - TOP == set()


def test_the_package_has_the_layers_and_nothing_else():
    found = {path.name for path in tree.PACKAGE.iterdir() if path.is_dir()}
    assert found - {"__pycache__"} == LAYERS
    files = {path.name for path in tree.PACKAGE.iterdir() if path.is_file()}
    assert files <= {"__init__.py", "__main__.py", "py.typed"}


def test_imports_go_one_way_down():
    command = Path(sys.executable).parent / "lint-imports"
    checked = subprocess.run(
        [command, "--no-cache", "--no-logo"],
        cwd=tree.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout
    assert "0 broken" in checked.stdout


@pytest.mark.parametrize("what", [REGISTRIES, MACHINE_PATHS], ids=["registries", "machine paths"])
def test_no_file_names_a_registry_or_a_path_of_some_machine(what):
    assert [(name, what.findall(text)) for name, text in tree.texts() if what.search(text)] == []


def test_locked_requirements_hold_hashes_and_no_addresses():
    for path in (tree.ROOT / "requirements").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, path.name
        entries = re.findall(r"^[a-z].*?(?=^[a-z]|\Z)", text, re.MULTILINE | re.DOTALL)
        assert len(entries) > 20
        assert [entry for entry in entries if "--hash=sha256:" not in entry] == [], path.name


def test_every_text_is_composed_unicode_and_ends_with_a_line():
    for name, text in tree.texts():
        assert unicodedata.is_normalized("NFC", text), name
        assert text == "" or text.endswith("\n"), name
        assert "\r" not in text, name


def test_an_exception_to_a_rule_ends_with_its_reason():
    marks = re.compile(r"#\s*(?:noqa|type:\s*ignore)\b(.*)$", re.MULTILINE)
    reason = re.compile(r"^(: [A-Z0-9, ]+|\[[\w, -]+\])\s+[#-] \S.+$")
    bare = [
        f"{name}: {mark}"
        for name, text in tree.python()
        if name.startswith(("src/", "tests/", "bench/")) and "test_layout" not in name
        for mark in marks.findall(text)
        if not reason.match(mark)
    ]
    assert bare == []


def test_no_test_is_skipped_or_excused_without_a_reason():
    calls = re.compile(r"(?:mark\.(?:skip|xfail|skipif)|pytest\.(?:skip|xfail))\b(.*)")
    bare = [
        f"{name}: {call}"
        for name, text in tree.python()
        if name.startswith("tests/") and "test_layout" not in name
        for call in calls.findall(text)
        if "reason=" not in call and '("' not in call
    ]
    assert bare == []
