"""Times counted back from the period of another fact: "a year earlier", "the previous quarter"."""

from __future__ import annotations

from datetime import date

from store.extraction.periods import earlier
from store.extraction.periods.words import CARDINALS
from store.patterns import pattern

BACK = pattern(
    r"\b(?:ago|earlier|before|previous|prior|preceding|same|corresponding|comparable)\b|month-on-month|quarter-on-quarter"
)
OF_A_BASE = pattern(
    r"^(?:from|than|over|on|compared|against|versus|vs|to|at|of|relative|year-|prior-)\b|[ -]on[ -]|basis"
)
OPENING_BASES = frozenset(("as", "than", "from", "against", "versus", "over", "on", "to"))
_UNIT = "(year|half|quarter|month)s?"
_STEP = pattern(
    rf"(?:(\w+) )?{_UNIT}[ -](?:earlier|ago|before)|(?:previous|prior|preceding) (?:(\w+) )?{_UNIT}"
    rf"|()\b{_UNIT}[ -]on[ -]"
)
_MONTHS = {"year": 12, "half": 6, "quarter": 3, "month": 1}
_NAMED_YEAR = pattern(r"\b(?:19|20)\d\d\b")
_LAST_YEAR = pattern(r"(?:in |during )?last year$")


def before(main: str, words: str) -> str | None:
    """The period that "a year earlier", "the previous quarter" means beside a fact of the period `main`."""
    named = _NAMED_YEAR.search(words)
    if named:  # "the same period of 2019"
        return earlier(main, 12 * (int(main[:4]) - int(named[0]))) if main[:4].isdecimal() else None
    told = _STEP.search(words)
    unit = next(filter(None, told.groups()[1::2]), "year") if told else "year"
    count = next(filter(None, told.groups()[::2]), "") if told else ""
    step = CARDINALS.get(count, 1) * _MONTHS[unit]
    if ".." in main or step % 12 == 0:
        return earlier(main, step)
    first, last = map(date.fromisoformat, main.split("/"))
    return earlier(main, step) if (last - first).days < 31 * step else None


def base_of(main: str, interval: str, words: str) -> str:
    """The interval of a base of comparison beside a fact of the period `main`.

    "Last year" beside a quarter is that quarter a year before, and a base is never of the fact's own time.
    """
    year_on = earlier(interval, -12)
    part = main != year_on and main[:4] == main[11:15] == year_on[:4]
    return earlier(main) if interval == main or (part and _LAST_YEAR.match(words)) else interval
