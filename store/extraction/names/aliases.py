"""The short forms under which a name recurs in an article: "Sun Pharmaceutical" for "… Co., Ltd.", acronyms."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from store.extraction.names.places import ProperKind
from store.extraction.names.tables import tables

Entry = tuple[ProperKind, str, str]


@lru_cache(maxsize=2**12)
def key(text: str) -> str:
    """A wording without marks and capitals, by which names are compared."""
    return " ".join(text.replace(",", " ").replace(".", " ").lower().split())


class Aliases:
    """What each wording of an article stands for: kind, fullest name and noun."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._entries: dict[str, Entry] = {}
        self._people: dict[str, list[tuple[int, Entry]]] = {}
        self._openings: dict[str, tuple[int, Entry]] = {}
        self._zones: dict[str, Entry] = {}
        self._misprints: dict[tuple[str, str, str, int], str] = {}

    def knows(self, text: str, at: int) -> bool:
        """Whether a wording at a token stands for a name that was met."""
        return self.recall(text, at) is not None

    def recall(self, text: str, at: int) -> Entry | None:
        """What a wording at a token stands for, the first words of a company named before it included."""
        wording = key(text)
        entry = self._entries.get(wording)
        people = self._people.get(wording)
        if people is not None:
            return next((known for first, known in reversed(people) if first < at), people[0][1])
        if entry is None:
            first, entry_of_first = self._openings.get(wording, (at, None))
            entry = entry_of_first if first < at else None
        return entry

    def get(self, text: str) -> Entry | None:
        """What a wording stands for."""
        return self._entries.get(key(text))

    def learn(self, kind: ProperKind, name: str, noun: str, acronym: str | None, at: int) -> None:
        """Enters a name with its short forms; the first name that has a short form keeps it."""
        entry = (kind, name, noun)
        if kind == "place":
            entry = (kind, self._spelling(name, noun), noun)
        for wording in _short_forms(kind, key(name), noun):
            if kind == "person" and wording != key(name):
                self._people.setdefault(wording, []).append((at, entry))
                continue
            self._entries.setdefault(wording, entry)
        if kind == "organization" and noun == "company":
            parts = key(name).split()
            for size in range(1, len(parts)):
                opening = " ".join(parts[:size])
                if size > 1 or not _common(parts[0]):
                    known = self._openings.get(opening)
                    if known is None or at < known[0]:
                        self._openings[opening] = (at, entry)
        if acronym is not None:
            self._entries.setdefault(acronym.lower(), entry)

    def learn_zone(self, place: str) -> None:
        """Enters the first words of a zone's name, which alone are a place: `Quang Chau` Industrial Park."""
        self._zones.setdefault(key(place), ("place", place, "place"))

    def zone(self, text: str) -> Entry | None:
        """The place after which a zone is named."""
        return self._zones.get(key(text))

    def _spelling(self, name: str, noun: str) -> str:
        """The first spelling of a place: "Lianshan county" is a misprint for "Liangshan county".

        Two names are one where they differ by one letter left out, in the middle of a long word.
        """
        if len(name) < 8 or noun == "country":
            return name
        for size in (len(name) - 1, len(name), len(name) + 1):
            other = self._misprints.get((noun, name[:4], name[-4:], size))
            if other is not None and other != name and _one_letter_apart(name, other):
                return other
        self._misprints.setdefault((noun, name[:4], name[-4:], len(name)), name)
        return name


def _one_letter_apart(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) != 1:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))


def _common(word: str) -> bool:
    known = tables()
    return (
        word in known.industries
        or word in known.types
        or word in known.adjectives
        or word.title() in known.places
    )


def _short_forms(kind: ProperKind, name: str, noun: str) -> Iterator[str]:
    known = tables()
    yield name
    parts = name.split()
    if kind == "place":
        if len(parts) > 1 and parts[-1] in known.place_words:
            yield " ".join(parts[:-1])
    elif kind == "person":
        yield from parts if 2 <= len(parts) <= 4 else ()
    elif noun == "company":
        while len(parts) > 1 and parts[-1] in known.company_suffixes:
            parts.pop()
            yield " ".join(parts)
        while len(parts) > 1 and (parts[-1] in known.companies or parts[-1] in known.industries):
            parts.pop()
            if len(parts) > 1 or parts[0].title() not in known.places:
                yield " ".join(parts)
        if len(parts) > 1 and parts[0].title() in known.places:
            yield " ".join(parts[1:])
