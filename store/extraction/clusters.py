"""The clusters of an article: phrases that speak of the same cluster become one record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal, cast

from store.extraction.cluster_phrases import Phrase
from store.extraction.name_tables import tables
from store.extraction.name_tokens import Tokens
from store.extraction.proper import Proper
from store.records import Cluster, Level

_NEAREST = 32  # names of one kind and first word that a shorter wording is compared with
_EXPANDED = {
    "sez": "special economic zone", "idz": "industrial development zone", "epz": "export processing zone",
    "ftz": "free trade zone", "etdz": "economic technological development zone", "hi-tech": "high-tech",
    "hightech": "high-tech", "technology": "tech", "technological": "tech", "&": "",
}  # fmt: skip
_SKIPPED = frozenset({"and", "the", "of", "-", "–", "—", "in", ","})


@dataclass(slots=True)
class Draft:
    """A cluster while its article is being read."""

    name: str
    kind: str
    words: tuple[str, ...]
    lemma: str
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
        return Cluster(
            name=self.name,
            kind=cast(Literal["cluster", "chain", "park", "zone", "base"], self.kind),
            aliases=tuple(alias for alias in self.aliases if alias != self.name),
            level=self.level,
            place=self.place,
            part_of=self.part_of.root().name if self.part_of is not None else None,
            organizations=tuple(self.organizations),
        )


@dataclass(frozen=True, slots=True)
class Spoken:
    """Tokens `first` to `last` speak of `draft`, by name or by a description (`reference`)."""

    first: int
    last: int
    draft: Draft
    reference: bool


class Register:
    """The clusters met so far, under every wording."""

    def __init__(self) -> None:
        """No cluster is known yet."""
        self.drafts: list[Draft] = []
        self._exact: dict[tuple[str, tuple[str, ...], str | None], Draft] = {}
        self._buckets: dict[tuple[str, str], list[Draft]] = {}
        self._acronyms: dict[str, Draft] = {}
        self._items: dict[tuple[str, ...], Draft] = {}

    def enter(self, draft: Draft, place: str | None, acronym: str | None = None) -> Draft:
        """The draft for this wording: a known one, grown by the wording, or `draft` itself."""
        known = self._find(draft, place)
        if known is None:
            known = draft
            self.drafts.append(draft)
            if draft.words:
                self._buckets.setdefault((draft.kind, draft.words[0]), []).append(draft)
        else:
            self._grow(known, draft)
        self._exact.setdefault((draft.kind, draft.words, place), known)
        self._exact.setdefault((draft.kind, draft.words, None), known)
        if acronym is not None:
            self._acronyms.setdefault(acronym, known)
            known.aliases.setdefault(acronym)
        return known

    def acronym(self, word: str) -> Draft | None:
        """The cluster that an article abbreviated so."""
        return self._acronyms.get(word)

    def _find(self, draft: Draft, place: str | None) -> Draft | None:
        known = self._exact.get((draft.kind, draft.words, place))
        if known is not None or draft.form != "name":
            if known is None and place is not None:
                other = self._exact.get((draft.kind, draft.words, None))
                if other is not None and other.place is None:
                    other.place = place
                    return other
            return known.root() if known else None
        for other in reversed(
            self._buckets.get((draft.kind, draft.words[0] if draft.words else ""), [])[-_NEAREST:]
        ):
            if _shortened(draft.words, other.words) or _shortened(other.words, draft.words):
                return other.root()
        return None

    def _grow(self, known: Draft, wording: Draft) -> None:
        """Takes the fuller name and everything that the new wording tells."""
        if len(wording.words) > len(known.words):
            known.aliases.setdefault(known.name)
            known.name, known.words = wording.name, wording.words
        known.aliases.setdefault(wording.name)
        known.level = known.level or wording.level
        known.place = known.place or wording.place
        if known.part_of is None and wording.part_of is not known:
            known.part_of = wording.part_of

    def fold_items(self) -> None:
        """Makes the items "A" and "B" other wordings of "A and B", where that is named as one."""
        whole = {draft.words: draft for draft in self.drafts if draft.form == "item"}
        singles = {draft.words: draft for draft in self.drafts if draft.form == "item"}
        for words, draft in whole.items():
            for cut in range(1, len(words)):
                left, right = singles.get(words[:cut]), singles.get(words[cut:])
                if left and right and left is not draft and right is not draft:
                    for part in (left, right):
                        if part.into is None and part.part_of is draft.part_of:
                            draft.aliases.setdefault(part.name)
                            part.into = draft
        self.drafts = [draft for draft in self.drafts if draft.into is None]


def read_clusters(
    tokens: Tokens,
    phrases: Sequence[Phrase],
    proper: Sequence[Proper],
    register: Register,
    main_place: str | None,
) -> list[Spoken]:
    """Enters the clusters that the phrases name into the register; yields where each is spoken of by name."""
    return list(_Article(tokens, phrases, proper, register, main_place).read())


class _Article:
    def __init__(
        self,
        tokens: Tokens,
        phrases: Sequence[Phrase],
        proper: Sequence[Proper],
        register: Register,
        main_place: str | None,
    ) -> None:
        self.tokens, self.phrases, self.register, self.main_place = tokens, phrases, register, main_place
        self.places = {name.first: name for name in proper if name.kind == "place"}
        self.latest: dict[str, tuple[int, Draft]] = {}
        self.county: str | None = None

    def read(self) -> Iterable[Spoken]:
        """Walks the text sentence by sentence."""
        tokens, phrase_at = self.tokens, {phrase.first: phrase for phrase in self.phrases}
        sentence_place: str | None = None
        host: Draft | None = None
        counted: Phrase | None = None
        for index in range(len(tokens)):
            if tokens.breaks[index]:
                sentence_place, host, counted = None, None, None
                continue
            place = self.places.get(index)
            if place is not None and not place.adjective and place.noun != "country":
                sentence_place = sentence_place or place.name
                if place.noun == "county":
                    self.county = place.name
            phrase = phrase_at.get(index)
            if phrase is None:
                continue
            if phrase.form == "bare":
                host, counted = self._bare(phrase, host, counted)
                continue
            own_place = self._own_place(phrase)
            near = own_place or sentence_place or self.main_place
            for first, last, draft in self._drafts(phrase, near, host):
                acronym = (
                    tokens.words[phrase.acronym]
                    if phrase.acronym is not None and phrase.form == "name"
                    else None
                )
                entered = self.register.enter(draft, own_place if phrase.form != "name" else None, acronym)
                self.latest[entered.kind] = (index, entered)
                if entered.form == "name":
                    host = entered
                yield Spoken(first, last, entered, False)
                if acronym is not None and phrase.acronym is not None:
                    yield Spoken(phrase.acronym, phrase.acronym, entered, False)
                if phrase.form == "group" and counted is not None:
                    entered.aliases.setdefault(tokens.span(counted.first, counted.last))
                    yield Spoken(counted.first, counted.last, entered, True)

    def _bare(
        self, phrase: Phrase, host: Draft | None, counted: Phrase | None
    ) -> tuple[Draft | None, Phrase | None]:
        """What a description tells: a level, the host of what follows, a number of clusters."""
        if phrase.plural and phrase.count is not None and phrase.kind == "cluster":
            return host, phrase
        if phrase.determiner in ("a", "an") and phrase.level is not None and host is not None:
            if host.kind == phrase.kind and host.level is None:
                host.level = phrase.level
        elif phrase.determiner in ("the", "this", "our") and not phrase.plural and phrase.kind in self.latest:
            latest = self.latest[phrase.kind][1]
            host = host or latest
        return host, counted

    def _drafts(
        self, phrase: Phrase, place: str | None, host: Draft | None
    ) -> Iterable[tuple[int, int, Draft]]:
        tokens = self.tokens
        whole = tokens.span(phrase.first, phrase.last)
        parent = host if host is not None and host.kind in ("park", "zone", "base") else None
        if phrase.form in ("name", "group"):
            words = _words(tokens.lowers[phrase.first : phrase.last + 1])
            level = phrase.level
            yield (
                phrase.first,
                phrase.last,
                Draft(whole, phrase.kind, words, phrase.lemma, phrase.form, level, place),
            )
        elif phrase.form == "content":
            item = phrase.items[0]
            words = _words(tokens.lowers[item[0] : item[1] + 1])
            draft = Draft(whole, phrase.kind, words, phrase.lemma, "item", phrase.level, place, parent)
            yield phrase.first, phrase.last, draft
        else:
            for first, last in phrase.items:
                words = _words(tokens.lowers[first : last + 1])
                name = tokens.span(first, last)
                yield (
                    first,
                    last,
                    Draft(name, phrase.kind, words, phrase.lemma, "item", phrase.level, place, parent),
                )

    def _own_place(self, phrase: Phrase) -> str | None:
        """The place that the phrase itself gives: its owner, its first words, or `in …` behind it."""
        tokens = self.tokens
        if phrase.owner is not None:
            for at in range(phrase.owner, max(phrase.owner - 4, -1), -1):
                place = self.places.get(at)
                if place is not None and place.last >= phrase.owner:
                    return place.name
            if tokens.lowers[phrase.owner] == "county" and self.county is not None:
                return self.county
        place = self.places.get(phrase.first)
        if place is not None and not (place.adjective and place.noun == "country"):
            return place.name
        after = phrase.last + 1
        if after + 1 < len(tokens) and tokens.lowers[after] in ("in", "at", "near", "of"):
            place = self.places.get(after + 1)
            if place is not None:
                return place.name
        if (
            after + 2 < len(tokens)
            and tokens.lowers[after] in ("located", "based")
            and tokens.lowers[after + 1] == "in"
        ):
            place = self.places.get(after + 2)
            if place is not None:
                return place.name
        return None


def _words(lowers: Iterable[str]) -> tuple[str, ...]:
    """The words by which two wordings are compared: no articles, no plurals, abbreviations written out."""
    words: list[str] = []
    for lower in lowers:
        if lower in _SKIPPED:
            continue
        words += (_singular(word) for word in _EXPANDED.get(lower, lower).split())
    return tuple(words)


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def _shortened(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether `short` is `full` without some words that only say what kind of zone it is."""
    if not short or not full or short[0] != full[0] or len(short) >= len(full):
        return short == full
    known = tables()
    at = 0
    for word in full:
        if at < len(short) and word == short[at]:
            at += 1
        elif not (
            word in known.types or word in known.levels or word in known.industries or word in known.place_words
        ):
            return False
    return at == len(short)
