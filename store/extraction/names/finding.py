"""The names of an article: organizations, places, people and clusters, and what stands for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from store.extraction.clusters.described import read_town_industry, read_unnamed
from store.extraction.clusters.listed import with_listed
from store.extraction.clusters.phrases import find_phrases
from store.extraction.clusters.reader import ClusterReader, Spoken, add_members
from store.extraction.clusters.register import Draft, Register
from store.extraction.clusters.told import taken_up_sites
from store.extraction.mentions import Mention, MentionKind, Names
from store.extraction.names.places import Proper
from store.extraction.names.proper import find_proper
from store.extraction.names.tables import tables, words
from store.extraction.names.tokens import Tokens, tokenize
from store.extraction.references import Description, DescriptionReader, Named

__all__ = ["Mention", "Names", "find_names"]


def find_names(text: str, title: str = "", place: str | None = None) -> Names:
    """Every name in a text, and the clusters that it and its title speak of.

    `text` is clean text in paragraphs, `title` its headline, `place` the place of its dateline. The cost is
    linear in the text; any text at all is accepted.
    """
    headline, tokens = tokenize(title), tokenize(text)
    headline_names, proper = find_proper(headline), find_proper(tokens)
    city = _main_city(headline_names, proper, place)
    register = Register()
    in_headline, title_reader = _read_clusters(headline, headline_names, register, city)
    unnamed = {phrase.kind for phrase in title_reader.unnamed}
    spoken, reader = _read_clusters(tokens, proper, register, city, unnamed)
    spoken += read_town_industry(reader)
    in_text = {id(part.draft.root()) for part in spoken if not part.reference}
    register.fold([part.draft for part in in_headline if id(part.draft.root()) not in in_text])
    register.learn_acronyms(word for word in tokens.words if word.isupper())
    spoken += _recurring(tokens, register, spoken)
    proper = _without_clusters(tokens, proper, spoken, register)
    main = _main_names(city, headline_names, proper, in_headline)
    descriptions = DescriptionReader(tokens, list(_named(tokens, proper, spoken)), main).read()
    _add_members(tokens, register, proper, spoken, descriptions)
    mentions = {*_mentions(tokens, proper, spoken, descriptions)}
    return Names(
        tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end, mention.kind, mention.name))),
        tuple(draft.record() for draft in register.drafts),
    )


def _read_clusters(
    tokens: Tokens,
    proper: Sequence[Proper],
    register: Register,
    city: str | None,
    in_headline: Collection[str] = (),
) -> tuple[list[Spoken], ClusterReader]:
    """Where clusters are spoken of, and what read them."""
    places = {name.first: name for name in proper if name.kind == "place"}
    organizations = {name.first: name for name in proper if name.kind == "organization"}
    phrases = [
        phrase
        for phrase in find_phrases(tokens, places)
        # "Laguna Technopark Inc" is a company
        if not ((company := organizations.get(phrase.first)) and company.last > phrase.last)
    ]
    phrases = with_listed(tokens, phrases + taken_up_sites(tokens, phrases, proper), proper)
    reader = ClusterReader(tokens, places, register, city)
    spoken = [*reader.read(phrases), *read_unnamed(reader, in_headline)]
    return spoken, reader


def _main_city(headline: Sequence[Proper], proper: Sequence[Proper], place: str | None) -> str | None:
    """The city that the article is about: of its dateline, of its headline, else the one it names most."""
    first = (place or "").split(",")[0].strip()
    counts = Counter(name.name for name in proper if name.kind == "place" and name.noun == "city")
    if first:
        name = first.title() if first.isupper() else first
        known = tables().places.get(name)
        dateline = known.name if known else name.removesuffix(" city").removesuffix(" City")
        if not counts or any(named.name == dateline for named in (*proper, *headline)):
            return dateline  # else only the place of the news desk
    for named in headline:
        if named.kind == "place" and named.noun == "city":
            return named.name
    return counts.most_common(1)[0][0] if counts else None


def _main_names(
    city: str | None, headline: Sequence[Proper], proper: Sequence[Proper], spoken: Sequence[Spoken]
) -> dict[str, tuple[MentionKind, str]]:
    """The article's main name for each noun that a description may use."""
    known = tables()
    main: dict[str, tuple[MentionKind, str]] = {}
    for part in spoken:
        draft = part.draft.root()
        for noun in _nouns(draft):
            main.setdefault(noun, ("cluster", draft.name))
    for name in headline:
        if name.kind != "person" and not name.adjective:
            main.setdefault(name.noun, (name.kind, name.name))
    if city is not None:
        place = known.places.get(city)
        if place is None or place.kind == "city":
            main["city"] = ("place", city)
        above, steps = place, 0
        while above is not None and steps < 4:
            if above.kind != "city":
                main.setdefault(above.kind, ("place", above.name))
            above, steps = known.places.get(above.part_of), steps + 1
    countries = Counter(name.name for name in proper if name.kind == "place" and name.noun == "country")
    if countries:
        main.setdefault("country", ("place", countries.most_common(1)[0][0]))
    return main


def _nouns(draft: Draft) -> tuple[str, ...]:
    if draft.form == "group" and draft.kind != "cluster":
        return (f"{draft.kind}s", f"{draft.noun}s")
    return (draft.kind, draft.noun, *(("industry",) if draft.kind in ("cluster", "chain") else ()))


def _recurring(tokens: Tokens, register: Register, spoken: Sequence[Spoken]) -> list[Spoken]:
    """Where the content of a cluster recurs as an industry ("the new energy industry"), and its short name."""
    items: dict[tuple[str, ...], Draft] = {}
    for kind in ("cluster", "chain"):
        for part in spoken:
            if part.draft.form == "item" and part.draft.kind == kind:
                for wording in (part.draft.name, *part.draft.aliases):
                    items.setdefault(_industry_of(wording), part.draft.root())
    covered = bytearray(tokens.size)
    for part in spoken:
        covered[part.first : part.last + 1] = b"\x01" * (part.last + 1 - part.first)
    found: list[Spoken] = []
    nouns, shorts, told = words("industry nouns"), register.short_names(), _told_names(register)
    may_be = [
        index
        for index, lower in enumerate(tokens.lowers)
        if (lower in nouns or tokens.words[index] in shorts or tokens.words[index] in told)
        and not covered[index]
    ]
    for index in may_be:
        for spelling, draft in told.get(tokens.words[index], ()):
            last = index + len(spelling) - 1
            if tuple(tokens.words[index : last + 1]) == spelling:
                found.append(Spoken(index, last, draft))
                covered[index : last + 1] = b"\x01" * len(spelling)
                break
        if covered[index]:
            continue
        short = register.short(tokens.words[index])
        if short is not None:
            found.append(Spoken(index, index, short.root()))
        elif not (index and covered[index - 1]):
            for size in range(min(7, index), 0, -1):
                known = items.get(tuple(tokens.lowers[index - size : index]))
                if known is not None:
                    found.append(Spoken(index - size, index, known))
                    break
    return found


def _told_names(register: Register) -> dict[str, list[tuple[tuple[str, ...], Draft]]]:
    """The names in which no noun tells what they are, by their first word: `Amata City Bien Hoa`."""
    heads = tables().heads
    found: dict[str, list[tuple[tuple[str, ...], Draft]]] = {}
    for draft in register.drafts:
        spelling = tuple(draft.name.split())
        if draft.form == "name" and spelling[-1].lower() not in heads and draft.noun not in draft.name.lower():
            found.setdefault(spelling[0], []).append((spelling, draft.root()))
    return found


def _industry_of(wording: str) -> tuple[str, ...]:
    """The industry that a cluster's wording names: "rail equipment" of "rail equipment industrial cluster"."""
    told = wording.lower().split()
    while told and (told[-1] in tables().heads or told[-1] in words("general types") | words("industry nouns")):
        told.pop()
    return tuple(told)


def _without_clusters(
    tokens: Tokens, proper: Sequence[Proper], spoken: Sequence[Spoken], register: Register
) -> list[Proper]:
    """The proper names that are not a cluster's name or short name."""
    spans = {(part.first, part.last) for part in spoken if not part.reference}
    return [
        name
        for name in proper
        if (name.first, name.last) not in spans and register.short(tokens.span(name.first, name.last)) is None
    ]


def _named(tokens: Tokens, proper: Sequence[Proper], spoken: Sequence[Spoken]) -> Iterator[Named]:
    """What descriptions may stand for: names, but not those within another name."""
    within: set[int] = set()
    for part in spoken:
        within.update(range(part.first, part.last + 1))
        draft = part.draft.root()
        if not part.reference:
            yield Named(part.first, part.last, "cluster", draft.name, _nouns(draft))
    for name in proper:
        if name.kind != "person":
            nested = name.first in within or name.adjective or _owns(tokens, name)
            yield Named(name.first, name.last, name.kind, name.name, () if nested else (name.noun,))


def _owns(tokens: Tokens, name: Proper) -> bool:
    """Whether a company is only named as the owner of another: `the battery arm of Volkswagen`."""
    at = name.first
    return at > 1 and tokens.lowers[at - 1] == "of" and tokens.lowers[at - 2] in words("company nouns")


def _mentions(
    tokens: Tokens, proper: Iterable[Proper], spoken: Iterable[Spoken], descriptions: Iterable[Description]
) -> Iterator[Mention]:
    for name in proper:
        yield Mention(tokens.starts[name.first], tokens.ends[name.last], name.kind, name.name)
    for part in spoken:
        start, end = tokens.starts[part.first], tokens.ends[part.last]
        yield Mention(start, end, "cluster", part.draft.root().name, part.reference)
    for told in descriptions:
        yield Mention(tokens.starts[told.first], tokens.ends[told.last], told.kind, told.name, told.reference)


def _add_members(
    tokens: Tokens,
    register: Register,
    proper: Sequence[Proper],
    spoken: Sequence[Spoken],
    descriptions: Sequence[Description],
) -> None:
    by_name: Mapping[str, Draft] = {draft.name: draft for draft in register.drafts}
    places = [(part.first, part.draft.root()) for part in spoken]
    places += [(told.first, by_name[told.name]) for told in descriptions if told.name in by_name]
    companies = [name for name in proper if name.kind == "organization" and name.noun == "company"]
    add_members(tokens, places, companies)
