"""PDF files: the text of their pages without the lines that every page repeats."""

from __future__ import annotations

import re
from collections import Counter

from store.errors import UserError
from store.reading.formats import Found

MOST_PAGES = 500
"""Pages that are read of one file."""

_EDGE = 2
_REPEATED = 3
_BROKEN_WORD = re.compile("[\ufffe\x02]\r?\n?")


def read(data: bytes) -> list[Found]:
    """The text of a PDF file as one article. Raises `UserError` for one that is locked, damaged or a scan."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise UserError("it is protected by a password: save it without one") from None
        raise UserError("it is damaged") from None
    with document:
        if len(document) > MOST_PAGES:
            raise UserError(f"it has more than {MOST_PAGES} pages: split it into articles first")
        pages = [_lines(page.get_textpage().get_text_bounded()) for page in document]
    if not any(pages):
        raise UserError("it holds no text, only pictures of pages: recognize the text first (OCR)")
    return [Found("\n".join("\n".join(page) for page in _without_running_heads(pages)))]


def _lines(text: str) -> list[str]:
    """The lines of a page; a hyphen that a line break put into a word stays, as the article has it."""
    return [line.rstrip() for line in _BROKEN_WORD.sub("-\n", text).splitlines() if line.strip()]


def _without_running_heads(pages: list[list[str]]) -> list[list[str]]:
    """The pages without the first and last lines that many of them share, numbers aside."""
    counts = Counter(key for page in pages for key in {_key(line) for line in page[:_EDGE] + page[-_EDGE:]})
    repeated = {key for key, count in counts.items() if count >= _REPEATED and count > len(pages) / 2}
    return [
        [
            line
            for place, line in enumerate(page)
            if _EDGE <= place < len(page) - _EDGE or _key(line) not in repeated
        ]
        for page in pages
    ]


def _key(line: str) -> str:
    return re.sub("[0-9]+", "#", " ".join(line.split()))
