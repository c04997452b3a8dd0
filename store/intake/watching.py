"""Folders watched: what appears or changes there is added once it is complete."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import UserError
from store.intake.adding import Request, add_paths
from store.intake.report import Report
from store.intake.sources import find_files, shown

if TYPE_CHECKING:
    from store.library import Library

PAUSE = 2.0
"""Seconds between two looks. A file is complete when it is the same in two looks one after the other."""

_NAP = 0.1

Stamps = dict[str, tuple[int, int]]
"""Size and time of change of files by their paths."""


def watch(
    library: Library,
    folders: Sequence[str],
    request: Request,
    said: Callable[[Report], None],
    pause: float = PAUSE,
) -> None:
    """Add what is in the folders and what comes, until `request.stop`; `said` hears of every addition.

    UserError for a path that is no folder.
    """
    for folder in folders:
        if not os.path.isdir(folder):  # noqa: PTH112 (false for a name that no file can have)
            raise UserError(f"{shown(folder)} is no folder: name the folder to watch.")
    known = _stamps(folders)
    said(add_paths(library, folders, request))
    pending: Stamps = {}
    while _waits(pause, request.stop):
        found = _stamps(folders)
        new = {path: stamp for path, stamp in found.items() if known.get(path) != stamp}
        complete = [path for path, stamp in new.items() if pending.get(path) == stamp]
        known = {path: stamp for path, stamp in known.items() if path in found}
        pending = new
        if complete:
            known |= {path: found[path] for path in complete}
            report = add_paths(library, complete, replace(request, report=None))
            said(report)


def _waits(seconds: float, stop: Callable[[], bool]) -> bool:
    """Whether to go on after so many seconds."""
    until = time.monotonic() + seconds
    while not stop():
        if time.monotonic() >= until:
            return True
        time.sleep(min(_NAP, seconds))
    return False


def _stamps(folders: Sequence[str]) -> Stamps:
    stamps: Stamps = {}
    for named in find_files(folders):
        if named.reason:
            continue
        try:
            status = Path(named.path).stat()
        except OSError:
            continue  # it has vanished again
        stamps[named.path] = (status.st_size, status.st_mtime_ns)
    return stamps
