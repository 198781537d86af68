"""Turn the authored style rules into ones that a browser of 2023 reads: no nesting, plain first."""

import re
from collections.abc import Iterable, Iterator

from attrs import frozen

PIECES = re.compile(r"/\*.*?\*/|\"[^\"]*\"|[{};]|[^{};\"/]+|/", re.DOTALL)
LIGHT_DARK = re.compile(r"light-dark\(\s*([^,()]+?)\s*,\s*([^,()]+?)\s*\)")
KNOWS_LIGHT_DARK = "@supports (color: light-dark(#000, #fff))"
GROUPS = ("@layer", "@media", "@supports", "@container")


@frozen
class Block:
    """A head and what stands between its braces: declarations (text) and further blocks."""

    head: str
    body: tuple["Node", ...]


Node = str | Block


def parse(text: str) -> tuple[Node, ...]:
    """Return the declarations, statements and blocks of a stylesheet, without its comments.

    Raises ValueError when the braces do not match.
    """
    pieces = (piece for piece in PIECES.findall(text) if not piece.startswith("/*"))
    nodes, closed = _read(iter(pieces))
    if closed:
        raise ValueError("a closing brace without an opening one")
    return nodes


def _read(pieces: Iterator[str]) -> tuple[tuple[Node, ...], bool]:
    nodes: list[Node] = []
    text = ""
    for piece in pieces:
        if piece == "{":
            body, closed = _read(pieces)
            if not closed:
                raise ValueError(f"the block of {_trim(text)!r} is never closed")
            nodes.append(Block(_trim(text), body))
            text = ""
        elif piece in ";}":
            nodes.extend([_trim(text)] if text.strip() else [])
            text = ""
            if piece == "}":
                return tuple(nodes), True
        else:
            text += piece
    return (*nodes, *([_trim(text)] if text.strip() else [])), False


def _trim(text: str) -> str:
    return " ".join(text.split())


def flatten(nodes: Iterable[Node], parents: tuple[str, ...] = ()) -> Iterator[Node]:
    """Yield the same rules with every nested one written out in full."""
    own: list[str] = []
    for node in nodes:
        if isinstance(node, str) and parents:
            own.append(node)
            continue
        yield from _rule(parents, own)
        own = []
        yield from [node] if isinstance(node, str) else _block(node, parents)
    yield from _rule(parents, own)


def _block(block: Block, parents: tuple[str, ...]) -> Iterator[Node]:
    if block.head.startswith(GROUPS):
        yield Block(block.head, tuple(flatten(block.body, parents)))
    elif block.head.startswith("@"):
        yield block
    else:
        yield from flatten(block.body, _selectors(parents, block.head))


def _rule(selectors: tuple[str, ...], declarations: list[str]) -> Iterator[Node]:
    """Yield one rule; colours of two themes come plainly first, then for who can tell them."""
    if not declarations:
        return
    head = ", ".join(selectors)
    yield Block(head, tuple(LIGHT_DARK.sub(r"\1", text) for text in declarations))
    themed = tuple(text for text in declarations if "light-dark(" in text)
    if themed:
        yield Block(KNOWS_LIGHT_DARK, (Block(head, themed),))


def _selectors(parents: tuple[str, ...], head: str) -> tuple[str, ...]:
    children = tuple(_listed(head))
    if not parents:
        return children
    return tuple(
        child.replace("&", parent) if "&" in child else f"{parent} {child}"
        for parent in parents
        for child in children
    )


def _listed(head: str) -> Iterator[str]:
    """Yield the selectors of a list; a comma inside brackets does not part two of them."""
    depth, text = 0, ""
    for letter in head:
        depth += (letter in "([") - (letter in ")]")
        if letter == "," and not depth:
            yield text.strip()
            text = ""
        else:
            text += letter
    yield text.strip()


def written(nodes: Iterable[Node]) -> Iterator[str]:
    """Yield the lines of a stylesheet: one a rule, groups opened and closed on their own."""
    for node in nodes:
        if isinstance(node, str):
            yield f"{node};"
        elif any(isinstance(inner, Block) for inner in node.body) and node.head.startswith(GROUPS):
            yield f"{node.head} {{"
            yield from written(node.body)
            yield "}"
        else:
            yield f"{node.head} {{ {' '.join(written(node.body))} }}"
