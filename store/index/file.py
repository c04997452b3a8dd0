"""The file of the index: its connections, its transactions, and how it comes back when it is damaged."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from store.index.damage import explain as explain_error
from store.index.damage import is_damage, is_no_room
from store.index.records import Reader
from store.index.schema import (
    BULK_CACHE,
    CACHE,
    SCHEMA,
    connect,
    drop_orders,
    make_orders,
    prepare,
    schema_of,
    set_memory,
)
from store.index.words import Words
from store.recovery import DAMAGED, set_aside
from store.storage import Stamp, explain


class IndexFile:
    """The file of an index, used by any number of threads, each over a connection of its own.

    `mend` is called when the file turns out to be damaged while it is used; it makes the index whole again.
    """

    def __init__(self, path: Path, writable: bool = True) -> None:
        """The file at `path`; a new, empty one when it is missing, damaged or of another version.

        Where that cannot be made, since the file is not `writable` or the disk is full, it is in a folder that
        goes when it is closed: a copy, where the file is whole.
        """
        self.path = path
        self.writable = writable
        self.damage = ""
        """What was wrong with the file that was there, and that an empty one has replaced."""
        self.mend: Callable[[sqlite3.Error], None] = lambda error: None
        self._local = threading.local()
        self._connections: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._inode = 0
        self._elsewhere: TemporaryDirectory[str] | None = None
        self.words = Words(self)
        self._open()

    def connection(self) -> sqlite3.Connection:
        """The calling thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = connect(self.path, self.writable)
            self._local.connection = connection
            self._local.reader = Reader(connection)
            with self._guard:
                self._connections.append(connection)
        return connection

    def reader(self) -> Reader:
        """What makes records from rows, over the calling thread's connection."""
        self.connection()
        reader: Reader = self._local.reader
        return reader

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction of changes; within another one, a part of that."""
        connection = self.connection()
        if connection.in_transaction:
            yield connection
            return
        try:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute(
                    "INSERT INTO meta VALUES ('generation', 1) "
                    "ON CONFLICT (key) DO UPDATE SET value = value + 1"
                )
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            if is_damage(error):
                raise
            raise explain_error(error, self.path) from error

    def meta(self, key: str) -> int | None:
        """A number that the index keeps about itself."""
        row = self.connection().execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return int(row[0]) if row and row[0] is not None else None

    def generation(self) -> tuple[int, int]:
        """What changes whenever the index does, whoever changes it."""
        return self._inode_now(), self.meta("generation") or 0

    def in_place(self) -> bool:
        """Whether the file is still the one that was opened."""
        return self._inode_now() == self._inode

    def renew(self) -> None:
        """Open the file that another process has put in the place of this one, else put an empty one there.

        The caller holds the library's lock, and writes the volumes into it again. In the place of one that
        cannot be written to there is one in a folder that goes when the file is closed.
        """
        if not self.writable:
            self._move()
        replaced = not self.in_place() and self._inode_now() != 0
        with self._guard:
            self._connections.clear()
            self._local = threading.local()
        self.words.close()
        if not replaced:
            discard(self.path)
        self._open()

    def make_orders(self) -> None:
        """Make the indexes of SQLite that are missing."""
        make_orders(self.connection())

    @contextmanager
    def filling(self) -> Iterator[None]:
        """Write very much: with more memory, and with the indexes over facts made at the end."""
        connection = self.connection()
        set_memory(connection, BULK_CACHE)
        drop_orders(connection)
        try:
            with self.words.filling():
                yield
        finally:
            make_orders(connection)
            set_memory(connection, CACHE)

    def close(self) -> None:
        """Close every connection."""
        self.words.close()
        with self._guard:
            for connection in self._connections:
                with suppress(sqlite3.Error):
                    connection.close()
            self._connections.clear()
            self._local = threading.local()
        if self._elsewhere is not None:
            self._elsewhere.cleanup()
            self._elsewhere = None

    def _move(self, copied: bool = False) -> None:
        """Go on in a folder of our own, with what the file holds or without."""
        self._elsewhere = TemporaryDirectory(prefix="jining-tui-")
        path = Path(self._elsewhere.name) / self.path.name
        try:
            for ending in ("", "-wal") if copied else ():
                each = self.path.with_name(self.path.name + ending)
                if each.is_file():
                    copyfile(each, path.with_name(each.name))
        except OSError:
            discard(path)
        self.path, self.writable = path, True

    def _open(self) -> None:
        try:
            self._prepare()
        except sqlite3.Error as error:
            self.close()
            if self.writable and is_damage(error):
                # An error without a code is ours: another version is no damage.
                self.damage = str(error) if hasattr(error, "sqlite_errorcode") else ""
                discard(self.path)
            elif is_damage(error) or is_no_room(error):
                self._move(copied=is_no_room(error))
            else:
                raise explain_error(error, self.path) from error
            try:
                self._prepare()
            except sqlite3.Error as again:
                raise explain_error(again, self.path) from again
        self._inode = self._inode_now()

    def _prepare(self) -> None:
        connection = self.connection()
        if self.writable:
            prepare(connection)
        if schema_of(connection) != SCHEMA:
            raise sqlite3.DatabaseError("it is an index of another version")
        self.meta("generation")

    def _inode_now(self) -> int:
        stamp = Stamp.of(self.path)
        return stamp.inode if stamp else 0


def discard(path: Path) -> None:
    """Remove the file of an index and what SQLite keeps beside it; a folder in its place is set aside."""
    for each in (path, *(path.with_name(path.name + ending) for ending in ("-wal", "-shm", "-journal"))):
        if each.is_dir():
            set_aside(each, path.parent / DAMAGED)
            continue
        try:
            each.unlink(missing_ok=True)
        except OSError as error:
            raise explain(error, each, "remove") from error
