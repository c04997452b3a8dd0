"""Clusters side by side: which figures the articles state for each, and which of them can be compared.

A row is an indicator, a column a cluster. A cell shows the latest statement by period and keeps the others.
What makes a figure unlike its neighbours (another period, a plan, a bound, a part, a currency) is a mark with
its reason in words. Money is converted only by rates that articles state.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal, Protocol

from store.comparison.agreement import agreements
from store.comparison.currency import Rate, Rates
from store.comparison.derived import MEASURABLE, QUOTIENTS, Computed, quotient, ratio, share
from store.comparison.indicators import GROUPS, Indicator, indicator_of
from store.comparison.statements import Statement, recency, statement_of
from store.wording import bound_text, period_text

if TYPE_CHECKING:
    from store.index import FactRow

MarkKind = Literal["period", "planned", "bound", "part", "currency", "converted", "contradiction", "confirmed"]
NOT_STATED = "not stated"

_MOST_NAMED = 5
"""So many articles are named where many agree or contradict; all are in the cell's other statements."""

_WITHOUT_RATIO = frozenset({"growth", "shares", "other"})


class Named(Protocol):
    """What a column is about: a cluster, or anything with a name and other names."""

    @property
    def name(self) -> str:
        """The name at the head of the column."""

    @property
    def aliases(self) -> Sequence[str]:
        """Other names of the same."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Why a cell is not simply comparable, or what else a reader must know of it."""

    kind: MarkKind
    reason: str


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one indicator for one cluster: a statement and others, a computed figure, or nothing.

    `ratio` is the figure as a multiple of the first column's, `share` in percent of the total of the columns
    whose figures it is comparable with.
    """

    shown: Statement | None = None
    others: tuple[Statement, ...] = ()
    marks: tuple[Mark, ...] = ()
    computed: Computed | None = None
    ratio: Computed | None = None
    share: Computed | None = None

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, the shown one first."""
        return (self.shown, *self.others) if self.shown else ()

    @property
    def sources(self) -> tuple[FactRow, ...]:
        """The facts that the cell rests on; none where it is empty."""
        return self.computed.sources if self.computed else tuple(one.row for one in self.statements)

    @property
    def period(self) -> str | None:
        """The shown statement's period."""
        return self.shown.row.fact.period if self.shown else None

    @property
    def value(self) -> float | None:
        """The number to draw or to compute with, in the comparison's currency where that was possible."""
        return self.shown.value if self.shown else self.computed.value if self.computed else None

    def text(self, short: bool = False) -> str:
        """The cell in words; `not stated` where it is empty."""
        if self.computed:
            return self.computed.text(short)
        return self.shown.text(short) if self.shown else NOT_STATED

    def series(self) -> list[tuple[str, float]]:
        """The values over time: results of stated periods in the shown one's unit and scope, oldest first."""
        if self.shown is None:
            return []
        by_period: dict[str, float] = {}
        for one in self.statements:
            fact = one.row.fact
            alike = one.unit == self.shown.unit and one.scope.key == self.shown.scope.key
            if fact.period and fact.status == "actual" and alike:
                by_period.setdefault(fact.period, one.value)
        return sorted(by_period.items())


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator over all columns, by its `key`; `wordings` are the articles' own."""

    key: str
    label: str
    cells: tuple[Cell, ...]
    wordings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Rows that belong together: size, money, growth, shares, innovation, capacity, other, computed."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Clusters side by side. `currency` is what money is converted to, `rates` are all that the facts state."""

    columns: tuple[str, ...]
    groups: tuple[Group, ...]
    currency: str | None
    rates: tuple[Rate, ...]


def compare(
    columns: Sequence[tuple[Named, Sequence[FactRow]]],
    currency: str | None = None,
    rate_rows: Iterable[FactRow] = (),
) -> Comparison:
    """The clusters with their facts, side by side in the order given.

    `currency` is the one to convert money to, by default the most frequent. `rate_rows` are further facts whose
    conversions may be used, of any article.
    """
    rates = Rates([*rate_rows, *(row for _, rows in columns for row in rows)])
    currency = currency or usual_currency([row for _, rows in columns for row in rows])
    sorted_columns = [_statements(named, rows, currency, rates) for named, rows in columns]
    indicators = _indicators(sorted_columns)
    rows_by_key = {key: _row(indicators[key], key, columns, sorted_columns, currency) for key in indicators}
    groups = [Group(name, tuple(rows_by_key[key] for key in _in_group(name, indicators))) for name in GROUPS]
    groups.append(Group("computed", _computed_rows(sorted_columns)))
    kept = tuple(group for group in groups if group.rows)
    return Comparison(tuple(named.name for named, _ in columns), kept, currency, rates.all)


def differences(one: Statement, other: Statement) -> list[MarkKind]:
    """Why two figures of one indicator can't be compared; the same whichever comes first, empty if they can."""
    facts = one.row.fact, other.row.fact
    found: list[tuple[MarkKind, bool]] = [
        ("period", facts[0].period != facts[1].period),
        ("planned", facts[0].status != facts[1].status),
        ("bound", facts[0].bound != facts[1].bound),
        ("part", one.scope.key != other.scope.key),
        ("currency", one.unit != other.unit and facts[0].kind == "money"),
    ]
    return [kind for kind, differs in found if differs]


_Statements = Mapping[str, list[Statement]]
_Indicators = Mapping[str, Indicator]


def _statements(named: Named, rows: Iterable[FactRow], currency: str | None, rates: Rates) -> _Statements:
    """A column's statements by indicator, each list with the one to show first."""
    names = (named.name, *named.aliases)
    by_key: dict[str, list[Statement]] = defaultdict(list)
    for row in {row.fact.id: row for row in rows}.values():
        by_key[indicator_of(row.fact).key].append(statement_of(row, names, currency, rates))
    for statements in by_key.values():
        statements.sort(key=recency)
    return by_key


def _indicators(columns: Sequence[_Statements]) -> dict[str, Indicator]:
    """The indicators that are stated; one that the table does not know is labelled by its shortest wording."""
    found: dict[str, Indicator] = {}
    for column in columns:
        for statements in column.values():
            for statement in statements:
                indicator = indicator_of(statement.row.fact)
                known = found.setdefault(indicator.key, indicator)
                found[indicator.key] = min(known, indicator, key=lambda one: (len(one.label), one.label))
    stated = Counter(key for column in columns for key in column)
    order = sorted(found.values(), key=lambda one: (one.order, -stated[one.key], one.label, one.key))
    return {indicator.key: indicator for indicator in order}


def _in_group(name: str, indicators: _Indicators) -> list[str]:
    return [key for key, indicator in indicators.items() if indicator.group == name]


def _row(
    indicator: Indicator,
    key: str,
    columns: Sequence[tuple[Named, Sequence[FactRow]]],
    sorted_columns: Sequence[_Statements],
    currency: str | None,
) -> Row:
    lists = [column.get(key, []) for column in sorted_columns]
    shown = [statements[0] for statements in lists if statements]
    cells = []
    for (named, _), statements in zip(columns, lists, strict=True):
        if not statements:
            cells.append(Cell())
            continue
        marks = [*_marks(statements[0], shown, currency), *_agreement_marks(named, statements)]
        cells.append(Cell(statements[0], tuple(statements[1:]), tuple(marks)))
    if indicator.group not in _WITHOUT_RATIO:
        cells = [replace(cell, ratio=_ratio(cell, cells[0]), share=_share(cell, cells)) for cell in cells]
    wordings = {statement.row.fact.metric for statements in lists for statement in statements}
    return Row(key, indicator.label, tuple(cells), tuple(sorted(wordings)))


def _marks(own: Statement, shown: Sequence[Statement], currency: str | None) -> list[Mark]:
    """What sets a figure apart from those shown beside it; periods are held against the usual one."""
    fact, usual = own.row.fact, _usual_period(shown)
    marks = []
    if fact.period != usual:
        marks.append(Mark("period", f"{_period(fact.period)} beside {_period(usual)}"))
    if fact.status == "planned":
        marks.append(Mark("planned", "a plan, not a result"))
    if fact.bound != "exact" and any(one.row.fact.bound == "exact" for one in shown):
        marks.append(Mark("bound", f"“{bound_text(fact.bound) or 'between'}” beside an exact figure"))
    if own.scope.key:
        marks.append(Mark("part", own.scope.text))
    if fact.kind == "money" and currency and own.unit != currency:
        marks.append(Mark("currency", f"in {own.unit}: no article of its time states a rate to {currency}"))
    if own.rate is not None:
        source = own.rate.row
        where = ", ".join(part for part in (source.title, source.published) if part)
        marks.append(Mark("converted", f"from {own.row.fact.quote} at {own.rate.text}, a rate of “{where}”"))
    return marks


def _usual_period(shown: Sequence[Statement]) -> str | None:
    """The period that most of the figures have; the longest, then the latest among equals."""
    counts = Counter(one.row.fact.period for one in shown)
    return max(counts, key=lambda period: (counts[period], *_extent(period)))


def _extent(period: str | None) -> tuple[int, str]:
    """The days that a period has, -1 where it is open or not stated, and the period to order by."""
    first, _, last = (period or "").partition("/")
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days, last
    except ValueError:
        return -1, period or ""


def _agreement_marks(named: Named, statements: Sequence[Statement]) -> list[Mark]:
    """Whether other articles state the same of the shown figure, or something else."""
    marks = []
    shown = statements[0].row
    if len({statement.row.fact.article for statement in statements}) < 2:
        return []
    for agreement in agreements([one.row for one in statements], (named.name, *named.aliases)):
        judged = {row.fact.id for row in agreement.rows}
        if shown.fact.id in judged:
            texts = [_with_source(one) for one in statements[1:] if one.row.fact.id in judged]
            more = f"; and {len(texts) - _MOST_NAMED} more" if len(texts) > _MOST_NAMED else ""
            words = "also stated" if agreement.verdict == "confirmed" else "stated otherwise"
            marks.append(Mark(agreement.verdict, f"{words}: {'; '.join(texts[:_MOST_NAMED])}{more}"))
    return marks


def _with_source(statement: Statement) -> str:
    row = statement.row
    return f"{statement.text()} ({', '.join(part for part in (row.title, row.published) if part)})"


def _ratio(cell: Cell, first: Cell) -> Computed | None:
    if cell.shown is None or first.shown is None or cell.shown.row.fact.id == first.shown.row.fact.id:
        return None
    if differences(cell.shown, first.shown):
        return None
    if cell.shown.row.fact.bound not in MEASURABLE or first.shown.value <= 0:
        return None
    return ratio(cell.shown, first.shown)


def _share(cell: Cell, cells: Sequence[Cell]) -> Computed | None:
    """The figure's share of the total of all that it is comparable with; None where it is the only one."""
    own = cell.shown
    if own is None or own.row.fact.bound not in MEASURABLE or own.row.fact.change:
        return None
    alike = {
        other.row.fact.id: other for each in cells if (other := each.shown) and not differences(own, other)
    }
    parts = list(alike.values())
    if len(parts) < 2 or min(part.value for part in parts) <= 0:
        return None
    return share(own, parts)


def _computed_rows(columns: Sequence[_Statements]) -> tuple[Row, ...]:
    rows = []
    for kind in QUOTIENTS:
        found = [
            quotient(kind, column.get(kind.numerator, []), column.get(kind.denominator, []))
            for column in columns
        ]
        if any(found):
            rows.append(
                Row(f"computed:{kind.label}", kind.label, tuple(Cell(computed=computed) for computed in found))
            )
    return tuple(rows)


def usual_currency(rows: Iterable[FactRow]) -> str | None:
    """The currency that most figures are stated in; None where there is no money."""
    counts = Counter(row.fact.unit for row in rows if row.fact.kind == "money")
    return min(counts, key=lambda unit: (-counts[unit], unit), default=None)


def _period(period: str | None) -> str:
    return period_text(period) or "no stated period"
