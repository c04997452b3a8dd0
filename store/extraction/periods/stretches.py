"""Stretches that are no part of one year: edges, weeks, lengths up to a day, plans, holidays; and any point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from store.extraction.periods.days import day, follows_as_day, month, number
from store.extraction.periods.occasions import HOLIDAY_WORDS, holiday, plan
from store.extraction.periods.parts import part, year_next
from store.extraction.periods.spans import (
    UNIT_MONTHS,
    Span,
    end_of,
    late_of,
    middle_of,
    months_from,
    moved,
    not_after,
    shifted,
    start_of,
    unknown,
    with_grain,
)
from store.extraction.periods.words import (
    CARDINALS,
    DETERMINERS,
    EDGES,
    FISCAL,
    MONTHS,
    ORDINALS,
    PLANS,
    RELATIVE,
    SEASONS,
    TENS,
    UNITS,
    WEEKDAYS,
    Words,
)
from store.extraction.periods.years import (
    BASES,
    BEFORE_A_YEAR,
    NAMED_CENTURIES,
    Match,
    number_of_year,
    year,
)

_EDGE_OF = {"start": start_of, "middle": middle_of, "end": end_of, "late": late_of}


def unit(t: Words, i: int) -> Match | None:
    """Last month, this quarter, next week, last July, next spring, the month of May, the year before last."""
    word, following = t.word[i], t.word[i + 1]
    if word in RELATIVE:
        return _relative_month(t, i) or _relative_unit(t, i) or _next_alone(t, i)
    name = UNITS.get(word, "")
    if name in ("month", "season") and following == "of" and month(t, i + 2):
        return part(t, i + 2)
    if name and following in ("before", "after"):
        k = i + 2 + (t.word[i + 2] == "the")
        offset = (
            -2 if following == "before" and t.word[k] == "last" else 2 if t.reads(i + 1, "after", "next") else 0
        )
        if offset:
            return k + 1, t.calendar.year(offset) if name == "year" else t.calendar.unit(name, offset)
    if name == "weekend" and t.before(i) == "the" and t.calendar.published:
        return i + 1, t.calendar.unit(name, 0 if t.calendar.published.weekday() > 4 else -1)
    if name == "week" and following in ("of", "ending", "ended", "beginning", "starting", "commencing"):
        j = i + 2 + (t.word[i + 2] == "on")
        found = day(t, j)
        if found and found[1].first and found[1].grain in ("day", "days"):
            start = moved(found[1].first, -6) if following in ("ending", "ended") else found[1].first
            if following == "of":
                start = moved(start, -start.weekday())
            return found[0], Span(start, moved(start, 6), "week")
    return None


def _relative_month(t: Words, i: int) -> Match | None:
    offset = RELATIVE[t.word[i]]
    named = month(t, i + 1)
    if named and not follows_as_day(t, named[0]):
        j, first, months = named[0], named[1], 1
    elif t.word[i + 1] in SEASONS:
        j, first, months = i + 2, SEASONS[t.word[i + 1]], 3
    else:
        return None
    published = t.calendar.published
    span = t.calendar.months_in(None, first, months)
    first_day, last_day = span.first, span.last
    if published is None or first_day is None or last_day is None:
        return j, unknown("month")
    if offset < 0 and last_day >= published:
        first_day = shifted(first_day, -12)
    elif offset > 0 or (offset == 0 and first_day.year < published.year and last_day < published):
        first_day = shifted(first_day, 12)
    return j, months_from(first_day, months, span.grain)


def _relative_unit(t: Words, i: int) -> Match | None:
    following = t.word[i + 1]
    name = UNITS.get(following, "")
    if name not in ("week", "weekend", "month", "quarter", "decade", "century") or following.endswith("s"):
        return None
    span = t.calendar.unit(name, RELATIVE[t.word[i]])
    return i + 2, with_grain(span, "base") if t.word[i] in BASES else span


def _next_alone(t: Words, i: int) -> Match | None:
    """The unit that was said before: "6.9 percent this year and 3.3 percent next"."""
    if t.word[i] != "next" or t.word[i + 1] not in (".", ",", ";", "") or t.before(i) == "and":
        return None
    for back in range(2, 9):
        name = UNITS.get(t.before(i, back), "")
        if name in ("year", "quarter", "month") and t.before(i, back + 1) == "this":
            return i + 1, t.calendar.year(1) if name == "year" else t.calendar.unit(name, 1)
    return None


def week(t: Words, i: int) -> Match | None:
    """The third week of July, the last week of 2022, the first ten days of May."""
    if t.word[i] not in ORDINALS:
        return None
    j = i + 1
    counted = number(t, j)
    if counted and ORDINALS[t.word[i]] in (1, -1):
        j = counted[0]
    name = UNITS.get(t.word[j], "")
    if name not in ("week", "weekend", "day"):
        return None
    j += 1 + (t.word[j + 1] in ("of", "in"))
    j += t.word[j] == "the"
    inner = part(t, j) or unit(t, j) or year(t, j)
    if inner is None or inner[1].first is None or inner[1].last is None:
        return None
    if counted is None:
        span = t.calendar.week_of(inner[1], ORDINALS[t.word[i]])
        return inner[0], span if name == "week" else Span(
            moved(span.last, -1), span.last, "week"
        ) if span.last else span
    days = min(counted[1], 400) * (7 if name == "week" else 1)
    first = inner[1].first if ORDINALS[t.word[i]] == 1 else moved(inner[1].last, 1 - days)
    return inner[0], Span(first, moved(first, days - 1), "part")


def edge(t: Words, i: int) -> Match | None:
    """The beginning, middle or end of something: "the end of 2025", "mid-July", "end-2022", "year-end"."""
    word = t.word[i]
    if word == "year" and (t.reads(i + 1, "-", "end") or t.reads(i + 1, "'s", "end")):
        named = year_next(t, i + 3)
        return (named[0], end_of(named[1])) if named else (i + 3, end_of(t.calendar.year(0)))
    if word in ("earlier", "later", "rest", "remainder"):
        return _from_publication(t, i)
    kind = _EDGE_OF.get(EDGES.get(word, ""))
    if kind is None:
        return None
    j = i + 1 + (t.word[i + 1] in ("-", "of", "in"))
    the = t.word[j] == "the"
    j += the
    name = UNITS.get(t.word[j], "")
    if (
        the
        and name in ("month", "quarter", "decade", "century", "year", "week")
        and not number_of_year(t.word[j + 1])
    ):
        return j + 1, kind(t.calendar.year(0) if name == "year" else t.calendar.unit(name, 0))
    if the and t.word[j] in FISCAL and t.word[j + 1] == "year":
        found = year(t, j)
        return (found[0], kind(found[1])) if found else (j + 2, kind(t.calendar.year(0, True)))
    inner: Match | None = None
    for read in (part, unit, plan, year):
        found = read(t, j)
        if found and (inner is None or found[0] > inner[0]):
            inner = found
    if inner is None or inner[1].grain in ("day", "base"):
        return None
    return inner[0], kind(inner[1])


def _from_publication(t: Words, i: int) -> Match | None:
    """Earlier this year, later this month, the rest of the year."""
    j = i + 1 + (t.word[i + 1] in ("of", "in"))
    current = t.word[j] in ("this", "the", "current")
    name = UNITS.get(t.word[j + 1], "")
    published = t.calendar.published
    if not current or name not in ("week", "month", "quarter", "year", "decade") or t.word[j + 1].endswith("s"):
        return None
    whole = t.calendar.year(0) if name == "year" else t.calendar.unit(name, 0)
    if published is None:
        return j + 2, whole
    return j + 2, replace(whole, last=published) if t.word[i] == "earlier" else replace(whole, first=published)


def ago(t: Words, i: int) -> Match | None:
    """Two years ago: the calendar year, month or week then."""
    counted = number(t, i)
    if counted is None:
        return None
    j, count = counted
    name = UNITS.get(t.word[j], "")
    if t.word[j + 1] != "ago" or name not in (*UNIT_MONTHS, "week", "day"):
        return None
    if name in ("decade", "century"):
        name, count = "year", count * UNIT_MONTHS[name] // 12
    return j + 2, t.calendar.year(-count) if name == "year" else t.calendar.unit(name, -count)


def ended(t: Words, i: int) -> Match | None:
    """The year to March 2023, the 12 months to June, the quarter ended September 30, the week to July 8."""
    fiscal = t.word[i] in FISCAL
    counted = number(t, i)
    j, count = counted if counted else (i + fiscal, 1)
    j += t.word[j] == "-"
    name = UNITS.get(t.word[j], "")
    if fiscal and t.word[j] in ("ended", "ending"):
        name, j = "year", j - 1  # "the fiscal ended March 2023"
    if (
        name not in ("week", "month", "quarter", "half", "year")
        or count > 400
        or (t.word[j] == "half" and counted)
    ):
        return None
    j += 1
    if name == "half" and t.reads(j, "-", "year"):
        j += 2
    j += t.word[j] == "period"
    j += t.word[j] == "that"
    if t.reads(j, "just", "ended") and not counted:
        return j + 2, t.calendar.year(-1, True) if name == "year" else t.calendar.unit(name, -1)
    past = t.word[j] != "ending"
    if t.word[j] == "through" and t.word[i] in ("a", "an"):
        return None  # "15 percent a year through 2028"
    if t.word[j] in ("ended", "ending", "through") or (t.word[j] == "to" and (counted or t.before(i) == "the")):
        j += 1 + (t.word[j + 1] == "on")
        j += t.word[j] == "the"
    else:
        return None
    last = day(t, j) or edge(t, j) or part(t, j) or year(t, j)
    if last is None or last[1].grain == "base":
        return None
    span = not_after(last[1], t.calendar.published) if past and last[1].floating else last[1]
    if span.last is None:
        return last[0], unknown("part")
    after = moved(span.last, 1)
    first = moved(after, -7 * count) if name == "week" else shifted(after, -count * UNIT_MONTHS[name])
    return last[0], Span(first, span.last, "part")


_YEAR_WORDS = frozenset((
    *BEFORE_A_YEAR, *RELATIVE, *FISCAL, *TENS, *NAMED_CENTURIES, "year", "years", "fy", "'",
))  # fmt: skip
# Each reading with the words that it may begin with, and whether it may begin with one that has digits.
_READINGS: tuple[tuple[Callable[..., Match | None], frozenset[str], bool], ...] = (
    (day, frozenset((*WEEKDAYS, *RELATIVE, *MONTHS, "yesterday", "the")), True),
    (edge, frozenset((*EDGES, "year", "earlier", "later", "rest", "remainder")), False),
    (part, frozenset((*MONTHS, *ORDINALS, *SEASONS)) | _YEAR_WORDS, True),
    (week, frozenset(ORDINALS), False),
    (unit, frozenset((*RELATIVE, *UNITS)), False),
    (ago, frozenset(CARDINALS), True),
    (ended, frozenset((*FISCAL, *UNITS, *CARDINALS)), True),
    (plan, frozenset((*PLANS, "five")), True),
    (holiday, HOLIDAY_WORDS, False),
    (year, _YEAR_WORDS, True),
)


@lru_cache(maxsize=2**14)
def _readings(word: str) -> tuple[Callable[..., Match | None], ...]:
    """The readings of a stretch with a name that may begin with this word."""
    with_digits = word[:1].isdigit() or word[-1:].isdigit()
    return tuple(read for read, words, digits in _READINGS if word in words or (digits and with_digits))


def opens_point(word: str) -> bool:
    """Whether a stretch with a name may begin with this word."""
    return bool(_readings(word))


def point(t: Words, i: int, firm: bool = True) -> Match | None:
    """Any stretch with a name, whichever reading reaches farthest; an article before it belongs to it.

    `firm` when what stands before makes digits a year rather than a count.
    """
    j = i + (t.word[i] in DETERMINERS)
    readings = _readings(t.word[j])
    best = day(t, i) if readings and j > i else None
    for read in readings:
        found = read(t, j, firm) if read is year else read(t, j)
        if found and (best is None or found[0] > best[0]):
            best = found
    return best
