"""The file formats that articles come in besides plain text: recognized by content, one module for each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_HEAD = 4096
_TEXT_ENDINGS = (".txt", ".text", ".md", ".markdown")


@dataclass(frozen=True, slots=True)
class Found:
    """An article as a file of some format holds it: plain text, and the fields that the format itself states.

    `fields` may hold title, publisher, author, published (an ISO date), place, address, language.
    """

    text: str
    fields: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name in words, and its module in this package, with a function `read(data) -> list[Found]`.

    `begins` recognizes it by the first bytes of a file; `extra` is what has to be installed, if anything.
    """

    name: str
    module: str
    begins: re.Pattern[bytes]
    extra: str | None = None


_SPACE = rb"(?:\xef\xbb\xbf)?\s*"
_PROLOGUE = _SPACE + rb"(?:<\?xml[^>]{0,300}>\s*){0,3}(?:<!--.{0,1000}?-->\s*){0,3}"
_DOCUMENT_TYPE = rb"(?:<!doctype\s[^>\[]{0,300}(?:\[.{0,2000}?\]\s*)?>\s*)"
_HEADER_LINES = rb"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){0,60}?"


def _begins(pattern: bytes) -> re.Pattern[bytes]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)


FORMATS = (
    Format("a PDF file", "pdf", _begins(rb"%PDF-"), extra="pdf"),
    Format(
        "a feed",
        "feeds",
        _begins(rb"(?:" + _PROLOGUE + _DOCUMENT_TYPE + rb"?){1,2}<(?:rss|feed|rdf:rdf)\b"),
        extra="feeds",
    ),
    Format(
        "a web page",
        "pages",
        _begins(
            _PROLOGUE + rb"<(?:!doctype\s+html|html|head|body|base|meta|title|script|style|link|main|article|"
            rb"section|header|nav|div|table|center|font|span|h[1-6]|p|a|b|img|br|ul|ol|blockquote)\b"
        ),
        extra="web",
    ),
    Format(
        "an e-mail",
        "mail",
        _begins(_HEADER_LINES + rb"(?:mime-version|received|message-id|return-path|delivered-to):"),
    ),
    Format("JSON Lines", "jsonl", _begins(_SPACE + rb'(?:\{\s*"|\[\s*\{\s*")')),
)
"""Tried in this order; a file that is none of them is plain text."""


def promises_article(name: str, data: bytes) -> bool:
    """Whether a file that was only found should hold an article: by its content, or as a text by its name."""
    return name.lower().endswith(_TEXT_ENDINGS) or format_of(data) is not None


def format_of(data: bytes) -> Format | None:
    """The format of a file by its content, None for plain text."""
    head = data[:_HEAD].replace(b"\r\n", b"\n")
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):  # UTF-16: every second byte of markup is nought
        head = head[2:].replace(b"\0", b"")
    return next((each for each in FORMATS if each.begins.match(head)), None)
