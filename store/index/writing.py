"""Writing articles into the index and taking them out again; its caller holds a transaction."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from sqlite3 import Connection
from typing import Any

import orjson

from store.index.documents import known_ends
from store.index.mentions import drop_clusters, link_facts, mentions_of, put_clusters, unlink_facts
from store.index.records import Reader
from store.index.reviews import Reviews, digest_of, first_number, forget, known_of, note, packed
from store.index.words import Words
from store.records import Article, Aside, Extraction, Fact
from store.review import Overlaid, overlay
from store.thresholds import is_threshold
from store.volumes import Entry

_ADD_ARTICLE = "INSERT INTO articles VALUES (" + ", ".join("?" * 19) + ")"
_ADD_FACT = "INSERT INTO facts VALUES (" + ", ".join("?" * 26) + ")"


def put(connection: Connection, volume: int, entry: Entry, reviews: Reviews, words: Words) -> bool:
    """Write an entry of a volume, in the place of what the index holds under its number there.

    Its facts are written as the reader's `reviews` have them, and offered to the text index. False, and nothing
    written, when the index holds an article of the same id from another place.
    """
    other = connection.execute(
        "SELECT volume, number FROM articles WHERE id = ?", (entry.article.id,)
    ).fetchone()
    if other is not None and other != (volume, entry.number):
        return False
    row = connection.execute(
        "SELECT n, entry FROM articles WHERE volume = ? AND number = ?", (volume, entry.number)
    ).fetchone()
    digest = entry.digest()
    if row is not None:
        if row[1] == digest and known_of(connection, row[0]) == digest_of(reviews):
            return True
        drop(connection, row[0])
    article, overlaid = entry.article, _overlaid(entry.article, entry.extraction, reviews)
    extraction = overlaid.extraction
    n = row[0] if row else _next(connection, "articles")
    connection.execute(
        _ADD_ARTICLE,
        (
            n, article.id, article.title, article.digest, article.source, article.publisher or "",
            article.author or "", article.published or "", article.place or "", article.address or "",
            article.language, article.duplicate_of or "", volume, entry.number, digest, entry.rules,
            *_counts(extraction),
        ),
    )  # fmt: skip
    clusters = [cluster.to_json() for cluster in extraction.clusters]
    connection.execute(
        "INSERT INTO texts VALUES (?, ?, ?, ?)",
        (n, zlib.compress(article.text.encode(), 3), _packed_asides(extraction.asides), packed(clusters)),
    )
    first = _next(connection, "facts")
    numbers = _numbers(first, entry.extraction.facts)
    numbered = []
    for fact in extraction.facts:
        number = numbers.setdefault(fact.id, first + len(numbers))
        numbered.append((number, fact))
    _add_facts(connection, n, article, numbered)
    about = put_clusters(connection, n, article, extraction, numbered)
    note(connection, n, first, entry.extraction, overlaid, reviews)
    _leave_to_write(connection, n)
    words.offer(n, article, numbered, about)
    _count(connection, 1, len(numbered))
    return True


def review(connection: Connection, n: int, reviews: Reviews) -> None:
    """Have the facts of article number `n` as the reader's reviews have them; what they don't touch stays."""
    reader = Reader(connection)
    article = reader.article(n)
    if article is None or known_of(connection, n) == digest_of(reviews):
        return
    extracted, before = reader.extracted(n), reader.extraction(n)
    overlaid = _overlaid(article, extracted, reviews)
    after = overlaid.extraction
    present = dict(connection.execute("SELECT id, n FROM facts WHERE article = ?", (n,)).fetchall())
    first = first_number(connection, n) or min(present.values(), default=_next(connection, "facts"))
    gone = [fact for fact in before.facts if fact not in after.facts]
    new = [fact for fact in after.facts if fact not in before.facts]
    renamed = mentions_of(article, before) != mentions_of(article, after)
    if renamed:
        drop_clusters(connection, n, list(present.values()))
    else:
        unlink_facts(connection, [present[fact.id] for fact in gone])
    _drop_facts(connection, article, [(present[fact.id], fact) for fact in gone])
    numbers = _numbers(first, extracted.facts) | present
    numbered = []
    for fact in new:
        numbered.append((_free(connection, numbers.get(fact.id)), fact))
        _add_facts(connection, n, article, numbered[-1:])
    if renamed:
        rows = connection.execute("SELECT id, n FROM facts WHERE article = ?", (n,))
        places = dict(rows.fetchall())
        put_clusters(connection, n, article, after, [(places[fact.id], fact) for fact in after.facts])
    else:
        link_facts(connection, article, after, numbered)
    connection.execute(
        "UPDATE articles SET facts = ?, aside = ?, not_understood = ? WHERE n = ?", (*_counts(after), n)
    )
    connection.execute("UPDATE texts SET asides = ? WHERE n = ?", (_packed_asides(after.asides), n))
    note(connection, n, first, extracted, overlaid, reviews)
    if gone or new:
        _leave_to_write(connection, n)
    _count(connection, 0, len(after.facts) - len(before.facts))


def drop(connection: Connection, n: int) -> None:
    """Take the article with this number, and all that comes from it, out of the index."""
    reader = Reader(connection)
    article = reader.article(n)
    if article is not None:
        numbers = [
            row[0] for row in connection.execute("SELECT n FROM facts WHERE article = ? ORDER BY n", (n,))
        ]
        rows = reader.facts(numbers)
        _drop_facts(
            connection, article, [(number, row.fact) for number, row in zip(numbers, rows, strict=True)]
        )
        drop_clusters(connection, n, numbers)
        _count(connection, -1, -len(numbers))
    _leave_to_write(connection, n)
    connection.execute("DELETE FROM facts WHERE article = ?", (n,))
    forget(connection, n)
    connection.execute("DELETE FROM texts WHERE n = ?", (n,))
    connection.execute("DELETE FROM articles WHERE n = ?", (n,))


def _leave_to_write(connection: Connection, n: int) -> None:
    """Have the text index written anew for an article, by whoever looks next."""
    connection.execute("INSERT OR IGNORE INTO unwritten VALUES (?)", (n,))


def _count(connection: Connection, articles: int, facts: int) -> None:
    """Keep the totals, which would take long to count."""
    for key, difference in (("articles", articles), ("facts", facts)):
        connection.execute(
            "INSERT INTO meta VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = value + excluded.value",
            (key, difference),
        )


def _overlaid(article: Article, extraction: Extraction, reviews: Reviews) -> Overlaid:
    return overlay(article, extraction, reviews.values()) if reviews else Overlaid(extraction, ())


def _numbers(first: int, facts: Sequence[Fact]) -> dict[str, int]:
    """The numbers of the facts that were extracted: kept for those that the reader has rejected."""
    return {fact.id: number for number, fact in enumerate(facts, first)}


def _free(connection: Connection, number: int | None) -> int:
    """The number where no fact has it, else a new one."""
    taken = number is None or connection.execute("SELECT 1 FROM facts WHERE n = ?", (number,)).fetchone()
    return _next(connection, "facts") if taken or number is None else number


def _counts(extraction: Extraction) -> tuple[int, int, int]:
    """The numbers of facts, of numbers set aside, and of those not understood."""
    not_understood = sum(aside.reason == "not understood" for aside in extraction.asides)
    return len(extraction.facts), len(extraction.asides) - not_understood, not_understood


def _packed_asides(asides: Iterable[Aside]) -> bytes:
    return packed([(aside.start, aside.end, aside.quote, aside.reason) for aside in asides])


def _add_facts(connection: Connection, n: int, article: Article, facts: Sequence[tuple[int, Fact]]) -> None:
    connection.executemany(_ADD_FACT, (_fact_values(number, n, fact, article) for number, fact in facts))
    connection.executemany("INSERT INTO rates VALUES (?, ?, ?)", _rates(facts, article))


def _drop_facts(connection: Connection, article: Article, facts: Sequence[tuple[int, Fact]]) -> None:
    connection.executemany(
        "DELETE FROM rates WHERE pair = ? AND published = ? AND fact = ?", _rates(facts, article)
    )
    connection.executemany("DELETE FROM facts WHERE n = ?", ((number,) for number, _ in facts))


def _next(connection: Connection, table: str) -> int:
    (last,) = connection.execute(f"SELECT max(n) FROM {table}").fetchone()
    return (last or 0) + 1


def _fact_values(n: int, article_number: int, fact: Fact, article: Article) -> tuple[Any, ...]:
    sentence_start = fact.sentence_start(article.text)
    first, last = known_ends(fact.period) or ("", "")
    return (
        n, article_number, fact.id, fact.start, fact.end, sentence_start, sentence_start + len(fact.sentence),
        fact.kind, float(fact.value), None if fact.upper is None else float(fact.upper), fact.bound, fact.unit,
        fact.equivalent and float(fact.equivalent.value), fact.equivalent and fact.equivalent.unit, fact.change,
        fact.metric, fact.subject, fact.period, first, last, fact.status, fact.place or "",
        fact.clusters[0] if fact.clusters else "", _list(fact.clusters), _list(fact.organizations),
        is_threshold(fact),
    )  # fmt: skip


def _rates(facts: Iterable[tuple[int, Fact]], article: Article) -> Iterator[tuple[str, str, str]]:
    """The facts that state what one currency is worth in another, under both currencies and the day."""
    for _, fact in facts:
        if fact.kind == "money" and fact.equivalent is not None:
            yield rate_pair(fact.unit, fact.equivalent.unit), article.published or "", fact.id


def rate_pair(unit: str, other: str) -> str:
    """What the rates between two currencies are found by, whichever comes first."""
    return "/".join(sorted((unit, other)))


def _list(names: tuple[str, ...]) -> str:
    return orjson.dumps(names).decode() if names else ""
