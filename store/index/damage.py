"""What SQLite reports, told apart: a damaged index heals itself, anything else is a sentence for the reader."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast

from store.errors import UserError

_CAUSES = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and try again",
    sqlite3.SQLITE_BUSY: "another program is using it; try again when that has finished",
    sqlite3.SQLITE_LOCKED: "another program is using it; try again when that has finished",
    sqlite3.SQLITE_READONLY: "it may not be written to; change its permissions or name another library",
    sqlite3.SQLITE_PERM: "it may not be used; change its permissions or name another library",
}
_DAMAGE = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FORMAT,
}

_NO_ROOM = {
    sqlite3.SQLITE_IOERR_WRITE,
    sqlite3.SQLITE_IOERR_FSYNC,
    sqlite3.SQLITE_IOERR_TRUNCATE,
    sqlite3.SQLITE_IOERR_SHMOPEN,
    sqlite3.SQLITE_IOERR_SHMSIZE,
    sqlite3.SQLITE_IOERR_SHMMAP,
}
"""Errors of reading and writing that say nothing of the file, but that there is no room beside it."""

_MISTAKES = (sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.NotSupportedError, sqlite3.DataError)

P = ParamSpec("P")
R = TypeVar("R")


class Healing(Protocol):
    """Something whose index can be made anew."""

    def heal(self, error: sqlite3.Error) -> None:
        """Make the index anew, after this error."""
        ...


H = TypeVar("H", bound=Healing)


def is_damage(error: sqlite3.Error) -> bool:
    """Whether an error of SQLite says that the file is not, or not any more, the index that it should be."""
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, _MISTAKES):
        return False
    code = getattr(error, "sqlite_errorcode", None)
    if code == sqlite3.SQLITE_ERROR:
        return str(error).startswith(("no such table", "vtable constructor failed"))
    return code is None or ((code & 0xFF) in _DAMAGE and code not in _NO_ROOM)


def is_no_room(error: sqlite3.Error) -> bool:
    """Whether an error of SQLite says that nothing can be written where the file is."""
    code = getattr(error, "sqlite_errorcode", None) or 0
    return code in _NO_ROOM or code & 0xFF in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY)


def explain(error: sqlite3.Error, path: Path) -> UserError:
    """The one sentence for an error of SQLite."""
    code = (getattr(error, "sqlite_errorcode", None) or 0) & 0xFF
    if code == sqlite3.SQLITE_IOERR and is_no_room(error):
        code = sqlite3.SQLITE_FULL
    return UserError(f"Cannot use {path}: {_CAUSES.get(code, str(error))}.")


def healing(method: Callable[Concatenate[H, P], R]) -> Callable[Concatenate[H, P], R]:
    """Try a method again with a new index when the index is found damaged; UserError when that fails too."""

    @wraps(method)
    def wrapped(self: H, *args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return method(self, *args, **kwargs)
        except sqlite3.Error as error:
            if not is_damage(error):
                raise explain(error, _path(self)) from error
            self.heal(error)
        try:
            return method(self, *args, **kwargs)
        except sqlite3.Error as error:
            raise explain(error, _path(self)) from error

    return cast(Callable[Concatenate[H, P], R], wrapped)


def _path(owner: Any) -> Path:
    path = getattr(owner, "path", None)
    return path if isinstance(path, Path) else Path("index.sqlite")
