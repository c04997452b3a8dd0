"""A file -> an Article: decoded, freed of page furniture, re-flowed, with the header in fields of its own.

Importing this package costs nothing; what reads is imported with the first file.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from store.errors import UserError
from store.reading.clean import clean

if TYPE_CHECKING:
    from store.records import Article

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of the largest file that is read as one article."""


def read_articles(path: Path) -> list[Article]:
    """The articles in a file of any format, one or more. Raises `UserError` for a file that cannot be read."""
    name = clean(str(path))
    try:
        if path.is_dir():
            raise UserError(f"{name} is a folder: name the files in it.")
        if path.exists() and not path.is_file():
            raise UserError(f"{name} is not a file: give the name of one.")
        if path.stat().st_size > LARGEST_FILE:
            limit = LARGEST_FILE // 1024 // 1024
            raise UserError(f"{name} is larger than {limit} MB: split it into articles first.")
        data = path.read_bytes()
    except FileNotFoundError:
        raise UserError(f"{name} does not exist: check the name.") from None
    except PermissionError:
        raise UserError(f"{name} may not be read: change its permissions or copy it.") from None
    except (OSError, ValueError) as error:
        raise UserError(f"{name} cannot be read: {getattr(error, 'strerror', None) or error}.") from None
    return read_source(data, path.name, str(path))


def read_source(data: bytes, name: str, source: str) -> list[Article]:
    """The articles in the bytes of a file of any format.

    `name` is the file's name: its stem becomes the article's id. `source` (a path, an address) is kept, and
    names the file in errors. Raises `UserError` where the bytes hold no article.
    """
    from store.reading.formats import format_of

    format = format_of(data)
    if format is None:
        return [read_bytes(data, name, source)]
    from store.reading.article import read_text
    from store.reading.sandbox import read_apart
    from store.records import source_digest

    label = clean(source or name)
    try:
        found = read_apart(format, data)
    except UserError as error:
        raise UserError(f"{label} is {format.name}, and {error}.") from None
    if len(found) == 1:
        article = read_text(found[0].text, name, label, found[0].fields)
        return [replace(article, digest=source_digest(data))]
    path = PurePath(name)
    articles = []
    for number, each in enumerate(found, 1):
        place = each.fields.get("address") or f"{label}#{number}"
        with suppress(UserError):  # an entry without a text is no article
            article = read_text(each.text, f"{path.stem}-{number}{path.suffix}", place, each.fields)
            own = f"{each.fields.get('title', '')}\n{each.text}".encode("utf-8", "surrogatepass")
            articles.append(replace(article, digest=source_digest(own)))
    if not articles:
        raise UserError(f"{label} is {format.name} without the text of an article.")
    return articles


def read_article(path: Path) -> Article:
    """The article in a file that holds one. Raises `UserError` for a file that cannot be read."""
    articles = read_articles(path)
    if len(articles) > 1:
        raise UserError(
            f"{clean(str(path))} holds {len(articles)} articles: add it to the library to read them."
        )
    return articles[0]


def read_bytes(data: bytes, name: str, source: str) -> Article:
    """The article in the bytes of a text file, whatever it looks like; otherwise like `read_source`."""
    from store.reading.article import read_text
    from store.reading.decode import decode
    from store.records import source_digest

    label = clean(source or name)
    article = read_text(decode(data, label), name, label)
    return replace(article, digest=source_digest(data))
