"""The reader's reviews in the index: which facts they stand for, and what was extracted where there are any."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping, Sequence
from sqlite3 import Connection
from typing import Any

import orjson

from store.records import Extraction, Fact
from store.review import Overlaid, Review

Reviews = Mapping[int, Review]
"""Reviews by the numbers of their entries in the notebook."""


class ReviewBook:
    """All reviews of a notebook, to be asked for those of an article."""

    def __init__(self, reviews: Reviews) -> None:
        """The reviews by article, and by source, since an article may come back under another name."""
        self._by_key: dict[str, dict[int, Review]] = {}
        for number, review in reviews.items():
            for key in {review.mark.article, review.digest}:
                self._by_key.setdefault(key, {})[number] = review

    @property
    def keys(self) -> Sequence[str]:
        """The ids and digests of the articles that reviews are about."""
        return list(self._by_key)

    def of(self, id: str, digest: str) -> Reviews:
        """The reviews of an article, in the order in which they were made."""
        found = self._by_key.get(id, {}) | self._by_key.get(digest, {})
        return dict(sorted(found.items()))


NO_REVIEWS = ReviewBook({})


def digest_of(reviews: Reviews) -> bytes:
    """What tells these reviews from any others; empty for none."""
    if not reviews:
        return b""
    content = orjson.dumps([[number, review.to_json()] for number, review in reviews.items()])
    return hashlib.blake2b(content, digest_size=12).digest()


def known(connection: Connection) -> dict[int, bytes]:
    """The digests of the reviews that the index holds, by the numbers of their articles."""
    return dict(connection.execute("SELECT article, digest FROM reviewed"))


def known_of(connection: Connection, n: int) -> bytes:
    """The digest of the reviews of an article that the index holds; empty for none."""
    row = connection.execute("SELECT digest FROM reviewed WHERE article = ?", (n,)).fetchone()
    return bytes(row[0]) if row else b""


def first_number(connection: Connection, n: int) -> int | None:
    """The number of the first fact that was extracted from a reviewed article."""
    row = connection.execute("SELECT first FROM reviewed WHERE article = ?", (n,)).fetchone()
    return int(row[0]) if row else None


def note(
    connection: Connection, n: int, first: int, extraction: Extraction, overlaid: Overlaid, reviews: Reviews
) -> None:
    """Write down the reviews of article number `n`, in the place of those it had."""
    forget(connection, n)
    if not reviews:
        return
    content = [
        [fact.to_json() for fact in extraction.facts],
        [(aside.start, aside.end, aside.quote, aside.reason) for aside in extraction.asides],
    ]
    connection.execute(
        "INSERT INTO reviewed VALUES (?, ?, ?, ?)", (n, first, digest_of(reviews), packed(content))
    )
    numbers = {id(review): number for number, review in reviews.items()}
    connection.executemany(
        "INSERT INTO reviews VALUES (?, ?, ?, ?, ?)",
        (
            (each.fact, n, numbers[id(each.review)], each.review.verdict, _record(each.extracted))
            for each in overlaid.standing
        ),
    )


def forget(connection: Connection, n: int) -> None:
    """Take away what the index holds of the reviews of article number `n`."""
    connection.execute("DELETE FROM reviewed WHERE article = ?", (n,))
    connection.execute("DELETE FROM reviews WHERE article = ?", (n,))


def packed(value: Any) -> bytes:
    """A value as small bytes."""
    return zlib.compress(orjson.dumps(value), 3)


def _record(fact: Fact | None) -> str:
    return orjson.dumps(fact.to_json()).decode() if fact else ""
