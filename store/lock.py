"""One writer at a time: among the threads of a process and among processes."""

from __future__ import annotations

import errno
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from store.errors import UserError
from store.storage import explain

PATIENCE = 60.0
"""Seconds to wait for another writer before giving up."""


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
        from filelock import FileLock, Timeout

        if not self._threads.acquire(timeout=patience):
            raise self._busy()
        try:
            if self._depth:
                yield
                return
            lock = FileLock(self._path, thread_local=False)
            try:
                if not self._path.parent.is_dir():
                    raise FileNotFoundError(errno.ENOENT, "no such folder")
                lock.acquire(timeout=patience)
            except Timeout:
                raise self._busy() from None
            except OSError as error:
                raise explain(error, self._path) from error
            self._depth += 1
            try:
                yield
            finally:
                self._depth -= 1
                lock.release()
        finally:
            self._threads.release()

    def _busy(self) -> BusyError:
        return BusyError(
            f"Another jining-tui is still writing to {self._path.parent}: try again when it is done."
        )
