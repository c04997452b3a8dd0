"""Where a text speaks of time: expressions with their interval and the part that they play.

Nothing here knows of quantities. An expression is read from the words round an anchor (a year, a month,
"quarter", a clock time). Each reading looks a bounded number of words ahead, so the cost grows
linearly with the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from store.extraction.periods.frames import mention, opens_mention
from store.extraction.periods.idioms import Role
from store.extraction.periods.occasions import HOLIDAY_ENDS
from store.extraction.periods.spans import earlier
from store.extraction.periods.words import (
    FISCAL,
    MONTHS,
    SEASONS,
    TENS,
    UNITS,
    WEEKDAYS,
    Words,
    calendar_of,
)
from store.extraction.periods.years import NAMED_CENTURIES
from store.patterns import pattern

__all__ = ["PeriodMention", "Role", "earlier", "find_periods"]

_ANCHORS = frozenset((
    *MONTHS, *SEASONS, *UNITS, *WEEKDAYS, *FISCAL, *TENS, *NAMED_CENTURIES, *HOLIDAY_ENDS,
    "yoy", "qoq", "mom", "wow", "ytd", "y", "q", "m", "w", "am", "pm", "clock", "yesterday", "fyp", "now",
    "next", "basis", "then", "period", "time",
))  # fmt: skip
_ANCHOR = pattern(
    r"\d{4}(?:s|/\d+|[hq]\d)?$|\d\d?(?:s|am|pm|st|nd|rd|th)$|\d+[:/.]\d[\d:/.]*(?:am|pm)?$"
    r"|\d?\dm\d*$|[1-9][qh](?:fy|cy)?\d*$|[qh][1-4](?:fy|cy)?(?:\d\d|\d{4})?$|fy\d*(?:/\d+)?$|\d\ds$",
    re.ASCII,
)
_BACK = 16
_TELLING = ("within", "since", "until", "future")  # roles of what "that year" and "by then" are counted from


@dataclass(slots=True, repr=False)
class PeriodMention:
    """An expression of time: `text[start:end]`, in code points, with its preposition or frame.

    `interval` is an ISO 8601 interval, `None` where nothing can be resolved. `role` is the part it plays:

    - `within`: the quantity belongs to the interval
    - `since`, `until`: the quantity belongs to a half-open interval
    - `date`: a calendar day or a time of day, which dates an event
    - `comparison`: the base of a comparison, never a fact's own period
    - `span`: a length of time up to publication that is a quantity itself; `future`: one from publication on
    - `name`: digits of a name that dates nothing
    """

    start: int
    end: int
    interval: str | None
    role: Role


def find_periods(text: str, published: date | None, place: str | None = None) -> list[PeriodMention]:
    """The expressions of time in a text, in reading order, none overlapping another.

    Relative expressions are resolved against the publication date and stay unresolved without one. `place` is
    free text ("JINING, China", "New Delhi"); its country decides on fiscal years. Never raises.
    """
    words = Words(text, calendar_of(published, place, text))
    found: list[PeriodMention] = []
    done = 0  # the first word that may begin an expression: no word is tried twice
    for anchor in _anchors(words):
        if anchor < done:
            continue
        for start in range(max(done, anchor - _BACK), anchor + 1):
            read = mention(words, start) if opens_mention(words.word[start]) else None
            if read and read.end > anchor:
                end = min(read.end, words.count)
                found.append(PeriodMention(words.starts[start], words.ends[end - 1], read.interval, read.role))
                if read.interval and read.role in _TELLING:
                    words.tell(read.interval, start, end)
                done = end
                break
        done = max(done, anchor + 1)
    return found


def _anchors(words: Words) -> list[int]:
    """The words that may be a time, "70" of "the 70's" among them."""
    return [
        i
        for i, word in enumerate(words.word)
        if _is_anchor(word) or (word.isdecimal() and words.word[i + 1] == "'s")
    ]


@lru_cache(maxsize=2**14)
def _is_anchor(word: str) -> bool:
    return word in _ANCHORS or (not word.isalpha() and _ANCHOR.match(word) is not None)
