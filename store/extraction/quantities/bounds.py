"""Bounds: the words that say how a number is meant, "over", "nearly", "at least"."""

from __future__ import annotations

import re
from dataclasses import replace
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
_OVER_ITS_GROUND = frozenset(
    "spread spreads spreading hand handed take took taken taking turned extends extending extended stretches "
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


def with_bound(tokens: list[Token], amounts: list[Quantity], i: int) -> Quantity:
    """The quantity with the bound that the words round it give, and its outer span widened to them."""
    quantity = amounts[i]
    if quantity.bound == "between":
        return quantity
    before, after = _bounds()
    floor = amounts[i - 1].last if i else 0
    for size in range(min(5, quantity.outer_first - floor), 0, -1):
        begin = quantity.outer_first - size
        words = tuple(token.lower for token in tokens[begin : quantity.outer_first])
        bound = before.get(words)
        if bound and not _is_particle(tokens, begin, quantity):
            is_verb = size == 1 and words[0] in verb_forms()
            return replace(quantity, bound=bound, outer_first=begin + 1 if is_verb else begin)
    ceiling = amounts[i + 1].first - 1 if i + 1 < len(amounts) else len(tokens)
    for size in range(min(4, ceiling - quantity.outer_last), 0, -1):
        words = tuple(token.lower for token in tokens[quantity.outer_last : quantity.outer_last + size])
        bound = after.get(words)
        if bound and (
            words[0] not in ("plus", "minimum", "approximately") or size > 1 or _closes(tokens, quantity)
        ):
            return replace(quantity, bound=bound, outer_last=quantity.outer_last + size, joined=False)
    return quantity


def _is_particle(tokens: list[Token], at: int, quantity: Quantity) -> bool:
    """Whether the word is no bound here: "spread over 5 hectares", "adds up to 5", "€50m over three years"."""
    if at == 0:
        return False
    word, before = tokens[at].lower, tokens[at - 1].lower
    if word in ("over", "within") and quantity.unit.kind == "duration":
        return word == "over" and before not in _TAKES_TIME
    if word == "up":
        return before.startswith("add")
    if word in ("pass", "cross", "near", "exceed", "surpass"):
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
