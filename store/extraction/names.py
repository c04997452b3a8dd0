"""The names of an article: organizations, places, people and clusters, and what stands for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from store.extraction.cluster_phrases import find_phrases
from store.extraction.clusters import Draft, Register, Spoken, read_clusters
from store.extraction.mentions import Mention, MentionKind, Names
from store.extraction.name_tables import tables
from store.extraction.name_tokens import Tokens, tokenize
from store.extraction.proper import Proper, find_proper
from store.extraction.references import Description, Named, find_descriptions

__all__ = ["Mention", "Names", "find_names"]

_OF_INDUSTRIES = frozenset({"industry", "industries", "sector", "sectors"})


def find_names(text: str, title: str = "", place: str | None = None) -> Names:
    """Every name in a text, and the clusters that it and its title speak of.

    `text` is clean text in paragraphs, `title` its headline, `place` the place of its dateline. The cost is
    linear in the text; any text at all is accepted.
    """
    title_tokens, tokens = tokenize(title), tokenize(text)
    title_names, proper = find_proper(title_tokens), find_proper(tokens)
    city = _main_city(title_names, proper, place)
    register = Register()
    title_spoken = read_clusters(title_tokens, find_phrases(title_tokens), title_names, register, city)
    phrases = find_phrases(tokens)
    spoken = read_clusters(tokens, phrases, proper, register, city)
    register.fold_items()
    spoken += _recurring(tokens, register, spoken)
    taken = _taken(len(tokens), proper, spoken)
    named = sorted(_named(proper, spoken), key=lambda name: name.last)
    main = _main_names(city, title_names, proper, title_spoken)
    descriptions = find_descriptions(tokens, named, taken, main)
    _add_members(tokens, register, proper, spoken, descriptions)
    mentions = sorted(
        {*_mentions(tokens, proper, spoken, descriptions)}, key=lambda mention: (mention.start, -mention.end)
    )
    return Names(tuple(mentions), tuple(draft.record() for draft in register.drafts))


def _taken(size: int, proper: Sequence[Proper], spoken: Sequence[Spoken]) -> list[bool]:
    """Which tokens belong to a name, so that they open no description."""
    taken = [False] * size
    for first, last in (
        *((name.first, name.last) for name in proper),
        *((part.first, part.last) for part in spoken if not part.reference),
    ):
        taken[first : last + 1] = [True] * (last + 1 - first)
    return taken


def _main_city(title: Sequence[Proper], proper: Sequence[Proper], place: str | None) -> str | None:
    """The city that the article is about: of its dateline, of its headline, else the one it names most."""
    if place:
        first = place.split(",")[0].strip()
        if first:
            name = first.title() if first.isupper() else first
            known = tables().places.get(name)
            return known.name if known else name.removesuffix(" city").removesuffix(" City")
    for headlined in title:
        if headlined.kind == "place" and headlined.noun == "city":
            return headlined.name
    counts = Counter(name.name for name in proper if name.kind == "place" and name.noun == "city")
    return counts.most_common(1)[0][0] if counts else None


def _main_names(
    city: str | None, title: Sequence[Proper], proper: Sequence[Proper], spoken: Sequence[Spoken]
) -> dict[tuple[MentionKind, str], str]:
    """The article's main name for each noun that a description may use."""
    known = tables()
    main: dict[tuple[MentionKind, str], str] = {}
    for name in title:
        if name.kind != "person" and not name.adjective:
            main.setdefault((name.kind, name.noun), name.name)
    for part in spoken:
        main.setdefault(("cluster", part.draft.root().kind), part.draft.root().name)
    if city is not None:
        main["place", "city"] = city
        above = known.places.get(city)
        while above is not None and above.part_of:
            above = known.places.get(above.part_of)
            if above is not None:
                main.setdefault(("place", above.kind), above.name)
    countries = Counter(name.name for name in proper if name.kind == "place" and name.noun == "country")
    if countries:
        main.setdefault(("place", "country"), countries.most_common(1)[0][0])
    return main


def _recurring(tokens: Tokens, register: Register, spoken: Sequence[Spoken]) -> list[Spoken]:
    """Where the content of a cluster recurs as an industry ("the new energy industry"), and its acronym."""
    items: dict[tuple[str, ...], Draft] = {}
    for part in spoken:
        draft = part.draft.root()
        if part.draft.form == "item" and draft.kind == "cluster":
            for wording in (draft.name, *draft.aliases):
                items.setdefault(tuple(wording.lower().split()), draft)
    covered = {index for part in spoken for index in range(part.first, part.last + 1)}
    found: list[Spoken] = []
    for index, lower in enumerate(tokens.lowers):
        if index in covered:
            continue
        acronym = register.acronym(tokens.words[index])
        if acronym is not None:
            found.append(Spoken(index, index, acronym, False))
        elif lower in _OF_INDUSTRIES:
            for size in range(7, 0, -1):
                known = items.get(tuple(tokens.lowers[max(index - size, 0) : index]))
                if known is not None:
                    found.append(Spoken(index - size, index, known, False))
                    break
    return found


def _named(proper: Sequence[Proper], spoken: Sequence[Spoken]) -> Iterable[Named]:
    for name in proper:
        if name.kind != "person" and not name.adjective:
            yield Named(name.first, name.last, name.kind, name.name, name.noun)
    for part in spoken:
        draft = part.draft.root()
        yield Named(part.first, part.last, "cluster", draft.name, draft.kind)


def _mentions(
    tokens: Tokens, proper: Sequence[Proper], spoken: Sequence[Spoken], descriptions: Sequence[Description]
) -> Iterable[Mention]:
    def mention(first: int, last: int, kind: MentionKind, name: str, reference: bool) -> Mention:
        return Mention(tokens.starts[first], tokens.ends[last], kind, name, reference)

    for name in proper:
        yield mention(name.first, name.last, name.kind, name.name, False)
    for part in spoken:
        yield mention(part.first, part.last, "cluster", part.draft.root().name, part.reference)
    for description in descriptions:
        yield mention(
            description.first, description.last, description.kind, description.name, not description.indefinite
        )


def _add_members(
    tokens: Tokens,
    register: Register,
    proper: Sequence[Proper],
    spoken: Sequence[Spoken],
    descriptions: Sequence[Description],
) -> None:
    """Companies named in one sentence with one cluster are its members."""
    by_name = {draft.name: draft for draft in register.drafts}
    events: list[tuple[int, Draft | None, str]] = [
        (part.first, part.draft.root(), "") for part in spoken if part.draft.root().form != "group"
    ]
    events += [(part.first, by_name.get(part.name), "") for part in descriptions if part.kind == "cluster"]
    events += [
        (name.first, None, name.name)
        for name in proper
        if name.kind == "organization" and name.noun == "company"
    ]
    events.sort(key=lambda event: event[0])
    at, clusters, companies = 0, {}, []  # type: int, dict[int, Draft], list[str]
    for index in range(len(tokens) + 1):
        while at < len(events) and events[at][0] == index:
            _, draft, company = events[at]
            if draft is not None:
                clusters[id(draft)] = draft
            elif company:
                companies.append(company)
            at += 1
        if index == len(tokens) or tokens.breaks[index]:
            if len(clusters) == 1:
                next(iter(clusters.values())).organizations.update(dict.fromkeys(companies))
            clusters, companies = {}, []
