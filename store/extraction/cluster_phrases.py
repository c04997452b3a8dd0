"""Phrases that speak of industrial clusters, chains, parks, zones and bases, found from their head nouns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from store.extraction.cluster_bounds import PhraseBounds
from store.extraction.cluster_content import Span, content_after, content_before
from store.extraction.cluster_heads import Candidate, speaks_of_industry
from store.extraction.name_places import Proper
from store.extraction.name_tables import tables, words
from store.extraction.name_tokens import Tokens
from store.records import Level

Form = Literal["name", "content", "list", "group", "bare"]


@dataclass(slots=True, eq=False, repr=False)
class Phrase:
    """One phrase on clusters over the tokens `first` to `last`, its head noun at `head`.

    `form` is "name" (a proper name), "content" (told apart by its industry), "list" (one for each of `items`),
    "group" (several, told apart by level or place: "provincial-level clusters", "Penang's industrial parks") or
    "bare" (a description: "the zone"). `items` are token spans; `count` is the number that the phrase states;
    `owner` is the token before `'s`; `place` is the place that the phrase itself names.
    """

    first: int
    last: int
    head: int
    kind: str
    lemma: str
    form: Form
    plural: bool
    determiner: str = ""
    level: Level | None = None
    count: int | None = None
    owner: int | None = None
    items: tuple[Span, ...] = ()
    acronym: Span | None = None
    place: Proper | None = None


def find_phrases(tokens: Tokens, places: Mapping[int, Proper]) -> list[Phrase]:
    """All phrases on clusters, in reading order; `places` holds the places of the text by their first token."""
    heads, known = tables().heads, tables().known_clusters
    found: list[Phrase] = []
    floor = 0
    may_be = [
        index
        for index, lower in enumerate(tokens.lowers)
        if lower in heads or (tokens.capitals[index] and tokens.words[index] in known)
    ]
    for index in may_be:
        if tokens.words[index] in known and index >= floor:
            phrase = _known_phrase(tokens, index)
            if phrase is not None:
                found.append(phrase)
                floor = phrase.last + 1
                continue
        head = heads.get(tokens.lowers[index])
        if head is None or index < floor:
            continue
        phrase = _Reader(tokens, places, index, head, floor).read()
        if phrase is not None:
            found.append(phrase)
            floor = max(phrase.head, phrase.last if phrase.form == "name" else 0) + 1
    return found


def _known_phrase(tokens: Tokens, index: int) -> Phrase | None:
    """The name of a cluster that is known without a noun such as "park": `Silicon Saxony`."""
    for name, kind, place in tables().known_clusters[tokens.words[index]]:
        last = index + name.count(" ")
        follows = tokens.words[last + 1] if last + 1 < tokens.size else ""
        if (
            last < tokens.size
            and tokens.span(index, last) == name
            and not (follows[:1].isupper() and follows.lower() in tables().heads)
        ):
            lies_in = Proper(index, last, "place", place, "region")
            return Phrase(index, last, last, kind, kind, "name", False, place=lies_in)
    return None


class _Reader(PhraseBounds):
    """Reads the phrase round one head noun, first leftwards, then rightwards."""

    def read(self) -> Phrase | None:
        """The phrase, or None where the noun speaks of no industry."""
        tokens, index = self.tokens, self.index
        follower = tokens.lowers[index + 1] if index + 1 < tokens.size else ""
        if follower in self.tables.heads and tokens.capital(index) == tokens.capital(index + 1):
            return None  # the next noun is the head: "industrial park cluster"
        body = self._behind_brackets(index + 1)
        another = body < tokens.size and tokens.lowers[body] in words("other bodies")
        if another and tokens.capital(index) and tokens.capital(body):
            return None  # "Free Zone Consortium", "Manufacturing Clusters (EMC 2.0) Scheme"
        self.read_left()
        if not self.read_tail():
            return None
        candidate = self._candidate()
        if not speaks_of_industry(candidate):
            return None
        self._find_own_place()
        form, items = self._form(candidate)
        levels = (self.tables.levels.get(tokens.lowers[at]) for at in range(self.first, index))
        return Phrase(
            self.first, self.last, index, self.head.kind, self.head.lemma, form, self.head.plural,
            self.determiner, next((level for level in levels if level), None), self.count, self.owner, items,
            bracketed(tokens, self.last + 1), self.place,
        )  # fmt: skip

    def _behind_brackets(self, at: int) -> int:
        """The token behind a bracket that begins at a token; the token itself where none does."""
        if at < self.tokens.size and self.tokens.words[at] == "(":
            for close in range(at + 1, min(at + 6, self.tokens.size)):
                if self.tokens.words[close] == ")":
                    return close + 1
        return at

    def _candidate(self) -> Candidate:
        tokens, first, index, last = self.tokens, self.first, self.index, self.last
        around = [*range(first, index), *range(index + 1, last + 1)]
        capitals = sum(tokens.capital(at) for at in around)
        all_capital = capitals >= 2 and all(
            tokens.capital(at) or tokens.lowers[at] in ("and", ",") for at in around
        )
        proper = (
            any(self.naming(at) for at in around)
            or (all_capital and tokens.capital(index) and self.determiner not in ("a", "an"))
            or (last == index + 1 and self._is_numeral(last) and tokens.capital(index))
        )
        return Candidate(
            head=self.head,
            beside=frozenset(tokens.lowers[at] for at in around),
            before=tokens.lowers[index - 1] if first < index else "",
            determiner=self.determiner,
            capital=tokens.capital(index),
            acronym=tokens.words[index].rstrip("s").isupper(),
            proper=proper,
            tail=last > index,
            led_in=first > 0 and tokens.lowers[first - 1] in words("leading in"),
        )

    # What it is

    def _form(self, candidate: Candidate) -> tuple[Form, tuple[Span, ...]]:
        tokens, head = self.tokens, self.head
        count = self.count if head.plural else 1
        before = content_before(tokens, self._content_first(), self.index, count)
        if candidate.proper:
            if not head.plural:
                of_content = head.kind in ("cluster", "chain") and before and not tokens.capital(self.index)
                return ("content", before) if of_content and self.place is not None else ("name", ())
            if self._titled():
                return "group", ()
            if head.kind in ("park", "zone"):
                return self._group()
        if head.kind in ("cluster", "chain"):
            return self._cluster_form(before)
        if head.plural:
            after, _, _ = content_after(tokens, self.index + 1, self.count)
            if after and self.count is not None and head.kind == "base":
                return "list", after
            counted = self.count is not None and not self._counted()
            return ("bare", ()) if counted or head.kind == "base" else self._group()
        return self._site_form(before)

    def _counted(self) -> bool:
        """Whether a place is said to have the parks or clusters: `is home to 13 industrial parks`."""
        tokens = self.tokens
        if self.count is None or self.first == self.index:
            return False
        at = self.first - 2  # behind the number
        while at > 0 and tokens.lowers[at] in words("bounds") | words("said to have") and self.first - at < 6:
            if tokens.lowers[at] in words("said to have") and tokens.lowers[at] != "to":
                return True
            at -= 1
        return at > 0 and tokens.lowers[at] == "to" and tokens.lowers[at - 1] == "home"

    def _titled(self) -> bool:
        """Whether several are named as one, with capitals: `three Bulk Drug Parks`."""
        tokens = self.tokens
        words_before = range(self.first, self.index)
        return (
            tokens.capital(self.index)
            and len(words_before) > 1
            and all(map(tokens.capital, words_before))
            and any(
                tokens.words[at].islower() for at in range(self.index + 1, min(self.index + 3, tokens.size))
            )
        )

    def _group(self) -> tuple[Form, tuple[Span, ...]]:
        """Of several parks or zones: one group by the place that they lie in."""
        if self._counted():
            return "group", ()
        more = any(
            self.tokens.lowers[at] in words("not more") for at in range(max(self.first - 1, 0), self.index)
        )
        if self.place is None or self.place.noun == "country" or more or self.first == self.index:
            return "bare", ()
        self._take_in_place()
        return "group", ()

    def _cluster_form(self, before: tuple[Span, ...]) -> tuple[Form, tuple[Span, ...]]:
        """Of clusters and chains: by the industries before the noun, else behind it, else by level."""
        tokens, head = self.tokens, self.head
        levelled = any(tokens.lowers[at] in self.tables.levels for at in range(self.first, self.index))
        if before and not head.plural:
            self._take_in_place()
            return "content", before
        definite = self.determiner in ("the", "these") or self.owner is not None or self.place is not None
        if before and (definite or len(before) > 1) and not levelled:
            return "list", before
        after, last, examples = content_after(tokens, self.index + 1, self.count)
        if after and not (examples and self.first < self.index):
            if head.plural or len(after) > 1:
                return "list", after
            self.last = max(last, self.last)
            return "content", after
        if (
            head.plural
            and head.kind == "cluster"
            and self.first < self.index
            and (levelled or (after and examples) or self._counted())
        ):
            return "group", ()
        return "bare", ()

    def _site_form(self, before: tuple[Span, ...]) -> tuple[Form, tuple[Span, ...]]:
        """Of a park, zone or base without a name of its own: by its industry and place."""
        tokens, head = self.tokens, self.head
        if head.kind == "base":
            owned = self.owner is not None and tokens.capital(self.owner) and self.place is None
            after = self.index + 1
            if (
                not owned
                and after + 1 < tokens.size
                and tokens.lowers[after] == "of"
                and tokens.capital(after + 1)
            ):
                if self.place is not None:
                    return "bare", ()
                self.last = after + 1
                owned = True
            return (
                ("content", ((self.first, self.index - 1),))
                if owned and self.first < self.index
                else ("bare", ())
            )
        behind = self.place is not None and self.place.first > self.index
        if self.determiner == "the" and behind and self.first < self.index:
            self._take_in_place()
            return "name", ()
        if self.first < self.index and tokens.lowers[self.index + 1 : self.index + 2] == ["for"]:
            purpose, last, _ = content_after(tokens, self.index + 1, 1)
            if purpose:
                self.last = last
                self._find_place_behind(last + 1)
                return "content", purpose
        if self.first < self.index and ((before and behind) or self._compass()):
            self._take_in_place()
            return "content", ((self.first, self.index - 1),)
        return "bare", ()

    def _compass(self) -> bool:
        """`a southern coastal EZ` is one of its own."""
        return self.tokens.lowers[self.first] in words("compass") and self.determiner != "the"

    def _content_first(self) -> int:
        """Where the industries before the head begin: behind a leading place."""
        place = self.places.get(self.first)
        if place is not None and place.last < self.index:
            return place.last + 1
        return self.first

    def _find_own_place(self) -> None:
        """The place that the phrase itself gives: its owner, its first words, or `of …`, `in …` behind it."""
        place = self.places.get(self.first)
        if place is not None and place.last < self.index and not (place.adjective and place.noun == "country"):
            self.place = place
            return
        if self.owner is not None:
            for at in range(self.owner, max(self.owner - 5, -1), -1):
                place = self.places.get(at)
                if place is not None and place.last >= self.owner:
                    self.place = place
                    return
        if self.last == self.index:
            self._find_place_behind(self.last + 1)

    def _find_place_behind(self, at: int) -> None:
        """`in Shipai`, `of Tiruppur`, `in the northern province of Bac Giang`."""
        tokens = self.tokens
        if at + 1 >= tokens.size or tokens.lowers[at] not in ("in", "of", "at", "near"):
            return
        for after in range(at + 1, min(at + 6, tokens.size)):
            place = self.places.get(after)
            if place is not None:
                self.place = None if place.adjective else place
                return
            lower = tokens.lowers[after]
            if tokens.capital(after):
                if after == at + 1 and tokens.lowers[at] != "of" and self._may_be_place(after):
                    self.place = Proper(after, after, "place", tokens.words[after], "city")
                return
            if tokens.breaks[after] or (lower in self.tables.stops and lower not in ("the", "of")):
                return

    def _may_be_place(self, at: int) -> bool:
        """Whether an unknown capitalised word behind "park at" is a place: no month, no longer name."""
        tokens = self.tokens
        return (
            tokens.lowers[at] not in words("no names")
            and tokens.lowers[at] not in self.tables.stops
            and not tokens.words[at].isupper()
            and tokens.words[at].isalpha()
            and not (at + 1 < tokens.size and tokens.capital(at + 1))
        )

    def _take_in_place(self) -> None:
        """`knitwear cluster of Tiruppur`, `industrial parks in the northern province of Bac Giang`."""
        if self.place is not None and self.place.first > self.index and self.place.noun != "country":
            self.last = self.place.last


def bracketed(tokens: Tokens, at: int) -> Span | None:
    """The acronym or short name in brackets that begin at a token: `(VSIP)`, `(GIFT City)`."""
    if at + 2 >= tokens.size or tokens.words[at] != "(":
        return None
    for close in range(at + 2, min(at + 5, tokens.size)):
        if tokens.words[close] == ")":
            first = tokens.words[at + 1]
            short = len(first) > 1 and sum(letter.isupper() for letter in first) > 1
            return (at + 1, close - 1) if short else None
        if not tokens.capital(close):
            return None
    return None
