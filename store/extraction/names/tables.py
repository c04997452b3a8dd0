"""The tables that tell names: words of clusters, companies, institutions, offices, and well-known places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from store.extraction.mentions import MentionKind
from store.extraction.tables import lines
from store.gazetteer import Place, gazetteer
from store.records import Level


@dataclass(slots=True, eq=False, repr=False)
class Head:
    """A noun that heads a cluster's name: its kind, what its name needs besides, and its number."""

    lemma: str
    kind: str
    needs: str
    plural: bool


@dataclass(slots=True, eq=False, repr=False)
class Context:
    """What stands where beside a name of which kind (`names_context.tsv`)."""

    before: Mapping[str, str]
    after: Mapping[str, str]
    owned: Mapping[str, str]
    role: Mapping[str, str]


@dataclass(slots=True, eq=False, repr=False)
class Tables:
    """Every table, read once. All words are lower-case but those of `places` and `adjectives_of_places`."""

    heads: Mapping[str, Head]
    types: frozenset[str]
    chain_words: frozenset[str]
    levels: Mapping[str, Level]
    adjectives: frozenset[str]
    stops: frozenset[str]
    function_words: frozenset[str]
    industries: frozenset[str]
    companies: frozenset[str]
    company_suffixes: frozenset[str]
    institutions: frozenset[str]
    roles: frozenset[str]
    speech: frozenset[str]
    reference_heads: Mapping[str, tuple[MentionKind, str]]
    places: Mapping[str, Place]
    place_adjectives: Mapping[str, Place]
    place_openings: Mapping[str, int]
    place_words: Mapping[str, tuple[str, bool]]
    context: Context
    same_words: Mapping[str, str]
    kind_words: frozenset[str]
    known_clusters: Mapping[str, tuple[tuple[str, str, str], ...]]


@cache
def tables() -> Tables:
    """The tables, read from their files at the first call."""
    known = gazetteer()
    suffixes, others = list(lines("names_companies.txt"))
    types, industries = _words("names_types.txt"), _words("names_industries.txt")
    levels = {row[0]: cast(Level, row[1]) for row in _rows("names_levels.tsv")}
    return Tables(
        heads=_heads(),
        types=types,
        chain_words=_words("names_chain_words.txt"),
        levels=levels,
        adjectives=_words("names_adjectives.txt"),
        stops=_words("names_stops.txt") | _words("names_verbs.txt"),
        function_words=_words("names_stops.txt"),
        industries=industries | {"internet of things", "internet-of-things"},
        kind_words=types | industries | levels.keys(),
        companies=frozenset((suffixes + " " + others).split()),
        company_suffixes=frozenset(suffixes.split()),
        institutions=_words("names_institutions.txt"),
        roles=_words("names_roles.txt"),
        speech=_words("names_speech.txt"),
        reference_heads={
            row[0]: (cast(MentionKind, row[1]), row[2]) for row in _rows("names_reference_heads.tsv")
        },
        places=known.places,
        place_adjectives=known.adjectives,
        place_openings=known.openings,
        place_words={row[0]: (row[1], row[2] == "keep") for row in _rows("names_place_words.tsv")},
        same_words={row[0]: row[1] for row in _rows("names_same.tsv")},
        known_clusters=_known_clusters(),
        context=Context(*(_beside(position) for position in ("before", "after", "owned", "role"))),
    )


def _heads() -> dict[str, Head]:
    heads = {}
    for word, plural, kind, needs in _rows("names_heads.tsv"):
        heads[word] = Head(word, kind, needs, False)
        heads[plural] = Head(word, kind, needs, True)
    return heads


def _known_clusters() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """By the first word: the names, longest first, each with kind and place."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for name, kind, place in _rows("names_known.tsv"):
        found.setdefault(name.split()[0], []).append((name, kind, place))
    return {first: tuple(sorted(names, key=lambda entry: -len(entry[0]))) for first, names in found.items()}


def _beside(position: str) -> dict[str, str]:
    return {row[1]: row[2] for row in _rows("names_context.tsv") if row[0] == position}


def _rows(file: str) -> Iterator[list[str]]:
    for line in lines(file):
        yield line.split("\t")


def _words(file: str) -> frozenset[str]:
    return frozenset(word for line in lines(file) for word in line.split())


@cache
def _groups() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in _rows("names_words.tsv")}


@cache
def words(group: str) -> frozenset[str]:
    """A group of words of `names_words.tsv` by its name."""
    return _groups()[group]
