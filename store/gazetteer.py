"""Well-known places of the world (`data/places.tsv`): usual name, kind, what they lie in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

_FILE = __file__.removesuffix("gazetteer.py") + "data/places.tsv"


@dataclass(slots=True, eq=False, repr=False)
class Place:
    """A well-known place: its usual name, its kind (city, state, province, region, country), where it lies."""

    name: str
    kind: str
    part_of: str


@dataclass(slots=True, eq=False, repr=False)
class Gazetteer:
    """The places by each of their spellings, and by their adjectives ("Bavarian").

    `openings` tells, for the first word of a spelling or an adjective, how many words the longest of them has.
    """

    places: Mapping[str, Place]
    adjectives: Mapping[str, Place]
    openings: Mapping[str, int]


@cache
def gazetteer() -> Gazetteer:
    """The table, read from its file at the first call."""
    places: dict[str, Place] = {}
    adjectives: dict[str, Place] = {}
    with open(_FILE, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is a twentieth of the import
        rows = [line.split("\t") for line in file.read().splitlines() if line and line[0] != "#"]
    for row in rows:
        names, kind, adjective, part_of = (*row, "", "", "")[:4]
        spellings = names.split(";")
        place = Place(spellings[0], kind, part_of)
        for spelling in spellings:
            places.setdefault(spelling, place)
        for word in filter(None, adjective.split(",")):
            adjectives.setdefault(word, place)
    openings: dict[str, int] = {}
    for name in (*places, *adjectives):
        words = name.split()
        openings[words[0]] = max(openings.get(words[0], 0), len(words))
    return Gazetteer(places, adjectives, openings)
