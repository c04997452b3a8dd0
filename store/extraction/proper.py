"""Proper names: runs of capitalised words, and whether they name an organization, a place or a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from store.extraction.name_tables import Tables, tables, words
from store.extraction.name_tokens import Tokens

ProperKind = Literal["organization", "place", "person"]
_LONGEST = 14  # words of a name; what is longer is no name
_DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Proper:
    """A proper name over the tokens `first` to `last`.

    `noun` is the word that "the …" may take up again: "company" for a business, "university", "ministry" and so
    on for an institution, "city", "county", "state" for a place. `adjective` tells "Chinese" from "China".
    """

    first: int
    last: int
    kind: ProperKind
    name: str
    noun: str
    adjective: bool = False


def find_proper(tokens: Tokens) -> list[Proper]:
    """All proper names of a text in reading order; names of clusters are left to `clusters`."""
    return _Finder(tokens).find()


class _Finder:
    """One pass over the capitalised runs, and a second one for what the first pass learned."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.tables: Tables = tables()
        self.lower_words = {
            lower
            for word, lower in zip(tokens.words, tokens.lowers, strict=True)
            if word is lower or word == lower
        }
        self.aliases: dict[str, tuple[ProperKind, str, str]] = {}

    def find(self) -> list[Proper]:
        found: list[Proper] = []
        unknown: list[tuple[int, int]] = []
        for first, last in self._runs():
            named = list(self._classify(first, last))
            found += named
            for name in named:
                self._learn(name)
            if not named:
                unknown.append((first, last))
        for first, last in unknown:
            found += self._recall(first, last)
        found.sort(key=lambda name: (name.first, -name.last))
        return [self._canonical(name) for name in found]

    # Runs

    def _runs(self) -> Iterator[tuple[int, int]]:
        tokens, index, size = self.tokens, 0, len(self.tokens)
        while index < size:
            if tokens.words[index][0].isupper() and self._may_open(index):
                last = self._run_end(index)
                yield index, last
                index = last + 1
            else:
                index += 1

    def _may_open(self, index: int) -> bool:
        lower = self.tokens.lowers[index]
        return lower not in self.tables.stops or (
            len(lower) > 1 and self.tokens.words[index].isupper() and not self.tokens.sentence_start(index)
        )

    def _run_end(self, first: int) -> int:
        """The last token of the capitalised run that opens at `first`."""
        last, size = first, len(self.tokens)
        while last + 1 < size and last - first < _LONGEST:
            step = self._step(first, last)
            if not step:
                break
            last += step
        return last

    def _step(self, first: int, last: int) -> int:
        """By how many tokens the run goes on after `last` (0: it ends)."""
        tokens = self.tokens
        follower, lower = tokens.words[last + 1], tokens.lowers[last + 1]
        ahead = tokens.words[last + 2] if last + 2 < len(tokens) else ""
        if follower[0].isupper():
            return 1
        if follower == "." and tokens.lowers[last] in words("dotted suffixes") and not tokens.breaks[last + 1]:
            return self._suffix_after(last + 1)
        if follower == ",":
            return self._suffix_after(last)
        if follower in ("'s", "’s") and tokens.lowers[last] == "people" and ahead[:1].isupper():
            return 2
        if not ahead[:1].isupper():
            return 0
        if follower == "&" or (follower in _DASHES and tokens.starts[last + 1] > tokens.ends[last]):
            return 2 if ahead[0].isupper() else 0
        if lower == "of" and (
            tokens.lowers[last] in self.tables.institutions or tokens.lowers[last] == "republic"
        ):
            return 2
        if lower == "and" and self._joined_by_and(first, last):
            return 2
        if lower in ("de", "del", "di", "von", "da") and last > first:
            return 2
        return 0

    def _suffix_after(self, last: int) -> int:
        """Steps from before a mark to the company suffix behind it: `Co., Ltd`, `Motors, Inc`."""
        tokens = self.tokens
        index = last + 1
        while index < len(tokens) and index <= last + 2 and tokens.words[index] in (".", ","):
            index += 1
        base = last if tokens.words[last] != "." else last - 1
        if (
            index < len(tokens)
            and tokens.capital(index)
            and tokens.lowers[index] in words("dotted suffixes") | {"llc", "plc", "lp"}
        ):
            return index - base
        return 0

    def _joined_by_and(self, first: int, last: int) -> bool:
        """Whether `and` lies within the name: `Ministry of Industry and Trade`."""
        tokens, known = self.tokens, self.tables
        if tokens.lowers[last] in known.institutions or tokens.lowers[last] in known.companies - known.types:
            return False
        if any(tokens.lowers[i] in known.institutions for i in range(first, last)) and tokens.lowers[first] in (
            "ministry", "department", "bureau", "office", "board", "academy", "chamber", "directorate",
        ):  # fmt: skip
            return True
        end = last + 2
        while end + 1 < len(tokens) and end < last + 8 and tokens.words[end + 1][0].isupper():
            end += 1
        topic = tokens.lowers[last] in known.types or tokens.lowers[last] in known.industries
        return topic and tokens.lowers[end] in known.institutions and tokens.lowers[end] not in known.heads

    # Classes

    def _classify(self, first: int, last: int) -> Iterator[Proper]:
        tokens, known = self.tokens, self.tables
        if self._is_person(first, last):
            while first < last and tokens.lowers[first] in known.roles:
                first += 1
            if not (first == last and tokens.lowers[first] in known.roles):
                yield Proper(first, last, "person", tokens.span(first, last), "person")
            return
        organization = self._organization(first, last)
        if organization is not None:
            yield organization
            yield from self._places(first, last)
            return
        places = list(self._places(first, last))
        if places:
            yield from places
            return
        if _key(tokens.span(first, last)) in self.aliases:
            return
        guess = self._by_context(first, last)
        if guess is not None:
            yield guess

    def _organization(self, first: int, last: int) -> Proper | None:
        tokens, known = self.tokens, self.tables
        first = self._skip_common_opening(first, last)
        word, lower = tokens.words[last], tokens.lowers[last]
        if (
            lower in known.company_suffixes
            and (lower not in words("capital suffixes") or word.isupper())
            and last > first
        ):
            end = last
            if end + 1 < len(tokens) and tokens.words[end + 1] == "." and lower in words("dotted suffixes"):
                end += not tokens.breaks[end + 1] and not self._ends_sentence(end + 1)
            return Proper(first, end, "organization", tokens.span(first, end), "company")
        if lower in known.institutions and last > first:
            return Proper(first, last, "organization", tokens.span(first, last), lower)
        for index in range(first, last):
            if tokens.lowers[index] in known.institutions and tokens.lowers[index + 1] in ("of", "for"):
                return Proper(first, last, "organization", tokens.span(first, last), tokens.lowers[index])
        if lower in known.companies and last > first and lower not in known.heads:
            return Proper(first, last, "organization", tokens.span(first, last), "company")
        return None

    def _ends_sentence(self, dot: int) -> bool:
        after = dot + 1
        return after >= len(self.tokens) or self.tokens.breaks[after] or self.tokens.capital(after)

    def _skip_common_opening(self, first: int, last: int) -> int:
        """Leaves out the word that has its capital only from the sentence: `Chipmaker Infineon`."""
        tokens, known = self.tokens, self.tables
        if first < last and tokens.sentence_start(first):
            lower = tokens.lowers[first]
            if lower in known.reference_heads or lower in known.adjectives or lower in self.lower_words:
                return first + 1
        return first

    def _places(self, first: int, last: int) -> Iterator[Proper]:
        """Well-known places within a run, and `Liangshan county`, `city of Jining`, `Jining city`."""
        tokens, known = self.tokens, self.tables
        index = first
        while index <= last:
            place, end, adjective = None, index, False
            for size in range(min(known.place_openings.get(tokens.words[index], 0), last - index + 1), 0, -1):
                text = tokens.span(index, index + size - 1)
                place = known.places.get(text)
                if place is None:
                    place = known.place_adjectives.get(text)
                    adjective = place is not None
                if place is not None:
                    end = index + size - 1
                    break
            if place is not None:
                end += self._place_noun(end)
                yield Proper(index, end, "place", place.name, place.kind, adjective)
            index = end + 1
        if last + 1 < len(tokens) and tokens.text[tokens.starts[first] : tokens.ends[last]] not in known.places:
            noun = self._noun_after(last)
            if noun is not None and last - first < 4:
                yield self._named_place(first, last, last + 1, noun)

    def _place_noun(self, last: int) -> int:
        after = last + 1
        return int(after < len(self.tokens) and self.tokens.lowers[after] in ("city", "province", "state"))

    def _noun_after(self, last: int) -> str | None:
        lower = self.tokens.lowers[last + 1]
        return lower if lower in self.tables.place_words and self.tokens.is_word(last + 1) else None

    def _named_place(self, first: int, last: int, noun_at: int, noun: str) -> Proper:
        kind, keep = self.tables.place_words[noun]
        name = self.tokens.span(first, noun_at if keep else last)
        return Proper(first, noun_at, "place", name, kind)

    def _is_person(self, first: int, last: int) -> bool:
        tokens, known = self.tokens, self.tables
        if last - first > 5:
            return False
        before = tokens.lowers[first - 1] if first else ""
        if (
            tokens.lowers[first] in known.roles
            and last > first
            and tokens.lowers[first] not in known.institutions
        ):
            return tokens.lowers[last] not in known.institutions and tokens.lowers[last] not in known.companies
        if tokens.lowers[last] in known.companies or tokens.lowers[last] in known.institutions:
            return False
        if before in known.roles and before not in ("general", "office", "member"):
            return True
        after = tokens.lowers[last + 1] if last + 1 < len(tokens) else ""
        if after == ",":
            # `Ni Ping, general manager of`, `Wang Chunsheng, the deputy director`
            for index in range(last + 2, min(last + 6, len(tokens))):
                if tokens.lowers[index] in known.roles:
                    return True
                if not tokens.is_word(index):
                    break
        return False

    def _by_context(self, first: int, last: int) -> Proper | None:
        tokens, known, context = self.tokens, self.tables, self.tables.context
        opening = self._skip_common_opening(first, last)
        before = tokens.lowers[opening - 1] if opening else ""
        lower = tokens.lowers[opening]
        if lower in words("no names") or tokens.lowers[last] in known.heads or lower.isdigit():
            return None
        single = opening == last
        acronym = tokens.words[opening].isupper() and len(lower) > 1
        common = (
            single
            and not acronym
            and (
                lower in self.lower_words
                or lower in known.industries
                or lower in known.adjectives
                or lower in known.roles
            )
        )
        if common:
            return None
        after = tokens.lowers[last + 1] if last + 1 < len(tokens) else ""
        kind = context.before.get(before, "")
        if not kind and after in ("'s", "’s") and last + 2 < len(tokens):
            kind = context.owned.get(tokens.lowers[last + 2], "")
        if not kind:
            kind = context.after.get(after, "")
        if not kind:
            kind = self._list_role(opening)
        if not kind and after in ("will", "has", "is", "was", "plans", "aims") and acronym:
            kind = "organization"
        if kind == "place" and not acronym and tokens.lowers[last] not in known.types:
            return Proper(opening, last, "place", tokens.span(opening, last), "city")
        if kind == "organization":
            return Proper(opening, last, "organization", tokens.span(opening, last), "company")
        return None

    def _list_role(self, first: int) -> str:
        """What the list that the name stands in is said to hold: `companies, such as A, B and C`."""
        tokens, roles = self.tokens, self.tables.context.role
        index, seen = first - 1, 0
        while index >= 0 and seen < 24:
            lower = tokens.lowers[index]
            if tokens.breaks[index]:
                return ""
            if lower in ("as", "including", "include", "like"):
                for back in range(index - 1, max(index - 6, -1), -1):
                    if tokens.lowers[back] in roles:
                        return roles[tokens.lowers[back]]
                return ""
            if not (tokens.capital(index) or lower in ("and", ",", "&", "co", ".", "ltd")):
                return ""
            index -= 1
            seen += 1
        return ""

    # What is learned from one mention for the others

    def _learn(self, name: Proper) -> None:
        entry = (name.kind, name.name, name.noun)
        if name.adjective:
            return
        for alias in self._short_forms(name):
            self.aliases.setdefault(alias, entry)
        acronym = self._bracketed(name.last + 1)
        if acronym is not None and name.kind == "organization":
            self.aliases.setdefault(acronym, entry)

    def _bracketed(self, index: int) -> str | None:
        """The acronym in brackets right after a name, perhaps after `'s`."""
        tokens = self.tokens
        if index < len(tokens) and tokens.words[index] in ("'s", "’s"):
            index += 1
        if index + 2 < len(tokens) and tokens.words[index] == "(" and tokens.words[index + 2] == ")":
            word = tokens.words[index + 1]
            if len(word) > 1 and word[:2].isupper():
                return word.lower()
        return None

    def _short_forms(self, name: Proper) -> Iterator[str]:
        known = self.tables
        words = name.name.replace(",", " ").replace(".", " ").lower().split()
        yield " ".join(words)
        if name.kind == "place":
            if len(words) > 1 and words[-1] in self.tables.place_words:
                yield " ".join(words[:-1])
            return
        if name.kind != "organization" or name.noun != "company":
            if name.kind == "person" and len(words) == 2:
                yield words[0]
                yield words[1]
            return
        while len(words) > 1 and words[-1] in known.company_suffixes:
            words.pop()
            yield " ".join(words)
        while len(words) > 1 and (words[-1] in known.companies or words[-1] in known.industries):
            words.pop()
            if len(words) > 1 or words[0].title() not in known.places:
                yield " ".join(words)
        if words and len(words) > 1 and words[0].title() in known.places:
            yield " ".join(words[1:])

    def _recall(self, first: int, last: int) -> Iterator[Proper]:
        """The parts of an unknown run that are known from elsewhere in the text."""
        tokens = self.tokens
        index = first
        while index <= last:
            for end in range(min(last, index + 6), index - 1, -1):
                entry = self.aliases.get(_key(tokens.span(index, end)))
                if entry is not None:
                    kind, name, noun = entry
                    yield Proper(index, end, kind, name, noun)
                    index = end
                    break
            index += 1

    def _canonical(self, name: Proper) -> Proper:
        if name.adjective:
            return name
        entry = self.aliases.get(_key(name.name))
        if entry is None or entry[1] == name.name or entry[0] != name.kind:
            return name
        return Proper(name.first, name.last, name.kind, entry[1], entry[2])


def _key(text: str) -> str:
    return " ".join(text.replace(",", " ").replace(".", " ").lower().split())
