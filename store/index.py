"""The index: every table, filter, count and text on screen, read from SQLite.

It is derived from the volumes and may be deleted at any time. Its methods may be called from any thread.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import orjson

from store.index_clusters import cluster_key
from store.index_conditions import Condition, condition
from store.index_records import ArticleRow, ClusterRow, FactRow, Reader, Totals, cluster_row
from store.index_rows import Column, ListedRows, OrderedRows, Rows, Sort, Table
from store.index_schema import SCHEMA, connect, make_orders, prepare, schema_of
from store.index_writing import drop, put
from store.marks import Mark, find_again
from store.query import ALL, Query
from store.records import Article, Aside, Fact
from store.storage import Stamp
from store.volumes import Entry

__all__ = ["ArticleRow", "ClusterRow", "FactRow", "Index", "Rows", "Sort", "Totals"]

FACT_COLUMNS = {
    "metric": Column("f.metric"),
    "value": Column("f.value"),
    "unit": Column("f.unit"),
    "period": Column("f.period_first", empty=True),
    "subject": Column("f.subject"),
    "place": Column("f.place", empty=True),
    "cluster": Column("f.cluster", empty=True),
    "kind": Column("f.kind"),
    "article": Column("a.title", joined=True),
    "published": Column("a.published", empty=True, joined=True),
    "position": Column("f.n"),
}
"""The columns that facts are sorted by."""

ARTICLE_COLUMNS = {
    "title": Column("a.title"),
    "article": Column("a.title"),
    "published": Column("a.published", empty=True),
    "publisher": Column("a.publisher", empty=True),
    "place": Column("a.place", empty=True),
    "facts": Column("a.facts"),
    "position": Column("a.n"),
}
"""The columns that articles are sorted by."""

_FACETS = {
    "kind": "SELECT f.kind, count(*) FROM facts f WHERE {} GROUP BY 1",
    "cluster": "SELECT json_extract(c.record, '$.name'), count(*) FROM facts f "
    "JOIN fact_clusters l ON l.fact = f.n JOIN clusters c ON c.n = l.cluster WHERE {} GROUP BY c.n",
    "place": "SELECT f.place, count(*) FROM facts f WHERE {} AND f.place > '' GROUP BY 1",
    "publisher": "SELECT a.publisher, count(*) FROM facts f JOIN articles a ON a.n = f.article "
    "WHERE {} AND a.publisher > '' GROUP BY 1",
    "year": "SELECT substr(a.published, 1, 4), count(*) FROM facts f JOIN articles a ON a.n = f.article "
    "WHERE {} AND a.published > '' GROUP BY 1",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article lies: its volume, and its number there."""

    id: str
    volume: int
    number: int


class Index:
    """The read model of one library, in one file of SQLite."""

    def __init__(self, path: Path, writable: bool = True) -> None:
        """The index in the file at `path`, made when it is not there; sqlite3.DatabaseError when it is damaged."""
        self.path = path
        self.writable = writable
        self.marks: Callable[[str], Sequence[str]] = lambda mark: ()
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        if writable:
            prepare(self.connection())
        if schema_of(self.connection()) != SCHEMA:
            self.close()
            raise sqlite3.DatabaseError("the index is one of another version")

    # Reading -----------------------------------------------------------------------------------------------

    def totals(self) -> Totals:
        """How much the library holds."""
        counts = [self._one(f"SELECT count(*) FROM {table}") for table in ("articles", "facts", "clusters")]
        return Totals(*counts)

    def articles(self, query: Query = ALL, sort: Sort = Sort("published", descending=True)) -> Rows[ArticleRow]:  # noqa: B008
        """The articles that match a query; the newest first unless sorted otherwise."""
        table = Table(
            "a", "articles a", "articles a", ARTICLE_COLUMNS, Sort("position"),
            lambda numbers: self._reader().articles(numbers), self.connection,
        )  # fmt: skip
        where = condition(query, "articles", self.marks)
        return OrderedRows(table, sort) if where is None else ListedRows(table, where, (sort,))

    def facts(self, query: Query = ALL, sort: Sequence[Sort] = (), article: str | None = None) -> Rows[FactRow]:
        """The facts that match a query, of all articles or of one; in reading order unless sorted."""
        table = Table(
            "f", "facts f", "articles a CROSS JOIN facts f ON f.article = a.n", FACT_COLUMNS, Sort("position"),
            lambda numbers: self._reader().facts(numbers), self.connection,
        )  # fmt: skip
        where = condition(query, "facts", self.marks)
        if article is not None:
            of_article = Condition("f.article = (SELECT n FROM articles WHERE id = ?)", (article,))
            where = of_article if where is None else Condition(
                f"{of_article.sql} AND {where.sql}", of_article.values + where.values
            )  # fmt: skip
        if where is None and len(sort) <= 1:
            return OrderedRows(table, sort[0] if sort else table.natural)
        return ListedRows(table, where, sort)

    def article(self, id: str) -> Article | None:
        """The article with this id."""
        n = self._number(id)
        return None if n is None else self._reader().article(n)

    def article_row(self, id: str) -> ArticleRow | None:
        """The article with this id, without its text."""
        n = self._number(id)
        return None if n is None else next(iter(self._reader().articles([n])), None)

    def article_facts(self, article_id: str) -> list[Fact]:
        """The facts of an article in reading order."""
        n = self._number(article_id)
        return [] if n is None else list(self._reader().extraction(n).facts)

    def asides(self, article_id: str) -> list[Aside]:
        """The numbers of an article that are no facts, in reading order."""
        n = self._number(article_id)
        return [] if n is None else list(self._reader().extraction(n).asides)

    def fact(self, id: str) -> FactRow | None:
        """The fact with this id."""
        row = self.connection().execute("SELECT n FROM facts WHERE id = ?", (id,)).fetchone()
        return next(iter(self._reader().facts([row[0]])), None) if row else None

    def fact_rows(self, ids: Iterable[str]) -> list[FactRow]:
        """The facts with these ids, in their order; those that are not there are left out."""
        wanted = list(ids)
        numbers = dict(
            self.connection().execute(
                "SELECT id, n FROM facts WHERE id IN (SELECT value FROM json_each(?))",
                (orjson.dumps(wanted).decode(),),
            )
        )
        return self._reader().facts([numbers[id] for id in wanted if id in numbers])

    def facts_of(self, numbers: Sequence[int]) -> list[FactRow]:
        """The facts with these numbers in the index."""
        return self._reader().facts(numbers)

    def articles_of(self, numbers: Sequence[int]) -> list[tuple[ArticleRow, str]]:
        """The articles with these numbers in the index, each with its text."""
        reader = self._reader()
        found = [(n, row) for n in numbers for row in reader.articles([n])]
        texts = reader.texts(n for n, _ in found)
        return [(row, texts[n]) for n, row in found if n in texts]

    def fact_ids(self, query: Query) -> list[str]:
        """The ids of the facts that match a query, in reading order."""
        where = condition(query, "facts", self.marks) or Condition("true")
        rows = self.connection().execute(
            f"SELECT f.id FROM facts f WHERE {where.sql} ORDER BY f.n", where.values
        )
        return [row[0] for row in rows]

    def clusters(self) -> list[ClusterRow]:
        """All clusters; those that most articles speak of first."""
        return self._clusters("true ORDER BY articles DESC, facts DESC, key")

    def cluster(self, name: str) -> list[ClusterRow]:
        """The clusters that a reader may mean by a name: of that key or name, else those that hold its words."""
        wanted = name.casefold().strip()
        rows = [
            row
            for row in self._clusters("true ORDER BY articles DESC, facts DESC, key")
            if wanted == row.key or wanted in (each.casefold() for each in (row.name, *row.aliases))
        ]
        if rows or not wanted:
            return rows
        words = set(cluster_key(name).split())
        return [
            row
            for row in self._clusters("true ORDER BY articles DESC, facts DESC, key")
            if words <= _words(row)
        ]

    def cluster_facts(self, key: str) -> list[FactRow]:
        """The facts about the cluster with this key, in reading order."""
        rows = self.connection().execute(
            "SELECT fact FROM fact_clusters WHERE cluster = (SELECT n FROM clusters WHERE key = ?) ORDER BY fact",
            (key,),
        )
        return self._reader().facts([row[0] for row in rows])

    def facets(self, query: Query = ALL) -> Mapping[str, list[tuple[str, int]]]:
        """How the facts that match a query spread over kinds, clusters, places, publishers and years."""
        where = condition(query, "facts", self.marks) or Condition("true")
        return {
            name: [
                (value, count)
                for value, count in self.connection().execute(
                    sql.format(where.sql) + " ORDER BY 2 DESC, 1 LIMIT 12", where.values
                )
            ]
            for name, sql in _FACETS.items()
        }

    def generation(self) -> tuple[int, int]:
        """What changes whenever the index does, whoever changes it."""
        stamp = Stamp.of(self.path)
        return (stamp.inode if stamp else 0), self.meta("generation") or 0

    def meta(self, key: str) -> int | None:
        """A number that the index keeps about itself."""
        row = self.connection().execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row and row[0] is not None else None

    def has(self, id: str) -> bool:
        """Whether there is an article with this id."""
        return self._number(id) is not None

    def id_of_digest(self, digest: str) -> str | None:
        """The id of the article whose source has this digest."""
        row = self.connection().execute("SELECT id FROM articles WHERE digest = ?", (digest,)).fetchone()
        return row and str(row[0])

    def place_of(self, id: str) -> Place | None:
        """Where the article with this id lies."""
        row = (
            self.connection().execute("SELECT id, volume, number FROM articles WHERE id = ?", (id,)).fetchone()
        )
        return row and Place(*row)

    def place_of_source(self, source: str) -> Place | None:
        """Where the article from this source lies."""
        row = (
            self.connection()
            .execute("SELECT id, volume, number FROM articles WHERE source = ? ORDER BY n", (source,))
            .fetchone()
        )
        return row and Place(*row)

    def last_volume(self) -> int | None:
        """The number of the last volume."""
        (last,) = self.connection().execute("SELECT max(number) FROM volumes").fetchone()
        return last and int(last)

    def last_number(self, volume: int) -> int:
        """The number of the last article in a volume; 0 when it holds none."""
        row = (
            self.connection().execute("SELECT max(number) FROM articles WHERE volume = ?", (volume,)).fetchone()
        )
        return int(row[0] or 0)

    def outdated(self, rules: str) -> list[Place]:
        """Where the articles lie that were extracted by other rules than these, volume by volume."""
        rows = self.connection().execute(
            "SELECT id, volume, number FROM articles WHERE rules <> ? ORDER BY volume, number", (rules,)
        )
        return [Place(*row) for row in rows]

    def find_marks(self, marks: Sequence[Mark]) -> list[str | None]:
        """The ids of the facts that marks stand for now; None for one that fits no fact any more."""
        rows = self.connection().execute(
            "SELECT id FROM facts WHERE id IN (SELECT value FROM json_each(?))",
            (orjson.dumps([mark.fact for mark in marks]).decode(),),
        )
        known = {row[0] for row in rows}
        return [mark.fact if mark.fact in known else self._find_again(mark) for mark in marks]

    def _find_again(self, mark: Mark) -> str | None:
        article = self.article(mark.article)
        if article is None:
            return None
        return find_again(mark, article, self.article_facts(mark.article))

    # Writing: the library alone calls these, with its lock held ---------------------------------------------

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction of changes."""
        connection = self.connection()
        connection.execute("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.execute(
                "INSERT INTO meta VALUES ('generation', 1) ON CONFLICT (key) DO UPDATE SET value = value + 1"
            )
            connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                connection.execute("ROLLBACK")
            raise

    def put(self, connection: sqlite3.Connection, volume: int, entries: Iterable[Entry]) -> list[str]:
        """Write entries of a volume; the ids of those that are passed over, since another place holds them."""
        return [entry.article.id for entry in entries if not put(connection, volume, entry)]

    def drop(self, connection: sqlite3.Connection, volume: int, numbers: Iterable[int]) -> None:
        """Take the articles with these numbers in a volume out."""
        for number in numbers:
            row = connection.execute(
                "SELECT n FROM articles WHERE volume = ? AND number = ?", (volume, number)
            ).fetchone()
            if row:
                drop(connection, row[0])

    def numbers(self, connection: sqlite3.Connection, volume: int) -> list[int]:
        """The numbers of the articles that the index holds of a volume."""
        return [row[0] for row in connection.execute("SELECT number FROM articles WHERE volume = ?", (volume,))]

    def set_meta(self, connection: sqlite3.Connection, key: str, value: int | None) -> None:
        """Keep a number about the index."""
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def stamp_volume(self, connection: sqlite3.Connection, volume: int, stamp: Stamp, digest: bytes) -> None:
        """Record the volume that the index holds now."""
        connection.execute("INSERT OR REPLACE INTO volumes VALUES (?, ?, ?, ?, ?)", (volume, *stamp, digest))

    def suspect(self, connection: sqlite3.Connection, volumes: Iterable[int]) -> None:
        """Record that volumes are about to change, so that they are looked at again should that be cut short."""
        connection.executemany(
            "UPDATE volumes SET size = -1 WHERE number = ?", ((number,) for number in volumes)
        )
        self.set_meta(connection, "folder", None)

    def forget_volume(self, connection: sqlite3.Connection, volume: int) -> None:
        """Record that there is no such volume any more."""
        connection.execute("DELETE FROM volumes WHERE number = ?", (volume,))

    def make_orders(self) -> None:
        """Make the indexes of SQLite that are missing."""
        make_orders(self.connection())

    def entries(self, volume: int) -> list[Entry]:
        """The articles that the index holds of a volume, as the volume held them."""
        rows = (
            self.connection()
            .execute("SELECT n, number, rules FROM articles WHERE volume = ? ORDER BY number", (volume,))
            .fetchall()
        )
        reader = self._reader()
        articles = [(n, number, rules, reader.article(n)) for n, number, rules in rows]
        return [
            Entry(number, article, reader.extraction(n), rules)
            for n, number, rules, article in articles
            if article
        ]

    def volumes(self) -> dict[int, tuple[Stamp, bytes]]:
        """The stamp and the digest of every volume as it was when it was written into the index."""
        rows = self.connection().execute("SELECT number, modified, size, inode, digest FROM volumes")
        return {
            number: (Stamp(modified, size, inode), digest) for number, modified, size, inode, digest in rows
        }

    def close(self) -> None:
        """Close every connection."""
        with self._guard:
            for connection in self._connections:
                with suppress(sqlite3.Error):
                    connection.close()
            self._connections.clear()
            self._local = threading.local()

    def connection(self) -> sqlite3.Connection:
        """The calling thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self.path, self.writable)
            self._local.connection = connection
            self._local.reader = Reader(connection)
            with self._guard:
                self._connections.append(connection)
        return connection

    def _reader(self) -> Reader:
        self.connection()
        reader: Reader = self._local.reader
        return reader

    def _number(self, id: str) -> int | None:
        row = self.connection().execute("SELECT n FROM articles WHERE id = ?", (id,)).fetchone()
        return row and int(row[0])

    def _one(self, sql: str) -> int:
        (value,) = self.connection().execute(sql).fetchone()
        return int(value)

    def _clusters(self, where: str) -> list[ClusterRow]:
        rows = self.connection().execute(f"SELECT key, record, articles, facts FROM clusters WHERE {where}")
        return [cluster_row(*row) for row in rows]


def _words(row: ClusterRow) -> set[str]:
    return {word for name in (row.name, *row.aliases) for word in cluster_key(name, row.place).split()}
