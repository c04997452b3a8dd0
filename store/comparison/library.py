"""Comparing out of a library: what is stated is known at once, the facts are read row by row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import partial
from itertools import chain
from sqlite3 import Error
from typing import TYPE_CHECKING

import orjson

from store.comparison.currency import USABLE_DAYS, Conversion, Conversions, Rate, currency_in
from store.comparison.indicators import indicator_for
from store.comparison.table import Column, Comparison, stated_of, tabulate, usual_currency
from store.errors import UserError
from store.index.damage import healing
from store.index.writing import rate_pair
from store.later import Later

if TYPE_CHECKING:
    from store.clusters import Clusters
    from store.index import ClusterRow, FactRow, Index
    from store.records import Kind

_Wording = tuple[str, "Kind", str, int, int, str, str]
"""A row of `_STATED`."""

MOST_COLUMNS = 6
"""So many clusters stand side by side."""

_MOST_RATES = 12
"""Rates that are read before and after a day."""

_STATED = """SELECT metric, kind, unit, change IS NOT NULL, selects, json_group_array(id),
json_group_array(id) FILTER (WHERE kind = 'money' AND equivalent_unit IS NOT NULL)
FROM facts WHERE n IN (SELECT value FROM json_each(?)) GROUP BY 1, 2, 3, 4, 5"""

_CONVERSION = "SELECT f.id, a.id, a.published, f.unit, f.value, f.equivalent_unit, f.equivalent_value FROM"
_LENDING = f"""{_CONVERSION} (SELECT fact, published FROM rates
WHERE pair = ?1 AND published BETWEEN ?2 AND ?3 ORDER BY published {{}}, fact LIMIT ?4) r
JOIN facts f ON f.id = r.fact JOIN articles a ON a.n = f.article"""
_OWN = f"""{_CONVERSION} articles a CROSS JOIN facts f ON f.article = a.n
WHERE a.id = ?1 AND f.kind = 'money' AND f.equivalent_unit IS NOT NULL"""


def compare_clusters(
    clusters: Clusters, index: Index, chosen: Sequence[ClusterRow], currency: str | None = None
) -> Comparison:
    """These clusters of the library side by side, in the order given.

    What they are compared in is known when this returns; the facts of a row are read when it is looked at. All
    conversions in the library may be used. UserError where there are more clusters than stand side by side.
    """
    check_columns(len(chosen))
    shelves = [_Shelf(_wordings(index, clusters.fact_numbers(row.key))) for row in chosen]
    facts, rates = _Facts(index, shelves), LibraryRates(index)
    columns = [
        Column(row, shelf.stated, partial(facts.rows, shelf))
        for row, shelf in zip(chosen, shelves, strict=True)
    ]
    units: Counter[str] = sum((shelf.money for shelf in shelves), Counter())
    currency = currency or usual_currency(units)
    groups = tabulate(columns, currency, rates)
    converting = [id for shelf in shelves for id in shelf.converting]
    return Comparison(
        tuple(row.name for row in chosen),
        groups,
        currency,
        Later(lambda: tuple(sorted({*units, *_reachable(index, units)}))),
        Later(partial(rates.stated_by, converting)),
    )


def check_columns(count: int) -> None:
    """UserError where so many clusters do not stand side by side."""
    if count > MOST_COLUMNS:
        raise UserError(f"At most {MOST_COLUMNS} clusters stand side by side: take one out first.")


class _Shelf:
    """What a cluster's facts state: the ids of the facts by indicators."""

    def __init__(self, wordings: Iterable[_Wording]) -> None:
        """What these wordings state."""
        self.ids: dict[str, list[str]] = defaultdict(list)
        self.money: Counter[str] = Counter()
        """How many amounts are stated in each currency."""
        self.converting: list[str] = []
        """The ids of the facts that state a rate."""
        stated = []
        for metric, kind, unit, changes, selects, ids, converting in wordings:
            indicator = indicator_for(metric, kind, unit, bool(changes), bool(selects))
            stating = orjson.loads(ids)
            stated.append((indicator, metric))
            self.ids[indicator.key] += stating
            self.converting += orjson.loads(converting)
            if kind == "money":
                self.money[currency_in(unit)] += len(stating)
        self.stated = stated_of(stated)


class _Facts:
    """The facts of shelves; those of one indicator are read from all shelves at once."""

    def __init__(self, index: Index, shelves: Sequence[_Shelf]) -> None:
        """The facts behind these shelves."""
        self._index = index
        self._shelves = shelves
        self._read: tuple[str, dict[str, FactRow]] = "", {}

    def rows(self, shelf: _Shelf, key: str) -> list[FactRow]:
        """The facts of a shelf that state the indicator with this key."""
        known, rows = self._read
        if known != key:
            ids = dict.fromkeys(id for one in self._shelves for id in one.ids.get(key, ()))
            rows = {row.fact.id: row for row in self._index.fact_rows(ids)}
            self._read = key, rows
        return [rows[id] for id in shelf.ids[key] if id in rows]


class LibraryRates:
    """The rates that the articles of a library state, read where they are needed."""

    def __init__(self, index: Index) -> None:
        """The rates of the library of an index."""
        self.path = index.path
        self._index = index
        self._near: dict[tuple[str, str | None], tuple[Conversion, ...]] = {}
        self._own: dict[str, tuple[Conversion, ...]] = {}
        self._rows: dict[str, FactRow] = {}

    def into(self, row: FactRow, currency: str) -> Rate | None:
        """The rate that turns this fact's money into `currency`, as `RateSource` says."""
        known = self._known(row, currency)
        found = known.into(row, currency)
        return None if found is None else self._rate(found, known)

    def stated_by(self, ids: Sequence[str]) -> tuple[Rate, ...]:
        """The rates that these facts state, the oldest first."""
        rates = []
        for row in self._index.fact_rows(ids):
            self._rows[row.fact.id] = row
            if row.fact.equivalent is not None:
                known = self._known(row, row.fact.equivalent.unit)
                rates += [self._rate(one, known) for one in [known.all.get(row.fact.id)] if one is not None]
        return tuple(sorted(rates, key=lambda rate: (rate.row.published or "", rate.row.fact.id)))

    def heal(self, error: Error) -> None:
        """Make the index anew, after this error."""
        self._index.heal(error)

    @healing
    def _known(self, row: FactRow, currency: str) -> Conversions:
        """The conversions of the fact's article and those nearest to its day, on both sides of it."""
        article, moment = row.fact.article, (rate_pair(currency_in(row.fact.unit), currency), row.published)
        if article not in self._own:
            self._own[article] = tuple(self._read(_OWN, article))
        if moment not in self._near:
            self._near[moment] = tuple(
                chain.from_iterable(self._read(sql, *values) for sql, values in _sides(*moment))
            )
        return Conversions((*self._own[article], *self._near[moment]))

    def _read(self, sql: str, *values: object) -> Iterator[Conversion]:
        return (Conversion(*row) for row in self._index.connection().execute(sql, values))

    def _rate(self, one: Conversion, known: Conversions) -> Rate:
        if one.fact not in self._rows:
            (self._rows[one.fact],) = self._index.fact_rows([one.fact])
        return Rate(one, self._rows[one.fact], known.is_odd(one))


def _sides(pair: str, published: str | None) -> Iterator[tuple[str, tuple[object, ...]]]:
    """How the conversions before and after a day are read; not at all where the day is not known."""
    try:
        middle = date.fromisoformat(published or "")
    except ValueError:
        return
    before, day, after = (str(middle + timedelta(days)) for days in (-USABLE_DAYS, 0, USABLE_DAYS))
    yield _LENDING.format("DESC"), (pair, before, day, _MOST_RATES)
    yield _LENDING.format("ASC"), (pair, day, after, _MOST_RATES)


@healing
def _wordings(index: Index, numbers: Sequence[int]) -> list[_Wording]:
    """The wordings of facts, each with the ids of the facts that have it, and of those that state a rate."""
    return index.connection().execute(_STATED, (orjson.dumps(numbers).decode(),)).fetchall()


@healing
def _reachable(index: Index, units: Collection[str]) -> set[str]:
    """The currencies that some article states a rate to, of those that money is stated in."""
    pairs = index.connection().execute("SELECT DISTINCT pair FROM rates")
    reached = (set(pair.split("/")) for (pair,) in pairs)
    return {unit for pair in reached if not pair.isdisjoint(units) for unit in pair}
