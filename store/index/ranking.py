"""Ranking: which of the facts or articles that a query finds come first, the same wherever they are listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tantivy import Order, Searcher
from tantivy import Query as Asked

from store.index.asking import NUMBERS, Asking, Over, asks_facts_alone, has_words
from store.query.nodes import Node

_TOGETHER = 200
"""So many hits at a time are put in order, so that any number of them begins with the same ones."""

_RANKED = 10_000
"""So many rows of a table are put in order."""


@dataclass(frozen=True, slots=True)
class Found:
    """The numbers of the best rows, the best first, and how many match."""

    best: list[int]
    count: int


def find(searcher: Searcher, asked: Asked, over: Over, node: Node, limit: int) -> Found:
    """The rows that match a query, at most `limit`: the best first, of equal ones the newest.

    Of a query without words, facts in reading order and articles the newest first.
    """
    field = NUMBERS[over]
    if not has_words(node):
        by, order = (field, Order.Asc) if over == "facts" else ("published", Order.Desc)
        found: Any = searcher.search(asked, _whole(limit), order_by_field=by, order=order)
        numbers = _numbers(searcher, field, found.hits)
        if over == "articles":
            days = [int(day or 0) for day, _ in found.hits]
            numbers = [number for _, number in sorted(zip(days, numbers, strict=True), reverse=True)]
        return Found(numbers[:limit], int(found.count))
    found = searcher.search(asked, _whole(limit))
    numbers = _numbers(searcher, field, found.hits)
    ranked = list(zip((-round(score, 3) for score, _ in found.hits), numbers, strict=True))
    best: list[int] = []
    for start in range(0, len(ranked), _TOGETHER):
        together = sorted(ranked[start : start + _TOGETHER], key=lambda each: (each[0], -each[1]))
        best += (number for _, number in together)
    return Found(best[:limit], int(found.count))


def ranks_articles(node: Node) -> bool:
    """Whether the articles that a query finds are ranked by their own words, not the newest first."""
    return has_words(node) and not asks_facts_alone(node)


def in_order(searcher: Searcher, asking: Asking, node: Node, among: Sequence[int], over: Over) -> Sequence[int]:
    """The rows `among`, which are all that a query finds, in the order of a search.

    Those behind the first `_RANKED` stay as they are.
    """
    node = asking.settled(node)
    if not has_words(node):
        return among
    asked = (asking.newest(node) if over == "facts" else None) or asking.query(node, over)
    best = find(searcher, asked, over, node, _RANKED).best
    return list(dict.fromkeys([*best, *among]))


def _whole(limit: int) -> int:
    """So many hits as are put in order together, or a multiple of it."""
    return -(-limit // _TOGETHER) * _TOGETHER


def _numbers(searcher: Searcher, field: str, hits: list[tuple[Any, Any]]) -> list[int]:
    values = searcher.fast_field_values(field, [address for _, address in hits])
    return [int(value) for value in values if value is not None]
