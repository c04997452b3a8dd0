"""Opening the index of a library, whatever state its file is in."""

from __future__ import annotations

import sqlite3
from contextlib import suppress
from pathlib import Path

from store.errors import UserError
from store.index import Index
from store.storage import explain


def open_index(folder: Path, writable: bool) -> Index:
    """The index of the library in a folder; a new, empty one when it is missing, damaged or of another version."""
    path = folder / "index.sqlite"
    try:
        return Index(path, writable)
    except sqlite3.DatabaseError as error:
        if not writable:
            raise UserError(
                f"The library in {folder} is read-only, and its index cannot be read ({error}): "
                "copy the folder to where you may write, and open that."
            ) from error
    discard(path)
    return Index(path, writable)


def discard(path: Path) -> None:
    """Remove the file of an index and what SQLite keeps beside it."""
    for each in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))):
        try:
            if each.is_dir():
                each.rmdir()
            else:
                with suppress(FileNotFoundError):
                    each.unlink()
        except OSError as error:
            raise explain(error, each, "remove") from error
