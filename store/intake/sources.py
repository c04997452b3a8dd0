"""What the reader named -> the files to read: folders searched, patterns matched, archives unpacked.

Nothing is gathered: however many files there are, one of them is in memory at a time.
"""

from __future__ import annotations

import errno
import os
import stat
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from glob import glob, has_magic
from pathlib import Path
from typing import IO, NamedTuple

from store.errors import UserError
from store.intake.archives import Budget, archive_of, unpack
from store.reading import LARGEST_FILE
from store.reading.clean import clean
from store.reading.formats import promises_article

_LARGEST_INPUT = 1024**3  # bytes taken from standard input
_HEAD = 4096
_NO_FILE = "is no file that could be read"
_REASONS = {errno.ELOOP: "is a link that leads to itself: remove it", errno.ENXIO: _NO_FILE}


@dataclass(frozen=True, slots=True)
class Source:
    """A piece of data to read articles from, or the reason why there is none.

    `name` is what the reader knows it by, `file` the file name of its articles' ids, `origin` where it comes
    from (a full path, an address, or "" for standard input). `expected` says that it should hold an article: if
    it does not, that is a failure; any other file is passed over. `weight` is how many bytes of the files named
    are dealt with when it is. `record` says that it is one JSON object.
    """

    name: str
    file: str
    origin: str
    data: bytes = b""
    reason: str | None = None
    expected: bool = True
    weight: int = 0
    address: str | None = None
    record: bool = False


class Named(NamedTuple):
    """A file that was found: its path (or `-`), whether the reader named it, its size, or what is wrong."""

    path: str
    wanted: bool
    size: int = 0
    reason: str | None = None
    expected: bool = True


@dataclass(slots=True)
class Total:
    """How much there is to read: files, and their bytes."""

    files: int = 0
    size: int = 0


def measure(paths: Iterable[str]) -> Total:
    """How much the paths name; nothing is opened."""
    total = Total()
    for named in find_files(paths):
        total.files += 1
        total.size += named.size
    return total


def find_files(paths: Iterable[str]) -> Iterator[Named]:
    """The files that paths name: folders searched in order of names, patterns matched where no such file is.

    Hidden files of a folder are left out; a link to a folder is named, and not followed.
    """
    for path in paths:
        if path == "-":
            yield Named(path, wanted=True)
        elif os.path.isdir(path):  # noqa: PTH112 (false for a name that no file can have)
            yield from _in_folder(path)
        elif not os.path.lexists(path) and has_magic(path):
            matches = sorted(glob(path, recursive=True))  # noqa: PTH207
            if not matches:
                yield Named(path, wanted=True, reason="matches no file: check the pattern")
            for match in matches:
                yield from _in_folder(match) if Path(match).is_dir() else [_named(match, wanted=True)]
        else:
            yield _named(path, wanted=True)


def read_sources(paths: Iterable[str]) -> Iterator[Source]:
    """What the files hold: the file itself, or what an archive holds. What is wrong is a source's reason."""
    for named in find_files(paths):
        if named.reason:
            yield Source(shown(named.path), "", "", reason=named.reason, expected=named.expected)
        else:
            yield from _read(named)


def shown(name: str) -> str:
    """A name on one line, with nothing in it that is not to be seen."""
    return clean(name).replace("\n", "⟨U+000A⟩").replace("\t", "⟨U+0009⟩")


def _in_folder(folder: str) -> Iterator[Named]:
    folders = [folder]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(folder) as found:
                entries = sorted((each for each in found if each.name[:1] != "."), key=lambda each: each.name)
        except OSError as error:
            yield Named(folder, wanted=False, reason=_explain(error, "folder"))
            continue
        inner = []
        for entry in entries:
            try:
                is_folder = entry.is_dir()
            except OSError as error:
                yield Named(entry.path, wanted=False, reason=_explain(error))
                continue
            if not is_folder:
                yield _named(entry.path, wanted=False)
            elif entry.is_symlink():
                reason = "is a link to a folder: name that folder to add it"
                yield Named(entry.path, wanted=False, reason=reason, expected=False)
            else:
                inner.append(entry.path)
        folders.extend(reversed(inner))


def _named(path: str, wanted: bool) -> Named:
    try:
        size = Path(path).stat().st_size
    except (OSError, ValueError):
        size = 0
    return Named(path, wanted, size)


def _read(named: Named) -> Iterator[Source]:
    """The sources in a file. What an archive lacks is said after what it gave."""
    name = shown("standard input" if named.path == "-" else named.path)
    try:
        with _spooled() if named.path == "-" else _open(named.path) as stream:
            head = stream.read(_HEAD)
            stream.seek(0)
            if archive_of(head):
                yield from _members(stream, named, name)
            else:
                yield _whole(stream, head, named, name)
    except UserError as error:
        yield Source(name, "", "", reason=str(error), weight=named.size)
    except (OSError, ValueError) as error:
        yield Source(name, "", "", reason=_explain(error), weight=named.size)


def _whole(stream: IO[bytes], head: bytes, named: Named, name: str) -> Source:
    """A file that is no archive."""
    path = Path(named.path)
    expected = named.wanted or promises_article(path.name, head)
    source = Source(name, "standard-input", "", expected=expected, weight=named.size)
    if named.path != "-":
        source = replace(source, file=path.name, origin=str(path.absolute()))
    before = os.fstat(stream.fileno())
    if before.st_size > LARGEST_FILE:
        return replace(source, reason=f"is larger than {LARGEST_FILE >> 20} MB: split it into articles first")
    data = stream.read(LARGEST_FILE + 1)
    after = os.fstat(stream.fileno())
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns) or len(data) != after.st_size:
        return replace(source, reason="changed while it was read: add it again when it is complete")
    return replace(source, data=data)


def _members(stream: IO[bytes], named: Named, name: str) -> Iterator[Source]:
    """What an archive holds, each with its share of the archive's bytes."""
    size = os.fstat(stream.fileno()).st_size
    path = str(Path(named.path).absolute()) if named.path != "-" else ""
    budget = Budget.of(size)
    told = 0
    stem = Path(named.path).name if named.path != "-" else "standard-input"
    for member in unpack(stream, stem, budget):
        position = min(stream.tell(), size)
        weight, told = max(0, position - told), max(told, position)
        yield Source(
            name=f"{name} › {shown(member.name)}" if member.name else name,
            file=member.file,
            origin=member.address or (f"{path}#{member.name}" if path else ""),
            data=member.data,
            reason=member.reason,
            expected=member.expected or (named.wanted and not member.name),
            weight=weight,
            address=member.address,
            record=member.record,
        )
    if size > told:
        yield Source(name, "", "", weight=size - told, reason="", expected=False)


def _open(path: str) -> IO[bytes]:
    """The file for reading; UserError where the path is no file."""
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise UserError(_NO_FILE)
    return os.fdopen(descriptor, "rb")


def _spooled() -> IO[bytes]:
    """What comes on standard input, in a temporary file."""
    file = tempfile.TemporaryFile()  # noqa: SIM115
    size = 0
    while block := sys.stdin.buffer.read(1 << 16):
        size += len(block)
        if size > _LARGEST_INPUT:
            file.close()
            raise UserError(f"is larger than {_LARGEST_INPUT >> 30} GB: write it into a file first")
        file.write(block)
    file.seek(0)
    return file


def _explain(error: Exception, kind: str = "file") -> str:
    if isinstance(error, FileNotFoundError):
        return f"does not exist (any more): check the {kind}'s name"
    if isinstance(error, PermissionError):
        return f"may not be read: change the {kind}'s permissions"
    return (
        _REASONS.get(getattr(error, "errno", 0))
        or f"cannot be read ({getattr(error, 'strerror', None) or error})"
    )
