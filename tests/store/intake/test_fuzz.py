"""Thousands of damaged files of every format: each gives articles or a sentence, in bounded time.

`JINING_TUI_FUZZ` says how many of each format; a few are tried otherwise.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import random
import tarfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from store.intake.sources import read_sources
from store.intake.work import Task, work

COUNT = int(os.environ.get("JINING_TUI_FUZZ", "12"))
LONGEST = 90.0
"""Seconds that no file may exceed: the limits of reading and of understanding together."""

FIRST = "The industrial park in the region has 52 tenants and recorded revenue of 3 billion yuan last year."
SECOND = "It plans to add 20 more firms by 2025 as part of its expansion, officials said on Monday in Jining."
TEXT = f"Park adds tenants\n\n{FIRST}\n\n{SECOND}\n".encode()
PAGE = (
    f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Park adds tenants</title>"
    f'<script type=\'application/ld+json\'>{{"@type": "NewsArticle", "datePublished": "2023-05-03"}}</script>'
    f"</head><body><nav><a href='/'>Home</a></nav><article><h1>Park</h1><p>{FIRST}</p><p>{SECOND}</p></article>"
    f"</body></html>"
).encode()
FEED = (
    f"<?xml version='1.0'?><rss version='2.0'><channel><title>Post</title><item><title>Park</title>"
    f"<link>https://news.example/park</link><pubDate>Wed, 03 May 2023 10:00:00 GMT</pubDate>"
    f"<description>{FIRST} {SECOND} {FIRST}</description></item></channel></rss>"
).encode()
MAIL = (
    f"From: The Post <news@example.com>\r\nSubject: Park adds tenants\r\nMIME-Version: 1.0\r\n"
    f"Date: Wed, 03 May 2023 10:00:00 +0200\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    f"<p>{FIRST}</p><p>{SECOND}</p>\r\n"
).encode()
LINES = b"".join(
    json.dumps({"title": f"Park {number}", "text": f"{number} {FIRST}\n\n{SECOND}"}).encode() + b"\n"
    for number in range(3)
)


def pdf() -> bytes:
    stream = f"BT /F1 11 Tf 50 780 Td ({FIRST}) Tj ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
        "/Contents 5 0 R >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
    ]
    body = "".join(f"{number} 0 obj\n{each}\nendobj\n" for number, each in enumerate(objects, 1))
    return f"%PDF-1.4\n{body}trailer << /Size 6 /Root 1 0 R >>\n%%EOF".encode()


def zipped() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", TEXT)
        archive.writestr("deep/b.html", PAGE)
    return target.getvalue()


def tarred() -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for name, data in (("a.txt", TEXT), ("b.jsonl", LINES)):
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return target.getvalue()


def warc() -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    block = head + PAGE
    return (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://news.example/park\r\n"
        f"WARC-Record-ID: <urn:uuid:1>\r\nWARC-Date: 2023-05-03T10:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    ).encode() + block + b"\r\n\r\n"  # fmt: skip


SAMPLES: dict[str, Callable[[], bytes]] = {
    "text": lambda: TEXT,
    "utf-16": lambda: TEXT.decode().encode("utf-16"),
    "page": lambda: PAGE,
    "feed": lambda: FEED,
    "mail": lambda: MAIL,
    "lines": lambda: LINES,
    "pdf": pdf,
    "zip": zipped,
    "tar": tarred,
    "warc": warc,
    "warc.gz": lambda: gzip.compress(warc()),
    "tar.gz": lambda: gzip.compress(tarred()),
    "bz2": lambda: bz2.compress(TEXT),
    "xz": lambda: lzma.compress(TEXT),
}


def mutated(chance: random.Random, data: bytes) -> bytes:
    """The file with pieces changed, cut out, doubled or put in, or with its end gone."""
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 10)):
        if not changed:
            break
        place = chance.randrange(len(changed))
        length = chance.choice((0, 1, 2, 4, 40))
        piece = chance.choice(
            (chance.randbytes(length), bytes(changed[place : place + length]) * 2, b"", b"\xff" * 4, b"<" * 9)
        )
        changed[place : place + length] = piece
    if chance.random() < 0.2:
        del changed[chance.randrange(len(changed) + 1) :]
    return bytes(changed)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sound_file_gives_articles(name: str, tmp_path: Path) -> None:
    assert outcomes(SAMPLES[name](), tmp_path)[0] > 0


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_gives_articles_or_a_sentence(name: str, tmp_path: Path) -> None:
    chance = random.Random(f"{name}:{COUNT}")
    data = SAMPLES[name]()
    for _ in range(COUNT):
        damaged = mutated(chance, data)
        began = time.monotonic()
        articles, reasons = outcomes(damaged, tmp_path)
        assert time.monotonic() - began < LONGEST
        assert articles or reasons, damaged
        for reason in reasons:
            assert "Traceback" not in reason
            assert "\n" not in reason
            assert not reason.startswith("could not be understood"), (reason, damaged)


def outcomes(data: bytes, folder: Path) -> tuple[int, list[str]]:
    """How many articles a file gives, and what is said of the rest."""
    path = folder / "sample"
    path.write_bytes(data)
    articles = 0
    reasons = []
    for source in read_sources([str(path)]):
        if source.reason is not None:
            reasons.append(source.reason)
            continue
        task = Task(source.data, source.file, source.origin, source.address, source.record)
        [result] = work([task])
        articles += len(result.pieces)
        if result.reason is not None:
            reasons.append(result.reason)
    return articles, reasons
