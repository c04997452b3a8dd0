"""What a library says of itself: the format of its files, and whether the seeds have been put in."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from store.errors import UserError
from store.storage import DamagedFileError, Tables, dump_tables, explain, read_tables, write_atomically

FORMAT = 1
"""The format of the volumes and the notebook. A change that older programs cannot read raises it."""

MIGRATIONS: Mapping[int, Callable[[Tables], Tables]] = {}
"""From a format to the one after it: what becomes of the tables of a volume or a notebook."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of `library.json`. A library is `seeded` once the articles it starts with have been added."""

    format: int = FORMAT
    seeded: bool = False


def manifest_path(folder: Path) -> Path:
    """Where a library keeps its manifest."""
    return folder / "library.json"


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of the library in a folder; None when there is none.

    DamagedFileError when it makes no sense; UserError when the library was written by a newer program.
    """
    path = manifest_path(folder)
    try:
        record = orjson.loads(path.read_bytes())
        manifest = Manifest(int(record["format"]), bool(record["seeded"]))
    except FileNotFoundError:
        return None
    except OSError as error:
        if path.is_dir():
            raise DamagedFileError("a folder stands in its place") from None
        raise explain(error, path, "read") from error
    except (ValueError, TypeError, KeyError):
        raise DamagedFileError("it does not say which format the library has") from None
    if manifest.format > FORMAT:
        raise UserError(
            f"The library in {folder} has format {manifest.format}, and this jining-tui knows formats up to {FORMAT}: "
            "install a newer jining-tui to open it."
        )
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Record what a library says of itself."""
    record = {"format": manifest.format, "seeded": manifest.seeded}
    write_atomically(
        manifest_path(folder), orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    )


def migrate(folder: Path, manifest: Manifest, files: list[Path]) -> Manifest:
    """Bring the files of an older library to the present format, keeping a copy of them as they were.

    It may be interrupted: the manifest is written last, and what is converted again starts from the copy.
    """
    copy = folder / f"format-{manifest.format}"
    for path in files:
        kept = copy / path.relative_to(folder)
        if not kept.exists():
            kept.parent.mkdir(parents=True, exist_ok=True)
            _copy(path, kept)
        tables = read_tables(kept) or {}
        for number in range(manifest.format, FORMAT):
            tables = MIGRATIONS[number](tables)
        write_atomically(path, dump_tables(tables))
    manifest = replace(manifest, format=FORMAT)
    write_manifest(folder, manifest)
    return manifest


def _copy(path: Path, kept: Path) -> None:
    """A second name for a file that is only ever replaced, or a copy where the disk has no second names."""
    try:
        os.link(path, kept)
    except OSError:
        unfinished = kept.with_name(f".{kept.name}.tmp")
        shutil.copy2(path, unfinished)
        unfinished.replace(kept)
