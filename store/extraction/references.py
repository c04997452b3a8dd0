"""Descriptions that stand for a name: "the zone", "the industrial park", "the county", "our company"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.mentions import MentionKind
from store.extraction.name_tables import tables
from store.extraction.name_tokens import Tokens

_DETERMINERS = frozenset({"the", "this", "our"})
_BUSINESS = "company"
_MODIFIERS = 4  # words between "the" and its noun


@dataclass(frozen=True, slots=True)
class Named:
    """A name at the tokens `first` to `last`; `noun` is the noun that a description of it would use."""

    first: int
    last: int
    kind: MentionKind
    name: str
    noun: str


@dataclass(frozen=True, slots=True)
class Description:
    """A description at the tokens `first` to `last` that stands for `name`."""

    first: int
    last: int
    kind: MentionKind
    name: str
    indefinite: bool = False


def find_descriptions(
    tokens: Tokens, named: Sequence[Named], taken: Sequence[bool], main: dict[tuple[MentionKind, str], str]
) -> list[Description]:
    """Each description, resolved to the latest name before it with a fitting noun, else the article's main one.

    `main` gives the main name for a kind and noun; the main city goes before any other city. `taken` marks the
    tokens that belong to names. "a battery maker" is a name for the "the company" that follows it.
    """
    known = tables()
    found: list[Description] = []
    latest: dict[tuple[MentionKind, str], str] = {}
    upcoming = 0
    for index, lower in enumerate(tokens.lowers):
        while upcoming < len(named) and named[upcoming].last < index:
            latest[(named[upcoming].kind, named[upcoming].noun)] = named[upcoming].name
            upcoming += 1
        entry = known.reference_heads.get(lower)
        if entry is None or taken[index] or tokens.capital(index):
            continue
        kind, noun = entry
        first, determiner = _opening(tokens, index, taken)
        if determiner in ("a", "an") and noun == _BUSINESS and kind == "organization":
            name = tokens.span(first + 1, index)
            latest[(kind, noun)] = name
            found.append(Description(first + 1, index, kind, name, True))
        elif determiner in _DETERMINERS:
            key = (kind, noun)
            central = main.get(key) if noun in ("city", "country") else None
            resolved = central or latest.get(key) or main.get(key)
            if resolved is not None:
                found.append(Description(first, index, kind, resolved))
    return found


def _opening(tokens: Tokens, index: int, taken: Sequence[bool]) -> tuple[int, str]:
    """The determiner before a noun and its words: its token, and the word ("" where there is none)."""
    known = tables()
    at = index - 1
    while at >= 0 and index - at <= _MODIFIERS + 1:
        lower = tokens.lowers[at]
        if lower in _DETERMINERS or lower in ("a", "an"):
            return at, lower
        if (
            tokens.breaks[at]
            or not tokens.is_word(at)
            or taken[at]
            or tokens.capital(at)
            or lower in known.stops
        ):
            break
        at -= 1
    return index, ""
