"""Items: a sentence's tokens folded into words, names, quantities and expressions of time, each with a word
class.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from store.extraction.mentions import Mention
from store.extraction.periods import PeriodMention
from store.extraction.phrases import change_of
from store.extraction.quantities import Quantity
from store.extraction.tagging import classified, disambiguate
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
    wholes: dict[int, _Whole] = {}
    for quantity in quantities:
        start = tokens[quantity.outer_first].start
        wholes[start] = (tokens[quantity.outer_last - 1].end, Tag.QUANTITY, quantity, None, None)
    busy = [(start, whole[0]) for start, whole in wholes.items()]
    for time in periods:
        if not _overlaps(time.start, time.end, busy):
            wholes[time.start] = (time.end, Tag.TIME, None, time, None)
            busy.append((time.start, time.end))
    references: dict[int, Mention] = {}
    for named in mentions:
        if named.reference:
            references[named.end] = named
        elif not _overlaps(named.start, named.end, busy):
            wholes[named.start] = (named.end, Tag.NOUN, None, None, named)
            busy.append((named.start, named.end))
    items: list[Item] = []
    i, size = 0, len(tokens)
    while i < size:
        token = tokens[i]
        start, end, kind = token.start, token.end, token.kind
        whole = wholes.get(start)
        if whole is not None:
            end = max(end, whole[0])
        elif kind == "word":
            if token.lower in _RATING and _is_rate(tokens, i, items):
                end = tokens[i + 1].end
                whole = (end, Tag.ADVERB, None, None, None)
            elif i + 2 < size and tokens[i + 1].kind == "mark":
                end = _hyphenated(tokens, i, wholes)
        i += 1
        if end == token.end:
            piece, lower = token.text, token.lower
        else:
            while i < size and tokens[i].start < end:
                i += 1
            piece = text[start:end]
            lower = piece.lower()
        if whole is not None:
            _, tag, of_quantity, period, mention = whole
            item = Item(
                start, end, piece, lower, tag, None, mention or references.get(end), of_quantity, period
            )
        else:
            form = None
            if kind == "word":
                tag, form = classified(piece)
            else:
                tag = _BY_KIND[kind]
            item = Item(start, end, piece, lower, tag, form, references.get(end) if references else None)
        items.append(item)
    for said, behind in pairwise(items):
        if said.period is not None and said.period.role == "comparison" and change_of(behind.lower):
            said.tag = Tag.ADJECTIVE  # "a year-on-year rise"
    disambiguate(items)
    return items


# What becomes one item: its end, its word class, and the quantity, expression of time or name that it is.
_Whole = tuple[int, str, Quantity | None, PeriodMention | None, Mention | None]
_BY_KIND = {"mark": Tag.MARK, "possessive": Tag.POSSESSIVE, "number": Tag.NOUN}
_RATING = frozenset(("a", "per", "each", "every"))


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
    for other_start, other_end in spans:  # noqa: SIM110 - asked of every name: `any` takes thrice as long
        if start < other_end and other_start < end:
            return True
    return False


def _hyphenated(tokens: list[Token], i: int, wholes: Mapping[int, object]) -> int:
    """The end of the word that begins at token i, hyphenated parts included."""
    while (
        i + 2 < len(tokens)
        and tokens[i + 1].text in HYPHENS
        and not tokens[i + 1].spaced
        and not tokens[i + 2].spaced
        and tokens[i + 2].kind == "word"
        and tokens[i + 2].start not in wholes
    ):
        i += 2
    return tokens[i].end
