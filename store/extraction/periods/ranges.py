"""Ranges of time: from one point to another, from now to a point."""

from __future__ import annotations

from datetime import date

from store.extraction.periods.idioms import Found, open_from
from store.extraction.periods.spans import Span, shifted
from store.extraction.periods.stretches import point
from store.extraction.periods.words import Words
from store.extraction.periods.years import Match, number_of_year

ONWARDS = frozenset(("on", "onward", "onwards", "forward"))
_REASONS = frozenset("is are will would can has have".split())  # "since it is to close in 2025": because
_EVENT_WORDS = 16
_LASTING = frozenset(("over", "during", "across", "throughout"))
_RESPECTIVELY = 12
_NOW = frozenset(("now", "today", "present", "date", "onward", "onwards"))


def from_now(t: Words, j: int, frame: str) -> Found | None:
    """From now until 2030, between now and November 15."""
    if t.word[j] not in ("now", "today") or frame not in ("since", "between"):
        return None
    k = j + 1 + (t.word[j + 1] in ("up", "on", "through"))
    if t.word[k] not in ("to", "until", "till", "through", "and"):
        return Found(j + 2, open_from(t.calendar.published), "since") if t.word[j + 1] in ONWARDS else None
    last = point(t, k + 1)
    if last is None:
        return None
    published, day = t.calendar.published, last[1].last
    if published is None or day is None:
        return Found(last[0], None, "future")
    day = shifted(day, 12) if last[1].floating and day < published else day
    return Found(last[0], f"{published}/{day}" if published <= day else None, "future")


def since_event(t: Words, j: int) -> Found | None:
    """(Since) its founding in 2008, (since) the group announced its plans in May 2021."""
    for k in range(j + 1, j + _EVENT_WORDS):
        word = t.word[k]
        if not (word.isalnum() or word in ("-", "'s")) or word in _REASONS:
            return None
        if word in ("in", "on"):
            found = point(t, k + 1)
            if found and found[1].known and found[1].grain in ("year", "month", "day", "part"):
                return Found(found[0], open_from(found[1].first), "since")
        if word in ("last", "this", "early", "late"):
            found = point(t, k)
            if found and found[1].known:
                return Found(found[0], open_from(found[1].first), "since")
    return None


def between_points(t: Words, i: int, j: int, frame: str, first: Match) -> Found | None:
    """From one point to another: "from 2016 to 2020", "between July 2022 and June 2023", "2019 to date"."""
    k, begin = first
    joint = t.word[k]
    if begin.grain == "base":
        return None
    if joint == "up" and t.word[k + 1] in ("to", "until"):
        k, joint = k + 1, "to"
    both = joint == "and" and (frame == "between" or (t.word[i] in _LASTING and begin.grain == "year"))
    together = joint == "and" and frame == "within" and not both and begin.grain in ("year", "month")
    both = both or together
    if joint not in ("to", "until", "till", "through", "-") and not both:
        return None
    if frame in ("since", "between") and t.word[k + 1] in _NOW:
        return Found(k + 2, open_from(begin.first), "since")
    if frame in ("until", "comparison") and t.word[i] != "through":
        return None
    if t.word[i] == "since" or (joint == "-" and not t.glued(k - 1) and begin.grain != "day"):
        return None
    if joint == "to" and frame == "bare" and begin.grain == "year" and not number_of_year(t.word[j]):
        return None
    second = point(t, k + 1)
    if second is None or second[1].grain == "base" or not (second[1].known and begin.known):
        return None
    end, last = second
    if together and (last.grain != begin.grain or not _together(t, i, end, begin, last)):
        return None
    span = _joined_days(t, j, begin, last)
    if span is None:
        return None
    end += t.word[end] == "period"
    return Found(end, f"{span[0]}/{span[1]}", "within")


def _together(t: Words, i: int, end: int, begin: Span, last: Span) -> bool:
    """Whether two years or months are one stretch: "in January and February", but for "respectively"."""
    if t.word[i + 1] == "both" or "respectively" in t.word[end : end + _RESPECTIVELY]:
        return False
    if begin.last is None or last.first is None:
        return False
    if begin.floating:
        return (last.first.month - begin.last.month) % 12 == 1
    return (last.first - begin.last).days == 1


def _joined_days(t: Words, j: int, begin: Span, last: Span) -> tuple[date, date] | None:
    """The first and the last day of a range; a point without a year is read by the other's."""
    if last.first is None or last.last is None or begin.first is None:
        return None
    first_day, last_day = begin.first, last.last
    if begin.floating:
        again = point(t.published(last.last), j)
        first_day = again[1].first if again and again[1].first else first_day
        if first_day > last.last:
            first_day = shifted(first_day, -12)
    elif last.floating and last_day < first_day:
        last_day = shifted(last_day, 12 * (first_day.year - last_day.year))
        last_day = shifted(last_day, 12) if last_day < first_day else last_day
    return (first_day, last_day) if first_day <= last_day else None
