"""Page furniture: what a page prints round an article. The patterns are `data/furniture.txt`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from store.reading.layout import ends_sentence

_LONGEST = 600
_LONGEST_LINK = 160
_BEFORE_TAIL = (
    r"(?=[\s\[(（【–—-])"  # what every tail begins with; most places need not be looked at any further
)
REMEMBERED = 256
"""Lines that are remembered: each is asked about again as a paragraph, and where the text is cleaned."""
_NEVER = r"(?!)"
_CAPITAL = re.compile(r"\(\?-i|(?<!\\)[A-Z]")
_PIECES = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|\((?!\?)")
_WORDS = re.compile(r"\{([a-z]+)\}")
_SECTIONS = ("paragraph", "tail", "links", "kicker", "label")


class Rules:
    """Rules of a section, of which a text fits any: most are asked of it in small letters, which is quicker."""

    def __init__(self, rules: Sequence[str]) -> None:
        """The rules, compiled."""
        exact = [rule for rule in rules if _CAPITAL.search(rule)]
        self._small = _either([rule for rule in rules if rule not in exact], 0)
        self._exact = _either(exact, re.IGNORECASE)

    def fit(self, text: str) -> bool:
        """Whether a whole text is what one of the rules says."""
        return (self._small.fullmatch(text.lower()) or self._exact.fullmatch(text)) is not None


@dataclass(frozen=True, slots=True)
class Furniture:
    """The compiled patterns, one for each section of the data file."""

    paragraph: Rules
    tail: re.Pattern[str]
    links: Rules
    kicker: Rules
    label: Rules


@lru_cache(REMEMBERED)
def is_furniture(text: str) -> bool:
    """Whether a whole line or paragraph is page furniture."""
    return len(text) <= _LONGEST and patterns().paragraph.fit(text)


def is_kicker(text: str) -> bool:
    """Whether a line above a headline is only a label: a section, a kind of text, an office."""
    return len(text) <= _LONGEST and patterns().kicker.fit(text)


def is_label(text: str) -> bool:
    """Whether words name a section or an entry of a menu, and nobody who publishes."""
    return len(text) <= _LONGEST and patterns().label.fit(text)


def heads_links(text: str) -> bool:
    """Whether a line is the heading of a list of links."""
    return len(text) <= _LONGEST and patterns().links.fit(text)


def without_furniture(paragraphs: list[str]) -> list[str]:
    """The paragraphs that are the article's own, each without credits at its end."""
    kept: list[str] = []
    in_links = False
    for paragraph in paragraphs:
        in_links = in_links and len(paragraph) <= _LONGEST_LINK and not ends_sentence(paragraph)
        if heads_links(paragraph):
            in_links = True
        elif not in_links and not is_furniture(paragraph):
            kept.append(_without_tail(paragraph))
    return [paragraph for paragraph in kept if paragraph]


def _without_tail(paragraph: str) -> str:
    end = paragraph[-_LONGEST:]
    match = patterns().tail.search(end)
    return paragraph[: len(paragraph) - len(end) + match.start()].rstrip() if match else paragraph


@cache
def patterns() -> Furniture:
    """The patterns of the data file, compiled once."""
    rules, words = _read(files("store.reading").joinpath("data/furniture.txt").read_text(encoding="utf-8"))
    compiled = {
        section: Rules([_filled(rule, words) for rule in rules[section]])
        for section in _SECTIONS
        if section != "tail"
    }
    tail = "|".join(_ungrouped(_filled(rule, words)) for rule in rules["tail"])
    return Furniture(tail=re.compile(rf"{_BEFORE_TAIL}(?:{tail})$", re.IGNORECASE), **compiled)


def _read(source: str) -> tuple[dict[str, list[str]], dict[str, str]]:
    rules: dict[str, list[str]] = {section: [] for section in ("words", *_SECTIONS)}
    section = "words"
    for line in source.splitlines():
        if line.startswith("[") and line.endswith("]") and line[1:-1] in rules:
            section = line[1:-1]
        elif line and not line.startswith("#"):
            rules[section].append(line)
    words = dict(line.split(" = ", 1) for line in rules.pop("words"))
    return rules, words


def _filled(rule: str, words: dict[str, str]) -> str:
    return _WORDS.sub(lambda match: f"(?:{words[match[1]]})", rule)


def _either(rules: Sequence[str], flags: int) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{_ungrouped(rule)})" for rule in rules) or _NEVER, flags)


def _ungrouped(rule: str) -> str:
    """The rule without groups that are remembered, which make a pattern of many rules half as quick."""
    return _PIECES.sub(lambda match: "(?:" if match[0] == "(" else match[0], rule)
