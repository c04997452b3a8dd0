"""Queries: what a reader asks for. The language itself is read only when somebody has typed something."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.query.nodes import Node


@dataclass(frozen=True, slots=True)
class Query:
    """What a query's text asks for.

    `node` is None when it asks for everything. `problem` says in a few words what could not be understood; the
    rest of the query holds all the same. `words` are the words and phrases to mark in a text, as typed.
    """

    text: str = ""
    node: Node | None = None
    problem: str | None = None
    words: tuple[str, ...] = ()


ALL = Query()
"""The query that everything matches."""


def parse(text: str) -> Query:
    """The query that a reader typed. Any text is one: what makes no sense is named in `problem`."""
    if not text:
        return ALL
    from store.query.reading import read_query

    return read_query(text)


def parse_whole(text: str) -> Query:
    """The query of a text that was typed to its end: its last word is no beginning of another."""
    return parse(f"{text} ")
