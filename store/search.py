"""Search over facts and articles: the hits of a query, best first, with the words that made them hits."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from store.index import ArticleRow, FactRow, Index
from store.index.damage import healing
from store.index.text import Phrase, Span, find_marks
from store.query import ALL, Query, parse

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor


__all__ = ["ALL", "ArticleHit", "FactHit", "Query", "SearchResult", "mark_words", "parse", "search"]

_MANY = 5_000
"""Where articles are asked for what their facts say, so many facts are looked at, the newest."""

_SNIPPET = 180
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|\n\n")


class About(int):
    """A count that is estimated, since there are very many; it is written with a sign before it."""

    def __format__(self, spec: str) -> str:
        """The number in a format, after the sign."""
        return f"~{int(self):{spec}}"

    def __str__(self) -> str:
        """The number after the sign."""
        return f"{self:d}"


class AtLeast(int):
    """A count that was not carried to its end; it is written with a plus."""

    def __format__(self, spec: str) -> str:
        """The number in a format, and a plus."""
        return f"{int(self):{spec}}+"

    def __str__(self) -> str:
        """The number, and a plus."""
        return f"{self:d}"


@dataclass(frozen=True, slots=True)
class FactHit:
    """A fact that a query found; `marks` are offsets in `snippet`, its sentence."""

    row: FactRow
    snippet: str
    marks: tuple[Span, ...]


class Passage(NamedTuple):
    """A piece of an article's text, which stands at `start` in it; `marks` are offsets in the piece."""

    text: str
    marks: tuple[Span, ...]
    start: int


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article that a query found. Its passage is read when it is looked at, which most never are."""

    row: ArticleRow
    passage: Callable[[], Passage]

    @property
    def snippet(self) -> str:
        """The words round the match."""
        return self.passage().text

    @property
    def marks(self) -> tuple[Span, ...]:
        """Where what was asked for stands in the snippet."""
        return self.passage().marks

    @property
    def start(self) -> int:
        """Where the snippet stands in the article's text."""
        return self.passage().start


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits of a query, and how many there are in all; of very many `About` so many.

    `problem` says in a few words what of the query was not understood; `words` are the words to mark in a text.
    `meant` is a query that may find something, where a word of this one occurs nowhere.
    """

    facts: list[FactHit]
    articles: list[ArticleHit]
    fact_count: int
    article_count: int
    seconds: float
    problem: str | None
    words: tuple[str, ...]
    meant: str | None = None


@healing
def search(index: Index, text: str, limit: int = 50) -> SearchResult:
    """The facts and articles that a query finds, at most `limit` of each, best first. No text makes it raise.

    Best is what holds the words in its metric or subject, or in its title, and holds them often, of equal ones
    the newest; a query without words finds facts in reading order and articles the newest first.
    """
    from store.index.asking import NEWEST, asks_facts_alone, phrases
    from store.index.ranking import Found, find

    began = time.perf_counter()
    query = index.resolve(parse(text))
    if query.node is None:
        return SearchResult([], [], 0, 0, time.perf_counter() - began, query.problem, query.words)
    index = index.asked(query)
    searcher, asking = index.searcher(), index.asking(_MANY)
    node = asking.settled(query.node)
    of_facts = asking.query(node, "facts")
    of_newest = asking.newest(node)
    finding = _apart().submit(find, searcher, of_newest or of_facts, "facts", node, limit)
    alone = asks_facts_alone(node)
    if alone:
        numbers = index.newest_first(asking.articles_of(of_facts))
        found_articles = Found(numbers[:limit], len(numbers))
    else:
        of_articles = asking.query(node, "articles")
        found_articles = find(searcher, of_articles, "articles", node, limit)
    found = finding.result()
    fact_count = About(found.count * index.last_fact() // NEWEST) if of_newest else found.count
    article_count = found_articles.count
    if not asking.complete:
        most = index.totals().articles
        article_count = _about(found.count, article_count, most) if alone else AtLeast(article_count)
    wanted = phrases(node)
    facts = _fact_hits(index, wanted, found.best)
    articles = _article_hits(index, wanted, found_articles.best)
    hint = None
    if not facts and not articles:
        from store.spelling import meant

        hint = meant(index, query)
    seconds = time.perf_counter() - began
    counts = fact_count, article_count
    return SearchResult(facts, articles, *counts, seconds, query.problem, query.words, hint)


@cache
def _apart() -> ThreadPoolExecutor:
    """Where facts are looked for while articles are: the text index is searched without Python's lock."""
    from concurrent.futures import ThreadPoolExecutor

    return ThreadPoolExecutor(2, thread_name_prefix="search")


def mark_words(query: Query, text: str) -> tuple[Span, ...]:
    """Where the words of a query stand in a text: offsets, in order."""
    if query.node is None:
        return ()
    from store.index.asking import phrases

    return find_marks(text, phrases(query.node))


def _about(found: int, articles: int, most: int) -> About:
    """How many articles there are to so many facts, judging by the articles of the newest facts."""
    return About(min(most, round(found * articles / _MANY)))


def _fact_hits(index: Index, wanted: list[Phrase], numbers: list[int]) -> list[FactHit]:
    rows = index.facts_of(numbers)
    return [FactHit(row, row.fact.sentence, find_marks(row.fact.sentence, wanted)) for row in rows]


def _article_hits(index: Index, wanted: list[Phrase], numbers: list[int]) -> list[ArticleHit]:
    rows = index.article_rows(numbers)
    return [ArticleHit(row, cache(partial(_passage, index, row.id, wanted))) for row in rows]


def _passage(index: Index, id: str, wanted: list[Phrase]) -> Passage:
    """The piece of an article to show; empty when the article is gone."""
    article = index.article(id)
    text = article.text if article else ""
    spans = find_marks(text, wanted)
    start, end = _window(text, spans)
    shown = tuple((a - start, b - start) for a, b in spans if start <= a and b <= end)
    return Passage(text[start:end], shown, start)


def _window(text: str, marks: tuple[Span, ...]) -> Span:
    """The piece of a text to show: from the start of a sentence on, where most marks are together."""
    best = max(range(len(marks)), key=lambda i: _different(text, marks, i), default=None)
    first = marks[best][0] if best is not None else 0
    start = max(
        (match.end() for match in _SENTENCE_END.finditer(text, max(0, first - _SNIPPET), first)),
        default=max(0, first - _SNIPPET // 3),
    )
    if best is not None and first - start > _SNIPPET // 2:
        start = text.rfind(" ", 0, first - _SNIPPET // 3) + 1
    end = min(len(text), start + _SNIPPET)
    if end < len(text):
        space = text.rfind(" ", start + _SNIPPET // 2, end)
        end = space if space > first else end
    paragraph = text.find("\n\n", start, end)
    return start, (paragraph if paragraph > first else end)


def _different(text: str, marks: tuple[Span, ...], first: int) -> int:
    """How many different words are marked in the piece that begins with a mark."""
    end = marks[first][0] + _SNIPPET // 2
    words = set()
    for start, stop in marks[first : first + 12]:
        if stop > end:
            break
        words.add(text[start:stop].casefold())
    return len(words)
