"""When a fact holds, and whether it has happened: periods and status by clause."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from store.extraction.chunks import Chunk
from store.extraction.items import Tag
from store.extraction.periods import PeriodMention
from store.extraction.quantities import Quantity
from store.records import Status

_APPLY = ("within", "since", "until", "future")
_PLANNED_WORDS = frozenset(
    "planned designed target targeted projected forecast expected proposed estimated scheduled future potential goal plan".split()
)
_FUTURE = frozenset(("will", "would", "shall", "'ll"))


def period_of(chunks: Sequence[Chunk], quantity: Quantity, times: Sequence[PeriodMention]) -> str | None:
    """The interval that the sentence gives the quantity, or None.

    An expression of time in the quantity's own clause comes first, the nearest of several; one at the head of the
    sentence holds for all of it.
    """
    at = next((chunk.index for chunk in chunks if quantity in chunk.quantities), None)
    if at is None:
        return None
    best: tuple[float, PeriodMention] | None = None
    for chunk in chunks:
        for item in chunk.items:
            if item.period is None or item.period.role not in _APPLY or item.period.interval is None:
                continue
            distance = _distance(chunks, at, chunk.index)
            if best is None or distance < best[0]:
                best = (distance, item.period)
    return best[1].interval if best and best[0] < 1000 else None


def _distance(chunks: Sequence[Chunk], at: int, time: int) -> float:
    """How far an expression of time is from the quantity: chunks between, clauses weigh more."""
    low, high = sorted((at, time))
    distance = 0.0
    for chunk in chunks[low + 1 : high]:
        distance += 1
        if chunk.kind == "verb" and chunk.finite:
            distance += 3
        if chunk.quantities:
            distance += 4 if time > at else 1
        if chunk.kind == "subordinator" or chunk.kind == "mark" and chunk.items[0].text in ";":
            distance += 8
    if time > at:
        distance += 1
    head = all(chunk.kind in ("time", "mark", "adverb", "conjunction") for chunk in chunks[:time])
    return min(distance, 6.0) if head else distance


def status_of(
    chunks: Sequence[Chunk], quantity: Quantity, period: str | None, published: date | None
) -> Status:
    """`planned` where the clause speaks of a plan, target, design or forecast, else `actual`."""
    at = next((chunk.index for chunk in chunks if quantity in chunk.quantities), None)
    if at is None:
        return "actual"
    if period and published and not period.startswith("..") and period[:10] > published.isoformat():
        return "planned"
    for chunk in reversed(chunks[: at + 1]):
        if any(item.lower in _PLANNED_WORDS for item in chunk.items) and at - chunk.index <= 3:
            return "planned"
        if chunk.kind == "verb":
            if any(item.lower in _FUTURE for item in chunk.items):
                return "planned"
            if (
                any(entry.role == "plan" and not entry.particle for entry in chunk.entries)
                and chunk.verb.tag is Tag.VERB
            ):
                return "planned"
            if chunk.finite:
                break
    for chunk in chunks[at + 1 :]:
        if chunk.kind == "verb" and chunk.finite:
            return (
                "planned"
                if any(item.lower in _FUTURE for item in chunk.items) and not _governed(chunks, at)
                else "actual"
            )
    return "actual"


def _governed(chunks: Sequence[Chunk], at: int) -> bool:
    return any(chunk.kind == "verb" and chunk.finite for chunk in chunks[:at])
