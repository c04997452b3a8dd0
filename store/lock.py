"""One writer at a time: among the threads of a process and among processes."""

from __future__ import annotations

import errno
import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.errors import UserError
from store.recovery import DAMAGED, set_aside
from store.storage import explain

PATIENCE = 60.0
"""Seconds to wait for another writer before giving up."""

PAUSE = 0.02
"""Seconds between two tries to lock the file."""


class BusyError(UserError):
    """Another writer holds the lock for longer than one was ready to wait."""


class WriteLock:
    """A lock on a file that the operating system releases when its holder dies.

    It may be taken again by the thread that holds it. The file's content means nothing, and it stays behind.
    """

    def __init__(self, path: Path) -> None:
        """A lock on the file at `path`, which is made when the lock is first taken."""
        self._path = path
        self._threads = threading.RLock()
        self._depth = 0

    @contextmanager
    def held(self, patience: float = PATIENCE) -> Iterator[None]:
        """Hold the lock; BusyError when another writer keeps it for longer than `patience` seconds."""
        if not self._threads.acquire(timeout=patience):
            raise self._busy()
        try:
            if self._depth:
                yield
                return
            try:
                held = self._take(time.monotonic() + patience)
            except OSError as error:
                raise explain(error, self._path) from error
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                os.close(held)
        finally:
            self._threads.release()

    def _take(self, end: float) -> int:
        """The open file with the lock on it, which is gone when the file is closed."""
        if self._path.is_dir():
            set_aside(self._path, self._path.parent / DAMAGED)
        file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            while not _locked(file):
                if time.monotonic() >= end:
                    raise self._busy()
                time.sleep(PAUSE)
        except BaseException:
            os.close(file)
            raise
        return file

    def _busy(self) -> BusyError:
        return BusyError(
            f"Another jining-tui is still writing to {self._path.parent}: try again when it is done."
        )


if sys.platform == "win32":
    import msvcrt

    def _locked(file: int) -> bool:
        """Whether the lock on an open file could be had at once."""
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError as error:
            if error.errno != errno.EACCES:
                raise
            return False
        return True
else:
    import fcntl

    def _locked(file: int) -> bool:
        """Whether the lock on an open file could be had at once."""
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
