"""A fact as it stands in a comparison: value, currency, part of the whole, recency."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from store.comparison.currency import Rate, RateSource, currency_in
from store.comparison.indicators import Scope, measure_of, scope_of
from store.wording import rounded, value_text

if TYPE_CHECKING:
    from store.index import FactRow


@dataclass(frozen=True, slots=True)
class Statement:
    """What one fact states, made ready to stand beside others.

    `value` and `upper` are in `unit`, which measures of a kind share (square meters for an area), a decrease
    below zero. `rate` is the one that they were converted by, None where they are the article's own.
    """

    row: FactRow
    scope: Scope
    value: float
    upper: float | None
    unit: str
    rate: Rate | None = None

    @property
    def stated_value(self) -> float:
        """The value in the unit that the statement's text is in."""
        return self.value / measure_of(self.row.fact.kind, self.row.fact.unit)[1]

    def text(self, short: bool = False, ascii_only: bool = False) -> str:
        """The value in words, converted where it was."""
        fact = self.row.fact
        if self.rate is None:
            return value_text(fact, short, ascii_only)
        upper = None if self.upper is None else rounded(abs(self.upper))
        shown = replace(fact, value=rounded(abs(self.value)), upper=upper, unit=self.unit, quote="")
        return value_text(shown, short, ascii_only)


def statement_of(row: FactRow, names: Collection[str], currency: str | None, rates: RateSource) -> Statement:
    """The fact as a statement about the cluster with these names."""
    fact = row.fact
    unit, factor = measure_of(fact.kind, fact.unit)
    factor = -factor if fact.change == "decrease" else factor
    value, upper = factor * fact.value, fact.upper and factor * fact.upper
    stated = currency_in(fact.unit)
    rate = rates.into(row, currency) if fact.kind == "money" and currency and currency != stated else None
    if rate is not None and currency:
        value, unit = rate.convert(value, stated), fact.unit.replace(stated, currency, 1)
        upper = None if upper is None else rate.convert(upper, stated)
    return Statement(row, scope_of(fact, names), value, upper, unit, rate)


def recency(statement: Statement) -> tuple[object, ...]:
    """Sorts the statement to show first: results before plans, the whole before parts, then the latest."""
    fact = statement.row.fact
    flows = fact.kind in ("money", "percent")
    return (
        fact.status == "planned",
        bool(statement.scope.key),
        flows and fact.period is None,
        -_last_day(statement.row),
        fact.bound != "exact",
        -_ordinal(statement.row.published),
        fact.article,
        fact.start,
        fact.id,
    )


def _last_day(row: FactRow) -> int:
    """The end of the period; the day of the article where the period is open or not stated."""
    end = (row.fact.period or "").partition("/")[2]
    return _ordinal(end) or _ordinal(row.published)


@lru_cache(maxsize=8192)
def _ordinal(day: str | None) -> int:
    try:
        return date.fromisoformat(day or "").toordinal()
    except ValueError:
        return 0
