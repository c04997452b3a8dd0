"""Noun phrases as names: what an article would call the thing measured, and whom it is about."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from store.extraction.chunks import QUOTES, Chunk
from store.extraction.tables import rows
from store.extraction.tags import Item, Tag
from store.records import Change

_OWNERS = frozenset("its their our his her my your whose".split())
_DROPPED = frozenset("a an the this that these those some such any each every all both another said".split())
_LONGEST = 14  # words of a phrase that still names something


@cache
def words_of(kind: str) -> frozenset[str]:
    """The words of one class of words.tsv."""
    return frozenset(word for row in rows("words.tsv") if row[0] == kind for word in row[1].split())


@cache
def measure_nouns() -> frozenset[str]:
    """Every noun that names something measured (measures.tsv)."""
    return frozenset(word for row in rows("measures.tsv") for word in row[1].split())


def plain(items: Sequence[Item]) -> str:
    """The words of the items as the article prints them, blanks folded, without quotation marks and the
    determiners at the front.
    """
    items = [item for item in items if item.text not in QUOTES]
    while items and (items[0].lower in _DROPPED or items[0].tag == Tag.POSSESSIVE or items[0].tag == Tag.MARK):
        items.pop(0)
    words: list[str] = []
    previous: Item | None = None
    for item in items[:_LONGEST]:
        if previous is not None and item.start > previous.end:
            words.append(" ")
        words.append(item.text)
        previous = item
    return " ".join("".join(words).split())


def owner_and_rest(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Splits "the zone's GDP", "its exports", "Penang exports" into the owner's items and the rest."""
    for i, item in enumerate(items):
        if item.tag == Tag.POSSESSIVE and i and i + 1 < len(items):
            return list(items[:i]), list(items[i + 1 :])
    for i, item in enumerate(items[:2]):
        if item.lower in _OWNERS and i + 1 < len(items):
            return [item], list(items[i + 1 :])
    for i, item in enumerate(items[:2]):
        named = item.mention is not None and item.mention.kind != "person"
        if named and i + 1 < len(items) and (item.proper or i == 1):
            return list(items[: i + 1]), list(items[i + 1 :])
    return [], list(items)


def is_bearer(chunk: Chunk) -> bool:
    """Whether figures can be stated of the phrase: a named place, company or zone, "these companies", "the
    plant".
    """
    head = chunk.head
    if head.mention is not None and head.mention.kind != "person":
        return True
    word = head.lower.rpartition("-")[2]
    return word in words_of("bearer") or word in words_of("project") or head.tag == Tag.PRONOUN


def looks_named(chunk: Chunk) -> bool:
    """Whether the phrase is printed as a name of two words or more: "Luolai Lifestyle", not "Exports"."""
    items = chunk.items[chunk.items[0].tag == Tag.DETERMINER :]
    named = all(item.tag in (Tag.NOUN, Tag.ADJECTIVE) and item.text[0].isupper() for item in items)
    return named and len(items) > 1


def is_measure(chunk: Chunk) -> bool:
    """Whether the phrase names something measured."""
    return chunk.kind == "noun" and not chunk.pronoun and chunk.head.lower in measure_nouns()


def is_abstract(chunk: Chunk) -> bool:
    """Whether the phrase names a deed or a reckoning that no figure is about: "the decision", "clearance"."""
    return chunk.kind == "noun" and not chunk.pronoun and chunk.head.lower in words_of("abstract")


@cache
def _count_nouns() -> frozenset[str]:
    return frozenset(
        word for row in rows("measures.tsv") if row[0] in ("count", "mass") for word in row[1].split()
    )


def counts(noun: str) -> bool:
    """Whether the noun measures by counting: "a capacity of 30 million copies", not "revenue of 46
    companies".
    """
    return noun in _count_nouns()


def change_of(word: str) -> Change | None:
    """The direction that a noun of change tells, in the singular or the plural."""
    for noun in (word, word[:-1] if word.endswith("s") else word):
        if noun in words_of("change-up"):
            return "increase"
        if noun in words_of("change-down"):
            return "decrease"
    return None
