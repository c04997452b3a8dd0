"""Which cluster a fact is about: the one its sentence names, else the one that the article is speaking of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.mentions import Mention, Names
from store.extraction.name_tables import tables, words
from store.records import Cluster

_KEPT = 3  # mentions of a cluster that an article keeps to
_SUBJECT = 60  # characters within which a sentence's subject begins


@dataclass(slots=True, eq=False, repr=False)
class SentenceFocus:
    """The clusters of one sentence: `spoken` by position, `standing` before and without them."""

    spoken: tuple[tuple[int, str], ...]
    standing: str | None

    def at(self, position: int, subject: str = "") -> str | None:
        """The cluster that a quantity at a position is about; its subject decides where it names one."""
        lowered = subject.lower()
        for _, name in self.spoken:
            if lowered and (lowered == name.lower() or (len(name) > 8 and name.lower() in lowered)):
                return name
        before = [name for start, name in self.spoken if start < position]
        if before:
            return before[-1]
        return self.standing or (self.spoken[0][1] if self.spoken else None)


class Focus:
    """Follows an article's sentences, asked for in reading order."""

    def __init__(self, names: Names, title: str, lead: str) -> None:
        """`lead` is the article's first paragraph."""
        self._clusters = {cluster.name: cluster for cluster in names.clusters}
        self._main = _main_cluster(names, title, lead)
        self._focus: str | None = None
        self._paragraph = -1
        self._met = False
        self._members: dict[str, str] = {}
        for cluster in names.clusters:
            for organization in cluster.organizations:
                self._members.setdefault(organization, cluster.name)

    def sentence(self, text: str, start: int, paragraph: int, mentions: Sequence[Mention]) -> SentenceFocus:
        """The focus in the sentence that begins at `start` and holds these mentions."""
        self._met = self._met or any(self._is_main(mention) for mention in mentions)
        if paragraph != self._paragraph:
            self._paragraph = paragraph
            self._focus = self._carried(text, start)
        spoken = tuple(
            (mention.start, mention.name)
            for mention in mentions
            if mention.kind == "cluster" and mention.name in self._clusters
        )
        standing = (
            self._shifted(text, start, mentions) if not spoken or spoken[0][0] > start + _SUBJECT else None
        )
        self._focus = spoken[-1][1] if spoken else standing
        return SentenceFocus(spoken, standing)

    def _is_main(self, mention: Mention) -> bool:
        """Whether a mention brings up the article's main cluster, by its name or the place that it lies in."""
        if self._main is None:
            return False
        named = mention.kind == "cluster" and mention.name == self._main
        return named or (mention.kind == "place" and self._is_at(self._clusters[self._main], mention.name))

    def _carried(self, text: str, start: int) -> str | None:
        """What a new paragraph speaks of before it says so."""
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
        """Whether a cluster lies in a place or is named after it."""
        first = place.split()[0]
        return place == cluster.place or any(
            name.split()[0] == first for name in (cluster.name, *cluster.aliases)
        )


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
        (_in_title(cluster, title), counts.get(cluster.name, 0), -number, cluster.name)
        for number, cluster in enumerate(names.clusters)
        if counts.get(cluster.name) or counts.get(cluster.name.split()[0])
    ]
    kept = [entry for entry in ranked if entry[0] or (entry[1] >= _KEPT and entry[3] in in_lead)]
    return max(kept)[3] if kept else None


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
