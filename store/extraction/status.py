"""Whether what a fact tells has happened: `planned` or `actual`, by clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.extraction.chunks import Chunk
from store.extraction.clauses import Clauses
from store.extraction.phrases import words_of
from store.extraction.quantities import Quantity
from store.extraction.tags import Tag
from store.records import Status

_FUTURE = frozenset(("will", "would", "shall", "'ll", "should", "could"))


def status_of(clauses: Clauses, quantity: Quantity, period: str | None, published: date | None) -> Status:
    """`planned` where the clause speaks of a plan, target, design or forecast, else `actual`."""
    chunks = clauses.chunks
    at = clauses.place(quantity)
    if at is None:
        return "actual"
    if period and published and not period.startswith("..") and period[:10] > published.isoformat():
        return "planned"
    planned = words_of("planned")
    for i in range(at, -1, -1):
        chunk = chunks[i]
        if at - i <= 3 and not planned.isdisjoint([item.lower for item in chunk.items]):
            return "planned"
        if chunk.kind == "verb":
            if not _FUTURE.isdisjoint([item.lower for item in chunk.items]):
                return "planned"
            if (
                any(entry.role == "plan" and not entry.particle for entry in chunk.entries)
                and chunk.verb.tag == Tag.VERB
            ):
                return "planned"
            joined = i and chunks[i - 1].kind == "conjunction" and chunk.verb.form is not None
            if joined and chunk.verb.form is not None and chunk.verb.form.tense == "base":
                continue  # "is to begin in May and take 18 months"
            if chunk.finite:
                return "planned" if _about_to(chunks, chunk) else "actual"
    verb = clauses.following_verb(at)
    return "planned" if verb is not None and any(item.lower in _FUTURE for item in verb.items) else "actual"


def _about_to(chunks: Sequence[Chunk], verb: Chunk) -> bool:
    """ "is to", "is about to", "is due to", "is set to"."""
    following = [chunk.lower for chunk in chunks[verb.index + 1 : verb.index + 3]]
    be = verb.items[-1].lower in ("is", "are", "was", "were")
    return be and any(
        word.split()[0] in ("to", "about", "due", "set", "ready", "slated") for word in following[:1]
    )
