"""Years as news write them: 2022, last year, FY23, the 2022-23 financial year, 2016-20, the 1990s."""

from __future__ import annotations

import re
from datetime import date

from store.extraction.periods.spans import (
    Span,
    months_from,
    shifted,
    unknown,
    whole_year,
    whole_years,
    with_grain,
)
from store.extraction.periods.words import (
    CARDINALS,
    COUNTED,
    DETERMINERS,
    FISCAL,
    FUNCTION,
    MEASURED,
    MONTHS,
    NUMBERED,
    RELATIVE,
    TENS,
    WEAK,
    Words,
)
from store.patterns import pattern

Match = tuple[int, Span]
"""Where an expression ends (the place of the word after it) and the stretch it names."""

BEFORE_A_YEAR = DETERMINERS | {"our", "his", "her", "full", "calendar", "whole", "entire"}
BASES = frozenset(("previous", "prior", "preceding"))
_FISCAL_TOKEN = pattern(r"fy(?:(\d{2}|\d{4})(?:/(\d{2}|\d{4}))?)?$", re.ASCII)
_PAIR = pattern(r"(\d{4})/(\d{2}|\d{4})$", re.ASCII)
_DECADE = pattern(r"(\d{3}0|\d0)(s?)$", re.ASCII)
_CENTURY = pattern(r"(\d{1,2})(?:st|nd|rd|th)$", re.ASCII)
_RESULTS_SEASON = 4  # until this month "the full year" may be the last one
_BEFORE_A_DECADE = frozenset(("the", "early", "mid", "late", "-", "of", "in"))
NAMED_CENTURIES = {"eighteen": 1800, "nineteen": 1900, "twenty": 2000}


def digits(word: str, *lengths: int) -> bool:
    """Whether the word is plain digits of one of these lengths."""
    return len(word) in lengths and word.isdecimal() and word.isascii()


def number_of_year(word: str) -> int | None:
    """The year that four digits can be."""
    return int(word) if digits(word, 4) and "1000" <= word < "2200" else None


def year(t: Words, i: int, firm: bool = True) -> Match | None:
    """A year at this word. `firm` when what stands before makes digits a year rather than a count."""
    j = i
    while t.word[j] in BEFORE_A_YEAR and j < i + 3:
        j += 1
        j += t.word[j] == "-" or (t.word[j] == "of" and t.word[j - 1] in ("whole", "full"))
    if j > i and t.word[j] == "of":
        j += 1
    word = t.word[j]
    if word in RELATIVE:
        return _relative(t, j)
    if word == "year" and t.word[j - 1] in ("whole", "full", "entire") and j > i and t.word[j + 1] != "-":
        late = t.calendar.published is not None and t.calendar.published.month > _RESULTS_SEASON
        return (j + 1, t.calendar.year(0)) if late and not number_of_year(t.word[j + 1]) else None
    if word in ("year", "years") and number_of_year(t.word[j + 1]):
        return numbered(t, j + 1, True)
    if t.word[j + 1] == "'s" and (j == i or t.word[j - 1] == "the") and _DECADE.match(word):
        return _decade(t, j) if t.before(j) in _BEFORE_A_DECADE - {"in", "of"} else numbered(t, j, firm)
    return fiscal_year(t, j) or numbered(t, j, firm) or _decade(t, j) or (_spelled(t, j) if firm else None)


def _relative(t: Words, i: int) -> Match | None:
    """Last year, this fiscal year, the current financial year, last fiscal, the previous year."""
    offset, j = RELATIVE[t.word[i]], i + 1
    while t.word[j] in ("full", "calendar", "completed") and j < i + 3:
        j += 1
    fiscal = t.word[j] in FISCAL
    j += fiscal
    if t.word[j] == "year" and t.word[j + 1] != "-":
        j += 1
    elif not fiscal:
        return None
    span = t.calendar.year(offset, fiscal or t.in_fiscal_year(i))
    return j, with_grain(span, "base") if t.word[i] in BASES else span


def fiscal_year(t: Words, i: int) -> Match | None:
    """FY2023, FY 2022-23, fiscal 2023, fiscal year 2023, financial year 2022-23."""
    fiscal, word = t.calendar.fiscal, t.word[i]
    if word in FISCAL:
        j = i + 1 + (t.word[i + 1] in ("year", "years"))
    else:
        token = _FISCAL_TOKEN.match(word)
        if not token:
            return None
        if token[2]:
            return i + 1, fiscal.starting(four_digits(token[1]))
        if token[1]:
            return _fiscal_pair(t, i, token[1])
        closing = MONTHS.get(t.word[i + 1])
        ended = number_of_year(t.word[i + 2]) if closing else None
        if closing and ended:  # "FY March 2024"
            return i + 3, months_from(shifted(date(ended, closing, 1), -11), 12, "year")
        j = i + 1 + (t.word[i + 1] in ("-", "'"))
    pair = _PAIR.match(t.word[j])
    if pair:
        return j + 1, fiscal.starting(int(pair[1]))
    return _fiscal_pair(t, j, t.word[j]) if digits(t.word[j], 2, 4) else None


def _fiscal_pair(t: Words, j: int, label: str) -> Match:
    """The fiscal year that begins with this label: 23, 2023, 2022-23."""
    first, second = four_digits(label), t.word[j + 2]
    if t.word[j + 1] == "-" and digits(second, 2, 4) and int(second) % 100 == (first + 1) % 100:
        return j + 3, t.calendar.fiscal.starting(first)
    return j + 1, t.calendar.fiscal.labelled(first)


def four_digits(label: str) -> int:
    """The year that two or four digits stand for."""
    number = int(label)
    if number < 100:
        number += 2000 if number < 70 else 1900
    return min(max(number, 1000), 9000)


def numbered(t: Words, i: int, firm: bool) -> Match | None:
    """2022, 2016-20, 2016-2020, 2022/23, 2022-23 (a fiscal year where the country has such)."""
    pair = _PAIR.match(t.word[i])
    first = number_of_year(pair[1] if pair else t.word[i])
    if first is None or _counts(t, i, firm):
        return None
    if pair:
        j, second = i + 1, pair[2]
    elif t.word[i + 1] == "-" and digits(t.word[i + 2], 2, 4):
        j, second = i + 3, t.word[i + 2]
    elif t.word[i + 1] in FISCAL and t.word[i + 2] == "year":
        return i + 3, t.calendar.fiscal.labelled(first)
    else:
        return i + 1, whole_year(first)
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last == first // 100 * 100 and last < first:
        last += 100
    if not first < last < 2200:
        return None if pair or (len(second) == 2 and t.glued(i)) else (i + 1, whole_year(first))
    if last == first + 1 and t.word[j] in FISCAL:
        return j + 1 + (t.word[j + 1] == "year"), t.calendar.fiscal.starting(first)
    if last == first + 1 and t.calendar.fiscal.stated:
        return j, t.calendar.fiscal.starting(first)
    return j, whole_years(first, last)


def _counts(t: Words, i: int, firm: bool) -> bool:
    """Whether four digits are a number of something, not a year: "2000 yuan", "nearly 2000", "2021 jobs"."""
    after, before = t.word[i + 1], t.before(i)
    if after in COUNTED or after in ("%", "°", "+") or before in WEAK or before in NUMBERED:
        return True
    if before == "." and t.before(i, 2) in NUMBERED:
        return True
    if after == "-":
        numbering = t.glued(i) and t.word[i + 2].isdecimal() and len(t.word[i + 2]) not in (1, 2, 4)
        return numbering or t.word[i + 2] in COUNTED or t.word[i + 2] in ("strong", "plus")
    if i and t.glued(i - 1) and (before in "#+" or (before in ".,/:-" and t.before(i, 2)[-1:].isdecimal())):
        return before != "-" or not number_of_year(t.before(i, 2))
    plain = t.raw[i + 1][:1].islower() and after not in FUNCTION
    if not "1900" <= t.word[i][:4] < "2100" and plain:
        return True
    return not firm and plain and counts_things(after)


def counts_things(word: str) -> bool:
    """Whether a word looks like the plural of things that are counted, not of what is measured."""
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "wards")) and word not in MEASURED


def _decade(t: Words, i: int) -> Match | None:
    """The 1990s, the 1990's, the 90s, the '90s, the nineties, the 20th century."""
    j = i + (t.word[i] == "'")
    word = t.word[j]
    if word in TENS:
        return j + 1, whole_years(TENS[word], TENS[word] + 9)
    century = _CENTURY.match(word) if word[:1].isdigit() else None
    if century and t.word[j + 1] == "century" and 1 < int(century[1]) < 23:
        last = int(century[1]) * 100
        return j + 2, whole_years(last - 99, last)
    found = _DECADE.match(word) if word[:1].isdigit() else None
    if not found or (not found[2] and t.word[j + 1] != "'s"):
        return None
    first = int(found[1])
    if first < 100 and j == i and t.before(i) not in _BEFORE_A_DECADE:
        return None
    first += 0 if first >= 1000 else 1900 if first >= 30 else 2000
    return (j + 1 + (not found[2]), whole_years(first, first + 9)) if 1000 <= first < 2200 else None


def _spelled(t: Words, i: int) -> Match | None:
    """Nineteen ninety-nine, twenty twenty-five."""
    century = NAMED_CENTURIES.get(t.word[i])
    if century is None:
        return None
    j = i + 1 + (t.word[i + 1] == "-")
    tens, k = CARDINALS.get(t.word[j], 0), j + 1
    if tens < 10:
        return None
    ones = t.word[k + 1] if t.word[k] == "-" else t.word[k]
    if tens >= 20 and 0 < CARDINALS.get(ones, 0) < 10 and ones not in ("a", "an"):
        tens, k = tens + CARDINALS[ones], k + 1 + (t.word[k] == "-")
    if t.word[k] == "-" or t.word[k] in COUNTED or counts_things(t.word[k]):
        return None
    return k, whole_year(century + tens)


def year_after(t: Words, i: int) -> Match | None:
    """The year that follows a part of one: "(the first half) of 2022", "(July) last year", "(Q1), 2023"."""
    word, following = t.word[i], t.word[i + 1]
    if word == "," and number_of_year(following):
        return numbered(t, i + 1, False)
    named = number_of_year(following)
    if word in ("/", "-") and named and t.glued(i):
        return i + 2, whole_year(named)
    if word == "'" and digits(following, 2):
        return i + 2, whole_year(four_digits(following))
    if word in ("of", "in", "for", "during"):
        j = i + 1
        if t.reads(j, "the", "year") and not number_of_year(t.word[j + 2]):
            return j + 2, unknown("year")
        if t.word[j] == "the" and t.word[j + 1] in FISCAL and t.word[j + 2] == "year":
            return fiscal_year(t, j + 1) or (j + 3, t.calendar.year(0, True))
        return year(t, j, True)
    return None if word == "-" or word in MONTHS else year(t, i, True)
