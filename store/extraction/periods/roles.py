"""The part that a stretch of time plays, by the words before and after it."""

from __future__ import annotations

from store.extraction.periods.bare import opens_a_name
from store.extraction.periods.days import clock
from store.extraction.periods.idioms import Found, after_change, open_from
from store.extraction.periods.ranges import ONWARDS
from store.extraction.periods.spans import Span, middle_day, moved, not_after, with_grain
from store.extraction.periods.words import CHANGE, DETERMINERS, FUNCTION, LEVELS, Words
from store.extraction.periods.years import number_of_year

RANGES = frozenset(("range", "years", "days", "plan"))
_DATING_A_PLAN = frozenset(("during", "over", "throughout", "since", "by", "until", "before"))
_NAMING = DETERMINERS | {"'s"}
_PICKING = frozenset(("pick", "start", "set", "open", "opened", "opens", "starts", "started"))
_RECORDS = frozenset(
    "highest lowest largest smallest biggest steepest sharpest fastest slowest strongest weakest".split()
)
_PRICED = frozenset(("from", "at", "on", "over", "of", "to", "in"))


def role(t: Words, i: int, j: int, end: int, span: Span, frame: str) -> Found | None:
    """The expression from word `i` on, with the stretch at `j:end` in this frame."""
    opening = t.word[i]
    if span.grain == "base":
        return Found(end, None, "comparison")
    if span.grain == "plan":
        if opening not in _DATING_A_PLAN:
            return None
        span = with_grain(span, "years")
    bare_year = end == j + 1 and number_of_year(t.word[j]) is not None
    based = _based(t, i, end, span, frame, bare_year)
    if based:
        return based
    if opening in ("above", "below") or (bare_year and opening in ("over", "on", "at", "around")):
        return None
    if opening == "from" and t.word[end] in ONWARDS:
        return Found(end + 1, open_from(span.first), "since")
    if opening in ("from", "between") and span.grain in RANGES:
        return Found(end, span.interval(), "within")
    if span.floating and span.grain == "day" and opening in ("as", "since"):
        span = not_after(span, t.calendar.published)
    if t.word[end - 2] in _NAMING and number_of_year(t.word[end - 1]) and opens_a_name(t, end):
        return Found(end, span.interval(), "name")
    if frame == "since" and opening == "since" and _after_superlative(t, i):
        return Found(end, None, "comparison")
    if frame == "since":
        return Found(end, _since(opening, span), "since")
    if frame == "until":
        if opening == "to" and not _ends_at(t, i, end, span):
            return None
        return Found(end, _until(t, i, span), "until")
    return plain(t, end, span)


def plain(t: Words, end: int, span: Span) -> Found:
    """The expression where nothing but the stretch itself says what part it plays."""
    if span.grain == "end":
        return Found(end, f"../{span.last}" if span.last else None, "until")
    if span.grain == "day":
        return Found(clock(t, end + (t.word[end] == ",")) or end, span.interval(), "date")
    return Found(end, span.interval(), "name" if span.grain == "plan" else "within")


def _based(t: Words, i: int, end: int, span: Span, frame: str, bare_year: bool) -> Found | None:
    """The base of a comparison: "than in 2021", "(up 5 percent) from 2019", "below 2005 levels"."""
    opening, levels = t.word[i], t.word[end] in LEVELS
    if opening in ("above", "below"):
        return Found(end + 1, span.interval(), "comparison") if levels else None
    priced = bare_year and opening in _PRICED and (levels or t.reads(end, "prices"))
    if frame == "comparison" or priced:
        return Found(end + (levels or priced), span.interval(), "comparison")
    if opening not in ("from", "over", "on") or span.grain in ("day", *RANGES) or not after_change(t, i):
        return None
    published = t.calendar.published
    if published and span.first and span.first > published:
        return None
    beside = t.before(i) in CHANGE - {"up"} or t.before(i) == ")"
    figure = any(t.before(i, back)[:1].isdecimal() or t.before(i, back) in ("up", "down") for back in (1, 2, 3))
    changed = figure and t.before(i, 2) not in _PICKING
    if (
        beside
        or (opening == "over" and (bare_year or (figure and span.grain == "year")))
        or (opening == "from" and changed)
        or (opening == "on" and t.word[end - 1] != "ago")
    ):
        return Found(end, span.interval(), "comparison")
    return None


def _after_superlative(t: Words, i: int) -> bool:
    """Whether "since" tells how rare something is: "the first time since 2013", "the highest figure since"."""
    if t.before(i) in _RECORDS:
        return True
    return t.before(i).isalpha() and (
        t.before(i, 2) in _RECORDS or t.before(i, 2) in ("first", "best", "worst")
    )


def _since(opening: str, span: Span) -> str | None:
    if span.grain == "middle":
        day = middle_day(span)
        return open_from(moved(day, 1) if day and day != span.last else span.first)
    if opening != "after":
        return open_from(span.first)
    whole = span.last is not None and span.grain not in ("day", "end")
    return open_from(moved(span.last, 1) if whole and span.last else span.last)


def _until(t: Words, i: int, span: Span) -> str | None:
    """The interval up to a point: to its last day, or to the day before it."""
    last = span.last
    if t.word[i] in ("before", "prior", "ahead") and span.grain != "end":
        last = moved(span.first, -1) if span.first else None
    elif span.grain == "middle":
        last = middle_day(span)
    elif span.grain == "start" and "early" not in t.word[i + 1 : i + 3]:
        last = span.first
    return f"../{last}" if last else None


def _ends_at(t: Words, i: int, end: int, span: Span) -> bool:
    """Whether "to 2030" is a point in time rather than what something has risen to."""
    if span.grain not in ("year", "end", "middle") or after_change(t, i):
        return False
    noun_follows = t.raw[end][:1].isalnum() and t.word[end] not in FUNCTION
    return not noun_follows and (span.grain != "year" or number_of_year(t.word[end - 1]) is not None)
