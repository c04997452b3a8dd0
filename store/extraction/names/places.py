"""Proper names, and the well-known places within runs of capitalised words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from store.extraction.names.tables import tables, words
from store.extraction.names.tokens import Tokens

ProperKind = Literal["organization", "place", "person"]


@dataclass(slots=True, eq=False, repr=False)
class Proper:
    """A proper name over the tokens `first` to `last`.

    `noun` is the word that "the …" may take up again: "company" for a business, "university", "ministry" and so
    on for an institution, "city", "county", "state" for a place. `adjective` tells "Chinese" from "China".
    """

    first: int
    last: int
    kind: ProperKind
    name: str
    noun: str
    adjective: bool = False


def find_places(tokens: Tokens, first: int, last: int) -> Iterator[Proper]:
    """Well-known places within the run from `first` to `last`, and `Liangshan county`."""
    known = tables()
    index = first
    while index <= last:
        end, adjective, place = index, False, None
        for size in range(min(known.place_openings.get(tokens.words[index], 0), last - index + 1), 0, -1):
            text = tokens.span(index, index + size - 1)
            place = known.places.get(text) or known.place_adjectives.get(text)
            if place is not None:
                adjective = text not in known.places
                end = index + size - 1
                break
        if place is not None and tokens.words[end + 1 : end + 2] != ["$"]:  # US$
            end += _ranks(tokens, end, last)
            yield Proper(index, end, "place", place.name, place.kind, adjective)
        index = end + 1
    noun = tokens.lowers[last + 1] if last + 1 < tokens.size else ""
    named = first < last or tokens.lowers[first] not in words("compass")  # not "the Northern city"
    if (
        noun in known.place_words
        and named
        and last - first < 4
        and tokens.span(first, last) not in known.places
    ):
        kind, keep = known.place_words[noun]
        yield Proper(first, last + 1, "place", tokens.span(first, last + 1 if keep else last), kind)


def _ranks(tokens: Tokens, last: int, run_last: int) -> int:
    """How many words of rank belong to the place that ends at `last`: `province`, `Autonomous Region`."""
    follower = tokens.lowers[last + 1] if last + 1 < tokens.size else ""
    if follower in ("city", "province", "state"):
        return 1
    return 2 if last + 2 <= run_last and follower == "autonomous" else 0
