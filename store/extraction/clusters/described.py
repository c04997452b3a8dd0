"""Clusters that an article only describes: a chain or cluster without a name, the industry of one town."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from store.extraction.clusters.industries import industry_of_town
from store.extraction.clusters.reader import ClusterReader, Spoken
from store.extraction.clusters.register import Draft, compared_words

_UNNAMED = {"cluster": "cluster", "chain": "industrial chain"}


def read_unnamed(reader: ClusterReader, in_headline: Collection[str] = ()) -> Iterator[Spoken]:
    """A chain or cluster that is only described, where no other is named: by its industry or place.

    `in_headline` are the kinds of those that only the headline describes.

    "The rare earth industry … forms a complete chain" speaks of a rare earth industrial chain, "the chair
    industry … a modern cluster" of a chair cluster, "the cluster" in an article on Dongguan of a Dongguan
    cluster.
    """
    tokens, register, main_place = reader.tokens, reader.register, reader.main_place
    for kind in ("chain", "cluster"):
        phrases = [phrase for phrase in reader.unnamed if phrase.kind == kind]
        if any(draft.kind == kind for draft in register.drafts):
            continue
        if not phrases and kind not in in_headline:
            continue
        definite = bool(phrases) and phrases[0].determiner == "the"
        if reader.industry is not None and (kind == "chain" or not definite):
            first, last = reader.industry
            name = f"{tokens.span(first, last).lower()} {_UNNAMED[kind]}"
            told = compared_words(tokens.lowers[first : last + 1])
        elif kind == "cluster" and main_place is not None and definite:
            name, told = main_place + " cluster", compared_words([main_place.lower()])
        else:
            continue
        draft = register.enter(Draft(name, kind, told, kind, "item", place=main_place), None)
        for phrase in phrases:
            if phrase.determiner == "the" or kind == "chain":
                yield Spoken(phrase.first - (phrase.determiner in ("the", "a")), phrase.last, draft, True)


def read_town_industry(reader: ClusterReader) -> Iterator[Spoken]:
    """The industry of one town, where no cluster of one is named: `the county's sock industry`."""
    tokens, register = reader.tokens, reader.register
    named = [draft for draft in register.drafts if draft.kind in _UNNAMED]
    told = industry_of_town(tokens, reader.places)
    if told is None or any(draft.form != "name" for draft in named):
        return
    place = told.place or reader.main_place
    spoken = f"{tokens.span(told.first, told.last).lower()} {told.noun}"
    content = compared_words(tokens.lowers[told.first : told.last + 1])
    if any(set(content) & set(draft.words) for draft in named):
        return
    name = f"{place} {spoken}" if place else spoken
    draft = Draft(name, "cluster", content, told.noun, "item", place=place)
    draft.aliases.setdefault(spoken)
    yield Spoken(told.first, told.last + 1, register.enter(draft, None))
