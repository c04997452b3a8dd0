"""How far a phrase on a cluster reaches, leftwards and rightwards of its head noun."""

from __future__ import annotations

from collections.abc import Mapping

from store.extraction.clusters.content import listed_word
from store.extraction.names.places import Proper
from store.extraction.names.tables import Head, tables, words
from store.extraction.names.tokens import Tokens

_LEFT, _TAIL = 16, 6  # the most words before a head and behind it
_NUMBER_WORDS = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
]
_NUMBERS = {word: number for number, word in enumerate(_NUMBER_WORDS)}
_POSSESSIVE = ("'s", "’s")


class PhraseBounds:
    """A phrase over the tokens `first` to `last`, with what stands right before it.

    `determiner` is its article or pronoun, `count` the number that it states (at the token `count_at`), `owner`
    the token before `'s`.
    """

    def __init__(
        self, tokens: Tokens, places: Mapping[int, Proper], index: int, head: Head, floor: int
    ) -> None:
        """The head alone, at `index`; `floor` is the first token that no other phrase has."""
        self.tokens, self.places, self.index, self.head, self.floor = tokens, places, index, head, floor
        self.tables = tables()
        self.first, self.last = index, index
        self.determiner = ""
        self.count: int | None = None
        self.count_at = index
        self.owner: int | None = None
        self.place: Proper | None = None

    # Leftwards

    def read_left(self) -> None:
        """Takes in the words before the head that belong to the phrase."""
        tokens = self.tokens
        at, lowest = self.index - 1, max(self.floor, self.index - _LEFT)
        while at >= lowest and not tokens.breaks[at]:
            word, lower = tokens.words[at], tokens.lowers[at]
            if lower in _POSSESSIVE and tokens.lowers[at - 1] != "people":
                self.owner = at - 1
                break
            if word == ")" and at >= lowest + 3 and tokens.words[at - 2] == "(":
                if tokens.lowers[at - 3] in _POSSESSIVE:
                    self.owner = at - 4
                if self.owner is not None or not (tokens.capital(at - 1) and tokens.capital(at - 3)):
                    break
                at -= 3
                self.first = at
                continue
            if self._numbers_name(at):
                at -= 1
                continue
            if lower[0].isdigit() or lower in _NUMBERS:
                self.count_at = at
                self.count = _NUMBERS.get(lower) or (
                    int(lower) if lower.isdecimal() and len(lower) < 9 else None
                )
                if "-" in lower and at and tokens.lowers[at - 1] in words("determiners"):
                    self.determiner = tokens.lowers[at - 1]  # "the 54-acre park"
                break
            if not self._belongs(at, lowest):
                if lower in words("determiners") or lower in words("indefinite"):
                    self.determiner = lower
                break
            self.first = at
            at -= 1
        self._trim_left()

    def _numbers_name(self, at: int) -> bool:
        """Whether a number stands within a name: `Phu My 3 Specialised Industrial Park`."""
        tokens = self.tokens
        capitals = at > self.floor and tokens.capital(at - 1) and tokens.capital(self.index)
        return (
            capitals
            and tokens.words[at].rstrip("ABC").isdecimal()  # "Song Than 2A Industrial Park"
            and len(tokens.words[at]) < 3
            and not self.head.plural
            and not tokens.breaks[at - 1]
            and (tokens.lowers[at - 1] not in self.tables.stops or tokens.lowers[at - 1] in words("syllables"))
            and all(map(tokens.capital, range(at + 1, self.index)))
        )

    def _belongs(self, at: int, lowest: int) -> bool:
        """Whether the token left of what was read so far is part of the phrase."""
        tokens, known = self.tokens, self.tables
        lower = tokens.lowers[at]
        if not tokens.is_word(at):
            return at > lowest and self._crosses_mark(at)
        if "-" in lower and lower.endswith("ed") and lower.rsplit("-", 1)[-1] in words("described by"):
            return False  # "Beijing-backed park"
        if lower == "and":
            return at > lowest and self._crosses_and(at)
        if lower in words("syllables") and tokens.capital(at) and at and tokens.capital(at - 1):
            return self.first == at + 1 or tokens.words[at + 1][0].isdecimal()  # "Phu My 3 Industrial Park"
        if tokens.words[at] in words("particles"):
            return at > lowest and tokens.capital(at - 1) and tokens.capital(at + 1)  # "Ribera del Loira park"
        if lower in known.stops:
            named = tokens.capital(at) and tokens.capital(at + 1) and not tokens.sentence_start(at)
            behind_capitals = tokens.words[at + 1].isupper()
            letter = len(lower) == 1 and at > lowest and tokens.capital(at - 1)  # "Xuyen A Industrial Park"
            short = letter or (tokens.words[at].isupper() and not behind_capitals)  # "OR Tambo SEZ"
            return named and lower not in words("determiners") and (len(lower) > 2 or short)
        behind = tokens.words[self.first]
        if (
            tokens.capital(at)
            and self.first < self.index
            and behind[0].islower()
            and behind not in ("and", "of")
        ):
            return self._telling(self.first)  # else a verb stands between: "Baoji forges titanium cluster"
        before_capitals = tokens.capital(at + 1) and self.first < self.index
        return tokens.capital(at) or not before_capitals or tokens.words[at + 1].isupper()

    def _telling(self, at: int) -> bool:
        """Whether a word in lower case is part of a name: none that may be a verb."""
        known, lower = self.tables, self.tokens.lowers[at]
        told = lower in known.kind_words or lower in known.adjectives or lower in words("compass")
        return told or "-" in lower or listed_word(self.tokens, at) or not lower.endswith(("s", "ed", "ing"))

    def _crosses_mark(self, at: int) -> bool:
        """Whether the name goes on left of a mark: `Dinh Vu - Cat Hai`, `steel, food and textile clusters`."""
        tokens, word = self.tokens, self.tokens.words[at]
        if word in words("joins left"):
            return tokens.capital(at - 1) and tokens.capital(at + 1)
        if word == ",":
            listed = "and" in tokens.lowers[at + 1 : self.index]
            return listed and listed_word(tokens, at - 1) and listed_word(tokens, at + 1)
        return word == "&"

    def _crosses_and(self, at: int) -> bool:
        tokens, known = self.tokens, self.tables
        before, after = at - 1, at + 1
        if (
            tokens.lowers[before] in words("parts of sites")
            and tokens.capital(before)
            and tokens.capital(after)
        ):
            return True  # "Township and Industrial Park"
        if tokens.words[before] == ",":
            return at > 1 and listed_word(tokens, at - 2) and listed_word(tokens, after)
        if (
            not tokens.is_word(before)
            or tokens.lowers[before] in known.heads
            or tokens.lowers[before] in known.stops
        ):
            return False
        if tokens.capital(before) != tokens.capital(after):
            return False
        if tokens.capital(before):
            return all(tokens.lowers[i] in known.types or listed_word(tokens, i) for i in (before, after))
        return listed_word(tokens, before) and listed_word(tokens, after)

    def _trim_left(self) -> None:
        """Leaves out praise before the phrase, and words that no determiner holds to it."""
        tokens, known = self.tokens, self.tables
        held = bool(self.determiner) or self.owner is not None or self.count is not None
        while self.first < self.index:
            lower = tokens.lowers[self.first]
            opening = tokens.sentence_start(self.first) and not self.naming(
                self.first + 1
            )  # not "Long Hau Park"
            mere_capital = opening or not tokens.capital(self.first)
            praise = lower in known.adjectives and mere_capital
            strange = not held and mere_capital and not (
                lower in known.types or lower in known.levels or listed_word(tokens, self.first)
                or tokens.words[self.first] in known.place_openings or tokens.capital(self.first)
                or lower in words("compass")
            )  # fmt: skip
            if not (lower == "and" or praise or strange or not tokens.is_word(self.first)):
                break
            self.first += 1

    # Rightwards

    def read_tail(self) -> bool:
        """Takes in a name that goes on behind its head: `Chemical Park Leuna`, `Parque Tecnológico de Málaga`.

        False where it runs into the noun that is the head: `Ceramic Valley Enterprise Zone`.
        """
        tokens, known, index = self.tokens, self.tables, self.index
        if self.head.plural or (tokens.words[index].isupper() and self.head.needs != "tail"):
            return True
        if tokens.capital(index) and self._is_numeral(index + 1):
            self.last = index + 1
            return True
        foreign = self._foreign(index + 1)
        if not tokens.capital(index) and not foreign:
            self._read_name_behind()
            return True
        named = any(self.naming(at) for at in range(self.first, index))
        if named and self.head.needs != "valley":
            self.last += foreign  # "Elche Parque Empresarial"
            self._read_place_behind()
            return True
        if self.first == index and self.head.needs not in ("tail", "any") and not foreign:
            return True
        if tokens.lowers[index + 1 : index + 2] and tokens.lowers[index + 1] in words("sections"):
            return True  # "Industrial Zone Phase 2"
        at = index + 1 + (foreign and not tokens.capital(index + 1))
        if tokens.words[at : at + 1] == ["("] and tokens.words[at + 2 : at + 3] == [")"]:
            at += 3  # "Güterverkehrszentrum (GVZ) Leipzig"
        while at < tokens.size and at - index < _TAIL and not tokens.breaks[at]:
            joins = tokens.lowers[at] in words("joins of names") and at + 1 < tokens.size
            if tokens.lowers[at] in known.heads and tokens.capital(at):
                return False
            if not (
                self._names(at) or (joins and (self._names(at + 1) or tokens.lowers[at + 1] in ("la", "l")))
            ):
                break
            place = self.places.get(at)
            if place is not None and not place.adjective:
                at = self.last = place.last
            elif self._names(at):
                if (tokens.lowers[at] in known.stops and not joins) or not tokens.is_word(at):
                    break
                self.last = at
            at += 1
        return True

    def _foreign(self, at: int) -> bool:
        """Whether a word of another language tells what a site is: `Zone Industrielle`."""
        if at + 1 >= self.tokens.size or self.tokens.lowers[at] not in words("foreign types"):
            return False
        return self.head.needs == "tail" or self.tokens.lowers[at] not in self.tables.types

    def _is_numeral(self, at: int) -> bool:
        """Whether a token numbers what it follows: `Trade Zone 2`, `Leuna Park III`."""
        if at >= self.tokens.size or self.tokens.breaks[at]:
            return False
        word = self.tokens.words[at]
        return (word.isdecimal() and len(word) < 3) or (word.isupper() and word.lower() in words("numerals"))

    def _read_place_behind(self) -> None:
        """`Vietnam-Singapore Industrial Park Can Tho`: the place that tells one of several of a name."""
        place = self.places.get(self.last + 1)
        if place is None or place.adjective or place.noun == "country" or self.last > self.index:
            return
        after = place.last + 1
        if after < self.tokens.size and (self.tokens.words[after].islower() or self.tokens.words[after] == "("):
            self.last = place.last

    def _read_name_behind(self) -> None:
        """`the logistics hub PLAZA`: a name right behind a noun in lower case."""
        tokens, at = self.tokens, self.index + 1
        if self.head.kind not in ("park", "base") or self.first == self.index or at >= tokens.size:
            return
        if tokens.words[at].isupper() and len(tokens.words[at]) > 2 and not tokens.breaks[at]:
            self.last = at

    def _names(self, at: int) -> bool:
        """Whether a word has a capital, perhaps behind an elided article: `Parc de l'Alba`."""
        word = self.tokens.words[at]
        return word[0].isupper() or (word[:2] in ("l'", "l’", "d'", "d’") and word[2:3].isupper())

    def naming(self, at: int) -> bool:
        """Whether a word before the head is a name and no mere word of type, level or praise."""
        tokens, known, lower = self.tokens, self.tables, self.tokens.lowers[at]
        if not self._names(at) or lower in ("of", "and", "the"):
            return False
        if (
            lower in known.types
            or lower in known.levels
            or lower in known.adjectives
            or lower in known.industries
        ):
            return False
        place = known.place_adjectives.get(tokens.words[at])
        if place is not None and place.kind == "country" and not tokens.capital(self.index):
            return False
        opening = tokens.sentence_start(at) and at + 1 == self.index and not tokens.capital(self.index)
        return not opening or tokens.words[at] in known.place_openings
