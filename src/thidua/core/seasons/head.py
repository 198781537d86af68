"""season.toml: the season's title and year, its cluster and its periods."""

import re
from collections.abc import Mapping
from typing import Any

from attrs import frozen

from thidua.core.criteria.positions import Lines
from thidua.core.criteria.syntax import FloatText, parse
from thidua.core.seasons.remarks import Remarks, nearest
from thidua.core.seasons.season import SEASON, ClusterLine, Head
from thidua.core.units import fold

FIRST_YEAR, LAST_YEAR = 1948, 2100
MOST_PERIODS = 366
LONGEST_CODE = 60
LONGEST_NUMBER = 20
LONGEST_PERIOD = 80
KEYS = ("title", "year", "cluster", "periods", "made_up", "source")
CLUSTER_KEYS = ("code", "name", "organiser", "level", "number")
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@frozen
class _Said:
    """A table of season.toml, whose values are taken with remarks on those of a wrong type."""

    path: tuple[str, ...]
    values: Mapping[str, Any]
    lines: Lines
    remarks: Remarks

    def row(self, key: str) -> int:
        return self.lines.of((*self.path, key)) or 1

    def name(self, key: str) -> str:
        return ".".join((*self.path, key))

    def refuse(self, key: str, code: str, **facts: Any) -> None:
        self.remarks.error(SEASON, self.row(key), code, key=self.name(key), **facts)

    def text(self, key: str, *, required: bool = False) -> str:
        value = self.values.get(key, "")
        if not isinstance(value, str) or isinstance(value, FloatText):
            self.refuse(key, "head_not_text")
            return ""
        if required and not value.strip():
            self.refuse(key, "head_missing_key")
        return " ".join(value.split())

    def whole(self, key: str) -> int | None:
        value = self.values.get(key)
        if value is not None and (isinstance(value, bool) or not isinstance(value, int)):
            self.refuse(key, "head_not_whole")
            return None
        return value

    def yes(self, key: str) -> bool:
        value = self.values.get(key, False)
        if not isinstance(value, bool):
            self.refuse(key, "head_not_a_flag")
            return False
        return value

    def only(self, known: tuple[str, ...]) -> None:
        for key in self.values:
            if key not in known:
                self.refuse(key, "head_unknown_key", suggestion=nearest(key, known))


def read_head(text: str, remarks: Remarks) -> Head | None:
    """Return what season.toml says; None, with remarks, when it cannot be used."""
    parsed = parse(text, file=SEASON)
    remarks.extend(parsed.findings)
    if parsed.tree is None:
        return None
    said = _Said((), parsed.tree, parsed.lines, remarks)
    said.only(KEYS)
    head = Head(
        title=said.text("title", required=True),
        year=_year(said),
        cluster=_cluster(said),
        periods=_periods(said),
        made_up=said.yes("made_up"),
        source=said.text("source"),
    )
    return None if remarks.errors_in(SEASON) else head


def _year(said: _Said) -> int:
    year = said.whole("year")
    if year is None:
        if "year" not in said.values:
            said.refuse("year", "head_missing_key")
        return FIRST_YEAR
    if not FIRST_YEAR <= year <= LAST_YEAR:
        said.refuse(
            "year", "head_impossible_year", value=_short(year), first=FIRST_YEAR, last=LAST_YEAR
        )
    return year


def _cluster(said: _Said) -> ClusterLine:
    values = said.values.get("cluster")
    if not isinstance(values, dict):
        said.refuse("cluster", "head_missing_key" if values is None else "head_not_table")
        return ClusterLine("", "")
    cluster = _Said(("cluster",), values, said.lines, said.remarks)
    cluster.only(CLUSTER_KEYS)
    code = cluster.text("code", required=True)
    if code and (len(code) > LONGEST_CODE or not _CODE.fullmatch(code)):
        cluster.refuse("code", "head_cluster_code", value=code)
    return ClusterLine(
        code=code,
        name=cluster.text("name", required=True),
        organiser=cluster.text("organiser"),
        level=cluster.text("level"),
        number=_number(cluster),
    )


def _number(cluster: _Said) -> int | None:
    number = cluster.whole("number")
    if number is not None and not 0 < number < 10_000:  # noqa: PLR2004  # a cluster's number
        cluster.refuse("number", "head_cluster_number", value=_short(number))
    return number


def _periods(said: _Said) -> tuple[str, ...]:
    values = said.values.get("periods", [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        said.refuse("periods", "head_not_list")
        return ()
    periods = tuple(" ".join(value.split()) for value in values)
    distinct = {fold(period) for period in periods if 0 < len(period) <= LONGEST_PERIOD}
    if len(periods) > MOST_PERIODS or len(distinct) < len(periods):
        said.refuse("periods", "head_periods", most=MOST_PERIODS, longest=LONGEST_PERIOD)
        return ()
    return periods


def _short(number: int) -> str:
    """Return a whole number as text; Python refuses to write out thousands of digits."""
    return str(number) if abs(number) < 10**LONGEST_NUMBER else "…"
