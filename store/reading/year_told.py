"""The year of a dateline that prints none: the one whose calendar fits the weekday that the text names."""

from __future__ import annotations

import re
from datetime import date

from store.reading.dates import DateMention

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# The day on which something was said or happened, not one of another week.
_WEEKDAY = re.compile(
    rf"(?<!last )(?<!next )(?<!every )(?<!each )\b({'|'.join(_WEEKDAYS)})\b(?! (?:to|through|and)\b)",
    re.IGNORECASE,
)
_PAST_YEAR = re.compile(
    r"(?<![\d./-])(?<!by )(?<!until )(?<!till )(?<!before )(?<!to )(?<!for )\b((?:19|20)\d\d)\b(?![\d/-])"
)
_OPENING = 2000  # characters in which news names its day


def date_by_weekday(mention: DateMention | None, text: str) -> str | None:
    """The ISO date of a day without a year in an article's dateline, None where the text does not settle it.

    News is of the last year that it speaks of as past, or of the one after; of these two, the weekday that the
    text names tells which.
    """
    named = _WEEKDAY.search(text, 0, _OPENING)
    years = [int(match[1]) for match in _PAST_YEAR.finditer(text)]
    if mention is None or named is None or not years:
        return None
    weekday = _WEEKDAYS.index(named[1].lower())
    days = [mention.resolve(year=max(years) + later) for later in (0, 1)]
    fitting = [day for day in days if day and date.fromisoformat(day).weekday() == weekday]
    return fitting[0] if len(fitting) == 1 else None
