"""Text as the full-text index takes it, and the expressions that ask it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from sqlite3 import Connection

from store.index_schema import TOKENIZER

SEPARATOR = "\x03"
"""Stands between characters of scripts without spaces, so that each is a word; never in a cleaned text."""

_UNSPACED = re.compile("([\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff])")
_OPEN, _CLOSE = "\x01", "\x02"
_LONGEST = 200_000
"""Characters of a text in which words are marked."""

WEIGHTS_OF_ARTICLES = "8.0, 1.0, 2.0, 2.0"
WEIGHTS_OF_FACTS = "6.0, 4.0, 1.0, 1.0, 3.0, 2.0"


def searchable(text: str) -> str:
    """The text with the characters of scripts without spaces kept apart."""
    return text if text.isascii() else _UNSPACED.sub(rf"{SEPARATOR}\1{SEPARATOR}", text)


def expression(text: str, beginning: bool = False, column: str | None = None) -> str:
    """The full-text expression for words that follow one another; the last may be a beginning."""
    phrase = searchable(text).rstrip(SEPARATOR).replace('"', '""')
    return (f"{column} : " if column else "") + f'"{phrase}"' + ("*" if beginning else "")


def find_marks(
    connection: Connection, texts: list[str], expressions: list[str]
) -> list[tuple[tuple[int, int], ...]]:
    """For each text, where the expressions' words stand: character offsets, in order, never overlapping.

    The full-text engine itself finds them, so that what is marked is what matched.
    """
    if not expressions:
        return [()] * len(texts)
    connection.execute("SAVEPOINT marking")
    connection.execute("DROP TABLE IF EXISTS temp.shown")
    connection.execute(f"CREATE VIRTUAL TABLE temp.shown USING fts5(body, tokenize='{TOKENIZER}')")
    connection.executemany(
        "INSERT INTO temp.shown(rowid, body) VALUES (?, ?)",
        ((number, searchable(text[:_LONGEST])) for number, text in enumerate(texts)),
    )
    connection.execute("RELEASE marking")
    found = dict(
        connection.execute(
            "SELECT rowid, highlight(shown, 0, ?, ?) FROM temp.shown WHERE shown MATCH ?",
            (_OPEN, _CLOSE, " OR ".join(f"({each})" for each in expressions)),
        )
    )
    return [tuple(_marks(found[number])) if number in found else () for number in range(len(texts))]


def _marks(highlighted: str) -> Iterator[tuple[int, int]]:
    position = start = 0
    for piece in re.split(f"([{_OPEN}{_CLOSE}{SEPARATOR}])", highlighted):
        if piece == _OPEN:
            start = position
        elif piece == _CLOSE:
            yield start, position
        elif piece != SEPARATOR:
            position += len(piece)
