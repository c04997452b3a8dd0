"""What a phrase on clusters is: a name, told apart by its industry or place, a list, a group, a description."""

from __future__ import annotations

from typing import Literal

from store.extraction.clusters.bounds import PhraseBounds
from store.extraction.clusters.content import Span, content_after, content_before
from store.extraction.clusters.heads import Candidate
from store.extraction.names.places import Proper
from store.extraction.names.tables import words

_BUILT = 6  # words between a site and the place at which it is built

Form = Literal["name", "content", "list", "group", "bare"]


class PhraseForm(PhraseBounds):
    """Tells the form of a phrase whose bounds are known, and the place that it gives itself."""

    def form(self, candidate: Candidate) -> tuple[Form, tuple[Span, ...]]:
        """The form, and the items of one that is told apart by its industries."""
        tokens, head = self.tokens, self.head
        count = self.count if head.plural else 1
        told = self.owner is not None or self.place is not None or self.determiner == "the"
        loose = head.kind == "cluster" and not head.plural and told
        before = content_before(tokens, self._content_first(), self.index, count, loose)
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
        """Whether the phrase counts parks or clusters of a sort: `13 industrial parks`, not `12 more parks`."""
        sorted_by = self.first < self.index or self.head.needs == "acronym"  # "11 SEZs"
        if self.count is None or not sorted_by:
            return False
        if any(lower in words("not more") for lower in self.tokens.lowers[self.first : self.index]):
            return False
        at = self.count_at - 1
        while at > 0 and self.tokens.lowers[at] in words("bounds"):
            at -= 1
        home = at > 0 and self.tokens.lowers[at - 1 : at + 1] == ["home", "to"]
        return home or at < 0 or self.tokens.lowers[at] not in words("parts of others")

    def _titled(self) -> bool:
        """Whether several are named as one, with capitals: `three Bulk Drug Parks`."""
        tokens = self.tokens
        words_before = range(self.first, self.index)
        return (
            tokens.capital(self.index)
            and len(words_before) > (self.count is None)
            and all(map(tokens.capital, words_before))
            and any(
                tokens.words[at].islower() for at in range(self.index + 1, min(self.index + 3, tokens.size))
            )
        )

    def _group(self) -> tuple[Form, tuple[Span, ...]]:
        """Of several parks or zones: one group by the place that they lie in."""
        if self._counted() or self._of_agency():
            return "group", ()
        more = any(
            self.tokens.lowers[at] in words("not more") for at in range(max(self.first - 1, 0), self.index)
        )
        if self.place is None or self.place.noun == "country" or more or self.first == self.index:
            return "bare", ()
        self._take_in_place()
        return "group", ()

    def _of_agency(self) -> bool:
        """Whether they are told apart by who runs them, in capitals: `SIPCOT parks`."""
        before = self.tokens.words[self.index - 1] if self.first < self.index else ""
        head = self.tables.heads.get(before.lower())
        plain = before.lower() in self.tables.types or (head is not None and head.needs == "acronym")
        return len(before) > 2 and before.isupper() and not plain and self.tokens.words[self.index].islower()

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
            if not owned and before and self.determiner != "the":
                self._take_in_place()
                return "content", before
            if owned and self.first < self.index:
                return "content", ((self.first, self.index - 1),)
            return self._for_purpose() or ("bare", ())
        behind = self.place is not None and self.place.first > self.index
        own_word = head.needs == "any" and tokens.capital(self.index)  # "Technopark in Kochi"
        if behind and (own_word or (self.determiner == "the" and self.first < self.index)):
            self._take_in_place()
            return "name", ()
        purpose = self._for_purpose()
        if purpose is not None:
            return purpose
        if before and not behind and self.determiner in ("a", "an") and self._find_site():
            return "content", ((self.first, self.index - 1),)
        if self.first < self.index and ((before and behind) or self._compass()):
            self._take_in_place()
            return "content", ((self.first, self.index - 1),)
        return "bare", ()

    def _for_purpose(self) -> tuple[Form, tuple[Span, ...]] | None:
        """`industrial park for auto chips`, `production base for toys`: told apart by what is made there."""
        if self.first == self.index or self.tokens.lowers[self.index + 1 : self.index + 2] != ["for"]:
            return None
        purpose, last, _ = content_after(self.tokens, self.index + 1, 1)
        if not purpose:
            return None
        self.last = last
        self._find_place_behind(last + 1)
        return "content", purpose

    def _compass(self) -> bool:
        """`a southern coastal EZ` is one of its own."""
        return self.tokens.lowers[self.first] in words("compass") and self.determiner != "the"

    def _content_first(self) -> int:
        """Where the industries before the head begin: behind a leading place."""
        place = self.places.get(self.first)
        if place is not None and place.last < self.index:
            return place.last + 1
        return self.first

    def find_own_place(self) -> None:
        """Finds the place that the phrase itself gives: its owner, its first words, or `in …` behind it."""
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
                of = tokens.lowers[at] == "of" and not self.head.plural and self.head.needs != "district"
                if after == at + 1 and not of and self._may_be_place(after):
                    self.place = Proper(after, after, "place", tokens.words[after], "city")
                return
            if tokens.breaks[after] or (lower in self.tables.stops and lower not in ("the", "of")):
                return

    def _find_site(self) -> bool:
        """Finds the place at which a new site is said to be built: `a park will be built in Ordos`."""
        at = self.last + 1
        while at < self.tokens.size and at - self.last < _BUILT and self.tokens.lowers[at] in words("built at"):
            at += 1
        if at == self.last + 1 or self.place is not None:
            return False
        self._find_place_behind(at)
        return self.place is not None

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
