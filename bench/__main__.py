"""Measure everything, or the parts that are named: `python -m bench nation recompute`.

A part is a module of this folder with `measure() -> list[Figure]`.
"""

import sys
from importlib import import_module

from bench.measuring import Figure, show

PARTS = ("nation", "recompute", "command", "pages")


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in PARTS]
    if unknown:
        print(f"unknown: {', '.join(unknown)}; there are {', '.join(PARTS)}")
        return 2
    figures: list[Figure] = []
    for name in names or PARTS:
        print(f"measuring {name} …", flush=True)
        figures += import_module(f"bench.{name}").measure()
    show(figures)
    return 1 if any(figure.passed is False and figure.binding for figure in figures) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
