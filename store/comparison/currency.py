"""Exchange rates, only as the articles state them: `90.26 billion yuan ($12.95 billion)` says 6.97.

No rate comes from anywhere else, and none is put together from two.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

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
class Conversion:
    """What a fact of an article says: `value` of `unit` is `equivalent` of `other`."""

    fact: str
    article: str
    published: str | None
    unit: str
    value: float
    other: str
    equivalent: float

    @property
    def states_a_rate(self) -> bool:
        """Whether two currencies and two amounts are in it."""
        return self.other != self.unit and min(self.value, self.equivalent) > 0

    @property
    def per_unit(self) -> float:
        """How much of `unit` one of `other` is."""
        return self.value / self.equivalent


@dataclass(frozen=True, slots=True)
class Rate:
    """A conversion as a rate ("6.70 CNY is 1 USD"), with the fact that states it.

    `odd` says that other articles of its time state rates, and none agrees.
    """

    conversion: Conversion
    row: FactRow
    odd: bool = False

    @property
    def currencies(self) -> frozenset[str]:
        """The two that it is between."""
        return _pair(self.conversion)

    @property
    def text(self) -> str:
        """The rate in words: `1 USD = 6.70 CNY`."""
        one = self.conversion
        return rate_text(one.value, one.unit, one.equivalent, one.other)

    def convert(self, value: float, unit: str) -> float:
        """An amount in one of the rate's two currencies, in the other."""
        one = self.conversion
        return value / one.per_unit if unit == one.unit else value * one.per_unit


class RateSource(Protocol):
    """Where a comparison has its rates from."""

    def into(self, row: FactRow, currency: str) -> Rate | None:
        """The rate that turns this fact's money into `currency`: the fact's own, else the nearest in time.

        None where no article of that time states one that others do not contradict.
        """


class Conversions:
    """Conversions by their currencies, their time and their articles."""

    def __init__(self, stated: Iterable[Conversion]) -> None:
        """These conversions; those that state no rate are left out."""
        self.all = {one.fact: one for one in stated if one.states_a_rate}
        self._by_pair: dict[frozenset[str], list[Conversion]] = defaultdict(list)
        self._by_article: dict[str, list[Conversion]] = defaultdict(list)
        for one in sorted(self.all.values(), key=lambda one: (_day(one.published), one.fact)):
            self._by_pair[_pair(one)].append(one)
            self._by_article[one.article].append(one)
        self._days = {pair: [_day(one.published) for one in group] for pair, group in self._by_pair.items()}

    def into(self, row: FactRow, currency: str) -> Conversion | None:
        """The one to turn this fact's money into `currency` by; None where there is none that may be used."""
        pair = frozenset((currency_in(row.fact.unit), currency))
        own = self.all.get(row.fact.id)
        if own is not None and _pair(own) == pair:
            return own
        same_article = [one for one in self._by_article.get(row.fact.article, ()) if _pair(one) == pair]
        near = [*same_article, *self._near(pair, row.published, USABLE_DAYS)]
        usable = (one for one in near if not self.is_odd(one))
        return min(usable, key=lambda one: _preference(one, row), default=None)

    def is_odd(self, one: Conversion) -> bool:
        """Whether other articles of its time state rates, and none of them agrees."""
        near = self._near(_pair(one), one.published, SAME_TIME_DAYS)
        others = [other for other in near if other.fact != one.fact]
        return bool(others) and all(
            abs(_in_unit(other, one.unit) / one.per_unit - 1) > TOLERANCE for other in others
        )

    def _near(self, pair: frozenset[str], published: str | None, apart: int) -> Sequence[Conversion]:
        """Those published within so many days; none of an article whose date is not known."""
        days, day = self._days.get(pair, ()), _day(published)
        first, last = bisect_left(days, day - apart), bisect_right(days, day + apart)
        return self._by_pair[pair][first:last] if day and days else ()


class Rates:
    """All rates that some facts state."""

    def __init__(self, rows: Iterable[FactRow]) -> None:
        """The rates of these facts; those that no other of its time agrees with are marked as odd."""
        self._rows = {row.fact.id: row for row in rows}
        self._stated = Conversions(
            one for row in self._rows.values() if (one := conversion_of(row)) is not None
        )

    @property
    def all(self) -> tuple[Rate, ...]:
        """Every rate, the oldest first."""
        stated = sorted(self._stated.all.values(), key=lambda one: (one.published or "", one.fact))
        return tuple(self._rate(one) for one in stated)

    def into(self, row: FactRow, currency: str) -> Rate | None:
        """The rate that turns this fact's money into `currency`, as `RateSource` says."""
        found = self._stated.into(row, currency)
        return None if found is None else self._rate(found)

    def _rate(self, one: Conversion) -> Rate:
        return Rate(one, self._rows[one.fact], self._stated.is_odd(one))


def currency_in(unit: str) -> str:
    """The currency of a unit of money: `CNY` of `CNY per mu`."""
    return unit.partition(" per ")[0]


def conversion_of(row: FactRow) -> Conversion | None:
    """The conversion of money that a fact states; None where it states none."""
    fact, other = row.fact, row.fact.equivalent
    if fact.kind != "money" or other is None:
        return None
    return Conversion(
        fact.id, fact.article, row.published, fact.unit, fact.value, other.unit, other.value
    )  # fmt: skip


def _preference(one: Conversion, row: FactRow) -> tuple[bool, int, int, str]:
    """The same article first, then the nearest, the most digits, and a fixed choice among equals."""
    digits = len(Decimal(repr(float(one.equivalent))).normalize().as_tuple().digits)
    apart = abs(_day(one.published) - _day(row.published))
    return one.article != row.fact.article, apart, -digits, one.fact


def _in_unit(one: Conversion, unit: str) -> float:
    return one.per_unit if one.unit == unit else 1 / one.per_unit


def _pair(one: Conversion) -> frozenset[str]:
    return frozenset((one.unit, one.other))


@lru_cache(maxsize=8192)
def _day(published: str | None) -> int:
    """The day of an article as a number; 0 where it is not known."""
    try:
        return date.fromisoformat(published or "").toordinal()
    except ValueError:
        return 0
