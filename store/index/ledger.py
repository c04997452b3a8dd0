"""The index as the library keeps it: where every article lies, and which state of which volume it holds.

The library alone writes here, with its lock held; what writes takes the connection of a transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from sqlite3 import Connection
from typing import TYPE_CHECKING, NamedTuple

import orjson

from store.index.file import IndexFile
from store.records import Article
from store.storage import Stamp
from store.volumes import Entry

if TYPE_CHECKING:
    from store.index.reviews import ReviewBook, Reviews

FILLABLE = ("publisher", "author", "published", "place", "address")
"""The fields of an article that may be missing, and be filled in later."""


class Place(NamedTuple):
    """Where an article lies: its volume, and its number there."""

    id: str
    volume: int
    number: int


def by_volume(places: Iterable[Place]) -> dict[int, set[int]]:
    """The numbers of articles by the volumes in which they lie."""
    numbers: dict[int, set[int]] = {}
    for place in places:
        numbers.setdefault(place.volume, set()).add(place.number)
    return numbers


class Ledger:
    """What the index knows of the volumes."""

    def __init__(self, file: IndexFile) -> None:
        """The ledger in an index."""
        self.file = file

    def volumes(self) -> dict[int, tuple[Stamp, bytes]]:
        """The stamp and the digest of every volume as it was when it was written into the index."""
        rows = self._connection().execute("SELECT number, modified, size, inode, digest FROM volumes")
        return {
            number: (Stamp(modified, size, inode), digest) for number, modified, size, inode, digest in rows
        }

    def last_volume(self) -> int | None:
        """The number of the last volume."""
        (last,) = self._connection().execute("SELECT max(number) FROM volumes").fetchone()
        return None if last is None else int(last)

    def last_number(self, volume: int) -> int:
        """The number of the last article in a volume; 0 when it holds none."""
        row = (
            self._connection()
            .execute("SELECT max(number) FROM articles WHERE volume = ?", (volume,))
            .fetchone()
        )
        return int(row[0] or 0)

    def place(self, id: str) -> Place | None:
        """Where the article with this id lies."""
        return self._place("id = ?", id)

    def place_of_digest(self, digest: str) -> Place | None:
        """Where the article lies whose source has this digest."""
        return self._place("digest = ?", digest)

    def place_of_source(self, source: str) -> Place | None:
        """Where the article from this source lies."""
        return self._place("source = ? ORDER BY n", source)

    def at_address(self, address: str) -> list[tuple[Place, Article]]:
        """The articles of a web address, in the order in which they were added, and where they lie."""
        rows = self._connection().execute(
            "SELECT n, id, volume, number FROM articles WHERE address = ? AND address > '' ORDER BY n",
            (address,),
        )
        reader = self.file.reader()
        found = [(Place(id, volume, number), reader.article(n)) for n, id, volume, number in rows.fetchall()]
        return [(place, article) for place, article in found if article]

    def lacking(self, id: str) -> set[str]:
        """The fields that the article with this id does not have, of those that can be filled in."""
        row = (
            self._connection()
            .execute(f"SELECT {', '.join(FILLABLE)} FROM articles WHERE id = ?", (id,))
            .fetchone()
        )
        return {name for name, value in zip(FILLABLE, row or (), strict=False) if not value}

    def all_digests(self) -> list[str]:
        """The digests of all articles, in the order in which they were added."""
        rows = self._connection().execute("SELECT digest FROM articles ORDER BY n")
        return [digest for (digest,) in rows]

    def outdated(self, rules: str) -> list[Place]:
        """Where the articles lie that were extracted by other rules than these, volume by volume."""
        rows = self._connection().execute(
            "SELECT id, volume, number FROM articles WHERE rules <> ? ORDER BY volume, number", (rules,)
        )
        return [Place(*row) for row in rows]

    def entries(self, volume: int) -> list[Entry]:
        """The articles that the index holds of a volume, as the volume held them."""
        rows = self._connection().execute(
            "SELECT n, number, rules FROM articles WHERE volume = ? ORDER BY number", (volume,)
        )
        reader = self.file.reader()
        articles = [(n, number, rules, reader.article(n)) for n, number, rules in rows.fetchall()]
        return [
            Entry(number, article, reader.extracted(n), rules)
            for n, number, rules, article in articles
            if article
        ]

    def digests(self, volume: int) -> dict[int, bytes]:
        """The digests of the entries that the index holds of a volume, by their numbers."""
        return dict(
            self._connection().execute("SELECT number, entry FROM articles WHERE volume = ?", (volume,))
        )

    def counts(self) -> tuple[tuple[int, int], tuple[int, int]]:
        """How many articles and facts there are: counted one by one, and as the index keeps the totals."""
        connection = self._connection()
        (articles,) = connection.execute("SELECT count(*) FROM articles").fetchone()
        (facts,) = connection.execute("SELECT count(*) FROM facts").fetchone()
        return (articles, facts), (self.file.meta("articles") or 0, self.file.meta("facts") or 0)

    def put(self, connection: Connection, volume: int, entries: Iterable[Entry], book: ReviewBook) -> list[str]:
        """Write entries of a volume; the ids of those that are passed over, since another place holds them."""
        from store.index.writing import put

        said = ((entry, book.of(entry.article.id, entry.article.digest)) for entry in entries)
        words = self.file.words
        return [entry.article.id for entry, held in said if not put(connection, volume, entry, held, words)]

    def review(self, connection: Connection, changed: Mapping[int, Reviews]) -> None:
        """Have the facts of articles, by their numbers, as the reader's reviews have them."""
        from store.index.writing import review

        for n, reviews in changed.items():
            review(connection, n, reviews)

    def standing(self) -> set[int]:
        """The numbers of the reviews that stand for a fact."""
        return {number for (number,) in self._connection().execute("SELECT number FROM reviews")}

    def changed(self, book: ReviewBook) -> dict[int, Reviews]:
        """The reviews of those articles, by their numbers, of which the index holds other reviews."""
        from store.index.reviews import digest_of, known

        connection = self._connection()
        about = connection.execute(
            "SELECT n, id, digest FROM articles WHERE id IN (SELECT value FROM json_each(?1)) "
            "OR digest IN (SELECT value FROM json_each(?1))",
            (orjson.dumps(book.keys).decode(),),
        )
        wanted = {n: book.of(id, digest) for n, id, digest in about.fetchall()}
        held = known(connection)
        numbers = held.keys() | wanted.keys()
        return {n: found for n in numbers if digest_of(found := wanted.get(n, {})) != held.get(n, b"")}

    def drop(self, connection: Connection, volume: int, numbers: Iterable[int]) -> None:
        """Take the articles with these numbers in a volume out."""
        from store.index.writing import drop

        for number in numbers:
            row = connection.execute(
                "SELECT n FROM articles WHERE volume = ? AND number = ?", (volume, number)
            ).fetchone()
            if row:
                drop(connection, row[0])

    def numbers(self, connection: Connection, volume: int) -> list[int]:
        """The numbers of the articles that the index holds of a volume."""
        return [row[0] for row in connection.execute("SELECT number FROM articles WHERE volume = ?", (volume,))]

    def stamp(self, connection: Connection, volume: int, stamp: Stamp | None, digest: bytes) -> None:
        """Record the state of a volume that the index holds now; no stamp when there is no such volume now."""
        if stamp is None:
            connection.execute("DELETE FROM volumes WHERE number = ?", (volume,))
        else:
            connection.execute(
                "INSERT OR REPLACE INTO volumes VALUES (?, ?, ?, ?, ?)", (volume, *stamp, digest)
            )

    def suspect(self, connection: Connection, volumes: Iterable[int]) -> None:
        """Record that volumes are about to change, so that they are looked at should that be cut short."""
        connection.executemany(
            "UPDATE volumes SET size = -1 WHERE number = ?", ((number,) for number in volumes)
        )
        self.set_folder(connection, None)

    def folder(self) -> int | None:
        """When the folder of the volumes had been changed last, as far as the index knows."""
        return self.file.meta("folder")

    def set_folder(self, connection: Connection, modified: int | None) -> None:
        """Record when the folder of the volumes was changed last; None for a change that is under way."""
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('folder', ?)", (modified,))

    def notebook(self) -> Stamp | None:
        """The stamp of the notebook whose reviews the index holds."""
        row = self._connection().execute("SELECT value FROM meta WHERE key = 'notebook'").fetchone()
        return Stamp(*map(int, str(row[0]).split())) if row and row[0] else None

    def set_notebook(self, connection: Connection, stamp: Stamp | None) -> None:
        """Record which notebook's reviews the index holds."""
        text = " ".join(map(str, stamp)) if stamp else None
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('notebook', ?)", (text,))

    def _connection(self) -> Connection:
        return self.file.connection()

    def _place(self, where: str, value: str) -> Place | None:
        row = (
            self._connection()
            .execute(f"SELECT id, volume, number FROM articles WHERE {where}", (value,))
            .fetchone()
        )
        return None if row is None else Place(*row)
