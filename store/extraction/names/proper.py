"""Proper names: whether a run of capitalised words names an organization, a place or a person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from store.extraction.names.aliases import Aliases
from store.extraction.names.places import Proper, find_places
from store.extraction.names.runs import POSSESSIVES, find_runs
from store.extraction.names.surroundings import Surroundings
from store.extraction.names.tables import tables, words
from store.extraction.names.tokens import Tokens

Run = tuple[int, int]


def find_proper(tokens: Tokens) -> list[Proper]:
    """All proper names of a text in reading order; names of clusters are left to `clusters`."""
    return _Finder(tokens).find()


class _Finder:
    """Names what says by itself what it is, then by the company it keeps, then what recurs."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens, self.tables = tokens, tables()
        self.printed = frozenset(tokens.words)  # where a word in lower case is found only if it is printed so
        self.aliases = Aliases()
        self.surroundings = Surroundings(tokens)
        self.longer: dict[str, str] = {}
        self.zones: set[int] = set()

    def find(self) -> list[Proper]:
        found: list[Proper] = []
        unknown: list[Run] = []
        for run in find_runs(self.tokens):
            named = list(self._by_itself(*run))
            size = run[1] - run[0]
            if not any(name.last - name.first >= size or name.kind != "place" for name in named):
                unknown.append(run)
            for name in named:
                self._enter(name, found)
        self.longer = {
            self.tokens.lowers[at]: self.tokens.span(*run)
            for run in unknown
            if 1 <= run[1] - run[0] <= 2 and self.tokens.lowers[run[0]] not in self.tables.context.before
            for at in run
            if all(self._may_be_persons(word) for word in range(run[0], run[1] + 1))
        }
        left: list[Run] = []
        for run in unknown:
            self._learn_zone(*run)
            known = self.aliases.knows(self.tokens.span(*run), run[0])
            guess = None if known else self._by_context(*run)
            if guess is None:
                left.append(run)
            else:
                self._enter(guess, found)
        left = self._by_neighbours(left, found)
        for run in left:
            found += self._recall(*run)
        found.sort(key=lambda name: (name.first, -name.last))
        return [self._canonical(name) for name in found]

    def _enter(self, name: Proper, found: list[Proper]) -> None:
        found.append(name)
        if not name.adjective:
            short = self._bracketed(name.last + 1) if name.kind == "organization" else None
            self.aliases.learn(name.kind, name.name, name.noun, short, name.first)

    # By itself

    def _by_itself(self, first: int, last: int) -> Iterator[Proper]:
        tokens, known = self.tokens, self.tables
        person = self._person(first, last)
        if person is not None:
            yield from find_places(self.tokens, first, person[0] - 1)
            if person[0] <= person[1]:
                yield Proper(*person, "person", tokens.span(*person), "person")
            return
        noun = self._organization_noun(first, last)
        if noun:
            opening = self._skip_opening(first, last)
            end = last
            if tokens.lowers[last] in words("dotted suffixes") and tokens.words[last + 1 : last + 2] == ["."]:
                end += not self._ends_sentence(last + 1)
            yield Proper(opening, end, "organization", tokens.span(opening, end), noun)
        elif self._ends_in_place_word(first, last):
            opening = self._skip_opening(first, last)
            place_kind, keep = known.place_words[tokens.lowers[last]]
            name = tokens.span(opening, last if keep else last - 1)
            in_table = known.places.get(name)
            yield Proper(opening, last, "place", in_table.name if in_table else name, place_kind)
            return
        yield from find_places(self.tokens, first, last)

    def _ends_in_place_word(self, first: int, last: int) -> bool:
        tokens, known = self.tokens, self.tables
        named = first < last and tokens.lowers[last] in known.place_words and not self._is_zone(last)
        return named and tokens.span(first, last) not in known.places

    def _is_zone(self, last: int) -> bool:
        """`Pudong New Area`, `Jubail Industrial City`: left to the clusters."""
        before = self.tokens.lowers[last - 1]
        return before in self.tables.types or before in self.tables.levels

    def _person(self, first: int, last: int) -> Run | None:
        """The words of a person's name within the run (none of them: only an office, "Chief Minister")."""
        tokens, known = self.tokens, self.tables
        if tokens.lowers[last] in known.companies or tokens.lowers[last] in known.institutions:
            return None
        roles = [at for at in range(first, last + 1) if tokens.lowers[at] in known.roles]
        if roles:
            return roles[-1] + 1, last
        if last - first > 4:
            return None
        before = tokens.lowers[first - 1] if first else ""
        if before in known.roles and before not in ("general", "office", "member", "head", "leader"):
            return first, last
        if last + 1 < tokens.size and tokens.words[last + 1] == "," and first < last:
            # `Ni Ping, general manager of`, `Wang Chunsheng, the deputy director`
            for at in range(last + 2, min(last + 7, tokens.size)):
                if tokens.lowers[at] in known.roles:
                    return first, last
                if not tokens.is_word(at) or (tokens.capital(at) and at == last + 2):
                    break
        if first < last and tokens.lowers[first] in known.context.before:
            return None  # "Rival Polymart said"
        speech = self._word(last + 1) in known.speech or (before in known.speech and last > first)
        if before == "," and self._word(first - 2) in known.roles and 1 <= last - first <= 3:
            return first, last  # "the chairman, Guo Tianming"
        if before == "by" and self._word(first - 2) in words("done by people") and 1 <= last - first <= 3:
            return first, last
        if self.tokens.span(first, last) in known.places:
            return None
        if speech and 1 <= last - first <= 3 and all(self._may_be_persons(at) for at in range(first, last + 1)):
            return first, last
        return None

    def _may_be_persons(self, at: int) -> bool:
        """Whether a word could be of a person's name: plain letters, one capital, in no table."""
        word, known = self.tokens.words[at], self.tables
        plain = word.replace("-", "").isalpha() and word[1:].islower()
        if not plain or word in known.places:
            return False
        return word.lower() not in known.industries and word.lower() not in known.types

    def _organization_noun(self, first: int, last: int) -> str:
        """The noun of an organization whose name tells that it is one, else ""."""
        tokens, known = self.tokens, self.tables
        if first == last:
            return ""
        word, lower = tokens.words[last], tokens.lowers[last]
        if lower in known.company_suffixes and (lower not in words("capital suffixes") or word.isupper()):
            return "company"
        if lower in known.institutions:
            return lower
        for at in range(first, last):
            if tokens.lowers[at] in known.institutions and tokens.lowers[at + 1] in ("of", "for"):
                return tokens.lowers[at]
        opening = self._skip_opening(first, last)
        if tokens.words[opening] == "PT":
            return "company"
        if lower in known.companies and lower not in known.heads and opening < last:
            plain = all(
                tokens.lowers[at] in known.industries or tokens.lowers[at] in known.types
                or tokens.lowers[at] in known.adjectives for at in range(opening, last)
            )  # fmt: skip
            return "" if plain else "company"
        return ""

    # By its company

    def _learn_zone(self, first: int, last: int) -> None:
        """`Quang Chau Industrial Park` tells that Quang Chau is a place."""
        tokens, known = self.tokens, self.tables
        kinds = known.kind_words
        at = first
        while at <= last and tokens.lowers[at] not in kinds and tokens.lowers[at] not in known.heads:
            at += 1
        end = max(at, last + 1)
        while end < tokens.size and end - last < 4 and tokens.lowers[end] in kinds:
            end += 1
        headed = any(tokens.lowers[i] in known.heads for i in range(at, min(end + 1, tokens.size)))
        plain = tokens.lowers[first] in words("compass") or tokens.lowers[first] in known.adjectives
        if headed and first < at and not plain and not tokens.words[first].isupper():
            self.aliases.learn_zone(tokens.span(first, at - 1))
            self.zones.add(first)

    def _by_context(self, first: int, last: int) -> Proper | None:
        tokens, known = self.tokens, self.tables
        run_first = first
        first = self._skip_opening(first, last)
        word, lower = tokens.words[first], tokens.lowers[first]
        if lower in words("no names") or tokens.lowers[last] in known.heads or self._is_code(word):
            return None
        if tokens.lowers[last] in known.roles:
            return None
        single, acronym = first == last, word.isupper() and len(word) > 1
        plain = lower in known.industries or lower in known.adjectives or lower in known.types
        if single and not acronym and (plain or (lower in self.printed and tokens.sentence_start(first))):
            return None
        before = tokens.lowers[first - 1] if first > run_first else ""
        opened = before in words("company nouns") or before in known.context.before
        kind = "organization" if opened else self.surroundings.kind(first, last)
        if kind == "organization" and single and self._word(last + 1) in known.speech:
            person = self.longer.get(lower)
            if person is not None:  # "Zhang said", where Zhang Bin was named
                return Proper(first, last, "person", person, "person")
        if kind == "organization":
            return Proper(first, last, "organization", tokens.span(first, last), "company")
        if (
            kind == "place"
            and not acronym
            and not (tokens.lowers[last] in known.types or tokens.lowers[last] in known.industries)
        ):
            return Proper(first, last, "place", tokens.span(first, last), self.surroundings.place_noun(last))
        return None

    def _by_neighbours(self, unknown: list[Run], found: list[Proper]) -> list[Run]:
        """Names that stand in one list with known ones ("A, Infineon and B"); yields the runs still unknown."""
        ends = {name.last: name for name in found if not name.adjective}
        starts = {name.first: name for name in found if not name.adjective}
        left: list[Run] = []
        for forward in (True, False):
            left, runs = [], unknown if forward else unknown[::-1]
            for first, last in runs:
                at = self._across_comma(first - 1, -1) if forward else self._across_comma(last + 1, 1)
                beside = (ends if forward else starts).get(at) if at is not None else None
                usable = beside is not None and beside.kind != "person" and self._may_be_listed(first, last)
                if not usable or beside is None:
                    left.append((first, last))
                    continue
                name = Proper(first, last, beside.kind, self.tokens.span(first, last), beside.noun)
                self._enter(name, found)
                ends[last] = starts[first] = name
            unknown = left if forward else left[::-1]
        return left

    def _across_comma(self, at: int, step: int) -> int | None:
        """The token on the other side of a comma or `and`."""
        crossed = False
        while 0 <= at < self.tokens.size and self.tokens.lowers[at] in (",", "and", "&"):
            at += step
            crossed = True
        return at if crossed else None

    def _may_be_listed(self, first: int, last: int) -> bool:
        tokens, lower = self.tokens, self.tokens.lowers[first]
        plain = lower in self.tables.industries or lower in self.tables.adjectives or lower in self.tables.types
        known = self.aliases.knows(tokens.span(first, last), first)
        common = tokens.sentence_start(first) and lower in self.printed
        return not (
            common or plain or known or lower in words("no names")
            or self._is_code(tokens.words[first]) or tokens.lowers[last] in self.tables.heads
        )  # fmt: skip

    # What recurs

    def _recall(self, first: int, last: int) -> Iterator[Proper]:
        """The parts of an unknown run that are known from elsewhere in the text."""
        index = first
        while index <= last:
            for end in range(min(last, index + 6), index - 1, -1):
                entry = self.aliases.recall(self.tokens.span(index, end), index)
                if entry is not None:
                    yield Proper(index, end, *entry)
                    index = end
                    break
            index += 1
        place = self.aliases.zone(self.tokens.span(first, last))
        if place is not None and first not in self.zones and self.aliases.get(place[1]) is None:
            yield Proper(first, last, *place)

    def _canonical(self, name: Proper) -> Proper:
        entry = None if name.adjective else self.aliases.get(name.name)
        if entry is None or entry[0] != name.kind or entry[1:] == (name.name, name.noun):
            return name
        return replace(name, name=entry[1], noun=entry[2])

    # Small questions

    def _word(self, at: int) -> str:
        return self.tokens.lowers[at] if 0 <= at < self.tokens.size else ""

    def _is_code(self, word: str) -> bool:
        """`R709m`, `Q3`: a letter or two and a number."""
        months = word.split("-")[0].lower() in words("no names")
        return months or word[-1].isdigit() or any(letter.isdigit() for letter in word[1:4])

    def _ends_sentence(self, dot: int) -> bool:
        after = dot + 1
        return after >= self.tokens.size or self.tokens.breaks[after] or self.tokens.capital(after)

    def _skip_opening(self, first: int, last: int) -> int:
        """Leaves out the word that has its capital only from the sentence: `Chipmaker Infineon`."""
        tokens, known = self.tokens, self.tables
        if first < last and tokens.sentence_start(first):
            lower = tokens.lowers[first]
            descriptive = lower in known.reference_heads or lower in known.adjectives
            if descriptive or lower in self.printed or lower in known.context.before:
                return first + 1
        if first < last and tokens.lowers[first].endswith(tuple(words("adjective endings"))):
            return first + 1
        return first

    def _bracketed(self, at: int) -> str | None:
        """The acronym in brackets right behind a name, perhaps behind `'s`."""
        tokens = self.tokens
        at += self._word(at) in POSSESSIVES
        if at + 2 < tokens.size and tokens.words[at] == "(" and tokens.words[at + 2] == ")":
            word = tokens.words[at + 1]
            return word if len(word) > 1 and word[:2].isupper() else None
        return None
