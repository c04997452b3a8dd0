"""Parts of years: months, quarters, halves, "first four months", "Q2 2023"."""

from __future__ import annotations

import re
from typing import NamedTuple

from store.extraction.periods.days import JOINS, follows_as_day, month, number
from store.extraction.periods.spans import (
    UNIT_MONTHS,
    Span,
    months_from,
    shifted,
    unknown,
    whole_year,
    with_grain,
)
from store.extraction.periods.words import COUNTED, FISCAL, ORDINALS, SEASONS, UNITS, Words
from store.extraction.periods.years import Match, digits, four_digits, number_of_year, year, year_after
from store.patterns import pattern

_PERIOD = pattern(
    r"(?:([qh])([1-4])|([1-4])([qh]))(?:(?:fy|cy)?(\d{4}|\d{2}))?$|(\d{1,2})m(\d{4}|\d{2})?$", re.ASCII
)
_PERIOD_STARTS = frozenset("qh123456789")
_YEAR_AND_PERIOD = pattern(r"(\d{4})([qh])([1-4])$", re.ASCII)
_LENGTHS = {"q": 3, "h": 6}
_IN_FIGURES = pattern(r"(?:(\d{4})[/.](0?[1-9]|1[0-2])|(0?[1-9]|1[0-2])/(\d{4}))$", re.ASCII)
_LENDERS = frozenset(("year", "base"))


class _Piece(NamedTuple):
    """A part of an unnamed year: where it ends, the months before it, its months.

    Negative months before it count from the year's end. `called` when months are called by
    name, which lie elsewhere in a fiscal year; `joined` from one to another.
    """

    end: int
    before: int
    months: int
    called: bool = False
    joined: bool = False


def part(t: Words, i: int) -> Match | None:
    """Part of a year, with the year if one is named: "first half of 2022", "Jan-Apr", "July last year"."""
    return _led_part(t, i) or _following_part(t, i) or _glued_part(t, i) or _month_in_figures(t, i)


def _led_part(t: Words, i: int) -> Match | None:
    """With the year first: "last year's first quarter", "2022 Q3", "the fiscal third quarter"."""
    if t.word[i] in ("the", "full", "whole"):
        return None
    led = year(t, i, False)
    if led is None and t.word[i] in FISCAL:
        led = i + 1, t.calendar.year(0, True)
    if led is None or led[1].grain not in _LENDERS:
        return None
    j = led[0] + (t.word[led[0]] in ("'s", ",", "/", "("))
    j += t.word[j] == "the"
    piece = _piece(t, j)
    if piece and t.word[led[0]] == "(":  # "FY23 (April-September)"
        closed = piece.joined and t.word[piece.end] == ")"
        return (piece.end + 1, _placed(t, i, led[1], piece)) if closed else None
    if piece is None or (piece.called and piece.months == 1 and follows_as_day(t, piece.end)):
        return None
    if t.word[j - 1] == "," and not piece.called:
        return None
    span = _placed(t, i, led[1], piece)
    published = t.calendar.published
    if t.word[i] in FISCAL and led[0] == i + 1 and span.first and published and span.first > published:
        span = _placed(t, i, t.calendar.year(-1, True), piece)
    return piece.end, span


def _following_part(t: Words, i: int) -> Match | None:
    piece = _piece(t, i)
    if piece is None:
        return None
    j = piece.end
    if t.word[j] == "(":
        if t.word[j + 2] == ")" and _PERIOD.match(t.word[j + 1]):
            j += 3
        else:
            named = _piece(t, j + 1)
            if named and named.called and t.word[named.end] == ")":
                piece, j = named._replace(joined=False), named.end + 1
    if piece.months == 1 and piece.called and not piece.joined:
        quarter = _quarter_of_month(t, i, j, piece)
        if quarter:
            return quarter
    if t.word[j] in ("period", "quarter", "stretch", "season"):
        j += 1
    after = year_after(t, j)
    if after and after[1].grain == "years" and _consecutive(after[1]):
        after = after[0], t.calendar.fiscal.starting(after[1].first.year if after[1].first else 1)
    if after is None or after[1].grain not in _LENDERS:
        if t.word[i] == "last":  # the one before this, which `unit` reads
            return None
        return j, _placed(t, i, None, piece)
    return after[0], _placed(t, i, after[1] if after[1].first or t.calendar.published is None else None, piece)


def _consecutive(span: Span) -> bool:
    return span.first is not None and span.last is not None and span.last.year == span.first.year + 1


def _quarter_of_month(t: Words, i: int, j: int, piece: _Piece) -> Match | None:
    """The June quarter, the March 2023 quarter, the June quarter of 2023: the three months that end with it."""
    named = year_next(t, j)
    k = named[0] if named else j
    if t.word[k] != "quarter":
        return None
    named = named and (k + 1, named[1])
    named = named or year_next(t, k + 1)
    last = _placed(t, i, named[1] if named else None, piece)
    span = months_from(shifted(last.first, -2), 3, "part") if last.first else unknown("part")
    return named[0] if named else k + 1, span


def year_next(t: Words, j: int) -> Match | None:
    """The known single year that follows a part of one."""
    found = year_after(t, j)
    return found if found and found[1].grain == "year" and found[1].known else None


def _placed(t: Words, i: int, named: Span | None, piece: _Piece) -> Span:
    """The stretch that a piece is in this year, or in the latest fitting one."""
    if named is not None and named.first is None:
        return unknown("base" if named.grain == "base" else "part")
    if named is None and not piece.called and t.in_fiscal_year(i):
        span = t.calendar.fiscal_part(piece.before, piece.months)
    elif named is None or not piece.called:
        span = t.calendar.part(named, piece.before, piece.months)
    else:
        span = t.calendar.months_in(named, piece.before + 1, piece.months)
        crosses = named.first and named.first.month == 1 and span.last and named.last and span.last > named.last
        if crosses and span.first and piece.joined:
            span = months_from(shifted(span.first, -12), piece.months, span.grain)
    if named is not None and named.grain == "base":
        return with_grain(span, "base")
    return with_grain(span, "range") if piece.joined else span


def _piece(t: Words, i: int) -> _Piece | None:
    word = t.word[i]
    named = month(t, i)
    if named:
        j, first = named
        k = j
        if t.word[k] == "-" and t.word[k + 1] in JOINS:
            k += 2 + (t.word[k + 2] == "-")
        elif t.word[k] in JOINS:
            k += 1
        second = month(t, k) if k > j else None
        if second and not follows_as_day(t, second[0]):
            return _Piece(second[0], first - 1, (second[1] - first) % 12 + 1, True, True)
        return _Piece(j, first - 1, 1, True)
    if word in ORDINALS:
        return _ordinal_piece(t, i)
    if word in SEASONS:
        return _Piece(i + 1, SEASONS[word] - 1, 3, True)
    token = _PERIOD.match(word) if word[:1] in _PERIOD_STARTS else None
    if token is None or token[5] or token[7]:
        return None
    if token[6]:
        months = int(token[6])
        return _Piece(i + 1, 0, months) if 1 < months < 13 and year_next(t, i + 1) else None
    length, which = _LENGTHS[token[1] or token[4]], int(token[2] or token[3])
    return _Piece(i + 1, (which - 1) * length, length) if which * length <= 12 else None


def _ordinal_piece(t: Words, i: int) -> _Piece | None:
    """First half, third quarter, first two months, second and third quarters, the last three months of."""
    which, j = ORDINALS[t.word[i]], i + 1
    last = which
    k = j + 1 + (t.word[j + 1] == "the")
    if (
        (t.word[j] in JOINS or t.word[j] in ("and", "&"))
        and t.word[k] in ORDINALS
        and 0 < which < ORDINALS[t.word[k]]
    ):
        last, j = ORDINALS[t.word[k]], k + 1
    j += t.word[j] == "-"
    unit_word = UNITS.get(t.word[j], "") if t.word[j] != "quarters" or last != which else ""
    if unit_word in ("half", "quarter"):
        length = UNIT_MONTHS[unit_word]
        before = (which - 1) * length if which > 0 else -length
        months = (last - which + 1) * length
        return _Piece(j + 1, before, months) if before + months <= 12 else None
    counted = number(t, j)
    if counted is None or which not in (1, -1):
        return None
    j = counted[0] + (t.word[counted[0]] == "-")
    length = {"month": 1, "quarter": 3}.get(UNITS.get(t.word[j], ""), 0) * counted[1]
    if not 0 < length <= 12 or (which < 0 and t.word[j + 1] not in ("of", "in")):
        return None
    return _Piece(j + 1, 0 if which > 0 else -length, length)


def _glued_part(t: Words, i: int) -> Match | None:
    """1H2023, Q1FY24, 2Q22, 2016H2, 9M2023."""
    word = t.word[i]
    first = _YEAR_AND_PERIOD.match(word)
    token = None if first else _PERIOD.match(word)
    if first:
        kind, which, named = first[2], int(first[3]), whole_year(four_digits(first[1]))
    elif token and token[7]:
        months = int(token[6])
        return (
            (i + 1, t.calendar.part(whole_year(four_digits(token[7])), 0, months)) if 1 < months < 13 else None
        )
    elif token and token[5]:
        kind, which, label = token[1] or token[4], int(token[2] or token[3]), four_digits(token[5])
        named = t.calendar.fiscal.labelled(label) if "fy" in word else whole_year(label)
    else:
        return None
    length = _LENGTHS[kind]
    return (i + 1, t.calendar.part(named, (which - 1) * length, length)) if which * length <= 12 else None


def _month_in_figures(t: Words, i: int) -> Match | None:
    """2016/11, 2016.11, 11/2016, 2016-11 (where it cannot be 2016-17), 11-2016."""
    match = _IN_FIGURES.match(t.word[i])
    if match:
        if t.word[i + 1 + (t.word[i + 1] == "-")] in COUNTED:
            return None  # "1901.1 million yuan"
        printed_year, printed_month, j = match[1] or match[4], match[2] or match[3], i + 1
    elif t.word[i + 1] == "-" and t.glued(i) and t.glued(i + 1):
        one, two, j = t.word[i], t.word[i + 2], i + 3
        printed_year, printed_month = (one, two) if digits(one, 4) else (two, one)
        if not digits(printed_month, 1, 2) or t.word[j] == "-" or t.before(i) == "-":
            return None
        follows = printed_month is two and len(two) == 2 and int(two) == (int(one) + 1) % 100
        if follows and t.calendar.fiscal.stated:
            return None  # the Indian 2011-12
    else:
        return None
    named = number_of_year(printed_year)
    if named is None or not 0 < int(printed_month) < 13 or not 1900 < named < 2100:
        return None
    return j, t.calendar.part(whole_year(named), int(printed_month) - 1, 1)
