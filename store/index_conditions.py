"""Queries as conditions of SQL, over facts (`f`) and over articles (`a`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import orjson

from store.index_rows import Condition, Marks
from store.index_text import expression
from store.query import Query
from store.query_nodes import All, Between, During, Either, Marked, Match, Node, Not, Same

Over = Literal["facts", "articles"]

_ARTICLE_COLUMNS = {"article": "title", "publisher": "publisher"}
_UNITS = {
    "CNY": ("yuan", "rmb", "renminbi", "yuans", "cny"),
    "USD": ("dollar", "dollars", "us$", "$", "usd"),
    "EUR": ("euro", "euros", "€", "eur"),
    "GBP": ("pound", "pounds", "£", "gbp"),
    "JPY": ("yen", "jpy"),
    "%": ("percent", "per cent", "pct"),
}
_UNIT_NAMES = {name: unit for unit, names in _UNITS.items() for name in names}


def condition(query: Query, over: Over, marks: Marks) -> Condition | None:
    """What a query asks of facts or of articles; None when it asks nothing.

    A condition on facts holds for an article that has a fact for which all of them hold.
    """
    return None if query.node is None else _Compiler(over, marks).condition(query.node)


def ranked_text(query: Query, over: Over, marks: Marks) -> tuple[str | None, Condition | None]:
    """What a query asks, as a full-text expression to rank by and a condition on what it finds."""
    if query.node is None:
        return None, None
    text, conditions = _Compiler(over, marks).parts(query.node)
    return text, _combined(" AND ", conditions) if conditions else None


def asks_facts_alone(node: Node) -> bool:
    """Whether all that a query asks is asked of facts, so that the articles it finds are those of its facts."""
    return all(map(_of_facts, node.nodes if isinstance(node, All) else (node,)))


def text_of(node: Node | None, over: Over) -> str | None:
    """The full-text expression that says all that the node does; None when it says something else as well."""
    match node:
        case Match():
            columns = _ARTICLE_COLUMNS if over == "articles" else {}
            if over == "facts" and node.field in _ARTICLE_COLUMNS:
                return None
            if over == "articles" and node.field not in (None, *columns):
                return None
            return expression(node.text, node.beginning, node.field and columns.get(node.field, node.field))
        case Either():
            return _joined(" OR ", [text_of(part, over) for part in node.nodes])
        case All():
            wanted = [text_of(part, over) for part in node.nodes if not isinstance(part, Not)]
            unwanted = [text_of(part.node, over) for part in node.nodes if isinstance(part, Not)]
            if not wanted or None in unwanted:
                return None
            kept = _joined(" AND ", wanted)
            return kept and "".join([kept, *(f" NOT ({each})" for each in unwanted)])
    return None


def marked_words(node: Node | None) -> list[str]:
    """The full-text expressions of the words that a match may hold, for marking them."""
    match node:
        case Match():
            return [expression(node.text, node.beginning)]
        case All() | Either():
            return [each for part in node.nodes for each in marked_words(part)]
    return []


def _joined(operator: str, parts: Sequence[str | None]) -> str | None:
    known = [part for part in parts if part is not None]
    return operator.join(f"({part})" for part in known) if len(known) == len(parts) else None


class _Compiler:
    """Makes conditions over one of the tables."""

    def __init__(self, over: Over, marks: Marks) -> None:
        self.over = over
        self.marks = marks
        self.words = "fact_words" if over == "facts" else "article_words"
        self.number = "f.n" if over == "facts" else "a.n"

    def condition(self, node: Node) -> Condition:
        """The condition that holds for what matches a node."""
        text = text_of(node, self.over)
        if text is not None:
            return self._matching(text)
        return self._all(node)

    def _other(self, node: Node) -> Condition:
        match node:
            case Match():
                return self._match_elsewhere(node)
            case Not():
                inner = self.condition(node.node)
                return Condition(f"NOT ({inner.sql})", inner.values)
            case Either():
                return _combined(" OR ", [self.condition(part) for part in node.nodes])
            case All():
                return self._all(node)
        return self._field(node)

    def _matching(self, text: str) -> Condition:
        return self._in(f"SELECT rowid FROM {self.words} WHERE {self.words} MATCH ?", text)

    def _all(self, node: Node) -> Condition:
        text, rest = self.parts(node)
        conditions = [] if text is None else [self._matching(text)]
        return _combined(" AND ", [*conditions, *rest])

    def parts(self, node: Node) -> tuple[str | None, list[Condition]]:
        """What a node asks: all its words in one full-text expression, and the other conditions.

        What it asks of facts, while it is asked of articles, must hold for one and the same fact.
        """
        nodes = node.nodes if isinstance(node, All) else (node,)
        text = [part for part in nodes if text_of(part, self.over) is not None]
        if text:
            text += [
                part for part in nodes if isinstance(part, Not) and text_of(part.node, self.over) is not None
            ]
        rest = [part for part in nodes if part not in text]
        on_facts = tuple(part for part in rest if self.over == "articles" and _of_facts(part))
        conditions = [self._other(part) for part in rest if part not in on_facts]
        if on_facts:
            inner = _Compiler("facts", self.marks).condition(All(on_facts))
            conditions.append(self._in(f"SELECT f.article FROM facts f WHERE {inner.sql}", *inner.values))
        return (text_of(All(tuple(text)), self.over) if text else None), conditions

    def _match_elsewhere(self, node: Match) -> Condition:
        """Words in a field of the other table."""
        if self.over == "facts":
            inner = _Compiler("articles", self.marks).condition(node)
            return Condition(f"f.article IN (SELECT a.n FROM articles a WHERE {inner.sql})", inner.values)
        inner = _Compiler("facts", self.marks).condition(node)
        return self._in(f"SELECT f.article FROM facts f WHERE {inner.sql}", *inner.values)

    def _field(self, node: Node) -> Condition:
        if isinstance(node, During) and node.field == "published":
            held = _during(node, "a.published", "a.published")
            if self.over == "articles":
                return held
            return Condition(f"f.article IN (SELECT a.n FROM articles a WHERE {held.sql})", held.values)
        held = self._of_a_fact(node)
        if self.over == "facts":
            return held
        return self._in(f"SELECT f.article FROM facts f WHERE {held.sql}", *held.values)

    def _of_a_fact(self, node: Node) -> Condition:
        match node:
            case Same(field, value):
                spellings = _spellings(value) if field == "unit" else (value,)
                return Condition(f"f.{field} IN ({', '.join('?' * len(spellings))})", spellings)
            case Between():
                return _between(node)
            case During():
                return _during(node, "f.period_first", "f.period_last")
            case Marked(mark):
                ids = orjson.dumps(list(self.marks(mark))).decode()
                return Condition("f.id IN (SELECT value FROM json_each(?))", (ids,))
        raise AssertionError(node)

    def _in(self, select: str, *values: Any) -> Condition:
        return Condition(f"{self.number} IN ({select})", values)


def _of_facts(node: Node) -> bool:
    """Whether the node asks something that only a fact can answer."""
    match node:
        case Match():
            return node.field is not None and node.field not in _ARTICLE_COLUMNS
        case Not():
            return _of_facts(node.node)
        case All() | Either():
            return all(map(_of_facts, node.nodes))
        case During():
            return node.field != "published"
    return True


def _combined(operator: str, conditions: Sequence[Condition]) -> Condition:
    return Condition(
        "(" + operator.join(each.sql for each in conditions) + ")",
        tuple(value for each in conditions for value in each.values),
    )


def _between(node: Between) -> Condition:
    """Values in the range, and ranges of values that share something with it; each as an index serves it."""
    above, below = (">" if node.over else ">="), ("<" if node.under else "<=")
    if node.low is None:
        return Condition(f"f.value {below} ?", (node.high,))
    if node.high is None:
        return Condition(f"(f.value {above} ? OR f.upper {above} ?)", (node.low, node.low))
    return Condition(
        f"(f.value {above} ? AND f.value {below} ? OR f.upper {above} ? AND f.value {below} ?)",
        (node.low, node.high, node.low, node.high),
    )


def _during(node: During, first: str, last: str) -> Condition:
    parts = [Condition(f"{first} > ''")]
    if node.span.first is not None:
        parts.append(Condition(f"{last} >= ?", (node.span.first,)))
    if node.span.last is not None:
        parts.append(Condition(f"{first} <= ?", (node.span.last,)))
    return _combined(" AND ", parts)


def _spellings(unit: str) -> tuple[str, ...]:
    """A unit as people spell it: money by its name, singular or plural, British or American."""
    plain = unit.casefold()
    names = {unit, _UNIT_NAMES.get(plain, unit)}
    for name in (plain, plain.replace("metre", "meter").replace("litre", "liter")):
        names |= {name, name + "s", name.removesuffix("s")}
    return tuple(sorted(names))
