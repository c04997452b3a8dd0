"""RSS and Atom files: an article for each entry that holds its text."""

from __future__ import annotations

import io
from typing import Any

from store.errors import UserError
from store.reading.formats import Found
from store.reading.formats.markup import text_of

_SHORTEST = 200
"""Characters below which the summary of an entry is only a teaser."""


def read(data: bytes) -> list[Found]:
    """The entries of a feed that hold text. Raises `UserError` for a feed without any."""
    import feedparser

    feed = feedparser.parse(io.BytesIO(data))
    found = [entry for each in feed.entries if (entry := _entry(each, feed.feed.get("title", "")))]
    if not found:
        raise UserError("no entry of it holds the text of an article")
    return found


def _entry(entry: Any, publisher: str) -> Found | None:
    bodies = [part.get("value", "") for part in entry.get("content", [])]
    text = text_of(max(bodies, key=len, default=entry.get("summary", "")))
    if not text or (not bodies and len(text) < _SHORTEST):
        return None
    day = entry.get("published_parsed") or entry.get("updated_parsed")
    link = entry.get("link", "")
    fields = {
        "title": text_of(entry.get("title", "")),
        "author": entry.get("author", ""),
        "publisher": text_of(publisher),
        "published": f"{day.tm_year:04}-{day.tm_mon:02}-{day.tm_mday:02}" if day else "",
        "address": link if link.startswith(("http://", "https://")) else "",
    }
    return Found(text, {name: value for name, value in fields.items() if value})
