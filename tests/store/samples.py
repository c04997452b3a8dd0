"""Articles and facts made by hand, so that the tests of the library do not depend on extraction."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.library import Library
from store.records import (
    Article,
    Aside,
    Change,
    Cluster,
    Equivalent,
    Extraction,
    Fact,
    Kind,
    Status,
    fact_id,
    source_digest,
)

Item = tuple[Article, Extraction]


@dataclass(frozen=True)
class Said:
    """A sentence, with its quantity between ‹ and ›, and what it says."""

    sentence: str
    metric: str
    value: float
    unit: str = "CNY"
    kind: Kind = "money"
    subject: str = "the city"
    period: str | None = None
    upper: float | None = None
    status: Status = "actual"
    change: Change | None = None
    place: str | None = None
    clusters: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    equivalent: Equivalent | None = None


def item(
    id: str,
    *said: Said,
    title: str = "",
    publisher: str | None = None,
    published: str | None = None,
    place: str | None = None,
    clusters: tuple[Cluster, ...] = (),
    source: str | None = None,
) -> Item:
    """An article of these sentences with their facts, and an aside for every year in it."""
    text = ""
    facts = []
    for each in said:
        text += " " if text else ""
        sentence_start = len(text)
        head, quote, tail = re.split("[‹›]", each.sentence)
        start = sentence_start + len(head)
        text += head + quote + tail
        facts.append((each, start, start + len(quote), head + quote + tail))
    article = Article(
        id=id,
        title=title or id,
        text=text,
        digest=source_digest(f"{id}\n{text}".encode()),
        source=f"/news/{id}.txt" if source is None else source,
        publisher=publisher,
        published=published,
        place=place,
    )
    asides = tuple(
        Aside(match.start(), match.end(), match[0], "date") for match in re.finditer(r"\b20\d\d\b", text)
    )
    return article, Extraction(
        facts=tuple(
            Fact(
                id=fact_id(article.digest, start, end),
                article=id,
                start=start,
                end=end,
                quote=text[start:end],
                sentence=sentence,
                kind=each.kind,
                value=each.value,
                upper=each.upper,
                bound="exact",
                unit=each.unit,
                equivalent=each.equivalent,
                change=each.change,
                metric=each.metric,
                subject=each.subject,
                period=each.period,
                status=each.status,
                place=each.place,
                clusters=each.clusters,
                organizations=each.organizations,
            )
            for each, start, end, sentence in facts
        ),
        clusters=clusters,
        asides=asides,
    )


def numbered(number: int, words: int = 0) -> Item:
    """An article that differs from every other in its figures; `words` make it longer."""
    return item(
        f"article-{number:05}",
        Said(f"Revenue number {number} reached ‹{number} million yuan› in 2021.", "revenue", number * 1e6),
        Said(
            f"It has ‹{number + 1}› companies{' more' * words}.", "companies", number + 1, "companies", "count"
        ),
        title=f"Article {number}",
        published=f"20{number % 20:02}-01-01",
    )


def contents(library: Library) -> dict[str, tuple[Article, Extraction]]:
    """All that a library holds, by article, as the volumes have it."""
    volumes = library._volumes
    return {
        entry.article.id: (entry.article, entry.extraction)
        for number in volumes.stamps()
        for entry in volumes.entries(number)
    }


def shown(library: Library) -> dict[str, tuple[Article, Extraction]]:
    """All that a library holds, by article, as the index has it."""
    ledger = library._corpus.ledger
    return {
        entry.article.id: (entry.article, entry.extraction)
        for number in ledger.volumes()
        for entry in ledger.entries(number)
    }


def faults(library: Library) -> list[str]:
    """What is wrong in a library, but for facts of other rules, which processes may differ in."""
    return [str(finding) for finding in library.check() if finding.mends != "rules"]
