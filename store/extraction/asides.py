"""Numbers that are no quantities: names with digits, contacts, idioms, ordinals, numbering."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from store.extraction.tables import cell, rows

NOT_UNDERSTOOD = "not understood"
_PIECE = re.compile(r"[a-z]+|[^a-z\s]")
_DIGIT = re.compile(r"\d")
_HAS_DIGITS = "0-9"  # the piece that stands for all digits


@dataclass(slots=True, eq=False, repr=False)
class Span:
    """A stretch of the text, in code points, whose numbers are set aside for `reason`."""

    start: int
    end: int
    reason: str


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str], frozenset[str]], ...]:
    """Each row's reason and pattern, and the pieces of which a paragraph must have one for it to match."""
    return tuple(
        (row[0], re.compile(row[1]), frozenset(cell(row, 2).split() or [_HAS_DIGITS]))
        for row in rows("asides.tsv")
    )


def find_asides(text: str) -> list[Span]:
    """The stretches of the text that the table of asides names, in order, none overlapping."""
    found: list[Span] = []
    start = 0
    for paragraph in text.split("\n\n"):
        pieces = set(_PIECE.findall(paragraph.lower()))
        if _DIGIT.search(paragraph):
            pieces.add(_HAS_DIGITS)
        for reason, pattern, guard in _patterns():
            if not guard.isdisjoint(pieces):
                found += [
                    Span(start + match.start(), start + match.end(), reason)
                    for match in pattern.finditer(paragraph)
                ]
        start += len(paragraph) + 2
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
