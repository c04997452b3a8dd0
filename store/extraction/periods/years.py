"""Years as news write them: 2022, last year, FY23, the 2022-23 financial year, 2016-20, the 1990s."""

from __future__ import annotations

import re

from store.extraction.periods.spans import Span, unknown, whole_year, whole_years
from store.extraction.periods.words import COUNTED, MEASURED, MONTHS, RELATIVE, WEAK, Words

Match = tuple[int, Span]
"""Where an expression ends (the place of the word after it) and the stretch it names."""

FISCAL = frozenset(("fiscal", "financial"))
_FISCAL_TOKEN = re.compile(r"fy(?:(\d{2}|\d{4})(?:/(\d{2}|\d{4}))?)?$")
_PAIR = re.compile(r"(\d{4})/(\d{2}|\d{4})$")
_DECADE = re.compile(r"(\d{3}0|\d0)s?$")
_TENS = dict(zip("twenties thirties forties fifties sixties seventies eighties nineties".split(),
                 range(1920, 2000, 10), strict=True))  # fmt: skip
_NO_COUNT = frozenset("was is has as this its thus less versus besides towards across always perhaps".split())


def number_of_year(word: str) -> int | None:
    """The year that four digits can be."""
    return (
        int(word)
        if len(word) == 4 and word.isdecimal() and word.isascii() and "1000" <= word < "2200"
        else None
    )


def year(t: Words, i: int, firm: bool = True) -> Match | None:
    """A year at this word. `firm` when a preposition or a month stands before it, so that digits are a year."""
    word = t.word[i]
    if word in ("the", "its", "their", "our", "full", "calendar", "whole", "entire"):
        return year(t, i + 1, True) if t.word[i + 1] not in ("the", word) else None
    if word in RELATIVE:
        return _relative(t, i)
    if word == "year" and number_of_year(t.word[i + 1]):
        return numbered(t, i + 1, True)
    return _fiscal(t, i) or numbered(t, i, firm) or _decade(t, i)


def _relative(t: Words, i: int) -> Match | None:
    """Last year, this fiscal year, the current financial year, last fiscal, the previous year."""
    offset, j = RELATIVE[t.word[i]], i + 1
    while t.word[j] in ("full", "calendar", "completed"):
        j += 1
    fiscal = t.word[j] in FISCAL
    j += fiscal
    if t.word[j] == "year":
        j += 1
    elif not fiscal:
        return None
    span = t.calendar.year(offset, fiscal)
    base = t.word[i] in ("previous", "prior", "preceding") and not fiscal
    return j, Span(span.first, span.last, "base") if base else span


def _fiscal(t: Words, i: int) -> Match | None:
    """FY2023, FY 2022-23, fiscal 2023, fiscal year 2023, financial year 2022-23."""
    fiscal, word = t.calendar.fiscal, t.word[i]
    if word in FISCAL:
        j = i + 1 + (t.word[i + 1] in ("year", "years"))
        label = t.word[j]
    else:
        token = _FISCAL_TOKEN.match(word)
        if not token:
            return None
        glued, second = token.groups()
        if second:
            return i + 1, fiscal.starting(_four(glued))
        j, label = (i, glued) if glued else (i + 1, t.word[i + 1])
        if not glued and label in ("-", "'"):
            j, label = i + 2, t.word[i + 2]
    pair = _PAIR.match(label)
    if pair:
        return j + 1, fiscal.starting(int(pair[1]))
    if not (len(label) in (2, 4) and label.isdecimal() and label.isascii()):
        return None
    first = _four(label)
    second_year = t.word[j + 2] if t.word[j + 1] == "-" else ""
    if second_year.isdecimal() and second_year.isascii() and int(second_year) % 100 == (first + 1) % 100:
        return j + 3, fiscal.starting(first)
    return j + 1, fiscal.labelled(first)


def _four(digits: str) -> int:
    number = int(digits)
    if number >= 1000:
        return number
    return number + (2000 if number < 70 else 1900) if number < 100 else max(number, 1)


def numbered(t: Words, i: int, firm: bool) -> Match | None:
    """2022, 2016-20, 2016-2020, 2022/23, 2022-23 (a fiscal year where the country has such)."""
    word = t.word[i]
    pair = _PAIR.match(word)
    first = number_of_year(word) if pair is None else number_of_year(pair[1])
    if first is None or _counts(t, i, firm):
        return None
    if pair:
        j, second = i + 1, pair[2]
    elif t.word[i + 1] == "-" and t.word[i + 2].isdecimal() and t.word[i + 2].isascii() and t.glued(i):
        j, second = i + 3, t.word[i + 2]
    else:
        return i + 1, whole_year(first)
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second) if len(second) == 2 else 0
    if last < first and len(second) == 2:
        last += 100 if last % 100 == (first + 1) % 100 else 0
    if not first < last < 2200:
        return (i + 1, whole_year(first)) if pair is None and len(second) != 2 else None
    if last == first + 1:
        if t.word[j] in FISCAL:
            k = j + 1 + (t.word[j + 1] == "year")
            return k, t.calendar.fiscal.starting(first)
        if t.calendar.fiscal.stated:
            return j, t.calendar.fiscal.starting(first)
    return j, whole_years(first, last)


def _counts(t: Words, i: int, firm: bool) -> bool:
    """Whether the four digits are a number of something, not a year: "2000 yuan", "nearly 2000", "2021 companies"."""
    after, before = t.word[i + 1], t.before(i)
    if after == "-":
        return t.word[i + 2] in COUNTED
    if after in COUNTED or after in ("%", "°") or before in WEAK:
        return True
    if before in (".", ",", "/", "-", ":", "#", "+") and i and t.glued(i - 1) and t.before(i, 2)[-1:].isdigit():
        return True
    if firm or after in MEASURED or not t.raw[i + 1][:1].islower():
        return False
    return after.endswith("s") and not after.endswith("ss") and after not in _NO_COUNT


def _decade(t: Words, i: int) -> Match | None:
    """The 1990s, the 1990's, the 90s, the '90s, the nineties."""
    j = i + (t.word[i] == "'")
    word = t.word[j]
    if word in _TENS:
        return j + 1, whole_years(_TENS[word], _TENS[word] + 9)
    if not word[:1].isdecimal() or not _DECADE.match(word) or not word.isascii():
        return None
    if not word.endswith("s"):
        if t.word[j + 1] != "'s":
            return None
        j += 1
    digits = int(word.rstrip("s"))
    first = digits if digits >= 1000 else 1900 + digits if digits >= 30 else 2000 + digits
    if not 1000 <= first < 2200:
        return None
    return j + 1, whole_years(first, first + 9)


def year_after(t: Words, i: int) -> Match | None:
    """The year that follows a part of one: "(the first half) of 2022", "(July) last year", "(Q1), 2023"."""
    j = i
    if t.word[j] == "," and number_of_year(t.word[j + 1]):
        return numbered(t, j + 1, True)
    if t.word[j] in ("of", "in", "for", "during"):
        j += 1
        if t.word[j] == "the" and t.word[j + 1] == "year" and not number_of_year(t.word[j + 2]):
            return j + 2, unknown("year")
        if t.word[j] == "the" and t.word[j + 1] == "same" and t.word[j + 2] == "year":
            return None
        if t.word[j] == "the" and t.word[j + 1] in FISCAL and t.word[j + 2] == "year":
            found = _fiscal(t, j + 1)
            return found or (j + 3, t.calendar.year(0, True))
    elif t.word[j] == "-" or t.word[j] in MONTHS:
        return None
    elif t.word[j] == "'" and len(t.word[j + 1]) == 2 and t.word[j + 1].isdecimal() and t.word[j + 1].isascii():
        return j + 2, whole_year(_four(t.word[j + 1]))
    return year(t, j, True)
