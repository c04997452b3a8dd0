"""A cell of a comparison: what one cluster's articles state of one indicator, and what sets it apart.

What makes a figure unlike its neighbours (another period, a plan, a bound, a part, a currency) is a mark with
its reason in words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from store.comparison.agreement import agreement_about
from store.comparison.currency import currency_in
from store.comparison.derived import MEASURABLE, Computed, ratio, share
from store.comparison.statements import Statement
from store.wording import bound_text, period_text

if TYPE_CHECKING:
    from store.index import FactRow

MarkKind = Literal["period", "planned", "bound", "part", "currency", "converted", "contradiction", "confirmed"]
NOT_STATED, NOT_COMPUTED = "not stated", "not computed"

_MOST_NAMED = 5
"""So many articles are named where many agree or contradict; all are in the cell's other statements."""


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
        """The cell in words; an empty one is not stated, or not computed where a mark says why."""
        figure = self.computed or self.shown
        if figure is None:
            return NOT_COMPUTED if self.marks else NOT_STATED
        return figure.text(short)

    def series(self) -> list[Statement]:
        """One statement for each period: results in the shown one's unit and scope, oldest first."""
        if self.shown is None:
            return []
        by_period: dict[str, Statement] = {}
        for one in self.statements:
            fact = one.row.fact
            alike = one.unit == self.shown.unit and one.scope.key == self.shown.scope.key
            if fact.period and fact.status == "actual" and alike:
                by_period.setdefault(fact.period, one)
        return [by_period[period] for period in sorted(by_period)]


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


def cells_of(
    names: Sequence[Collection[str]], lists: Sequence[Sequence[Statement]], currency: str | None, ratios: bool
) -> tuple[Cell, ...]:
    """The cells of one indicator, a column each: its names, and its statements with the one to show first.

    `ratios` asks for what is computed of comparable figures: ratios to the first column, shares of the total.
    """
    shown = [statements[0] for statements in lists if statements]
    cells = [
        Cell(
            statements[0], tuple(statements[1:]),
            (*_marks(statements[0], shown, currency), *_agreement_marks(called, statements)),
        )
        if statements
        else Cell()
        for called, statements in zip(names, lists, strict=True)
    ]  # fmt: skip
    if ratios:
        cells = [replace(cell, ratio=_ratio(cell, cells[0]), share=_share(cell, cells)) for cell in cells]
    return tuple(cells)


def why_not_computed(one: Statement, other: Statement) -> tuple[Mark, ...]:
    """What keeps two figures of one cluster from being divided."""
    facts = one.row.fact, other.row.fact
    stated = [
        f"{each.text(short=True)} {_period(fact.period)}"
        for each, fact in zip((one, other), facts, strict=True)
    ]
    unlike = " beside ".join(stated)
    marks = [
        Mark(kind, f"{words}: {unlike}")
        for kind, words in (("period", "of unlike periods"), ("part", "of unlike companies"))
        if kind in differences(one, other)
    ]
    if any(fact.status == "planned" for fact in facts):
        marks.append(Mark("planned", f"a plan has no result to divide: {unlike}"))
    if any(fact.bound not in MEASURABLE for fact in facts):
        marks.append(Mark("bound", f"not exact: {unlike}"))
    return tuple(marks) or (Mark("bound", f"cannot be divided: {unlike}"),)


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
    if fact.kind == "money" and currency and currency_in(own.unit) != currency:
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


def _agreement_marks(names: Collection[str], statements: Sequence[Statement]) -> list[Mark]:
    """Whether other articles state the same of the shown figure, or something else."""
    agreement = agreement_about(statements[0].row, [one.row for one in statements[1:]], names)
    if agreement is None:
        return []
    judged = {row.fact.id for row in agreement.rows}
    texts = [_with_source(one) for one in statements[1:] if one.row.fact.id in judged]
    more = f"; and {len(texts) - _MOST_NAMED} more" if len(texts) > _MOST_NAMED else ""
    words = "also stated" if agreement.verdict == "confirmed" else "stated otherwise"
    return [Mark(agreement.verdict, f"{words}: {'; '.join(texts[:_MOST_NAMED])}{more}")]


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


def _period(period: str | None) -> str:
    return period_text(period) or "no stated period"
