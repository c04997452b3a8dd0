"""The clusters that an article speaks of, read from its phrases sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from store.extraction.clusters.evidence import says_what_it_is
from store.extraction.clusters.phrases import Phrase
from store.extraction.clusters.register import Draft, Register, compared_words
from store.extraction.names.places import Proper
from store.extraction.names.tables import tables, words
from store.extraction.names.tokens import Tokens

_LATER = 25  # words from a number of clusters to their name
_INDUSTRY_WORDS = 3
_OWNER = 8  # words before a number of parks within which their place is told
_SITES = ("park", "zone", "base")
_INDUSTRIES = frozenset(("industry", "sector"))


@dataclass(slots=True, eq=False, repr=False)
class Spoken:
    """Tokens `first` to `last` speak of `draft`, by name or by a description (`reference`)."""

    first: int
    last: int
    draft: Draft
    reference: bool = False


@dataclass(slots=True, eq=False, repr=False)
class _Sentence:
    """What was met so far in a sentence."""

    place: str | None = None
    host: Draft | None = None
    host_at: int = -1
    site: Draft | None = None
    counted: Phrase | None = None


class ClusterReader:
    """Walks through an article's phrases and enters what they name into a register."""

    def __init__(
        self, tokens: Tokens, places: Mapping[int, Proper], register: Register, main_place: str | None
    ) -> None:
        """`main_place` is the place of what names none."""
        self.tokens, self.places, self.register, self.main_place = tokens, places, register, main_place
        self.latest: dict[str, Draft] = {}
        self.county: str | None = None
        self.place_names = {place.name for place in places.values()}
        self.industry: tuple[int, int] | None = None
        self.unnamed: list[Phrase] = []
        self.phrase_at: dict[int, Phrase] = {}

    def read(self, phrases: Iterable[Phrase]) -> Iterator[Spoken]:
        """Where clusters are spoken of by name, or as a number of them that is named later in the sentence."""
        phrase_at = self.phrase_at = {phrase.first: phrase for phrase in phrases}
        sentence = _Sentence()
        breaks = self.tokens.breaks
        telling = [
            index
            for index, lower in enumerate(self.tokens.lowers)
            if breaks[index] or index in phrase_at or index in self.places or lower in _INDUSTRIES
        ]
        for index in telling:
            if breaks[index]:
                sentence = _Sentence()
                continue
            self._meet_place(index, sentence)
            if self.tokens.lowers[index] in _INDUSTRIES:
                self._meet_industry(index)
            phrase = phrase_at.get(index)
            if phrase is None:
                continue
            if phrase.form == "bare" or self._named_later(phrase):
                yield from self._bare(phrase, sentence)
            elif self._describes(phrase, sentence):
                continue
            else:
                yield from self._named(phrase, sentence)

    def _named_later(self, phrase: Phrase) -> bool:
        """Whether clusters that are counted get their name in the same sentence."""
        if phrase.form != "group" or phrase.count is None:
            return False
        for index in range(phrase.head + 1, min(phrase.head + _LATER, self.tokens.size)):
            later = self.phrase_at.get(index)
            if later is not None and later.form == "group" and later.kind == phrase.kind:
                return later.count is None
            if self.tokens.breaks[index]:
                return False
        return False

    def _meet_industry(self, index: int) -> None:
        """Keeps the first industry that the article speaks of: `the rare earth industry`."""
        first, known = index, tables()
        while first and index - first < _INDUSTRY_WORDS:
            word, lower = self.tokens.words[first - 1], self.tokens.lowers[first - 1]
            opens = self.tokens.sentence_start(first - 1)
            if not ((word.islower() or opens) and self.tokens.is_word(first - 1)):
                break
            if lower in known.stops or lower in known.adjectives:
                break
            first -= 1
        if first < index and self.tokens.lowers[first] in words("no content"):
            return
        if first < index and self.industry is None:
            self.industry = (first, index - 1)

    def _meet_place(self, index: int, sentence: _Sentence) -> None:
        place = self.places.get(index)
        if place is not None and not place.adjective and place.noun != "country":
            within = tables().places.get(place.name)
            narrower = within is not None and within.part_of == sentence.place  # "Shaanxi's Yulin"
            sentence.place = place.name if narrower else sentence.place or place.name
            if place.noun == "county":
                self.county = place.name

    def _bare(self, phrase: Phrase, sentence: _Sentence) -> Iterator[Spoken]:
        """What a description tells: a level, the host of what follows, a number of clusters."""
        if phrase.kind not in self.latest and not phrase.plural and phrase.kind in ("cluster", "chain"):
            self.unnamed.append(phrase)
        if phrase.plural and phrase.count is not None:
            if phrase.kind == "cluster":
                sentence.counted = phrase
            latest = self.latest.get(phrase.kind)
            if latest is not None and latest.form == "group" and not self._more(phrase):
                yield Spoken(phrase.first, phrase.head, latest, True)
        elif phrase.determiner in ("a", "an"):
            self._describes(phrase, sentence)
        elif phrase.determiner in ("the", "this", "our") and not phrase.plural and phrase.kind in self.latest:
            self._host(self.latest[phrase.kind], phrase.last, sentence)

    def _describes(self, phrase: Phrase, sentence: _Sentence) -> bool:
        """Whether the phrase only describes the cluster named before it: `X, one of the national parks`."""
        host = sentence.host
        if host is None or (host.kind != phrase.kind and "cluster" not in (host.kind, phrase.kind)):
            return False
        between = self.tokens.lowers[sentence.host_at + 1 : phrase.first]
        known = tables()
        joined = all(
            lower in words("appositional") or lower in known.adjectives or lower in known.levels or lower == ","
            for lower in between
        )
        named = any(map(self.tokens.capital, range(phrase.first, phrase.head + 1)))
        said = not named and says_what_it_is(between)
        apposition = phrase.form != "name" and (
            (("one" in between and "of" in between) or "among" in between)
            or (bool(between) and joined and between[0] in (",", "is", "was", "became"))
        )
        if said or apposition or (phrase.form == "bare" and phrase.level is not None):
            host.level = host.level or phrase.level
            return True
        return False

    def _other_name(self, phrase: Phrase, sentence: _Sentence) -> bool:
        """Whether a name is another of the one before it: `X, better known as Y`."""
        between = self.tokens.lowers[sentence.host_at + 1 : phrase.first]
        if "," in between and all(
            map(self.tokens.capital, range(sentence.host_at + 2, sentence.host_at + between.index(",") + 1))
        ):
            between = between[between.index(",") :]  # "… Zone for High Technology Industries, known as"
        called = words("called") & set(between)
        return phrase.form == "name" and bool(called) and words("between names").issuperset(between)

    def _more(self, phrase: Phrase) -> bool:
        around = self.tokens.lowers[max(phrase.first - 2, 0) : phrase.head]
        return any(lower in words("not more") for lower in around)

    def _host(self, draft: Draft, last: int, sentence: _Sentence) -> None:
        sentence.host, sentence.host_at = draft, last
        if draft.kind in _SITES:
            sentence.site = draft

    def _named(self, phrase: Phrase, sentence: _Sentence) -> Iterator[Spoken]:
        known = self.latest.get(phrase.kind)
        if (
            phrase.form == "group"
            and phrase.count is not None
            and known is not None
            and known.form == "group"
            and set(compared_words(self.tokens.lowers[phrase.first : phrase.head + 1])).issubset(known.words)
        ):
            yield Spoken(phrase.first, phrase.head, known, True)
            return
        if sentence.host is not None and self._other_name(phrase, sentence):
            host = sentence.host.root()
            self.register.call(
                host, phrase.kind, self._telling(phrase), self.tokens.span(phrase.first, phrase.last)
            )
            yield Spoken(phrase.first, phrase.last, host)
            return
        place = self._place(phrase)
        near = place or sentence.place or self.main_place
        short = self.tokens.span(*phrase.acronym) if phrase.acronym and phrase.form == "name" else None
        for first, last, draft in list(self._drafts(phrase, near, sentence)):
            entered = self.register.enter(draft, place if draft.form != "name" else None, short)
            self.latest[entered.kind] = entered
            if phrase.form != "list":
                self._host(entered, last, sentence)
            yield Spoken(first, last, entered)
            if short is not None and phrase.acronym is not None:
                yield Spoken(*phrase.acronym, entered)
            if phrase.form == "group" and sentence.counted is not None:
                yield Spoken(sentence.counted.first, sentence.counted.head, entered, True)

    def _drafts(
        self, phrase: Phrase, place: str | None, sentence: _Sentence
    ) -> Iterator[tuple[int, int, Draft]]:
        tokens = self.tokens
        parent = sentence.site or (sentence.host if phrase.kind == "chain" else None)
        if phrase.form == "name" and phrase.kind in _SITES:
            parent = None
        if parent is not None and phrase.place is not None and parent.place not in (None, phrase.place.name):
            parent = None
        if parent is None and phrase.kind == "chain" and phrase.form == "list":
            parent = self.latest.get("cluster")
        if parent is not None and phrase.place is None:
            place = parent.place or place
        start = self._owner_start(phrase)
        whole = tokens.span(start, phrase.last)
        if phrase.form in ("name", "group"):
            told = compared_words(self._telling(phrase))
            if phrase.form == "group":
                told = ("several", *told)  # none of them alone
            owner = self._owning_place(phrase, sentence)
            if phrase.form == "group" and phrase.count is not None and owner is not None:
                whole = f"{whole} of {owner}"
            yield (
                start,
                phrase.last,
                Draft(whole, phrase.kind, told, phrase.lemma, phrase.form, phrase.level, place),
            )
            return
        single = phrase.form == "content"
        for first, last in phrase.items:
            lowers = [lower for lower in tokens.lowers[first : last + 1] if lower not in tables().levels]
            draft = Draft(
                whole if single else tokens.span(first, last), phrase.kind, compared_words(lowers),
                phrase.lemma, "item", phrase.level, place, parent,
            )  # fmt: skip
            yield (start, phrase.last, draft) if single else (first, last, draft)

    def _owning_place(self, phrase: Phrase, sentence: _Sentence) -> str | None:
        """The place that has the parks which a sentence counts: it, or the main one as `the province`."""
        main = self.main_place or ""
        place_words, of_main = tables().place_words, main.lower().split()
        before = self.tokens.lowers[max(phrase.first - _OWNER, 0) : phrase.first]
        told = any(lower in place_words or lower in of_main for lower in before)
        return sentence.place or (self.main_place if told else None)

    def _telling(self, phrase: Phrase) -> list[str]:
        """The words by which a name is compared; a group's place is compared apart."""
        lowers = list(self.tokens.lowers[phrase.first : phrase.last + 1])
        if phrase.form == "group" and phrase.place is not None:
            lowers = list(self.tokens.lowers[phrase.first : phrase.head + 1])
            if phrase.place.first == phrase.first:
                lowers = lowers[phrase.place.last + 1 - phrase.first :]
        return lowers

    def _owner_start(self, phrase: Phrase) -> int:
        """Where the name begins with its owner: a company's base, a province's parks."""
        if phrase.owner is None or not (phrase.kind == "base" or phrase.form == "group"):
            return phrase.first
        at = phrase.owner
        while (
            at > 0 and self.tokens.capital(at - 1) and phrase.owner - at < 8 and not self.tokens.breaks[at - 1]
        ):
            at -= 1
        return at if self.tokens.capital(at) else phrase.first

    def _place(self, phrase: Phrase) -> str | None:
        if phrase.place is not None and phrase.place.noun != "country":
            return phrase.place.name
        if phrase.form == "name":
            for at in range(phrase.first, phrase.head):
                if self.tokens.lowers[at] in tables().kind_words:
                    break
                named_after = self.tokens.span(phrase.first, at)
                if named_after in self.place_names:
                    return named_after
        if phrase.owner is not None and self.tokens.lowers[phrase.owner] == "county":
            return self.county
        return None


def add_members(tokens: Tokens, spoken: Sequence[tuple[int, Draft]], companies: Sequence[Proper]) -> None:
    """Companies named in one sentence with one cluster are its members; `spoken` holds tokens and clusters."""
    events: list[tuple[int, Draft | str | None]] = [
        (at, draft) for at, draft in spoken if draft.form != "group"
    ]
    events += [(company.first, company.name) for company in companies]
    events += [(index, None) for index, breaks in enumerate(tokens.breaks) if breaks]
    events.append((tokens.size, None))
    events.sort(key=lambda event: event[0])
    sentence: list[Draft | str] = []
    for _, part in events:
        if part is not None:
            sentence.append(part)
            continue
        clusters = {id(named): named for named in sentence if isinstance(named, Draft)}
        if len(clusters) == 1:
            members = (named for named in sentence if isinstance(named, str))
            next(iter(clusters.values())).organizations.update(dict.fromkeys(members))
        sentence = []
