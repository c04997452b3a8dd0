"""Saved web pages: the article's text and what the page's own markup says about it."""

from __future__ import annotations

import re

from store.errors import UserError
from store.reading.decode import decode
from store.reading.formats import Found
from store.reading.formats.page_layout import make_plain

LARGEST_PAGE = 5_000_000
"""Characters of the largest page that is read."""

LONGEST_TITLE = 300
"""Characters of the longest headline."""

_SITE = re.compile(r"\s*[_|]|\s[-–—]\s")
_FIELDS = {
    "title": "title", "author": "author", "sitename": "publisher", "date": "published", "url": "address",
    "language": "language",
}  # fmt: skip

# Without this, any day or year that the text tells of, or the footer, is taken for that of publication.
_STATED_DAY = {"original_date": True, "extensive_search": False}


def read(data: bytes) -> list[Found]:
    """The article of a page. Raises `UserError` for a page that holds none."""
    from trafilatura import bare_extraction
    from trafilatura.utils import load_html

    page = data if _declares_encoding(data) else decode(data, "The page")
    if len(page) > LARGEST_PAGE:
        raise UserError(f"it is larger than {LARGEST_PAGE // 1_000_000} MB")
    tree = load_html(page)
    if tree is None:
        raise UserError("no article was found in it")
    make_plain(tree)
    document = bare_extraction(
        tree,
        fast=True,
        with_metadata=True,
        include_comments=False,
        as_dict=False,
        date_extraction_params=_STATED_DAY,
    )
    if document is None or isinstance(document, dict) or not (document.text or "").strip():
        raise UserError("no article was found in it")
    fields = {ours: value for theirs, ours in _FIELDS.items() if (value := getattr(document, theirs, None))}
    if len(fields.get("title", "")) > LONGEST_TITLE:  # a heading that is never closed
        named = " ".join((tree.findtext("head/title") or "").split())
        fields["title"] = _SITE.split(named)[0][:LONGEST_TITLE]
    return [Found("\n\n".join(map(_plain, (document.text or "").splitlines())), fields)]


def _declares_encoding(data: bytes) -> bool:
    return b"charset" in data[:4096].lower()


def _plain(line: str) -> str:
    """A line without the signs that stand for cells of a table and items of a list."""
    if line.startswith("|"):
        return " ".join(part.strip() for part in line.strip("| ").split("|"))
    return line.removeprefix("- ")
