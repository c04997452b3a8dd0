"""The industries that a phrase on clusters names, before its noun and behind it."""

from __future__ import annotations

from store.extraction.names.tables import tables, words
from store.extraction.names.tokens import Tokens

Span = tuple[int, int]
_ITEM, _ITEMS = 9, 14  # the most words of an item, and items of a list


def industry_word(tokens: Tokens, at: int) -> bool:
    """Whether a word belongs to an industry, or the last part of a compound does: `trendy-toy`."""
    lower = tokens.lowers[at]
    return lower in tables().industries or ("-" in lower and lower.rsplit("-", 1)[-1] in tables().industries)


def listed_word(tokens: Tokens, at: int) -> bool:
    """Whether a word may stand beside `and` in a list of industries."""
    return industry_word(tokens, at) or tokens.lowers[at] in words("industry nouns")


def content_before(
    tokens: Tokens, first: int, head: int, count: int | None, loose: bool = False
) -> tuple[Span, ...]:
    """The industries between `first` and the head: `ethanol and biodegradable plastics industrial chain`.

    With `loose` any noun that no table knows as something else is one: `the chair cluster`.
    """
    known = tables()
    end = head - 1
    while end >= first and (
        tokens.lowers[end] in words("no content") or tokens.lowers[end] in words("general types")
    ):
        end -= 1
    while first <= end and (tokens.lowers[first] in known.levels or tokens.lowers[first] in known.adjectives):
        first += 1
    if first <= end and words("no industry alone").issuperset(tokens.lowers[first : end + 1]):
        return ()
    if first > end or not (industry_word(tokens, end) or (loose and _may_be_industry(tokens, end))):
        return ()
    return split_list(tokens, first, end, count)


def _may_be_industry(tokens: Tokens, at: int) -> bool:
    """Whether a word that is in no table may name an industry: `chair`, `sock-making`."""
    known, lower = tables(), tokens.lowers[at]
    plain = tokens.words[at].islower() and lower.replace("-", "").isalpha() and len(lower) > 2
    other = (
        lower in known.types
        or lower in known.stops
        or lower in known.adjectives
        or lower in known.levels
        or lower in known.heads
        or lower in words("no industries")
    )
    return plain and not other and not lower.endswith(("ed", "ly", "est"))


def content_after(tokens: Tokens, at: int, count: int | None) -> tuple[tuple[Span, ...], int, bool]:
    """The industries named behind a phrase that ends before `at`.

    Yields the items, the last token of the list with `industry` and the like, and whether the list only gives
    examples ("clusters in sectors such as …").
    """
    first, examples = _opening(tokens, at)
    if first < 0:
        return (), at - 1, False
    last = _list_end(tokens, first)
    while last >= first and tokens.lowers[last] in ("and", ",", "&"):
        last -= 1
    if last < first:
        return (), at - 1, False
    items = split_list(tokens, first, last, count)
    if not all(_is_content(tokens, item) for item in items):
        return (), at - 1, False
    return items, last, examples


def _opening(tokens: Tokens, at: int) -> tuple[int, bool]:
    """Where a list of industries begins (-1: nowhere), and whether as examples: `in sectors such as …`."""
    if at + 1 >= tokens.size:
        return -1, False
    lower, ahead = tokens.lowers[at], tokens.lowers[at + 1]
    examples = False
    if lower in words("devoted") and ahead in ("on", "in", "around", "to", "for"):
        at += 2
    elif lower == "including" or (lower == "such" and ahead == "as"):
        at += 1 + (lower == "such")
        examples = True
    elif lower in words("into content"):
        at += 1
        while lower == "of" and at < tokens.size and _counts(tokens, at):  # "a cluster of 2,000 jacket makers"
            at += 1
    else:
        return -1, False
    if at < tokens.size and tokens.lowers[at] in words("scales"):
        return -1, False  # "a cluster of 100 billion yuan"
    while at < tokens.size and tokens.lowers[at] in words("before content"):
        examples = examples or tokens.lowers[at] in ("such", "including", "like")
        at += 1
    return (at, examples) if at < tokens.size else (-1, False)


def _counts(tokens: Tokens, at: int) -> bool:
    lower = tokens.lowers[at]
    return lower[0].isdigit() or lower in words("numbers") or lower in words("bounds")


def _list_end(tokens: Tokens, first: int) -> int:
    known = tables()
    at = first
    while at < tokens.size and at - first < _ITEM * _ITEMS:
        lower = tokens.lowers[at]
        if tokens.breaks[at] or not (lower in (",", "&") or tokens.is_word(at)):
            break
        if lower == ",":
            if at + 1 >= tokens.size or not (industry_word(tokens, at + 1) or _goes_on(tokens, at + 1)):
                break
        elif lower != "and" and not industry_word(tokens, at):
            capital = tokens.capital(at) and not tokens.words[at].isupper()
            if lower in known.stops or lower[0].isdigit() or lower in words("numbers"):
                break
            if capital and tokens.words[at] not in known.place_adjectives:
                break
            if lower.endswith("ly") or (lower.endswith("ed") and "-" not in lower):
                break
        at += 1
    return at - 1


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a list goes on behind a comma: what follows ends in another comma or `and`."""
    for index in range(at, min(at + 7, tokens.size)):
        lower = tokens.lowers[index]
        if index > at and lower in (",", "and"):
            return True
        if tokens.breaks[index] or (lower in tables().stops and lower != "and"):
            return index > at and tokens.lowers[at] == "and"
    return False


def _is_content(tokens: Tokens, item: Span) -> bool:
    lowers = tokens.lowers[item[0] : item[1] + 1]
    if len(lowers) > _ITEM or set(lowers) & words("no content"):
        return False
    return len(lowers) > 1 or industry_word(tokens, item[0])


def split_list(tokens: Tokens, first: int, last: int, count: int | None) -> tuple[Span, ...]:
    """The items of a list, without `industries` and `sectors` behind them.

    A list of three and more is taken apart at its commas and at the last `and`; where a comma stands before
    `and`, a further `and` lies within an item ("…, and new energy and materials"). "A and B" alone is one item,
    unless `count` says two.
    """
    commas = [at for at in range(first, last + 1) if tokens.words[at] == ","]
    ands = [at for at in range(first, last + 1) if tokens.lowers[at] in ("and", "&")]
    cuts = [(at, at) for at in commas]
    oxford = next((at for at in ands if at - 1 in commas), None)
    if oxford is not None:
        cuts = [(at, at + (at + 1 == oxford)) for at in commas]
    elif ands and commas:
        after = [at for at in ands if at > commas[-1]]
        if after and count != len(commas) + 1:
            cuts.append((after[-1], after[-1]))
    elif len(ands) % 2 and count == 2:
        middle = ands[
            len(ands) // 2
        ]  # "A and B"; "pollution prevention and control and green and clean materials"
        cuts = [(middle, middle)]
    spans, at = [], first
    for low, high in cuts:
        spans.append((at, low - 1))
        at = high + 1
    spans.append((at, last))
    return tuple(trimmed for span in spans if (trimmed := _trim(tokens, *span)) is not None)


def _trim(tokens: Tokens, first: int, last: int) -> Span | None:
    adjectives = tables().adjectives
    while first <= last and (
        tokens.lowers[first] in ("the", "and")
        or (tokens.lowers[first] in adjectives and not industry_word(tokens, first))
    ):
        first += 1
    while first < last and tokens.lowers[last] in words("industry nouns"):
        last -= 1
    return (first, last) if first <= last else None
