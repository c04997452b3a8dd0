"""The file that an export goes to: its name, and writing it without losing another."""

from __future__ import annotations

import os
import re
import stat
import tempfile
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from store.errors import UserError
from store.folder import named_path

if TYPE_CHECKING:
    from store.index import FactRow

_LONGEST_SLUG = 60
_PERMISSIONS = 0o666  # less what the umask takes away


class NameTakenError(UserError):
    """The file is there already; write again with `overwrite=True` once the reader has said yes."""


def write_new(path: Path, text: str | Iterable[bytes], overwrite: bool = False) -> Path:
    """Write `text` to `path`, as UTF-8 or byte for byte, whole or not at all; the path with `~` resolved.

    Raises NameTakenError where the file is there already and `overwrite` is False, UserError where it can't be
    written.
    """
    try:
        path = named_path(path)
        if path.is_dir():
            raise UserError(f"{path} is a folder: name a file in it.")
        if not overwrite and os.path.lexists(path):
            raise FileExistsError
        if not path.parent.is_dir():
            raise UserError(f"There is no folder {path.parent}: make it first, or choose another place.")
        _write_whole(path, text, overwrite)
    except FileExistsError:
        raise NameTakenError(
            f"{path} exists already: choose another name, or say that it may be overwritten."
        ) from None
    except (OSError, ValueError, RuntimeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UserError(f"{path} can't be written ({reason}): choose another name or place.") from None
    return path


def default_name(rows: Sequence[FactRow], extension: str = "md") -> str:
    """A file name to offer for these facts: after their only cluster or article, else `facts.md`."""
    clusters = {row.fact.clusters[:1] for row in rows}
    titles = {row.title for row in rows}
    if len(clusters) == 1 and (names := next(iter(clusters))):
        return file_name(names[0], extension)
    return file_name(next(iter(titles)) if len(titles) == 1 else "", extension)


def file_name(title: str, extension: str = "md", prefix: str = "facts") -> str:
    """A safe file name on every system: letters, digits and dashes, never a path, never hidden."""
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", title).casefold())
    slug = "-".join([prefix, *words])
    while len(slug.encode()) > _LONGEST_SLUG:
        slug = slug[:-1]
    return f"{slug.rstrip('-')}.{extension}"


def _write_whole(path: Path, text: str | Iterable[bytes], overwrite: bool) -> None:
    """Write beside `path`, make it durable, then rename.

    A name that must be free is reserved first, so nothing that appears meanwhile is lost.
    """
    descriptor, name = tempfile.mkstemp(prefix=".jining-", suffix=".part", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.writelines([text.encode()] if isinstance(text, str) else text)
            file.flush()
            os.fsync(file.fileno())
        if not overwrite or not os.path.lexists(path):
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, _PERMISSIONS))
        if path.is_file() and not path.is_symlink():
            temporary.chmod(stat.S_IMODE(path.stat().st_mode))
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
