"""Where a text speaks of time: expressions with their interval and the part that they play.

Nothing here knows of quantities. An expression is read from the words round an anchor (a year, a month, "quarter",
"year", a clock time); each reading looks a bounded number of words ahead, so the cost grows linearly with the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from store.extraction.periods.frames import Role, mention
from store.extraction.periods.words import MONTHS, SEASONS, UNITS, WEEKDAYS, Words, calendar_of

__all__ = ["PeriodMention", "Role", "find_periods"]

_ANCHORS = frozenset((
    *MONTHS, *SEASONS, *UNITS, *WEEKDAYS, "fiscal", "financial", "yoy", "qoq", "mom", "y", "q", "m", "ago", "am", "pm",
    "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties", "yesterday",
))  # fmt: skip
_ANCHOR = re.compile(r"\d{4}(?:s|/\d+|[hq]\d)?$|\d\d?(?:s|am|pm)$|\d+[:/.]\d[\d:/.]*(?:am|pm)?$|[1-9][qhm](?:fy|cy)?\d*$"
                     r"|[qh][1-4](?:fy|cy)?(?:\d{2}|\d{4})?$|fy\d*(?:/\d+)?$")  # fmt: skip
_BACK = 7


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """An expression of time: `text[start:end]`, in code points, with its preposition or frame.

    `interval` is an ISO 8601 interval, `None` where nothing can be resolved. `role` is the part it plays:
    `within` (the quantity belongs to the interval), `since` and `until` (half-open intervals), `date` (a calendar
    day or time, which dates an event), `comparison` (the base of a comparison, never a fact's own period), `span`
    (a length of time that is a quantity itself, up to publication), `future` (a length of time from publication
    on), `name` (digits of a name that dates nothing).
    """

    start: int
    end: int
    interval: str | None
    role: Role


def find_periods(text: str, published: date | None, place: str | None = None) -> list[PeriodMention]:
    """The expressions of time in a text, in reading order, none overlapping another.

    Relative expressions are resolved against the publication date and stay unresolved without one. `place` is
    free text ("JINING, China"); its country decides on fiscal years. Never raises.
    """
    words = Words(text, calendar_of(published, place))
    found: list[PeriodMention] = []
    done = 0
    for anchor in range(len(words)):
        word = words.word[anchor]
        if anchor < done or not (word in _ANCHORS or (not word.isalpha() and _ANCHOR.match(word))):
            continue
        for start in range(max(done, anchor - _BACK), anchor + 1):
            read = mention(words, start)
            if read and read.end > anchor:
                end = min(read.end, len(words))
                found.append(PeriodMention(words.starts[start], words.ends[end - 1], read.interval, read.role))
                done = end
                break
    return found
