"""The dateline that opens a news text: `JINING, China, Sept. 16, 2022 /PRNewswire/ --`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from store.reading.dates import DateMention, find_dates
from store.reading.words import word_pattern, word_set

_LONGEST = 180
_MOST_WORDS = 18
_END = re.compile(
    r"(?=[.:–—-]|\s+(?:[–—-]|$)|(?<=\))\s|$)(?:"  # what the marks of an end begin with; most places are passed
    r"\.\s*-+\s*|(?<=[0-9]{4})\.\s+(?=[A-Z])|"
    r"\s*--+\s*(?!\()|\s+[-–—]\s+|\s*[—–]\s*|:\s+|:?\s*$|(?<=\))\s+(?=[A-Z0-9\"“‘']))"
)
_SLASHED = re.compile(r"/\s?([^/]{2,60}?)\s?/")
_BRACKETED = re.compile(r"\(([^()]{2,60})\)")
_IN_BRACKETS = re.compile(r"\s?\(([A-Z][a-z]+)\)")
_COUNTRY = re.compile(r"\([A-Z][a-z]+\),")
_WORD = re.compile(r"(?:[A-ZÀ-Þ][\w.'’/-]*|of|the|de|del|la|le|da|do|di|am|an der|and|upon|sur)")
_TIME = re.compile(r"[0-9]{1,2}[:.][0-9]{2}(?::[0-9]{2})?\s?(?:[ap]\.?m\.?)?\s?(?:[A-Z]{2,4})?", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?", re.IGNORECASE
)
_SMALL_WORDS = frozenset(
    ["of", "the", "de", "del", "la", "le", "da", "do", "di", "am", "an", "der", "and", "upon", "sur"]
)
_ABBREVIATIONS = frozenset(["UK", "US", "USA", "UAE", "EU", "DC", "U.S.", "U.K.", "U.A.E."])


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says, and where the text after it begins."""

    end: int
    place: str | None
    agency: str | None
    date: DateMention | None


@lru_cache(256)  # a line is asked about again as a paragraph
def find_dateline(paragraph: str) -> Dateline | None:
    """The dateline at the beginning of a paragraph, which may be the whole of it; None where there is none.

    A place in capitals with a dash or a colon is enough; a place in ordinary letters needs a date or a known
    agency, or is a city that opens datelines.
    """
    opening = paragraph[:_LONGEST]
    for match in _END.finditer(opening):
        whole = match.end() == len(paragraph)
        if match.end() == len(opening) and not whole:
            return None
        found = _read(opening[: match.start()], match, whole)
        if found:
            return found
        if match.start() > 120:
            return None
    return None


def _read(head: str, mark: re.Match[str], whole: bool) -> Dateline | None:
    if head.count(" ") > _MOST_WORDS:
        return None
    rest, agency, sure = _take_agency(head)
    dates = find_dates(rest)
    for mention in reversed(dates):
        rest = rest[: mention.start] + rest[mention.end :]
    rest = _WEEKDAY.sub("", _TIME.sub("", rest)) if dates else rest
    place = re.sub(r"\(\s*\)", "", _IN_BRACKETS.sub(r", \1", rest)).strip(" ,;|-–—").replace(" ,", ",")
    place = re.sub(r"(?:,\s*){2,}", ", ", place)
    if not _is_place(place) if place else not (agency and sure):
        return None
    capitals = place.partition(",")[0].isupper() and len(place) > 1
    known = place.lower() in word_set("cities")
    ended = bool(mark.group().strip())
    if "(" in head and not sure and not dates and not (capitals and "--" in mark.group()):
        return None
    evidence = sure or bool(dates)
    if place.lower() in word_set("not places") or not (
        evidence or (ended and _names_place(place, capitals, known))
    ):
        return None
    if not ended and not (sure or (whole and dates and place)):
        return None
    return Dateline(mark.end(), tidy_place(place) or None, agency, dates[0] if dates else None)


def _take_agency(head: str) -> tuple[str, str | None, bool]:
    """The head without its agency, the agency, and whether it is certainly one."""
    slashed = _SLASHED.search(head)
    if slashed:
        return head[: slashed.start()] + head[slashed.end() :], slashed[1].replace("=", "/"), True
    for match in _BRACKETED.finditer(head):
        if not find_dates(match[1]) and not _COUNTRY.match(head, match.start()):
            known = (
                match[1].partition("/")[0].strip().lower() in word_set("agencies")
                or "newswire" in match[1].lower()
            )
            return head[: match.start()] + head[match.end() :], match[1], known
    named = word_pattern("agencies").search(head)
    if named and find_dates(head) and (named.start() == 0 or named.end() == len(head)):
        return head[: named.start()] + head[named.end() :], named[0], True
    return head, None, False


def _is_place(text: str) -> bool:
    parts = [part.strip() for part in text.split(",")]
    words = [word for part in parts for word in part.split()]
    return (
        len(parts) <= 4
        and 0 < len(words) <= 8
        and all(part and part[0].isupper() for part in parts)
        and all(_WORD.fullmatch(word) for word in words)
        and not any(character.isdigit() for character in text)
    )


def _names_place(place: str, capitals: bool, known: bool) -> bool:
    letters = sum(character.isalpha() for character in place.partition(",")[0])
    return known or (capitals and letters >= 5 and len(place.split()) <= 5)


def tidy_place(place: str) -> str:
    """A place in ordinary letters: `KUALA LUMPUR` -> `Kuala Lumpur`."""
    return ", ".join(_tidy_part(part.strip()) for part in place.split(","))


def _tidy_part(part: str) -> str:
    if not part.isupper():
        return part
    return " ".join(_tidy_word(word, first=index == 0) for index, word in enumerate(part.split()))


def _tidy_word(word: str, first: bool) -> str:
    if word in _ABBREVIATIONS:
        return word
    lower = word.lower()
    if lower in _SMALL_WORDS and not first:
        return lower
    return re.sub(r"(?<![\w'’])\w", lambda match: match.group().upper(), lower)
