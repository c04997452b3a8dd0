"""Quantities: numbers with their unit, range, bound, direction sign and bracketed conversion."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from store.extraction.locale import Locale
from store.extraction.numbers import Number, find_numbers
from store.extraction.tables import rows
from store.extraction.tokens import Token
from store.extraction.units import (
    HYPHENS,
    Match,
    Unit,
    currency_before,
    money_scale_after,
    per_after,
    unit_after,
)
from store.extraction.verbs import forms as verb_forms
from store.extraction.verbs import forms_of_class
from store.records import Bound, Equivalent

COUNT = Unit("count", "")
_TAKES_TIME = frozenset("for with of in after is was are were took take takes has have lasted lasts".split())
_LAID_OUT = frozenset(
    "developed built constructed sprawls sprawling located established laid planned created".split()
)
_OVER_ITS_GROUND = frozenset(
    "spread spreads spreading hand handed take took taken taking turned extends extending extended stretches "
    "stretching carried".split()
)
_RANGE_SIGNS = frozenset("-–—~〜‐‑")
_APART = Unit("percent", "%")
_RANK = Unit("rank", "rank")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as printed: `text[start:end]` is its quote, tokens[first:last] its tokens.

    The outer span takes in its bound words, its sign of currency and its conversion in brackets. A count's unit
    is still open (""). `joined` says that a hyphen ties it to the noun it modifies ("30-year"). `form` is the
    form of its number.
    """

    start: int
    end: int
    first: int
    last: int
    outer_first: int
    outer_last: int
    value: float
    upper: float | None
    unit: Unit
    bound: Bound = "exact"
    equivalent: Equivalent | None = None
    joined: bool = False
    form: str = "digits"
    literal: float = 0.0
    scaled: bool = False


def find_quantities(
    text: str, tokens: list[Token], numbers: Sequence[Number], locale: Locale
) -> list[Quantity]:
    """The quantities that these numbers of one sentence begin, in order, never overlapping."""
    amounts: list[Quantity] = []
    for number in numbers:
        if amounts and number.first < amounts[-1].last:
            continue
        amounts.append(_amount(text, tokens, number, locale))
    amounts = _ranges(text, tokens, amounts)
    amounts = [_bounded(tokens, amounts, i) for i in range(len(amounts))]
    return _conversions(tokens, amounts)


def numbers_of(tokens: list[Token], locale: Locale) -> list[Number]:
    """Every number of the sentence, in order."""
    return find_numbers(tokens, space_groups=locale.space_groups)


def _amount(text: str, tokens: list[Token], number: Number, locale: Locale) -> Quantity:
    first, last = number.first, number.last
    start, end = tokens[first].start, tokens[last - 1].end
    value, scaled = number.value, number.scale > 1
    unit = COUNT
    match: Match | None
    currency = currency_before(text, start, locale) if number.form in ("digits", "words", "vague") else None
    if currency:
        unit, start = Unit("money", currency[0]), currency[1]
        while first and tokens[first - 1].end > start:
            first -= 1
        suffix = money_scale_after(tokens, last)
        if suffix and not scaled:
            value, last, scaled = value * suffix[0], suffix[1], True
            end = tokens[last - 1].end
        match = _money_name(text, tokens, last, locale) or Match(unit, last, end)
    else:
        match = _after(text, tokens, last, locale, number)
        suffix = (
            money_scale_after(tokens, last)
            if match is None and number.form == "digits" and not scaled
            else None
        )
        money = unit_after(text, tokens, suffix[1], locale) if suffix else None
        if suffix and money and money.unit.kind == "money":
            match, value, scaled = money, value * suffix[0], True
    joined = False
    if match:
        if match.last > last:
            joined = tokens[last].text in HYPHENS and not tokens[last].spaced
        match = per_after(tokens, match)
        unit, last, end = replace(match.unit, factor=1.0), match.last, match.end
        value *= match.unit.factor
    if unit is COUNT and number.form in ("fraction", "ratio", "multiple", "rank"):
        unit = _RANK if number.form == "rank" else _APART
        value = abs(value) if number.form in ("rank", "multiple") else value * 100
    if last < len(tokens) and tokens[last].text in HYPHENS and not tokens[last].spaced:
        joined = last + 1 < len(tokens) and not tokens[last + 1].spaced and tokens[last + 1].kind == "word"
    return Quantity(
        start, end, first, last, first, last, value, None, unit,
        joined=joined, form=number.form, literal=number.literal, scaled=scaled,
        bound="at_least" if number.form == "vague" else "exact",
    )  # fmt: skip


def _after(text: str, tokens: list[Token], last: int, locale: Locale, number: Number) -> Match | None:
    if number.form in ("ordinal", "unreadable", "ratio", "multiple", "rank"):
        return None
    at = last
    if number.form == "fraction":
        if at + 1 < len(tokens) and tokens[at].lower in ("a", "an"):
            match = unit_after(text, tokens, at + 1, locale)
            return match if match and match.unit.kind == "duration" else None
        return unit_after(text, tokens, at, locale) if tokens[at - 1].kind == "number" else None
    if number.form == "vague" and at < len(tokens) and tokens[at].lower == "of":
        at += 1
    return unit_after(text, tokens, at, locale)


def _money_name(text: str, tokens: list[Token], last: int, locale: Locale) -> Match | None:
    """A currency's name behind an amount that has its sign already ("US$5 million dollars")."""
    match = unit_after(text, tokens, last, locale)
    return match if match and match.unit.kind == "money" else None


def _ranges(text: str, tokens: list[Token], amounts: list[Quantity]) -> list[Quantity]:
    """Joins "seven to 10 days", "3-4 percent", "between 5 and 7", "$5 to $10 million"."""
    joined: list[Quantity] = []
    i = 0
    while i < len(amounts):
        low = amounts[i]
        high = amounts[i + 1] if i + 1 < len(amounts) else None
        if high is not None and _is_range(tokens, low, high):
            joined.append(_joined(tokens, low, high))
            i += 2
        else:
            if high is not None and low.unit is COUNT and _from_to(tokens, low, high):
                low = replace(low, unit=high.unit, value=low.value * _shared_scale(low, high))
            joined.append(low)
            i += 1
    return joined


def _from_to(tokens: list[Token], low: Quantity, high: Quantity) -> bool:
    """ "from 21,000 to 61,000 cubic metres": the first number shares the second's unit."""
    return (
        high.unit.kind not in ("count", "duration")
        and low.first > 0
        and tokens[low.first - 1].lower == "from"
        and [token.lower for token in tokens[low.last : high.first]] == ["to"]
    )


def _is_range(tokens: list[Token], low: Quantity, high: Quantity) -> bool:
    between = tokens[low.last : high.first]
    if len(between) != 1 or low.form in ("ordinal", "vague", "fraction", "ratio"):
        return False
    if low.unit not in (COUNT, high.unit) and not (high.unit is COUNT and low.unit.kind == "money"):
        return False
    if high.form in ("ordinal", "vague"):
        return False
    sign, before = between[0], tokens[low.first - 1].lower if low.first else ""
    low_value = low.value * _shared_scale(low, high)
    if low_value >= high.value or (high.value > low_value * 1000 and low_value > 0):
        return False
    if sign.text in _RANGE_SIGNS:
        return True
    if sign.lower == "to":
        return not (before == "from" and _changes(tokens, low.first - 1))
    if sign.lower == "and":
        return before == "between"
    return sign.lower == "or" and low.form == high.form == "words" and high.value == low.value + 1


def _changes(tokens: list[Token], at: int) -> bool:
    """Whether a word of change stands before "from": "rose from 5 to 7" is a change, not a range."""
    words = _change_stems()
    return any(token.lower in words for token in tokens[max(0, at - 6) : at])


@cache
def _change_stems() -> frozenset[str]:
    return (
        forms_of_class("rise") | forms_of_class("fall") | {"up", "down", "growth", "increase", "rise", "change"}
    )


def _shared_scale(low: Quantity, high: Quantity) -> float:
    """What the lower end takes of the upper end's scale: the 5 of "5 to 10 million" is five million."""
    if low.scaled or not high.scaled or high.literal <= 0:
        return 1.0
    if low.unit is not COUNT and high.unit not in (COUNT, low.unit):
        return 1.0
    return high.value / high.literal if low.value < high.literal else 1.0


def _joined(tokens: list[Token], low: Quantity, high: Quantity) -> Quantity:
    before = tokens[low.first - 1].lower if low.first else ""
    outer = low.first - 1 if before in ("between", "from") else low.first
    return replace(
        high,
        start=low.start,
        first=low.first,
        outer_first=outer,
        unit=low.unit if high.unit is COUNT else high.unit,
        value=low.value * _shared_scale(low, high) * (100 if low.form == "fraction" else 1),
        upper=high.value,
        bound="between",
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


def _bounded(tokens: list[Token], amounts: list[Quantity], i: int) -> Quantity:
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


def _conversions(tokens: list[Token], amounts: list[Quantity]) -> list[Quantity]:
    """Folds a conversion in brackets into the quantity before it."""
    kept: list[Quantity] = []
    i = 0
    while i < len(amounts):
        quantity = amounts[i]
        following = amounts[i + 1] if i + 1 < len(amounts) else None
        close = _conversion_end(tokens, quantity, following) if following else 0
        if following and close:
            equivalent = Equivalent(following.value, following.unit.name)
            quantity = replace(quantity, equivalent=equivalent, outer_last=close)
            i += 1
            while i + 1 < len(amounts) and amounts[i + 1].last <= close:
                i += 1
        kept.append(quantity)
        i += 1
    return kept


def _conversion_end(tokens: list[Token], quantity: Quantity, following: Quantity) -> int:
    """The index behind a conversion that `following` gives for `quantity`, or 0."""
    if (
        following.unit == quantity.unit
        or following.unit.kind != quantity.unit.kind
        or quantity.unit.kind in ("count", "percent")
    ):
        return 0
    if quantity.unit.kind == "duration":
        return 0
    between = [token.lower for token in tokens[quantity.outer_last : following.outer_first]]
    if between and between[0] in "([（":
        fillers = {
            "or",
            "about",
            "equal",
            "equivalent",
            "to",
            "around",
            "approximately",
            "roughly",
            "some",
            ",",
            "=",
            "i",
            "e",
            ".",
            "at",
            "nearly",
            "us",
        }
        if all(word in fillers for word in between[1:]):
            for close in range(following.outer_last, min(len(tokens), following.outer_last + 12)):
                if tokens[close].text in ")]）":
                    return close + 1
            return following.outer_last
        return 0
    phrases = (
        [",", "or"],
        ["or"],
        [",", "equivalent", "to"],
        ["equivalent", "to"],
        [",", "equal", "to"],
        ["/"],
        ["="],
        [",", "or", "equivalent", "to"],
    )
    if between in phrases and quantity.unit.kind == "money":
        end = following.outer_last
        return end + 1 if between[0] == "," and end < len(tokens) and tokens[end].text == "," else end
    return 0
