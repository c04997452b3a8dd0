"""Descriptions that stand for a name: "the zone", "the industrial park", "the county", "our company"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.extraction.mentions import MentionKind
from store.extraction.names.tables import tables, words
from store.extraction.names.tokens import Tokens

_DETERMINERS = frozenset({"the", "this", "our"})
_BUSINESS = "company"
_INDUSTRY = "industry"
_LIKE_CITIES = frozenset({"county", "district", "town", "municipality", "prefecture"})
_MODIFIERS = 4  # words between "the" and its noun
_SUBJECT = 6  # tokens within which a sentence's subject begins
_SPEAKER = 90  # words from "our company" to the speaker's office


@dataclass(slots=True, eq=False, repr=False)
class Named:
    """A name at the tokens `first` to `last`; `nouns` are the nouns that a description of it may use."""

    first: int
    last: int
    kind: MentionKind
    name: str
    nouns: tuple[str, ...]


@dataclass(slots=True, eq=False, repr=False)
class Description:
    """A description at the tokens `first` to `last` that stands for `name`, or names one itself."""

    first: int
    last: int
    kind: MentionKind
    name: str
    reference: bool = True


@dataclass(slots=True, eq=False, repr=False)
class _Known:
    """What a description may stand for."""

    kind: MentionKind
    name: str


class DescriptionReader:
    """Resolves a description to the latest name before it with a fitting noun, else to the main one."""

    def __init__(
        self, tokens: Tokens, named: Sequence[Named], main: Mapping[str, tuple[MentionKind, str]]
    ) -> None:
        """`main` gives the article's main name for a noun; its city and country go before any other."""
        self.tokens = tokens
        self.named = sorted(named, key=lambda name: name.last)
        self.starts = {name.first: name for name in named}
        self.main = {noun: _Known(*entry) for noun, entry in main.items()}
        self.latest: dict[str, _Known] = {}
        self.sentence, self.subject = 0, False
        self.taken = bytearray(tokens.size)
        for name in named:
            self.taken[name.first : name.last + 1] = b"\x01" * (name.last + 1 - name.first)

    def read(self) -> list[Description]:
        """All descriptions in reading order."""
        found: list[Description] = []
        upcoming = 0
        heads, breaks = tables().reference_heads, self.tokens.breaks
        telling = [i for i, lower in enumerate(self.tokens.lowers) if breaks[i] or lower in heads]
        for index in telling:
            if breaks[index]:
                self.sentence, self.subject = index, False
            while upcoming < len(self.named) and self.named[upcoming].last < index:
                self._meet(self.named[upcoming])
                upcoming += 1
            entry = heads.get(self.tokens.lowers[index])
            if entry is None or self.taken[index] or not self._common(index):
                continue
            description = self._read(index, *entry)
            if description is not None:
                found.append(description)
        return found

    def _common(self, index: int) -> bool:
        """Whether a noun is written as a description: in lower case, as "the SEZ" or as "the State"."""
        tokens = self.tokens
        if not tokens.capital(index) or len(tokens.words[index]) <= 3:
            return True
        alone = index + 1 == tokens.size or not tokens.capital(index + 1)
        return alone and tokens.lowers[index] in words("capital descriptions")

    def _meet(self, name: Named) -> None:
        """Keeps the latest name for a noun; of the companies of a sentence, the one that is its subject."""
        for noun in name.nouns:
            if noun == _BUSINESS:
                if self.subject:
                    continue
                self.subject = name.first - self.sentence <= _SUBJECT
            self.latest[noun] = _Known(name.kind, name.name)

    def _read(self, index: int, kind: MentionKind, noun: str) -> Description | None:
        tokens = self.tokens
        first, determiner = self._opening(index)
        if index + 1 in self.starts and noun == _BUSINESS:
            return None  # "the port operator Hateco"
        if determiner in ("a", "an"):
            if noun != _BUSINESS or not any(self._tells(at) for at in range(first + 1, index)):
                return None
            name = tokens.span(first + 1, index)
            self.latest[noun] = _Known(kind, name)
            return Description(first + 1, index, kind, name, False)
        if determiner not in _DETERMINERS:
            return None
        if index + 2 < tokens.size and tokens.lowers[index + 1] == "of" and index + 2 in self.starts:
            name_of = self.starts[index + 2]
            if kind == "place" and name_of.kind == "place":
                self.latest[noun] = _Known(kind, name_of.name)
                return Description(first, name_of.last, kind, name_of.name, False)
        if determiner == "our" and noun == _BUSINESS:
            speaker = self._speakers_company(index)
            if speaker is not None:
                return Description(first, index, kind, speaker)
        if (
            kind == "cluster"
            and index + 1 < tokens.size
            and tokens.lowers[index + 1] in words("compound nouns")
        ):
            return None
        if noun == _INDUSTRY and self._next(index) in words("industry compounds"):
            return None  # "the industry association"
        known = self._resolve(noun)
        told = [at for at in range(first + 1, index) if self._tells(at)]
        if noun == _BUSINESS and told and not self._fits(told, known):
            name = tokens.span(told[0], index)
            self.latest[noun] = _Known(kind, name)
            return Description(first, index, kind, name, False)
        return Description(first, index, known.kind, known.name) if known is not None else None

    def _next(self, index: int) -> str:
        return self.tokens.lowers[index + 1] if index + 1 < self.tokens.size else ""

    def _resolve(self, noun: str) -> _Known | None:
        main = self.main.get(noun)
        if noun in ("city", "country") and main is not None:
            latest = self.latest.get(noun)
            return latest if latest is not None and latest.kind == "cluster" else main
        known = self.latest.get(noun) or main
        if known is None and noun in words("site descriptions"):
            return next(
                (site for kind in ("park", "zone") if (site := self.latest.get(kind) or self.main.get(kind))),
                None,
            )
        return known or (self.main.get("city") if noun in _LIKE_CITIES else None)

    def _tells(self, at: int) -> bool:
        """Whether a word before the noun tells one company from another: "the printing company"."""
        lower = self.tokens.lowers[at]
        return lower in tables().industries and lower not in tables().adjectives

    def _fits(self, told: Sequence[int], known: _Known | None) -> bool:
        if known is None:
            return False
        name = known.name.lower()
        return any(self.tokens.lowers[at][:5] in name for at in told)

    def _speakers_company(self, index: int) -> str | None:
        """Whose company "our company" is, where the speaker is named behind the quotation."""
        tokens = self.tokens
        for at in range(index + 1, min(index + 1 + _SPEAKER, tokens.size - 2)):
            if tokens.words[at][0] == "\n":
                return None
            if tokens.lowers[at] in tables().roles and tokens.lowers[at + 1] in ("of", "at", "for"):
                name = self.starts.get(at + 2)
                if name is not None and name.kind == "organization":
                    return name.name
                for end in range(at + 3, min(at + 8, tokens.size)):
                    if tables().reference_heads.get(tokens.lowers[end], ("", ""))[1] == _BUSINESS:
                        return tokens.span(at + 3, end)
                return None
        return None

    def _opening(self, index: int) -> tuple[int, str]:
        """The determiner before a noun and its words: its token, and the word ("" where there is none)."""
        tokens, known = self.tokens, tables()
        at = index - 1
        while at >= 0 and index - at <= _MODIFIERS + 1:
            lower = tokens.lowers[at]
            if lower in _DETERMINERS or lower in ("a", "an"):
                return at, lower
            adjective = tokens.words[at] in known.place_adjectives or lower.endswith("-based")
            if tokens.breaks[at] or not tokens.is_word(at):
                break
            if not adjective and (self.taken[at] or tokens.capital(at) or lower in known.stops):
                break
            at -= 1
        return index, ""
