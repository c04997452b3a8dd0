"""The facts that the reader has rejected, as an index of their own: asked for and listed like all others.

They are few, and asked for seldom: the index is made when they are, in a temporary folder.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from store.index import Index
from store.index.file import IndexFile
from store.index.records import extracted_fact
from store.index.writing import put
from store.query.nodes import All, Either, Marked, Node
from store.records import Extraction
from store.review import REJECTED
from store.volumes import Entry


class RejectedIndex(Index):
    """The rejected facts of an index and their articles, as they were when this was made."""

    def __init__(self, whole: Index) -> None:
        """The rejected facts of an index."""
        self._folder = TemporaryDirectory(prefix="jining-tui-")
        super().__init__(IndexFile(Path(self._folder.name) / "rejected.sqlite"))
        rows = whole.connection().execute(
            "SELECT article, fact, number, extracted FROM reviews WHERE verdict = ? ORDER BY article, fact",
            (REJECTED,),
        )
        reviews: dict[int, list[tuple[str, int, str]]] = {}
        for article, *review in rows.fetchall():
            reviews.setdefault(article, []).append(tuple(review))
        self.marks = lambda mark: self.reviewed(mark) if mark == REJECTED else whole.marks(mark)
        with self.file.writing() as connection:
            for number, (n, mine) in enumerate(reviews.items(), 1):
                article = whole.file.reader().article(n)
                facts = [fact for _, _, record in mine if (fact := extracted_fact(record))]
                if article is None:
                    continue
                extraction = Extraction(tuple(sorted(facts, key=lambda fact: fact.start)))
                put(connection, 1, Entry(number, article, extraction, ""), {}, self.file.words)
                connection.executemany(
                    "INSERT INTO reviews VALUES (?, ?, ?, ?, ?)",
                    ((fact, number, entry, REJECTED, record) for fact, entry, record in mine),
                )
        self.file.words.reset()
        self.file.words.catch_up()


def asks_for_rejected(node: Node | None) -> bool:
    """Whether a query asks for facts that the reader has rejected."""
    match node:
        case Marked(mark):
            return mark == REJECTED
        case All(nodes) | Either(nodes):
            return any(map(asks_for_rejected, nodes))
    return False
