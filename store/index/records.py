"""What the index hands out, and how it is made from the rows of its tables."""

from __future__ import annotations

import zlib
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection, DatabaseError
from typing import TYPE_CHECKING, Any, Literal

import orjson

from store.records import Article, Aside, Cluster, Equivalent, Extraction, Fact

if TYPE_CHECKING:
    from store.review import Verdict

_KEPT_TEXTS = 8_000_000
"""Characters of texts that are kept, since the facts of an article are asked for again and again."""

MOST_NAMES = 40
"""So many aliases, and organizations, of a cluster are handed out."""


@dataclass(frozen=True, slots=True)
class Totals:
    """How much the library holds."""

    articles: int
    facts: int
    clusters: int


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article without its text, with the numbers of its facts, asides and numbers not understood."""

    id: str
    title: str
    publisher: str | None
    published: str | None
    place: str | None
    facts: int
    aside: int
    not_understood: int


@dataclass(frozen=True, slots=True)
class FactRow:
    """A fact with what one wants to know of its article, which may be a `duplicate_of` another.

    `verdict` is what the reader said of it; `extracted` is then the fact as it was extracted, if it was.
    """

    fact: Fact
    title: str
    publisher: str | None
    published: str | None
    duplicate_of: str | None = None
    verdict: Verdict | None = None
    extracted: Fact | None = None


@dataclass(frozen=True, slots=True)
class ClusterRow:
    """A cluster as all articles together describe it; `key` is what it is known by.

    Aliases and organizations are in alphabetical order; where there are many, those that are named most often.
    """

    key: str
    name: str
    kind: str
    level: str | None
    place: str | None
    part_of: str | None
    aliases: tuple[str, ...]
    organizations: tuple[str, ...]
    articles: int
    facts: int


FACT_FIELDS = """f.n, f.article, f.id, f."start", f."end", f.sentence_start, f.sentence_end, f.kind, f.value,
f.upper, f.bound, f.unit, f.equivalent_value, f.equivalent_unit, f.change, f.metric, f.subject, f.period,
f.status, f.place, f.clusters, f.organizations, a.id, a.title, a.publisher, a.published,
a.duplicate_of, a.entry"""

ARTICLE_FIELDS = "n, id, title, publisher, published, place, facts, aside, not_understood"


class Reader:
    """Makes records from rows over one connection, and keeps the texts that were used last."""

    def __init__(self, connection: Connection) -> None:
        """A reader over a connection."""
        self.connection = connection
        self._texts: OrderedDict[tuple[int, bytes], str] = OrderedDict()
        self._kept = 0

    def facts(self, numbers: Sequence[int]) -> list[FactRow]:
        """The facts with these numbers, in their order; those that are gone are left out."""
        return self._facts("n", numbers)

    def facts_of_ids(self, ids: Sequence[str]) -> list[FactRow]:
        """The facts with these ids, in their order; those that are gone are left out."""
        return self._facts("id", ids)

    def _facts(self, key: Literal["n", "id"], wanted: Sequence[object]) -> list[FactRow]:
        rows = self.connection.execute(
            f"SELECT {FACT_FIELDS} FROM facts f JOIN articles a ON a.n = f.article "
            f"WHERE f.{key} IN (SELECT value FROM json_each(?))",
            (orjson.dumps(wanted).decode(),),
        ).fetchall()
        texts = self._texts_of({row[1]: row[-1] for row in rows})
        at = {"n": 0, "id": 2}[key]
        found = {row[at]: fact_row(row, texts[row[1]]) for row in rows if row[1] in texts}
        said = self.reviews(row.fact.id for row in found.values())
        for name, row in found.items() if said else ():
            if row.fact.id in said:
                verdict, extracted = said[row.fact.id]
                found[name] = replace(row, verdict=verdict, extracted=extracted)
        return [found[name] for name in wanted if name in found]

    def _texts_of(self, entries: Mapping[int, bytes]) -> dict[int, str]:
        """The texts of articles by their numbers in the index, given with the digests of their entries."""
        found = {
            n: text for n, entry in entries.items() if (text := self._texts.pop((n, entry), None)) is not None
        }
        self._kept -= sum(map(len, found.values()))
        packed = self.connection.execute(
            "SELECT n, text FROM texts WHERE n IN (SELECT value FROM json_each(?))",
            (orjson.dumps([n for n in entries if n not in found]).decode(),),
        )
        found |= {n: _unpacked(text).decode() for n, text in packed}
        for n, text in found.items():
            self._texts[n, entries[n]] = text
            self._kept += len(text)
        while self._kept > _KEPT_TEXTS:
            self._kept -= len(self._texts.popitem(last=False)[1])
        return found

    def reviews(self, ids: Iterable[str]) -> dict[str, tuple[Verdict, Fact | None]]:
        """What the reader said of facts, by their ids: the verdict, and the fact as it was extracted."""
        rows = self.connection.execute(
            "SELECT fact, verdict, extracted FROM reviews WHERE fact IN (SELECT value FROM json_each(?))",
            (orjson.dumps(list(ids)).decode(),),
        )
        return {id: (verdict, extracted_fact(record)) for id, verdict, record in rows}

    def articles(self, numbers: Sequence[int]) -> list[ArticleRow]:
        """The articles with these numbers, in their order; those that are gone are left out."""
        rows = self.connection.execute(
            f"SELECT {ARTICLE_FIELDS} FROM articles WHERE n IN (SELECT value FROM json_each(?))",
            (orjson.dumps(numbers).decode(),),
        )
        found = {row[0]: article_row(row) for row in rows}
        return [found[number] for number in numbers if number in found]

    def article(self, n: int) -> Article | None:
        """The article with this number."""
        row = self.connection.execute(
            "SELECT id, title, digest, source, publisher, author, published, place, address, language, "
            "duplicate_of, entry FROM articles WHERE n = ?",
            (n,),
        ).fetchone()
        if row is None or n not in (texts := self._texts_of({n: row[-1]})):
            return None
        id, title, digest, source, publisher, author, published, place, address, language, duplicate_of, _ = row
        return Article(
            id=id,
            title=title,
            text=texts[n],
            digest=digest,
            source=source,
            publisher=publisher or None,
            author=author or None,
            published=published or None,
            place=place or None,
            address=address or None,
            language=language,
            duplicate_of=duplicate_of or None,
        )

    def extracted(self, n: int) -> Extraction:
        """What was extracted from the article with this number, whatever the reader says of it."""
        row = self.connection.execute("SELECT extraction FROM reviewed WHERE article = ?", (n,)).fetchone()
        if row is None:
            return self.extraction(n)
        facts, asides = orjson.loads(_unpacked(row[0]))
        return replace(
            self.extraction(n),
            facts=tuple(map(Fact.from_json, facts)),
            asides=tuple(Aside(*aside) for aside in asides),
        )

    def extraction(self, n: int) -> Extraction:
        """What was extracted from the article with this number, as the reader has it, in reading order."""
        numbers = [
            row[0]
            for row in self.connection.execute('SELECT n FROM facts WHERE article = ? ORDER BY "start"', (n,))
        ]
        row = self.connection.execute("SELECT asides, clusters FROM texts WHERE n = ?", (n,)).fetchone()
        asides, clusters = (orjson.loads(_unpacked(blob)) for blob in row) if row else ([], [])
        return Extraction(
            facts=tuple(row.fact for row in self.facts(numbers)),
            clusters=tuple(Cluster.from_json(cluster) for cluster in clusters),
            asides=tuple(Aside(*aside) for aside in asides),
        )


def extracted_fact(record: str) -> Fact | None:
    """The fact in the column of what was extracted."""
    return Fact.from_json(orjson.loads(record)) if record else None


def _unpacked(blob: bytes) -> bytes:
    """The bytes that were packed; DatabaseError when they are damaged."""
    try:
        return zlib.decompress(blob)
    except (zlib.error, TypeError) as error:
        raise DatabaseError(f"a packed text is damaged ({error})") from None


def fact_row(row: Sequence[Any], text: str) -> FactRow:
    """The fact of a row of `FACT_FIELDS` and its article's text."""
    (
        _, _, id, start, end, sentence_start, sentence_end, kind, value, upper, bound, unit, equivalent_value,
        equivalent_unit, change, metric, subject, period, status, place, clusters, organizations,
        article, title, publisher, published, duplicate_of, _,
    ) = row  # fmt: skip
    fact = Fact(
        id=id,
        article=article,
        start=start,
        end=end,
        quote=text[start:end],
        sentence=text[sentence_start:sentence_end],
        kind=kind,
        value=value,
        upper=upper,
        bound=bound,
        unit=unit,
        equivalent=None if equivalent_unit is None else Equivalent(equivalent_value, equivalent_unit),
        change=change,
        metric=metric,
        subject=subject,
        period=period,
        status=status,
        place=place or None,
        clusters=tuple(orjson.loads(clusters)) if clusters else (),
        organizations=tuple(orjson.loads(organizations)) if organizations else (),
    )
    return FactRow(fact, title, publisher or None, published or None, duplicate_of or None)


def article_row(row: Sequence[Any]) -> ArticleRow:
    """The article of a row of `ARTICLE_FIELDS`."""
    _, id, title, publisher, published, place, facts, aside, not_understood = row
    return ArticleRow(
        id, title, publisher or None, published or None, place or None, facts, aside, not_understood
    )


def cluster_row(row: Sequence[Any], aliases: Sequence[str], organizations: Sequence[str]) -> ClusterRow:
    """The cluster of a row of key, record, articles and facts, and its names."""
    key, record, articles, facts = row
    cluster = Cluster.from_json(orjson.loads(record))
    return ClusterRow(
        key,
        cluster.name,
        cluster.kind,
        cluster.level,
        cluster.place,
        cluster.part_of,
        tuple(alias for alias in aliases if alias != cluster.name),
        tuple(organizations),
        articles,
        facts,
    )
