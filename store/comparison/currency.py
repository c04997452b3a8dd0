"""Exchange rates, only as the articles state them: `90.26 billion yuan ($12.95 billion)` says 6.97.

No rate comes from anywhere else, and none is put together from two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
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


class Rates:
    """All rates that some facts state, by their currencies, their time and their articles."""

    def __init__(self, rows: Iterable[FactRow]) -> None:
        """The rates of these facts; those that no other of its time agrees with are marked as odd."""
        stated = {row.fact.id: rate for row in rows if (rate := _rate(row)) is not None}
        dated: dict[frozenset[str], list[tuple[int, str, Rate]]] = defaultdict(list)
        for id, rate in stated.items():
            dated[_pair(rate)].append((_day(rate.row), id, rate))
        marked: list[Rate] = []
        self._by_pair: dict[frozenset[str], tuple[list[int], list[Rate]]] = {}
        for pair, group in dated.items():
            group.sort(key=lambda one: one[:2])
            days, plain = [day for day, _, _ in group], [rate for _, _, rate in group]
            rates = [
                replace(rate, odd=_odd(rate, _near(days, plain, _day(rate.row), SAME_TIME_DAYS)))
                for rate in plain
            ]
            self._by_pair[pair] = days, rates
            marked += rates
        self.all = tuple(sorted(marked, key=lambda rate: (rate.row.published or "", rate.row.fact.id)))
        """Every rate, the oldest first."""
        self._by_article: dict[str, list[Rate]] = defaultdict(list)
        for rate in self.all:
            self._by_article[rate.row.fact.article].append(rate)

    def into(self, row: FactRow, currency: str) -> Rate | None:
        """The rate that turns this fact's money into `currency`: the fact's own, else the nearest in time.

        None where no article of that time states one that others do not contradict.
        """
        pair = frozenset((row.fact.unit, currency))
        same_article = [rate for rate in self._by_article.get(row.fact.article, ()) if _pair(rate) == pair]
        own = [rate for rate in same_article if rate.row.fact.id == row.fact.id]
        days, rates = self._by_pair.get(pair, ([], []))
        near = [*same_article, *_near(days, rates, _day(row), USABLE_DAYS)]
        usable = own or [rate for rate in near if not rate.odd]
        return min(usable, key=lambda rate: _preference(rate, row), default=None)


def _near(days: Sequence[int], rates: Sequence[Rate], day: int, apart: int) -> Sequence[Rate]:
    """The rates within so many days; none of an article whose date is not known."""
    return rates[bisect_left(days, day - apart) : bisect_right(days, day + apart)] if day else ()


def _preference(rate: Rate, row: FactRow) -> tuple[bool, int, int, str]:
    """The same article first, then the nearest, the most digits, and a fixed choice among equals."""
    equivalent = rate.row.fact.equivalent
    digits = len(Decimal(repr(float(equivalent.value))).normalize().as_tuple().digits) if equivalent else 0
    apart = abs(_day(rate.row) - _day(row))
    return rate.row.fact.article != row.fact.article, apart, -digits, rate.row.fact.id


def _rate(row: FactRow) -> Rate | None:
    fact = row.fact
    other = fact.equivalent
    if fact.kind != "money" or other is None or other.unit == fact.unit or min(fact.value, other.value) <= 0:
        return None
    return Rate(fact.unit, other.unit, fact.value / other.value, row)


def _odd(rate: Rate, near: Sequence[Rate]) -> bool:
    others = [other for other in near if other.row.fact.id != rate.row.fact.id]
    return bool(others) and all(
        abs(_in_unit(other, rate.unit) / rate.per_unit - 1) > TOLERANCE for other in others
    )


def _in_unit(rate: Rate, unit: str) -> float:
    return rate.per_unit if rate.unit == unit else 1 / rate.per_unit


def _pair(rate: Rate) -> frozenset[str]:
    return frozenset((rate.unit, rate.other))


def _day(row: FactRow) -> int:
    """The day of the article as a number; 0 where it is not known."""
    try:
        return date.fromisoformat(row.published or "").toordinal()
    except ValueError:
        return 0
