"""A file -> an Article: decoded, freed of page furniture, re-flowed, with the header in fields of its own."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from store.errors import UserError
from store.reading.clean import clean
from store.reading.dateline import find_dateline
from store.reading.dates import find_dates
from store.reading.decode import decode
from store.reading.furniture import is_furniture, without_furniture
from store.reading.header import MOST_LINES, read_header
from store.reading.header_line import read_header_line
from store.reading.layout import Line, Role, join_paragraphs, split_lines
from store.records import Article, source_digest

__all__ = ["LARGEST_FILE", "clean", "read_article", "read_bytes", "read_text"]

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of the largest file that is read as one article."""

_WEB_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)?<(?:!doctype html|html|head|body)\b", re.I | re.S
)
_LONG_LINE = 120
_JSON = re.compile(r'\{\s*"[^"]{1,80}"\s*:|\[\s*\{\s*"|\[$|\{$')
_JSON_START = 300
_NOT_SLUG = re.compile(r"[^\w.-]+")


def read_article(path: Path) -> Article:
    """The article in a text file. Raises `UserError` for a file that cannot be read or holds no text."""
    name = clean(str(path))
    try:
        if path.is_dir():
            raise UserError(f"{name} is a folder: name the files in it.")
        if path.stat().st_size > LARGEST_FILE:
            raise UserError(
                f"{name} is larger than {LARGEST_FILE // 1024 // 1024} MB: split it into articles first."
            )
        data = path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"{name} does not exist: check the name.") from None
    except PermissionError:
        raise UserError(f"{name} may not be read: change its permissions or copy it.") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    return read_bytes(data, path.name, str(path))


def read_bytes(data: bytes, name: str, source: str) -> Article:
    """The article in the bytes of a text file.

    `name` is the file's name: its stem becomes the article's id. `source` (a path, an address) is kept,
    and names the file in errors. Raises `UserError` for bytes that hold no text.
    """
    label = clean(source or name)
    article = read_text(decode(data, label), name, label)
    return replace(article, digest=source_digest(data))


def read_text(text: str, name: str, source: str) -> Article:
    """The article in a text that is decoded already; like `read_bytes`, the digest being that of its UTF-8."""
    if _WEB_PAGE.match(text):
        raise UserError(f"{source} is a web page: save it as text, or copy its text into a file.")
    if _is_json(text):
        raise UserError(f"{source} is JSON, not an article: give the article as a text file.")
    digest = source_digest(text.encode("utf-8", "surrogatepass"))
    lines = _without_menus([replace(line, text=clean(line.text)) for line in split_lines(text)])
    roles = [_role(line.text, position < MOST_LINES) for position, line in enumerate(lines)]
    header, paragraphs = read_header(join_paragraphs(lines, roles))
    body = without_furniture(paragraphs)
    if not body:
        raise UserError(f"{source} holds no article text: only white space or page furniture was found in it.")
    stem = Path(name).stem
    return Article(
        id=_slug(stem),
        title=header.fields["title"],
        text="\n\n".join(body),
        digest=digest,
        source=source,
        publisher=header.fields.get("publisher"),
        author=header.fields.get("author"),
        published=header.published() or _date_in_name(stem),
        place=header.fields.get("place"),
        address=header.fields.get("address"),
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


def _is_json(text: str) -> bool:
    """Whether the first line is a JSON object or list, or begins one."""
    first = text.lstrip()[:_JSON_START].partition("\n")[0].strip()
    return _JSON.match(first) is not None


def _slug(stem: str) -> str:
    return _NOT_SLUG.sub("-", clean(stem)).strip("-.")[:80] or "article"


def _date_in_name(stem: str) -> str | None:
    dates = [date for mention in find_dates(stem.replace("_", " ")) if (date := mention.resolve())]
    return dates[0] if dates else None
