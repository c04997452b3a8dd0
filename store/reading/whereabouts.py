"""Where an article plays that has no dateline: the place that its headline and its opening speak of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.gazetteer import gazetteer
from store.reading.words import word_set

_READ = 4000  # characters of the text that are looked at
_LEAD = 400  # of them, those that say what the article is about
_LIKE_CITIES = frozenset(["city", "prefecture"])
_RUN = r"(?P<name>[A-ZÀ-ÞĐ][\w'’-]*[^\W_](?:[ -][A-ZÀ-ÞĐ][\w'’]*[^\W_]){0,3})"
_IN = re.compile(
    r"\b(?:in|near|around|outside|across|(?:city|town|county|province|district|state|prefecture|port|village|"
    r"municipality)\s+of)\s+" + _RUN
)
_RANKED = re.compile(
    _RUN + r"(?:['’]s)? (?:[Cc]ity|[Cc]ounty|[Pp]rovince|[Dd]istrict|[Tt]ownship|[Tt]own|[Pp]refecture|"
    r"[Mm]unicipality|[Rr]egion)\b"
)
_SITE = re.compile(
    r"(?P<name>[A-ZÀ-ÞĐ][\w'’-]*[^\W_](?: [A-ZÀ-ÞĐ][\w'’]*[^\W_]){0,2}?)(?: (?:National|Special|Free|"
    r"Export|Economic|Industrial|Processing|Trade|High-[Tt]ech|Development|Science|Technology))+ "
    r"(?:Zone|Park|Estate)\b"
)
_BASED = re.compile(_RUN + r"-based\b")
_DATED = re.compile(_RUN + r"\.\s+(?=[\"“A-Z])")
_NAME = re.compile(_RUN)
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(slots=True)
class _Candidate:
    """A place that may be meant: how often it is named, where, and of which kind it is."""

    kind: str
    known: bool
    first: int
    count: int = 0
    in_title: bool = False
    in_lead: bool = False


def find_place(title: str, paragraphs: Sequence[str]) -> str | None:
    """The place that an article as a whole is about, None where it names none.

    A place of the headline goes before one of the opening, a city before its state and both before a country.
    A town that no table knows is told by the words round it in the text ("in Samlesbury", "Guzhen county").
    """
    text = "\n".join(paragraphs)[:_READ]
    opening = _DATED.match(text)
    if opening and opening["name"] in title:
        return opening["name"]
    candidates: dict[str, _Candidate] = {}
    for at, name, kind in _known(text):
        _count(candidates, name, kind, True, at)
    for at, name in _told(text):
        _count(candidates, name, "city", False, at)
    for _, name, kind in _known(title):
        _count(candidates, name, kind, True, 0).in_title = True
    for name, candidate in candidates.items():
        if name in title and not candidate.in_title:
            candidate.in_title = re.search(rf"\b{re.escape(name)}\b", title) is not None
    meant = {name: place for name, place in candidates.items() if place.known or place.in_title}
    if not meant:
        return None
    best = max(meant, key=lambda name: _rank(meant[name]))
    if meant[best].kind not in _LIKE_CITIES:  # else the town within it that the opening names
        places = gazetteer().places
        within = [name for name in meant if name in places and places[name].part_of == best]
        best = next((name for name in within if meant[name].in_lead and meant[name].kind in _LIKE_CITIES), best)
    return best


def _rank(place: _Candidate) -> tuple[bool, bool, bool, bool, int, int, int]:
    country = place.kind == "country"
    passing = not (place.in_title or place.in_lead or place.count > 1)  # less than a country in the headline
    size = 2 if place.kind in _LIKE_CITIES else 1
    meant = place.in_title if country else not passing
    return meant, not country, place.in_title, place.in_lead, size, place.count, -place.first


def _count(found: dict[str, _Candidate], name: str, kind: str, known: bool, at: int) -> _Candidate:
    place = found.setdefault(name, _Candidate(kind, known, at))
    place.count += 1
    place.in_lead = place.in_lead or at < _LEAD
    return place


def _known(text: str) -> Iterator[tuple[int, str, str]]:
    """The places of the table, the longest spelling at each position: where, usual name, kind."""
    table = gazetteer()
    for run in _NAME.finditer(text):
        words = run["name"].split(" ")
        if words[-1].lower() in word_set("outlets") or text.startswith("$", run.end()):
            continue  # "Shanghai Securities News reported", "US$4 billion"
        if "'" in run["name"] or "’" in run["name"]:
            words = [_POSSESSIVE.sub("", word) for word in words]
        at = 0
        while at < len(words):
            step = 1
            for size in range(min(table.openings.get(words[at], 0), len(words) - at), 0, -1):
                place = table.places.get(" ".join(words[at : at + size]))
                if place is not None:
                    yield run.start(), place.name, place.kind
                    step = size
                    break
            at += step


def _told(text: str) -> Iterator[tuple[int, str]]:
    """Names that the words round them tell to be places: where, and the name without what it is part of."""
    places = gazetteer().places
    for pattern in (_IN, _RANKED, _SITE, _BASED):
        for match in pattern.finditer(text):
            words: list[str] = []
            for word in match["name"].split(" "):
                if word.lower() in word_set("not in places"):
                    break
                words.append(_POSSESSIVE.sub("", word))
            name = " ".join(words)
            if words and name not in places and not name.isupper():
                yield match.start("name"), name
