"""Numbers that are no quantities: names with digits, contacts, idioms, ordinals, numbering."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from store.extraction.tables import rows

NOT_UNDERSTOOD = "not understood"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, in code points, whose numbers are set aside for `reason`."""

    start: int
    end: int
    reason: str


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((row[0], re.compile(row[1])) for row in rows("asides.tsv"))


def find_asides(text: str) -> list[Span]:
    """The stretches of the text that the table of asides names, in order, none overlapping."""
    found = [
        Span(match.start(), match.end(), reason)
        for reason, pattern in _patterns()
        for match in pattern.finditer(text)
    ]
    return merged(found)


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order without overlap: of two that overlap the earlier, and of those the longer, stays."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.end > span.start and (not kept or span.start >= kept[-1].end):
            kept.append(span)
    return kept


class Cover:
    """Answers which span of an ordered, non-overlapping list lies over a place."""

    def __init__(self, spans: Sequence[Span]) -> None:
        """Takes the spans as `merged` gives them."""
        self._spans = spans
        self._starts = [span.start for span in spans]

    def over(self, start: int, end: int) -> Span | None:
        """The span that overlaps `start:end`, or None."""
        i = bisect_right(self._starts, start)
        for span in (*self._spans[max(0, i - 1) : i], *self._spans[i : i + 1]):
            if span.start < end and start < span.end:
                return span
        return None
