"""Whole expressions of time: a point or a range with the words before it that say what part it plays."""

from __future__ import annotations

import re
from functools import lru_cache

from store.extraction.periods.bare import bare_year, names_a_document, version
from store.extraction.periods.days import clock
from store.extraction.periods.idioms import IDIOM_WORDS, Found, again, closed_year, comparison, lasting, so_far
from store.extraction.periods.ranges import between_points, from_now, since_event
from store.extraction.periods.roles import RANGES, plain, role
from store.extraction.periods.stretches import opens_point, point
from store.extraction.periods.told import TOLD_WORDS, months_told, told_before
from store.extraction.periods.words import (
    CARDINALS,
    CHANGE,
    DETERMINERS,
    FUNCTION,
    LEVELS,
    MEASURED,
    MONTHS,
    RELATIVE,
    SEASONS,
    Words,
    table,
)
from store.extraction.periods.years import number_of_year
from store.patterns import pattern

_FRAMES: dict[str, list[tuple[list[str], str]]] = {}
for _frame, _phrases in table("frames"):
    for _phrase in _phrases.split("|"):
        _FRAMES.setdefault(_phrase.split()[0], []).append((_phrase.split(), _frame))
for _entries in _FRAMES.values():
    _entries.sort(key=lambda entry: -len(entry[0]))

_BEFORE_AN_HOUR = frozenset(("at", "around", "by", "from"))
_OPENERS = frozenset((*_FRAMES, *IDIOM_WORDS, *TOLD_WORDS, *DETERMINERS, *_BEFORE_AN_HOUR))
_AMOUNT = pattern(r"\d+,[\d,.]+$|\d{1,3}\.[1-9]$", re.ASCII)  # digits that can be no time
_LINKS = frozenset(("in", "for", "at", "by", "during", "of", "with"))
_FIRM = frozenset("in since until till during between throughout after before year".split())


@lru_cache(maxsize=2**14)
def opens_mention(word: str) -> bool:
    """Whether an expression of time may begin with this word; most words begin none."""
    return word in _OPENERS or (opens_point(word) and _AMOUNT.match(word) is None)


def mention(t: Words, i: int) -> Found | None:
    """The expression that begins at this word."""
    word = t.word[i]
    if word in DETERMINERS and not opens_mention(t.word[i + 1]):
        return None
    with_digits = word[-1:].isdigit() or word[:1].isdigit()
    found = None
    if with_digits or word in IDIOM_WORDS:
        found = comparison(t, i) or so_far(t, i) or again(t, i) or closed_year(t, i)
    if found is None and (with_digits or word in TOLD_WORDS or word in CARDINALS):
        found = told_before(t, i)
    if found:
        return found
    timed = clock(t, i) if with_digits or word in _BEFORE_AN_HOUR else None
    if timed:
        return Found(timed, None, "date")
    for words, frame in _FRAMES.get(word, ()):
        j = i + len(words)
        if t.word[i:j] == words:
            found = _based(t, i, j) if frame == "comparison" else None
            found = (
                found or (lasting(t, j, framed=True) if frame == "within" else None) or _framed(t, i, j, frame)
            )
            if found:
                return found
    return months_told(t, i) or _unframed(t, i)


def _based(t: Words, i: int, j: int) -> Found | None:
    """A comparison with something that is a base already: "compared with the same period last year"."""
    j += t.word[j] in _LINKS
    found = comparison(t, j) or lasting(t, j, framed=False)
    return found._replace(role="comparison") if found and found.role != "future" else None


def _framed(t: Words, i: int, j: int, frame: str) -> Found | None:
    if frame == "comparison":
        j += t.word[j] in _LINKS
    firm = t.word[j - 1] in _FIRM or t.raw[i][0].isupper() or frame == "comparison"
    if number_of_year(t.word[j]) and _followed_by_noun(t, j + 1):
        more_than = t.word[i] == "than" and t.before(i) in CHANGE
        if more_than or (t.word[j].endswith("000") and t.raw[i][0].islower()):
            return None
    first = point(t, j, firm)
    if first is None:
        return from_now(t, j, frame) or (since_event(t, j) if t.word[i] == "since" else None)
    ranged = between_points(t, i, j, frame, first)
    if ranged:
        return ranged
    end, span = first
    if frame == "between" and span.grain not in RANGES:
        return None
    return role(t, i, j, end, span, frame)


def _followed_by_noun(t: Words, i: int) -> bool:
    return t.raw[i][:1].islower() and t.word[i] not in FUNCTION and t.word[i] not in MEASURED


def _unframed(t: Words, i: int) -> Found | None:
    """A length, a range or a point without opening words; a year or a month alone needs a reason to be one."""
    found = lasting(t, i, framed=False)
    if found:
        return found
    first = point(t, i, firm=False)
    if first is None:
        return version(t, i)
    ranged = between_points(t, i, i, "bare", first)
    if ranged:
        return ranged
    end, span = first
    if span.grain == "base":
        return Found(end, None, "comparison")
    if t.word[end - 1] in SEASONS and end - i <= 2 and t.word[i] not in RELATIVE:
        return None
    if end == i + 1 + (t.word[i] in DETERMINERS) and number_of_year(t.word[end - 1]):
        return bare_year(t, end - 1, span)
    if end == i + 1 and t.word[i] in MONTHS and _names_something(t, i):
        return None
    if span.grain in ("years", "plan") and names_a_document(t, i):
        return Found(end, span.interval(), "name")
    if span.grain == "year" and t.word[end] in LEVELS:
        return Found(end + 1, span.interval(), "comparison")
    return plain(t, end, span)


def _names_something(t: Words, i: int) -> bool:
    """Whether the name of a month alone is a person's name or a verb: "April Wang", "March on", "may"."""
    before, after = t.raw[i - 1] if i else "", t.raw[i + 1]
    if after[:1].isupper() or (before[:1].isupper() and before.isalpha() and not before.isupper()):
        return True
    return t.word[i] in ("may", "march") and t.word[i + 1] not in MEASURED
