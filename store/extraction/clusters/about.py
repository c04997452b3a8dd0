"""Which cluster a figure is about.

The first that holds: the cluster that its subject is or names; the last that its sentence names before it; the
site that it lies in, named behind it; the cluster that the article is speaking of; the one whose industry it
measures. A city's GDP, a company's profit or a country's exports are about none of them, unless the cluster
itself is the subject.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from store.extraction.clusters.register import compared_words
from store.extraction.names.tables import tables, words
from store.patterns import pattern
from store.records import Cluster

_LONG = 8  # letters of a wording that a longer subject may hold
_AT = pattern(r"\b(?:in|at|on|for|inside|within|into|of|to) (?:[\w'’-]+ ){0,4}$")
_OWNS = pattern(r"[\w -]{1,40}['’]s? ")  # "the park's Areal E"
_CLAUSE = pattern(r"[;:]|, (?:and|as|where|which)\b|\b(?:while|but|whereas|compared)\b")
_WORD = pattern(r"[^\W\d_]+")


@dataclass(slots=True, eq=False, repr=False)
class Industry:
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
    has only as its own: a company's books, a country's economy. `industries` are those of the article that the
    sentence may speak of, `sites` its parks, zones and bases.
    """

    spoken: tuple[tuple[int, str], ...]
    standing: str | None
    wordings: Mapping[str, str]
    at_large: bool = False
    text: str = ""
    start: int = 0
    end: int = 0
    sites: frozenset[str] = frozenset()
    industries: Sequence[Industry] = ()

    def at(self, position: int, subject: str = "", measured: str = "") -> str | None:
        """The cluster that a quantity at a position is about.

        That is the cluster that its subject is or names, else the last that the sentence names before it, else
        the site that it lies in, else the one that the article is speaking of - but for what is measured of a
        whole economy.
        """
        if not words("never of a cluster").isdisjoint(measured.lower().split()):
            return None
        own = self._own(subject)
        before = [name for start, name in self.spoken if start < position]
        if own is not None and (not before or any(name == own for _, name in self.spoken)):
            return own
        if before:
            return before[-1]
        if self.at_large or _of_economy(measured):
            return None
        behind = [(start, name) for start, name in self.spoken if name in self.sites]
        if behind and _lies_behind(self.text[position : behind[0][0]]):
            owned = len(behind) > 1 and _OWNS.fullmatch(self.text[behind[0][0] : behind[1][0]])
            return behind[1][1] if owned else behind[0][1]
        if self.standing or self.spoken:
            return self.standing or self.spoken[0][1]
        return self._of_industry(subject, measured)

    def _of_industry(self, subject: str, measured: str) -> str | None:
        """The cluster whose industry the sentence speaks of, where the figure is that industry's."""
        may_be = [known for known in self.industries if known.is_of(subject, measured)]
        if not may_be:
            return None
        told = compared_words(_WORD.findall(self.text[self.start : self.end].lower()))
        return next((known.name for known in may_be if known.content.intersection(told)), None)

    def _own(self, subject: str) -> str | None:
        """The cluster that a subject is, or that it names: the longest of its wordings, else its industry."""
        lowered = subject.lower()
        if not lowered:
            return None
        if lowered in self.wordings:
            return self.wordings[lowered]
        named = [wording for wording in self.wordings if len(wording) > _LONG and wording in lowered]
        if named:
            return self.wordings[max(named, key=len)]
        return self._named_industry(lowered.split())

    def _named_industry(self, told: Sequence[str]) -> str | None:
        """The cluster of an industry that a subject names; a bare "industry" is the only one there is."""
        noun = next((at for at, word in enumerate(told) if word in ("industry", "sector")), None)
        if noun is None:
            return None
        content = compared_words(told[:noun])
        if not content:
            return self.industries[0].name if len(self.industries) == 1 else None
        return next((known.name for known in self.industries if known.content.issubset(content)), None)


def _lies_behind(between: str) -> bool:
    """Whether a figure lies in the cluster that is named behind it: `£62m in the facility at Dunsbury Park`."""
    return _AT.search(between) is not None and _CLAUSE.search(between) is None


def _of_economy(measured: str) -> bool:
    """Whether a metric is one of a city's or country's economy at large: its GDP, its population."""
    return not words("economy at large").isdisjoint(measured.lower().split())


def industry_of(cluster: Cluster) -> Industry | None:
    """The industry of a cluster or chain, None where its name tells none."""
    content = _content(cluster)
    return Industry(cluster.name, content, frozenset(_places_of(cluster))) if content else None


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
