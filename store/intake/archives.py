"""Archives -> what they hold, member by member, within a budget: zip, tar, gzip, bzip2, xz, WARC, JSON Lines.

Archives are streamed: memory holds one member. A bomb ends at the budget, which follows from the archive's own
size; what came before it is kept.
"""

from __future__ import annotations

import bz2
import gzip
import io
import logging
import lzma
import re
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO, Any

from store.errors import UserError
from store.reading import LARGEST_FILE
from store.reading.formats import promises_article

DEEPEST = 3
"""How many archives may lie in one another."""

MOST_TIMES = 100
"""An archive may unpack to this many times its size, and to the largest file besides."""

LARGEST_DIRECTORY = 64 * 1024 * 1024
"""Bytes of the largest table of contents of a zip archive."""

_HEAD = 4096
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, or the reason why it cannot be had; `name` is "" for the archive itself."""

    name: str
    file: str = ""
    data: bytes = b""
    reason: str | None = None
    expected: bool = True
    address: str | None = None
    record: bool = False


@dataclass(slots=True)
class Budget:
    """How many bytes may still be unpacked."""

    left: int

    @classmethod
    def of(cls, size: int) -> Budget:
        """The budget of an archive of so many bytes."""
        return cls(LARGEST_FILE + MOST_TIMES * size)

    def take(self, stream: IO[bytes], most: int = LARGEST_FILE) -> bytes:
        """All bytes of a stream. UserError where they are more than one file or the budget may have."""
        blocks = []
        size = 0
        while block := stream.read(_BLOCK):
            size += len(block)
            self.left -= len(block)
            if self.left < 0:
                raise BombError(f"unpacks to more than {MOST_TIMES} times its size, so the rest was left alone")
            if size > most:
                raise UserError(f"is larger than {LARGEST_FILE >> 20} MB unpacked")
            blocks.append(block)
        return b"".join(blocks)


class BombError(UserError):
    """An archive unpacks to more than its budget."""


def archive_of(head: bytes) -> str | None:
    """Which kind of archive begins so."""
    return next((kind for kind, begins in _KINDS.items() if begins(head)), None)


def unpack(stream: IO[bytes], name: str, budget: Budget, depth: int = 1) -> Iterator[Member]:
    """What an archive holds. Whatever is wrong with it, or with a member of it, is a member's reason."""
    head = stream.read(_HEAD)
    stream.seek(0)
    kind = archive_of(head)
    assert kind is not None
    try:
        empty = True
        for member in _READERS[kind](stream, name, budget, depth):
            empty = False
            yield member
        if empty:
            yield Member("", reason="holds nothing that could be an article", expected=False)
    except BombError:
        raise
    except UserError as error:
        yield Member("", reason=str(error))
    except ModuleNotFoundError:
        yield Member("", reason="is a web archive: reading it needs more, pip install 'jining-tui[warc]'")
    except Exception:  # the readers of archives fail in many ways, and none may end the run
        yield Member("", reason=f"is a damaged {_NAMES[kind]}: what could be read of it was read")


def _deliver(
    name: str, read: Callable[[], bytes], budget: Budget, depth: int, address: str | None = None
) -> Iterator[Member]:
    """A member of an archive: itself, or what it holds where it is an archive too."""
    file = PurePosixPath(name.replace("\\", "/")).name or "article"
    try:
        data = read()
    except BombError:
        raise
    except UserError as error:
        yield Member(name, reason=str(error), address=address)
        return
    except NotImplementedError:
        yield Member(name, reason="is packed in a way that is not known here: unpack it first", address=address)
        return
    except Exception:
        yield Member(name, reason="is damaged, and could not be unpacked", address=address)
        return
    if archive_of(data[:_HEAD]):
        if depth >= DEEPEST:
            yield Member(name, reason=f"lies in more than {DEEPEST} archives: unpack it first")
            return
        for inner in unpack(io.BytesIO(data), file, budget, depth + 1):
            yield Member(
                f"{name} › {inner.name}" if inner.name else name,
                inner.file, inner.data, inner.reason, inner.expected, inner.address, inner.record,
            )  # fmt: skip
        return
    yield Member(name, file, data, expected=promises_article(file, data[:_HEAD]), address=address)


def _unzip(stream: IO[bytes], name: str, budget: Budget, depth: int) -> Iterator[Member]:
    _refuse_large_directory(stream)
    with zipfile.ZipFile(stream) as archive:
        names = {info.filename for info in archive.infolist()[:_HEAD]}
        if names & {"[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF"}:
            raise UserError("is an office document, an e-book or a program: save its text as a file")
        for info in archive.infolist():
            if not info.is_dir() and not _hidden(info.filename):
                yield from _deliver(info.filename, lambda it=info: _zipped(archive, it, budget), budget, depth)  # type: ignore[misc]


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> bytes:
    if info.flag_bits & 1:
        raise UserError("is protected by a password: unpack it first")
    with archive.open(info) as file:
        return budget.take(file)


def _refuse_large_directory(stream: IO[bytes]) -> None:
    """UserError for a zip archive whose table of contents alone would fill the memory."""
    stream.seek(0, io.SEEK_END)
    size = stream.tell()
    stream.seek(max(0, size - _BLOCK - 22))
    tail = stream.read()
    stream.seek(0)
    found = tail.rfind(b"PK\5\6")
    if found >= 0 and len(tail) >= found + 16:
        (directory,) = struct.unpack_from("<L", tail, found + 12)
        if directory > LARGEST_DIRECTORY:
            raise UserError("holds too many files: split it into several archives")


def _untar(stream: IO[bytes], name: str, budget: Budget, depth: int) -> Iterator[Member]:
    with tarfile.open(fileobj=_Counted(stream, budget), mode="r|", bufsize=_BLOCK) as archive:
        for info in archive:
            archive.members = []  # type: ignore[attr-defined]  # tarfile keeps them all otherwise
            if info.isfile() and not _hidden(info.name):
                yield from _deliver(info.name, lambda it=info: _tarred(archive, it), budget, depth)  # type: ignore[misc]


def _tarred(archive: tarfile.TarFile, info: tarfile.TarInfo) -> bytes:
    if info.size > LARGEST_FILE:
        raise UserError(f"is larger than {LARGEST_FILE >> 20} MB unpacked")
    file = archive.extractfile(info)
    data = file.read() if file else b""
    if len(data) != info.size:
        raise EOFError
    return data


def _decompress(
    open_stream: Callable[[IO[bytes]], Any],
) -> Callable[[IO[bytes], str, Budget, int], Iterator[Member]]:
    def read(stream: IO[bytes], name: str, budget: Budget, depth: int) -> Iterator[Member]:
        with open_stream(stream) as inner:
            head = inner.read(_HEAD)
        stream.seek(0)
        kind = archive_of(head)
        with open_stream(stream) as inner:
            if kind == "warc":
                yield from _unwarc(stream, name, budget, depth)
            elif kind == "tar":
                yield from _untar(inner, name, budget, depth)
            elif kind == "jsonl":
                yield from _lines(io.BufferedReader(_Counted(inner, budget)), name, budget, depth)
            else:
                stem = re.sub(r"\.(gz|bz2|xz)$", "", name)
                yield from _deliver(stem, lambda: budget.take(inner), budget, depth)

    return read


def _unwarc(stream: IO[bytes], name: str, budget: Budget, depth: int) -> Iterator[Member]:
    """The pages, texts, feeds and PDF files of a web archive, each under its address."""
    from warcio.archiveiterator import ArchiveIterator

    logging.getLogger("warcio").setLevel(logging.CRITICAL)
    records = iter(ArchiveIterator(stream))
    while (record := _next(records)) is not None:
        if record.rec_type not in ("response", "resource"):
            continue
        address = record.rec_headers.get_header("WARC-Target-URI") or ""
        headers = record.http_headers
        status = headers.get_statuscode() if headers else "200"
        kind = (headers or record.rec_headers).get_header("Content-Type") or ""
        if _ADDRESS.match(address) and status == "200" and _READABLE.match(kind):
            payload = record.content_stream()
            yield from _deliver(address, lambda it=payload: budget.take(it), budget, depth, address)  # type: ignore[misc]


def _next(records: Iterator[Any]) -> Any:
    """The next record; what the reader would print about a damaged one is kept off the terminal."""
    with redirect_stderr(io.StringIO()):
        return next(records, None)


def _lines(stream: IO[bytes], name: str, budget: Budget, depth: int) -> Iterator[Member]:
    """A JSON object from each line; a file that is one JSON value over several lines comes whole."""
    first = _line(stream, 1)
    if not first.rstrip().endswith(b"}"):
        data = first + budget.take(stream, LARGEST_FILE - len(first))
        yield Member("", name, data, expected=False)
        return
    if not _HOLDS_TEXT.search(first):
        facts = _IS_FACT.match(first) is not None
        yield Member("", reason=_FACTS if facts else _NO_ARTICLES, expected=facts)
        return
    number = 0
    line = first
    while line:
        number += 1
        if line.strip():
            yield Member(f"line {number}", name, line, record=True)
        line = _line(stream, number + 1)


def _line(stream: IO[bytes], number: int) -> bytes:
    """The next line; UserError where it is larger than a file may be."""
    line = stream.readline(LARGEST_FILE + 1)
    if len(line) > LARGEST_FILE:
        raise UserError(
            f"has a line {number} of more than {LARGEST_FILE >> 20} MB: split it into articles first"
        )
    return line


class _Counted(io.RawIOBase):
    """A stream whose bytes are taken from a budget."""

    def __init__(self, stream: IO[bytes], budget: Budget) -> None:
        self._stream = stream
        self._budget = budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._budget.left -= len(data)
        if self._budget.left < 0:
            raise BombError(f"unpacks to more than {MOST_TIMES} times its size, so the rest was left alone")
        return data


def _hidden(name: str) -> bool:
    parts = name.replace("\\", "/").split("/")
    return any((part[:1] == "." and part.strip(".")) or part == "__MACOSX" for part in parts)


def _is_tar(head: bytes) -> bool:
    return head[257:262] == b"ustar"


_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_READABLE = re.compile(r"(?:text/|application/(?:xhtml|xml|rss|atom|pdf|json|ld\+json))", re.IGNORECASE)
_OBJECT = re.compile(rb'(?:\xef\xbb\xbf)?\s*\{\s*"')

_HOLDS_TEXT = re.compile(rb'"(?:text|body|content|maintext|article)"\s*:\s*"')
_IS_FACT = re.compile(rb'\s*\{"id":"[0-9a-f]{16}","article":')
_FACTS = "holds facts without their articles: export --format articles writes what can be added"
_NO_ARTICLES = "is JSON without articles: the object of an article has a field text"

_KINDS: dict[str, Callable[[bytes], bool]] = {
    "zip": lambda head: head.startswith((b"PK\3\4", b"PK\5\6")),
    "gzip": lambda head: head.startswith(b"\x1f\x8b"),
    "bzip2": lambda head: head.startswith(b"BZh") and head[4:10] == b"1AY&SY",
    "xz": lambda head: head.startswith(b"\xfd7zXZ\0"),
    "warc": lambda head: head.startswith(b"WARC/"),
    "tar": _is_tar,
    "jsonl": lambda head: _OBJECT.match(head) is not None,
}

_NAMES = {
    "zip": "zip archive", "gzip": "gzip archive", "bzip2": "bzip2 archive", "xz": "xz archive",
    "warc": "web archive", "tar": "tar archive", "jsonl": "JSON Lines file",
}  # fmt: skip

_READERS: dict[str, Callable[[IO[bytes], str, Budget, int], Iterator[Member]]] = {
    "zip": _unzip,
    "gzip": _decompress(lambda stream: gzip.GzipFile(fileobj=stream)),
    "bzip2": _decompress(lambda stream: bz2.BZ2File(stream)),
    "xz": _decompress(lambda stream: lzma.LZMAFile(stream)),  # noqa: SIM115
    "warc": _unwarc,
    "tar": _untar,
    "jsonl": _lines,
}
