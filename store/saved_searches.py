"""Saved searches inside queries: `saved:NAME` asks for what the search of that name asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from store.query import Query, parse_whole
from store.query.nodes import All, Either, Match, Node, Not, Saved

_DEEPEST = 8
"""Searches that name one another are followed so far."""

_NOTHING = Match("")


def resolve(query: Query, searches: Mapping[str, str]) -> Query:
    """The query with every saved search in the place of its name; a name that is not known finds nothing."""
    if "saved" not in query.text.casefold():
        return query
    unknown: list[str] = []
    words = dict.fromkeys(query.words)
    node = _resolved(query.node, searches, unknown, words, _DEEPEST)
    problem = query.problem or (f"no saved search is called “{unknown[0][:30]}”" if unknown else None)
    return replace(query, node=node, problem=problem, words=tuple(words))


def _resolved(
    node: Node | None, searches: Mapping[str, str], unknown: list[str], words: dict[str, None], deep: int
) -> Node | None:
    match node:
        case Saved(name):
            known = {saved.casefold(): text for saved, text in searches.items()}
            text = known.get(name.casefold())
            if text is None or not deep:
                unknown.append(name)
                return _NOTHING
            query = parse_whole(text)
            words.update(dict.fromkeys(query.words))
            return _resolved(query.node, searches, unknown, words, deep - 1) or _NOTHING
        case Not(inner):
            return Not(_resolved(inner, searches, unknown, words, deep) or _NOTHING)
        case All(nodes) | Either(nodes):
            parts = tuple(_resolved(part, searches, unknown, words, deep) or _NOTHING for part in nodes)
            return type(node)(parts)
    return node
