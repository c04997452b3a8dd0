"""What a library says of itself: the format of its files, and whether the seeds have been put in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import orjson

from store.errors import UserError
from store.recovery import DAMAGED, salvage, set_aside
from store.storage import (
    DamagedFileError,
    Tables,
    dump_tables,
    explain,
    keep_copy,
    read_tables,
    write_atomically,
)

FORMAT = 1
"""The format of the volumes and the notebook. A change that older programs cannot read raises it."""

MIGRATIONS: Mapping[int, Callable[[Tables], Tables]] = {}
"""From a format to the one after it: what becomes of the tables of a volume or a notebook."""

_OF_A_LIBRARY = ("volumes", "notebook.json", "notebook.previous.json")
_PASSED_OVER = ("library.lock", "notebook.lock", ".DS_Store", "lost+found")


@dataclass(frozen=True, slots=True)
class Manifest:
    """The content of `library.json`. A library is `seeded` once the articles it starts with have been added."""

    format: int = FORMAT
    seeded: bool = False


def manifest_path(folder: Path) -> Path:
    """Where a library keeps its manifest."""
    return folder / "library.json"


def open_manifest(
    folder: Path, writable: bool, volumes: Callable[[], Sequence[Path]]
) -> tuple[Manifest, list[str]]:
    """The manifest of the library in a folder, and what the reader should know of its state.

    One that is missing or damaged is written anew. The files of an older library are brought to the present
    format; for that `volumes` takes the library's locks, and says which volumes there are.
    """
    path = manifest_path(folder)
    notices = []
    try:
        manifest = read_manifest(folder)
    except DamagedFileError as error:
        manifest = None
        notices.append(f"{path.name} was damaged ({error}): it was written again.")
        if writable:
            notices[0] += f" The damaged file is kept as {set_aside(path, folder / DAMAGED)}."
    if manifest is None:
        manifest = new_manifest(folder, bool(notices))
        if writable:
            write_manifest(folder, manifest)
    elif manifest.format < FORMAT:
        if not writable:
            raise UserError(
                f"The library in {folder} is read-only and of an older format: copy it to where you may write."
            )
        notebooks = (folder / name for name in ("notebook.json", "notebook.previous.json"))
        older = [*volumes(), *(each for each in notebooks if each.is_file())]
        manifest = read_manifest(folder) or manifest
        if manifest.format < FORMAT:
            manifest = migrate(folder, manifest, older)
    return manifest, notices


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
    if any(number not in MIGRATIONS for number in range(manifest.format, FORMAT)):
        raise DamagedFileError(f"no library has ever had format {manifest.format}")
    if manifest.format > FORMAT:
        raise UserError(
            f"The library in {folder} has format {manifest.format}, and this jining-tui knows none above "
            f"{FORMAT}: install a newer jining-tui to open it."
        )
    return manifest


def new_manifest(folder: Path, damaged: bool) -> Manifest:
    """The manifest of a folder that has none: of an empty one, or of a library that lost its own.

    UserError when the folder holds something else.
    """
    try:
        names = {each.name for each in folder.iterdir()} - set(_PASSED_OVER)
    except OSError as error:
        raise explain(error, folder, "read") from error
    is_library = damaged or not names.isdisjoint(_OF_A_LIBRARY)
    if names and not is_library:
        raise UserError(
            f"{folder} is not a library: it holds other files ({', '.join(sorted(names)[:3])}). "
            "Name an empty folder, or one that does not exist yet."
        )
    return Manifest(FORMAT, seeded=any((folder / "volumes").glob("*.json")))


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Record what a library says of itself."""
    record = {"format": manifest.format, "seeded": manifest.seeded}
    data = orjson.dumps(record, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
    write_atomically(manifest_path(folder), data)


def migrate(folder: Path, manifest: Manifest, files: Sequence[Path]) -> Manifest:
    """Bring the files of an older library to the present format, keeping a copy of them as they were.

    It may be cut short: the manifest is written last, and what is converted again starts from the copy.
    """
    copies = folder / f"format-{manifest.format}"
    for path in files:
        copy = copies / path.relative_to(folder)
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            keep_copy(path, copy)
        try:
            tables = read_tables(copy) or {}
        except DamagedFileError:
            tables = salvage(copy)
        for number in range(manifest.format, FORMAT):
            tables = MIGRATIONS[number](tables)
        write_atomically(path, dump_tables(tables))
    manifest = replace(manifest, format=FORMAT)
    write_manifest(folder, manifest)
    return manifest
