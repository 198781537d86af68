"""A computed result as bytes: its inputs, its sheet, its points and places, never to change.

The bytes are canonical: the same result gives the same bytes, whatever the order of its units,
columns and sources, and computing anew from thawed inputs gives them again. They are UTF-8 JSON
with sorted keys, whole numbers only and a hash over the body, so that damage is noticed.
"""

import hashlib
import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np
from attrs import evolve, frozen

from thidua.core.criteria import Sheet, read_sheet
from thidua.core.figures import Figures
from thidua.core.rankings.frozen_figures import figures_from, figures_in_order, plain_figures
from thidua.core.rankings.frozen_rows import digits, from_digits, packed, unpacked
from thidua.core.rankings.frozen_standings import plain_standing, standing_from
from thidua.core.rankings.standings import Standing, Status
from thidua.core.scoring.scorecard import Scorecard, nodes_of, unlimited_nodes

FORMAT = 1
HEAD, TAIL = b'{"body":', b',"sha256":"%s"}\n'


class Damaged(Exception):
    """Bytes that are not what `freeze` wrote.

    reason: not_a_snapshot, wrong_hash, unknown_format or unreadable_sheet.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@frozen(eq=False)
class Frozen:
    """A thawed result; its units are in the order of their codes."""

    card: Scorecard
    standings: tuple[Standing, ...]
    statuses: Mapping[str, Status]
    sheet_text: str


def freeze(
    card: Scorecard,
    standings: tuple[Standing, ...],
    statuses: Mapping[str, Status],
    *,
    sheet_text: str,
) -> bytes:
    """Return a result as canonical bytes. Raises ValueError if the text is of another sheet."""
    if _sheet(sheet_text) != card.sheet:
        raise ValueError("the text is not that of the scorecard's sheet")
    card = _in_order(card)
    body = {
        "format": FORMAT,
        "sheet": {"sha256": sha256(sheet_text.encode()), "text": sheet_text},
        "figures": plain_figures(card.figures),
        "nodes": _plain_nodes(card),
        "standings": [plain_standing(standing) for standing in standings],
        "statuses": {u: s.value for u, s in statuses.items() if s is not Status.COMPETING},
    }
    plain = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return HEAD + plain + TAIL % sha256(plain).encode()


def thaw(data: bytes) -> Frozen:
    """Return a frozen result. Raises Damaged."""
    body = json.loads(_checked_body(data))
    if body["format"] != FORMAT:
        raise Damaged("unknown_format")
    text = body["sheet"]["text"]
    sheet = _sheet(text)
    if sheet is None:
        raise Damaged("unreadable_sheet")
    card = _card(sheet, figures_from(body["figures"]), body["nodes"])
    standings = tuple(standing_from(plain) for plain in body["standings"])
    statuses = {unit: Status(value) for unit, value in body["statuses"].items()}
    return Frozen(card, standings, statuses, text)


def sha256(data: bytes) -> str:
    """Return the hash by which a result, or a sheet, is known."""
    return hashlib.sha256(data).hexdigest()


def _checked_body(data: bytes) -> bytes:
    tail = len(TAIL % (b"0" * 64))
    body = data[len(HEAD) : -tail]
    if not data.startswith(HEAD) or not body:
        raise Damaged("not_a_snapshot")
    if data[-tail:] != TAIL % sha256(body).encode():
        raise Damaged("wrong_hash")
    return body


@lru_cache(maxsize=16)
def _sheet(text: str) -> Sheet | None:
    """Return the sheet of a text; reading one takes longer than all the rest of a thaw."""
    return read_sheet(text).sheet


def _in_order(card: Scorecard) -> Scorecard:
    """Return the card with its units sorted by code."""
    order = sorted(range(len(card.figures.units)), key=lambda index: card.figures.units[index])
    if order == list(range(len(order))):
        return card
    return evolve(
        card,
        figures=figures_in_order(card.figures, order),
        points=card.points[:, order],
        max_points=card.max_points[:, order],
        filled=card.filled[:, order],
        provisional=card.provisional[:, order],
    )


def _plain_nodes(card: Scorecard) -> list[list[Any]]:
    """Return a line a node, in the sheet's order: points, maximum, filled, provisional."""
    return [
        [packed(points), packed(most), digits(filled), digits(provisional)]
        for points, most, filled, provisional in zip(
            card.points, card.max_points, card.filled, card.provisional, strict=True
        )
    ]


def _card(sheet: Sheet, figures: Figures, nodes: list[list[Any]]) -> Scorecard:
    units = len(figures.units)
    points, most, filled, provisional = zip(*nodes, strict=True)
    return Scorecard(
        sheet=sheet,
        figures=figures,
        nodes=nodes_of(sheet),
        points=unpacked(points, units),
        max_points=np.asarray(unpacked(most, units), dtype=np.int64),
        unlimited=unlimited_nodes(sheet),
        filled=from_digits(filled, units),
        provisional=from_digits(provisional, units).astype(np.bool_),
    )
