"""Occasions that stand for their days: five-year plans and public holidays."""

from __future__ import annotations

import re
from datetime import date

from store.extraction.periods.parts import year_next
from store.extraction.periods.spans import Span, moved, unknown, whole_years, with_grain
from store.extraction.periods.words import PLANS, Words, table
from store.extraction.periods.years import Match, year
from store.patterns import pattern

_PLAN_ZERO = 1951
_ORDINAL = pattern(r"(\d{1,2})(?:st|nd|rd|th)$", re.ASCII)
_HOLIDAYS: dict[str, list[tuple[list[str], str, str, str]]] = {}
_NEW_YEARS: dict[int, date] = {}
for _row in table("holidays"):
    if _row[0] == "new":
        _NEW_YEARS.update((int(printed[:4]), date.fromisoformat(printed)) for printed in _row[1].split())
    else:
        for _name in _row[3].split("|"):
            _HOLIDAYS.setdefault(_name.split()[0], []).append((_name.split(), _row[0], _row[1], _row[2]))
HOLIDAY_WORDS = frozenset(_HOLIDAYS)
"""The first words of the names of holidays."""
HOLIDAY_ENDS = frozenset(name[-1] for names in _HOLIDAYS.values() for name, *_ in names)
"""The last words of the names of holidays."""


def plan(t: Words, i: int) -> Match | None:
    """14th Five-Year Plan, 13th Five-Year Plan period (2016-20): the years in brackets, or as counted."""
    ordinal = _ORDINAL.match(t.word[i])
    which = int(ordinal[1]) if ordinal else PLANS.get(t.word[i], 0)
    j = i + (which > 0)
    if t.word[j] == "fyp" and which:
        j += 1
    else:
        dashed = t.word[j + 1] == "-"
        if t.word[j] not in ("five", "5") or t.word[j + 1 + dashed] not in ("year", "years"):
            return None
        j += 2 + dashed
        if t.word[j] not in ("plan", "plans", "programme", "program"):
            return None
        j += 1
    counted = 2 < which < 40 and not t.calendar.fiscal.stated
    span = whole_years(_PLAN_ZERO + 5 * which, _PLAN_ZERO + 5 * which + 4) if counted else None
    period = t.word[j] in ("period", "periods")
    j += period
    bracket = t.word[j] in ("(", ",")
    found = year(t, j + 1) if bracket else None
    if found and found[1].grain in ("years", "year") and (t.word[found[0]] == ")" or t.word[j] == ","):
        span, closed = found[1], t.word[j] == "("
        j = found[0] + closed
        if t.word[j] == "period":
            period, j = True, j + 1
    return j, with_grain(span, "years" if period else "plan") if span else unknown(
        "years" if period else "plan"
    )


def holiday(t: Words, i: int) -> Match | None:
    """The Spring Festival holiday, May Day, the National Day holiday, with the year if one is named."""
    for name, kind, first, last in _HOLIDAYS.get(t.word[i], ()):
        j = i + len(name)
        if t.word[i:j] != name or not t.raw[i][0].isupper():
            continue
        while (
            t.word[j] in ("holiday", "holidays", "golden", "week", "travel", "rush", "break", "period")
            and j < i + 8
        ):
            j += 1
        named = year_next(t, j)
        year_span = named[1] if named else t.calendar.year(0)
        if year_span.first is None:
            return j, unknown("part")
        found = _holiday_in(year_span.first.year, kind, first, last)
        published = t.calendar.published
        if not named and found.first and published and found.first > published:
            found = _holiday_in(year_span.first.year - 1, kind, first, last)
        return named[0] if named else j, found
    return None


def _holiday_in(number: int, kind: str, first: str, last: str) -> Span:
    if kind == "fixed":
        if not 1 <= number <= 9999:
            return unknown("part")
        begin, end = (date(number, int(printed[:2]), int(printed[3:])) for printed in (first, last))
        return Span(begin, end, "part")
    new_year = _NEW_YEARS.get(number)
    return (
        Span(moved(new_year, int(first)), moved(new_year, int(last)), "part") if new_year else unknown("part")
    )
