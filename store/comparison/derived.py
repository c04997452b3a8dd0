"""Figures that no article states: computed from two statements that belong together, with their formula."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.comparison.statements import Statement
from store.wording import period_text, quantity_text, rounded

if TYPE_CHECKING:
    from store.index import FactRow

MEASURABLE = ("exact", "about")
"""The bounds with which a figure may enter a computation; a figure "over 300" has no quotient."""


@dataclass(frozen=True, slots=True)
class Quotient:
    """A computed indicator: one indicator over another, by their keys; `percent` where it is a share."""

    label: str
    numerator: str
    denominator: str
    percent: bool = False


QUOTIENTS = (
    Quotient("revenue per company", "revenue:money", "companies:count"),
    Quotient("output value per company", "output value:money", "companies:count"),
    Quotient("profit per company", "profit:money", "companies:count"),
    Quotient("jobs per company", "jobs:count", "companies:count"),
    Quotient("revenue per job", "revenue:money", "jobs:count"),
    Quotient("profit as a share of revenue", "profit:money", "revenue:money", percent=True),
)


@dataclass(frozen=True, slots=True)
class Computed:
    """A computed figure in `unit` (empty for a plain ratio): a statement over the sum of others."""

    value: float
    unit: str
    above: Statement
    below: tuple[Statement, ...]
    is_share: bool = False

    @property
    def formula(self) -> str:
        """How it is computed, in words."""
        if self.is_share:
            return f"{_term(self.above)} / ({' + '.join(one.text() for one in self.below)})"
        return f"{_term(self.above)} / {_term(self.below[0])}"

    @property
    def sources(self) -> tuple[FactRow, ...]:
        """The facts that it is computed from."""
        parts = self.below if self.is_share else (self.above, *self.below)
        return tuple(one.row for one in parts)

    def text(self, short: bool = False) -> str:
        """The value with the few digits that a computed figure deserves."""
        return quantity_text(rounded(self.value), self.unit, short=short)


def quotient(
    kind: Quotient, numerators: Sequence[Statement], denominators: Sequence[Statement]
) -> Computed | None:
    """The quotient of the first two statements that belong together; None where none do."""
    same_time: dict[str, list[Statement]] = defaultdict(list)
    for one in denominators:
        for moment in _moments(one):
            same_time[moment].append(one)
    for above in numerators:
        for below in (one for moment in _moments(above) for one in same_time[moment]):
            if belong_together(above, below) and (above.unit == below.unit or not kind.percent):
                factor = 100 if kind.percent else 1
                unit = "%" if kind.percent else above.unit if above.row.fact.kind == "money" else ""
                return _computed(above, below, factor, unit)
    return None


def _moments(statement: Statement) -> list[str]:
    """What a statement shares with those of its time: the period, or the article."""
    return [moment for moment in (statement.row.fact.period, statement.row.fact.article) if moment]


def ratio(statement: Statement, reference: Statement) -> Computed:
    """How many times the reference the statement is; the caller knows that they are comparable."""
    return _computed(statement, reference, 1, "")


def share(statement: Statement, parts: Sequence[Statement]) -> Computed:
    """What percent of the sum of `parts` the statement is; the caller knows that they are comparable."""
    ordered = sorted(parts, key=lambda one: (-one.value, one.row.fact.id))
    total = sum(one.value for one in ordered)
    return Computed(100 * statement.value / total, "%", statement, tuple(ordered), is_share=True)


def belong_together(one: Statement, other: Statement) -> bool:
    """Whether two figures of one cluster are of the same companies and the same time, and measured results."""
    facts = one.row.fact, other.row.fact
    same_time = facts[0].period is not None and facts[0].period == facts[1].period
    same_article = facts[0].article == facts[1].article and None in (facts[0].period, facts[1].period)
    measured = all(fact.status == "actual" and fact.bound in MEASURABLE for fact in facts)
    return measured and one.scope.key == other.scope.key and (same_time or same_article) and other.value > 0


def _computed(above: Statement, below: Statement, factor: int, unit: str) -> Computed:
    return Computed(above.value / below.value * factor, unit, above, (below,))


def _term(statement: Statement) -> str:
    period = period_text(statement.row.fact.period)
    return f"{statement.text()} ({period})" if period else statement.text()
