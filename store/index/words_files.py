"""The files of the text index: whether they are as they were left and whole, and what damage to them is."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import sqlite3
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import DatabaseError

_FOOTER = struct.Struct("<II")
_PARTS = ("term", "idx", "pos", "fast", "fieldnorm", "store")


class WordsDamagedError(DatabaseError):
    """The text index cannot be used; it must be made again from the rows of the index."""


def listing(folder: Path) -> str:
    """The names, sizes and times of the files in a folder, as a digest."""
    found = []
    if folder.is_dir():
        with os.scandir(folder) as files:
            for file in files:
                if not file.name.endswith(".lock"):
                    status = file.stat()
                    found.append((file.name, status.st_size, status.st_mtime_ns))
    return hashlib.blake2b(repr(sorted(found)).encode(), digest_size=12).hexdigest()


class WordsFullError(DatabaseError):
    """The text index cannot be written, since the disk is full. What it lacks is written when there is room."""

    sqlite_errorcode = sqlite3.SQLITE_FULL


@contextmanager
def damage_told() -> Iterator[None]:
    """Tell a full disk as such, and what else the text index reports as damage, so that it is made again."""
    try:
        yield
    except (ValueError, OSError) as error:
        if _is_full(error):
            raise WordsFullError("the disk is full; free some space and open the library again") from error
        raise WordsDamagedError(f"the text index cannot be used ({error})") from error
    except BaseException as error:
        if type(error).__name__ == "PanicException":
            raise WordsDamagedError(f"the text index is damaged ({error})") from None
        raise


def _is_full(error: Exception) -> bool:
    """Whether the disk has no room; tantivy says so in words alone."""
    codes = (errno.ENOSPC, errno.EDQUOT)
    return getattr(error, "errno", None) in codes or any(f"(os error {code})" in str(error) for code in codes)


def is_sound(folder: Path) -> bool:
    """Whether the files of a text index are all there and hold what was written, by their own checksums."""
    try:
        meta = json.loads((folder / "meta.json").read_bytes())
        json.loads((folder / ".managed.json").read_bytes())
        for segment in meta["segments"]:
            id = segment["segment_id"].replace("-", "")
            names = [f"{id}.{part}" for part in _PARTS]
            if segment["deletes"]:
                names.append(f"{id}.{segment['deletes']['opstamp']}.del")
            if not all(_has_its_checksum(folder / name) for name in names):
                return False
    except (OSError, ValueError, KeyError, TypeError, struct.error):
        return False
    return True


def _has_its_checksum(path: Path) -> bool:
    data = path.read_bytes()
    length, _ = _FOOTER.unpack_from(data, len(data) - _FOOTER.size)
    end = len(data) - _FOOTER.size - length
    footer = json.loads(data[end : -_FOOTER.size])
    return bool(zlib.crc32(memoryview(data)[:end]) == footer["crc"])
