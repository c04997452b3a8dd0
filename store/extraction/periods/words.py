"""The words of a text, and the tables of those that tell time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import accumulate, chain

from store.extraction.locale import locale_of
from store.extraction.periods.spans import Calendar, FiscalYear
from store.extraction.tables import lines
from store.patterns import pattern

# White space but for blank lines, then a word or the end.
_TOKEN = pattern(
    r"([^\S\n]*(?:\n(?![ \t\r]*\n)[^\S\n]*)*+)"
    r"(\d+(?:[.,:/]\d+)+[^\W\d_]*|'s\b|[^\W_]+|\n[ \t\r]*\n|\S|\Z)"
)
_SAME = str.maketrans("‐‑‒–—−’‘", "------''")
_NEARBY = 80  # words
_AFTER_THE_END = [""] * 64


def table(name: str) -> Iterator[list[str]]:
    """The rows of a data file, each a list of columns."""
    for line in lines(f"periods_{name}.tsv"):
        yield line.split("\t")


_CLASSES: dict[str, dict[str, str]] = {}
for _class, _value, _words in table("words"):
    _CLASSES.setdefault(_class, {}).update(dict.fromkeys(_words.split(), _value))


def _numbers(name: str) -> dict[str, int]:
    return {word: int(value) for word, value in _CLASSES[name].items()}


MONTHS = _numbers("month")
WEEKDAYS = _numbers("weekday")
SEASONS = _numbers("season")
ORDINALS = _numbers("ordinal")
CARDINALS = _numbers("cardinal")
RELATIVE = _numbers("relative")
TENS = _numbers("tens")
PLANS = _numbers("plan")
UNITS = _CLASSES["unit"]
EDGES = _CLASSES["edge"]
CHANGE = frozenset(_CLASSES["change"])
MEASURED = frozenset(_CLASSES["measured"])
COUNTED = frozenset(_CLASSES["counted"])
WEAK = frozenset(_CLASSES["weak"])
NUMBERED = frozenset(_CLASSES["numbered"])
FUNCTION = frozenset(_CLASSES["function"])
TITLED = frozenset(_CLASSES["titled"])
DOCUMENTS = frozenset(_CLASSES["document"])
DETERMINERS = frozenset(("the", "its", "their"))
LEVELS = frozenset(("level", "levels", "baseline"))
FISCAL = frozenset(("fiscal", "financial"))

_FISCAL_YEARS = {
    country: FiscalYear(int(month), named_by == "end", True) for country, month, named_by in table("fiscal")
}


_MONTH = "|".join(MONTHS)
# It begins with a letter, not with the words before: a search passes over all other letters fast.
_YEAR_END = pattern(
    r"[Yy](?i:(?:(?<=\bfinancial y)|(?<=\bfiscal y)|(?<=\bbusiness y))"
    r"ear,? (?:(?:which|that) )?(?:end(?:ed|s|ing)|to|through|runs to)"
    rf"(?: on| in)?(?: the)?(?: end[ -](?:of )?)? ?(?:\d{{1,2}}(?:st|th)? )?({_MONTH})\b"
    rf"|(?<=\by)ear (?:to|ended|ending) (?:the )?end[ -](?:of )?({_MONTH})\b)"
)


class Words:
    """A text as words: `word` in lower case, `raw` as printed, their places, and the calendar to read by.

    Every dash is "-" and every apostrophe "'" in both. A blank line is a word of its own. `word` and `raw` go
    on with empty words after the end, so that looking a few words ahead is always allowed. `told` is the
    interval that the text has spoken of last, as far as it has been read; `fiscal_at` is the word
    behind the last fiscal year.
    """

    __slots__ = ("calendar", "count", "ends", "fiscal_at", "raw", "starts", "told", "word")

    def __init__(self, text: str, calendar: Calendar) -> None:
        """Split the text; every character but white space is in one word."""
        self.calendar = calendar
        self.told: str | None = None
        self.fiscal_at = 0
        found: list[tuple[str, str]] = _TOKEN.findall(text.translate(_SAME))
        places = list(accumulate(map(len, chain.from_iterable(found))))
        self.starts, self.ends = places[::2], places[1::2]
        self.raw = [word for _, word in found if word]
        self.count = len(self.raw)
        self.word = [raw.lower() for raw in self.raw]
        self.raw += _AFTER_THE_END
        self.word += _AFTER_THE_END

    def glued(self, i: int) -> bool:
        """Whether nothing stands between this word and the next."""
        return i + 1 < self.count and self.ends[i] == self.starts[i + 1]

    def before(self, i: int, back: int = 1) -> str:
        """The word so many places before, or an empty one."""
        return self.word[i - back] if i >= back else ""

    def reads(self, i: int, *words: str) -> bool:
        """Whether these words stand here."""
        return all(self.word[i + place] == word for place, word in enumerate(words))

    def in_fiscal_year(self, i: int) -> bool:
        """Whether the text has just spoken of a fiscal year, so that "this year" is one as well."""
        if self.calendar.fiscal.month == 1 or not 0 < self.fiscal_at <= i <= self.fiscal_at + _NEARBY:
            return False
        return self.word[self.fiscal_at : i].count("\n\n") < 2

    def tell(self, interval: str, start: int, end: int) -> None:
        """Note that the words from `start` to `end` spoke of an interval."""
        self.told = interval
        fiscal = any(word in FISCAL or word.startswith("fy") for word in self.word[start:end])
        year = (
            interval[:4].isdecimal() and self.calendar.fiscal.starting(int(interval[:4])).interval() == interval
        )
        if fiscal or year:
            self.fiscal_at = end

    def published(self, day: date) -> Words:
        """The same words, to be read as published on another day."""
        other = object.__new__(Words)
        other.calendar = replace(self.calendar, published=day)
        other.told, other.fiscal_at = self.told, self.fiscal_at
        other.raw, other.word, other.count = self.raw, self.word, self.count
        other.starts, other.ends = self.starts, self.ends
        return other


def calendar_of(published: date | None, place: str | None, text: str = "") -> Calendar:
    """The calendar of an article: its date, and its fiscal year, as it tells its end or else its country's."""
    country = locale_of("", place).country
    fiscal = _FISCAL_YEARS.get(country, FiscalYear())
    told = {MONTHS[(found[1] or found[2]).lower()] for found in _YEAR_END.finditer(text)}
    if len(told) == 1:
        fiscal = replace(fiscal, month=told.pop() % 12 + 1, stated=True)
    return Calendar(published, fiscal)
