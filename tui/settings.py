"""The reader's settings: what the file of settings can say, and where it is.

The file is read by `tui.settings_file`, which is imported only when there is one.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from store.folder import named_path


@dataclass(frozen=True, slots=True)
class Settings:
    """What the reader has settled; None, and nothing in `keys`, where the program decides.

    `keys` are keys separated by commas by the names of commands, those of the set `key_set` among them, `facts`
    the columns of the table of facts, `ascii` whether only ASCII is drawn.
    """

    theme: str | None = None
    ascii: bool | None = None
    library: Path | None = None
    currency: str | None = None
    facts: tuple[str, ...] | None = None
    format: str | None = None
    folder: Path | None = None
    key_set: str | None = None
    keys: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a line of the file, in a sentence that says what to do."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Found:
    """The settings of a file, the line that each stands in, and what is wrong with the others."""

    path: Path
    settings: Settings = field(default_factory=Settings)
    lines: Mapping[tuple[str, str], int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    @property
    def complaints(self) -> list[str]:
        """The problems as `file:line: sentence`."""
        return [f"{self.path}:{problem.line}: {problem.sentence}" for problem in self.problems]

    @property
    def notice(self) -> str:
        """The problems in a few words for the corner of the screen; empty where there are none."""
        if not self.problems:
            return ""
        more = f" And {len(self.problems) - 1} more: jining-tui config --check." if self.problems[1:] else ""
        return f"{self.complaints[0]}{more}"


def settings_path() -> Path:
    """The file: what `JINING_TUI_CONFIG` names, else `config.toml` in the platform's folder for settings."""
    named = os.environ.get("JINING_TUI_CONFIG")
    if named:
        return named_path(named)
    from platformdirs import user_config_path

    return user_config_path("jining-tui", appauthor=False) / "config.toml"


def find_settings() -> Found:
    """The settings of the reader; those of the program where there is no file."""
    path = settings_path()
    if not path.is_file():
        return Found(path)
    from tui.settings_file import read_settings

    return read_settings(path)


def library_folder(named: str | None) -> Path | None:
    """The library's folder: named by an option, by the environment (None here), or by the settings."""
    if named:
        return Path(named)
    return None if os.environ.get("JINING_TUI_LIBRARY") else find_settings().settings.library
