"""Phrases that speak of industrial clusters, chains, parks, zones and bases, found from their head nouns."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from store.extraction.clusters.content import Span
from store.extraction.clusters.evidence import behind_brackets, hosts_firms, is_site, name_behind, name_told
from store.extraction.clusters.forms import Form, PhraseForm
from store.extraction.clusters.heads import Candidate, speaks_of_industry
from store.extraction.names.places import Proper
from store.extraction.names.tables import Head, tables, words
from store.extraction.names.tokens import Tokens
from store.records import Level


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
        if lower in heads
        or (tokens.capitals[index] and (tokens.words[index] in known or lower.endswith("park")))
    ]
    hosting = {tokens.lowers[index] for index in may_be if hosts_firms(tokens, index)}
    for index in may_be:
        if tokens.words[index] in known and index >= floor:
            phrase = _known_phrase(tokens, places, index)
            if phrase is not None:
                found.append(phrase)
                floor = phrase.last + 1
                continue
        head = heads.get(tokens.lowers[index]) or _compound_head(tokens.lowers[index])
        if head is None or index < floor:
            continue
        phrase = _Reader(tokens, places, index, head, floor).read(hosting)
        if phrase is not None:
            found.append(phrase)
            floor = max(phrase.head, phrase.last if phrase.form == "name" else 0) + 1
    return found


def _compound_head(lower: str) -> Head | None:
    """The head of a name whose last word is a compound with "park": `Málaga TechPark`, `Biotechpark`."""
    stem = lower.removesuffix("park")
    told = lower != stem and len(stem) > 2 and stem not in words("common parks")
    return Head(lower, "park", "capital", False) if told else None


def _known_phrase(tokens: Tokens, places: Mapping[int, Proper], index: int) -> Phrase | None:
    """The name of a cluster that is known without a noun such as "park": `Silicon Saxony`.

    A place behind it tells one of several: `Amata City Rayong`.
    """
    for name, kind, place in tables().known_clusters[tokens.words[index]]:
        last = index + name.count(" ")
        if last < tokens.size and tokens.span(index, last) == name and not _goes_on(tokens, last + 1):
            lies_in = Proper(index, last, "place", place, "region")
            town = places.get(last + 1)
            if kind == "park" and town is not None and not town.adjective:
                last, lies_in = town.last, town
            return Phrase(index, last, last, kind, kind, "name", False, place=lies_in)
    return None


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Whether capitalised words from a token on lead to a noun such as "park": `… Science Park`."""
    for after in range(at, min(at + 6, tokens.size)):
        if tokens.lowers[after] in tables().heads and tokens.capital(after):
            return True
        if not tokens.capital(after) and tokens.lowers[after] not in ("and", "&"):
            return False
    return False


def _leads_on(tokens: Tokens, at: int) -> bool:
    """Whether words of a type lead from a token to a further noun: `… Special Economic Zone`."""
    known = tables()
    for after in range(at, min(at + 4, tokens.size)):
        if not tokens.capital(after):
            return False
        if tokens.lowers[after] in known.heads:
            return after > at
        if tokens.lowers[after] not in known.types:
            return False
    return False


class _Reader(PhraseForm):
    """Reads the phrase round one head noun, first leftwards, then rightwards."""

    def read(self, hosting: Collection[str]) -> Phrase | None:
        """The phrase, or None where the noun speaks of no industry.

        `hosting` are the nouns of which the article says that firms sit there: "The campus hosts 90 firms".
        """
        tokens, index = self.tokens, self.index
        follower = tokens.lowers[index + 1] if index + 1 < tokens.size else ""
        if tokens.capital(index) and self.head.needs != "tail" and _leads_on(tokens, index + 1):
            return None  # "Dube TradePort Special Economic Zone"
        if follower in self.tables.heads and tokens.capital(index) == tokens.capital(index + 1):
            return None  # the next noun is the head: "industrial park cluster"
        body = behind_brackets(tokens, index + 1)
        another = body < tokens.size and tokens.lowers[body] in words("other bodies")
        if another and tokens.capital(index) and tokens.capital(body):
            return None  # "Free Zone Consortium", "Manufacturing Clusters (EMC 2.0) Scheme"
        self.read_left()
        if self.head.needs == "site" and self._led():
            return None  # "director of the … Development Center"
        if not self.read_tail():
            return None
        if self.last > index and tokens.lowers[self.last] in words("other bodies"):
            return None  # "Zona Franca Consortium"
        self.find_own_place()
        candidate = self._candidate(hosting)
        leads = self.head.needs == "named" and candidate.of_a_type()  # "one of its innovation hubs, …"
        speaks = speaks_of_industry(candidate)
        if not speaks and not (leads and name_behind(tokens, self.first, self.last, self.places)):
            return None
        form, items = self.form(candidate)
        if candidate.of_a_type() and (form == "bare" or (form == "name" and not candidate.proper)):
            told = name_told(tokens, self.first, self.places) or name_behind(
                tokens, self.first, self.last, self.places
            )
            if told is not None:
                return Phrase(
                    *told, told[1], self.head.kind, self.head.lemma, "name", False, place=self.place,
                    acronym=bracketed(tokens, told[1] + 1),
                )  # fmt: skip
        if not speaks:
            return None
        levels = (self.tables.levels.get(tokens.lowers[at]) for at in range(self.first, index))
        return Phrase(
            self.first, self.last, index, self.head.kind, self.head.lemma, form, self.head.plural,
            self.determiner, next((level for level in levels if level), None), self.count, self.owner, items,
            bracketed(tokens, self.last + 1), self.place,
        )  # fmt: skip

    def _known_place(self) -> bool:
        """Whether the phrase is the name of a well-known place: `Ho Chi Minh City`."""
        return self.tokens.span(self.first, self.index) in self.tables.places

    def _led_in(self) -> bool:
        """Whether a preposition or an article stands before it, or it opens a sentence about a place."""
        tokens, first = self.tokens, self.first
        if first > 0 and tokens.lowers[first - 1] in words("leading in"):
            return True
        after = tokens.lowers[self.last + 1] if self.last + 1 < tokens.size else ""
        opens = tokens.sentence_start(first) or tokens.words[first - 1] == ","
        return opens and after in words("said of sites")

    def _led(self) -> bool:
        """Whether someone is said to lead it, as an agency and not a place: `director of …`."""
        lowers = self.tokens.lowers[max(self.first - 3, 0) : self.first]
        return len(lowers) > 1 and "of" in lowers[1:] and lowers[lowers.index("of") - 1] in self.tables.roles

    def _candidate(self, hosting: Collection[str]) -> Candidate:
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
            led_in=self._led_in(),
            site=proper
            and not self._known_place()
            and (is_site(tokens, first, last) or (self.head.needs == "named" and self.head.lemma in hosting)),
            counted=self.count is not None,
            placed=self.place is not None and not self.place.adjective,
            named=first < index
            and not tokens.capital(index)
            and self.naming(index - 1)
            and tokens.lowers[index - 1] not in self.tables.same_words,
        )


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
