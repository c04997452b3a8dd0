"""Expressions with a form of their own: bases of comparison, lengths up to now or from it on."""

from __future__ import annotations

from datetime import date
from typing import Literal, NamedTuple

from store.extraction.periods.days import number
from store.extraction.periods.spans import Span, months_from, moved, shifted
from store.extraction.periods.stretches import ago, point
from store.extraction.periods.words import CARDINALS, CHANGE, UNITS, Words
from store.extraction.periods.years import BASES, number_of_year, year

Role = Literal["within", "since", "until", "date", "comparison", "span", "future", "name"]


class Found(NamedTuple):
    """An expression: the place of the word after it, its interval and its role."""

    end: int
    interval: str | None
    role: Role


_TURNING_UNITS = frozenset(("year", "month", "quarter", "week", "day"))
_BASES_OF_CHANGE = frozenset(("yearly", "annual", "monthly", "quarterly", "weekly", "yoy"))
_SHORT_CHANGES = frozenset(("yoy", "qoq", "mom", "wow"))
_OPENING_A_BASE = frozenset("from over in during than on for to against with of at versus vs".split())
_SAME = frozenset(("same", "corresponding", "comparable", "equivalent", "like", "similar"))
_STRETCHES = frozenset(
    [
        "period",
        "time",
        "month",
        "months",
        "quarter",
        "quarters",
        "half",
        "stage",
        "day",
        "week",
        "interval",
        "point",
        "date",
    ]
)
_LEVELS = frozenset(("period", "level", "levels", "quarter", "month", "figure", "result", "total"))
_DETERMINED = frozenset(("the", "this", "its", "these", "those", "their"))
_PAST = frozenset(("past", "last", "previous", "preceding", "latest", "recent"))
_FUTURE = frozenset(("next", "coming", "following", "upcoming", "subsequent"))
IDIOM_WORDS = frozenset((
    *_TURNING_UNITS, *_SHORT_CHANGES, *_OPENING_A_BASE, *_SAME, *_PAST, *_FUTURE, *_DETERMINED, *BASES,
    *CARDINALS, "y", "m", "q", "w", "that", "so", "thus", "ytd",
))  # fmt: skip
"""The words, but for those with digits, that an expression of this module may begin with."""
_CLOSING = frozenset("closed closes closing ended ending finished finishing completed concluded".split())
_SETTLED = 6  # the month up to which "the year" that was closed is the one before
_CLOSING_A_BASE = frozenset((",", ".", ";", "", ")", "but", "and", "while", "when", "as"))
_WHOLE_YEAR_GRAINS = frozenset(("year", "week", "month", "quarter", "part", "decade", "century"))


def open_from(first: date | None) -> str | None:
    """The interval that begins on a day and has no end."""
    return f"{first}/.." if first else None


def after_change(t: Words, i: int, reach: int = 9) -> bool:
    """Whether a word of change stands shortly before in the same sentence: "up 5 percent from 2019"."""
    for back in range(1, reach + 1):
        word = t.before(i, back)
        if word in ("", ";", "\n\n") or (word == "." and not t.before(i, back - 1).isdecimal()):
            return False
        if word in CHANGE:
            return True
    return False


def comparison(t: Words, i: int) -> Found | None:
    """The base of a comparison, in one of the forms that need no other words to be one."""
    end = _turn(t, i) or _earlier(t, i) or _same_period(t, i)
    return Found(end, None, "comparison") if end else None


def _turn(t: Words, i: int) -> int | None:
    """Year on year, month-on-month, yoy, y/y, on-year, year-ago: where it ends."""
    word = t.word[i]
    if word in _SHORT_CHANGES:
        return i + 1
    if word in ("y", "m", "q", "w"):
        for joined in (("/",), ("-",), ("o",), ("-", "o", "-"), (".", "o", ".")):
            j = i + 1 + len(joined)
            if t.reads(i + 1, *joined) and t.word[j] == word:
                return j + 1
        return None
    if word == "on" and (
        t.word[i + 1] in _TURNING_UNITS or (t.word[i + 1] == "-" and t.word[i + 2] in _TURNING_UNITS)
    ):
        j = i + 2 + (t.word[i + 1] == "-")
        return j if after_change(t, i) and not number_of_year(t.word[j]) else None
    leads = word in ("on", "over") and t.word[i + 1] in ("a", "an")
    j = i + 2 * leads
    if leads and t.word[j] in _BASES_OF_CHANGE and t.word[j + 1] == "basis":
        return j + 2
    if t.word[j] not in _TURNING_UNITS:
        return None
    k = j + 1 + (t.word[j + 1] == "-")
    m = k + 1 + (t.word[k + 1] == "-")
    if t.word[k] in ("on", "over", "to") and t.word[m] == t.word[j]:
        return m + 1 + (leads and t.word[m + 1] in ("basis", "comparison"))
    if t.word[j + 1] == "-" and t.word[j + 2] in ("ago", "earlier", "before"):
        return j + 3 + (t.word[j + 3] in _LEVELS)
    return None


def _earlier(t: Words, i: int) -> int | None:
    """A year earlier, from a year ago, on the year, the year before, prior-year: where it ends."""
    opened = t.word[i] in _OPENING_A_BASE
    j = i + opened
    j += opened and t.word[j] in ("in", "of", "that", "for", "at")
    the = t.word[j] == "the"
    k = j + the
    if t.word[k] in BASES and t.word[k + 1] == "-" and t.word[k + 2] in _TURNING_UNITS:
        return k + 3 + (t.word[k + 3] in _LEVELS)
    if the and t.word[k] in _TURNING_UNITS:
        if t.word[k + 1] in ("before", "earlier") and t.word[k + 2] != "last":
            return k + 2
        if t.word[k + 1] == "-" and t.word[k + 2] in ("ago", "earlier", "before"):
            return k + 3 + (t.word[k + 3] in _LEVELS)
        if t.word[i] == "on" and after_change(t, i) and not number_of_year(t.word[k + 1]):
            return k + 1
    counted = number(t, j)
    if counted is None or t.word[counted[0]] not in UNITS:
        return None
    m = counted[0] + 1
    if t.word[m] == "earlier" or (
        t.word[m] == "before" and counted[1] == 1 and t.word[m + 1] in _CLOSING_A_BASE
    ):
        return m + 1
    if t.word[m] == "ago" and t.word[i] in ("from", "than", "on", "over", "against", "versus", "of"):
        found = ago(t, j)
        return found[0] if found else None
    return None


def _same_period(t: Words, i: int) -> int | None:
    """The same period last year, the same quarter of 2021, the same month a year ago: where it ends."""
    j = i
    while t.word[j] in _OPENING_A_BASE and j < i + 2:
        j += 1
    j += t.word[j] in ("the", "that")
    prior = t.word[j] in BASES and t.word[j + 1] in _SAME  # "the prior comparable period"
    j += prior
    if t.word[j] not in _SAME:
        return None
    j += 1
    if prior:
        return j + 1 if t.word[j] in _STRETCHES else None
    counted = number(t, j)
    if counted and counted[1] > 1:
        j = counted[0] + (t.word[counted[0]] == "-")
    if t.word[j] not in _STRETCHES:
        named = point(t, j)
        return named[0] if named and named[1].grain in ("month", "part", "range", "base") else None
    j += 1 + (t.word[j] in ("three", "six", "nine") and t.word[j + 1] == "-") * 2
    k = j + (t.word[j] in ("of", "in", "a", "during", "from"))
    k += t.word[k] in ("the", "a", "one") and t.word[k + 1] in ("year", *BASES)
    if t.word[k] == "year" and t.word[k + 1] in ("earlier", "ago", "before"):
        return k + 2
    if t.word[k] in ("last", *BASES) and t.word[k + 1] in _STRETCHES:
        return k + 2
    found = year(t, k)
    return found[0] if found and found[1].grain in ("year", "years", "base") else None


def lasting(t: Words, i: int, framed: bool) -> Found | None:
    """A length of time up to now or from now: "the past 30 years", "the next decade", "within three years"."""
    within = t.before(i) == "within" and framed
    j = i + (t.word[i] in _DETERMINED)
    word = t.word[j]
    future = word in _FUTURE
    if not future and word not in _PAST:
        return _within(t, i) if within else None
    counted = number(t, j + 1)
    k, count = counted if counted else (j + 1, 1)
    more = number(t, k + 1) if counted and t.word[k] in ("-", "to", "or") else None
    k, count = more if more and more[1] > count else (k, count)
    k += t.word[k] == "-"
    k += t.word[k] in ("full", "consecutive", "calendar", "straight", "financial", "fiscal")
    name, plural = UNITS.get(t.word[k]), t.word[k].endswith("s")
    fiscal = counted is None and t.word[k - 1] in ("financial", "fiscal", "calendar")
    if name is None or fiscal or (plural and counted is None):
        return None
    part_of_another = t.word[k + 1] in ("of", "in") and (
        t.word[k + 2] in ("the", "last", "this") or number_of_year(t.word[k + 2])
    )
    if counted and not future and (part_of_another or number_of_year(t.word[k + 1])):
        return None
    if counted is None and not _stands_for_one(word, name, t.word[j - 1] == "the" and j > i, within):
        return None
    if word in ("following", "subsequent"):
        return Found(k + 1, None, "within")  # from a time told before
    role: Role = "future" if future else "within"
    return Found(k + 1, t.calendar.lasting(count, name, 1 if future else -1).interval(), role)


def _stands_for_one(word: str, name: str, the: bool, within: bool) -> bool:
    """Whether the bare unit means one of it up to now or from now, rather than the calendar's last or next."""
    if word == "past" or name in ("decade", "century"):
        return word not in BASES
    if word in ("coming", "upcoming"):
        return True
    return (the or within) and word in ("last", "next") and name in ("year", "month")


def _within(t: Words, i: int) -> Found | None:
    counted = number(t, i)
    if counted is None:
        return None
    j = counted[0] + (t.word[counted[0]] == "-")
    name = UNITS.get(t.word[j])
    if name is None or name in ("half", "quarter", "weekend") or t.word[j + 1] in ("of", "-"):
        return None
    past = after_change(t, i) or t.before(i, 2).endswith("ed") or t.before(i, 2) == "there"
    interval = t.calendar.lasting(counted[1], name, -1 if past else 1).interval()
    return Found(j + 1, interval, "span" if past else "future")


def again(t: Words, i: int) -> Found | None:
    """In the same six months, over the same period: a time told before."""
    if t.word[i] not in ("in", "over", "during", "for", "within") or t.word[i + 2] != "same":
        return None
    counted = number(t, i + 3)
    j = counted[0] if counted else i + 3
    if t.word[j] not in UNITS and t.word[j] != "period":
        return None
    interval = None
    if counted and UNITS.get(t.word[j]) == "month" and t.told and not t.told.endswith(".."):
        last = date.fromisoformat(t.told.split("/")[1])
        interval = months_from(shifted(moved(last, 1), -counted[1]), counted[1], "part").interval()
    return Found(j + 1, interval, "within")


def closed_year(t: Words, i: int) -> Found | None:
    """(Closed) the year: the one that was over shortly before publication."""
    if not t.reads(i, "the", "year") or t.before(i) not in _CLOSING:
        return None
    published = t.calendar.published
    over = published is not None and published.month <= _SETTLED
    return Found(i + 2, t.calendar.year(-1).interval() if over else None, "within")


def so_far(t: Words, i: int) -> Found | None:
    """So far this year, this year so far, year to date, thus far in 2022."""
    if t.word[i] in ("so", "thus") and t.word[i + 1] == "far":
        j = i + 2 + (t.word[i + 2] in ("in", "during"))
        found = point(t, j) if t.word[j] in ("this", "last", "the") or number_of_year(t.word[j]) else None
        if t.reads(j, "the", "year"):
            found = j + 2, t.calendar.year(0)
        return _since_start(found[0], found[1]) if found else None
    if t.word[i] in ("year", "month", "quarter"):
        j = i + 1 + (t.word[i + 1] == "-")
        k = j + 1 + (t.word[j + 1] == "-")
        if t.word[j] == "to" and t.word[k] == "date":
            span = t.calendar.year(0) if t.word[i] == "year" else t.calendar.unit(t.word[i], 0)
            return Found(k + 1, open_from(span.first), "since")
    if t.word[i] == "ytd":
        return Found(i + 1, open_from(t.calendar.year(0).first), "since")
    return None


def _since_start(end: int, span: Span) -> Found | None:
    return Found(end, open_from(span.first), "since") if span.grain in _WHOLE_YEAR_GRAINS else None
