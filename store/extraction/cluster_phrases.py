"""Phrases that speak of industrial clusters, chains, parks, zones and bases, found from their head nouns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.extraction.name_tables import Head, tables, words
from store.extraction.name_tokens import Tokens
from store.records import Level

_LEFT, _ITEM, _ITEMS = 16, 9, 14  # the most words before a head, of an item, and items of a list
_INDEFINITE = frozenset({"a", "an", "one", "another"})
_NUMBER_WORDS = "zero one two three four five six seven eight nine ten eleven twelve"
_NUMBERS = {
    word: number
    for number, word in enumerate(
        (
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
        )
    )
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase on clusters over the tokens `first` to `last`, its head noun at `head`.

    `form` is "name" (a proper name), "content" (told apart by its industry), "list" (one for each of `items`),
    "group" (told apart by its level: "provincial-level clusters") or "bare" (a description: "the zone").
    `items` are token spans; `count` is the number that the phrase states; `owner` is the token before `'s`.
    """

    first: int
    last: int
    head: int
    kind: str
    lemma: str
    form: str
    plural: bool
    determiner: str = ""
    level: Level | None = None
    count: int | None = None
    owner: int | None = None
    items: tuple[tuple[int, int], ...] = ()
    acronym: int | None = None


def find_phrases(tokens: Tokens) -> list[Phrase]:
    """All phrases on clusters, in reading order."""
    heads = tables().heads
    found: list[Phrase] = []
    floor = 0
    for index, lower in enumerate(tokens.lowers):
        head = heads.get(lower)
        if head is None or index < floor:
            continue
        phrase = _Reader(tokens, index, head, floor).read()
        if phrase is not None:
            found.append(phrase)
            floor = max(floor, phrase.head + 1)
    return found


class _Reader:
    """Reads the phrase round one head noun, first leftwards, then rightwards."""

    def __init__(self, tokens: Tokens, index: int, head: Head, floor: int) -> None:
        self.tokens, self.index, self.head, self.floor = tokens, index, head, floor
        self.tables = tables()
        self.first = index
        self.determiner = ""
        self.count: int | None = None
        self.owner: int | None = None

    def read(self) -> Phrase | None:
        tokens, index = self.tokens, self.index
        follower = tokens.lowers[index + 1] if index + 1 < len(tokens) else ""
        if follower in self.tables.heads and tokens.capital(index) == tokens.capital(index + 1):
            return None  # the next head is the one: "industrial park cluster", "Park Zone"
        self._read_left()
        last = self._proper_tail()
        words = range(self.first, index)
        level = next(
            (self.tables.levels[tokens.lowers[i]] for i in words if tokens.lowers[i] in self.tables.levels),
            None,
        )
        proper = self._is_proper(last)
        if not self._industrial(proper, last):
            return None
        content = self._content_before()
        items: tuple[tuple[int, int], ...] = ()
        acronym = self._bracketed(last + 1)
        form = "bare"
        if proper:
            form = "name"
        elif content and (self.head.kind in ("cluster", "chain") or self.head.plural):
            form, items = "content", content
        if form == "bare":
            items = self._content_after(last + 1)
            if items and self.head.kind in ("cluster", "chain", "base"):
                form = "list" if self.head.plural or len(items) > 1 else "content"
                if form == "content":
                    last = items[-1][1]
            else:
                items = ()
        if form == "content" and self.head.plural:
            form = "list"
        if form == "bare" and self.head.plural and level is not None and self.head.kind == "cluster":
            form = "group"
        if form == "name" and self.head.plural and self.head.kind != "cluster":
            form = "bare"
        if form == "bare" and self.determiner == "the" and self.first < index:
            last, form = self._place_tail(last)
        return self._phrase(last, form, level, items, acronym)

    def _phrase(
        self, last: int, form: str, level: Level | None, items: tuple[tuple[int, int], ...], acronym: int | None
    ) -> Phrase:
        return Phrase(
            self.first, last, self.index, self.head.kind, self.head.lemma, form, self.head.plural,
            self.determiner, level, self.count, self.owner, items, acronym,
        )  # fmt: skip

    # Leftwards

    def _read_left(self) -> None:
        tokens, known = self.tokens, self.tables
        at, proper = self.index - 1, tokens.capital(self.index)
        lowest = max(self.floor, self.index - _LEFT)
        while at >= lowest:
            word, lower = tokens.words[at], tokens.lowers[at]
            if tokens.breaks[at]:
                break
            if lower in ("'s", "’s"):
                if at and tokens.lowers[at - 1] == "people":
                    at -= 1
                    continue
                self.owner = at - 1
                break
            if not tokens.is_word(at):
                if not self._crosses_mark(at, word, lowest):
                    break
                at -= 1
                continue
            if lower == "and" or word == "&":
                if not self._crosses_and(at):
                    break
            elif lower.isdigit() or lower in _NUMBERS:
                self.count = _NUMBERS.get(lower) or (
                    int(lower) if lower.isdecimal() and len(lower) < 9 else None
                )
                break
            elif (
                lower == "of"
                and tokens.capital(self.index)
                and at
                and tokens.lowers[at - 1] in known.institutions
            ):
                pass
            elif lower in known.stops and not (
                tokens.capital(at) and not tokens.sentence_start(at) and lower not in words("determiners")
            ):
                if lower in words("determiners") or lower in _INDEFINITE:
                    self.determiner = lower
                break
            elif not word[0].isupper() and proper and self.first < self.index and tokens.capital(self.first):
                break
            self.first = at
            at -= 1
        while self.first < self.index and (
            tokens.lowers[self.first] in ("and", "&", ",")
            or not tokens.is_word(self.first)
            or (
                tokens.lowers[self.first] in known.adjectives
                and not (tokens.capital(self.first) and not tokens.sentence_start(self.first))
            )
        ):
            self.first += 1

    def _crosses_mark(self, at: int, word: str, lowest: int) -> bool:
        """Whether the name goes on left of a mark: `Dinh Vu - Cat Hai`, `steel, food and textile clusters`."""
        tokens = self.tokens
        if at <= lowest:
            return False
        if word in "-–—" and len(word) == 1:
            return tokens.capital(at - 1) and tokens.capital(at + 1)
        if word == ",":
            between = tokens.lowers[at + 1 : self.index]
            return "and" in between and self._industry_word(at - 1) and self._industry_word(at + 1)
        return word == "&"

    def _crosses_and(self, at: int) -> bool:
        tokens, known = self.tokens, self.tables
        if at == 0 or not tokens.is_word(at - 1):
            return tokens.words[at - 1] == "," and self._industry_word(at - 2) if at > 1 else False
        before, after = tokens.lowers[at - 1], tokens.lowers[at + 1]
        if before in known.heads or before in known.stops:
            return False
        if tokens.capital(at - 1) != tokens.capital(at + 1):
            return False
        if tokens.capital(at - 1):
            return (after in known.types or after in known.industries) and (
                before in known.types or before in known.industries
            )
        return self._industry_word(at - 1) and self._industry_word(at + 1)

    def _industry_word(self, at: int) -> bool:
        lower = self.tokens.lowers[at]
        return lower in self.tables.industries or lower in words("industry nouns")

    # What it is

    def _is_proper(self, last: int) -> bool:
        """Whether a word of the phrase names it: a capital that is not the sentence's, on no mere type word."""
        tokens, known = self.tokens, self.tables
        for at in (*range(self.first, self.index), *range(self.index + 1, last + 1)):
            lower = tokens.lowers[at]
            if not tokens.capital(at) or lower in known.levels or lower in ("of", "and"):
                continue
            if lower in known.types or lower in known.industries or lower in known.adjectives:
                continue
            if not tokens.sentence_start(at):
                return True
            if (
                lower not in known.stops
                and tokens.words[at] != tokens.words[at].lower()
                and (
                    tokens.words[at] in known.place_openings
                    or tokens.capital(self.index)
                    or at + 1 < self.index
                )
            ):
                return True
        capitals = sum(tokens.capital(at) for at in range(self.first, self.index + 1))
        return capitals >= 3 and capitals == self.index + 1 - self.first and self.determiner != "a"

    def _industrial(self, proper: bool, last: int) -> bool:
        tokens, known, needs = self.tokens, self.tables, self.head.needs
        lowers = {*tokens.lowers[self.first : self.index], *tokens.lowers[self.index + 1 : last + 1]}
        if needs == "any":
            return True
        if needs == "chain":
            return bool(lowers & known.chain_words)
        if needs == "type":
            if self.determiner in ("the", "this", "our") and self.first == self.index:
                return True
            if self.head.kind == "base" and not proper:
                return bool(lowers & set(known.levels)) or (self.head.plural and bool(lowers & known.types))
            return bool(lowers & known.types) or any("tech" in lower for lower in lowers)
        if needs == "capital":
            return tokens.words[self.index].isupper() or tokens.capital(self.index)
        if needs == "valley":
            return tokens.capital(self.index) and (bool(lowers & known.industries) or "silicon" in lowers)
        if needs == "area":
            before = tokens.lowers[self.index - 1] if self.index else ""
            return before in ("new", "industrial", "development", "demonstration", "trade") and tokens.capital(
                self.index
            )
        if needs == "region":
            return tokens.capital(self.index) and "investment" in lowers
        if needs == "city":
            before = tokens.lowers[self.index - 1] if self.index else ""
            return tokens.capital(self.index) and (
                before
                in (
                    "industrial",
                    "science",
                    "tech",
                    "technology",
                    "aerospace",
                    "textile",
                    "pharma",
                    "knowledge",
                )
            )
        if needs == "port":
            return (
                tokens.capital(self.index)
                and bool(lowers & {"trade", "free", "inland", "bonded"})
                and "of" not in lowers
            )
        if needs in ("hub", "complex", "campus"):
            return proper and tokens.capital(self.index) and bool(lowers & known.types)
        return False

    def _content_before(self) -> tuple[tuple[int, int], ...]:
        """The industries named before the head: `ethanol and biodegradable plastics industrial chain`."""
        tokens, known = self.tokens, self.tables
        end = self.index - 1
        while end >= self.first and (
            tokens.lowers[end]
            in known.types & {"industrial", "manufacturing", "production", "innovation", "development"}
            or tokens.lowers[end] in words("industry nouns")
            or tokens.lowers[end] in known.chain_words
        ):
            end -= 1
        first = self.first
        while first <= end and (
            tokens.lowers[first] in known.levels or tokens.lowers[first] in known.adjectives
        ):
            first += 1
        if first > end or not any(self._industry_word(at) for at in range(first, end + 1)):
            return ()
        if not self._industry_word(end):
            return ()
        return split_list(tokens, first, end, self.count if self.head.plural else 1)

    # Rightwards

    def _proper_tail(self) -> int:
        """The last token of a name that goes on behind its head: `Chemical Park Leuna`."""
        tokens, index = self.tokens, self.index
        last = index
        if not tokens.capital(index) or self.head.plural:
            return last
        own = any(
            tokens.lowers[at] not in self.tables.types
            and tokens.lowers[at] not in self.tables.levels
            and tokens.lowers[at] not in self.tables.industries
            for at in range(self.first, index)
        )
        at = index + 1
        if own and self.head.needs != "valley":
            return last
        if at + 1 < len(tokens) and tokens.lowers[at] in ("of", "de", "del") and tokens.capital(at + 1):
            at += 1
        elif self.first == index and self.head.needs == "type":
            return last
        while (
            at < len(tokens)
            and at - index < 6
            and tokens.is_word(at)
            and tokens.capital(at)
            and (tokens.lowers[at] not in self.tables.stops)
        ):
            last = at
            at += 1
        return last

    def _place_tail(self, last: int) -> tuple[int, str]:
        """`the economic development zone of Wenshang county` is a name."""
        tokens, at = self.tokens, last + 1
        if self.head.plural or at + 1 >= len(tokens) or tokens.lowers[at] != "of" or not tokens.capital(at + 1):
            return last, "bare"
        at += 1
        while (
            at + 1 < len(tokens)
            and at - last < 6
            and tokens.is_word(at + 1)
            and (tokens.capital(at + 1) or tokens.lowers[at + 1] in self.tables.place_words)
        ):
            at += 1
        return at, "name"

    def _bracketed(self, at: int) -> int | None:
        """The acronym in brackets after a name."""
        tokens = self.tokens
        if at + 2 < len(tokens) and tokens.words[at] == "(" and tokens.words[at + 2] == ")":
            word = tokens.words[at + 1]
            if len(word) > 1 and sum(letter.isupper() for letter in word) > 1:
                return at + 1
        return None

    def _content_after(self, at: int) -> tuple[tuple[int, int], ...]:
        """The industries named after the head: `clusters featuring salt chemical, fine chemicals and …`."""
        tokens, known = self.tokens, self.tables
        if at + 1 >= len(tokens):
            return ()
        lower, ahead = tokens.lowers[at], tokens.lowers[at + 1]
        if lower in (
            "focusing",
            "focused",
            "centered",
            "centred",
            "based",
            "specializing",
            "specialising",
            "dedicated",
            "specialized",
            "specialised",
        ) and ahead in ("on", "in", "around", "to"):
            at += 2
        elif lower in ("such", "including"):
            at += 1 + (lower == "such")
        elif lower in words("into content"):
            at += 1
            while at < len(tokens) and tokens.lowers[at] in (
                "the",
                "areas",
                "fields",
                "sectors",
                "industries",
                "such",
                "as",
                "including",
                "like",
            ):
                at += 1
        else:
            return ()
        first, last = at, at - 1
        while at < len(tokens) and at - first < _ITEM * _ITEMS:
            lower = tokens.lowers[at]
            if tokens.breaks[at]:
                break
            if not (lower == "," or lower in ("and", "&") or tokens.is_word(at)):
                break
            if lower in known.stops and lower not in ("and",) and lower not in known.industries:
                break
            if lower.isdigit() or (lower in _NUMBERS and lower != "one"):
                break
            if tokens.capital(at) and not tokens.words[at].isupper() and lower not in known.industries:
                break
            if lower.endswith("ly") and lower not in known.industries:
                break
            if lower.endswith("ed") and lower not in known.industries and "-" not in lower:
                break
            if (
                lower == ","
                and at + 1 < len(tokens)
                and not (self._industry_word(at + 1) or self._listed_later(at + 1))
            ):
                break
            last = at
            at += 1
        while last >= first and (tokens.lowers[last] in ("and", ",", "&")):
            last -= 1
        items = split_list(tokens, first, last, self.count)
        kept = tuple(item for item in items if self._is_content(item))
        return kept if len(kept) == len(items) else ()

    def _listed_later(self, at: int) -> bool:
        """Whether a list goes on behind a comma: what follows ends in another comma or `and`."""
        tokens = self.tokens
        for index in range(at, min(at + 7, len(tokens))):
            lower = tokens.lowers[index]
            if index > at and lower in (",", "and"):
                return True
            if tokens.breaks[index]:
                return index > at and tokens.lowers[at] == "and"
            if lower in self.tables.stops and lower != "and":
                return tokens.lowers[at] == "and"
        return False

    def _is_content(self, item: tuple[int, int]) -> bool:
        tokens = self.tokens
        lowers = tokens.lowers[item[0] : item[1] + 1]
        return (
            not set(lowers) & words("no content")
            and len(lowers) <= _ITEM
            and (any(lower in self.tables.industries for lower in lowers) or len(lowers) > 1)
        )


def split_list(tokens: Tokens, first: int, last: int, count: int | None) -> tuple[tuple[int, int], ...]:
    """The items of a list, without `industries` and `sectors` behind them.

    A list of three and more is taken apart at its commas and at the last `and`; where a comma stands before
    `and`, a further `and` lies within an item ("…, and new energy and materials"). "A and B" alone is one item,
    unless `count` says two.
    """
    commas = [at for at in range(first, last + 1) if tokens.words[at] == ","]
    ands = [at for at in range(first, last + 1) if tokens.lowers[at] in ("and", "&")]
    cuts = [(at, at) for at in commas]
    oxford = next((at for at in ands if at - 1 in commas), None)
    if oxford is not None:
        cuts = [(at, at + (at + 1 == oxford)) for at in commas]
    elif ands and commas:
        after = [at for at in ands if at > commas[-1]]
        wanted = count is None or len(commas) + 2 == count or len(commas) + 1 != count
        if after and wanted:
            cuts.append((after[-1], after[-1]))
    elif len(ands) % 2 and count == 2:
        middle = ands[
            len(ands) // 2
        ]  # "A and B"; "pollution prevention and control and green and clean materials"
        cuts = [(middle, middle)]
    spans, at = [], first
    for low, high in cuts:
        spans.append((at, low - 1))
        at = high + 1
    spans.append((at, last))
    return tuple(trimmed for span in spans if (trimmed := _trim(tokens, *span)) is not None)


def _trim(tokens: Tokens, first: int, last: int) -> tuple[int, int] | None:
    adjectives = tables().adjectives - {"special-purpose", "traditional"}
    while first <= last and (
        tokens.lowers[first] in ("the", "and") or tokens.lowers[first] in adjectives - {"advanced"}
    ):
        first += 1
    while first < last and tokens.lowers[last] in words("industry nouns"):
        last -= 1
    return (first, last) if first <= last else None


def words_of(tokens: Tokens, span: Sequence[int]) -> str:
    """The text of an item."""
    return tokens.span(span[0], span[1])
