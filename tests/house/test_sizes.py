"""A file fits in a head, a function on half a screen."""

import ast

from house import tree

FILE = 400  # lines
FUNCTION = 40
GENERATED = ("src/thidua/store/migrations/", "src/thidua/web/static/", "docs/reference/")


def test_no_file_of_code_is_longer_than_a_head_holds():
    long = {
        name: len(text.splitlines())
        for name, text in tree.texts()
        if name.endswith((".py", ".html", ".css", ".toml")) and not name.startswith(GENERATED)
        if not name.startswith(("examples/", "src/thidua/rulebook/", "src/thidua/wording/"))
        if len(text.splitlines()) > FILE
    }
    assert long == {}


def test_no_function_is_longer_than_half_a_screen():
    long = {
        f"{name}:{node.lineno} {node.name}": lines_of(node)
        for name, text in tree.python()
        if name.startswith("src/") and not name.startswith(GENERATED)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and lines_of(node) > FUNCTION
    }
    assert long == {}


def lines_of(function):
    """Lines of a function from its def on, its docstring left out."""
    first = function.body[0]
    documented = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
    said = first.end_lineno - first.lineno + 1 if documented else 0
    return function.end_lineno - function.lineno + 1 - said
