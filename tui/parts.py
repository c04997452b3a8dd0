"""The command line taken apart: commands, options and what they take, for the manual and for completion."""

from __future__ import annotations

from argparse import SUPPRESS, Action, ArgumentParser, _SubParsersAction
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

Values = Literal["none", "files", "folders", "any"] | tuple[str, ...]
"""What an argument takes: nothing, names of files or of folders, one of some words, or anything."""

_BY_METAVAR: dict[str, Values] = {"FILE": "files", "PATH": "files", "DIR": "folders"}


@dataclass(frozen=True, slots=True)
class Argument:
    """An option (with `flags`), or what stands without one: what it takes, its name, what it is for."""

    flags: tuple[str, ...]
    values: Values
    name: str
    help: str
    many: bool = False
    needed: bool = True


@dataclass(frozen=True, slots=True)
class CommandPart:
    """A command, or the program itself: its options, then what stands without one."""

    name: str
    help: str
    description: str
    examples: str
    options: Sequence[Argument]
    positionals: Sequence[Argument]


def program(parser: ArgumentParser) -> CommandPart:
    """The program as it is without a command."""
    return _part(parser, "jining-tui", "")


def commands(parser: ArgumentParser) -> Iterator[CommandPart]:
    """The commands in their order."""
    for action in parser._actions:
        if isinstance(action, _SubParsersAction):
            helps = {it.dest: it.help or "" for it in action._choices_actions}
            for name, inner in action.choices.items():
                yield _part(inner, name, helps.get(name, ""))


def _part(parser: ArgumentParser, name: str, help: str) -> CommandPart:
    arguments = [_argument(it) for it in parser._actions if not isinstance(it, _SubParsersAction)]
    return CommandPart(
        name,
        help,
        parser.description or "",
        parser.epilog or "",
        [it for it in arguments if it.flags],
        [it for it in arguments if not it.flags],
    )


def _argument(action: Action) -> Argument:
    name = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    values: Values = "any"
    if action.nargs == 0:
        values = "none"
    elif action.choices:
        values = tuple(map(str, action.choices))
        name = name if action.metavar else "{" + ",".join(values) + "}"
    else:
        values = _BY_METAVAR.get(name, "any")
    help = "" if action.help in (None, SUPPRESS) else str(action.help)
    many, needed = action.nargs in ("*", "+"), action.nargs != "*"
    return Argument(tuple(action.option_strings), values, name, help, many, needed)
