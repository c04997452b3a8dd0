"""Search over facts and articles: the hits of a query, best first, with the words that made them hits."""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from itertools import islice
from sqlite3 import Connection

import orjson

from store.index import ArticleRow, FactRow, Index
from store.index_conditions import Over, asks_facts_alone, marked_words, ranked_text
from store.index_damage import healing
from store.index_rows import Condition
from store.index_text import WEIGHTS_OF_ARTICLES, WEIGHTS_OF_FACTS, find_marks
from store.query import ALL, Query, parse

__all__ = ["ALL", "ArticleHit", "FactHit", "Query", "SearchResult", "mark_words", "parse", "search"]

Span = tuple[int, int]

_WORDS = {"facts": ("fact_words", WEIGHTS_OF_FACTS), "articles": ("article_words", WEIGHTS_OF_ARTICLES)}
_STRONG = {
    "facts": ("metric : ", "{metric subject cluster org} : "),
    "articles": ("title : ",),
}
"""Where many match: the columns whose matches come first, the newest of each first."""

_FEW = 1000
"""Up to this many matches are ranked one by one."""

_MANY = 5_000
"""Matches are counted so far, and so many of the newest are compared: more would take longer than one waits."""

_KNOWN = 100_000
"""Up to so many rows that fulfil a condition are kept at hand while the words are looked up."""

_SNIPPET = 180
_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|\n\n")


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


@dataclass(frozen=True, slots=True)
class ArticleHit:
    """An article that a query found; `marks` are offsets in `snippet`, which stands at `start` in its text."""

    row: ArticleRow
    snippet: str
    marks: tuple[Span, ...]
    start: int


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best hits of a query, and how many there are in all; of very many `AtLeast` so many.

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

    Best is what holds the words in its metric or subject, or in its title, and holds them often; a query
    without words finds in reading order.
    """
    began = time.perf_counter()
    query = parse(text)
    if query.node is None:
        return SearchResult([], [], 0, 0, time.perf_counter() - began, query.problem, query.words)
    index = index.asked(query)
    found = _find(index, query, "facts", limit)
    if asks_facts_alone(query.node):
        found_articles = _articles_of(index.connection(), found, limit)
    else:
        found_articles = _find(index, query, "articles", limit)
    facts = _fact_hits(index, query, found.best)
    articles = _article_hits(index, query, found_articles.best)
    hint = None
    if not facts and not articles:
        from store.spelling import meant

        hint = meant(index.connection(), query)
    seconds = time.perf_counter() - began
    counts = found.count, found_articles.count
    return SearchResult(facts, articles, *counts, seconds, query.problem, query.words, hint)


@healing
def mark_words(index: Index, query: Query, text: str) -> tuple[Span, ...]:
    """Where the words of a query stand in a text: offsets, in order."""
    return find_marks(index.connection(), [text], marked_words(query.node))[0]


@dataclass(frozen=True, slots=True)
class _Found:
    """The numbers of the best rows, how many match, and the numbers of all that were counted."""

    best: list[int]
    count: int
    counted: list[int]


def _find(index: Index, query: Query, over: Over, limit: int) -> _Found:
    """The rows of a table that match a query, best first."""
    text, rest = ranked_text(query, over, index.marks)
    if text is None:
        return _unranked(index.connection(), over, rest or Condition("true"), limit)
    connection = index.connection()
    words, weights = _WORDS[over]
    counted = _newest(connection, over, text, rest)
    if len(counted) <= _FEW:
        rows = connection.execute(
            f"SELECT rowid FROM {words} WHERE {words} MATCH ? AND +rowid IN (SELECT value FROM json_each(?)) "
            f"ORDER BY bm25({words}, {weights}), rowid LIMIT ?",
            (text, orjson.dumps(counted).decode(), limit),
        )
        return _Found([row[0] for row in rows], len(counted), counted)
    best: list[int] = []
    among = set(counted)
    for columns in _STRONG[over]:
        # Upwards from the oldest of the newest: downwards SQLite would not stop there.
        rows = connection.execute(
            f"SELECT rowid FROM {words} WHERE {words} MATCH ? AND rowid >= ? ORDER BY rowid",
            (f"{columns}({text})", counted[-1]),
        )
        best += reversed([row[0] for row in rows if row[0] in among])
        if len(best) >= limit:
            break
    best = list(dict.fromkeys([*best, *counted]))
    return _Found(best[:limit], _counted(len(counted)), counted)


def _unranked(connection: Connection, over: Over, where: Condition, limit: int) -> _Found:
    """The rows that fulfil a condition: facts in reading order, articles the newest first."""
    alias = over[0]
    order = "" if over == "facts" else "ORDER BY +a.published DESC, +a.n DESC"
    rows = connection.execute(
        f"SELECT {alias}.n FROM {over} {alias} WHERE {where.sql} {order} LIMIT ?", (*where.values, _MANY)
    )
    counted = [row[0] for row in rows]
    if over == "facts":
        counted.sort()
    return _Found(counted[:limit], _counted(len(counted)), counted)


def _articles_of(connection: Connection, facts: _Found, limit: int) -> _Found:
    """The articles of the facts that were found, the newest first."""
    rows = connection.execute(
        "SELECT n FROM articles WHERE n IN (SELECT article FROM facts WHERE n IN "
        "(SELECT value FROM json_each(?))) ORDER BY +published DESC, +n DESC",
        (orjson.dumps(facts.counted).decode(),),
    )
    counted = [row[0] for row in rows]
    count = AtLeast(len(counted)) if isinstance(facts.count, AtLeast) else len(counted)
    return _Found(counted[:limit], count, counted)


def _counted(count: int) -> int:
    return AtLeast(_MANY) if count >= _MANY else int(count)


def _newest(connection: Connection, over: Over, text: str, rest: Condition | None) -> list[int]:
    """The numbers of the newest rows that match an expression, and fulfil a condition beside it.

    Where few rows fulfil the condition they are known beforehand, else every row that matches is asked.
    """
    words, alias = _WORDS[over][0], over[0]
    order = f"ORDER BY {words}.rowid DESC"
    if rest is None:
        found = connection.execute(
            f"SELECT rowid FROM {words} WHERE {words} MATCH ? {order} LIMIT ?", (text, _MANY)
        )
        return [row[0] for row in found]
    known = connection.execute(
        f"SELECT {alias}.n FROM {over} {alias} WHERE {rest.sql} LIMIT ?", (*rest.values, _KNOWN)
    ).fetchall()
    if len(known) < _KNOWN:
        among = {row[0] for row in known}
        matching = connection.execute(f"SELECT rowid FROM {words} WHERE {words} MATCH ? {order}", (text,))
        return list(islice((row[0] for row in matching if row[0] in among), _MANY))
    found = connection.execute(
        f"SELECT {words}.rowid FROM {words} CROSS JOIN {over} {alias} ON {alias}.n = {words}.rowid "
        f"WHERE {words} MATCH ? AND {rest.sql} {order} LIMIT ?",
        (text, *rest.values, _MANY),
    )
    return [row[0] for row in found]


def _fact_hits(index: Index, query: Query, numbers: list[int]) -> list[FactHit]:
    rows = index.facts_of(numbers)
    marks = find_marks(index.connection(), [row.fact.sentence for row in rows], marked_words(query.node))
    return [FactHit(row, row.fact.sentence, spans) for row, spans in zip(rows, marks, strict=True)]


def _article_hits(index: Index, query: Query, numbers: list[int]) -> list[ArticleHit]:
    found = index.articles_of(numbers)
    marks = find_marks(index.connection(), [text for _, text in found], marked_words(query.node))
    hits = []
    for (row, text), spans in zip(found, marks, strict=True):
        start, end = _window(text, spans)
        shown = tuple((a - start, b - start) for a, b in spans if start <= a and b <= end)
        hits.append(ArticleHit(row, text[start:end], shown, start))
    return hits


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
