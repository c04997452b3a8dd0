"""The query language: from what a reader types to the tree of a query, and what is wrong with it.

Words must all occur; `"a phrase"`, `-word`, `OR` between two, `word*`, and the fields of `FIELDS`.
The last word of a query is taken as the beginning of a word, since it may still be being typed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Literal

from store.patterns import pattern
from store.query import Query
from store.query.nodes import All, Between, During, Either, Marked, Match, Node, Not, Same, Saved
from store.query.values import Span, find_number, find_span, scale_word

Form = Literal["words", "same", "number", "dates", "mark", "saved"]

FIELDS: Mapping[str, tuple[Form, str]] = {
    "metric": ("words", "what is measured"),
    "subject": ("words", "of whom or what"),
    "cluster": ("words", "the cluster, chain, park or zone"),
    "place": ("words", "the place"),
    "org": ("words", "an organization that is named"),
    "article": ("words", "the article's title"),
    "publisher": ("words", "the article's publisher"),
    "unit": ("same", "CNY, %, companies …"),
    "kind": ("same", "money, count, percent …"),
    "status": ("same", "actual or planned"),
    "change": ("same", "increase or decrease"),
    "value": ("number", "1bn, >1.5 million, 10m..1bn"),
    "published": ("dates", "2022, 2022-07, 2022..2024"),
    "period": ("dates", "2021, 2022H1, 2020..2022"),
    "is": ("mark", "selected, accepted, corrected, added, rejected"),
    "has": ("mark", "note"),
    "saved": ("saved", "the name of a saved search"),
}
"""The fields of a query: what their values look like, and a hint for whoever types one."""

MARKS = {"is": ("selected", "accepted", "corrected", "added", "rejected"), "has": ("note",)}

_LONGEST_TEXT = 1000
_LONGEST = 64
_SHORTEST_BEGINNING = 3

_TOKEN = pattern(
    r"""\s*(?P<minus>-(?=\S))?
    (?:(?P<field>[A-Za-z]{1,12})(?P<sign>:|>=|<=|>|<|=)|(?P<number>value)\s{1,9}(?P<compare>>=|<=|>|<|=))?
    (?:(?<=[:=<>])\s{0,9}(?=\S))?
    (?:"(?P<quoted>[^"]*)(?P<closed>"?)|(?P<bare>[^\s"]*))""",
    re.VERBOSE,
)
_UNSPEAKABLE = pattern(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def read_query(text: str) -> Query:
    """The query that a text spells."""
    reader = _Reader(_UNSPEAKABLE.sub(" ", text[:_LONGEST_TEXT]))
    if len(text) > _LONGEST_TEXT:
        reader.problem = f"only the first {_LONGEST_TEXT} characters count"
    parts: list[list[Node]] = []
    joined = False
    for item in reader.items():
        if item == "OR":
            joined = bool(parts)
            continue
        if joined:
            parts[-1].append(item)
        else:
            parts.append([item])
        joined = False
    nodes = tuple(part[0] if len(part) == 1 else Either(tuple(part)) for part in parts)
    node = None if not nodes else nodes[0] if len(nodes) == 1 else All(nodes)
    return Query(text, node, reader.problem, tuple(dict.fromkeys(_words(node))))


class _Reader:
    """Reads the items of a query one after another, and keeps the first thing that is wrong."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.problem: str | None = None

    def items(self) -> Iterator[Node | Literal["OR"]]:
        """The conditions of the query, and OR where it joins two."""
        position = count = 0
        while position < len(self.text):
            token = _TOKEN.match(self.text, position)
            if token is None or token.end() == position:
                position += 1
                continue
            position = token.end()
            if count >= _LONGEST:
                self._complain(f"only the first {_LONGEST} words count")
                return
            field = (token["field"] or token["number"] or "").lower()
            sign = token["sign"] or token["compare"] or ":"
            value = token["quoted"] if token["quoted"] is not None else token["bare"]
            if field and field in FIELDS and FIELDS[field][0] == "number":
                extra = scale_word(self.text, position) if token["quoted"] is None else ""
                position += len(extra)
                value += extra
            if token["quoted"] is not None and not token["closed"]:
                self._complain("the quotation mark is still open")
            if not field and value in {"OR", "AND"} and token["bare"] and not token["minus"]:
                if value == "OR":
                    yield "OR"
                continue
            typing = token["bare"] is not None and position == len(self.text)
            for node in self._conditions(field, sign, value, typing):
                count += 1
                yield Not(node) if token["minus"] else node

    def _conditions(self, field: str, sign: str, value: str, typing: bool) -> Iterator[Node]:
        if not field:
            yield from _match(value, None, typing)
        elif field not in FIELDS:
            if sign != ":" or value:
                yield from _match(f"{field}{sign}{value}", None, typing)
            if not value.startswith("//"):
                self._complain(f"there is no field “{field}”: searched as words")
        elif not value:
            self._complain(f"after {field}{sign} comes {FIELDS[field][1]}")
        else:
            node = _READERS[FIELDS[field][0]](field, sign, value, typing)
            if node is None:
                self._complain(f"{field}: cannot be “{value[:12]}”; it takes {FIELDS[field][1]}")
            else:
                yield node

    def _complain(self, problem: str) -> None:
        self.problem = self.problem or problem


def _match(value: str, field: str | None, typing: bool) -> Iterator[Match]:
    text = value.rstrip("*")
    if any(character.isalnum() for character in text):
        long = len(text) >= _SHORTEST_BEGINNING
        beginning = (text != value or (typing and long)) and text[-1].isalnum()
        of_field = field is None and any(name.startswith(value.lower()) for name in FIELDS)
        yield Match(text, beginning, field, begun=typing and (of_field or not (long or beginning)))


def _read_words(field: str, sign: str, value: str, typing: bool) -> Node | None:
    return next(_match(value, field, typing), None) if sign in {":", "="} else None


def _read_same(field: str, sign: str, value: str, typing: bool) -> Node | None:
    return Same(field, value, beginning=typing) if sign in {":", "="} else None


def _read_number(field: str, sign: str, value: str, typing: bool) -> Node | None:
    if ".." in value:
        low_text, _, high_text = value.partition("..")
        low, high = find_number(low_text), find_number(high_text)
        if (low is None and low_text) or (high is None and high_text) or sign not in {":", "="}:
            return None
        return Between(low, high) if low_text or high_text else None
    if value[:1] in "<>=" and sign == ":":
        sign = value[:2] if value[1:2] == "=" else value[:1]
        value = value[len(sign) :]
    number = find_number(value)
    if number is None:
        return None
    return {
        ">": Between(number, None, over=True),
        ">=": Between(number, None),
        "<": Between(None, number, under=True),
        "<=": Between(None, number),
    }.get(sign, Between(number, number))


def _read_dates(field: str, sign: str, value: str, typing: bool) -> Node | None:
    span = find_span(value)
    if span is None:
        return None
    spans = {
        ">": Span(span.after(), None),
        ">=": Span(span.first, None),
        "<": Span(None, span.before()),
        "<=": Span(None, span.last),
    }
    return During(field, spans.get(sign, span))


def _read_mark(field: str, sign: str, value: str, typing: bool) -> Node | None:
    return Marked(value.lower()) if value.lower() in MARKS[field] else None


def _read_saved(field: str, sign: str, value: str, typing: bool) -> Node | None:
    return Saved(value) if sign in {":", "="} else None


_READERS = {
    "words": _read_words,
    "same": _read_same,
    "number": _read_number,
    "dates": _read_dates,
    "mark": _read_mark,
    "saved": _read_saved,
}


def _words(node: Node | None) -> Iterator[str]:
    """The words that a match of the node may hold, as typed, with `*` after a beginning."""
    if isinstance(node, Match):
        yield node.text + ("*" if node.beginning else "")
    elif isinstance(node, All | Either):
        for part in node.nodes:
            yield from _words(part)
