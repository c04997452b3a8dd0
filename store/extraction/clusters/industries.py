"""The industry of one town that an article speaks of as of a cluster: `the county's sock industry`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from store.extraction.clusters.content import content_before, industry_word
from store.extraction.names.places import Proper
from store.extraction.names.tables import tables, words
from store.extraction.names.tokens import Tokens

_LONGEST = 4  # words that tell an industry
_OFTEN = 3  # times that an industry is named in an article that is about it
_WIDE = ("country", "state", "province", "region")


@dataclass(slots=True, eq=False, repr=False)
class TownIndustry:
    """An industry over the tokens `first` to `last`, the noun behind it, and the place whose it is."""

    first: int
    last: int
    noun: str
    place: str | None


@dataclass(slots=True, eq=False, repr=False)
class _Article:
    """An article's words, where its first paragraph ends, and how often each word is there, without plurals.

    `towns` are the names of its cities, counties and so on by that noun, the first of each.
    """

    tokens: Tokens
    places: Mapping[int, Proper]
    lead: int
    times: Mapping[str, int]
    towns: Mapping[str, str]


def industry_of_town(tokens: Tokens, places: Mapping[int, Proper]) -> TownIndustry | None:
    """The industry of a town, county or city that the article is about; None where it is about no such one."""
    nouns = words("nouns of town industries")
    may_be = [
        index for index, lower in enumerate(tokens.lowers) if lower in nouns and tokens.words[index].islower()
    ]
    if not may_be:
        return None
    article = _Article(
        tokens,
        places,
        next((at for at, word in enumerate(tokens.words) if word[0] == "\n"), tokens.size),
        Counter(lower.removesuffix("s") for lower in tokens.lowers),
        {place.noun: place.name for place in sorted(places.values(), key=lambda place: -place.first)},
    )
    return next(
        (told for index in may_be if (told := _told(article, index)) and _is_topic(article, told)), None
    )


def _told(article: _Article, index: int) -> TownIndustry | None:
    """The industry before a noun, where an owner says whose it is: `Zhuji's sock industry`, `the sock hub`."""
    tokens = article.tokens
    hub = tokens.lowers[index] in words("hubs")
    first = index
    while first > 1 and index - first < _LONGEST and _goes_on(tokens, first - 1):
        first -= 1
    at = first - 1
    while at > 0 and tokens.lowers[at] in tables().adjectives:
        at -= 1
    items = content_before(tokens, first, index, 1, True)
    if at < 0 or not items or tokens.lowers[items[-1][1]] in words("general industries"):
        return None
    if hub and tokens.lowers[at] in ("the", "this"):
        goods = industry_word(tokens, index - 1) or _times(article, index - 1) > 1
        return TownIndustry(*items[0], tokens.lowers[index], None) if goods else None
    if at < 1 or tokens.lowers[at] not in ("'s", "’s"):
        return None
    of_town, town = _town(article, at - 1)
    return TownIndustry(*items[0], tokens.lowers[index], town) if of_town or hub else None


def _town(article: _Article, last: int) -> tuple[bool, str | None]:
    """Whether an owner that ends at a token is a town or city, and its name: `Solingen`, `the county`."""
    tokens, places = article.tokens, article.places
    owner = next((place for at in range(last, max(last - 3, -1), -1) if (place := places.get(at))), None)
    if owner is not None and owner.last == last:
        known = tables().places.get(owner.name)
        wide = (known.kind if known else owner.noun) in _WIDE
        return not wide, None if wide else owner.name
    if tokens.lowers[last] in words("towns"):
        return True, article.towns.get(tokens.lowers[last])
    first = last + 1
    while first > 0 and tokens.capital(first - 1):
        first -= 1
    named = first <= last and tokens.lowers[first] not in tables().stops
    return named, tokens.span(first, last) if named else None


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether a word left of what was read may tell the industry as well."""
    lower, known = tokens.lowers[at], tables()
    plain = tokens.is_word(at) and tokens.words[at].islower()
    return plain and lower not in known.stops and lower not in known.adjectives


def _is_topic(article: _Article, told: TownIndustry) -> bool:
    """Whether the article is about the industry: it opens with it, or comes back to it."""
    return told.last < article.lead or _times(article, told.last) >= _OFTEN


def _times(article: _Article, at: int) -> int:
    """How often an article has a word, in the singular or plural."""
    return article.times[article.tokens.lowers[at].removesuffix("s")]
