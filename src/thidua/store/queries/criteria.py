"""The criteria sheet of a cluster's year, and what the checker found."""

import datetime as dt
from functools import lru_cache
from typing import Any, Final

from attrs import frozen
from django.db.models import F

from thidua.core.criteria import Finding, Severity, Sheet, read_sheet
from thidua.core.people import Actor
from thidua.core.permissions import DoesNotExist
from thidua.store import facts
from thidua.store.queries.seasons import SeasonRow, columns, only, season_row, the_season

_KEPT: Final = 16  # parsed sheets a process; one of 230 criteria takes about half a megabyte


@frozen(kw_only=True)
class SheetRow:
    """The sheet in force: its text as adopted, and what the text says."""

    season: SeasonRow
    number: int
    text: str
    sha256: str
    saved_at: dt.datetime
    sheet: Sheet


def sheet_of(cluster: str, year: int, reader: Actor) -> SheetRow:
    """Return the sheet of a cluster's year. One query. Raises DoesNotExist."""
    extra = {"text": F("sheet__text"), "saved_at": F("sheet__saved_at")}
    rows: Any = the_season(cluster, year, reader).values(**columns(season=""), **extra)
    row = only(rows)
    return SheetRow(
        season=season_row(row),
        number=row["sheet_number"],
        text=row["text"],
        sha256=row["sheet_sha256"],
        saved_at=row["saved_at"],
        sheet=parsed(row["text"]),
    )


@lru_cache(maxsize=_KEPT)
def parsed(text: str) -> Sheet:
    """Return what a saved sheet's text says."""
    sheet = read_sheet(text).sheet
    if sheet is None:
        raise ValueError("a sheet that was saved can no longer be read")
    return sheet


def findings_of(cluster: str, year: int, reader: Actor) -> tuple[Finding, ...]:
    """Return what the checker found in the folder last imported, in its order. One query.

    Raises DoesNotExist.
    """
    names = ("severity", "file", "row", "code", "facts")
    rows = (
        the_season(cluster, year, reader)
        .order_by("findings__position")
        .values_list(*(f"findings__{name}" for name in names))
    )
    found = list(rows)
    if not found:
        raise DoesNotExist
    return tuple(
        Finding(Severity(severity), file, row, code, facts.read(said))
        for severity, file, row, code, said in found
        if severity is not None
    )
