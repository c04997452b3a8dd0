"""The values of a query's fields as people spell them: numbers with a scale, dates, spans of time."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from store.patterns import pattern
from store.wording import SCALES

_SCALES = {
    "hundred": 1e2, "k": 1e3, "thousand": 1e3, "thousands": 1e3, "mn": 1e6, "mio": 1e6, "b": 1e9, "t": 1e12,
    "trn": 1e12, "%": 1.0, "": 1.0,
    **{text: float(factor) for factor, word, short in SCALES for text in (word, f"{word}s", short)},
}  # fmt: skip
"""What a word behind a number multiplies it by: the words that values are shown in, and further ones."""

_NUMBER = pattern(r"([-+]?\d[\d,]{0,30}(?:\.\d{0,30})?|[-+]?\.\d{1,30})\s{0,9}([a-z]{0,10}|%)", re.IGNORECASE)
_WORD = pattern(r"\s{1,9}([a-z]{1,10})(?![\w:])", re.IGNORECASE)
_DATE = pattern(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")
_PART = pattern(r"(\d{4})-?([HQ])(\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both ISO dates and both included; None where there is no end."""

    first: str | None
    last: str | None

    def after(self) -> str | None:
        """The day after the span."""
        return _step(self.last, 1)

    def before(self) -> str | None:
        """The day before the span."""
        return _step(self.first, -1)


def find_number(text: str) -> float | None:
    """The number that a text spells (`1bn`, `1.5 billion`, `10,000`, `12%`), else None."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None or match[2].lower() not in _SCALES:
        return None
    return float(Decimal(match[1].replace(",", "")) * Decimal(_SCALES[match[2].lower()]))


def scale_word(text: str, position: int) -> str:
    """The word of scale that follows in a text, with the space before it; empty when none does."""
    match = _WORD.match(text, position)
    return match[0] if match and match[1].lower() in _SCALES else ""


def find_span(text: str) -> Span | None:
    """The span that a text spells (`2021`, `2022-07`, `2022H1`, `2020Q3`, `2020..2022`), else None."""
    if ".." not in text:
        return _one_span(text)
    first_text, _, last_text = text.partition("..")
    first, last = _one_span(first_text), _one_span(last_text)
    if (first is None and first_text) or (last is None and last_text) or not (first or last):
        return None
    return Span(first.first if first else None, last.last if last else None)


def _one_span(text: str) -> Span | None:
    part = _PART.fullmatch(text.strip())
    if part:
        months = 6 if part[2] in "hH" else 3
        number = int(part[3])
        if not 1 <= number <= 12 // months:
            return None
        return _months(int(part[1]), (number - 1) * months + 1, number * months)
    match = _DATE.fullmatch(text.strip())
    if match is None:
        return None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    if match[3]:
        try:
            found = date(year, month, day).isoformat()
        except ValueError:
            return None
        return Span(found, found)
    return _months(year, month, month) if match[2] else _months(year, 1, 12)


def _months(year: int, first: int, last: int) -> Span | None:
    if not (1 <= first <= 12 and year >= 1):
        return None
    return Span(f"{year:04}-{first:02}-01", f"{year:04}-{last:02}-{monthrange(year, last)[1]:02}")


def _step(day: str | None, days: int) -> str | None:
    try:
        return None if day is None else (date.fromisoformat(day) + timedelta(days)).isoformat()
    except OverflowError:
        return day
