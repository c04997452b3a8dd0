"""What the text index holds: a document for every article, and one for every fact."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

import orjson

from store.index.text import searchable
from store.records import Article, Fact

if TYPE_CHECKING:
    from tantivy import Schema, Searcher

TOKENS = "words"
"""The name of the analyzer in the text index."""

TEXTS = ("title", "body", "publisher", "words", "metric", "subject", "place", "cluster", "org")
"""Fields of words. `words` is all that a fact says; `title` and `publisher` stand in documents of facts too."""

VALUES = ("of", "kind", "unit", "status", "change")
"""Fields that have exactly one of some values, in small letters; `of` is `fact` or `article`."""

FACETS = ("kind", "in_place", "from_publisher")
NUMBERS = ("published", "first", "last", "about")
"""Fields of whole numbers: dates as 20220708, and the numbers of the clusters that a fact is about."""

YEARS = ("year", "years")
"""The year in which an article was published, and the years that a fact's period touches."""

MOST_YEARS = 60
"""A span of no more whole years than these is asked for by their numbers."""

_CENTURIES = 300
"""Of a longer period only so many years are known by their numbers."""

KEYS = ("number", "article", "fact")
"""The numbers that the index gives: of an article in its own document, of a fact, and of a fact's article."""


@cache
def schema() -> Schema:
    """The fields of the text index."""
    from tantivy import SchemaBuilder

    builder = SchemaBuilder()
    for name in TEXTS:
        builder.add_text_field(name, tokenizer_name=TOKENS)
    for name in VALUES:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name in FACETS)
    for name in FACETS:
        if name not in VALUES:
            builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("value", "upper"):
        builder.add_float_field(name, fast=True)
    for name in NUMBERS:
        builder.add_integer_field(name, fast=True)
    for name in YEARS + KEYS:
        builder.add_integer_field(name, fast=True, indexed=True)
    return builder.build()


def documents(
    n: int, article: Article, facts: Sequence[tuple[int, Fact]], about: Mapping[int, Sequence[int]]
) -> Iterator[str]:
    """The documents of the article with the number `n`, as JSON: its own, and one for each numbered fact.

    `about` says which clusters a fact is about, by their numbers.
    """
    shared: dict[str, Any] = {"title": searchable(article.title)}
    if article.publisher:
        shared["publisher"] = searchable(article.publisher)
    published = day_number(article.published or "")
    if published:
        shared |= {"published": published, "year": published // 10_000}
    own = shared | {"of": "article", "number": n, "body": searchable(article.text)}
    if article.place:
        own["place"] = searchable(article.place)
    yield orjson.dumps(own).decode()
    shared |= {"of": "fact", "article": n}
    if article.publisher:
        shared["from_publisher"] = article.publisher
    for number, fact in facts:
        fields = _of_fact(number, fact, article, about.get(number, ()))
        yield orjson.dumps(shared | fields).decode()


def highest_article(searcher: Searcher) -> int:
    """The highest number of an article in the text index; 0 when it holds none."""
    from tantivy import Order, Query

    articles = Query.term_query(schema(), "of", "article")
    found = searcher.search(articles, 1, count=False, order_by_field="number", order=Order.Desc).hits
    return int(found[0][0]) if found else 0


def _of_fact(number: int, fact: Fact, article: Article, about: Sequence[int]) -> dict[str, Any]:
    place = fact.place or article.place
    said = dict.fromkeys((fact.metric, fact.subject, place, *fact.clusters, *fact.organizations))
    unsaid = (each for each in said if each and not _stands_in(each, fact.sentence))
    fields: dict[str, Any] = {
        "fact": number,
        "words": [searchable(each) for each in (fact.sentence, *unsaid)],
        "metric": searchable(fact.metric),
        "subject": searchable(fact.subject),
        "place": searchable(place or ""),
        "kind": fact.kind,
        "unit": fact.unit.casefold(),
        "status": fact.status,
        "value": float(fact.value),
    }
    if fact.clusters:
        fields["cluster"] = [searchable(name) for name in fact.clusters]
    if fact.organizations:
        fields["org"] = [searchable(name) for name in fact.organizations]
    if fact.change:
        fields["change"] = fact.change
    if fact.upper is not None:
        fields["upper"] = float(fact.upper)
    if fact.place:
        fields["in_place"] = fact.place
    if about:
        fields["about"] = list(about)
    if fact.period and (days := _days(fact.period)):
        fields["first"], fields["last"] = days
        fields["years"] = list(range(days[0] // 10_000, days[1] // 10_000 + 1))[:_CENTURIES]
    return fields


def _stands_in(words: str, sentence: str) -> bool:
    """Whether a sentence holds these words as they are, so that they need not be looked for beside it."""
    start = sentence.find(words)
    end = start + len(words)
    return start >= 0 and not (sentence[start - 1 : start].isalnum() or sentence[end : end + 1].isalnum())


@lru_cache(maxsize=10_000)
def _days(period: str) -> tuple[int, int] | None:
    ends = known_ends(period)
    return ends and (day_number(ends[0]), day_number(ends[1]))


def known_ends(period: str | None) -> tuple[str, str] | None:
    """The first and the last day of a period; of one with an open end, the end that is known, twice."""
    first, _, last = (period or "").partition("/")
    known = [end for end in (first, last) if end not in ("", "..")]
    return (known[0], known[-1]) if known else None


def day_number(day: str) -> int:
    """A day as a number that sorts like it: 20220708 for `2022-07-08`, whatever else the text holds."""
    return int("".join(filter(str.isdecimal, day[:10])).ljust(8, "0")[:8] or 0)
