"""Quantities: numbers with their unit, range, bound, direction sign and bracketed conversion."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.extraction.locale import Locale
from store.extraction.numbers import Number, find_numbers
from store.extraction.numbers.number import exact
from store.extraction.quantities.bounds import with_bound
from store.extraction.quantities.conversions import fold_conversions
from store.extraction.quantities.quantity import COUNT, Quantity
from store.extraction.quantities.ranges import join_ranges
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

__all__ = ["COUNT", "Quantity", "find_quantities", "numbers_of"]

_APART = Unit("percent", "%")
_RANK = Unit("rank", "rank")


def find_quantities(
    text: str, tokens: list[Token], numbers: Sequence[Number], locale: Locale
) -> list[Quantity]:
    """The quantities that these numbers of one sentence begin, in order, never overlapping."""
    amounts: list[Quantity] = []
    for number in numbers:
        if amounts and number.first < amounts[-1].last:
            continue
        amounts.append(_amount(text, tokens, number, locale))
    amounts = join_ranges(text, tokens, _with_points(tokens, amounts))
    amounts = [with_bound(tokens, amounts, i) for i in range(len(amounts))]
    return fold_conversions(tokens, amounts)


def _with_points(tokens: list[Token], amounts: list[Quantity]) -> list[Quantity]:
    """The amounts with "3.1 points" read as percentage points where a percentage stands before it or is what
    it leads to: "fell 0.3 points to 6.9 percent".
    """
    percent = False
    for i, amount in enumerate(amounts):
        word = tokens[amount.last].lower if amount.last < len(tokens) else ""
        if amount.unit is COUNT and word in ("point", "points"):
            behind = amounts[i + 1] if i + 1 < len(amounts) else None
            leads = behind is not None and behind.unit.name == "%" and behind.first == amount.last + 2
            if percent or (leads and tokens[amount.last + 1].lower in ("to", "from")):
                last = amount.last + 1
                unit, end = Unit("percent", "percentage point"), tokens[last - 1].end
                amounts[i] = replace(amount, unit=unit, last=last, outer_last=last, end=end)
        percent = percent or amount.unit.name == "%"
    return amounts


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
            value, last, scaled = exact(value * suffix[0]), suffix[1], True
            end = tokens[last - 1].end
        match = _money_name(text, tokens, last, locale) or Match(unit, last, end)
    else:
        match = _after(text, tokens, last, locale, number)
        suffix = (
            money_scale_after(tokens, last)
            if match is None and number.form == "digits" and not scaled
            else None
        )
        measured = unit_after(text, tokens, suffix[1], locale) if suffix else None
        if suffix and measured:
            match, value, scaled = measured, exact(value * suffix[0]), True  # "3m euros", "2.1m TEUs"
        elif suffix and suffix[0] == 1e6 and _million_behind(text, tokens, last, locale):
            value, last, scaled = exact(value * suffix[0]), suffix[1], True  # "10M people"
            end = tokens[last - 1].end
    joined = False
    if match:
        if match.last > last:
            joined = tokens[last].text in HYPHENS and not tokens[last].spaced
        match = per_after(tokens, match)
        unit, last, end = match.unit, match.last, match.end
        if unit.factor != 1.0:
            unit = replace(unit, factor=1.0)
        value = exact(value * match.unit.factor)
    if unit is COUNT and number.form in ("fraction", "ratio", "multiple", "rank"):
        unit = _RANK if number.form == "rank" else _APART
        value = abs(value) if number.form in ("rank", "multiple") else exact(value * 100)
    if last < len(tokens) and tokens[last].text in HYPHENS and not tokens[last].spaced:
        joined = last + 1 < len(tokens) and not tokens[last + 1].spaced and tokens[last + 1].kind == "word"
    return Quantity(
        start, end, first, last, first, last, value, None, unit,
        joined=joined, form=number.form, literal=number.literal, scaled=scaled,
        bound="at_least" if number.form == "vague" else "exact", negative=_is_negative(tokens, first),
    )  # fmt: skip


def _noun_follows(tokens: list[Token], i: int) -> bool:
    return (
        i < len(tokens)
        and tokens[i].spaced
        and tokens[i].kind == "word"
        and tokens[i].lower.endswith(("s", "people"))
    )


def _is_negative(tokens: list[Token], first: int) -> bool:
    """Whether a minus stands before the number: "grew -2.1 percent", "minus five percent"."""
    if not first:
        return False
    sign = tokens[first - 1]
    if sign.lower in ("minus", "negative"):
        return True
    tight = sign.text in "-−" and not tokens[first].spaced
    return tight and sign.spaced and (first == 1 or tokens[first - 2].kind != "number")


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
    if number.form == "digits" and _million_behind(text, tokens, at, locale):
        return None
    return unit_after(text, tokens, at, locale)


def _million_behind(text: str, tokens: list[Token], at: int, locale: Locale) -> bool:
    """Whether the "m" right behind digits means millions: of euros, of TEUs, of people; not metres."""
    if at + 1 >= len(tokens) or tokens[at].text not in ("m", "M") or tokens[at].spaced:
        return False
    following = tokens[at + 1]
    if not following.spaced or following.kind not in ("word", "mark"):
        return False
    if unit_after(text, tokens, at + 1, locale) is not None:
        return True
    return _noun_follows(tokens, at + 1) or [token.lower for token in tokens[at + 1 : at + 3]] == ["of", "it"]


def _money_name(text: str, tokens: list[Token], last: int, locale: Locale) -> Match | None:
    """A currency's name behind an amount that has its sign already ("US$5 million dollars")."""
    match = unit_after(text, tokens, last, locale)
    return match if match and match.unit.kind == "money" else None
