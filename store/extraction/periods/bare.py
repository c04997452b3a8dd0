"""Digits that may be a year although no preposition says so: before what they measure, or in names."""

from __future__ import annotations

from store.extraction.periods.idioms import Found
from store.extraction.periods.spans import Span
from store.extraction.periods.words import (
    COUNTED,
    DETERMINERS,
    DOCUMENTS,
    FUNCTION,
    LEVELS,
    MEASURED,
    TITLED,
    Words,
)
from store.patterns import pattern

_AFTER = frozenset(
    ("was", "is", "saw", "has", "will", "marks", "marked", "alone", ")", "]", ":", "'s", "onwards")
)
_BEFORE = frozenset(
    ("", "(", ")", "[", "'s", ",", ";", ":", "\n\n", ".", "-", "/", "and", "or", "vs", "year", '"', "“")
)
_TOWARDS_A_FIGURE = frozenset(("to", "from", "by", "of", "than", "with", "at", "was", "is", "were", "are", "="))
_TURNING = frozenset(
    "close closes closed end ends ended finish finishes finished begin began start started enter entered exit"
    " exited".split()
)
_WITH = frozenset(("with", "on", "at", "up", "down", "in", ",", "."))
_VERSION = pattern(r"\d\.0$")


def bare_year(t: Words, i: int, span: Span) -> Found | None:
    """Digits without a preposition: a year before what it measures, in brackets, or beside a name."""
    if not "1900" <= t.word[i] < "2100":
        return None
    before, after = t.before(i), t.word[i + 1]
    if before in _TURNING and after in _WITH:
        return Found(i + 1, span.interval(), "within")
    if after in LEVELS:
        return Found(i + 2, span.interval(), "comparison")
    if _beside_a_name(t, i):
        return Found(i + 1, span.interval(), "name")
    noun_follows = t.raw[i + 1][:1].islower() and after not in COUNTED and after not in FUNCTION
    if before == "©":
        return Found(i + 1, span.interval(), "name")
    if noun_follows or before in _BEFORE or before in MEASURED or after in _AFTER:
        return Found(i + 1, span.interval(), "within")
    ends = t.raw[i + 1][:1] in ("", ".", ",", ";", ")") and "1990" <= t.word[i] < "2060"
    return Found(i + 1, span.interval(), "within") if ends and before not in _TOWARDS_A_FIGURE else None


def _beside_a_name(t: Words, i: int) -> bool:
    """Whether the year is part of a name: "Vision 2030", "2022 Beijing Winter Olympics"."""
    following, before = t.raw[i + 1], t.raw[i - 1] if i else ""
    titled = t.before(i) in TITLED or t.before(i) in DOCUMENTS
    if opens_a_name(t, i + 1) or (titled and before[:1].isupper()):
        return True
    if (
        not (before[:1].isupper() and before.isalpha())
        or t.word[i - 1] in DETERMINERS
        or t.word[i - 1] in MEASURED
    ):
        return False
    opens = t.before(i, 2) in _BEFORE
    return t.word[i + 1] not in MEASURED and not (opens and following[:1].islower())


def opens_a_name(t: Words, i: int) -> bool:
    """Whether two words with capitals stand here, as the name of a fair or a congress begins."""
    return t.raw[i][:1].isupper() and not t.raw[i].isupper() and t.raw[i + 1][:1].isupper()


def names_a_document(t: Words, i: int) -> bool:
    """Whether years belong to the name of a plan: "the Digital Development Plan (2021-2025)"."""
    k = i - 1 - (t.before(i) in ("(", ","))
    return k >= 0 and t.word[k] in DOCUMENTS and t.raw[k][0].isupper()


def version(t: Words, i: int) -> Found | None:
    """Industry 4.0."""
    named = _VERSION.match(t.word[i]) and t.before(i) in TITLED and t.raw[i - 1][0].isupper()
    return Found(i + 1, None, "name") if named else None
