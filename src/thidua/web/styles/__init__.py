"""The stylesheet: authored in the files of this folder, shipped as one.

`python -m thidua.web.styles` writes the one file; a test holds it fresh.
"""

from collections.abc import Iterator
from pathlib import Path

from thidua.web.styles.flatten import Block, flatten, parse, written

HERE = Path(__file__).parent
SHIPPED = HERE.parent / "static" / "thidua" / "thidua.css"
LAYERS = {
    "reset": ("reset",),
    "tokens": ("tokens",),
    "base": ("base",),
    "layout": ("layout", "frame"),
    "parts": (
        "sheets",
        "buttons",
        "tags",
        "notices",
        "fields",
        "tables",
        "cards",
        "charts",
        "maps",
        "years",
        "tasks",
        "clusters",
        "derivations",
        "matrix",
        "results",
        "entry",
        "ballot",
        "article",
        "door",
    ),
    "screens": ("stage", "components", "paper", "sheet_form"),
    "print": ("print",),
}
HEADER = "/* Thi Đua. Written by `make styles` from src/thidua/web/styles; do not edit. */"


def stylesheet() -> str:
    """Return the shipped stylesheet, made from the authored files layer by layer."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield HEADER
    yield f"@layer {', '.join(LAYERS)};"
    for layer, parts in LAYERS.items():
        nodes = [node for part in parts for node in parse(authored(part))]
        yield from written([Block(f"@layer {layer}", tuple(flatten(nodes)))])


def authored(part: str) -> str:
    """Return the text of one authored file."""
    return (HERE / f"{part}.css").read_text(encoding="utf-8")
