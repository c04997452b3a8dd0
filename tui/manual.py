"""The manual page, made from the command line's parser."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator, Sequence

from tui.parts import Argument, CommandPart, commands, program

_FILES = (
    ("JINING_TUI_LIBRARY", "The library's folder, unless --library names one."),
    ("JINING_TUI_CONFIG", "The file of settings, instead of the one in the platform's folder for settings."),
    ("TEXTUAL_THEME", "The theme to start with, before the one of the settings."),
    ("NO_COLOR", "Set to anything, the app is drawn without colours."),
    ("VISUAL, EDITOR", "The editor that jining-tui config --edit opens."),
)


def manual(parser: ArgumentParser, version: str) -> str:
    """The page in the language of man."""
    whole = program(parser)
    parts = list(commands(parser))
    lines = [
        f'.TH JINING\\-TUI 1 "" "jining\\-tui {_roff(version)}" "User Commands"',
        ".nh",
        ".SH NAME",
        r"jining\-tui \- explore news on regional industry, and every figure in it with its sentence",
        ".SH SYNOPSIS",
        r".B jining\-tui",
        " ".join(_brief(option) for option in whole.options),
    ]
    for part in parts:
        lines += [".br", rf".B jining\-tui {_roff(part.name)}", " ".join(_arguments(part))]
    lines += [".SH DESCRIPTION", *_paragraphs(whole.description), ".SH OPTIONS", *_listed(whole.options)]
    lines.append(".SH COMMANDS")
    for part in parts:
        lines += [f".SS {_roff(part.name)}", _roff(part.description)]
        lines += _listed([*part.positionals, *part.options])
        lines += [".PP", *_examples(part.examples)]
    lines.append(".SH ENVIRONMENT")
    for name, words in _FILES:
        lines += [".TP", rf"\fB{_roff(name)}\fR", _roff(words)]
    examples, _, notes = whole.examples.partition("\n\n")
    lines += [".SH EXAMPLES", *_examples(examples), ".SH NOTES", *_paragraphs(notes)]
    return "\n".join(line for line in lines if line) + "\n"


def _arguments(part: CommandPart) -> Iterator[str]:
    for option in part.options:
        yield _brief(option)
    for argument in part.positionals:
        text = rf"\fI{_roff(argument.name)}\fR" + (" ..." if argument.many else "")
        yield text if argument.needed else f"[{text}]"


def _brief(option: Argument) -> str:
    value = "" if option.values == "none" else rf" \fI{_roff(option.name)}\fR"
    return rf"[\fB{_roff(option.flags[-1])}\fR{value}]"


def _listed(arguments: Sequence[Argument]) -> Iterator[str]:
    for argument in arguments:
        value = "" if argument.values == "none" else rf" \fI{_roff(argument.name)}\fR"
        flags = ", ".join(rf"\fB{_roff(flag)}\fR{value}" for flag in argument.flags)
        yield ".TP"
        yield flags or value.strip()
        yield _roff(argument.help)


def _paragraphs(text: str) -> Iterator[str]:
    for paragraph in text.split("\n\n"):
        yield ".PP"
        yield from (_roff(line) for line in paragraph.splitlines())


def _examples(text: str) -> Iterator[str]:
    yield ".nf"
    yield from (_roff(line) for line in text.splitlines() if line.startswith(" "))
    yield ".fi"


def _roff(text: str) -> str:
    """The text with nothing in it that man would read as its own."""
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{text}" if text.startswith((".", "'")) else text
