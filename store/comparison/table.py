"""Clusters side by side: which figures the articles state for each, and which of them can be compared.

A row is an indicator, a column a cluster. A cell shows the latest statement by period and keeps the others.
Money is converted only by rates that articles state. The cells of a row may be read when they are looked at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Protocol

from store.comparison.cells import Cell, cells_of, why_not_computed
from store.comparison.currency import Rate, Rates, RateSource, currency_in
from store.comparison.derived import QUOTIENTS, Quotient, quotient
from store.comparison.indicators import GROUPS, Indicator, indicator_of
from store.comparison.statements import Statement, recency, statement_of
from store.later import Later

if TYPE_CHECKING:
    from store.index import FactRow

COMPUTED = "computed"
"""The group of the indicators that no article states."""

_WITHOUT_RATIO = frozenset({"growth", "shares", "other"})

Rows = Callable[[str], "Iterable[FactRow]"]
"""Reads the facts that state the indicator with a key."""


class Named(Protocol):
    """What a column is about: a cluster, or anything with a name and other names."""

    @property
    def name(self) -> str:
        """The name at the head of the column."""

    @property
    def aliases(self) -> Sequence[str]:
        """Other names of the same."""


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator over all columns, by its `key`; `wordings` are the articles' own."""

    key: str
    label: str
    cells: Sequence[Cell]
    wordings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together: size, money, growth, shares, innovation, capacity, other, computed."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Clusters side by side.

    `currency` is what money is converted to, `currencies` what it could be, `rates` are those that the facts
    state.
    """

    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    currency: str | None
    currencies: Sequence[str]
    rates: Sequence[Rate]


@dataclass(frozen=True, slots=True)
class Stated:
    """An indicator that is stated about a cluster, with the articles' wordings of it."""

    indicator: Indicator
    wordings: frozenset[str]


class Column:
    """A cluster with what is stated about it.

    `stated` holds its indicators by their keys, and `rows` reads the facts that state the one with a key.
    """

    def __init__(self, named: Named, stated: Mapping[str, Stated], rows: Rows) -> None:
        """The column of a cluster; nothing is read yet."""
        self.names = (named.name, *named.aliases)
        self.stated = stated
        self._rows = rows
        self._statements: dict[str, list[Statement]] = {}

    def statements(self, key: str, currency: str | None, rates: RateSource) -> list[Statement]:
        """What is stated of an indicator, the statement to show first."""
        if key not in self._statements:
            rows = {row.fact.id: row for row in self._rows(key)} if key in self.stated else {}
            made = [statement_of(row, self.names, currency, rates) for row in rows.values()]
            self._statements[key] = sorted(made, key=recency)
        return self._statements[key]


def compare(
    columns: Sequence[tuple[Named, Sequence[FactRow]]],
    currency: str | None = None,
    rate_rows: Iterable[FactRow] = (),
) -> Comparison:
    """The clusters with their facts, side by side in the order given.

    `currency` is the one to convert money to, by default the most frequent. `rate_rows` are further facts whose
    conversions may be used, of any article.
    """
    rows = [row for _, facts in columns for row in facts]
    rates = Rates([*rate_rows, *rows])
    units = Counter(currency_in(row.fact.unit) for row in rows if row.fact.kind == "money")
    currencies = tuple(sorted({*units, *(unit for rate in rates.all for unit in rate.currencies)}))
    currency = currency or usual_currency(units)
    groups = tabulate([_column(named, facts) for named, facts in columns], currency, rates)
    names = tuple(named.name for named, _ in columns)
    return Comparison(names, groups, currency, currencies, rates.all)


def tabulate(columns: Sequence[Column], currency: str | None, rates: RateSource) -> tuple[Group, ...]:
    """The rows of a comparison by their groups; their cells are read when they are looked at."""
    indicators = _indicators(columns)
    groups = [
        Group(
            name,
            tuple(_row(one, columns, currency, rates) for one in indicators if one.indicator.group == name),
        )
        for name in GROUPS
    ]
    computed = [
        Row(f"computed:{kind.label}", kind.label, Later(partial(_computed, kind, columns, currency, rates)))
        for kind in QUOTIENTS
        if any({kind.numerator, kind.denominator} <= column.stated.keys() for column in columns)
    ]
    return tuple(group for group in (*groups, Group(COMPUTED, tuple(computed))) if group.rows)


def stated_of(facts: Iterable[tuple[Indicator, str]]) -> dict[str, Stated]:
    """What is stated by indicators and wordings; of several labels of an indicator the shortest is kept."""
    indicators: dict[str, Indicator] = {}
    wordings: dict[str, set[str]] = defaultdict(set)
    for indicator, wording in facts:
        known = indicators.setdefault(indicator.key, indicator)
        if indicator.label != known.label:
            indicators[indicator.key] = min(known, indicator, key=lambda one: (len(one.label), one.label))
        wordings[indicator.key].add(wording)
    return {key: Stated(indicators[key], frozenset(wordings[key])) for key in indicators}


def usual_currency(units: Mapping[str, int]) -> str | None:
    """The currency that most figures are stated in; None where there is no money."""
    return min(units, key=lambda unit: (-units[unit], unit), default=None)


def _column(named: Named, rows: Sequence[FactRow]) -> Column:
    by_key: dict[str, list[FactRow]] = defaultdict(list)
    for row in rows:
        by_key[indicator_of(row.fact).key].append(row)
    stated = stated_of((indicator_of(row.fact), row.fact.metric) for row in rows)
    return Column(named, stated, by_key.__getitem__)


def _indicators(columns: Sequence[Column]) -> list[Stated]:
    """The indicators that are stated; one that the table does not know is labelled by its shortest wording."""
    stated = stated_of(
        (one.indicator, wording)
        for column in columns
        for one in column.stated.values()
        for wording in one.wordings
    )
    counts = Counter(key for column in columns for key in column.stated)

    def order(one: Stated) -> tuple[int, int, str, str]:
        indicator = one.indicator
        return indicator.order, -counts[indicator.key], indicator.label, indicator.key

    return sorted(stated.values(), key=order)


def _row(stated: Stated, columns: Sequence[Column], currency: str | None, rates: RateSource) -> Row:
    indicator = stated.indicator

    def cells() -> tuple[Cell, ...]:
        lists = [column.statements(indicator.key, currency, rates) for column in columns]
        names = [column.names for column in columns]
        return cells_of(names, lists, currency, ratios=indicator.group not in _WITHOUT_RATIO)

    return Row(indicator.key, indicator.label, Later(cells), tuple(sorted(stated.wordings)))


def _computed(
    kind: Quotient, columns: Sequence[Column], currency: str | None, rates: RateSource
) -> tuple[Cell, ...]:
    """The cells of a computed indicator: what it is, or why it is not computed."""
    cells = []
    for column in columns:
        above, below = (column.statements(key, currency, rates) for key in (kind.numerator, kind.denominator))
        computed = quotient(kind, above, below)
        marks = why_not_computed(above[0], below[0]) if above and below and computed is None else ()
        cells.append(Cell(computed=computed, marks=marks))
    return tuple(cells)
