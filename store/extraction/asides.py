"""Numbers that are no quantities: names with digits, contacts, idioms, ordinals, numbering."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from store.extraction.tables import cell, rows
from store.patterns import pattern

NOT_UNDERSTOOD = "not understood"
_WORD = pattern(r"[a-z]+")
_DIGIT = pattern(r"\d")
_BEHIND_A_LETTER = pattern(r"[0-9](?:(?<=[A-Za-z].)|(?<=[A-Za-z]-.))")
_HAS_DIGITS, _HAS_GLUED_DIGITS = "0-9", "a-9"  # what stands in the table for all such digits


@dataclass(slots=True, eq=False, repr=False)
class Span:
    """A stretch of the text, in code points, whose numbers are set aside for `reason`."""

    start: int
    end: int
    reason: str


@dataclass(slots=True, eq=False, repr=False)
class _Rule:
    """A row of the table."""

    reason: str
    pattern: re.Pattern[str]
    guard: frozenset[str]
    openings: frozenset[str]


@cache
def _rules() -> tuple[tuple[_Rule, ...], dict[str, list[int]], frozenset[str]]:
    """The rules; which of them to try where a paragraph has a word or sign; and the signs among these."""
    rules = tuple(
        _Rule(row[0], re.compile(row[1]), frozenset(cell(row, 2).split()), frozenset(cell(row, 3).split()))
        for row in rows("asides.tsv")
    )
    tried: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for piece in rule.openings or rule.guard or (_HAS_DIGITS,):
            tried.setdefault(piece, []).append(number)
    return rules, tried, frozenset(piece for piece in tried if len(piece) == 1 and not piece.isalpha())


def find_asides(text: str) -> list[Span]:
    """The stretches of the text that the table of asides names, in order, none overlapping."""
    found: list[Span] = []
    start = 0
    rules, tried, signs = _rules()
    for paragraph in text.split("\n\n"):
        lowered = paragraph.lower()
        pieces = {*_WORD.findall(lowered), *[sign for sign in signs if sign in lowered]}
        if _DIGIT.search(paragraph):
            pieces.add(_HAS_DIGITS)
            if _BEHIND_A_LETTER.search(paragraph):
                pieces.add(_HAS_GLUED_DIGITS)
        for number in sorted({number for piece in tried.keys() & pieces for number in tried[piece]}):
            rule = rules[number]
            if rule.guard and rule.guard.isdisjoint(pieces):
                continue
            if rule.openings:
                matches = _opening_with(rule.openings & pieces, rule.pattern, paragraph, lowered)
            else:
                matches = rule.pattern.finditer(paragraph)
            found += [Span(start + match.start(), start + match.end(), rule.reason) for match in matches]
        start += len(paragraph) + 2
    return merged(found)


def _opening_with(
    words: Iterable[str], pattern: re.Pattern[str], text: str, lowered: str
) -> Iterator[re.Match[str]]:
    """The matches of the pattern that begin with one of the words, in the order of these."""
    if len(lowered) != len(text):  # a letter that is two in lower case: places would not be the same
        yield from pattern.finditer(text)
        return
    for word in words:
        at = lowered.find(word)
        while at >= 0:
            match = pattern.match(text, at)
            if match is not None:
                yield match
            at = lowered.find(word, at + 1)


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
