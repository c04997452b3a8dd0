"""Points and parts of years: days, months, quarters, halves, their beginnings and ends."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import NamedTuple

from store.extraction.periods.spans import (
    UNIT_MONTHS, Span, end_of, late_of, middle_of, months_from, moved, shifted, start_of, unknown, whole_year, with_grain,
)  # fmt: skip
from store.extraction.periods.words import (
    CARDINALS,
    MONTHS,
    ORDINALS,
    RELATIVE,
    SEASONS,
    UNITS,
    WEEKDAYS,
    Words,
)
from store.extraction.periods.years import Match, number_of_year, year, year_after

_LOWER_IS_NO_MONTH = frozenset("may march mar dec jan".split())
_PERIOD = re.compile(r"(?:([qh])([1-4])|([1-4])([qh]))(?:(?:fy|cy)?(\d{4}|\d{2}))?$|(\d{1,2})m(\d{4}|\d{2})?$")
_GLUED_YEAR = re.compile(r"(\d{4})([qh])([1-4])$")
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?$", re.ASCII)
_SLASHED = re.compile(r"(\d{1,4})[/.](\d{1,2})(?:[/.](\d{1,4}))?$", re.ASCII)
_EDGES = {"start": start_of, "beginning": start_of, "outset": start_of, "early": start_of, "middle": middle_of,
          "mid": middle_of, "end": end_of, "close": end_of, "late": late_of}  # fmt: skip
_PERIOD_STARTS = frozenset("qh123456789")
_LENGTHS = {"q": 3, "h": 6}
_JOINS = frozenset(("-", "to", "through", "till", "until"))


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
    """The name of a month: where it ends and its number."""
    value = MONTHS.get(t.word[i])
    if value is None or (t.word[i] in _LOWER_IS_NO_MONTH and not t.raw[i][0].isupper()):
        return None
    dotted = len(t.word[i]) < 5 and t.word[i + 1] == "." and t.word[i] not in ("may", "june", "july")
    return i + 1 + dotted, value


def day(t: Words, i: int) -> Match | None:
    """A calendar day: "July 19, 2022", "19th of July", "2022-07-19", "Tuesday, July 19", "Tuesday"."""
    weekday = WEEKDAYS.get(t.word[i])
    if weekday is not None and (len(t.word[i]) > 5 or t.raw[i][0].isupper()):
        j = i + 1 + (t.word[i + 1] == "." and len(t.word[i]) < 6)
        j += t.word[j] == ","
        j += t.word[j] == "the"
        found = _dated(t, j)
        if found:
            return found
        if len(t.word[i]) < 5 and t.word[i] in ("sun", "sat", "mon", "wed"):
            return None
        return i + 1, t.calendar.weekday(weekday, None)
    if t.word[i] in RELATIVE and WEEKDAYS.get(t.word[i + 1]) is not None:
        return i + 2, t.calendar.weekday(WEEKDAYS[t.word[i + 1]], RELATIVE[t.word[i]])
    if t.word[i] == "yesterday":
        return i + 1, t.calendar.unit("day", -1)
    return _dated(t, i)


def _day_number(word: str) -> int | None:
    match = _DAY.match(word)
    return int(match[1]) if match and 0 < int(match[1]) < 32 else None


def _dated(t: Words, i: int) -> Match | None:
    named = month(t, i)
    if named:
        j, number_of_month = named
        j += t.word[j] == "the"
        first = _day_number(t.word[j])
        return _days_of_month(t, j + 1, number_of_month, first) if first else None
    j = i + (t.word[i] == "the")
    first = _day_number(t.word[j])
    if first:
        last, k = first, j + 1
        if t.word[k] in _JOINS | {"and"} and _day_number(t.word[k + 1]) is not None:
            last, k = _day_number(t.word[k + 1]) or first, k + 2
        k += t.word[k] == "of"
        named = month(t, k)
        return _with_year(t, named[0], named[1], first, last) if named else None
    return _in_figures(t, j)


def _days_of_month(t: Words, j: int, number_of_month: int, first: int) -> Match | None:
    last = first
    if t.word[j] in _JOINS:
        k = j + 1
        named = month(t, k)
        if named is None or named[1] == number_of_month:
            k = named[0] if named else k
            second = _day_number(t.word[k])
            if second and second >= first and number_of_year(t.word[k]) is None:
                last, j = second, k + 1
    return _with_year(t, j, number_of_month, first, last)


def _with_year(t: Words, j: int, number_of_month: int, first: int, last: int) -> Match | None:
    found = year_after(t, j) if t.word[j] not in ("for", "during", "in") else None
    named = None
    if found and found[1].grain == "year" and found[1].known:
        j, named = found
    begin = t.calendar.day(named, number_of_month, first)
    if last == first or not begin.known:
        return j, begin
    end = t.calendar.day(named, number_of_month, last)
    return j, Span(begin.first, end.last, "days", begin.floating)


def _in_figures(t: Words, i: int) -> Match | None:
    """2022-07-19, 2022/07/19, 2022.07.19, 19/07/2022."""
    word = t.word[i]
    if number_of_year(word) and t.word[i + 1] == "-" and t.word[i + 3] == "-" and t.glued(i):
        parts: list[str] = [word, t.word[i + 2], t.word[i + 4]]
        j = i + 5
    else:
        match = _SLASHED.match(word)
        if not match or not match[3]:
            return None
        parts, j = [match[1], match[2], match[3]], i + 1
    if len(parts[0]) != 4:
        parts.reverse()
    if number_of_year(parts[0]) is None or not (parts[1].isdecimal() and parts[2].isdecimal()):
        return None
    first, second = int(parts[1]), int(parts[2])
    if first > 12:
        first, second = second, first
    if not (0 < first < 13 and 0 < second < 32):
        return None
    return j, t.calendar.day(whole_year(int(parts[0])), first, second)


class _Piece(NamedTuple):
    """A part of an unnamed year: where it ends, the months before it (negative: from the year's end), its months.

    `called` when months are called by name, which lie elsewhere in a fiscal year; `joined` from one month to another.
    """

    end: int
    before: int
    months: int
    called: bool = False
    joined: bool = False


def part(t: Words, i: int) -> Match | None:
    """Part of a year, with the year if one is named: "first half of 2022", "January-April", "Q2 2023", "July last year"."""
    led = year(t, i, False) if t.word[i] not in ("the", "full", "whole") else None
    if led and led[1].grain in ("year", "base") and t.word[led[0]] != "-":
        j = led[0] + (t.word[led[0]] == "'s")
        piece = _piece(t, j + (t.word[j] == "the"))
        if piece and (t.word[j] not in MONTHS or _day_number(t.word[j + 1]) is None):
            return piece.end, _placed(t, led[1], piece)
    piece = _piece(t, i)
    if piece is None:
        return _glued_part(t, i)
    j = piece.end
    if t.word[j] == "(" and t.word[j + 2] == ")" and _PERIOD.match(t.word[j + 1]):
        j += 3
    if t.word[j] in ("period", "quarter", "stretch"):
        j += 1
    named: Span | None = None
    after = year_after(t, j)
    if after and after[1].grain in ("year", "base"):
        j, named = after
        if named.first is None and t.calendar.published is not None:
            named = None
    return j, _placed(t, named, piece)


def _placed(t: Words, named: Span | None, piece: _Piece) -> Span:
    """The stretch that a piece is in this year, or in the latest fitting one."""
    if named is not None and named.first is None:
        return unknown("part")
    if named is None or not piece.called:
        span = t.calendar.part(named, piece.before, piece.months)
    else:
        span = t.calendar.months_in(named, piece.before + 1, piece.months)
        crosses = named.first and named.first.month == 1 and span.last and named.last and span.last > named.last
        if crosses and span.first:
            span = months_from(shifted(span.first, -12), piece.months, span.grain)
    if named is not None and named.grain == "base":
        return replace(span, grain="base")
    return replace(span, grain="range") if piece.joined else span


def _piece(t: Words, i: int) -> _Piece | None:
    named = month(t, i)
    if named:
        j, first = named
        k = j
        if t.word[k] == "-" and t.word[k + 1] in _JOINS:
            k += 2 + (t.word[k + 2] == "-")
        elif t.word[k] in _JOINS:
            k += 1
        second = month(t, k) if k > j else None
        if second and _day_number(t.word[second[0]]) is None:
            return _Piece(second[0], first - 1, (second[1] - first) % 12 + 1, True, True)
        return _Piece(j, first - 1, 1, True)
    if t.word[i] in ORDINALS:
        return _ordinal_piece(t, i)
    if t.word[i] in SEASONS:
        return _Piece(i + 1, SEASONS[t.word[i]] - 1, 3, True)
    token = _PERIOD.match(t.word[i]) if t.word[i][:1] in _PERIOD_STARTS else None
    if token and not token[5] and not token[7]:
        if token[6]:
            months = int(token[6])
            return _Piece(i + 1, 0, months) if months in (3, 6, 9) else None
        length, which = _LENGTHS[token[1] or token[4]], int(token[2] or token[3])
        return _Piece(i + 1, (which - 1) * length, length) if which * length <= 12 else None
    return None


def _ordinal_piece(t: Words, i: int) -> _Piece | None:
    which, j = ORDINALS[t.word[i]], i + 1
    j += t.word[j] == "-"
    unit_word = t.word[j]
    if unit_word in ("half", "quarter"):
        length = 6 if unit_word == "half" else 3
        before = (which - 1) * length if which > 0 else -length
        return _Piece(j + 1, before, length) if before + length <= 12 else None
    counted = number(t, j)
    if counted is None or which not in (1, -1):
        return None
    j, count = counted
    j += t.word[j] == "-"
    length = {"month": 1, "quarter": 3}.get(UNITS.get(t.word[j], ""), 0) * count
    if not 0 < length <= 12 or (which < 0 and t.word[j + 1] not in ("of", "in")):
        return None
    return _Piece(j + 1, 0 if which > 0 else -length, length)


def _glued_part(t: Words, i: int) -> Match | None:
    """1H2023, Q1FY24, 2Q22, 2016H2."""
    word = t.word[i]
    glued = _GLUED_YEAR.match(word)
    if glued:
        kind, which, named = glued[2], int(glued[3]), whole_year(int(glued[1]))
    else:
        token = _PERIOD.match(word)
        if not token or not token[5]:
            return None
        kind, which = token[1] or token[4], int(token[2] or token[3])
        number_ = int(token[5]) if len(token[5]) == 4 else 2000 + int(token[5])
        if not 1 <= number_ <= 9998:
            return None
        named = t.calendar.fiscal.labelled(number_) if "fy" in word else whole_year(number_)
    length = _LENGTHS[kind]
    if which * length > 12 or named.first is None or named.first.year < 1000:
        return None
    return i + 1, t.calendar.part(named, (which - 1) * length, length)


def unit(t: Words, i: int) -> Match | None:
    """Last month, this quarter, next week, last July, the past year, the month of May."""
    word, following = t.word[i], t.word[i + 1]
    if word in RELATIVE:
        offset = RELATIVE[word]
        named = month(t, i + 1)
        if named and _day_number(t.word[named[0]]) is None:
            span = t.calendar.months_in(None, named[1], 1)
            published = t.calendar.published
            if published is None or span.first is None:
                return named[0], unknown("month")
            if offset < 0 and (span.last is None or span.last >= published):
                span = months_from(shifted(span.first, -12), 1, "month")
            elif offset > 0 or (offset == 0 and span.first.year < published.year):
                span = months_from(shifted(span.first, 12), 1, "month")
            return named[0], span
        if following in ("week", "month", "quarter", "decade", "century"):
            span = t.calendar.unit(following, offset)
            return i + 2, with_grain(span, "base") if word in ("previous", "prior", "preceding") else span
    if word in ("month", "months") and following == "of":
        named = month(t, i + 2)
        return part(t, i + 2) if named else None
    return None


def edge(t: Words, i: int) -> Match | None:
    """The beginning, middle or end of something: "the end of 2025", "mid-July", "end-2022", "early last year", "year-end"."""
    word = t.word[i]
    if word == "year" and t.word[i + 1] == "-" and t.word[i + 2] == "end":
        named = year_after(t, i + 3)
        if named and named[1].known:
            return named[0], end_of(named[1])
        return i + 3, end_of(t.calendar.year(0))
    kind = _EDGES.get(word)
    if kind is None:
        return None
    j = i + 1
    j += t.word[j] in ("-", "of", "in")
    j += t.word[j] == "the"
    if t.word[j] == "year" and t.word[j - 1] == "the" and not number_of_year(t.word[j + 1]):
        return j + 1, kind(t.calendar.year(0))
    if t.word[j] in ("month", "quarter") and t.word[j - 1] == "the":
        return j + 1, kind(t.calendar.unit(t.word[j], 0))
    inner = part(t, j) or unit(t, j) or year(t, j)
    if inner is None or inner[1].grain in ("day", "base"):
        return None
    return inner[0], kind(inner[1])


def ago(t: Words, i: int) -> Match | None:
    """Two years ago: the calendar year, month or week then."""
    counted = number(t, i)
    if counted is None:
        return None
    j, count = counted
    name = UNITS.get(t.word[j], "")
    if t.word[j + 1] != "ago" or name not in UNIT_MONTHS and name not in ("week", "day"):
        return None
    if name in ("decade", "century"):
        name, count = "year", count * UNIT_MONTHS[name] // 12
    return j + 2, t.calendar.year(-count) if name == "year" else t.calendar.unit(name, -min(count, 100_000))


def ended(t: Words, i: int) -> Match | None:
    """The year to March 2023, the 12 months to June, the quarter ended September 30, the week to July 8."""
    counted = number(t, i)
    j, count = counted if counted else (i, 1)
    j += t.word[j] == "-"
    name = UNITS.get(t.word[j], "")
    if name not in ("week", "month", "quarter", "half", "year") or count > 400:
        return None
    j += 1
    j += t.word[j] == "period"
    if t.word[j] in ("ended", "ending", "through") or (t.word[j] == "to" and (counted or t.before(i) == "the")):
        j += 1
        j += t.word[j] == "on"
    else:
        return None
    last = day(t, j) or edge(t, j) or part(t, j)
    if last is None or last[1].grain == "base":
        return None
    if last[1].last is None:
        return last[0], unknown("part")
    end = moved(last[1].last, 1)
    if name == "week":
        return last[0], Span(moved(end, -7 * count), last[1].last, "part")
    return last[0], Span(shifted(end, -count * UNIT_MONTHS[name]), last[1].last, "part")


def point(t: Words, i: int, firm: bool = True) -> Match | None:
    """Any of these or a year, whichever reaches farthest; an article before it belongs to it."""
    j = i + (t.word[i] in ("the", "its", "their"))
    best: Match | None = None
    for read in (day, edge, part, unit, ago, ended):
        found = read(t, j)
        if found and (best is None or found[0] > best[0]):
            best = found
    found = year(t, j, firm or j > i)
    if found and (best is None or found[0] > best[0]):
        best = found
    return best
