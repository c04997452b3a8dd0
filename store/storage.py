"""A TinyDB storage that is never half written: atomic, durable, cached.

A file holds one record a line, so that a person, `grep` and `diff` can read it, and so that every whole line
of a damaged file can be recovered.
"""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import orjson
from tinydb import Storage

from store.errors import UserError

Tables = dict[str, dict[str, dict[str, Any]]]
"""The content of a TinyDB file: tables by name, their records by id."""

_LEFTOVER = ".tmp"

_CAUSES = {
    errno.ENOSPC: "the disk is full; free some space and try again",
    errno.EDQUOT: "your share of the disk is used up; free some space and try again",
    errno.EACCES: "there is no permission to write there; change the permission or name another library",
    errno.EPERM: "there is no permission to write there; change the permission or name another library",
    errno.EROFS: "the disk is read-only; name a library on another one",
    errno.ENOENT: "its folder is not there any more; put it back or name another library",
    errno.EISDIR: "a folder stands in its place; move that away and try again",
    errno.ENOTDIR: "a file stands where its folder should be; move that away or name another library",
    errno.EIO: "the disk reports an error; check the disk before going on",
}


class DamagedFileError(Exception):
    """A file of the library cannot be read as what it should be; the message says why."""


class Stamp(NamedTuple):
    """What tells that a file has been replaced, without reading it."""

    modified: int
    size: int
    inode: int

    @classmethod
    def of(cls, path: Path) -> Stamp | None:
        """The stamp of the file at `path`; None when there is none."""
        try:
            status = path.stat()
        except OSError:
            return None
        return cls(status.st_mtime_ns, status.st_size, status.st_ino)


class DurableStorage(Storage):
    """TinyDB's data in a file that is replaced as a whole, on disk before `write` returns.

    What is read is kept until the file is replaced by another process. Records that are handed out are the kept
    ones: treat them as frozen.
    """

    def __init__(self, path: Path, backup: Path | None = None) -> None:
        """A storage over the file at `path`, which need not exist yet.

        The file that a write replaces is kept as `backup`, where one is named.
        """
        self.path = path
        self._backup = backup
        self._kept: Tables | None = None
        self._stamp: Stamp | None = None
        self.digest = b""
        """The digest of the file as it was last read or written."""
        self._draft: _Draft | None = None

    def read(self) -> Tables | None:
        """The tables; None when there is no file. DamagedFileError when it is not a TinyDB file."""
        if self._draft is not None and self._draft.thread == threading.get_ident():
            return self._draft.tables
        stamp = Stamp.of(self.path)
        if stamp is None or stamp != self._stamp:
            data = read_file(self.path)
            self._keep(None if data is None else parse_tables(data), data or b"", stamp)
        return self._kept

    def write(self, data: Tables) -> None:
        """Replace the file by one that holds `data`; UserError, and the old file intact, when that fails."""
        if self._draft is not None:
            self._draft.tables = data
            self._draft.changed = True
        else:
            self._store(data)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Write once, at the end; when the body raises, nothing.

        Other threads see the old tables until then. One transaction at a time: the caller holds a lock.
        """
        self._draft = draft = _Draft(threading.get_ident(), dict(self.read() or {}))
        try:
            yield
        finally:
            self._draft = None
        if draft.changed:
            self._store(draft.tables)

    def close(self) -> None:
        """Let go of what is kept; there is nothing left to write."""
        self._kept = self._stamp = None

    def _store(self, tables: Tables) -> None:
        data = dump_tables(tables)
        if self._backup is not None:
            keep_copy(self.path, self._backup)
        write_atomically(self.path, data)
        self._keep(tables, data, Stamp.of(self.path))

    def _keep(self, tables: Tables | None, data: bytes, stamp: Stamp | None) -> None:
        self._kept = tables
        self._stamp = stamp
        self.digest = digest_of(data)


@dataclass(slots=True)
class _Draft:
    """The tables in the course of a transaction, and the thread whose they are."""

    thread: int
    tables: Tables
    changed: bool = False


def dump_tables(tables: Tables) -> bytes:
    """The tables as JSON, one record a line."""
    parts = [
        orjson.dumps(name)
        + b": {\n"
        + b",\n".join(orjson.dumps(str(key)) + b": " + orjson.dumps(record) for key, record in records.items())
        + b"\n}"
        for name, records in tables.items()
    ]
    return b"{\n" + b",\n".join(parts) + b"\n}\n"


def digest_of(data: bytes) -> bytes:
    """What tells the bytes of a file from any others."""
    return hashlib.blake2b(data, digest_size=16).digest()


def read_tables(path: Path) -> Tables | None:
    """The tables in the file at `path`; None when there is no file, DamagedFileError when it cannot be one."""
    data = read_file(path)
    return None if data is None else parse_tables(data)


def read_file(path: Path) -> bytes | None:
    """The bytes of the file at `path`; None when there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        raise DamagedFileError("a folder stands in its place") from None
    except OSError as error:
        raise explain(error, path, "read") from error


def parse_tables(data: bytes) -> Tables:
    """The tables in the bytes of a file; DamagedFileError when they are not those of a TinyDB file."""
    if not data.strip(b"\0 \r\n\t"):
        raise DamagedFileError("it is empty")
    try:
        tables = orjson.loads(data)
    except orjson.JSONDecodeError as error:
        raise DamagedFileError(f"it is not JSON ({error})") from None
    if not isinstance(tables, dict) or not all(
        isinstance(records, dict)
        and all(key.isdecimal() and isinstance(record, dict) for key, record in records.items())
        for records in tables.values()
    ):
        raise DamagedFileError("it is JSON, but not the tables of a library")
    return tables


def recover_tables(data: bytes) -> Tables:
    """Every record that stands whole on its line in the bytes of a damaged file."""
    tables: Tables = {}
    records: dict[str, dict[str, Any]] | None = None
    for line in data.split(b"\n"):
        line = line.strip(b" \r\t,\0")
        try:
            if line.endswith(b": {") and not (name := str(orjson.loads(line[:-3]))).isdecimal():
                records = tables.setdefault(name, {})
                continue
            pair = orjson.loads(b"{" + line + b"}")
        except orjson.JSONDecodeError:
            continue
        for key, record in pair.items():
            if records is not None and key.isdecimal() and isinstance(record, dict):
                records[key] = record
    return tables


def write_atomically(path: Path, data: bytes) -> None:
    """Replace the file at `path` by `data`, on disk before this returns.

    A reader sees the old file or the new one, never a mixture. UserError, with the old file intact, when it
    fails.
    """
    temporary = _temporary(path)
    try:
        try:
            with temporary.open("xb", buffering=0) as file:
                view = memoryview(data)
                while view:
                    view = view[file.write(view) :]
                os.fsync(file.fileno())
            temporary.replace(path)
        except BaseException:
            with suppress(OSError):
                temporary.unlink()
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise explain(error, path) from error


def keep_copy(path: Path, copy: Path) -> None:
    """Give the file at `path`, where there is one, a second name that stays with it when `path` is replaced.

    Where the disk knows no second names it is copied. What had the name `copy` before is gone.
    """
    if not path.is_file():
        return
    temporary = _temporary(copy)
    try:
        try:
            os.link(path, temporary)
        except OSError:
            shutil.copy2(path, temporary)
        temporary.replace(copy)
    except OSError as error:
        with suppress(OSError):
            temporary.unlink()
        raise explain(error, copy) from error


def _temporary(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}{_LEFTOVER}")


def sync_folder(folder: Path) -> None:
    """Put the names in a folder on disk, where the system can do that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def leftovers(folder: Path, of: str = "") -> list[Path]:
    """The temporary files that a killed writer left in a folder, of the files whose names begin with `of`."""
    return sorted(folder.glob(f".{of}*{_LEFTOVER}"))


def sweep(folder: Path, of: str = "") -> None:
    """Remove what a killed writer left in a folder; the caller holds the lock of those files."""
    with suppress(OSError):
        for leftover in leftovers(folder, of):
            with suppress(OSError):
                leftover.unlink()


def explain(error: OSError, path: Path, action: str = "write") -> UserError:
    """The one sentence for an operating system's error at a file."""
    cause = _CAUSES.get(error.errno or 0, error.strerror or str(error))
    if action == "read":
        cause = cause.replace("permission to write there", "permission to read it")
    return UserError(f"Cannot {action} {path}: {cause}.")
