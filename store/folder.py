"""Where a library lies, and what it starts with."""

from __future__ import annotations

import os
from pathlib import Path

import store
from store.errors import UserError
from store.storage import explain


def named_path(name: str | Path) -> Path:
    """What a reader names, with `~` resolved where it can be: nobody's `~name` is a name like any other."""
    return Path(os.path.expanduser(name))  # noqa: PTH111 (pathlib's raises an error there)


def default_folder() -> Path:
    """Where the library is: `JINING_TUI_LIBRARY` when that is set, else the platform's place for data."""
    named = os.environ.get("JINING_TUI_LIBRARY")
    if named:
        return named_path(named)
    from platformdirs import user_data_path

    return user_data_path("jining-tui", appauthor=False) / "library"


def seed_files() -> list[Path]:
    """The articles that a new library starts with."""
    return sorted((Path(store.__file__).parent.parent / "seeds").glob("*.txt"))


def make_folder(folder: Path) -> bool:
    """Make the folder of a library where there is none; whether it can be written to."""
    try:
        str(folder).encode()
        folder.mkdir(parents=True, exist_ok=True)
        next(folder.iterdir(), None)
    except FileExistsError:
        raise UserError(f"{folder} is a file: name a folder for the library.") from None
    except UnicodeEncodeError:
        raise UserError(
            f"{folder} is named with bytes that are no characters: name another folder for the library."
        ) from None
    except OSError as error:
        raise explain(error, folder, "open") from error
    return os.access(folder, os.W_OK)
