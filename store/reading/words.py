"""The word lists of `data/header.txt`."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files


@cache
def _sections() -> dict[str, tuple[str, ...]]:
    sections: dict[str, list[str]] = {}
    name = ""
    for line in files("store.reading").joinpath("data/header.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
        elif line and not line.startswith("#"):
            sections.setdefault(name, []).append(line)
    return {name: tuple(words) for name, words in sections.items()}


def word_list(section: str) -> tuple[str, ...]:
    """The lines of a section as printed."""
    return _sections()[section]


@cache
def word_set(section: str) -> frozenset[str]:
    """The words of a section, in lower case."""
    return frozenset(word.lower() for word in _sections()[section])


@cache
def word_pattern(section: str) -> re.Pattern[str]:
    """A pattern that finds the words of a section, as printed, longest first."""
    words = sorted(_sections()[section], key=len, reverse=True)
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")
