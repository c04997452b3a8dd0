"""JSON Lines (or a JSON list) of articles: objects with `text` and whatever else is known."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from store.errors import UserError
from store.reading.formats import Found

_NAMES = {
    "title": ("title", "headline", "name"),
    "publisher": ("publisher", "sitename", "site_name", "source"),
    "author": ("author", "byline", "creator"),
    "published": ("published", "date", "published_at", "date_published", "pubdate"),
    "place": ("place", "location"),
    "address": ("address", "url", "link"),
    "language": ("language", "lang"),
}
_TEXTS = ("text", "body", "content", "maintext", "article")


def read(data: bytes) -> list[Found]:
    """The articles of a file. Raises `UserError` where a line is no JSON, or no object holds text."""
    found = [article for record in _records(data) if (article := _article(record))]
    if not found:
        raise UserError("no object in it holds a text")
    return found


def _records(data: bytes) -> Iterator[Any]:
    import orjson

    data = data.removeprefix(b"\xef\xbb\xbf").strip()
    try:
        whole = orjson.loads(data)
        yield from whole if isinstance(whole, list) else [whole]
        return
    except orjson.JSONDecodeError:
        pass
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            try:
                yield orjson.loads(line)
            except orjson.JSONDecodeError:
                raise UserError(f"line {number} is not JSON") from None


def _article(record: Any) -> Found | None:
    if not isinstance(record, dict):
        return None
    text = next((record[name] for name in _TEXTS if isinstance(record.get(name), str)), "")
    if not text.strip():
        return None
    fields = {
        ours: value.strip()
        for ours, theirs in _NAMES.items()
        if (value := next((record[name] for name in theirs if isinstance(record.get(name), str)), "")).strip()
    }
    return Found(text, fields)
