"""Makes the manual page and the list of keys from the program's own tables: `python docs/make_manual.py`."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from tui.command_line import build_parser
from tui.commands import COMMANDS, Command, Keymap
from tui.keysets import KEY_SETS
from tui.manual import manual

PAGE = Path(__file__).with_name("jining-tui.1")
KEYS = Path(__file__).parent / "guide" / "keys.md"

_HEAD = """\
# Keys

Every command with its keys: those of the program, and where they differ those of the sets `vim` and `emacs`.
The name is what a command is called in the [settings](settings.md), where it can be given other keys. `?` in
the app shows the keys of the pane that you are in.
"""
_WHERE = {
    "app": "everywhere",
    "entry": "lines to type in",
    "query": "queries",
    "list": "lists",
    "list,text": "lists, text",
    "text": "the text",
    "table": "sorted lists",
    "columns": "the table",
    "clusters": "the list of clusters",
    "comparison": "the comparison",
    "read,compare": "Read, Compare",
}


def page() -> str:
    """The manual page as it must be now."""
    return manual(build_parser(), version("jining-tui"))


def keys() -> str:
    """The list of keys as it must be now."""
    return "\n".join(_key_lines())


def _key_lines() -> Iterator[str]:
    yield _HEAD
    for group in dict.fromkeys(command.group for command in COMMANDS):
        yield f"## {group}\n"
        yield "| keys | vim | emacs | what it does | where | name |"
        yield "| --- | --- | --- | --- | --- | --- |"
        for command in COMMANDS:
            if command.group == group:
                where = _WHERE.get(command.where, command.where.capitalize())
                sets = " | ".join(_signs(command, KEY_SETS[name]) for name in ("vim", "emacs"))
                title = command.title
                yield f"| {_signs(command, {})} | {sets} | {title} | {where} | `{command.name}` |"
        yield ""


def _signs(command: Command, keymap: Keymap) -> str:
    """The keys of a command; empty where a set leaves them as they are."""
    if keymap and command.name not in keymap:
        return ""
    return " ".join(f"`{sign}`" if sign != "|" else r"`\|`" for sign in command.signs(keymap).split())


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    KEYS.write_text(keys(), encoding="utf-8")
