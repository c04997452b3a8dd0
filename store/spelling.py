"""Words that occur, for words that do not: what a reader may have meant."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from typing import TYPE_CHECKING

from store.index import Index
from store.index.text import Phrase, find_marks, phrase
from store.query import Query
from store.query.nodes import All, Either, Match, Node

if TYPE_CHECKING:
    from tantivy import Searcher

_NEAR = 0.72
"""How alike two words must be, from 0 to 1."""

_MOST = 4_000
"""Words that are compared; the most frequent of those with the same first letter."""


def meant(index: Index, query: Query) -> str | None:
    """The text of a query with every word that occurs nowhere replaced by the nearest that does.

    None when every word occurs, or when one has none near it.
    """
    text = query.text
    searcher = index.searcher()
    for word in _plain_words(query.node):
        if _occurs(searcher, word):
            continue
        near = _nearest(index, searcher, word)
        if near is None:
            return None
        text = text.replace(word, near)
    return None if text == query.text else text.strip()


def _plain_words(node: Node | None) -> Iterator[str]:
    if isinstance(node, Match) and node.text.isalpha():
        yield node.text
    elif isinstance(node, All | Either):
        for part in node.nodes:
            yield from _plain_words(part)


def _occurs(searcher: Searcher, word: str) -> bool:
    wanted = phrase(word)
    typed = phrase(word, beginning=True)
    if len(wanted.stems) != 1:
        return True
    return any(
        searcher.doc_freq(field, wanted.stems[0]) or searcher.terms_with_prefix(field, typed.typed, limit=1)
        for field in ("body", "title", "words")
    )


def _nearest(index: Index, searcher: Searcher, word: str) -> str | None:
    """The word of some article whose stem is nearest."""
    mine = phrase(word).stems[0]
    stems = [
        (-often, stem)
        for stem, often in searcher.terms_with_prefix("body", mine[0])
        if len(mine) - 4 <= len(stem) <= len(mine) + 2
    ]
    for stem in get_close_matches(mine, [stem for _, stem in sorted(stems)[:_MOST]], 3, _NEAR):
        written = _as_written(index, searcher, stem)
        if written:
            return written
    return None


def _as_written(index: Index, searcher: Searcher, stem: str) -> str | None:
    """The word of a stem, as an article writes it."""
    from tantivy import Query as Asked

    from store.index.documents import schema

    found = searcher.search(Asked.term_query(schema(), "body", stem), 1, count=False).hits
    numbers = searcher.fast_field_values("number", [address for _, address in found])
    for row in index.article_rows([int(number) for number in numbers if number is not None]):
        article = index.article(row.id)
        text = article.text if article else ""
        for start, end in find_marks(text, [Phrase((stem,))]):
            return text[start:end].lower()
    return None
