"""The config command: what holds and why, what is wrong with the file, and editing it."""

from __future__ import annotations

import os
import shlex
import subprocess
from argparse import Namespace
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from store.errors import UserError
from store.reading.clean import clean
from tui.commands import COMMANDS
from tui.keynames import key_sign
from tui.settings import Found, find_settings, library_folder, settings_path
from tui.settings_file import OPTIONS, Option

_HEAD = """\
# Settings of jining-tui. A line without a # before the name holds; the others show what holds
# without them. jining-tui config --check looks for mistakes, jining-tui config prints what holds.
"""
_WIDTH = 60
_REMEMBERED = frozenset({"theme", "facts"})
"""What the app remembers from one start to the next where the file does not say it."""


def config(arguments: Namespace, complain: Callable[[str], None]) -> bool:
    """What the options ask for; whether the file is without mistakes. UserError where it can't be edited."""
    if arguments.path:
        print(settings_path())
        return True
    if arguments.edit:
        _edit(settings_path())
    found = find_settings()
    if not (arguments.check or arguments.edit):
        for line in effective(found, arguments.library):
            print(clean(line))
    for complaint in found.complaints:
        complain(complaint)
    if (arguments.check or arguments.edit) and not found.problems:
        print(f"{found.path}: {'no mistakes' if found.path.is_file() else 'not there; the defaults hold'}.")
    return not found.problems


def effective(found: Found, library: str | None) -> Iterator[str]:
    """The settings that hold, as TOML, with where each is from."""
    section = ""
    for option in OPTIONS:
        if option.section != section:
            section = option.section
            yield f"\n[{section}]"
        value, source = _held(option, found, library)
        yield f"{option.name} = {value}".ljust(_WIDTH) + f"  # {source}"
    for name in _names():
        keys = _toml_keys(_default_keys(name) if name not in found.settings.keys else found.settings.keys[name])
        source = "default"
        if name in found.settings.keys:
            line = found.lines.get(("keys", name)) or found.lines.get(("keys", "set"))
            source = f"{found.path}:{line}"
        yield f"{name} = {keys}".ljust(_WIDTH) + f"  # {source}"


def commented_default() -> str:
    """The file with every setting, each explained and commented out."""
    parts = [_HEAD]
    section = ""
    for option in OPTIONS:
        if option.section != section:
            section = option.section
            parts.append(f"[{section}]")
        about = "\n".join(f"# {line}" for line in option.about.splitlines())
        parts.append(f"{about}\n# {option.name} = {option.default}\n")
    titles = {name: [it.title for it in COMMANDS if it.name == name] for name in _names()}
    parts += [f"# {name} = {_toml_keys(_default_keys(name))}  # {titles[name][0]}" for name in titles]
    return "\n".join(parts) + "\n"


def _held(option: Option, found: Found, library: str | None) -> tuple[str, str]:
    """What a setting is at present, as TOML, and where that is from."""
    if option.field == "library":
        return _held_library(option, found, library)
    line = found.lines.get((option.section, option.name))
    value = getattr(found.settings, option.field)
    if value is None and option.field == "theme" and (wished := os.environ.get("TEXTUAL_THEME")):
        return _toml(wished), "environment: TEXTUAL_THEME"
    if line is None:
        return option.default, "chosen last, else default" if option.field in _REMEMBERED else "default"
    return option.default if value is None else _toml(value), f"{found.path}:{line}"


def _held_library(option: Option, found: Found, named: str | None) -> tuple[str, str]:
    from store.folder import default_folder

    folder = library_folder(named) or default_folder()
    line = found.lines.get((option.section, option.name))
    if named:
        source = "option --library"
    elif os.environ.get("JINING_TUI_LIBRARY"):
        source = "environment: JINING_TUI_LIBRARY"
    else:
        source = f"{found.path}:{line}" if found.settings.library else "default"
    return _toml(folder), source


def _names() -> list[str]:
    return list(dict.fromkeys(command.name for command in COMMANDS))


def _default_keys(name: str) -> str:
    return next(command.keys for command in COMMANDS if command.name == name)


def _toml_keys(keys: str) -> str:
    signs = [_written(key) for key in keys.split(",")]
    return _toml(signs[0] if len(signs) == 1 else signs)


def _written(key: str) -> str:
    """A key as the file names it: the whole name where the screen shortens it."""
    sign = key_sign(key)
    return sign if len(sign) == 1 else key


def _toml(value: Any) -> str:
    """A value in TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_toml, value)) + "]"
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _edit(path: Path) -> None:
    """Open the file in the reader's editor; where there is none, one with everything commented out is made."""
    if not path.exists():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(commented_default(), encoding="utf-8")
        except OSError as error:
            raise UserError(f"{path} can't be made ({error.strerror}).") from error
    editor = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi")
    try:
        done = subprocess.run([*editor, str(path)], check=False)
    except OSError as error:
        raise UserError(f"{editor[0]} can't be started: name your editor in EDITOR.") from error
    if done.returncode:
        raise UserError(f"{editor[0]} ended with status {done.returncode}: look at {path} yourself.")
