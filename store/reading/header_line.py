"""One line of a header: `By Jane Doe | China Daily | Updated: 2021-11-02 09:15`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from store.reading.dateline import find_dateline, tidy_place
from store.reading.dates import DateMention, find_dates
from store.reading.furniture import REMEMBERED, is_kicker
from store.reading.layout import ends_sentence
from store.reading.words import word_set

Meaning = Literal["title", "publisher", "author", "place", "address"]
DateKind = Literal["published", "updated", "plain"]

_LONGEST_LINE = 200
_LONGEST_SENTENCE = 120
_MOST_WORDS = 14
_FEW_WORDS = 4

_PUBLISHED = (
    r"(?:first |originally )?(?:published|posted|publication date|date of publication|"
    r"publish date|release date|released|"
    r"issued|datum|fecha|publicado(?: el)?|veröffentlicht(?: am)?|stand|actualizado|"
    r"created|date published|date posted|pub ?date|pubdate|date|dated|release time|publish time|time)"
)
_UPDATED = r"(?:last )?(?:updated?|modified|edited|reviewed|revised|refreshed)(?: date)?"
_LABEL_END = r"(?:\s+(?:on|at|date|time))?\s*[:：|-]?\s*(?:\w{3,9},\s*)?[^\w]{0,3}$"
_LABEL_BEFORE: dict[DateKind, re.Pattern[str]] = {
    "published": re.compile(rf"(?:^|(?<=[\W_])){_PUBLISHED}{_LABEL_END}", re.IGNORECASE),
    "updated": re.compile(rf"(?:^|(?<=[\W_])){_UPDATED}{_LABEL_END}", re.IGNORECASE),
}
_LABEL = re.compile(
    rf"(?<!\w)(?:{_PUBLISHED}|{_UPDATED})(?:\s+(?:on|at|date|time))?\s*[:：]?(?!\w)", re.IGNORECASE
)
_CLOCK = re.compile(
    r"(?:(?<!\w)|(?<![A-Za-z])T)"
    r"(?:[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?(?:\.[0-9]{1,6})?\s?(?:Z|[ap]\.?\s?m\.?(?!\w))?|[0-9]{1,2}\s?[ap]\.?m\.?(?!\w))"
    r"(?:\s?(?:hrs|hours|h|uhr)\b)?"
    r"(?:\s?\(?(?:IST|GMT|UTC|BST|SGT|MYT|HKT|CES?T|SAST|E[SD]?T|P[SD]?T|C[SD]T|KST|JST|WIB|"
    r"local time|beijing time)\)?(?!\w))?"
    r"(?:\s?\(?(?:GMT|UTC)?\s?[+-][0-9]{1,2}:?(?:[0-9]{2})?(?![0-9])\)?)?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?", re.IGNORECASE)
_AGO = re.compile(
    r"\b(?:(?:[0-9]+|an?|one|two|three|few)\s+)?"
    r"(?:minute|min|hour|hr|day|week|month|year)s?\s+ago\b|\bjust now\b",
    re.IGNORECASE,
)
_COUNTERS = re.compile(
    r"\b[0-9]{1,3}[ -]min(?:ute)?s?(?: read)?\b|\b[0-9,.]+k? (?:views|comments|shares)\b", re.IGNORECASE
)
_CONTROLS = re.compile(
    r"\b(?:font|text) ?size\s?[:：]?(?:\s*\[?\b(?:large|medium|small|big|a[+-]?|[sml])\b\]?)*|"
    r"\b(?:views|hits|clicks|visits|reads?|reading volume|comments|shares)\s?[:：]\s?[0-9,]+",
    re.IGNORECASE,
)
_REMOVED = (_CLOCK, _AGO, _COUNTERS, _CONTROLS, _WEEKDAY, _LABEL)
_NEXT_LABEL = re.compile(r"\s+(?=(?:source|author|editor|reporter|publisher|from)\s?[:：])", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s*[|•·／]\s*|\s+[-–—/]\s+|\s*[()\[\]]\s*|\s*[,;]\s+|\s{2,}")
_BYLINE = re.compile(r"(?:by|words by|text by|story by)\s+", re.IGNORECASE)
_BYLINE_PLACE = re.compile(
    r"(?i:by) (?P<name>[A-Z][^|,.]{2,60}?) (?:in|from) "
    r"(?P<place>[A-Z][\w'-]+(?:,? [A-Z][\w'-]+){0,3})(?:\s*(?:\||$)|\s+and\s)"
)
_ROUND_NAME = re.compile(
    r"^(?:by|sources?|author|writer|reported by)(?:\s?[:：]\s?|\s+)|(?:\s+in\s+[A-Z]\w+)?\s+(?:on|at)$",
    re.IGNORECASE,
)
_DROPPED = re.compile(
    r"(?:(?:web |copy |responsible )?editor|reporter|translator|in|under|category)(?:\s?[:：]\s?|\s+).*"
    r"|(?:(?:press |news |media )?release|report|ref(?:erence)?|nr|no)\.? ?(?:no|nr|number|id)?\.?\s?[:：#]?"
    r"\s?[0-9][\w/-]{0,20}",
    re.IGNORECASE,
)
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,6}/?", re.IGNORECASE)
_ROLES = frozenset(
    "editor reporter reporters correspondent correspondents writer journalist columnist staff".split()
)
_SMALL_WORDS = frozenset(
    "and of the for in at on by with & de da do dos del der den di du van von y e al el la bin binti".split()
)
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")

_FIELDS: dict[str, Meaning | Literal["date"]] = {
    "title": "title", "headline": "title",
    "datum": "date", "fecha": "date", "stand": "date",
    "date": "date", "published": "date", "publication date": "date", "pubdate": "date",
    "author": "author", "authors": "author", "byline": "author",
    "publisher": "publisher", "source": "publisher", "publication": "publisher", "newspaper": "publisher",
    "outlet": "publisher", "from": "publisher",
    "url": "address", "link": "address", "address": "address",
    "place": "place", "location": "place", "dateline": "place",
}  # fmt: skip
_FIELD = re.compile(rf"(?P<name>{'|'.join(_FIELDS)})[*_]*\s*[:：][*_]*\s*(?P<value>\S.*)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class HeaderLine:
    """What one line of a header says: fields, and dates by kind; `labelled` where it names such a kind."""

    names: tuple[tuple[Meaning, str], ...] = ()
    dates: tuple[tuple[DateKind, DateMention], ...] = ()
    labelled: bool = field(default=False)


@lru_cache(REMEMBERED)
def read_header_line(line: str) -> HeaderLine | None:
    """What the line says, None for a line that is more than dates, names and their labels."""
    if len(line) > _LONGEST_LINE or (len(line) > _LONGEST_SENTENCE and ends_sentence(line)):
        return None
    if line == "---":  # round the front matter of Markdown
        return HeaderLine()
    line = line.strip("*_# ")
    if line.lower() in word_set("agencies"):
        return HeaderLine(names=(("publisher", line),))
    return _read_field(line) or _read_line(line)


def is_outlet(name: str) -> bool:
    """Whether a name is a publisher's rather than a person's."""
    words = set(re.split(r"\W+", name.lower()))
    return (
        _DOMAIN.fullmatch(name) is not None
        or name.lower() in word_set("agencies")
        or bool(words & word_set("outlets"))
        or (len(name.split()) == 1 and name[:1].isupper())
    )


def is_name(text: str) -> bool:
    """Whether a piece of a header can name a publisher, a person or a place."""
    words = text.split()
    plain = sum(not (word[0].isupper() or word[0].isdigit() or _DOMAIN.fullmatch(word)) for word in words)
    small = sum(word.lower() in _SMALL_WORDS for word in words)
    return 0 < len(words) <= 7 and plain <= small and not any(word[:4].isdigit() for word in words)


def _read_field(line: str) -> HeaderLine | None:
    """A line `Name: value`."""
    match = _FIELD.fullmatch(line)
    if not match:
        return None
    meaning, value = _FIELDS[match["name"].lower()], match["value"].strip("\"' *_")
    mentions = find_dates(value)
    if meaning == "date":
        return HeaderLine(dates=(("published", mentions[0]),), labelled=True) if len(mentions) == 1 else None
    if meaning == "title":
        return HeaderLine(names=(("title", value),))
    if meaning == "address":
        address = _ADDRESS.match(value)
        return HeaderLine(names=(("address", address.group()),)) if address else None
    if mentions or len(value.split()) > 12 or (meaning == "place" and not is_name(value.replace(",", ""))):
        return None
    return HeaderLine(names=((meaning, value.partition("|")[0].strip()),))


def _read_line(line: str) -> HeaderLine | None:
    """A line of dates, names and labels in any order."""
    byline = _BYLINE.match(line)
    line, names = _take_byline(line)
    mentions = find_dates(line)
    if not (mentions or byline or _LABEL.match(line) or _is_recent(line) or is_role(line.rpartition(" - ")[2])):
        return None
    dateline = find_dateline(line)
    if dateline and dateline.agency:
        return None
    rest = line
    for mention in reversed(mentions):
        rest = f"{rest[: mention.start]} | {rest[mention.end :]}"
    rest = _NEXT_LABEL.sub(" | ", rest)
    for pattern in _REMOVED:
        rest = pattern.sub(" | ", rest)
    segments = [part.strip(" :：.,-–—/") for part in _SEPARATOR.split(rest)]
    segments = [part for part in segments if any(map(str.isalnum, part)) and not _DROPPED.fullmatch(part)]
    kinds = [_kind(line[: mention.start]) for mention in mentions]
    roles = False
    for segment in segments:
        bare = _ROUND_NAME.sub("", segment)
        if is_role(bare) or is_kicker(bare) or bare.startswith("@"):
            roles = roles or is_role(bare)
            continue
        if is_name(bare):
            meaning = _meaning(bare, segment.lower().startswith("by "), line, mentions)
            names.append((meaning, tidy_place(bare) if meaning == "place" else bare))
        elif not (any(kinds) and len(bare.split()) <= _FEW_WORDS) or ends_sentence(line):
            return None
    if sum(len(name.split()) for _, name in names) > _MOST_WORDS:
        return None
    if names and not (mentions or byline or roles or _is_recent(line)):
        return None
    if byline and not mentions and not names:
        return None
    dates = tuple((kind or "plain", mention) for kind, mention in zip(kinds, mentions, strict=True))
    return HeaderLine(tuple(names), dates, any(kinds))


def _is_recent(line: str) -> bool:
    """Whether a line says how long ago it was published."""
    small = line.lower()
    return ("ago" in small or "just now" in small) and _AGO.search(line) is not None


def is_role(text: str) -> bool:
    """Whether a piece of a header says what a person is: `Staff Reporter`, `Nikkei staff writer`."""
    words = text.lower().split()
    return text.lower() in word_set("roles") or (2 <= len(words) <= 5 and words[-1] in _ROLES)


def _take_byline(line: str) -> tuple[str, list[tuple[Meaning, str]]]:
    """The line without a byline that names a place (`By Jane Doe in Wuxi | ...`), and what it says."""
    match = _BYLINE_PLACE.match(line)
    if not match:
        return line, []
    return line[match.end() :], [("author", match["name"]), ("place", match["place"])]


def _meaning(name: str, by: bool, line: str, mentions: Sequence[DateMention]) -> Meaning:
    if name.lower() in word_set("cities"):
        return "place"
    dated = bool(mentions) and line.startswith(f"{name}, ") and mentions[0].start <= len(name) + 3
    known = name.lower() in word_set("agencies") or any(word in name.lower() for word in word_set("outlets"))
    one_word = name.isalpha() and len(name) >= 4
    if not (by or known) and (
        (dated and (one_word or name.isupper())) or (one_word and len(name) > 4 and name.isupper())
    ):
        return "place"
    return "publisher" if is_outlet(name) and not (by and len(name.split()) == 1) else "author"


def _kind(before: str) -> DateKind | None:
    return next((kind for kind, label in _LABEL_BEFORE.items() if label.search(before[-60:])), None)
