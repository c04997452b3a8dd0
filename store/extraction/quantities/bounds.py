"""Bounds: the words that say how a number is meant, "over", "nearly", "at least"."""

from __future__ import annotations

import re
from functools import cache

from store.extraction.quantities.quantity import Quantity
from store.extraction.tables import rows
from store.extraction.tokens import Token
from store.extraction.verbs import forms as verb_forms
from store.records import Bound

_TAKES_TIME = frozenset("for with of in after is was are were took take takes has have lasted lasts".split())
_LAID_OUT = frozenset(
    "developed built constructed sprawls sprawling located established laid planned created".split()
)
_GOING_UP = frozenset(
    "go goes going went gone tick ticked ticks creep crept creeps edge edged climb climbed move moved inched "
    "nudge nudged push pushed bump bumped ramp ramped scale scaled pick picked shot jumped".split()
)
_VOTED = frozenset(
    "law laws bill bills act acts resolution resolutions motion motions ordinance ordinances test tests "
    "exam exams inspection inspections audit audits".split()
)
_CHANGES = frozenset("increase rise growth gain jump surge improvement".split())
_OVER_ITS_GROUND = frozenset(
    "spread spreads spreading hand handed take took taken taking turned turn turns turning extends extending "
    "extended stretches "
    "stretching carried".split()
)


@cache
def _bounds() -> tuple[dict[tuple[str, ...], Bound], dict[tuple[str, ...], Bound]]:
    before: dict[tuple[str, ...], Bound] = {}
    after: dict[tuple[str, ...], Bound] = {}
    for side, bound, words in rows("bounds.tsv"):
        table = before if side == "before" else after
        for phrase in words.split("|"):
            table[tuple(re.findall(r"\w+|[^\w\s]", phrase))] = bound  # type: ignore[assignment]
    return before, after


@cache
def _words_beside() -> tuple[frozenset[str], frozenset[str]]:
    """The words of bounds that stand right before a number, and those right behind one."""
    before, after = _bounds()
    return frozenset(words[-1] for words in before), frozenset(words[0] for words in after)


def with_bound(tokens: list[Token], amounts: list[Quantity], i: int) -> Quantity:
    """The quantity with the bound that the words round it give, and its outer span widened to them."""
    quantity = amounts[i]
    if quantity.bound == "between":
        return quantity
    before, after = _bounds()
    last_words, first_words = _words_beside()
    at = quantity.outer_first
    floor = amounts[i - 1].last if i else 0
    reach = min(5, at - floor) if at and tokens[at - 1].lower in last_words else 0
    for size in range(reach, 0, -1):
        begin = quantity.outer_first - size
        words = tuple([token.lower for token in tokens[begin:at]])
        bound = before.get(words)
        if bound and not _is_particle(tokens, begin, quantity):
            is_verb = size == 1 and words[0] in verb_forms()
            quantity.bound, quantity.outer_first = bound, begin + 1 if is_verb else begin
            return quantity
    if at > 1 and tokens[at - 1].lower == "at" and tokens[at - 2].lower == "estimated":
        quantity.bound = "about"
        return quantity
    ceiling = amounts[i + 1].first - 1 if i + 1 < len(amounts) else len(tokens)
    at = quantity.outer_last
    reach = min(4, ceiling - at) if at < len(tokens) and tokens[at].lower in first_words else 0
    for size in range(reach, 0, -1):
        words = tuple([token.lower for token in tokens[at : at + size]])
        bound = after.get(words)
        if bound and (
            words[0] not in ("plus", "minimum", "approximately") or size > 1 or _closes(tokens, quantity)
        ):
            quantity.bound, quantity.outer_last, quantity.joined = bound, at + size, False
            return quantity
    return quantity


def _is_particle(tokens: list[Token], at: int, quantity: Quantity) -> bool:
    """Whether the word is no bound here: "adds up to 5", "€50m over three years", "passed two laws"."""
    if at == 0:
        return False
    word, before = tokens[at].lower, tokens[at - 1].lower
    if word in ("over", "within") and quantity.unit.kind == "duration":
        return word == "over" and before not in _TAKES_TIME
    if word == "over" and before in _CHANGES:
        return True
    if word == "up":
        return before.startswith("add") or before in _GOING_UP
    if word.startswith("pass") and any(
        token.lower in _VOTED for token in tokens[quantity.last : quantity.last + 3]
    ):
        return True
    if word in ("pass", "cross", "near"):
        return before not in (
            "to",
            "will",
            "would",
            "could",
            "should",
            "may",
            "can",
            "they",
            "we",
            "it",
            "or",
            "and",
        )
    if word == "over" and quantity.unit.kind in ("area", "length") and before in _LAID_OUT:
        return True
    return word == "over" and before in _OVER_ITS_GROUND


def _closes(tokens: list[Token], quantity: Quantity) -> bool:
    at = quantity.outer_last
    return at + 1 >= len(tokens) or tokens[at].text == "+" or tokens[at + 1].kind in ("mark", "word")
