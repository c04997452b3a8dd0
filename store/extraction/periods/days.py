"""Days and times of day: "July 19, 2022", "19th of July", "2022-07-19", "Tuesday", "July 10-15", "10:30 am"."""

from __future__ import annotations

import re

from store.extraction.periods.spans import Span, unknown, whole_year
from store.extraction.periods.words import CARDINALS, COUNTED, FUNCTION, MONTHS, RELATIVE, WEEKDAYS, Words
from store.extraction.periods.years import Match, counts_things, digits, four_digits, number_of_year, year_after
from store.patterns import pattern

JOINS = frozenset(("-", "to", "through", "till", "until"))
_NEEDS_A_CAPITAL = frozenset(("may", "march", "mar", "dec", "jan", "jun", "august"))
_FULL_NAMES = frozenset(("may", "june", "july"))
_DAY = pattern(r"(\d{1,2})(?:st|nd|rd|th)?$", re.ASCII)
_ORDINAL_DAY = pattern(r"(\d{1,2})(?:st|nd|rd|th)$", re.ASCII)
_FIGURES = pattern(r"(\d{1,4})[/.](\d{1,2})[/.](\d{1,4})$", re.ASCII)
_CLOCK = pattern(r"(?:[01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?(am|pm|hrs?|h)?$", re.ASCII)
_HOUR = pattern(r"(?:1[0-2]|[1-9])(am|pm)?$", re.ASCII)
_ZONES = frozenset(("gmt", "utc", "ist", "bst", "est", "edt", "cet", "sgt", "hkt", "hours", "hrs", "et"))


def number(t: Words, i: int) -> tuple[int, int] | None:
    """A whole number in digits or words, up to ninety-nine in words: where it ends and its value."""
    word = t.word[i]
    if word.isdecimal() and len(word) < 5:
        return i + 1, int(word)
    value = CARDINALS.get(word)
    if value is None:
        return None
    if value >= 20:
        j = i + 1 + (t.word[i + 1] == "-")
        ones = CARDINALS.get(t.word[j], 0)
        if 0 < ones < 10 and t.word[j] not in ("a", "an"):
            return j + 1, value + ones
    return i + 1, value


def month(t: Words, i: int) -> tuple[int, int] | None:
    """The name of a month, with the full stop of its short form: where it ends and its number."""
    word = t.word[i]
    value = MONTHS.get(word)
    if value is None or (word in _NEEDS_A_CAPITAL and not t.raw[i][0].isupper()):
        return None
    dotted = len(word) < 5 and t.word[i + 1] == "." and word not in _FULL_NAMES and t.glued(i)
    return i + 1 + dotted, value


def day(t: Words, i: int) -> Match | None:
    """A calendar day, or a stretch of days in one month."""
    word = t.word[i]
    weekday = WEEKDAYS.get(word)
    if weekday is not None:
        j = i + 1 + (t.word[i + 1] == "." and len(word) < 6)
        j += t.word[j] == ","
        found = _dated(t, j) or _day_of_this_month(t, j)
        if found or len(word) < 6:
            return found
        return i + 1, t.calendar.weekday(weekday, None)
    if word in RELATIVE and len(t.word[i + 1]) > 5 and t.word[i + 1] in WEEKDAYS:
        return i + 2, t.calendar.weekday(WEEKDAYS[t.word[i + 1]], RELATIVE[word])
    if word == "yesterday":
        return i + 1, t.calendar.unit("day", -1)
    return _dated(t, i) or (
        _day_of_this_month(t, i) if t.before(i) in ("on", "until", "by", "from", "since") else None
    )


def _day_number(word: str) -> int | None:
    match = _DAY.match(word)
    return int(match[1]) if match and 0 < int(match[1]) < 32 else None


def follows_as_day(t: Words, i: int) -> bool:
    """Whether a day of the month stands here: "(July) 19"."""
    return _day_number(t.word[i]) is not None


def _day_of_this_month(t: Words, i: int) -> Match | None:
    """The 15th, the 15th of this month."""
    match = _ORDINAL_DAY.match(t.word[i + 1]) if t.word[i] == "the" else None
    if not match or not 0 < int(match[1]) < 32 or t.calendar.published is None:
        return None
    j, published = i + 2, t.calendar.published
    if t.word[j] == "-" or (t.raw[j][:1].isalpha() and t.word[j] not in FUNCTION) or t.word[j] == "of":
        return None
    found = t.calendar.day(whole_year(published.year), published.month, int(match[1]))
    if found.first and found.first > published:
        before = t.calendar.unit("month", -1).first
        found = t.calendar.day(whole_year(before.year), before.month, int(match[1])) if before else found
    return j, found


def _dated(t: Words, i: int) -> Match | None:
    named = month(t, i)
    if named:
        j = named[0] + (t.word[named[0]] == "the")
        first = _day_number(t.word[j])
        return _days_of_month(t, j + 1, named[1], first) if first else None
    j = i + (t.word[i] == "the")
    first = _day_number(t.word[j])
    return (_days_before_month(t, j, first) if first else None) or _in_figures(t, j)


def _days_before_month(t: Words, j: int, first: int) -> Match | None:
    """19 July 2022, 19th of July, 10-15 July, 4 to 22 this month, 19-Jul-2022."""
    last, k = first, j + 1
    second = _day_number(t.word[k + 1]) if t.word[k] in JOINS or t.word[k] == "and" else None
    if second:
        last, k = second, k + 2
    elif t.word[k] == "-" and t.word[k + 1] in MONTHS and t.word[k + 2] == "-" and digits(t.word[k + 3], 2, 4):
        return k + 4, t.calendar.day(whole_year(four_digits(t.word[k + 3])), MONTHS[t.word[k + 1]], first)
    k += t.word[k] == "of"
    k += t.word[k] == "in" and second is not None
    if t.word[k] in RELATIVE and t.word[k + 1] == "month":
        start = t.calendar.unit("month", RELATIVE[t.word[k]]).first
        return k + 2, _days(
            t, whole_year(start.year) if start else None, start.month if start else 1, first, last
        )
    named = month(t, k)
    return _with_year(t, named[0], named[1], first, last) if named else None


def _days_of_month(t: Words, j: int, number_of_month: int, first: int) -> Match | None:
    after = t.word[j]
    if after in COUNTED or after == "%" or (t.raw[j][:1].islower() and counts_things(after)):
        return None
    last = first
    if after in JOINS:
        named = month(t, j + 1)
        k = named[0] if named and named[1] == number_of_month else j + 1
        second = _day_number(t.word[k])
        if second and second >= first:
            last, j = second, k + 1
    return _with_year(t, j, number_of_month, first, last)


def _with_year(t: Words, j: int, number_of_month: int, first: int, last: int) -> Match:
    found = year_after(t, j) if t.word[j] not in ("for", "during", "in") else None
    named = None
    if found and found[1].grain == "year" and found[1].known:
        j, named = found
    return j, _days(t, named, number_of_month, first, last)


def _days(t: Words, named: Span | None, number_of_month: int, first: int, last: int) -> Span:
    begin = t.calendar.day(named, number_of_month, first)
    if last <= first or begin.first is None:
        return begin
    end = t.calendar.day(whole_year(begin.first.year), number_of_month, last)
    return Span(begin.first, end.last, "days", begin.floating) if end.known else unknown("days")


def _in_figures(t: Words, i: int) -> Match | None:
    """2022-07-19, 2022/07/19, 2022.07.19, 19/07/2022, 19-07-2022."""
    word = t.word[i]
    if number_of_year(word) and t.word[i + 1] == "-" and t.word[i + 3] == "-" and t.glued(i):
        parts, j = [word, t.word[i + 2], t.word[i + 4]], i + 5
        if parts[1] in MONTHS:
            parts[1] = str(MONTHS[parts[1]])
    elif digits(word, 1, 2) and t.word[i + 1] == "-" and t.word[i + 3] == "-" and number_of_year(t.word[i + 4]):
        parts, j = [word, t.word[i + 2], t.word[i + 4]], i + 5
    else:
        match = _FIGURES.match(word)
        if not match:
            return None
        parts, j = [match[1], match[2], match[3]], i + 1
    if len(parts[0]) != 4:
        parts.reverse()
    if number_of_year(parts[0]) is None or not (digits(parts[1], 1, 2) and digits(parts[2], 1, 2)):
        return None
    first, second = int(parts[1]), int(parts[2])
    if first > 12:
        first, second = second, first
    if not (0 < first < 13 and 0 < second < 32):
        return None
    return j, t.calendar.day(whole_year(int(parts[0])), first, second)


def clock(t: Words, i: int) -> int | None:
    """A time of day with its preposition: where it ends. "10:30", "at 9 a.m.", "3pm", "10 o'clock"."""
    j = i + (t.word[i] in ("at", "around", "by", "from"))
    word = t.word[j]
    full = _CLOCK.match(word) if ":" in word or "." in word else None
    hour = None if full else _HOUR.match(word)
    if (full is None and hour is None) or t.before(j) in ("ratio", "of", "scale"):
        return None
    k = j + 1
    half = False
    if t.word[k] in ("am", "pm"):
        half, k = True, k + 1
    elif t.word[k] in ("a", "p") and t.word[k + 1] == "." and t.word[k + 2] == "m":
        half, k = True, k + 3 + (t.word[k + 3] == ".")
    elif t.reads(k, "o", "'", "clock"):
        half, k = True, k + 3
    if not (half or (full and (":" in word or full[1])) or (hour and hour[1])):
        return None
    return k + (t.word[k] in _ZONES)
