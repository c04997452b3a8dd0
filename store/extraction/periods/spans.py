"""Stretches of the calendar, and the arithmetic on them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta


@dataclass(slots=True, eq=False, repr=False)
class Span:
    """The days from `first` to `last`, both included; both `None` where they cannot be known.

    `grain` says what kind of stretch it is: a length ("day", "week", "month", "part" of a year, "year",
    "years"), an edge of another stretch ("start", "middle", "end"), or "base" for the previous year or the same
    period of one, of which comparisons speak. `floating` means that the text names no year and the latest
    fitting one was taken.
    """

    first: date | None
    last: date | None
    grain: str
    floating: bool = False

    @property
    def known(self) -> bool:
        """Whether the days are known."""
        return self.first is not None and self.last is not None

    def interval(self) -> str | None:
        """The ISO 8601 interval with both ends."""
        return f"{self.first}/{self.last}" if self.known else None


def unknown(grain: str) -> Span:
    """A stretch that the text names but that no date can be given to."""
    return Span(None, None, grain)


def shifted(day: date, months: int) -> date:
    """The day so many months later (or earlier), at the latest the last of that month, inside the calendar."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    return date(year, month + 1, min(day.day, _days_in(year, month + 1)))


def _days_in(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def moved(day: date, days: int) -> date:
    """The day so many days later (or earlier), inside the calendar."""
    number = day.toordinal() + days
    return date.fromordinal(min(max(number, 1), date.max.toordinal()))


def months_from(first: date, months: int, grain: str) -> Span:
    """The stretch of so many months that begins on `first`."""
    return Span(first, max(first, moved(shifted(first, months), -1)), grain)  # the calendar may end before


def earlier(interval: str, months: int = 12) -> str:
    """The interval so many months before another: what "a year earlier" means beside a fact of that period.

    >>> earlier("2024-04-01/2024-06-30", 3)
    '2024-01-01/2024-03-31'
    """
    ends = interval.split("/")
    return "/".join(end if end == ".." else _earlier(date.fromisoformat(end), months) for end in ends)


def _earlier(day: date, months: int) -> str:
    """The day so many months before; the last day of a month stays one."""
    before = shifted(day, -months)
    if day.day == _days_in(day.year, day.month):
        before = before.replace(day=_days_in(before.year, before.month))
    return before.isoformat()


def not_after(span: Span, day: date | None) -> Span:
    """The stretch a year earlier where it ends after this day."""
    if day is None or span.first is None or span.last is None or span.last <= day:
        return span
    return replace(span, first=shifted(span.first, -12), last=shifted(span.last, -12))


def whole_year(year: int) -> Span:
    """The calendar year."""
    return Span(date(year, 1, 1), date(year, 12, 31), "year")


def whole_years(first: int, last: int) -> Span:
    """The calendar years from one to another."""
    return Span(date(first, 1, 1), date(last, 12, 31), "years")


def with_grain(span: Span, grain: str) -> Span:
    """The same days seen as another kind of stretch."""
    return Span(span.first, span.last, grain, span.floating)


@dataclass(slots=True, eq=False, repr=False)
class FiscalYear:
    """How a country counts fiscal years: their first month, and whether "2023" is the year they end in."""

    month: int = 1
    named_by_end: bool = True
    stated: bool = False

    def labelled(self, year: int) -> Span:
        """The fiscal year that is called by this one number."""
        begins = year - 1 if self.named_by_end and self.month > 1 else year
        return months_from(date(begins, self.month, 1), 12, "year")

    def starting(self, year: int) -> Span:
        """The fiscal year that begins in this year: "2022-23". April where the country is not known."""
        return months_from(date(year, self.month if self.stated else 4, 1), 12, "year")

    def around(self, day: date, offset: int) -> Span:
        """The fiscal year round a day, or one so many years from it."""
        years = offset - (day.month < self.month)
        return months_from(shifted(date(day.year, self.month, 1), 12 * years), 12, "year")


@dataclass(slots=True, eq=False, repr=False)
class Calendar:
    """What relative expressions are resolved against: the publication date, the country's fiscal year."""

    published: date | None
    fiscal: FiscalYear

    def year(self, offset: int, fiscal: bool = False) -> Span:
        """This year, or one so many years from it."""
        if self.published is None:
            return unknown("year")
        if fiscal:
            return self.fiscal.around(self.published, offset)
        year = self.published.year + offset
        return whole_year(year) if 1 <= year <= 9999 else unknown("year")

    def unit(self, unit: str, offset: int) -> Span:
        """This week, month, quarter or half-year, or one so many of them from it."""
        day = self.published
        if day is None:
            return unknown(unit)
        if unit == "day":
            return Span(moved(day, offset), moved(day, offset), "day")
        if unit == "week":
            first = moved(day, -day.weekday() + 7 * offset)
            return Span(first, moved(first, 6), "week")
        if unit == "weekend":
            saturday = moved(day, 5 - day.weekday() + 7 * offset)
            return Span(saturday, moved(saturday, 1), "week")
        length = UNIT_MONTHS[unit]
        if length <= 12:
            first = date(day.year, (day.month - 1) // length * length + 1, 1)
        else:
            first = date(max(1, day.year // (length // 12) * (length // 12)), 1, 1)
        return months_from(shifted(first, length * offset), length, unit)

    def part(self, year: Span | None, offset: int, months: int) -> Span:
        """Months of a year, counted from its beginning; a negative offset counts from its end.

        Where no year is named: the latest such that had begun; of more than six months, that was half over.
        """
        grain = "month" if months == 1 else "part"
        offset = offset if offset >= 0 else 12 + offset
        if year is None:
            if self.published is None:
                return unknown(grain)
            span = months_from(shifted(date(self.published.year, 1, 1), offset), months, grain)
            begun = moved(self.published, -15 * months if months > 6 else 0)
            if span.first is not None and span.first > begun:
                span = months_from(shifted(span.first, -12), months, grain)
            return replace(span, floating=True)
        return months_from(shifted(year.first, offset), months, grain) if year.first else unknown(grain)

    def fiscal_part(self, offset: int, months: int) -> Span:
        """Months of a fiscal year, counted from its beginning: the latest such that had begun."""
        for years in (0, -1):
            span = self.part(self.year(years, True), offset, months)
            if span.first and self.published and span.first <= self.published:
                break
        return span

    def months_in(self, year: Span | None, month: int, months: int) -> Span:
        """Calendar months of a year, which may be fiscal: the first that lie in it."""
        if year is None or year.first is None:
            return self.part(year, month - 1, months)
        return self.part(year, (month - year.first.month) % 12, months)

    def day(self, year: Span | None, month: int, day: int) -> Span:
        """A day of a year; where none is named, the latest up to publication or one soon after it."""
        if year is None and self.published is not None:
            span = self.day(self.year(0), month, day)
            ahead = (span.first - self.published).days if span.first else 0
            if ahead > _SOON or ahead < _SOON - 365:
                span = self.day(self.year(-1 if ahead > 0 else 1), month, day)
            return replace(span, floating=True)
        span = self.months_in(year, month, 1)
        if span.first is None or span.last is None:
            return unknown("day")
        if day > span.last.day:
            return unknown("day")
        found = span.first.replace(day=day)
        return Span(found, found, "day")

    def week_of(self, span: Span, which: int) -> Span:
        """A week of a month or year: the first whose Thursday lies in it, one counted on, or the last (-1)."""
        if span.first is None or span.last is None:
            return unknown("week")
        if which < 0:
            monday = moved(span.last, -((span.last.weekday() - 3) % 7) - 3)
        else:
            monday = moved(span.first, (3 - span.first.weekday()) % 7 - 3 + 7 * (which - 1))
        return Span(monday, moved(monday, 6), "week")

    def weekday(self, weekday: int, offset: int | None) -> Span:
        """A weekday: the latest up to publication, or the one of this, the last or the next week."""
        if self.published is None:
            return unknown("day")
        today = self.published.weekday()
        if offset is None or offset < 0:
            back = (today - weekday) % 7 or (7 if offset else 0)
            found = moved(self.published, -back)
        else:
            found = moved(self.published, weekday - today + 7 * offset)
        return Span(found, found, "day", floating=offset is None)

    def lasting(self, count: int, unit: str, direction: int) -> Span:
        """So many days, weeks, months or years up to publication (-1), or from it on (1)."""
        day = self.published
        if day is None or count > 5000 or unit == "weekend":
            return unknown("years")
        if unit in ("day", "week"):
            other = moved(day, direction * count * (7 if unit == "week" else 1))
        else:
            other = shifted(day, direction * count * UNIT_MONTHS[unit])
        return Span(min(day, other), max(day, other), "years")


_SOON = 61
UNIT_MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}


def start_of(span: Span) -> Span:
    """The beginning of a stretch: its first third."""
    if span.first is None or span.last is None:
        return unknown("start")
    days = (span.last - span.first).days + 1
    last = (
        moved(shifted(span.first, round(days / 91)), -1)
        if days > 88
        else moved(span.first, max(days // 3, 1) - 1)
    )
    return Span(span.first, last, "start", span.floating)


def middle_of(span: Span) -> Span:
    """The middle third of a stretch."""
    if span.first is None or span.last is None:
        return unknown("middle")
    first, last = start_of(span).last, late_of(span).first
    if first is None or last is None or last - first < timedelta(2):
        return with_grain(span, "middle")
    return Span(moved(first, 1), moved(last, -1), "middle", span.floating)


def late_of(span: Span) -> Span:
    """The last third of a stretch."""
    if span.first is None or span.last is None:
        return unknown("part")
    days = (span.last - span.first).days + 1
    first = (
        shifted(moved(span.last, 1), -round(days / 91))
        if days > 88
        else moved(span.last, 1 - max(days // 3, 1))
    )
    return Span(first, span.last, "part", span.floating)


def end_of(span: Span) -> Span:
    """The end of a stretch: its last day."""
    return Span(span.last, span.last, "end", span.floating)


def middle_day(span: Span) -> date | None:
    """The day in the middle: "by mid-2023" is by the end of June."""
    if span.first is None or span.last is None:
        return None
    return moved(shifted(span.first, 2), -1) if (span.last - span.first).days > 60 else span.last
