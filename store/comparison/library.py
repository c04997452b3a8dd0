"""Comparing out of a library: its clusters, the rates that its other articles lend, what it contradicts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from sqlite3 import Connection
from typing import TYPE_CHECKING

from store.comparison.agreement import Agreement, agreements
from store.comparison.currency import USABLE_DAYS
from store.comparison.indicators import normalized
from store.comparison.table import Comparison, compare, usual_currency
from store.index_damage import healing

if TYPE_CHECKING:
    from store.clusters import Clusters
    from store.index import ClusterRow, FactRow, Index

MOST_COLUMNS = 6
"""So many clusters stand side by side."""

_MOST_RATES = 12
"""Rates that are read before and after a day."""

_LENDING = """SELECT f.n FROM articles a CROSS JOIN facts f ON f.article = a.n
WHERE a.published BETWEEN ?1 AND ?2 AND f.equivalent_unit IS NOT NULL AND f.kind = 'money'
AND ((f.unit = ?3 AND f.equivalent_unit = ?4) OR (f.unit = ?4 AND f.equivalent_unit = ?3))
ORDER BY a.published {}, a.id, f.id LIMIT ?5"""

_COMPARABLE = """SELECT f.n, f.article, f.subject, f.place, f.period, f.status, f.unit FROM facts f
WHERE f.period IS NOT NULL AND f.n > ? ORDER BY f.n LIMIT ?"""

_AT_ONCE = 20_000


def compare_clusters(
    clusters: Clusters, index: Index, chosen: Sequence[ClusterRow], currency: str | None = None
) -> Comparison:
    """These clusters of the library side by side, in the order given.

    Where the articles about them state no rate, those of their time that are about something else lend theirs.
    """
    columns = [(row, clusters.facts(row.key)) for row in chosen]
    rows = [row for _, facts in columns for row in facts]
    wanted = currency or usual_currency(rows)
    return compare(columns, wanted, _lent(index, rows, wanted) if wanted else ())


def currencies(comparison: Comparison) -> tuple[str, ...]:
    """The currencies that the comparison's money can be shown in, in alphabetical order."""
    statements = [one for group in comparison.groups for row in group.rows for cell in row.cells
                  for one in cell.statements]  # fmt: skip
    stated = {one.row.fact.unit for one in statements if one.row.fact.kind == "money"}
    rates = {unit for rate in comparison.rates for unit in (rate.unit, rate.other)}
    return tuple(sorted(stated | rates))


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


@healing
def _lent(index: Index, rows: Sequence[FactRow], currency: str) -> list[FactRow]:
    """Facts of other articles that state a rate for the money that is not in this currency."""
    needed: dict[tuple[str, str], str] = {}
    for row in rows:
        if row.fact.kind == "money" and row.fact.unit != currency and row.published:
            month = row.fact.unit, row.published[:7]
            needed[month] = min(needed.get(month, row.published), row.published)
    numbers = {
        n for (unit, _), day in needed.items() for n in _rates_near(index.connection(), day, unit, currency)
    }
    return index.facts_of(sorted(numbers))


def _rates_near(connection: Connection, day: str, unit: str, currency: str) -> list[int]:
    """The numbers of the facts that state a rate nearest to a day, on both sides of it."""
    try:
        middle = date.fromisoformat(day)
    except ValueError:
        return []
    before, after = (middle + timedelta(days) for days in (-USABLE_DAYS, USABLE_DAYS))
    sides = (("DESC", before.isoformat(), day), ("ASC", day, after.isoformat()))
    return [
        n
        for order, first, last in sides
        for (n,) in connection.execute(_LENDING.format(order), (first, last, unit, currency, _MOST_RATES))
    ]
