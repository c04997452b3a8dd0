"""Ranges: "seven to 10 days", "3-4 percent", "between 5 and 7"."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from store.extraction.quantities.quantity import COUNT, Quantity
from store.extraction.tokens import Token
from store.extraction.units import Match, per_after
from store.extraction.verbs import forms_of_class

_LEVEL_OF_CHANGE = 3  # times the first number behind a verb of change: no range is told so wide
_RANGE_SIGNS = frozenset("-–—~〜‐‑")
_FAR = 10  # times the lower end: no range of counts is as wide


def join_ranges(text: str, tokens: list[Token], amounts: list[Quantity]) -> list[Quantity]:
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
    return _listed(tokens, joined)


def _listed(tokens: list[Token], amounts: list[Quantity]) -> list[Quantity]:
    """The amounts with "3, 5 and 7 million tonnes" read as three amounts of what the last one is of."""
    amounts = list(amounts)
    for i in range(len(amounts) - 2, -1, -1):
        low, high = amounts[i], amounts[i + 1]
        between = [token.lower for token in tokens[low.last : high.first]]
        ends = between in (["and"], ["or"])
        goes_on = between == [","] and i + 2 < len(amounts) and high.listed
        if low.unit is not COUNT or low.form != "digits" or high.unit.kind == "count" or low.scaled:
            continue
        if (ends or goes_on) and high.upper is None and high.unit.kind not in ("duration", "rank"):
            scale = high.value / high.literal if high.scaled and high.literal else 1.0
            amounts[i] = replace(low, unit=high.unit, value=low.value * scale, scaled=high.scaled, listed=True)
    return amounts


def _follows_change(tokens: list[Token], first: int) -> bool:
    """Whether a verb of change stands right before the number, "by" between them or not."""
    at = first - 1 - (first > 0 and tokens[first - 1].lower == "by")
    return at >= 0 and tokens[at].lower in _change_stems()


def _from_to(tokens: list[Token], low: Quantity, high: Quantity) -> bool:
    """ "from 21,000 to 61,000 cubic metres": the first number shares the second's unit."""
    return (
        high.unit.kind != "count"
        and low.first > 0
        and tokens[low.first - 1].lower == "from"
        and [token.lower for token in tokens[low.last : high.first]] == ["to"]
    )


_OF_NOW = frozenset("the its their a current present existing previous earlier".split())


def _is_range(tokens: list[Token], low: Quantity, high: Quantity) -> bool:
    between = tokens[low.last : high.first]
    if len(between) != 1 or low.form in ("ordinal", "vague", "fraction", "ratio"):
        return False
    money = low.unit.kind == "money"
    priced = money and (high.unit is COUNT or high.unit.name.startswith(f"{low.unit.name} per "))
    if low.unit not in (COUNT, high.unit) and not priced:
        return False
    if high.form in ("ordinal", "vague"):
        return False
    sign, before = between[0], tokens[low.first - 1].lower if low.first else ""
    low_value = low.value * _shared_scale(low, high)
    if low_value >= high.value or (high.value > low_value * 1000 and low_value > 0):
        return False
    if sign.text in _RANGE_SIGNS:
        return True
    if (
        sign.lower == "to"
        and _leads_to(low, high)
        and "by" in (token.lower for token in tokens[max(0, low.first - 2) : low.first])
    ):
        return False
    if sign.lower == "to" and high.value >= _LEVEL_OF_CHANGE * low_value and _follows_change(tokens, low.first):
        return False  # "rose €1.40 to €19.10", "grew by 33 to 164"
    if sign.lower in ("to", "through"):
        opening = low.first - 1
        while opening > 0 and tokens[opening].lower in _OF_NOW:
            opening -= 1  # "rose from the current 29 percent to 50"
        return not (opening >= 0 and tokens[opening].lower == "from" and _changes(tokens, opening))
    if sign.lower == "and":
        return before == "between"
    return sign.lower == "or" and low.form == high.form == "words" and high.value == low.value + 1


def _leads_to(low: Quantity, high: Quantity) -> bool:
    """Whether two amounts can be a change and the level it led to: "by $1 to $8", "by 10,000 to 240,000"."""
    if low.unit is COUNT and high.unit is COUNT:
        return high.value > _FAR * low.value
    return COUNT not in (low.unit, high.unit)


def _changes(tokens: list[Token], at: int) -> bool:
    """Whether a word of change stands before "from": "rose from 5 to 7" is a change, not a range."""
    words = _change_stems()
    return any(token.lower in words for token in tokens[max(0, at - 10) : at])


def words_of_change() -> frozenset[str]:
    """Words beside verbs after which "from A to B" is a change."""
    return frozenset(
        "up down growth increase rise change extended extend extending lengthened prolonged".split()
    )


@cache
def _change_stems() -> frozenset[str]:
    return forms_of_class("rise") | forms_of_class("fall") | words_of_change()


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
    if high.unit is COUNT and low.unit.kind == "money":  # "US$165-180 per square meter"
        match = per_after(tokens, Match(low.unit, high.last, high.end))
        high = replace(high, unit=match.unit, last=match.last, outer_last=match.last, end=match.end)
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
