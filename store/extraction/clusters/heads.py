"""What a noun such as "park" or "base" needs beside it to speak of industry: the rules of `names_heads.tsv`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from store.extraction.names.tables import Head, tables, words


@dataclass(slots=True, eq=False, repr=False)
class Candidate:
    """A phrase that may speak of a cluster: its head, and the lower-case words beside it.

    `before` is the word right before the head ("" for none), `capital` and `acronym` how the head is written,
    `proper` whether a word of the phrase is a name, `named` whether one stands right before the head, `tail`
    whether the name goes on behind it, `led_in` whether a preposition or an article stands before the phrase,
    `site` whether companies are said to sit there, `placed` whether the phrase says in which town it lies,
    `counted` whether it states a number.
    """

    head: Head
    beside: frozenset[str]
    before: str
    determiner: str
    capital: bool
    acronym: bool
    proper: bool
    tail: bool
    led_in: bool
    site: bool
    named: bool
    placed: bool
    counted: bool

    @property
    def alone(self) -> bool:
        """Whether the head has nothing but a determiner beside it: "the zone"."""
        return not self.beside

    def taken_up(self) -> bool:
        """Whether the phrase takes something up again: "the zone", "our park"."""
        return self.alone and self.determiner in ("the", "this", "our", "these")

    def of_a_type(self) -> bool:
        """Whether a word says that it is an industrial one."""
        types, foreign = tables().types, words("foreign types")
        return any(word in types or word in foreign or "tech" in word for word in self.beside)


def speaks_of_industry(phrase: Candidate) -> bool:
    """Whether the phrase meets the rule of its head noun."""
    if phrase.site and phrase.proper and (phrase.capital or phrase.before in tables().kind_words):
        return phrase.before not in words("common parks")
    return _RULES[phrase.head.needs](phrase)


def _type(phrase: Candidate) -> bool:
    if phrase.taken_up():
        return True
    if phrase.head.kind == "base":
        if phrase.proper and phrase.capital:
            return True
        if phrase.before in words("common bases"):
            return False
        return phrase.of_a_type() or bool(phrase.beside & tables().industries)
    named = (phrase.capital and phrase.led_in) or phrase.named
    if phrase.head.kind == "park" and phrase.proper and named:
        return phrase.before not in words("common parks")
    return phrase.of_a_type() or any(_of_industry(word) for word in phrase.beside - tables().adjectives)


def _chain(phrase: Candidate) -> bool:
    telling = phrase.beside - words("no industry alone")
    if phrase.before in words("general chains") and not any(map(_of_industry, telling - {phrase.before})):
        return False
    if phrase.taken_up() or phrase.beside & tables().chain_words or phrase.beside & words("chain wholeness"):
        return True
    return phrase.before not in words("common chains") and _of_industry(phrase.before)


def _named(phrase: Candidate) -> bool:
    """A hub, complex or site: by its name and a word of industry; a hub only as part of the name."""
    hub = phrase.head.lemma == "hub" and phrase.led_in and phrase.before in tables().kind_words
    written = phrase.capital or phrase.tail or hub or phrase.head.lemma in words("named in lower case")
    return phrase.proper and written and any(map(_of_a_kind, phrase.beside))


def _of_a_kind(word: str) -> bool:
    """Whether a word, or the last part of a compound ("K-Semiconductor"), tells of what kind a site is."""
    return word in tables().kind_words or word.rsplit("-", 1)[-1] in tables().kind_words


def _of_industry(word: str) -> bool:
    """Whether a word, or the last part of a compound ("trendy-toy"), belongs to an industry."""
    return word in tables().industries or word.rsplit("-", 1)[-1] in tables().industries


def _named_by(group: str) -> Callable[[Candidate], bool]:
    return lambda phrase: phrase.capital and phrase.before in words(group)


_RULES: Mapping[str, Callable[[Candidate], bool]] = {
    "any": lambda phrase: True,
    "chain": _chain,
    "type": _type,
    "estate": lambda phrase: phrase.before not in words("not estates") and (phrase.proper or _type(phrase)),
    "node": lambda phrase: phrase.proper,
    "site": lambda phrase: phrase.proper and phrase.capital and bool(phrase.beside & words("site words")),
    "capital": lambda phrase: phrase.capital,
    "acronym": lambda phrase: (
        phrase.acronym and (not phrase.alone or phrase.determiner == "the" or phrase.counted)
    ),
    "tail": lambda phrase: phrase.tail or (phrase.capital and phrase.proper and phrase.of_a_type()),
    "agency": lambda phrase: phrase.acronym and phrase.proper and phrase.led_in,
    "named": _named,
    "valley": lambda phrase: phrase.capital and any(word in tables().industries for word in phrase.beside),
    "district": lambda phrase: (
        (phrase.capital and bool(phrase.beside & words("district words")))
        or ((phrase.proper or phrase.placed) and not phrase.capital and _of_industry(phrase.before))
    ),
    "quarter": _named_by("quarter words"),
    "village": lambda phrase: (
        phrase.proper
        and (phrase.before in words("village words") or _of_industry(phrase.before))
        and phrase.before not in words("common villages")
    ),
    "area": lambda phrase: _named_by("area words")(phrase) or (phrase.proper and phrase.before == "industrial"),
    "city": _named_by("city words"),
    "region": lambda phrase: phrase.capital and bool(phrase.beside & {"investment", "economic"}),
    "port": lambda phrase: phrase.capital and bool(phrase.beside & words("port words")) and not phrase.tail,
}
