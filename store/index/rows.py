"""Tables without limit: rows that are counted at once and read a page at a time."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection, Error
from typing import Any, Generic, NamedTuple, Protocol, TypeVar

import orjson

from store.index.damage import healing
from store.index.file import IndexFile

Row = TypeVar("Row")

Marks = Callable[[str], Sequence[str]]
"""The ids of the facts that carry a mark of the reader's: `selected`, `note`."""

_PAGE = 500
"""Rows that are read at once where all are wanted."""

_NEAR = 500
"""Rows that are read and left out rather than counted from an end."""


@dataclass(frozen=True, slots=True)
class Sort:
    """An order: by a column, ascending unless said otherwise. Rows that lack a value come last either way."""

    column: str
    descending: bool = False


class Rows(Protocol[Row]):
    """The rows that match a query, in an order. They stay as they were counted while the library changes."""

    def __len__(self) -> int:
        """How many rows there are."""
        ...

    def page(self, offset: int, limit: int) -> list[Row]:
        """The rows from `offset` on, at most `limit`."""
        ...

    def position(self, id: str) -> int | None:
        """Where the row with this id stands; None when it is not among them."""
        ...


def each(rows: Rows[Row]) -> Iterator[Row]:
    """All the rows in their order, with a page of them in memory at a time."""
    for offset in range(0, len(rows), _PAGE):
        yield from rows.page(offset, _PAGE)


class Column(NamedTuple):
    """A column to sort by: its expression, and whether it can be empty."""

    expression: str
    empty: bool = False
    joined: bool = False


@dataclass(frozen=True, slots=True)
class Table(Generic[Row]):
    """A table that rows are read from: `f` facts or `a` articles."""

    alias: str
    source: str
    joined: str
    columns: Mapping[str, Column]
    natural: Sort
    read: Callable[[Sequence[int]], list[Row]]
    file: IndexFile

    def connect(self) -> Connection:
        """The calling thread's connection to the index."""
        return self.file.connection()


class _HealingRows(Generic[Row]):
    """Rows that make a damaged index anew before they fail."""

    _table: Table[Row]

    @property
    def path(self) -> Path:
        """The file of the index."""
        return self._table.file.path

    def heal(self, error: Error) -> None:
        """Make the index anew, after this error."""
        self._table.file.mend(error)


class ListedRows(_HealingRows[Row]):
    """Rows whose numbers are all known: those that match a filter, or are sorted by more than one column."""

    def __init__(self, table: Table[Row], among: Sequence[int] | None, sorts: Sequence[Sort]) -> None:
        """The rows of a table, or those `among` them with these numbers, in ascending order."""
        self._table = table
        if among is not None and (not sorts or (len(sorts) == 1 and sorts[0] == table.natural)):
            self._numbers = array("q", among)
            return
        terms = [term for sort in sorts for term in _terms(table.columns[sort.column], sort)]
        natural = f"+{table.alias}.n" + (" DESC" if sorts and sorts[0].descending else "")
        joined = any(table.columns[sort.column].joined for sort in sorts)
        where = "true" if among is None else f"{table.alias}.n IN (SELECT value FROM json_each(?))"
        sql = (
            f"SELECT {table.alias}.n FROM {table.joined if joined else table.source} "
            f"WHERE {where} ORDER BY {', '.join([*terms, natural])}"
        )
        values = () if among is None else (orjson.dumps(among).decode(),)
        self._numbers = array("q", (row[0] for row in table.connect().execute(sql, values)))

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._numbers)

    @healing
    def page(self, offset: int, limit: int) -> list[Row]:
        """The rows from `offset` on, at most `limit`."""
        return self._table.read(self._numbers[max(offset, 0) : max(offset, 0) + limit].tolist())

    @healing
    def position(self, id: str) -> int | None:
        """Where the row with this id stands; None when it is not among them."""
        number = number_of(self._table, id)
        try:
            return None if number is None else self._numbers.index(number)
        except ValueError:
            return None


class _Segment(NamedTuple):
    """A run of rows that one index serves: those that have a value, or those that lack one."""

    where: str
    size: int


class OrderedRows(_HealingRows[Row]):
    """All rows of a table in the order of one column, read from the index of that column.

    A page is found from the nearer end, or from where the page before it ended.
    """

    def __init__(self, table: Table[Row], sort: Sort) -> None:
        """All rows of a table, sorted by a column that an index serves."""
        self._table = table
        self._sort = sort
        column = table.columns[sort.column]
        self._joined = column.joined
        self._source = table.joined if column.joined else table.source
        self._keys = list(
            dict.fromkeys([column.expression, *(["a.n"] if column.joined else []), f"{table.alias}.n"])
        )
        count = self._count("true")
        if column.empty:
            lacking = self._count(f"{column.expression} = ''")
            self._segments = [
                _Segment(f"{column.expression} > ''", count - lacking),
                _Segment(f"{column.expression} = ''", lacking),
            ]
        else:
            self._segments = [_Segment("true", count)]
        self._anchors: dict[int, tuple[int, tuple[Any, ...]]] = {}

    def __len__(self) -> int:
        """How many rows there are."""
        return sum(segment.size for segment in self._segments)

    @healing
    def page(self, offset: int, limit: int) -> list[Row]:
        """The rows from `offset` on, at most `limit`."""
        numbers: list[int] = []
        start = max(offset, 0)
        stop = start + limit
        for index, segment in enumerate(self._segments):
            if start < segment.size and stop > 0:
                numbers += self._slice(index, max(start, 0), min(stop, segment.size))
            start, stop = start - segment.size, stop - segment.size
        return self._table.read(numbers)

    @healing
    def position(self, id: str) -> int | None:
        """Where the row with this id stands; None when it is not among them."""
        number = number_of(self._table, id)
        if number is None:
            return None
        keys = (
            self._table.connect()
            .execute(
                f"SELECT {', '.join(self._keys)} FROM {self._source} WHERE {self._table.alias}.n = ?", (number,)
            )
            .fetchone()
        )
        before = 0
        for segment in self._segments:
            if len(self._segments) == 2 and (segment.where.endswith("> ''")) != (keys[0] > ""):
                before += segment.size
                continue
            for where, values in self._beyond(keys, backward=True):
                before += self._count(f"{segment.where} AND {where}", values)
            return before
        return None

    def _slice(self, index: int, start: int, stop: int) -> list[int]:
        """The numbers of the rows from `start` to `stop` of a segment, found the shortest way."""
        segment = self._segments[index]
        anchor, keys = self._anchors.get(index, (segment.size, ()))
        if keys and 0 <= start - anchor - 1 <= _NEAR:
            found = self._read(segment, start - anchor - 1, stop - start, keys)
        elif keys and 0 <= anchor - stop <= _NEAR:
            found = self._read(segment, anchor - stop, stop - start, keys, backward=True)[::-1]
        elif start <= segment.size - stop:
            found = self._read(segment, start, stop - start)
        else:
            found = self._read(segment, segment.size - stop, stop - start, backward=True)[::-1]
        if found:
            self._anchors[index] = (start + len(found) - 1, found[-1])
        return [row[-1] for row in found]

    def _read(
        self, segment: _Segment, skip: int, limit: int, after: tuple[Any, ...] = (), backward: bool = False
    ) -> list[tuple[Any, ...]]:
        """The keys of rows of a segment, from an end or from beyond the row with the keys `after`."""
        descending = self._sort.descending != backward
        order = ", ".join(key + (" DESC" if descending else "") for key in self._keys)
        found: list[tuple[Any, ...]] = []
        for where, values in self._beyond(after, backward) if after else [("true", ())]:
            if len(found) == skip + limit:
                break
            found += (
                self._table.connect()
                .execute(
                    f"SELECT {', '.join(self._keys)} FROM {self._source} WHERE {segment.where} AND {where} "
                    f"ORDER BY {order} LIMIT ? OFFSET ?",
                    (*values, skip + limit - len(found) if after else limit, 0 if after else skip),
                )
                .fetchall()
            )
        return found[skip:] if after else found

    def _beyond(self, keys: tuple[Any, ...], backward: bool) -> list[tuple[str, tuple[Any, ...]]]:
        """Conditions that together hold for the rows beyond the one with these keys, the nearest first."""
        sign = "<" if self._sort.descending != backward else ">"
        conditions = []
        for depth in range(len(self._keys) - 1, -1, -1):
            same = "".join(f"{key} = ? AND " for key in self._keys[:depth])
            conditions.append((f"{same}{self._keys[depth]} {sign} ?", tuple(keys[: depth + 1])))
        return conditions

    def _count(self, where: str, values: Sequence[Any] = ()) -> int:
        needs_join = where != "true" and self._joined
        sql = f"SELECT count(*) FROM {self._source if needs_join else self._table.source} WHERE {where}"
        (count,) = self._table.connect().execute(sql, values).fetchone()
        return int(count)


def number_of(table: Table[Any], id: str) -> int | None:
    """The number of the row with this id."""
    row = (
        table.connect()
        .execute(f"SELECT {table.alias}.n FROM {table.source} WHERE {table.alias}.id = ?", (id,))
        .fetchone()
    )
    return row and int(row[0])


def _terms(column: Column, sort: Sort) -> list[str]:
    """The terms of ORDER BY: rows that lack a value last, then the column.

    The plus keeps SQLite from reading all rows in the order of an index instead of sorting the few that match.
    """
    lacking = [f"{column.expression} = ''"] if column.empty else []
    return [*lacking, f"+{column.expression}{' DESC' if sort.descending else ''}"]
