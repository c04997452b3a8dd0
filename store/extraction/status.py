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

_PRESENT = frozenset(("is", "are", "remains", "remain", "stands", "has", "have"))
_BASES = frozenset(("against", "from", "than", "versus"))
_PLANS = frozenset(
    "target targets goal goals aim aims plan plans forecast forecasts objective objectives".split()
)
_FUTURE = frozenset(("will", "would", "shall", "'ll", "should", "could"))


def status_of(clauses: Clauses, quantity: Quantity, period: str | None, published: date | None) -> Status:
    """`planned` where the clause speaks of a plan, target, design or forecast, else `actual`."""
    chunks = clauses.chunks
    at = clauses.place(quantity)
    if at is None:
        return "actual"
    if period and published and not period.startswith("..") and period[:10] > published.isoformat():
        return "planned"
    before = clauses.before(at)
    over = period and published and ".." not in period and period[-10:] < published.isoformat()
    if over and before is not None and before.lower in _BASES:
        return "actual"  # "will spend 220 million, against 140 million last year"
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
                return "planned" if _about_to(chunks, chunk) or _names_plan(clauses, chunk) else "actual"
    verb = clauses.following_verb(at)
    return "planned" if verb is not None and _is_to_come(chunks, verb) else "actual"


def _is_to_come(chunks: Sequence[Chunk], verb: Chunk) -> bool:
    """ "400 jobs will follow", "400 jobs are planned", "5 million euros have been earmarked for"."""
    if any(item.lower in _FUTURE for item in verb.items):
        return True
    if verb.items[0].lower not in _PRESENT:
        return False
    after = chunks[verb.index + 1] if verb.index + 1 < len(chunks) else None
    if after is not None and after.kind == "adverb" and after.items[0].lower in words_of("planned"):
        return True
    return verb.passive and any(entry.role == "plan" and entry.lemma != "set" for entry in verb.entries)


def _names_plan(clauses: Clauses, verb: Chunk) -> bool:
    """ "The target is 30 percent", "its goal remains 5,000 jobs"."""
    subject = clauses.subject(verb)
    return subject is not None and subject.head.lower in _PLANS and verb.items[0].lower in _PRESENT


def _about_to(chunks: Sequence[Chunk], verb: Chunk) -> bool:
    """ "is to", "is about to", "is due to", "is set to"."""
    following = [chunk.lower for chunk in chunks[verb.index + 1 : verb.index + 3]]
    be = verb.items[-1].lower in ("is", "are", "was", "were")
    return be and any(
        word.split()[0] in ("to", "about", "due", "set", "ready", "slated") for word in following[:1]
    )
