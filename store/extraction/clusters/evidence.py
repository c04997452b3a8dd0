"""What is said of a name that tells a site: `hosts 40 firms`, `300 companies at …`, `…, an industrial park`."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from store.extraction.names.places import Proper
from store.extraction.names.tables import tables, words
from store.extraction.names.tokens import Tokens

_LONGEST = 6  # words of a name
_REACH = 8  # words from a verb to the tenants that it takes
_DESCRIPTION = 7  # words from an article to the noun that describes a name
_LINK = 4  # words between a name and its verb


def is_site(tokens: Tokens, first: int, last: int) -> bool:
    """Whether a sentence says of the tokens `first` to `last` that companies sit there."""
    return _hosts(tokens, last + 1) or _hosted(tokens, first - 1)


def hosts_firms(tokens: Tokens, index: int) -> bool:
    """Whether firms are said to sit there, behind a description's noun: `the campus hosts 90 firms`."""
    return tokens.words[index].islower() and _hosts(tokens, index + 1, words("firms at sites"))


def _hosts(tokens: Tokens, at: int, tenants: Collection[str] | None = None) -> bool:
    """Whether a name before a token has tenants: `hosts 40 firms`, `, which is home to 300 companies`."""
    tenants = words("tenants") if tenants is None else tenants
    at = behind_brackets(tokens, at)
    for verb in range(at, min(at + _LINK, tokens.size)):
        lower = tokens.lowers[verb]
        if lower in words("hosting") or (lower == "home" and tokens.lowers[verb + 1 : verb + 2] == ["to"]):
            return any(
                tokens.lowers[index] in tenants
                for index in range(verb + 1, min(verb + 1 + _REACH, tokens.size))
                if not any(tokens.breaks[verb + 1 : index])
            )
        if tokens.breaks[verb] or not (lower in words("before hosting") or lower == ","):
            return False
    return False


def _hosted(tokens: Tokens, at: int) -> bool:
    """Whether tenants are said to sit at a name behind a token: `300 companies at the …`."""
    if at > 0 and tokens.lowers[at] == "the":
        at -= 1
    if at < 1 or tokens.lowers[at] not in ("at", "in", "on", "inside", "within"):
        return False
    before = tokens.lowers[at - 1]
    return before in words("tenants") or before in ("based", "located", "situated")


def name_told(tokens: Tokens, first: int, places: Mapping[int, Proper]) -> tuple[int, int] | None:
    """The name that a description from token `first` on is of: `Amata City, an industrial park in …`.

    The description may be its owner's ("Germany's largest science park") and may stand behind "is". None where
    the name is that of a place, a person or a company, or no name stands there.
    """
    at = first - 1
    while at > 1 and first - at < _DESCRIPTION and _describes(tokens, at):
        at -= 1
    if at > 1 and tokens.lowers[at] in ("'s", "’s"):
        at -= 1
        while at > 0 and tokens.capital(at - 1) and tokens.capital(at):
            at -= 1
    elif at < 2 or tokens.lowers[at] not in ("a", "an", "the"):
        return None
    if at < 2 or not (tokens.words[at - 1] == "," or tokens.lowers[at - 1] in ("is", "was")):
        return None
    last = at - 2
    if tokens.words[last] == ")":
        while last > 0 and tokens.words[last] != "(":
            last -= 1
        last -= 1
    begin = last - (tokens.words[last].isdecimal() and len(tokens.words[last]) < 3)  # "WHA Chonburi 1"
    while begin >= 0 and last - begin < _LONGEST and tokens.capital(begin) and not tokens.breaks[begin]:
        begin -= 1
    begin += 1
    if begin > last or tokens.lowers[begin] in tables().stops:
        return None
    if begin == last and tokens.words[last].isupper():
        return None  # an acronym, which stands for a longer name
    place, companies = places.get(begin), tables().companies
    is_place = place is not None and place.last >= last and place.name in tables().places
    is_company = any(lower in companies for lower in tokens.lowers[begin : last + 1])
    return None if is_place or is_company else (begin, last)


def name_behind(tokens: Tokens, first: int, last: int, places: Mapping[int, Proper]) -> tuple[int, int] | None:
    """The name that a description over the tokens `first` to `last` leads to: `Asia's largest estate, Peenya`.

    None where no name follows its comma, or that of a well-known place or a company.
    """
    at = first - 1
    while at > 0 and tokens.lowers[at] in tables().adjectives:
        at -= 1
    begin = last + 2
    led = at >= 0 and tokens.lowers[at] in ("'s", "’s", "the", "a", "an")
    if not led or begin >= tokens.size or tokens.words[last + 1] != "," or not tokens.capital(begin):
        return None
    end = begin
    while end + 1 < tokens.size and end - begin < _LONGEST - 1 and tokens.capital(end + 1):
        end += 1
    known = tables()
    place = places.get(begin)
    is_place = place is not None and place.last >= end and place.name in known.places
    other = any(lower in known.companies or lower in known.stops for lower in tokens.lowers[begin : end + 1])
    behind = tokens.words[end + 1] if end + 1 < tokens.size else ""
    said = behind in ("", ",", ".") or behind.islower()
    return (begin, end) if said and not (is_place or other) else None


def _describes(tokens: Tokens, at: int) -> bool:
    """Whether a word stands between an article and what it describes: `a 90-hectare inland port and`."""
    lower = tokens.lowers[at]
    if lower in tables().adjectives or lower == "and":
        return True
    return tokens.is_word(at) and not tokens.capital(at) and lower not in tables().stops


def behind_brackets(tokens: Tokens, at: int) -> int:
    """The token behind a bracket that begins at a token; the token itself where none does."""
    if at < tokens.size and tokens.words[at] == "(":
        for close in range(at + 1, min(at + 6, tokens.size)):
            if tokens.words[close] == ")":
                return close + 1
    return at


def says_what_it_is(between: Sequence[str]) -> bool:
    """Whether the words between a name and a phrase are `, set up in 1990, is the first`."""
    verb = max((at for at, lower in enumerate(between) if lower in ("is", "was", "became")), default=-1)
    before, behind = between[: max(verb, 0)], between[verb + 1 :]
    aside = not before or (len(before) > 1 and before[0] == "," == before[-1])
    known = tables()
    told = words("appositional") | known.adjectives | known.levels.keys()
    return verb >= 0 and aside and bool(behind) and told.issuperset(behind)
