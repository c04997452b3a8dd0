"""A decoded text -> an Article: freed of page furniture, re-flowed, with the header in fields of its own."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from store.errors import UserError
from store.reading.clean import clean
from store.reading.dateline import find_dateline
from store.reading.dates import find_dates
from store.reading.furniture import is_furniture, without_furniture
from store.reading.header import MOST_LINES, read_header
from store.reading.header_line import read_header_line
from store.reading.layout import Line, Role, join_paragraphs, split_lines
from store.reading.publisher import Evidence, at_the_foot, at_the_top, is_release, split_title
from store.reading.whereabouts import find_place
from store.reading.year_told import date_by_weekday
from store.records import Article, source_digest

_LONG_LINE = 120
_EDGE_LINES = 12  # lines at the top that may still date the article; half as many at the end
_OPENING = 80  # characters of the text in which a dateline stands
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NOT_SLUG = re.compile(r"[^\w.-]+")


def read_text(text: str, name: str, source: str, known: Mapping[str, str] = _NOTHING) -> Article:
    """The article in a text that is decoded already; like `read_bytes`, the digest being that of its UTF-8.

    `known` are fields that the format of the file states; they go before what the text itself says.
    """
    known = {field: clean(" ".join(value.split())) for field, value in known.items() if value.strip()}
    printed = [line.rstrip() for line in text.splitlines() if line.strip()]
    lines = _without_menus([replace(line, text=clean(line.text)) for line in split_lines(text)])
    roles = [_role(line.text, position < MOST_LINES) for position, line in enumerate(lines)]
    header, paragraphs = read_header(join_paragraphs(lines, roles), known.get("title"))
    body = without_furniture(paragraphs)
    if not body:
        raise UserError(f"{source} holds no article text: only white space or page furniture was found in it.")
    stem = Path(name).stem
    title, site = split_title(header.fields["title"])
    around = [*at_the_top(printed), *at_the_foot(printed, is_release(printed))]
    if site:
        around.insert(0, (Evidence.MASTHEAD, site))
    found = {
        "publisher": header.publisher(around),
        "author": header.fields.get("author"),
        "published": header.published()
        or _date_in_name(stem)
        or _date_at_the_edges(text, body[0])
        or date_by_weekday(header.day_without_year(), "\n\n".join(body)),
        "place": header.fields.get("place") or find_place(title, body),
        "address": header.fields.get("address"),
    }
    return Article(
        id=_slug(stem),
        title=title,
        text="\n\n".join(body),
        digest=source_digest(text.encode("utf-8", "surrogatepass")),
        source=source,
        language=known.get("language", "en"),
        **found | {field: value for field, value in known.items() if field in found},
    )


def _role(line: str, at_top: bool) -> Role:
    if is_furniture(line) or (at_top and read_header_line(line)):
        return "alone"
    dateline = find_dateline(line) if at_top else None
    return "first" if dateline and (dateline.agency or dateline.date) else "joins"


def _without_menus(lines: list[Line]) -> list[Line]:
    """The lines without the rows of short labels above the first long one and below the last."""
    long = [position for position, line in enumerate(lines) if len(line.text) > _LONG_LINE]
    if not long:
        return lines
    first, last = min(long[0], MOST_LINES), max(long[-1], len(lines) - MOST_LINES)
    return [line for position, line in enumerate(lines) if first <= position <= last or not line.is_menu()]


def _slug(stem: str) -> str:
    return _NOT_SLUG.sub("-", clean(stem)).strip("-.")[:80] or "article"


def _date_at_the_edges(text: str, first: str) -> str | None:
    """A full date in a short line near the top, at the opening of the text, or in a short line at the end."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    short = [line for line in lines[:_EDGE_LINES] if len(line) <= _LONG_LINE]
    last = [line for line in lines[-_EDGE_LINES // 2 :] if len(line) <= _LONG_LINE]
    for line in (*short, first[:_OPENING], *last):
        for mention in find_dates(line):
            date = mention.resolve()
            if date:
                return date
    return None


def _date_in_name(stem: str) -> str | None:
    dates = [date for mention in find_dates(stem.replace("_", " ")) if (date := mention.resolve())]
    return dates[0] if dates else None
