"""A file -> an Article: decoded, freed of page furniture, re-flowed, with the header in fields of its own.

Importing this package costs nothing; what reads is imported with the first file.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import UserError
from store.reading.clean import clean

if TYPE_CHECKING:
    from store.records import Article

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of the largest file that is read as one article."""


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
    from store.reading.article import read_text
    from store.reading.decode import decode
    from store.records import source_digest

    label = clean(source or name)
    article = read_text(decode(data, label), name, label)
    return replace(article, digest=source_digest(data))
