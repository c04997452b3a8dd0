"""The clusters of an article under all their wordings: what speaks of the same cluster becomes one."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Literal, cast

from store.extraction.names.tables import tables
from store.records import Cluster, Level

_NEAREST = 32  # names of one kind and first word that another wording is compared with
_ACRONYM = 3  # letters of the shortest acronym that nothing explains
_SKIPPED = frozenset({"and", "the", "of", "in", "for", "a", "&", ",", "-", "–", "—"})

Words = tuple[str, ...]


@dataclass(slots=True, eq=False, repr=False)
class Draft:
    """A cluster while its article is being read.

    `form` is "name" for a proper name, "item" for one told apart by its industry, "group" for several. `words`
    are what its wordings are compared by; `noun` is the head noun that descriptions of it use.
    """

    name: str
    kind: str
    words: Words
    noun: str
    form: str
    level: Level | None = None
    place: str | None = None
    part_of: Draft | None = None
    aliases: dict[str, None] = field(default_factory=dict)
    organizations: dict[str, None] = field(default_factory=dict)
    into: Draft | None = None

    def root(self) -> Draft:
        """The draft that this one turned out to be another wording of."""
        draft = self
        while draft.into is not None:
            draft = draft.into
        return draft

    def record(self) -> Cluster:
        """The finished record."""
        parent = self.part_of.root() if self.part_of is not None else None
        return Cluster(
            name=self.name,
            kind=cast(Literal["cluster", "chain", "park", "zone", "base"], self.kind),
            aliases=tuple(alias for alias in self.aliases if alias != self.name),
            level=self.level,
            place=self.place,
            part_of=parent.name if parent is not None and parent is not self else None,
            organizations=tuple(self.organizations),
        )


class Register:
    """The clusters met so far, under every wording."""

    def __init__(self) -> None:
        """No cluster is known yet."""
        self.drafts: list[Draft] = []
        self._exact: dict[tuple[str, Words, str | None], Draft] = {}
        self._initials: dict[tuple[str, str], Draft] = {}
        self._buckets: dict[tuple[str, str], list[Draft]] = {}
        self._short: dict[str, Draft] = {}

    def enter(self, draft: Draft, place: str | None, short: str | None = None) -> Draft:
        """The draft for this wording: a known one, grown by the wording, or `draft` itself.

        `place` is the place that the wording itself gives, `short` the short name in brackets behind it.
        """
        known = self._find(draft, place)
        if known is None:
            known = draft
            self.drafts.append(draft)
            self._buckets.setdefault((draft.kind, draft.words[0] if draft.words else ""), []).append(draft)
        else:
            _grow(known, draft)
        self._exact.setdefault((draft.kind, draft.words, place), known)
        self._exact.setdefault((draft.kind, draft.words, None), known)
        self._exact.setdefault((draft.kind, tuple(sorted(draft.words)), place), known)
        if len(draft.words) > 1:
            self._initials.setdefault((draft.kind, "".join(word[0] for word in draft.words)), known)
        if short is not None:
            self._short.setdefault(short, known)
            if short.lower() not in tables().heads:
                known.aliases.setdefault(short)
        return known

    def call(self, draft: Draft, kind: str, lowers: Iterable[str], name: str) -> None:
        """Enters a further name of a cluster, which may speak of it as of another kind."""
        draft.aliases.setdefault(name)
        self._exact.setdefault((kind, compared_words(lowers), None), draft)

    def short(self, name: str) -> Draft | None:
        """The cluster that the article called so in brackets."""
        return self._short.get(name)

    def learn_acronyms(self, spoken: Iterable[str]) -> None:
        """Enters the capitals among the words of a text that are the initials of a named cluster's words."""
        initials = {
            letters: draft.root()
            for draft in self.drafts
            if draft.form == "name" and len(letters := _initials_of(draft.name)) >= _ACRONYM
        }
        for word in initials.keys() & set(spoken):
            if word not in self._short and word.lower() not in tables().heads:
                self._short[word] = initials[word]
                initials[word].aliases.setdefault(word)

    def short_names(self) -> Collection[str]:
        """Every name of one word or more that the article gave in brackets."""
        return self._short

    def _find(self, draft: Draft, place: str | None) -> Draft | None:
        kind, words = draft.kind, draft.words
        known = self._exact.get((kind, words, place)) or self._exact.get((kind, tuple(sorted(words)), place))
        if known is None and place is not None:
            known = self._exact.get((kind, words, None))
            if known is not None and not _lies_in(known.place, place):
                known = None
        if known is None and len(words) == 1:
            letters = "".join(letter for letter in words[0] if letter.isalnum())
            known = self._initials.get((kind, letters)) if len(letters) > 1 else None
        if known is None and draft.form == "item" and len(words) > 1:
            spoken = self._exact.get((kind, ("".join(word[0] for word in words),), place))
            known = spoken if spoken is not None and spoken.form == "item" else None
        if known is None and draft.form == "name":
            known = self._shorter_or_longer(draft)
        return known.root() if known is not None else None

    def _shorter_or_longer(self, draft: Draft) -> Draft | None:
        for other in reversed(
            self._buckets.get((draft.kind, draft.words[0] if draft.words else ""), [])[-_NEAREST:]
        ):
            if other.form == "name" and (
                _shortened(draft.words, other.words) or _shortened(other.words, draft.words)
            ):
                return other
        return None

    def fold(self, headline: Iterable[Draft]) -> None:
        """Makes the items "A" and "B" other wordings of "A and B", where that is named as one.

        A headline's wording ("rail cluster") folds into the only fuller one of the text ("rail gear cluster").
        """
        whole = {(draft.kind, draft.words): draft for draft in self.drafts if draft.form == "item"}
        for (kind, words), draft in whole.items():
            for cut in range(1, len(words)):
                left, right = whole.get((kind, words[:cut])), whole.get((kind, words[cut:]))
                if left is not None and right is not None:
                    for part in (left, right):
                        if part.into is None and part.part_of is draft.part_of:
                            _grow(draft, part)
                            part.into = draft
        for title in headline:
            fuller = [draft for draft in self.drafts[:_NEAREST] if self._tells_more(draft, title)]
            if not fuller and title.form == "name" and title.name[-4:].islower():
                fuller = [other for other in self.drafts[:_NEAREST] if _rival(other, title)]
            if not fuller:
                fuller = [draft for draft in self.drafts[:_NEAREST] if _same_but_place(draft, title)]
            if len(fuller) == 1 and title.into is None:
                _grow(fuller[0], title)
                title.into = fuller[0]
        self.drafts = [draft for draft in self.drafts if draft.into is None]

    def _tells_more(self, draft: Draft, title: Draft) -> bool:
        """Whether a draft of the text is what the looser wording of the headline speaks of."""
        if draft is title or draft.into is not None or draft.kind != title.kind:
            return False
        if draft.form == title.form == "item":
            return set(title.words) < set(draft.words)
        if not title.words or draft.form != "name" or title.form != "name":
            return False
        short = next((name for name, known in self._short.items() if name.lower() == title.words[0]), "")
        if short and self._short[short].root() is draft:
            return True
        return title.name[-4:].islower() and title.words[0] == draft.words[:1][0] and len(title.words) <= 4


def _rival(draft: Draft, title: Draft) -> bool:
    """Whether a named park or zone of the text could be the one of the headline: `Lusatian industrial park`."""
    return draft is not title and draft.into is None and draft.form == "name" and draft.kind == title.kind


def _same_but_place(draft: Draft, title: Draft) -> bool:
    """Whether a headline's wording differs from one of the text only by a place: `Shunde appliance cluster`."""
    if (
        draft is title
        or draft.into is not None
        or draft.kind != title.kind
        or "group" in (draft.form, title.form)
    ):
        return False
    places = {word.lower() for place in (draft.place, title.place) if place for word in place.split()}
    places |= {word for word in (*draft.words[:1], *title.words[:1]) if word.title() in tables().places}
    own, headline = set(draft.words) - places, set(title.words) - places
    return bool(own) and own == headline


def _lies_in(one: str | None, other: str) -> bool:
    """Whether two places are one, or one lies in the other, as far as is known."""
    if one is None or one == other:
        return True
    for inner, outer in ((one, other), (other, one)):
        place = tables().places.get(inner)
        if place is not None and place.part_of == outer:
            return True
    return False


def _grow(known: Draft, wording: Draft) -> None:
    """Takes the fuller name and everything that another wording tells."""
    longer = len(wording.words) > len(known.words) or (
        len(wording.words) == len(known.words)
        and len(wording.name) > len(known.name)
        and known.form == wording.form
    )
    if longer:
        known.aliases.setdefault(known.name)
        known.name, known.words = wording.name, wording.words
    known.aliases.setdefault(wording.name)
    known.level = known.level or wording.level
    known.place = known.place or wording.place
    if known.part_of is None and wording.part_of is not known:
        known.part_of = wording.part_of


def _initials_of(name: str) -> str:
    """`SCIP` of "Sumgait Chemical Industrial Park", `MMSEZ` of "Musina-Makhado Special Economic Zone"."""
    parts = name.replace("-", " ").split()
    return "".join(part[0].upper() for part in parts if part.lower() not in _SKIPPED)


def compared_words(lowers: Iterable[str]) -> Words:
    """The words by which two wordings are compared: no articles, no plurals, abbreviations written out."""
    return tuple(chain.from_iterable(map(_compared, lowers)))


@lru_cache(maxsize=2**14)
def _compared(lower: str) -> Words:
    if lower in _SKIPPED:
        return ()
    told = tables().same_words.get(lower, lower)
    return tuple(_singular(word) for word in told.split() if word not in _SKIPPED)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _shortened(short: Words, full: Words) -> bool:
    """Whether `short` is `full` without some words that only say what kind of zone it is."""
    if not short or not full or short[0] != full[0] or len(short) >= len(full):
        return False
    known = tables()
    at = 0
    for word in full:
        if at < len(short) and word == short[at]:
            at += 1
        elif not (
            word in known.types
            or word in known.levels
            or word in known.industries
            or word in known.place_words
            or word in known.heads
        ):
            return False
    return at == len(short)
