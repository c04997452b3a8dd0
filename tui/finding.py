"""Finding words and paragraphs in one text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

Span = tuple[int, int]

MOST = 5000
"""Places that are looked for: more than anyone steps through."""


def places_of(text: str, words: str) -> Sequence[Span]:
    """Where the words stand in the text, in any case and however their line is broken."""
    parts = words.split()
    if not parts:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)
    return [match.span() for match in islice(pattern.finditer(text), MOST)]


def next_place(places: Sequence[Span], at: int, step: int) -> int:
    """The number of the place after (1) this offset, before it (-1), or at it or after (0); it goes round."""
    if step < 0:
        before = [number for number, (start, _) in enumerate(places) if start < at]
        return before[-1] if before else len(places) - 1
    least = at + (step > 0)
    return next((number for number, (start, _) in enumerate(places) if start >= least), 0)


def paragraphs(text: str) -> Sequence[int]:
    """Where the paragraphs begin: what blank lines separate."""
    return [match.start() for match in re.finditer(r"(?:\A|(?<=\n\n)|(?<=\n \n))\s*\S", text)]
