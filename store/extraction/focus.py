"""Which cluster an article is speaking of, sentence by sentence."""

from __future__ import annotations

from collections.abc import Sequence

from store.extraction.clusters.about import SentenceFocus, industry_of
from store.extraction.mentions import Mention, Names
from store.extraction.names.tables import tables, words
from store.patterns import pattern
from store.records import Cluster

_KEPT = 3  # mentions of a cluster that an article keeps to
_BOOKS = pattern(
    r"\b(?:(?:net|operating|pre-tax|gross|annual|quarterly|posted a) (?:profit|loss|income)"
    r"|shares (?:in|of) |earnings\b)"
)
_BOOK_WORDS = ("profit", "loss", "income", "shares", "earnings")  # one of which the pattern has
_NATION = pattern(r"\b(?:nationwide|across the country|throughout the country)\b")
_WIDER = pattern(
    r"(?:(?:\b(?:is|are|was|as)|,|which is) (?:a |now )?part of|\bone of|\bwider|\b(?:core|heart) of"
    r"|\bbelongs? to|\badjoins|\badjoining|\bnext to) (?:the |its |a |an |wider |larger |whole |\w+['’]s )*$"
)
_WORKS = 16  # characters behind a place that tell whether it only names a plant
_BULLETS = frozenset("-–—•*·")
_SITES = ("park", "zone", "base")
_SUBJECT = 60  # characters within which a sentence's subject begins


class Focus:
    """Follows an article's sentences, asked for in reading order."""

    def __init__(self, names: Names, title: str, lead: str) -> None:
        """`lead` are the article's first paragraphs."""
        self._clusters = {cluster.name: cluster for cluster in names.clusters}
        self._wordings = {
            wording.lower(): cluster.name
            for cluster in names.clusters
            for wording in (cluster.name, *cluster.aliases)
        }
        self._sites = frozenset(name for name, cluster in self._clusters.items() if cluster.kind in _SITES)
        self._industries = [
            known
            for cluster in names.clusters
            if cluster.kind not in _SITES and not _is_group(cluster) and (known := industry_of(cluster))
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
        at_large = _at_large(text[start:end])
        if at_large and not spoken:
            self._focus = None
        country = any(mention.kind == "place" and _is_country(mention.name) for mention in mentions)
        return SentenceFocus(
            spoken, standing, self._wordings, at_large, text, start, end, self._sites,
            () if country else self._industries,
        )  # fmt: skip

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
        if _is_group(cluster) or (cluster.kind in _SITES and _is_wide(place)):
            return False
        return (place == cluster.place and cluster.kind not in _SITES) or any(
            name.split()[0] == first for name in (cluster.name, *cluster.aliases)
        )


def _at_large(sentence: str) -> bool:
    """Whether a sentence speaks of a company's books or of the whole country."""
    lowered = sentence.lower()
    if any(word in lowered for word in _BOOK_WORDS) and _BOOKS.search(lowered):
        return True
    return ("nation" in lowered or "country" in lowered) and _NATION.search(lowered) is not None


def _is_country(name: str) -> bool:
    place = tables().places.get(name)
    return place is not None and place.kind == "country"


def _is_wide(name: str) -> bool:
    place = tables().places.get(name)
    return place is not None and place.kind in ("province", "state", "country")


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
        return named and mention.start == start and not _only_has(text, mention.end)
    behind = text[mention.end : mention.end + _WORKS].split()
    told = behind[0].rstrip(",.") if behind else ""
    if told in words("sites") or tables().reference_heads.get(told, ("",))[0] == "cluster":
        return False  # "Ford's Silverton plant", "the KwaZulu-Natal zone"
    return place is not None or mention.name.split()[-1].lower() in words("administered")


def _only_has(text: str, at: int) -> bool:
    """Whether a country only has what is told of: `Finland's UPM`, `China's largest base`, `its 11 zones`."""
    owned = text[at : at + 30].split()
    if not owned or owned[0] not in ("'s", "’s"):
        return False
    told = owned[1] if len(owned) > 1 else ""
    return not told.islower() or told in tables().adjectives or told.endswith("est")


def _main_cluster(names: Names, title: str, lead: str) -> str | None:
    """The cluster of the headline, else the one that the opening brings up and the article keeps to."""
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


def _tells_industry(cluster: Cluster, title: str) -> bool:
    """Whether a headline speaks of those who make up a cluster named after their town: `Morbi tile makers`."""
    told = set(title.lower().replace("'s", "").replace("’s", "").split())
    place = cluster.name.split()[0].lower()
    return place == (cluster.place or "").lower() and place in told and bool(told & words("makers"))


def _place_in(title: str, cluster: Cluster) -> int:
    """Where a headline first speaks of a cluster."""
    found = (title.lower().find(wording.lower()) for wording in (cluster.name, *cluster.aliases))
    return min((at for at in found if at >= 0), default=len(title))


def _in_title(cluster: Cluster, title: str) -> int:
    """How surely a headline speaks of a cluster: 2 by one of its wordings, 1 by the name that it begins with.

    The name of a well-known city speaks of the city, unless the cluster has no other name or it is the city's
    makers that are spoken of.
    """
    wordings = (cluster.name, *cluster.aliases)
    if any(len(wording) > 3 and wording.lower() in title.lower() for wording in wordings):
        return 2
    if cluster.kind not in _SITES and _tells_industry(cluster, title):
        return 1
    first = cluster.name.split()[0]
    if first not in title or not first[0].isupper() or first.lower() in tables().kind_words:
        return 0
    return int(first not in tables().places or cluster.name == f"{first} cluster")
