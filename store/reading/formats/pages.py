"""Saved web pages: the article's text and what the page's own markup says about it."""

from __future__ import annotations

from store.errors import UserError
from store.reading.decode import decode
from store.reading.formats import Found

LARGEST_PAGE = 5_000_000
"""Characters of the largest page that is read."""

_FIELDS = {
    "title": "title", "author": "author", "sitename": "publisher", "date": "published", "url": "address",
    "language": "language",
}  # fmt: skip


def read(data: bytes) -> list[Found]:
    """The article of a page. Raises `UserError` for a page that holds none."""
    from trafilatura import bare_extraction

    page = data if _declares_encoding(data) else decode(data, "The page")
    if len(page) > LARGEST_PAGE:
        raise UserError(f"it is larger than {LARGEST_PAGE // 1_000_000} MB")
    document = bare_extraction(page, fast=True, with_metadata=True, include_comments=False, as_dict=False)
    if document is None or isinstance(document, dict) or not (document.text or "").strip():
        raise UserError("no article was found in it")
    fields = {ours: value for theirs, ours in _FIELDS.items() if (value := getattr(document, theirs, None))}
    return [Found("\n\n".join(map(_plain, (document.text or "").splitlines())), fields)]


def _declares_encoding(data: bytes) -> bool:
    return b"charset" in data[:4096].lower()


def _plain(line: str) -> str:
    """A line without the signs that stand for cells of a table and items of a list."""
    if line.startswith("|"):
        return " ".join(part.strip() for part in line.strip("| ").split("|"))
    return line.removeprefix("- ")
