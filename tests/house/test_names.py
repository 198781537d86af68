"""Things are named after what they know, and a room is called the same in every layer."""

import ast
import re

import pytest

from house import tree

HEAPS = "util|helper|common|misc|lib|service|manager|handler"
NO_FILE = re.compile(rf"^({HEAPS})s?(\.py|\.html)?$")
NO_CLASS = re.compile(r"(Manager|Helper|Utils?|Service|Data|Info|Handler)$")
ROOMS = {
    *("units", "people", "clusters", "seasons", "criteria", "figures", "scoring", "rankings"),
    *("conferences", "ballots", "awards", "documents", "directives", "news", "journal"),
}
# What lies beside the rooms of a layer, and why it is not one.
BESIDE = {
    "core": {"permissions": "the rights that every room asks for"},
    "store/models": {"constraints": "rules that several tables share"},
    "store/queries": {},
    "actions": {},
    "web/views": {
        "home": "the first page leads to all rooms",
        "components": "shows the parts that all rooms are built of",
        "derivations": "the why of a point opens from every room",
        "errors": "what is shown where no room is",
    },
}


def test_no_file_or_folder_is_a_heap():
    parts = {part for path in tree.tracked() for part in path.relative_to(tree.ROOT).parts}
    assert [part for part in sorted(parts) if NO_FILE.match(part)] == []


def test_no_class_is_named_after_nothing():
    named = [
        f"{name}:{node.lineno} {node.name}"
        for name, text in tree.python()
        if name.startswith("src/")
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.ClassDef) and NO_CLASS.search(node.name)
    ]
    assert named == []


@pytest.mark.parametrize("layer", BESIDE)
def test_a_layer_holds_rooms_and_what_is_said_to_lie_beside_them(layer):
    found = {path.stem for path in (tree.PACKAGE / layer).iterdir() if path.stem[0] not in "_."}
    assert found - ROOMS - set(BESIDE[layer]) == set()
    assert set(BESIDE[layer]) <= found


def test_templates_lie_in_the_folder_of_their_room():
    folder = tree.PACKAGE / "web" / "templates"
    beside = {"parts", "charts", "components", "errors"}
    found = {path.name for path in folder.iterdir() if path.is_dir()}
    assert found - ROOMS - beside == set()


def test_a_test_file_lies_where_the_thing_that_it_tests_does():
    lost = []
    for path in (path for path in tree.tracked() if path.match("tests/*/**/test_*.py")):
        layer, *folders, file = path.relative_to(tree.ROOT / "tests").parts
        if layer in {"house", "e2e", "bench", "docs", "examples"}:
            continue
        inside = (tree.PACKAGE / layer).rglob("*")
        places = {place.stem for place in inside if place.suffix in {"", ".py"}} | {layer}
        subject = file.removeprefix("test_").removesuffix(".py")
        if not (set(folders) & places or any(map(subject.startswith, places | ROOMS))):
            lost.append(path.relative_to(tree.ROOT).as_posix())
    assert lost == []
