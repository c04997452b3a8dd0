"""Queries as the text index takes them, over facts and over articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from tantivy import FieldType, Occur, Order, Searcher
from tantivy import Query as Asked

from store.index.documents import MOST_YEARS, day_number, schema
from store.index.text import Phrase, phrase
from store.query.nodes import All, Between, During, Either, Marked, Match, Node, Not, Same, Saved
from store.query.values import Span

Over = Literal["facts", "articles"]

Weights = Sequence[tuple[str, float]]

NUMBERS: dict[Over, str] = {"facts": "fact", "articles": "number"}
"""The fields of the numbers that the index gives."""

_TEXTS: dict[Over, Weights] = {
    "facts": (("words", 1.0),),
    "articles": (("title", 6.0), ("body", 1.0), ("publisher", 2.0), ("place", 2.0)),
}
"""The fields where words are looked for, and how much they count there."""

_MORE: dict[Over, Weights] = {
    "facts": (("metric", 5.0), ("subject", 3.0)),
    "articles": (),
}
"""The fields where words that were found already count again."""

NEWEST = 100_000
"""Where facts are so many that not all need be looked at, so many are, the newest."""

_FIELDS = {"article": "title"}
_EXPANSIONS = 40
"""Words with a beginning that are ranked one by one; further ones are found, and count little."""

_SHORTEST = 3
_UNITS = {
    "CNY": ("yuan", "rmb", "renminbi", "yuans", "cny"),
    "USD": ("dollar", "dollars", "us$", "$", "usd"),
    "EUR": ("euro", "euros", "€", "eur"),
    "GBP": ("pound", "pounds", "£", "gbp"),
    "JPY": ("yen", "jpy"),
    "%": ("percent", "per cent", "pct"),
}
_UNIT_NAMES = {name: unit for unit, names in _UNITS.items() for name in names}


class Asking:
    """Makes queries of the text index from the trees of queries."""

    def __init__(
        self, searcher: Searcher, marked: Callable[[str], Sequence[int]], last: int, most: int | None = None
    ) -> None:
        """`marked` gives the numbers of facts that carry a mark, `last` is the number of the newest fact.

        Where articles are asked for what their facts say, `most` of the newest such facts are looked at.
        """
        self._searcher = searcher
        self._marked = marked
        self._last = last
        self._most = most
        self.complete = True

    def query(self, node: Node | None, over: Over) -> Asked:
        """What a node asks of facts or of articles.

        A condition on facts holds for an article that has a fact for which all of them hold.
        """
        kind = _term("of", over.removesuffix("s"))
        if node is None:
            return kind
        node = self.settled(node)
        asked = self._facts(node) if over == "facts" else self._articles(node)
        return (
            asked if over == "facts" and _only_facts(node) else _both(asked, Asked.const_score_query(kind, 0.0))
        )

    def settled(self, node: Node) -> Node:
        """The node without what is typed beside others and is no word yet."""
        if not isinstance(node, All):
            return node
        whole = tuple(part for part in node.nodes if not self._has_begun(part))
        return node if not whole else whole[0] if len(whole) == 1 else All(whole)

    def _has_begun(self, part: Node) -> bool:
        if not isinstance(part, Match) or not part.begun:
            return False
        fields = ("words", "body") if part.field is None else (_FIELDS.get(part.field, part.field),)
        wanted = phrase(part.text, part.beginning)
        return not any(self._holds(field, wanted) and self._goes_on(field, wanted) for field in fields)

    def _goes_on(self, field: str, wanted: Phrase) -> bool:
        """Whether the last word, when it is being typed, is one of a field or the beginning of one."""
        typed, stem = wanted.typed, wanted.stems[-1] if wanted.stems else ""
        return not typed or bool(
            self._searcher.doc_freq(field, stem) or self._searcher.terms_with_prefix(field, typed)
        )

    def newest(self, node: Node) -> Asked | None:
        """What a phrase asks of the `NEWEST` facts, when more than so many hold each of its words.

        None for anything else, which is quick to ask of all: of a phrase the places of its words are read in
        every fact that has them.
        """
        wanted = phrase(node.text, node.beginning) if isinstance(node, Match) and not node.field else None
        if wanted is None or len(wanted.stems) < 2:
            return None
        whole = wanted.stems[:-1] if wanted.typed else wanted.stems
        if self._last <= NEWEST or any(self._searcher.doc_freq("words", stem) <= NEWEST for stem in whole):
            return None
        return self._late(self.query(node, "facts"))

    def _late(self, asked: Asked) -> Asked:
        """What is asked of facts, asked of the newest alone."""
        late = Asked.range_query(schema(), "fact", FieldType.Integer, self._last - NEWEST + 1, None)
        return _both(asked, Asked.const_score_query(late, 0.0))

    def numbers(self, asked: Asked, over: Over, limit: int | None = None) -> list[int]:
        """The numbers of what a query finds, in ascending order; with a limit the last ones."""
        return _sorted(self._searcher, asked, NUMBERS[over], limit)

    def articles_of(self, asked: Asked) -> list[int]:
        """The numbers of the articles of the facts that a query finds, the newest first."""
        late = self._late(asked) if self._most is not None and self._last > NEWEST else asked
        found = _sorted(self._searcher, late, "article", self._most)
        if late is not asked and len(found) < (self._most or 0):
            found = _sorted(self._searcher, asked, "article", self._most)
        if self._most is not None and len(found) >= self._most:
            self.complete = False
        return list(dict.fromkeys(reversed(found)))

    def _facts(self, node: Node) -> Asked:
        match node:
            case Match():
                return self._match(node, "facts")
            case Not():
                return _but(_term("of", "fact"), [self._facts(node.node)])
            case Either():
                return _any([self._facts(part) for part in node.nodes])
            case All():
                wanted = [self._facts(part) for part in node.nodes if not isinstance(part, Not)]
                unwanted = [self._facts(part.node) for part in node.nodes if isinstance(part, Not)]
                return _but(_all(wanted) if wanted else _term("of", "fact"), unwanted)
            case Same():
                return Asked.const_score_query(self._same(node), 0.1)
            case Between():
                return _between(node)
            case During("published", span):
                return _during("year", "published", "published", span)
            case During(_, span):
                return _during("years", "first", "last", span)
            case Marked(mark):
                return Asked.term_set_query(schema(), "fact", list(self._marked(mark)))
            case Saved():
                return Asked.empty_query()
        raise AssertionError(node)

    def _articles(self, node: Node) -> Asked:
        """Parts that only facts can answer must hold for one and the same fact."""
        nodes = node.nodes if isinstance(node, All) else (node,)
        on_facts = tuple(part for part in nodes if of_facts(part))
        rest = [part for part in nodes if part not in on_facts]
        wanted = [self._of_article(part) for part in rest if not isinstance(part, Not)]
        unwanted = [self._of_article(part.node) for part in rest if isinstance(part, Not)]
        if on_facts:
            found = self.articles_of(self.query(All(on_facts), "facts"))
            wanted.append(Asked.const_score_query(Asked.term_set_query(schema(), "number", found), 0.0))
        return _but(_all(wanted) if wanted else _term("of", "article"), unwanted)

    def _of_article(self, node: Node) -> Asked:
        match node:
            case Match():
                return self._match(node, "articles")
            case During("published", span):
                return _during("year", "published", "published", span)
            case Not():
                return _but(_term("of", "article"), [self._articles(node.node)])
            case Either():
                return _any([self._articles(part) for part in node.nodes])
        return self._articles(node)

    def _match(self, node: Match, over: Over) -> Asked:
        wanted = phrase(node.text, node.beginning)
        if not wanted.stems:
            return Asked.empty_query()
        if node.field is not None:
            return self._words(_FIELDS.get(node.field, node.field), wanted)
        found = [
            _weighed(self._words(field, wanted), by) for field, by in _TEXTS[over] if self._holds(field, wanted)
        ]
        if not found:
            return Asked.empty_query()
        again = _MORE[over] if len(wanted.stems) == 1 else _MORE[over][:1]
        more = [
            (Occur.Should, _weighed(self._words(field, wanted), by))
            for field, by in again
            if self._holds(field, wanted)
        ]
        return Asked.boolean_query([(Occur.Must, _any(found)), *more]) if more else _any(found)

    def _holds(self, field: str, wanted: Phrase) -> bool:
        """Whether all words that are typed to their end occur in a field: a field that lacks one costs time."""
        whole = wanted.stems[:-1] if wanted.typed else wanted.stems
        return all(self._searcher.doc_freq(field, stem) for stem in whole)

    def _same(self, node: Same) -> Asked:
        spellings: Sequence[str] = _spellings(node.value) if node.field == "unit" else (node.value.casefold(),)
        if node.beginning and not any(self._searcher.doc_freq(node.field, each) for each in spellings):
            begun = self._searcher.terms_with_prefix(node.field, node.value.casefold())
            spellings = [value for value, _ in begun] or spellings
        return _any([_term(node.field, each) for each in spellings])

    def _words(self, field: str, wanted: Phrase) -> Asked:
        stems = list(wanted.stems)
        whole = _phrase(field, stems)
        if not wanted.typed:
            return whole
        if len(stems) > 1:
            going_on = Asked.phrase_prefix_query(schema(), field, [*stems[:-1], wanted.typed])
            return _any([whole, going_on])
        return _any([whole, *self._beginning(field, wanted.typed, stems[0])])

    def _beginning(self, field: str, typed: str, stem: str) -> list[Asked]:
        """Words that begin so; of a word that is typed beyond its stem, the words of that stem."""
        known = [each for each in self._searcher.terms_with_prefix(field, typed) if each[0] != stem]
        if not known and not self._searcher.doc_freq(field, stem):
            for end in range(len(typed) - 1, max(_SHORTEST, len(typed) - 5) - 1, -1):
                if self._searcher.doc_freq(field, typed[:end]):
                    return [_term(field, typed[:end])]
        often = sorted(known, key=lambda each: (-each[1], each[0]))[:_EXPANSIONS]
        asked = [_term(field, word) for word, _ in often]
        if len(known) > len(often):
            rest = Asked.regex_query(schema(), field, f"{typed}.*")
            asked.append(Asked.const_score_query(rest, 0.1))
        return asked


def asks_facts_alone(node: Node) -> bool:
    """Whether all that a query asks is asked of facts, so that the articles it finds are those of its facts."""
    return all(map(of_facts, node.nodes if isinstance(node, All) else (node,)))


def of_facts(node: Node) -> bool:
    """Whether the node asks something that only a fact can answer."""
    match node:
        case Match():
            return node.field not in (None, "article", "publisher")
        case Not():
            return of_facts(node.node)
        case All() | Either():
            return all(map(of_facts, node.nodes))
        case During():
            return node.field != "published"
    return True


def has_words(node: Node) -> bool:
    """Whether a query asks for words, so that its hits can be ranked."""
    match node:
        case Match():
            return True
        case All() | Either():
            return any(map(has_words, node.nodes))
    return False


def phrases(node: Node | None) -> list[Phrase]:
    """The phrases that a match may hold, for marking them."""
    match node:
        case Match():
            return [phrase(node.text, node.beginning)]
        case All() | Either():
            return [each for part in node.nodes for each in phrases(part)]
    return []


def _only_facts(node: Node) -> bool:
    """Whether nothing but a fact can match, by the fields that are asked."""
    match node:
        case Match():
            return node.field not in ("article", "publisher", "place")
        case All():
            return any(map(_only_facts, node.nodes))
        case Either():
            return all(map(_only_facts, node.nodes))
        case During():
            return node.field != "published"
    return True


def _sorted(searcher: Searcher, asked: Asked, field: str, limit: int | None) -> list[int]:
    most = max(1, limit or searcher.num_docs)
    order = Order.Asc if limit is None else Order.Desc
    hits = searcher.search(asked, most, count=False, order_by_field=field, order=order).hits
    found = [int(number) for number, _ in hits]
    return found if limit is None else found[::-1]


def _term(field: str, value: str) -> Asked:
    return Asked.term_query(schema(), field, value)


def _phrase(field: str, stems: list[str]) -> Asked:
    return _term(field, stems[0]) if len(stems) == 1 else Asked.phrase_query(schema(), field, [*stems])


def _weighed(asked: Asked, by: float) -> Asked:
    return asked if by == 1.0 else Asked.boost_query(asked, by)


def _both(one: Asked, other: Asked) -> Asked:
    return Asked.boolean_query([(Occur.Must, one), (Occur.Must, other)])


def _all(parts: Sequence[Asked]) -> Asked:
    return parts[0] if len(parts) == 1 else Asked.boolean_query([(Occur.Must, part) for part in parts])


def _any(parts: Sequence[Asked]) -> Asked:
    return parts[0] if len(parts) == 1 else Asked.boolean_query([(Occur.Should, part) for part in parts])


def _but(wanted: Asked, unwanted: Sequence[Asked]) -> Asked:
    if not unwanted:
        return wanted
    return Asked.boolean_query([(Occur.Must, wanted), *((Occur.MustNot, each) for each in unwanted)])


def _between(node: Between) -> Asked:
    """Values in the range, and ranges of values that share something with it."""

    def within(field: str, low: float | None, high: float | None) -> Asked:
        return Asked.range_query(schema(), field, FieldType.Float, low, high, not node.over, not node.under)

    if node.low is None:
        return within("value", None, node.high)
    if node.high is None:
        return _any([within("value", node.low, None), within("upper", node.low, None)])
    reaching = _both(within("upper", node.low, None), within("value", None, node.high))
    return _any([within("value", node.low, node.high), reaching])


def _during(year: str, first: str, last: str, span: Span) -> Asked:
    """What shares a day with a span; of whole years it is known which they touch."""
    since, until = span.first or "", span.last or ""
    years = range(int(since[:4] or 0), int(until[:4] or 0) + 1)
    if since.endswith("-01-01") and until.endswith("-12-31") and len(years) <= MOST_YEARS:
        return Asked.const_score_query(Asked.term_set_query(schema(), year, list(years)), 0.1)
    low, high = day_number(since), day_number(until)
    parts = [
        Asked.range_query(schema(), field, FieldType.Integer, lower or None, upper or None)
        for field, lower, upper in ((last, low, 0), (first, 0, high))
        if lower or upper
    ]
    return _all(parts)


def _spellings(unit: str) -> tuple[str, ...]:
    """A unit as people spell it: money by its name, singular or plural, British or American."""
    plain = unit.casefold()
    names = {plain, _UNIT_NAMES.get(plain, plain).casefold()}
    for name in (plain, plain.replace("metre", "meter").replace("litre", "liter")):
        names |= {name, name + "s", name.removesuffix("s")}
    return tuple(sorted(names))
