"""Damaged files: set aside, never overwritten, and what they still hold is saved."""

from __future__ import annotations

import secrets
from pathlib import Path

from store.storage import Tables, explain, recover_tables


def set_aside(path: Path, folder: Path) -> Path:
    """Move a damaged file, or a folder in the place of one, into `folder` under a name that is free."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target = folder / f"{path.stem}-{secrets.token_hex(3)}{path.suffix}"
        return path.rename(target)
    except OSError as error:
        raise explain(error, path) from error


def salvage(path: Path) -> Tables:
    """The records that stand whole in a damaged file; none when it is a folder."""
    try:
        return recover_tables(path.read_bytes())
    except OSError:
        return {}
