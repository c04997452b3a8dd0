"""What all articles of a library contradict each other in, and what they confirm."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

from store.comparison.agreement import Agreement, agreements
from store.comparison.indicators import normalized
from store.index.damage import healing

if TYPE_CHECKING:
    from store.index import Index

_COMPARABLE = """SELECT f.n, f.article, f.subject, f.place, f.period, f.status, f.unit FROM facts f
WHERE f.period IS NOT NULL AND f.n > ? ORDER BY f.n LIMIT ?"""

_AT_ONCE = 20_000


@healing
def library_agreements(
    index: Index, progress: Callable[[int], None] = lambda done: None, stop: Callable[[], bool] = lambda: False
) -> tuple[Agreement, ...]:
    """All contradictions and confirmations among the library's articles, contradictions first.

    `progress` hears how many facts were looked at; `stop` ends it early, with what was found until then.
    """
    groups: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
    last = done = 0
    while rows := index.connection().execute(_COMPARABLE, (last, _AT_ONCE)).fetchall():
        for n, article, subject, *rest in rows:
            groups[normalized(subject), *rest].append((n, article))
        last, done = rows[-1][0], done + len(rows)
        progress(done)
        if stop():
            return ()
    found: list[Agreement] = []
    for group in groups.values():
        if stop():
            break
        if len({article for _, article in group}) > 1:
            found += agreements(index.facts_of([n for n, _ in group]))
    return tuple(sorted(found, key=lambda one: one.verdict != "contradiction"))
