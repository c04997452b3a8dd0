"""Which cluster a fact is about: the one its sentence names, else the one that the article is speaking of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from store.extraction.cluster_register import compared_words
from store.extraction.mentions import Mention, Names
from store.extraction.name_tables import tables, words
from store.records import Cluster

_KEPT = 3  # mentions of a cluster that an article keeps to
_LONG = 8  # letters of a wording that a longer subject may hold
_BOOKS = re.compile(
    r"\b(?:(?:net|operating|pre-tax|gross|annual|quarterly|posted a) (?:profit|loss|income)"
    r"|shares (?:in|of) |earnings\b)"
)
_BOOK_WORDS = ("profit", "loss", "income", "shares", "earnings")  # one of which the pattern has
_NATION = re.compile(r"\b(?:nationwide|across the country|throughout the country)\b")
_WIDER = re.compile(
    r"(?:(?:\b(?:is|are|was|as)|,|which is) (?:a |now )?part of|\bone of|\bwider|\b(?:core|heart) of"
    r"|\bbelongs? to|\badjoins|\badjoining|\bnext to) (?:the |its |a |an |wider |larger |whole |\w+['’]s )*$"
)
_AT = re.compile(r"\b(?:in|at|on|for|inside|within|into|of) (?:[\w'’-]+ ){0,4}$")
_CLAUSE = re.compile(r"[;:]|, (?:and|as|where|which)\b|\b(?:while|but|whereas|compared)\b")
_WORD = re.compile(r"[^\W\d_]+")
_BULLETS = frozenset("-–—•*·")
_SITES = ("park", "zone", "base")
_SUBJECT = 60  # characters within which a sentence's subject begins


@dataclass(slots=True, eq=False, repr=False)
class _Industry:
    """A cluster or chain by the words that tell its industry, and the places whose industry it is."""

    name: str
    content: frozenset[str]
    places: frozenset[str]

    def is_of(self, subject: str, measured: str) -> bool:
        """Whether a figure of a place is this industry's, in a sentence that speaks of it.

        Else its subject or what is measured has to name the industry.
        """
        whose = subject.lower().split("'s ")[0]
        if whose in self.places or whose.rpartition(" ")[0] in self.places:
            return True
        return len(self.content.intersection(compared_words(f"{subject} {measured}".lower().split()))) > 1


@dataclass(slots=True, eq=False, repr=False)
class SentenceFocus:
    """The clusters of one sentence: `spoken` by position, `standing` before and without them.

    `wordings` are those of all clusters of the article; `at_large` tells of a sentence whose figures a cluster
    has only as its own: a company's books, a country's economy.
    """

    spoken: tuple[tuple[int, str], ...]
    standing: str | None
    wordings: Mapping[str, str]
    at_large: bool = False
    text: str = ""
    sites: frozenset[str] = frozenset()
    industry: _Industry | None = None

    def at(self, position: int, subject: str = "", measured: str = "") -> str | None:
        """The cluster that a quantity at a position is about.

        That is the cluster that its subject is or names, else the last that the sentence names before it, else
        the site that it lies in, else the one that the article is speaking of - but for what is measured of a
        whole economy.
        """
        if set(measured.lower().split()) & words("never of a cluster"):
            return None
        own = self._own(subject)
        before = [name for start, name in self.spoken if start < position]
        if own is not None and (not before or any(name == own for _, name in self.spoken)):
            return own
        if before:
            return before[-1]
        if self.at_large or _of_economy(measured):
            return None
        behind = next(((start, name) for start, name in self.spoken if name in self.sites), None)
        if behind is not None and _lies_behind(self.text[position : behind[0]]):
            return behind[1]
        if self.standing or self.spoken:
            return self.standing or self.spoken[0][1]
        if self.industry is not None and self.industry.is_of(subject, measured):
            return self.industry.name
        return None

    def _own(self, subject: str) -> str | None:
        """The cluster that a subject is, or that it names: the longest of its wordings."""
        lowered = subject.lower()
        if not lowered:
            return None
        if lowered in self.wordings:
            return self.wordings[lowered]
        named = [wording for wording in self.wordings if len(wording) > _LONG and wording in lowered]
        return self.wordings[max(named, key=len)] if named else None


def _lies_behind(between: str) -> bool:
    """Whether a figure lies in the cluster that is named behind it: `£62m in the facility at Dunsbury Park`."""
    return _AT.search(between) is not None and _CLAUSE.search(between) is None


def _of_economy(measured: str) -> bool:
    """Whether a metric is one of a city's or country's economy at large: its GDP, its population."""
    return any(word in words("economy at large") for word in measured.lower().split())


def _at_large(sentence: str) -> bool:
    """Whether a sentence speaks of a company's books or of the whole country."""
    lowered = sentence.lower()
    books = any(word in lowered for word in _BOOK_WORDS) and _BOOKS.search(lowered) is not None
    nation = ("nation" in sentence or "country" in sentence) and _NATION.search(sentence) is not None
    return books or nation


class Focus:
    """Follows an article's sentences, asked for in reading order."""

    def __init__(self, names: Names, title: str, lead: str) -> None:
        """`lead` is the article's first paragraph."""
        self._clusters = {cluster.name: cluster for cluster in names.clusters}
        self._wordings = {
            wording.lower(): cluster.name
            for cluster in names.clusters
            for wording in (cluster.name, *cluster.aliases)
        }
        self._sites = frozenset(name for name, cluster in self._clusters.items() if cluster.kind in _SITES)
        self._industries = [
            _Industry(name, content, frozenset(_places_of(cluster)))
            for name, cluster in self._clusters.items()
            if cluster.kind not in _SITES and not _is_group(cluster) and (content := _content(cluster))
        ]
        self._main = _main_cluster(names, title, lead)
        self._focus: str | None = None
        self._paragraph = -1
        self._met = False
        self._members: dict[str, str] = {}
        for cluster in names.clusters:
            for organization in cluster.organizations:
                self._members.setdefault(organization, cluster.name)

    def sentence(
        self, text: str, start: int, end: int, paragraph: int, mentions: Sequence[Mention]
    ) -> SentenceFocus:
        """The focus in the sentence `text[start:end]` of a paragraph, which holds these mentions."""
        self._met = self._met or any(self._is_main(mention) for mention in mentions)
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._focus = self._carried(text, start, end)
        spoken = tuple(
            (mention.start, mention.name)
            for mention in mentions
            if mention.kind == "cluster" and mention.name in self._clusters and not _is_wider(text, mention)
        )
        standing = (
            self._shifted(text, start, mentions) if not spoken or spoken[0][0] > start + _SUBJECT else None
        )
        self._focus = spoken[-1][1] if spoken else standing
        sentence = text[start:end]
        at_large = _at_large(sentence)
        if at_large and not spoken:
            self._focus = None
        return SentenceFocus(
            spoken,
            standing,
            self._wordings,
            at_large,
            text,
            self._sites,
            self._industry_in(sentence, mentions),
        )

    def _industry_in(self, sentence: str, mentions: Sequence[Mention]) -> _Industry | None:
        """The cluster whose industry a sentence speaks of, unless as a country's."""
        if not self._industries or any(
            mention.kind == "place" and _is_country(mention.name) for mention in mentions
        ):
            return None
        told = compared_words(_WORD.findall(sentence.lower()))
        return next((known for known in self._industries if known.content.intersection(told)), None)

    def _is_main(self, mention: Mention) -> bool:
        """Whether a mention brings up the article's main cluster, by its name or the place that it lies in."""
        if self._main is None:
            return False
        named = mention.kind == "cluster" and mention.name == self._main
        return named or (mention.kind == "place" and self._is_at(self._clusters[self._main], mention.name))

    def _carried(self, text: str, start: int, end: int) -> str | None:
        """What a new paragraph speaks of before it says so; an item of a list, what introduces the list."""
        if text[max(start - 3, 0) : start].strip() == ":" or text[start : start + 1] in _BULLETS:
            return self._focus
        if "one of them" in text[start:end] and self._focus is not None:
            return self._focus
        if self._main is not None and self._met:
            return self._main
        opening = text[start : start + 12].lower().split()[:1]
        return self._focus if opening and opening[0] in words("taking up") else None

    def _shifted(self, text: str, start: int, mentions: Sequence[Mention]) -> str | None:
        """The focus as the sentence's subject leaves it, where that is a place or a company."""
        for mention in mentions:
            if mention.start > start + _SUBJECT or mention.kind not in ("place", "organization"):
                continue
            if mention.kind == "organization":
                member_of = self._members.get(mention.name)
                if member_of is not None:
                    return member_of
                if self._focus is not None and self._clusters[self._focus].kind == "base":
                    return self._main  # one company's own
                continue
            if self._main is not None and self._is_at(self._clusters[self._main], mention.name):
                return self._main
            if self._focus is None:
                return None
            if not _leads_away(text, start, mention):
                continue
            return self._focus if self._is_at(self._clusters[self._focus], mention.name) else None
        return self._focus

    def _is_at(self, cluster: Cluster, place: str) -> bool:
        """Whether a figure of a place may be a cluster's: the cluster is named after it, or is its industry.

        A city's figure is not that of a park within it.
        """
        first = place.split()[0]
        if _is_group(cluster):
            return False
        return (place == cluster.place and cluster.kind not in _SITES) or any(
            name.split()[0] == first for name in (cluster.name, *cluster.aliases)
        )


def _content(cluster: Cluster) -> frozenset[str]:
    """The words of a cluster's wordings that tell its industry: `bearing`, `wire`, `mesh`."""
    known = tables()
    told: set[str] = set()
    for wording in (cluster.name, *cluster.aliases):
        words_of = wording.lower().split()
        told.update(word for word in words_of if word in known.industries or word.isalpha())
    place = set((cluster.place or "").lower().split())
    return frozenset(compared_words(sorted(told - place))) - words("of many industries") - known.adjectives


def _places_of(cluster: Cluster) -> Iterator[str]:
    """The place in which a cluster lies, and that with which its wordings begin."""
    if cluster.place:
        yield cluster.place.lower()
    for wording in (cluster.name, *cluster.aliases):
        first = wording.split()[0]
        if first[0].isupper():
            yield first.lower()


def _is_country(name: str) -> bool:
    place = tables().places.get(name)
    return place is not None and place.kind == "country"


def _is_group(cluster: Cluster) -> bool:
    """Whether several are spoken of as one: `industrial parks of Binh Duong`."""
    heads = tables().heads
    return any(word in heads and heads[word].plural for word in cluster.name.lower().split())


def _is_wider(text: str, mention: Mention) -> bool:
    """Whether a cluster is only named as what another is a part of: `the park, part of the wider Tees zone`."""
    return _WIDER.search(text, max(mention.start - 40, 0), mention.start) is not None


def _leads_away(text: str, start: int, mention: Mention) -> bool:
    """Whether a place is a subject of its own: a city or county, or a country that the sentence opens with.

    A port or a quarter is none, nor is a country that only tells where a company comes from.
    """
    place = tables().places.get(mention.name)
    if place is not None and place.kind == "country":
        named = text[mention.start : mention.end] == place.name or mention.reference
        return named and mention.start == start and not text.startswith(("'s", "’s"), mention.end)
    return place is not None or mention.name.split()[-1].lower() in words("administered")


def _main_cluster(names: Names, title: str, lead: str) -> str | None:
    """The cluster of the headline, else the one that the first paragraph brings up and the article keeps to."""
    counts: dict[str, int] = {}
    in_lead: set[str] = set()
    for mention in names.mentions:
        if mention.kind in ("cluster", "place"):
            counts[mention.name] = counts.get(mention.name, 0) + 1
            if mention.end <= len(lead):
                in_lead.add(mention.name)
    ranked = [
        (
            told := _in_title(cluster, title),
            -_place_in(title, cluster) if told > 1 else 0,
            counts.get(cluster.name, 0),
            -number,
            cluster.name,
        )
        for number, cluster in enumerate(names.clusters)
        if counts.get(cluster.name) or counts.get(cluster.name.split()[0])
    ]
    kept = [entry for entry in ranked if entry[0] or (entry[2] >= _KEPT and entry[-1] in in_lead)]
    return max(kept)[-1] if kept else None


def _place_in(title: str, cluster: Cluster) -> int:
    """Where a headline first speaks of a cluster."""
    found = (title.lower().find(wording.lower()) for wording in (cluster.name, *cluster.aliases))
    return min((at for at in found if at >= 0), default=len(title))


def _in_title(cluster: Cluster, title: str) -> int:
    """How surely a headline speaks of a cluster: 2 by one of its wordings, 1 by the name that it begins with.

    The name of a well-known city speaks of the city, unless the cluster has no other name.
    """
    wordings = (cluster.name, *cluster.aliases)
    if any(len(wording) > 3 and wording.lower() in title.lower() for wording in wordings):
        return 2
    first = cluster.name.split()[0]
    if first not in title or not first[0].isupper() or first.lower() in tables().kind_words:
        return 0
    return int(first not in tables().places or cluster.name == f"{first} cluster")
