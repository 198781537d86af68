"""Rows that come in beside the rows that are there: compared as sets, then put in their place.

A season may have a million figures. They go into a table of the transaction by COPY; what would be
created, changed or removed is then asked once and done once, and a row that is the same stays
untouched.
"""

from collections.abc import Iterable
from typing import Any, Final

from attrs import frozen
from django.db import connection
from psycopg import sql

EXAMPLES: Final = 3

_BOTH: Final = """
    (SELECT u.code AS unit, o.* FROM {table} o JOIN store_seasonunit u
     ON u.id = o.season_unit_id AND u.season_id = {season}) o
    FULL JOIN {incoming} n ON n.unit = o.unit AND {same_key}
"""
_TESTS: Final = {
    "created": "o.unit IS NULL",
    "changed": "o.unit = n.unit AND {changed}",
    "moved": "o.unit = n.unit AND NOT {changed} AND {moved}",
    "removed": "n.unit IS NULL",
    "left": "o.unit = n.unit AND NOT {changed} AND NOT {moved}",
}
_EXAMPLES: Final = "SELECT coalesce(n.unit, o.unit), {keys}, {old_values} {new_values} 1"
_FIRST: Final = 'ORDER BY coalesce(n.unit, o.unit) COLLATE "C", {keys} LIMIT {limit}'
_MAKE: Final = """
    CREATE TEMPORARY TABLE {incoming} ON COMMIT DROP AS
    SELECT u.code AS unit, {old} FROM {table} o JOIN store_seasonunit u ON false WITH NO DATA
"""
_REMOVE: Final = """
    DELETE FROM {table} o USING store_seasonunit u
    WHERE u.id = o.season_unit_id AND u.season_id = {season}
    AND NOT EXISTS (SELECT FROM {incoming} n WHERE n.unit = u.code AND {same_key})
"""
_CHANGE: Final = """
    UPDATE {table} o SET ({rest}) = ROW({new_rest}) FROM {incoming} n, store_seasonunit u
    WHERE u.id = o.season_unit_id AND u.season_id = {season}
    AND n.unit = u.code AND {same_key} AND ({changed} OR {moved})
"""
_CREATE: Final = """
    INSERT INTO {table} (season_unit_id, {columns})
    SELECT u.id, {new} FROM {incoming} n JOIN store_seasonunit u
    ON u.code = n.unit AND u.season_id = {season}
    WHERE NOT EXISTS (SELECT FROM {table} o WHERE o.season_unit_id = u.id AND {same_key})
"""


@frozen
class Shape:
    """How the rows of a table under a season's units are told apart and compared.

    key: what makes a row the same row, beside its unit. values: what may have changed.
    whence: where the row stood in the files; a row that only moved is not changed.
    """

    table: str
    key: tuple[str, ...]
    values: tuple[str, ...] = ()
    whence: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the columns of a row that comes in, after its unit's code."""
        return (*self.key, *self.values, *self.whence)


@frozen(kw_only=True)
class Counts:
    """How many rows are new, changed, only moved within the files, gone, or the same."""

    created: int = 0
    changed: int = 0
    moved: int = 0
    removed: int = 0
    left: int = 0


@frozen(kw_only=True)
class Difference:
    """One row that differs: its unit and key, and its values before and after (None: no row)."""

    unit: str
    key: tuple[str, ...]
    before: tuple[Any, ...] | None
    after: tuple[Any, ...] | None


@frozen
class Staged:
    """Rows of one shape that wait in the transaction beside those of a season.

    season: its key; 0 for a season that is not there yet.
    """

    shape: Shape
    season: int

    def counts(self) -> Counts:
        """Return how many rows are new, changed, moved, gone and left."""
        tests = (f"count(*) FILTER (WHERE {test})" for test in _TESTS.values())
        (row,) = self._rows(" ".join(["SELECT", ", ".join(tests), "FROM", _BOTH]))
        return Counts(**dict(zip(_TESTS, row, strict=True)))

    def examples(self, kind: str) -> tuple[Difference, ...]:
        """Return the first rows that are created, changed or removed."""
        rows = self._rows(" ".join([_EXAMPLES, "FROM", _BOTH, "WHERE", _TESTS[kind], _FIRST]))
        return tuple(self._difference(kind, row) for row in rows)

    def put(self) -> None:
        """Make the season's rows those that came in; rows that are the same stay untouched."""
        self._run(_REMOVE)
        if self.shape.values or self.shape.whence:
            self._run(_CHANGE)
        self._run(_CREATE)

    def _difference(self, kind: str, row: tuple[Any, ...]) -> Difference:
        start, many = 1 + len(self.shape.key), len(self.shape.values)
        before, after = row[start : start + many], row[start + many : start + 2 * many]
        return Difference(
            unit=row[0],
            key=row[1:start],
            before=None if kind == "created" else before,
            after=None if kind == "removed" else after,
        )

    def take_in(self, rows: Iterable[tuple[Any, ...]]) -> None:
        """Copy rows in, each its unit's code and then the shape's columns."""
        self._run("DROP TABLE IF EXISTS {incoming}")
        self._run(_MAKE)
        copying = self._filled("COPY {incoming} FROM STDIN")
        with connection.cursor() as cursor, cursor.copy(copying) as copy:
            for row in rows:
                copy.write_row(row)
        self._run("ANALYZE {incoming}")

    def _run(self, statement: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(self._filled(statement))

    def _rows(self, statement: str) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self._filled(statement))
            return list(cursor.fetchall())

    def _filled(self, statement: str) -> sql.Composed:
        shape = self.shape
        rest = (*shape.values, *shape.whence)
        return sql.SQL(statement).format(
            table=sql.Identifier(shape.table),
            incoming=sql.Identifier(f"incoming_{shape.table}"),
            season=sql.Literal(self.season),
            limit=sql.Literal(EXAMPLES),
            same_key=_all(shape.key, "n.{0} = o.{0}"),
            changed=_any(shape.values),
            moved=_any(shape.whence),
            keys=_list(shape.key, 'coalesce(n.{0}, o.{0}) COLLATE "C"'),
            columns=_list(shape.columns, "{0}"),
            old=_list(shape.columns, "o.{0}"),
            new=_list(shape.columns, "n.{0}"),
            rest=_list(rest, "{0}"),
            new_rest=_list(rest, "n.{0}"),
            old_values=_list(shape.values, "o.{0},", between=" "),
            new_values=_list(shape.values, "n.{0},", between=" "),
        )


def _list(names: Iterable[str], each: str, *, between: str = ", ") -> sql.Composed:
    return sql.SQL(between).join(sql.SQL(each).format(sql.Identifier(name)) for name in names)


def _all(names: Iterable[str], each: str) -> sql.Composed:
    return _list(names, each, between=" AND ")


def _any(names: tuple[str, ...]) -> sql.Composable:
    differs = _list(names, "n.{0} IS DISTINCT FROM o.{0}", between=" OR ")
    return sql.SQL("({})").format(differs) if names else sql.SQL("false")
