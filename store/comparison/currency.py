"""Exchange rates, only as the articles state them: `90.26 billion yuan ($12.95 billion)` says 6.97.

No rate comes from anywhere else, and none is put together from two.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from store.wording import rate_text

if TYPE_CHECKING:
    from store.index import FactRow

USABLE_DAYS = 92
"""A rate serves the articles published this many days before or after its own."""

SAME_TIME_DAYS = 31
"""Rates of articles this many days apart should agree; over longer times rates move."""

TOLERANCE = 0.02
"""Two rates of the same time that differ by more than this share disagree."""


@dataclass(frozen=True, slots=True)
class Rate:
    """What one conversion in an article says: `per_unit` of `unit` is one `other` ("6.70 CNY is 1 USD").

    `row` is the fact that states it; `odd` says that other articles of its time state rates, and none agrees.
    """

    unit: str
    other: str
    per_unit: float
    row: FactRow
    odd: bool = False

    @property
    def text(self) -> str:
        """The rate in words: `1 USD = 6.70 CNY`."""
        equivalent = self.row.fact.equivalent
        if equivalent is None:
            return ""
        return rate_text(self.row.fact.value, self.row.fact.unit, equivalent.value, equivalent.unit)

    def convert(self, value: float, unit: str) -> float:
        """An amount in one of the rate's two currencies, in the other."""
        return value / self.per_unit if unit == self.unit else value * self.per_unit


def rates_of(rows: Iterable[FactRow]) -> tuple[Rate, ...]:
    """Every rate that the facts state, those that no other of its time agrees with marked as odd."""
    stated = {row.fact.id: rate for row in rows if (rate := _rate(row)) is not None}
    rates = sorted(stated.values(), key=lambda rate: (rate.row.published or "", rate.row.fact.id))
    return tuple(Rate(rate.unit, rate.other, rate.per_unit, rate.row, _odd(rate, rates)) for rate in rates)


def rate_for(row: FactRow, currency: str, rates: Sequence[Rate]) -> Rate | None:
    """The rate that turns this fact's money into `currency`: the fact's own, else the nearest in time.

    None where no article of that time states one that others do not contradict.
    """
    fitting = [rate for rate in rates if {rate.unit, rate.other} == {row.fact.unit, currency}]
    own = [rate for rate in fitting if rate.row.fact.id == row.fact.id]
    near = [rate for rate in fitting if not rate.odd and _days_apart(rate.row, row) <= USABLE_DAYS]
    return min(own or near, key=lambda rate: _preference(rate, row), default=None)


def _preference(rate: Rate, row: FactRow) -> tuple[bool, int, int, str]:
    """The same article first, then the nearest, the most digits, and a fixed choice among equals."""
    equivalent = rate.row.fact.equivalent
    digits = len(Decimal(repr(float(equivalent.value))).normalize().as_tuple().digits) if equivalent else 0
    return rate.row.fact.article != row.fact.article, _days_apart(rate.row, row), -digits, rate.row.fact.id


def _rate(row: FactRow) -> Rate | None:
    fact = row.fact
    other = fact.equivalent
    if fact.kind != "money" or other is None or other.unit == fact.unit or min(fact.value, other.value) <= 0:
        return None
    return Rate(fact.unit, other.unit, fact.value / other.value, row)


def _odd(rate: Rate, rates: Sequence[Rate]) -> bool:
    others = [
        other.per_unit if other.unit == rate.unit else 1 / other.per_unit
        for other in rates
        if other.row.fact.id != rate.row.fact.id
        and {other.unit, other.other} == {rate.unit, rate.other}
        and _days_apart(other.row, rate.row) <= SAME_TIME_DAYS
    ]
    return bool(others) and all(abs(other / rate.per_unit - 1) > TOLERANCE for other in others)


def _days_apart(one: FactRow, other: FactRow) -> int:
    """Days between the two articles; 0 for one article, more than any limit where a date is not known."""
    if one.fact.article == other.fact.article:
        return 0
    try:
        days = [date.fromisoformat(row.published or "") for row in (one, other)]
    except ValueError:
        return 10**6
    return abs((days[0] - days[1]).days)
