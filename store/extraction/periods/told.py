"""Times counted from one that the text told before: "that year", "ten years later", "by then"."""

from __future__ import annotations

from datetime import date

from store.extraction.periods.days import number
from store.extraction.periods.idioms import Found, open_from
from store.extraction.periods.spans import UNIT_MONTHS, Span, earlier, months_from, shifted, whole_year
from store.extraction.periods.words import UNITS, Words

_FRAMES = frozenset("in during for over throughout of within across".split())
TOLD_WORDS = frozenset(("that", "the", "by", "since", *_FRAMES))
"""The words, but for numbers, that an expression of this module may begin with."""
_LATER = frozenset(("later", "afterwards", "on"))
_STRETCH = frozenset(("period", "time", "interval"))
_LIMITED = frozenset("to ended ending through from since of in after before until up earlier ago".split())
_ONE_STRETCH = 366  # days: a longer one has no "that year"


def days_of(interval: str) -> tuple[date, date]:
    """The first and the last day of an interval; of one without an end or a beginning, the day that it has."""
    first, last = (None if end == ".." else date.fromisoformat(end) for end in interval.split("/"))
    return first or last or date.min, last or first or date.max


def told_before(t: Words, i: int) -> Found | None:
    """That year, in the following quarter, ten years later, since then, by then, over that period."""
    if t.told is None:
        return None
    first, last = days_of(t.told)
    opened = t.word[i] in _FRAMES or t.word[i] in ("by", "since")
    j = i + opened
    if opened and t.word[j] == "then":
        return _reaching(t.word[i], j + 1, Span(first, last, "years"))
    if t.word[j] == "that" and t.word[j + 1] in _STRETCH and opened:
        return Found(j + 2, t.told, "since" if t.told.endswith("..") else "within")
    if (last - first).days > _ONE_STRETCH:
        return None
    if t.word[j] == "that":
        k = j + 1 + (t.word[j + 1] == "same")
        name = UNITS.get(t.word[k], "")
        named = name in ("year", "quarter", "month") or (name == "half" and opened)
        if named and not t.word[k].endswith("s") and t.word[k + 1] not in ("-", "of"):
            return _reaching(t.word[i], k + 1, _round(last, name))
    if t.word[j] == "the" and t.word[j + 1] in ("following", "subsequent"):
        name = UNITS.get(t.word[j + 2], "")
        if name in ("year", "quarter", "month", "half") and not t.word[j + 2].endswith("s"):
            return _reaching(t.word[i], j + 3, _moved(first, last, name, 1))
    return _later(t, i, first, last)


def _later(t: Words, i: int, first: date, last: date) -> Found | None:
    """Ten years later, a year on."""
    counted = number(t, i)
    if counted is None:
        return None
    k, count = counted
    name = UNITS.get(t.word[k], "")
    if name not in UNIT_MONTHS or t.word[k + 1] not in _LATER or count * UNIT_MONTHS[name] > 1200:
        return None
    if t.word[k + 1] == "on" and t.word[k + 2] not in (",", ".", ";", ""):
        return None  # "two years on the market"
    if t.word[k + 2] in ("than", "this", "next"):
        return None
    return Found(k + 2, _moved(first, last, name, count).interval(), "within")


def months_told(t: Words, i: int) -> Found | None:
    """In the seven months, for the nine-month period: those told before, or those of the year just over.

    Also "in the quarter" or "in the year", where one has been told of that is over.
    """
    if t.word[i] not in _FRAMES or t.word[i + 1] not in ("the", "that", "this"):
        return None
    name = UNITS.get(t.word[i + 2], "")
    if name in ("quarter", "half", "month", "year") and not t.word[i + 2].endswith("s") and t.told:
        first, last = days_of(t.told)
        whole = months_from(first, UNIT_MONTHS[name], "part").interval()
        end = i + 3
        under_way = name == "year" and t.calendar.published is not None and last > t.calendar.published
        alike = whole == t.told and t.word[end] not in (*_LIMITED, "-")
        return Found(end, whole, "within") if alike and not under_way else None
    counted = number(t, i + 2)
    if counted is None or not 2 < counted[1] < 12:
        return None
    k, count = counted
    k += t.word[k] == "-"
    if t.word[k] not in ("month", "months"):
        return None
    k += 1 + (t.word[k + 1] in _STRETCH)
    if t.word[k] in _LIMITED:
        return None
    if t.told and t.told == months_from(days_of(t.told)[0], count, "part").interval():
        return Found(k, t.told, "within")
    span = _just_over(t, count)
    return Found(k, span.interval(), "within") if span else None


def _just_over(t: Words, count: int) -> Span | None:
    """The stretch of so many months that began with a year, calendar or fiscal, and was over lately."""
    published = t.calendar.published
    if published is None:
        return None
    month = published.replace(day=1)
    for ended in (month, shifted(month, -1)):
        first = shifted(ended, -count)
        begins = (1, t.calendar.fiscal.month)
        if first.month in begins or (count in (3, 6) and (first.month - begins[-1]) % count == 0):
            return months_from(first, count, "part")
    return None


def _reaching(opening: str, end: int, span: Span) -> Found:
    if opening == "by":
        return Found(end, f"../{span.last}", "until")
    if opening == "since":
        return Found(end, open_from(span.first), "since")
    return Found(end, span.interval(), "within")


def _round(day: date, name: str) -> Span:
    """The calendar's year, half, quarter or month round a day."""
    if name == "year":
        return whole_year(day.year)
    length = UNIT_MONTHS[name]
    return months_from(day.replace(month=(day.month - 1) // length * length + 1, day=1), length, name)


def _moved(first: date, last: date, name: str, count: int) -> Span:
    """The stretch so many units later: as long as the one that was told, or the unit round its end."""
    months = count * UNIT_MONTHS[name]
    unit = "year" if UNIT_MONTHS[name] >= 12 else name
    whole = months_from(first, UNIT_MONTHS[unit], unit)
    base = whole if whole.last == last else _round(last, unit)
    later = earlier(str(base.interval()), -months).split("/")
    return Span(date.fromisoformat(later[0]), date.fromisoformat(later[1]), unit)
