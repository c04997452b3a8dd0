"""Damaged files: set aside, never overwritten, and what they still hold is saved."""

from __future__ import annotations

import secrets
from pathlib import Path

from store.storage import Tables, explain, keep_copy, recover_tables

DAMAGED = "damaged"
"""The folder of a library for files that were found damaged."""


def set_aside(path: Path, folder: Path) -> Path:
    """Keep a damaged file in `folder` under a name that is free, until it is written again.

    It stays in its place, so that a process that is killed before that loses nothing; a folder that stands in
    the place of a file is moved away.
    """
    target = folder / f"{path.stem}-{secrets.token_hex(3)}{path.suffix}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if path.is_dir():
            return path.rename(target)
    except OSError as error:
        raise explain(error, path) from error
    keep_copy(path, target)
    return target


def salvage(path: Path) -> Tables:
    """The records that stand whole in a damaged file; none when it is a folder."""
    try:
        return recover_tables(path.read_bytes())
    except OSError:
        return {}
