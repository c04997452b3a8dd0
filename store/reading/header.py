"""What stands above an article's text: headline, publisher, author, dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from store.reading.dateline import Dateline, find_dateline
from store.reading.dates import DateMention, address_date
from store.reading.furniture import heads_links, is_furniture, is_kicker
from store.reading.header_line import HeaderLine, Meaning, is_name, is_outlet, read_header_line
from store.reading.layout import ends_sentence
from store.reading.publisher import Evidence, weigh
from store.reading.words import word_pattern

MOST_LINES = 30
"""A header has at most so many lines or paragraphs."""

_SUMMARY_LINES = 3
_TRAILER_LINES = 6
_HEADLINE_WORDS = 5
_SENTENCE_WORDS = 9
_LONGEST_HEADLINE = 200
_LONGEST_TITLE = 90
_ATTRIBUTION = re.compile(
    r"(?:a )?(?:news )?(?:report|story|release) (?:from|by) (?P<name>[^.!?:]{2,60}):\s*", re.IGNORECASE
)
_LABELLED = re.compile(
    r"(?<!\w)(?:sources?|publisher|publication|newspaper|outlet|from)\s*[:：]", re.IGNORECASE
)
_HEADING_MARK = re.compile(r"^(?:#{1,6}\s+|\*\*)|(?<=\S)\*\*$")


@dataclass(slots=True)
class Header:
    """What was found round the text, as printed; `context` are the lines that it was found in."""

    fields: dict[Meaning, str] = field(default_factory=dict)
    publishers: list[tuple[Evidence, str]] = field(default_factory=list)
    dates: dict[str, list[DateMention]] = field(default_factory=dict)
    context: list[str] = field(default_factory=list)

    def take(self, line: HeaderLine, source: str) -> None:
        """Adds what a line says; of two values for a field the first one stays."""
        for meaning, value in line.names:
            if meaning == "publisher":
                self.name_publisher(value, labelled=_LABELLED.search(source) is not None)
            else:
                self.fields.setdefault(meaning, value)
        for kind, mention in line.dates:
            self.dates.setdefault(kind, []).append(mention)
        self.context.append(source)

    def name_publisher(self, name: str, labelled: bool = False) -> None:
        """Adds a name that a line gives, unless it is only a section's, a place's or a desk's."""
        evidence = weigh(name, labelled)
        if evidence is not None:
            self.publishers.append((evidence, name))

    def publisher(self, around: Sequence[tuple[Evidence, str]]) -> str | None:
        """The publisher for whom the evidence is surest, of equals what stands `around` the text."""
        title = self.fields.get("title", "")
        found = [each for each in (*around, *self.publishers) if not _same(each[1], title)]
        return min(found, key=lambda known: known[0])[1] if found else None

    def take_dateline(self, dateline: Dateline, paragraph: str) -> str:
        """Adds what a dateline says; gives the rest of its paragraph."""
        self.context.append(paragraph[: dateline.end])
        if dateline.place:
            self.fields.setdefault("place", dateline.place)
        if dateline.agency:
            self.publishers.append((Evidence.DATELINE, dateline.agency))
        if dateline.date:
            self.dates.setdefault("dateline", []).append(dateline.date)
        attribution = _ATTRIBUTION.match(paragraph, dateline.end)
        if attribution:
            self.fields.setdefault("author", attribution["name"])
        return paragraph[attribution.end() if attribution else dateline.end :]

    def published(self) -> str | None:
        """The ISO date of publication that all dates together give, None where no year is known."""
        country = " ".join([*self.context, self.fields.get("place", "")])
        month_first = word_pattern("month first").search(country) is not None
        in_address = address_date(" ".join(self.context))
        mentions = [mention for kind in self.dates.values() for mention in kind]
        certain = {day for one in mentions if len(one.readings) == 1 and (day := one.resolve())} | {in_address}

        def resolve(mention: DateMention) -> str | None:
            readings = [mention.resolve(first) for first in (month_first, not month_first)]
            return next((day for day in readings if day in certain), readings[0])

        first = [mention for kind in ("published", "dateline", "plain") for mention in self.dates.get(kind, [])]
        complete = next((day for mention in first if (day := resolve(mention))), None)
        if complete:
            return complete
        later = next(
            (day for mention in self.dates.get("updated", []) if (day := resolve(mention))), in_address
        )
        return next((day for mention in first if later and (day := _before(mention, later))), later)

    def day_without_year(self) -> DateMention | None:
        """The day of publication where the header prints a month and a day alone."""
        mentions = [one for kind in ("dateline", "published", "plain") for one in self.dates.get(kind, [])]
        return next((one for one in mentions if one.resolve() is None), None)


def _before(mention: DateMention, later: str) -> str | None:
    """The last time before a full date that a day without a year came."""
    days = [mention.resolve(year=int(later[:4]) - back) for back in (0, 1)]
    return next((day for day in days if day and day <= later), None)


def read_header(paragraphs: list[str], title: str | None = None) -> tuple[Header, list[str]]:
    """The header, and the paragraphs of the text (page furniture among them still there).

    `title` is the headline where it is known already.
    """
    header = Header()
    if title:
        header.fields["title"] = title
    above: list[_Line] = []
    text: list[str] = []
    beside_facts = False
    for position, paragraph in enumerate(paragraphs):
        line = read_header_line(paragraph) if position < MOST_LINES else None
        if line:
            header.take(line, paragraph)
            if above:
                above[-1].beside_facts = True
        elif is_furniture(paragraph) or heads_links(paragraph):
            header.context.append(paragraph)
            continue
        elif dateline := find_dateline(paragraph):
            text = [header.take_dateline(dateline, paragraph), *paragraphs[position + 1 :]]
            break
        elif position >= MOST_LINES or _opens_text(paragraph, bool(above), paragraphs[position + 1 :]):
            text = paragraphs[position:]
            break
        else:
            above.append(_Line(_HEADING_MARK.sub("", paragraph) or paragraph, beside_facts))
        beside_facts = line is not None
    kept = _choose_title(header, above, bool(text))
    text = [part for part in _read_edges(header, [*kept, *text], len(kept)) if part]
    if "title" not in header.fields:
        header.fields["title"] = _beginning(text)
    return header, text


@dataclass(slots=True)
class _Line:
    """A line above the text without a date: headline, kicker, summary, a name beside the header's dates."""

    text: str
    beside_facts: bool


def _choose_title(header: Header, above: list[_Line], has_text: bool) -> list[str]:
    """Sets the title unless a label gave it; gives the lines above the text that are part of the text."""
    if above and "title" not in header.fields and (has_text or len(above) > 1):
        position = _headline(above) if header.context or is_kicker(above[0].text) else 0
        header.fields["title"] = above[position].text
        for line in above[:position]:
            if _names_publisher(line.text) and not is_kicker(line.text):
                header.publishers.append((Evidence.MASTHEAD, line.text))
        above = above[position + 1 :]
    kept = []
    for line in above:
        if line.beside_facts and is_name(line.text) and len(line.text.split()) <= 6:
            if is_outlet(line.text):
                header.name_publisher(line.text)
            else:
                header.fields.setdefault("author", line.text)
        elif not is_kicker(line.text):
            kept.append(line.text)
    return kept


def _names_publisher(line: str) -> bool:
    return is_name(line) and (is_outlet(line) or line.lower().startswith("the "))


def _headline(above: list[_Line]) -> int:
    """Which line is the headline: the first long enough that is no label and no publisher's name."""
    lengths = [
        0 if is_kicker(line.text) or _names_publisher(line.text) else len(line.text.split()) for line in above
    ]
    long = (position for position, length in enumerate(lengths) if length >= _HEADLINE_WORDS)
    return next(long, lengths.index(max(lengths)))


def _read_edges(header: Header, paragraphs: list[str], kept: int) -> list[str]:
    """The text without a second headline, a dateline below a summary, header lines at its two ends."""
    title = header.fields.get("title", "")
    text: list[str] = []
    for position, paragraph in enumerate(paragraphs):
        near_beginning = position < kept + _SUMMARY_LINES
        near_edge = near_beginning or position >= len(paragraphs) - _TRAILER_LINES
        line = read_header_line(paragraph) if near_edge else None
        if line and (line.labelled or (line.dates and not line.names)):
            header.take(line, paragraph)
            continue
        if _same(paragraph, title) and len(paragraphs) > 1:
            continue
        dateline = find_dateline(paragraph) if near_beginning and "place" not in header.fields else None
        text.append(header.take_dateline(dateline, paragraph) if dateline else paragraph)
    return text


def _opens_text(paragraph: str, after_headline: bool, following: list[str]) -> bool:
    """Whether a paragraph is a sentence of the text, and not a headline in the form of a sentence."""
    ended = ends_sentence(paragraph) and not paragraph.endswith(":")
    if len(paragraph) <= 300 and not (ended and len(paragraph.split()) >= _SENTENCE_WORDS):
        return False
    after = next((line for line in following[:3] if not is_furniture(line)), "")
    return after_headline or len(paragraph) > _LONGEST_HEADLINE or read_header_line(after) is None


def _same(line: str, title: str) -> bool:
    if not title or len(line) > 2 * len(title) + 10:
        return False
    return re.sub(r"\W+", "", line).casefold() == re.sub(r"\W+", "", title).casefold()


def _beginning(text: list[str]) -> str:
    """A title for a text without a headline: its first words."""
    first = text[0] if text else ""
    if len(first) <= _LONGEST_TITLE:
        return first
    cut = first[:_LONGEST_TITLE]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:") + "…"
