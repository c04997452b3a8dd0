"""The words of a text, and the tables of those that tell time."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from pathlib import Path

from store.extraction.periods.spans import Calendar, FiscalYear

_DATA = Path(__file__).parent.parent / "data"
_TOKEN = re.compile(r"\d+(?:[.,:/]\d+)+[^\W\d_]*|['’]s\b|[^\W_]+|\n[ \t\r]*\n|\S")
_DASHES = dict.fromkeys("‐‑‒–—−", "-") | {"’s": "'s", "’": "'"}
_LOOKAHEAD = 64


@lru_cache(1)
def _tables() -> dict[str, dict[str, str]]:
    """Class -> word -> value, as the table of words has them."""
    tables: dict[str, dict[str, str]] = {}
    for line in (_DATA / "periods_words.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            name, value, words = line.split("\t")
            tables.setdefault(name, {}).update(dict.fromkeys(words.split(), value))
    return tables


@lru_cache(1)
def _countries() -> dict[str, FiscalYear]:
    """A word of a place -> how fiscal years are counted there."""
    found: dict[str, FiscalYear] = {}
    for line in (_DATA / "periods_fiscal.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("# "):
            month, named_by, _, words = line.split("\t")
            found.update(dict.fromkeys(words.split(), FiscalYear(int(month), named_by == "end", True)))
    return found


def _numbers(name: str) -> dict[str, int]:
    return {word: int(value) for word, value in _tables()[name].items()}


MONTHS = _numbers("month")
WEEKDAYS = _numbers("weekday")
SEASONS = _numbers("season")
ORDINALS = _numbers("ordinal")
CARDINALS = _numbers("cardinal")
RELATIVE = _numbers("relative")
UNITS = _tables()["unit"]
COMPARE = frozenset(_tables()["compare"])
CHANGE = frozenset(_tables()["change"])
MEASURED = frozenset(_tables()["measured"])
COUNTED = frozenset(_tables()["counted"])
WEAK = frozenset(_tables()["weak"])


class Words:
    """A text as words: `word` in lower case, `raw` as printed, with their places, and the calendar to read them by.

    A blank line is a word of its own. `word` and `raw` go on with empty words after the end, so that looking a
    few words ahead is always allowed.
    """

    __slots__ = ("calendar", "ends", "raw", "starts", "word")

    def __init__(self, text: str, calendar: Calendar) -> None:
        self.calendar = calendar
        self.raw: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        for match in _TOKEN.finditer(text):
            self.raw.append(match[0])
            self.starts.append(match.start())
            self.ends.append(match.end())
        self.word = [_DASHES.get(raw, raw).lower() for raw in self.raw]
        padding = [""] * _LOOKAHEAD
        self.word += padding
        self.raw += padding

    def __len__(self) -> int:
        return len(self.starts)

    def glued(self, i: int) -> bool:
        """Whether nothing stands between this word and the next."""
        return i + 1 < len(self) and self.ends[i] == self.starts[i + 1]

    def before(self, i: int, back: int = 1) -> str:
        """The word so many places before, or an empty one."""
        return self.word[i - back] if i >= back else ""

    def at(self, calendar: Calendar) -> Words:
        """The same words, to be read by another calendar."""
        other = object.__new__(Words)
        other.calendar, other.raw, other.word = calendar, self.raw, self.word
        other.starts, other.ends = self.starts, self.ends
        return other


def calendar_of(published: date | None, place: str | None) -> Calendar:
    """The calendar of an article: its date, and the fiscal year of the country that its place names."""
    countries = _countries()
    for word in re.findall(r"[^\W\d_]+", (place or "").lower()):
        if word in countries:
            return Calendar(published, countries[word])
    return Calendar(published, FiscalYear())
