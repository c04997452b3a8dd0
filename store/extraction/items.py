"""Items: a sentence's tokens folded into words, names, quantities and expressions of time, each with a word
class.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from store.extraction.mentions import Mention
from store.extraction.periods import PeriodMention
from store.extraction.quantities import Quantity
from store.extraction.tagging import classify, disambiguate
from store.extraction.tags import Item, Tag
from store.extraction.tokens import Sentence, Token
from store.extraction.units import HYPHENS


def itemize(
    text: str,
    sentence: Sentence,
    quantities: Sequence[Quantity],
    periods: Iterable[PeriodMention],
    mentions: Iterable[Mention],
) -> list[Item]:
    """The items of the sentence in order, tagged. Periods, mentions: those that lie inside the sentence."""
    tokens = sentence.tokens
    starts = {tokens[quantity.outer_first].start: quantity for quantity in quantities}
    ends = {tokens[quantity.outer_first].start: tokens[quantity.outer_last - 1].end for quantity in quantities}
    busy = [(start, ends[start]) for start in starts]
    times: dict[int, PeriodMention] = {}
    for time in periods:
        if not _overlaps(time.start, time.end, busy):
            times[time.start] = time
            busy.append((time.start, time.end))
    names: dict[int, Mention] = {}
    for named in mentions:
        if not named.reference and not _overlaps(named.start, named.end, busy):
            names[named.start] = named
            busy.append((named.start, named.end))
    references = {named.end: named for named in mentions if named.reference}
    items: list[Item] = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        start, end, tag = token.start, token.end, None
        quantity, period, mention = starts.get(start), times.get(start), names.get(start)
        if quantity:
            end, tag = ends[start], Tag.QUANTITY
        elif period:
            end, tag = period.end, Tag.TIME
        elif mention:
            end, tag = mention.end, Tag.NOUN
        elif token.lower in ("a", "per", "each", "every") and _is_rate(tokens, i, items):
            end, tag = tokens[i + 1].end, Tag.ADVERB
        elif token.kind == "word":
            end = _hyphenated(tokens, i, starts)
        while i < len(tokens) and tokens[i].start < end:
            i += 1
        end = max(end, token.end)
        piece = text[start:end]
        if tag is None:
            tag = {"mark": Tag.MARK, "possessive": Tag.POSSESSIVE, "number": Tag.NOUN}.get(token.kind)
        item = Item(
            start,
            end,
            piece,
            piece.lower(),
            tag or Tag.NOUN,
            None,
            mention or references.get(end),
            quantity,
            period,
        )
        if tag is None:
            classify(item)
        items.append(item)
    disambiguate(items)
    return items


def _is_rate(tokens: list[Token], i: int, items: list[Item]) -> bool:
    """Whether "a year", "per annum" stands behind what it rates: "components a year"."""
    follows = i + 1 < len(tokens) and tokens[i + 1].lower in (
        "year",
        "month",
        "annum",
        "quarter",
        "day",
        "week",
        "hour",
    )
    return follows and bool(items) and items[-1].tag in (Tag.NOUN, Tag.QUANTITY)


def _overlaps(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in spans)


def _hyphenated(tokens: list[Token], i: int, starts: dict[int, Quantity]) -> int:
    """The end of the word that begins at token i, hyphenated parts included."""
    while (
        i + 2 < len(tokens)
        and tokens[i + 1].text in HYPHENS
        and not tokens[i + 1].spaced
        and not tokens[i + 2].spaced
        and tokens[i + 2].kind == "word"
        and tokens[i + 2].start not in starts
    ):
        i += 2
    return int(tokens[i].end)
