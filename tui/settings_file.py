"""The file of settings: every setting that it can hold, and reading it line by line of what is wrong."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from store.folder import named_path
from tui.commands import COMMANDS
from tui.keynames import key_name, key_sign
from tui.keysets import KEY_SETS
from tui.settings import Found, Problem, Settings

FACT_COLUMNS = (
    "kind", "metric", "value", "unit", "period", "subject", "place", "cluster", "article", "published",
)  # fmt: skip
"""The columns of the table of facts."""

FORMATS = ("md", "csv", "jsonl", "parquet", "articles", "bibtex", "csl")
"""What can be exported, as `jining-tui export --format` names it."""

THEMES = (
    "jining-dark", "jining-light", "jining-contrast", "jining-mono", "textual-dark", "textual-light", "nord",
    "gruvbox", "catppuccin-mocha", "dracula", "tokyo-night", "monokai", "flexoki", "catppuccin-latte",
    "catppuccin-frappe", "catppuccin-macchiato", "solarized-light", "solarized-dark", "rose-pine",
    "rose-pine-moon", "rose-pine-dawn", "atom-one-dark", "atom-one-light", "ansi-dark", "ansi-light",
)  # fmt: skip
"""The themes: our own, and Textual's, which is not asked since it takes long to import."""


@dataclass(frozen=True, slots=True)
class Option:
    """A setting: its section (empty: at the top) and name, the field of `Settings` that it fills.

    `read` makes the field's value of what the file says; ValueError with what is allowed. `default` is what
    holds without it, as TOML, and `about` explains it.
    """

    section: str
    name: str
    field: str
    read: Callable[[Any], Any]
    default: str
    about: str


_SHOWN = 7
"""Names that a sentence lists before it counts the rest."""


def _one_of(*allowed: str) -> Callable[[Any], str]:
    def read(value: Any) -> str:
        if value not in allowed:
            near = get_close_matches(str(value), allowed, 1)
            more = len(allowed) - _SHOWN
            names = ", ".join(allowed if more < 1 else [*allowed[:_SHOWN], f"{more} more"])
            raise ValueError(f"one of {names}{f' (is {near[0]} meant?)' if near else ''}")
        return str(value)

    return read


def _flag(value: Any) -> bool | None:
    if not isinstance(value, bool) and value != "auto":
        raise ValueError('true, false or "auto"')
    return None if value == "auto" else value


def _path(value: Any) -> Path:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("the name of a folder in quotation marks")
    return named_path(value)


def _currency(value: Any) -> str | None:
    if not isinstance(value, str) or not re.fullmatch(r"[A-Za-z]{3}|auto", value):
        raise ValueError('the three letters of a currency, as "CNY", or "auto"')
    return None if value == "auto" else value.upper()


def _columns(value: Any) -> tuple[str, ...]:
    allowed = f"a list of some of {', '.join(FACT_COLUMNS)}, each once"
    if not isinstance(value, list) or not value or not all(name in FACT_COLUMNS for name in value):
        raise ValueError(allowed)
    if len(set(value)) < len(value):
        raise ValueError(allowed)
    return tuple(value)


def _keys(value: Any) -> str:
    """Keys as Textual names them, separated by commas."""
    listed = value if isinstance(value, list) else [value]
    if not listed or not all(isinstance(key, str) and key for key in listed):
        raise ValueError('a key, or a list of keys as ["n", "ctrl+n"]')
    return ",".join(dict.fromkeys(map(key_name, listed)))


OPTIONS: tuple[Option, ...] = (
    Option("", "theme", "theme", _one_of(*THEMES), '"jining-dark"',
           "The theme to start with; without it, the one chosen last. Ours are jining-dark,\n"
           "jining-light, jining-contrast and jining-mono; ctrl+t shows all."),
    Option("", "ascii", "ascii", _flag, '"auto"',
           "Draw with ASCII alone: true, false, or auto (where the locale's encoding is not UTF-8)."),
    Option("", "library", "library", _path, '"~/news-library"',
           "The folder of the library, in place of the platform's folder for data;\n"
           "--library and JINING_TUI_LIBRARY go before it."),
    Option("", "currency", "currency", _currency, '"auto"',
           "The currency that clusters are compared in: three letters, or auto (the most frequent)."),
    Option("columns", "facts", "facts", _columns, "[" + ", ".join(f'"{name}"' for name in FACT_COLUMNS) + "]",
           "The columns of the table of facts, in this order; without it, those chosen last."),
    Option("export", "format", "format", _one_of(*FORMATS), '"md"',
           f"What export writes: {', '.join(FORMATS[:4])} (facts), {', '.join(FORMATS[4:])} (articles)."),
    Option("export", "folder", "folder", _path, '"."', "Where the app's exports go."),
    Option("keys", "set", "key_set", _one_of(*KEY_SETS), '"default"',
           "The keys to begin with: default, vim or emacs. Below them, any command can get keys of\n"
           'its own: one as "q", or several as ["n", "ctrl+n"].'),
)  # fmt: skip
"""Every setting beside the keys of single commands."""


def read_settings(path: Path) -> Found:
    """The settings in a file. What is wrong is named with its line, and as if it were not there."""
    try:
        text = path.read_text(encoding="utf-8")
        data = tomllib.loads(text)
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        return Found(path, problems=(Problem(line, "This is not UTF-8: save the file in that encoding."),))
    except OSError as error:
        return Found(path, problems=(Problem(1, f"The file can't be read ({error.strerror})."),))
    except tomllib.TOMLDecodeError as error:
        return Found(path, problems=(_syntax_problem(str(error), text),))
    lines = _lines(text)
    settings, problems = Settings(), []
    known = {(option.section, option.name): option for option in OPTIONS}
    keys: dict[str, str] = {}
    for place, value in _settled(data):
        line = lines.get(place, 1)
        try:
            if place in known:
                option = known[place]
                settings = replace(settings, **{option.field: option.read(value)})
            elif place[0] == "keys" and place[1] in {command.name for command in COMMANDS}:
                keys[place[1]] = _keys(value)
            else:
                problems.append(Problem(line, _unknown(place)))
        except ValueError as error:
            lines.pop(place, None)
            problems.append(Problem(line, f"{place[1]} is {_shown(value)}; it must be {error}."))
    keys = _with_set(keys, KEY_SETS[settings.key_set or "default"])
    for name, sentence in list(_clashes(keys)):
        line = lines.get(("keys", name), lines.get(("keys", "set"), 1))
        keys.pop(name)
        problems.append(Problem(line, sentence))
    problems.sort(key=lambda problem: problem.line)
    return Found(path, replace(settings, keys=keys), lines, tuple(problems))


def _settled(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, str], Any]]:
    """Section and name of every setting, with what it says."""
    sections = {option.section for option in OPTIONS if option.section}
    for name, value in data.items():
        if name in sections and isinstance(value, dict):
            yield from (((name, inner), it) for inner, it in value.items())
        else:
            yield ("", name), value


def _unknown(place: tuple[str, str]) -> str:
    section, name = place
    if section == "keys":
        allowed = ["set", *dict.fromkeys(command.name for command in COMMANDS)]
    else:
        allowed = [option.name for option in OPTIONS if option.section == section]
        allowed += [] if section else list(dict.fromkeys(it.section for it in OPTIONS if it.section))
    meant = get_close_matches(name, allowed, 1)
    within = f"[{section}]" if section else "the settings"
    hint = f"is {meant[0]} meant?" if meant else "jining-tui config lists what there is."
    return f"There is no {name} in {within}: {hint}"


def _with_set(keys: Mapping[str, str], key_set: Mapping[str, str]) -> dict[str, str]:
    """The reader's own keys and those of the set, which give way where both want a key in one place."""
    merged = dict(keys)
    for name, held in key_set.items():
        places = _places(name)
        taken = {key for own, it in keys.items() if places & _places(own) for key in it.split(",")}
        left = [key for key in held.split(",") if key not in taken]
        if name not in keys and left:
            merged[name] = ",".join(left)
    return merged


def _places(name: str) -> set[str]:
    """The widgets that answer the commands of this name."""
    return {where for command in COMMANDS if command.name == name for where in command.where.split(",")}


def _clashes(keys: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Commands that would take a key from another one in the same place, with a sentence about it."""
    dropped: set[str] = set()
    for name in keys:
        for mine in (it for it in COMMANDS if it.name == name):
            for other in COMMANDS:
                here = set(mine.where.split(",")) & set(other.where.split(","))
                theirs = {} if other.name in dropped else keys
                shared = sorted(set(mine.keys_in(keys)) & set(other.keys_in(theirs)))
                if here and shared and other.name != name and name not in dropped:
                    dropped.add(name)
                    key = key_sign(shared[0])
                    yield name, f"{key} is the key of {other.name} too: give one of the two another key."


def _lines(text: str) -> dict[tuple[str, str], int]:
    """The line that each setting begins in."""
    lines: dict[tuple[str, str], int] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        if head := re.match(r"\s*\[\s*([\w\"'-]+)\s*\]", line):
            section = head[1].strip("\"'")
            lines.setdefault(("", section), number)
        elif named := re.match(r"\s*([\w\"'-]+)(?:\s*\.\s*([\w\"'-]+))?\s*=", line):
            first, second = named[1].strip("\"'"), (named[2] or "").strip("\"'")
            lines.setdefault((first, second) if second and not section else (section, first), number)
    return lines


def _syntax_problem(message: str, text: str) -> Problem:
    """What is wrong with the file as TOML; the reader sees the line instead of the parser's words for it."""
    at = re.search(r"\(at line (\d+), column (\d+)\)", message)
    number = int(at[1]) if at else len(text.splitlines()) or 1
    words = re.sub(r"\s*\(at .*\)$", "", message)
    return Problem(number, f'This is not TOML ({words}): a setting is written as theme = "jining-light".')


def _shown(value: Any) -> str:
    """What the file says, short, as it stands there."""
    text = {True: "true", False: "false"}.get(value) if isinstance(value, bool) else None
    text = text or (f'"{value}"' if isinstance(value, str) else str(value))
    return text if len(text) <= 40 else f"{text[:39]}…"
