"""What stands above an article's text: headline, publisher, author, dates."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from store.reading.dateline import Dateline, find_dateline
from store.reading.dates import DateMention, address_date, find_dates
from store.reading.furniture import heads_links, is_furniture, is_kicker
from store.reading.layout import ends_sentence
from store.reading.words import word_pattern, word_set

_LONGEST_LINE = 200
_LONGEST_HEADER = 30
_LATE_DATELINE = 4
_TRAILER = 6

_LABELS = {
    "published": r"(?:first |originally )?(?:published|posted|publication date|publish date|release date|released|issued|"
    r"created|date published|date posted|pub ?date|date|dated|release time|publish time|time)",
    "updated": r"(?:last )?(?:updated?|modified|edited|reviewed|revised|refreshed)(?: date)?",
}
_LABEL = {
    kind: re.compile(
        rf"(?:^|(?<=[\W_])){words}(?:\s+(?:on|at|date|time))?\s*[:：|-]?\s*(?:\w{{3,9}},\s*)?[^\w]{{0,3}}$",
        re.I,
    )
    for kind, words in _LABELS.items()
}
_ANY_LABEL = re.compile(
    rf"(?<!\w)(?:{_LABELS['published']}|{_LABELS['updated']})(?:\s+(?:on|at|by|date|time))?\s*[:：]?(?!\w)",
    re.I,
)
_CLOCK = re.compile(
    r"(?<![\w])(?:[0-9]{1,2}[:.][0-9]{2}(?:[:.][0-9]{2})?\s?(?:[ap]\.?\s?m\.?(?!\w))?|[0-9]{1,2}\s?[ap]\.?m\.?(?!\w))"
    r"(?:\s?(?:hrs|hours|h|uhr)\b)?(?:\s?\(?(?:IST|GMT|UTC|BST|SGT|MYT|HKT|CET|CEST|SAST|EST|EDT|ET|PST|PDT|PT|CDT|CST|KST|JST|WIB|"
    r"GMT\+7|local time|beijing time)\)?(?!\w))?(?:\s?\(?(?:GMT|UTC)?\s?[+-][0-9]{1,2}(?::?[0-9]{2})?\)?)?",
    re.I,
)
_WEEKDAY = re.compile(r"\b(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?", re.I)
_AGO = re.compile(
    r"\b(?:(?:[0-9]+|an?|one|two|three|few)\s+)?(?:minute|min|hour|hr|day|week|month|year)s?\s+ago\b|\bjust now\b|\byesterday\b",
    re.I,
)
_READ = re.compile(r"\b[0-9]{1,3}[ -]min(?:ute)?s?(?: read)?\b|\b[0-9,.]+k? (?:views|comments|shares)\b", re.I)
_SEPARATORS = re.compile(
    r"\s*[|•·／]\s*|\s+[-–—/]\s+|\s*[()\[\]]\s*|\s*[,;]\s+|\s{2,}|\s*[:：]\s*$|^\s*[:：,;]\s*"
)
_BYLINE = re.compile(
    r"(?i:by|from|words by|text by|story by|author:?|reporter:?)\s+(?=[A-Z0-9])(?P<name>[^|•·]{2,100})"
)
_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?(?:[a-z0-9-]+\.)+[a-z]{2,6}/?", re.I)
_FIELD = re.compile(
    r"(?:[#*_ ]*)(?P<name>title|headline|date|published|publication date|author|authors|byline|publisher|source|publication|"
    r"newspaper|outlet|url|link|address|place|location|dateline)[*_]*\s*[:：][*_]*\s*(?P<value>\S.*)",
    re.I,
)
_FIELD_MEANING = {
    "title": "title", "headline": "title", "date": "date", "published": "date", "publication date": "date",
    "author": "author", "authors": "author", "byline": "author", "publisher": "publisher", "source": "publisher",
    "publication": "publisher", "newspaper": "publisher", "outlet": "publisher", "url": "address", "link": "address",
    "address": "address", "place": "place", "location": "place", "dateline": "place",
}  # fmt: skip
_ADDRESS = re.compile(r"https?://[^\s<>\"')\]]+")
_MARKDOWN_HEADING = re.compile(r"#{1,6}\s+|\*\*(?=.*\*\*$)")


@dataclass(slots=True)
class Header:
    """What was found round the text, as printed. Dates by kind: `published`, `dateline`, `plain`, `updated`."""

    title: str = ""
    publisher: str | None = None
    author: str | None = None
    place: str | None = None
    address: str | None = None
    dates: dict[str, list[DateMention]] = field(default_factory=dict)
    context: list[str] = field(default_factory=list)

    def note(self, meaning: str, value: str) -> None:
        """Keeps the first value found for a field."""
        if value and getattr(self, meaning) is None:
            setattr(self, meaning, value)

    def published(self, fallback: str | None = None) -> str | None:
        """The ISO date of publication that all dates together give; `fallback` stands in where they give none."""
        month_first = (
            word_pattern("month first").search(" ".join([*self.context, self.place or ""])) is not None
        )
        in_address = address_date(" ".join(self.context))
        sure = {
            day
            for kind in self.dates.values()
            for one in kind
            if len(one.readings) == 1
            if (day := one.resolve())
        }
        sure |= {in_address} if in_address else set()

        def resolve(mention: DateMention, year: int | None = None) -> str | None:
            readings = [mention.resolve(first, year) for first in (month_first, not month_first)]
            return next((day for day in readings if day in sure), readings[0])

        order = [mention for kind in ("published", "dateline", "plain") for mention in self.dates.get(kind, [])]
        updated = next((day for one in self.dates.get("updated", []) if (day := resolve(one))), None)
        complete = next((day for one in order if (day := resolve(one))), None)
        around = complete or updated or in_address or fallback
        if complete is None and around:
            complete = next((day for one in order if (day := _near(one, around))), None)
        return complete or around


def _near(mention: DateMention, around: str) -> str | None:
    """The day without a year that lies at most a month after a full date near it, else in the year before."""
    year = int(around[:4])
    day = mention.resolve(year=year)
    if day and int(day[5:7]) - int(around[5:7]) > 6:
        return mention.resolve(year=year - 1)
    return day


def read_header(paragraphs: list[str]) -> tuple[Header, list[str]]:
    """The header, and the paragraphs of the text (page furniture among them still there)."""
    header = Header()
    headlines: list[str] = []
    body: list[str] = []
    position = 0
    for position, paragraph in enumerate(paragraphs):
        if position >= _LONGEST_HEADER or _take_line(header, paragraph):
            if position < _LONGEST_HEADER:
                continue
            body = paragraphs[position:]
            break
        if is_furniture(paragraph) or heads_links(paragraph):
            header.context.append(paragraph)
            continue
        dateline = find_dateline(paragraph)
        if dateline:
            body = [_take_dateline(header, dateline, paragraph), *paragraphs[position + 1 :]]
            break
        if _reads_like_text(paragraph) and (
            headlines or not _before_header(paragraph, paragraphs[position + 1 :])
        ):
            body = paragraphs[position:]
            break
        headlines.append(_MARKDOWN_HEADING.sub("", paragraph).removesuffix("**") or paragraph)
    kept = _choose_title(header, headlines, bool(body))
    body = _read_text(header, [*kept, *body], len(kept))
    if not header.title:
        header.title = _beginning(body)
    return header, body


def _choose_title(header: Header, headlines: list[str], has_text: bool) -> list[str]:
    """Sets the title unless a label gave it; the other lines above the text are part of the text."""
    while len(headlines) > 1 and is_kicker(headlines[0]):
        headlines = headlines[1:]
    if (
        len(headlines) > 1
        and header.dates
        and len(headlines[0].split()) <= 3
        and len(headlines[1].split()) >= 5
    ):
        headlines = headlines[1:]
    if not header.title and headlines and (has_text or len(headlines) > 1):
        header.title, headlines = headlines[0], headlines[1:]
    return [line for line in headlines if not _same(line, header.title)]


def _read_text(header: Header, paragraphs: list[str], kept: int) -> list[str]:
    """The text without a dateline below a summary and without the lines of a header or a trailer in it."""
    text: list[str] = []
    for position, paragraph in enumerate(paragraphs):
        near_edge = position <= kept + 2 or position >= len(paragraphs) - _TRAILER
        if not paragraph or (_same(paragraph, header.title) and len(paragraphs) > 1):
            continue
        if near_edge and _take_line(header, paragraph, labelled=True):
            continue
        if "dateline" not in header.dates and header.place is None and position < kept + _LATE_DATELINE:
            dateline = find_dateline(paragraph)
            if dateline:
                paragraph = _take_dateline(header, dateline, paragraph)
        if paragraph:
            text.append(paragraph)
    return text


def _take_dateline(header: Header, dateline: Dateline, paragraph: str) -> str:
    """Notes what a dateline says; the rest of its paragraph."""
    header.context.append(paragraph[: dateline.end])
    for meaning, value in (("place", dateline.place), ("publisher", dateline.agency)):
        header.note(meaning, value or "")
    if dateline.date:
        header.dates.setdefault("dateline", []).append(dateline.date)
    rest = paragraph[dateline.end :]
    intro = re.match(
        r"(?:A )?(?:news )?(?:report|story|release) (?:from|by) (?P<name>[^.!?:]{2,60}):\s*", rest, re.I
    )
    if intro:
        header.note("author", intro["name"])
        rest = rest[intro.end() :]
    return rest


def _take_line(header: Header, line: str, labelled: bool = False) -> bool:
    """Notes what a header line says; whether it is one. With `labelled` only lines that name what they say."""
    if len(line) > _LONGEST_LINE or line.startswith("---"):
        return line == "---"
    given = _FIELD.fullmatch(line)
    if given and not labelled and _take_field(header, _FIELD_MEANING[given["name"].lower()], given["value"]):
        header.context.append(line)
        return True
    byline = _BYLINE.match(line)
    mentions = list(find_dates(line))
    kinds = [_label_before(line[: mention.start]) for mention in mentions]
    if labelled and not any(kinds):
        return False
    if not mentions and not byline and not _ANY_LABEL.match(line) and not _AGO.search(line):
        return False
    rest = _without_dates(line, mentions)
    by = re.search(r"(?<!\w)by\s+(?=[A-Z])", rest)
    segments = [part for part in _SEPARATORS.split(rest) if part and any(map(str.isalnum, part))]
    if not all(map(_is_name, segments)) or sum(len(part.split()) for part in segments) > 14:
        return False
    if not mentions and not (byline or _AGO.search(line) or not segments):
        return False
    if (
        not any(kinds)
        and mentions
        and all(one.readings[0][0] is None for one in mentions)
        and not (byline or segments)
    ):
        return False
    _note_names(header, segments, after_date=bool(by and mentions and by.start() > mentions[0].start))
    for mention, kind in zip(mentions, kinds, strict=True):
        header.dates.setdefault(kind or "plain", []).append(mention)
    header.context.append(line)
    return True


def _take_field(header: Header, meaning: str, value: str) -> bool:
    value = value.strip("\"' *_")
    if meaning == "date":
        mentions = list(find_dates(value))
        header.dates.setdefault("published", []).extend(mentions)
        return bool(mentions)
    if meaning == "title":
        header.title = header.title or value
    elif meaning == "address":
        found = _ADDRESS.match(value)
        if found:
            header.note("address", found.group())
        return found is not None
    elif len(value.split()) > 12 or (ends_sentence(value) and not value.endswith(".")):
        return False
    else:
        header.note(meaning, value.partition("|")[0].strip())
    return True


def _label_before(text: str) -> str | None:
    return next((kind for kind, label in _LABEL.items() if label.search(text[-60:])), None)


def _without_dates(line: str, mentions: list[DateMention]) -> str:
    for mention in reversed(mentions):
        line = f"{line[: mention.start]} | {line[mention.end :]}"
    for pattern in (_CLOCK, _AGO, _READ, _WEEKDAY, _ANY_LABEL):
        line = pattern.sub(" | ", line)
    return line


def _is_name(segment: str) -> bool:
    """Whether a piece of a header line can name a publisher, a person or a place."""
    words = re.sub(
        r"^(?:by|from|in|at|for|source:?|editor:?|author:?)\s+", "", segment.strip(" :.-–—"), flags=re.I
    ).split()
    plain = sum(not (word[0].isupper() or word[0].isdigit() or _DOMAIN.fullmatch(word)) for word in words)
    small = sum(
        word.lower() in {"and", "of", "the", "for", "in", "at", "de", "on", "by", "with", "staff"}
        for word in words
    )
    return len(words) <= 7 and plain <= small and not any(word[:4].isdigit() for word in words)


def _note_names(header: Header, segments: list[str], after_date: bool) -> None:
    for segment in segments:
        name = segment.strip(" :.-–—/")
        if name.lower().startswith("by "):
            header.note("publisher" if after_date or _is_outlet(name[3:]) else "author", name[3:].strip())
        elif _is_outlet(re.sub(r"^source:?\s+", "", name, flags=re.I)):
            header.note("publisher", re.sub(r"^source:?\s+", "", name, flags=re.I))
        elif len(segments) == 1 and header.publisher is None and len(name.split()) <= 4 and not header.author:
            header.note("author" if 2 <= len(name.split()) <= 3 and not name.isupper() else "publisher", name)


def _is_outlet(name: str) -> bool:
    words = set(re.split(r"\W+", name.lower()))
    return (
        _DOMAIN.fullmatch(name) is not None
        or name.lower() in word_set("agencies")
        or bool(words & word_set("outlets"))
        or (len(name.split()) == 1 and name[0].isupper())
    )


def _reads_like_text(paragraph: str) -> bool:
    ended = ends_sentence(paragraph) and not paragraph.endswith(":")
    return len(paragraph) > 300 or (ended and len(paragraph) >= 60 and len(paragraph.split()) >= 10)


def _before_header(paragraph: str, following: list[str]) -> bool:
    """Whether a sentence is the headline after all: the next line is a header's."""
    after = next((line for line in following[:3] if not is_furniture(line)), "")
    return len(paragraph) <= _LONGEST_LINE and _take_line(Header(), after)


def _same(line: str, title: str) -> bool:
    if not title or len(line) > 2 * len(title) + 10:
        return False
    return re.sub(r"\W+", "", line).casefold() == re.sub(r"\W+", "", title).casefold()


def _beginning(text: list[str], longest: int = 90) -> str:
    first = text[0] if text else ""
    if len(first) <= longest:
        return first
    return (
        first[:longest].rpartition(" ")[0].rstrip(" ,;:") + "…"
        if " " in first[:longest]
        else first[:longest] + "…"
    )
