"""Words that occur, for words that do not: what a reader may have meant."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from sqlite3 import Connection

from store.index_schema import TOKENIZER
from store.index_text import expression, find_marks
from store.query import Query
from store.query_nodes import All, Either, Match, Node

_NEAR = 0.72
"""How alike two words must be, from 0 to 1."""

_MOST = 4_000
"""Words that are compared; the most frequent of those with the same first letter."""


def meant(connection: Connection, query: Query) -> str | None:
    """The text of a query with every word that occurs nowhere replaced by the nearest that does.

    None when every word occurs, or when one has none near it.
    """
    text = query.text
    for word in _plain_words(query.node):
        if _occurs(connection, word):
            continue
        near = _nearest(connection, word)
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


def _occurs(connection: Connection, word: str) -> bool:
    wanted = expression(word, beginning=True)
    return any(
        connection.execute(f"SELECT 1 FROM {table} WHERE {table} MATCH ? LIMIT 1", (wanted,)).fetchone()
        for table in ("article_words", "fact_words")
    )


def _nearest(connection: Connection, word: str) -> str | None:
    """The word of some article whose stem is nearest."""
    connection.execute(
        "CREATE VIRTUAL TABLE IF NOT EXISTS temp.vocabulary USING fts5vocab(main, article_words, row)"
    )
    mine = _stem(connection, word)
    stems = connection.execute(
        "SELECT term FROM temp.vocabulary WHERE term >= ? AND term < ? AND length(term) BETWEEN ? AND ? "
        "ORDER BY doc DESC LIMIT ?",
        (mine[0], mine[0] + "\U0010ffff", len(mine) - 4, len(mine) + 2, _MOST),
    )
    for stem in get_close_matches(mine, [row[0] for row in stems], 3, _NEAR):
        found = connection.execute(
            "SELECT rowid FROM article_words WHERE article_words MATCH ? LIMIT 1", (expression(stem),)
        ).fetchone()
        if found:
            return _as_written(connection, found[0], stem)
    return None


def _stem(connection: Connection, word: str) -> str:
    """The stem of a word, by the engine's own rules."""
    connection.execute(f"CREATE VIRTUAL TABLE IF NOT EXISTS temp.one USING fts5(word, tokenize='{TOKENIZER}')")
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.stems USING fts5vocab(temp, one, row)")
    connection.execute("DELETE FROM temp.one")
    connection.execute("INSERT INTO temp.one VALUES (?)", (word,))
    row = connection.execute("SELECT term FROM temp.stems LIMIT 1").fetchone()
    return str(row[0]) if row else word.lower()


def _as_written(connection: Connection, n: int, stem: str) -> str | None:
    """The word of a stem, as the article with this number writes it."""
    from store.index_records import Reader

    article = Reader(connection).article(n)
    for text in (article.text, article.title) if article else ():
        for start, end in find_marks(connection, [text], [expression(stem)])[0]:
            return text[start:end].lower()
    return None
