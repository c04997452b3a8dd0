"""Whole expressions of time: a point or a range with the words before it that say what part it plays."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import Literal, NamedTuple

from store.extraction.periods.points import ago, day, number, point
from store.extraction.periods.spans import Span, middle_day, months_from, moved, shifted, unknown, whole_years
from store.extraction.periods.words import CHANGE, COMPARE, RELATIVE, UNITS, WEAK, Words
from store.extraction.periods.years import number_of_year, year

Role = Literal["within", "since", "until", "date", "comparison", "span", "future", "name"]


class Found(NamedTuple):
    """An expression: the place of the word after it, its interval and its role."""

    end: int
    interval: str | None
    role: Role


# The words that open an expression, the longest first, and the frame that they make.
_FRAMES: tuple[tuple[tuple[str, ...], str], ...] = tuple(
    sorted(
        (
            (tuple(words.split()), frame)
            for frame, phrases in {
                "within": "in|during|for|of|throughout|over|at|on|around|across|as early as|as late as|as recently as|"
                "as soon as|back in|only in|dating back to|all through|over the course of|in the course of",
                "until": "by|until|till|through|before|as of|as at|up to|up until|no later than|not later than|prior to|"
                "ahead of|to the end of|by as early as|by around|by about|no earlier than|through to",
                "since": "since|ever since|starting from|starting in|beginning in|beginning from|starting|as from|from|after|"
                "since as early as|with effect from|effective from|effective|post -|post",
                "compare": "compared with|compared to|compared|in comparison with|in comparison to|as compared with|"
                "as compared to|comparing with|versus|vs|vs .|against|than|than that of|than that in|relative to|"
                "than those of|than those in|compared with that of|compared with that in|compared with those in",
                "between": "between",
            }.items()
            for words in phrases.split("|")
        ),
        key=lambda entry: -len(entry[0]),
    )
)
_FIRST_WORDS: dict[str, list[tuple[tuple[str, ...], str]]] = {}
for _entry in _FRAMES:
    _FIRST_WORDS.setdefault(_entry[0][0], []).append(_entry)

_UNIT_TO_UNIT = frozenset(("year", "month", "quarter", "week"))
_SHORT_CHANGE = frozenset(("yoy", "qoq", "mom", "wow"))
_NOW = frozenset(("now", "today", "present", "date", "onward", "onwards", "on", "then"))
_SAME = frozenset(("same", "corresponding", "comparable", "equivalent", "like", "similar"))
_STRETCHES = frozenset(
    ("period", "time", "month", "months", "quarter", "half", "stage", "day", "week", "interval", "point")
)
_RANGES = frozenset(("range", "years", "days"))
_CLOCK = re.compile(r"([01]?\d|2[0-4])[:.][0-5]\d(?::[0-5]\d)?(am|pm|hrs?|h)?$", re.ASCII)
_HOUR = re.compile(r"(1[0-2]|[1-9])(am|pm)?$", re.ASCII)
_ORDINAL_PLAN = re.compile(r"(\d{1,2})(?:st|nd|rd|th)$", re.ASCII)
_PLAN_ORDINALS = dict(zip("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
                          "fourteenth fifteenth sixteenth".split(), range(1, 17), strict=True))  # fmt: skip
_CHANGE_REACH = 9


def mention(t: Words, i: int) -> Found | None:
    """The expression that begins at this word."""
    word = t.word[i]
    found = _change_over(t, i) or _same_period(t, i) or _clock(t, i) or _plan(t, i) or _so_far(t, i)
    if found:
        return found
    for words, frame in _FIRST_WORDS.get(word, ()):
        j = i + len(words)
        if t.word[i:j] == list(words):
            found = _framed(t, i, j, frame)
            if found:
                return found
    return _framed(t, i, i, "bare")


def _framed(t: Words, i: int, j: int, frame: str) -> Found | None:
    if frame in ("within", "bare"):
        lasting = _lasting(t, j)
        if lasting:
            return lasting
    if frame == "compare" and j > i:
        j += t.word[j] in ("in", "for", "at", "by", "during", "of")
    if frame != "bare" and i != j:
        same = _same_period(t, j)
        plan = _plan(t, j)
        if same:
            return same
        if plan:
            return _in_plan(plan, frame)
    ranged = _range(t, i, j, frame)
    if ranged:
        return ranged
    found = point(t, j, firm=frame != "bare")
    if found is None or (frame == "between" and found[1].grain not in _RANGES):
        return None
    end, span = found
    if frame == "bare":
        return _bare(t, i, end, span)
    return _role(t, i, end, span, frame)


def _role(t: Words, i: int, end: int, span: Span, frame: str) -> Found | None:
    """The role of a point after these opening words."""
    opening = t.word[i]
    if span.grain == "base":
        return Found(end, None, "comparison")
    if frame == "compare":
        return Found(end, span.interval(), "comparison")
    if opening in ("from", "between") and span.grain in _RANGES:
        return Found(end, span.interval(), "within")
    if opening == "from" and t.word[end] in ("on", "onward", "onwards", "forward"):
        return Found(end + 1, _open(span.first), "since")
    if opening in ("from", "over", "on") and t.word[end - 1] != "ago" and _after_change(t, i):
        relative = t.word[i + 1 : i + 2]
        if span.grain not in ("day", "days") and (opening != "over" or relative != ["the"]):
            return Found(end, span.interval(), "comparison")
    if frame == "since":
        first = span.first
        if opening == "after" or opening == "post":
            first = moved(span.last, 1) if span.last and span.grain != "day" else span.last
        return Found(end, _open(first), "since")
    if frame == "until":
        return Found(end, _closed(t, i, span), "until")
    return _plain(t, end, span)


def _plain(t: Words, end: int, span: Span) -> Found:
    if span.grain == "end":
        return Found(end, f"../{span.last}" if span.last else None, "until")
    if span.grain == "day":
        at = end + (t.word[end] in ("at", "around") or t.word[end] == ",")
        clock = _clock(t, at)
        return Found(clock.end if clock else end, span.interval(), "date")
    return Found(end, span.interval(), "within")


def _bare(t: Words, i: int, end: int, span: Span) -> Found | None:
    """A point without opening words. A bare year needs a reason to be one."""
    if span.grain == "base":
        return Found(end, None, "comparison")
    if end == i + 1 and number_of_year(t.word[i]):
        return _bare_year(t, i, span)
    if (
        end == i + 1
        and span.grain == "month"
        and t.word[i] in ("may", "march", "august", "april", "june", "sep", "mar", "jan")
    ):
        before, after = t.raw[i - 1] if i else "", t.raw[i + 1]
        if t.word[i] == "may" or after[:1].isupper() or (before[:1].isupper() and before.isalpha()):
            return None
    if end == i + 1 and t.word[i] in ("spring", "summer", "autumn", "fall", "winter", "the"):
        return None
    return _plain(t, end, span)


def _bare_year(t: Words, i: int, span: Span) -> Found | None:
    """Digits with no preposition: a year before what it measures, in brackets, or as a subject; a name after a name."""
    before, after = t.before(i), t.word[i + 1]
    raw_before, raw_after = t.raw[i - 1] if i else "", t.raw[i + 1]
    if raw_after[:1].isupper() and t.raw[i + 2][:1].isupper() and not raw_after.isupper():
        return Found(i + 1, span.interval(), "name")
    if raw_before[:1].isupper() and raw_before.isalpha() and not raw_after[:1].islower() and i > 1:
        return Found(i + 1, span.interval(), "name")
    if "1950" <= t.word[i] < "2070" and (
        before in ("(", ")", "", "'s", ",", ";", ":", "\n\n", ".", "and", "or", "year", "[", "late", "early")
        or after in (")", "]", "was", "is", "saw", "has", "will", ":", "-", "'s", "alone", "marks", "marked")
        or not after[:1].isdecimal()
    ):
        if raw_before[:1].isupper() and raw_before.isalpha() and i > 1 and before not in ("the", "in", "for"):
            return Found(i + 1, span.interval(), "name" if not raw_after[:1].islower() else "within")
        return Found(i + 1, span.interval(), "within")
    return None


def _open(first: date | None) -> str | None:
    return f"{first}/.." if first else None


def _closed(t: Words, i: int, span: Span) -> str | None:
    """The interval up to a point: to its last day, or to the day before it."""
    last = span.last
    if t.word[i] in ("before", "prior", "ahead") and span.grain != "end":
        last = moved(span.first, -1) if span.first else None
    elif span.grain == "middle":
        last = middle_day(span)
    elif span.grain == "start" and t.word[i + 1] != "early":
        last = span.first
    return f"../{last}" if last else None


def _after_change(t: Words, i: int) -> bool:
    """Whether a change or a figure stands shortly before, in the same sentence: "up 5 percent from 2019"."""
    for back in range(1, _CHANGE_REACH):
        word = t.before(i, back)
        if word in (".", ";", "\n\n", "") and not (word == "." and back == 1):
            return False
        if word in CHANGE:
            return True
        if word in ("since", "between"):
            return False
    return False


def _range(t: Words, i: int, j: int, frame: str) -> Found | None:
    """From one point to another: "from 2016 to 2020", "between July 2022 and June 2023", "since 2019 to date"."""
    first = point(t, j, firm=frame != "bare")
    if first is None or first[1].grain == "base":
        return None
    k, begin = first
    joint = t.word[k]
    if joint == "up" and t.word[k + 1] == "to":
        k, joint = k + 1, "to"
    if joint not in ("to", "until", "till", "through", "-") and not (joint == "and" and frame == "between"):
        return None
    if t.word[i] == "from" and t.word[k + 1] in _NOW and t.word[k + 1] not in ("on", "then"):
        return Found(k + 2, _open(begin.first), "since")
    if frame in ("until", "since", "compare") and t.word[i] not in ("from", "starting", "through"):
        return None
    if joint == "-" and begin.grain == "day" and not t.glued(k - 1) and frame == "bare":
        return None
    second = point(t, k + 1)
    if second is None or second[1].grain == "base" or not second[1].known or not begin.known:
        return None
    end, last = second
    if begin.floating and last.last and last.first:
        again = point(t.at(replace(t.calendar, published=last.last)), j, True)
        begin = again[1] if again else begin
    elif last.floating and last.first and last.last and begin.first and last.last < begin.first:
        years = (
            begin.first.year
            - last.first.year
            + (last.first.replace(year=begin.first.year, day=1) < begin.first)
        )
        last = Span(shifted(last.first, 12 * years), shifted(last.last, 12 * years), last.grain)
    if not (begin.first and last.last and begin.first <= last.last):
        return None
    end += t.word[end] == "period"
    return Found(end, f"{begin.first}/{last.last}", "within")


def _lasting(t: Words, i: int) -> Found | None:
    """A length of time up to now or from now: "the past 30 years", "the next decade", "within three years"."""
    j = i + (t.word[i] in ("the", "this", "its", "these", "those", "their"))
    word = t.word[j]
    future = word in ("next", "coming", "following", "upcoming", "subsequent")
    if not future and word not in ("past", "last", "previous", "recent", "preceding", "latest"):
        if t.before(i) == "within" or word == "within":
            return _within(t, i + (word == "within"))
        return None
    counted = number(t, j + 1)
    k, count = counted if counted else (j + 1, 1)
    k += t.word[k] == "-"
    few = t.word[k] in ("few", "several", "couple")
    if few:
        return None
    k += t.word[k] in ("full", "consecutive", "calendar", "straight")
    name = UNITS.get(t.word[k])
    if name is None:
        return None
    if (
        t.word[k + 1] in ("of", "in")
        and counted
        and t.word[k + 2] in ("the", "last", "this")
        or number_of_year(t.word[k + 2])
    ):
        return None
    if counted is None and (word != "past" and name not in ("decade", "century") or word == "previous"):
        return None
    span = t.calendar.lasting(count, name, 1 if future else -1)
    return Found(k + 1, span.interval(), "future" if future else "span" if counted else "within")


def _within(t: Words, i: int) -> Found | None:
    counted = number(t, i)
    if counted is None:
        return None
    name = UNITS.get(t.word[counted[0]])
    if name is None or name in ("half", "quarter") or t.word[counted[0] + 1] == "of":
        return None
    return Found(counted[0] + 1, t.calendar.lasting(counted[1], name, 1).interval(), "future")


def _so_far(t: Words, i: int) -> Found | None:
    """So far this year, this year so far, year to date, since the beginning of the year."""
    j = i + 2 if t.word[i] == "so" and t.word[i + 1] == "far" else i
    if j > i:
        j += t.word[j] in ("in", "during")
        found = point(t, j) if t.word[j] in ("this", "last", "the") or number_of_year(t.word[j]) else None
        if found and found[1].grain in ("year", "month", "quarter", "part"):
            return Found(found[0], _open(found[1].first), "since")
        return None
    if (
        t.word[i] in ("year", "month")
        and t.word[i + 1 : i + 4] in (["-", "to", "-"], ["to", "date", ""])
        or (t.word[i] == "year" and t.word[i + 1 : i + 3] == ["to", "date"])
    ):
        j = i + 3 if t.word[i + 1] == "to" else i + 5
        if t.word[j - 1] == "date":
            return Found(j, _open(t.calendar.unit(t.word[i], 0).first), "since")
    return None


def _change_over(t: Words, i: int) -> Found | None:
    """Year on year, month-on-month, yoy, y/y, a year earlier, than the year before, year-ago."""
    word = t.word[i]
    if word in _SHORT_CHANGE:
        return Found(i + 1, None, "comparison")
    if word in ("y", "m", "q"):
        j = i + 1
        if t.word[j] in ("/", "-"):
            j += 1 + (t.word[j] == "-" and t.word[j + 1 : j + 3] == ["o", "-"]) * 2
            if t.word[j] == word:
                return Found(j + 1, None, "comparison")
        return None
    j = i + (word in ("on", "over") and t.word[i + 1] in ("a", "an"))
    j += j > i
    if t.word[j] in _UNIT_TO_UNIT:
        k = j + 1 + (t.word[j + 1] == "-")
        if t.word[k] in ("on", "over"):
            m = k + 1 + (t.word[k + 1] == "-")
            if t.word[m] == t.word[j]:
                m += 1
                if j > i:
                    m += t.word[m] in ("basis", "comparison")
                return Found(m, None, "comparison")
        if t.word[j + 1] == "-" and t.word[j + 2] in ("ago", "earlier", "before"):
            return Found(j + 3, None, "comparison")
    return _earlier(t, i)


def _earlier(t: Words, i: int) -> Found | None:
    """A year earlier, from a year ago, three years before, on the year, prior-year."""
    opened = t.word[i] in ("from", "than", "over", "on", "to", "versus", "against", "of")
    j = i + opened + (opened and t.word[i + 1] in ("in", "of", "that", "for"))
    if (
        t.word[j] in ("prior", "previous", "preceding")
        and t.word[j + 1] == "-"
        and t.word[j + 2] in _UNIT_TO_UNIT
    ):
        return Found(j + 3, None, "comparison")
    if t.word[j] == "the" and t.word[j + 1] in _UNIT_TO_UNIT:
        if t.word[j + 2] in ("before", "earlier"):
            return Found(j + 3, None, "comparison")
        if t.word[i] == "on" and _after_change(t, i) and not number_of_year(t.word[j + 2]):
            return Found(j + 2, None, "comparison")
    counted = number(t, j)
    if counted is None or t.word[counted[0]] not in UNITS:
        return None
    k = counted[0] + 1
    if t.word[k] == "earlier" or (t.word[k] == "before" and counted[1] == 1):
        return Found(k + 1, None, "comparison")
    if t.word[k] == "ago" and opened and t.word[i] in ("from", "than", "on", "over", "against", "versus"):
        found = ago(t, j)
        return Found(k + 1, found[1].interval() if found else None, "comparison")
    return None


def _same_period(t: Words, i: int) -> Found | None:
    """The same period last year, the corresponding quarter of 2021, the year-earlier period."""
    j = i
    while (
        t.word[j] in ("from", "over", "in", "during", "than", "on", "for", "to", "against", "with", "of")
        and j < i + 2
    ):
        j += 1
    j += t.word[j] == "the"
    if t.word[j] not in _SAME:
        return None
    j += 1
    counted = number(t, j)
    if counted and counted[1] > 1:
        j = counted[0]
    named = point(t, j) if t.word[j] not in _STRETCHES else None
    if t.word[j] in _STRETCHES:
        j += 1
    elif named and named[1].grain in ("month", "part", "base"):
        return Found(named[0], None, "comparison")
    else:
        return None
    k = j + (t.word[j] in ("of", "in", "a", "during"))
    k += t.word[k] in ("the", "a") and t.word[k + 1] in ("year", "previous", "prior", "preceding")
    if t.word[k] == "year" and t.word[k + 1] in ("earlier", "ago", "before"):
        return Found(k + 2, None, "comparison")
    found = year(t, k)
    if found is None or found[1].grain not in ("year", "base"):
        return None
    return Found(found[0], None, "comparison")


def _clock(t: Words, i: int) -> Found | None:
    """10:30, 10:30 am, at 9 a.m., 3pm."""
    j = i + (t.word[i] in ("at", "around", "by"))
    word = t.word[j]
    full = _CLOCK.match(word) if ":" in word or word[-1:] in ("m", "h") else None
    hour = None if full else _HOUR.match(word)
    if full is None and hour is None:
        return None
    k = j + 1
    half = t.word[k] in ("am", "pm") or (
        t.word[k] in ("a", "p") and t.word[k + 1] == "." and t.word[k + 2] == "m"
    )
    if half:
        k += 1 if t.word[k] in ("am", "pm") else 3 + (t.word[k + 3] == ".")
    if (full and ":" in word) or half or (hour and hour[2]) or (full and full[2]):
        k += t.word[k] in ("gmt", "utc", "ist", "bst", "est", "cet", "sgt", "hkt", "hours", "hrs", "local")
        return Found(k, None, "date")
    return None


def _plan(t: Words, i: int) -> Found | None:
    """14th Five-Year Plan, the 13th Five-Year Plan period (2016-20): the years in brackets, or counted from 1953."""
    j = i + (t.word[i] == "the")
    ordinal = _ORDINAL_PLAN.match(t.word[j])
    which = int(ordinal[1]) if ordinal else _PLAN_ORDINALS.get(t.word[j])
    j += which is not None
    dashed = t.word[j + 1] == "-"
    if not (t.word[j] in ("five", "5") and t.word[j + 1 + dashed] in ("year", "years")):
        return None
    j += 2 + dashed
    if t.word[j] not in ("plan", "plans", "programme", "program"):
        return None
    j += 1
    period = t.word[j] in ("period", "periods")
    j += period
    interval = whole_years(1948 + 5 * which, 1952 + 5 * which).interval() if which and which < 40 else None
    dated = False
    if t.word[j] == "(":
        found = point(t, j + 1)
        if found and t.word[found[0]] == ")" and found[1].grain in ("years", "year"):
            j, interval, dated = found[0] + 1, found[1].interval(), True
            period = period or t.word[j] == "period"
            j += t.word[j] == "period"
    return Found(
        j, interval, "within" if period or dated and t.before(i) in ("during", "in", "over", "for") else "name"
    )


def _in_plan(plan: Found, frame: str) -> Found | None:
    first, last = plan.interval.split("/") if plan.interval else (None, None)
    if frame == "within":
        return plan._replace(role="within")
    if frame in ("since", "until"):
        interval = None if first is None else f"{first}/.." if frame == "since" else f"../{last}"
        return plan._replace(interval=interval, role="since" if frame == "since" else "until")
    return plan._replace(role="comparison")
