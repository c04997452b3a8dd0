"""Bytes of a file -> its characters, or one sentence why it is not text."""

from __future__ import annotations

import codecs
import re

from store.errors import UserError

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_KNOWN_BEGINNINGS = (
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a sound, film or picture file"),
    (b"%PDF", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"SQLite format 3", "a database"),
)
_CONTROL = bytes(set(range(32)) - set(b"\t\n\x0b\x0c\r\x1b"))
_SAMPLE = 65536
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")


def decode(data: bytes, name: str) -> str:
    """The characters of a text file in any common encoding; `name` is what an error calls the file.

    In this order: byte order mark, UTF-8, UTF-16 without a mark, UTF-8 with a few bad bytes (each becomes
    U+FFFD), GB18030, Windows-1252. Raises `UserError` for an empty file and for one that is not text.
    """
    text = _characters(data, name)
    if not text.strip():
        raise UserError(f"{name} is empty: there is nothing to read in it.")
    return text


def _characters(data: bytes, name: str) -> str:
    for mark, encoding in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace")
    wide = _wide_encoding(data[:_SAMPLE])
    if wide:
        return data.decode(wide, errors="replace")
    _refuse_binary(data, name)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(data)


def _wide_encoding(sample: bytes) -> str | None:
    """UTF-16 without a mark: mostly Latin letters, so that every second byte is nought."""
    half = len(sample) // 2
    if half < 2 or len(sample) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.7 * half and even == 0:
        return "utf-16-le"
    if even > 0.7 * half and odd == 0:
        return "utf-16-be"
    return None


def _refuse_binary(data: bytes, name: str) -> None:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROL))
    if controls == 0 and not data.startswith(b"%PDF-"):
        return
    kind = next((kind for beginning, kind in _KNOWN_BEGINNINGS if data.startswith(beginning)), None)
    if kind:
        raise UserError(f"{name} is {kind}, not text: give the article as a text file.")
    if b"\0" in sample or controls > len(sample) / 20:
        raise UserError(f"{name} is not a text file: give the article as plain text.")


def _decode_legacy(data: bytes) -> str:
    lenient = data.decode("utf-8", errors="replace")
    bad = lenient.count("\ufffd")
    good = sum(1 for character in lenient if ord(character) > 0x7F) - bad
    if good > 4 * bad:
        return lenient
    # Chinese encodings write pairs of high bytes; in Western text a high byte stands alone among letters.
    runs = [len(run.group()) for run in _HIGH_RUNS.finditer(data)]
    if sum(length % 2 == 0 for length in runs) > 0.8 * len(runs):
        try:
            return data.decode("gb18030")
        except UnicodeDecodeError:
            pass
    return data.decode("cp1252", errors="replace")
