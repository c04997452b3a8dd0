"""A comparison of clusters on standard output."""

from __future__ import annotations

from store.comparison import Cell, Comparison, Group, Row
from store.wording import period_text
from tui.printing import Column, Listing, print_items


def print_comparison(comparison: Comparison) -> None:
    """A table per group of indicators, a column per cluster; a line for every mark and its reason."""
    label: Column[Row] = Column("", lambda row: row.label)
    columns = (label, *(_column(comparison, at) for at in range(len(comparison.columns))))
    listing = Listing(columns, lambda row: {"indicator": row.label})
    for group in comparison.groups:
        print(f"{group.name.upper()}")
        print_items(group.rows, listing, "table")
        for sentence in _reasons(comparison, group):
            print(f"  {sentence}")
        print()


def _column(comparison: Comparison, at: int) -> Column[Row]:
    return Column(comparison.columns[at], lambda row: cell_text(row.cells[at]), right=True)


def cell_text(cell: Cell) -> str:
    """The cell with its period and the signs of its marks: `13.6 bn CNY, 2022 H1 (period)`."""
    text = cell.text(short=True)
    if cell.period:
        text += f", {period_text(cell.period)}"
    marks = ", ".join(mark.kind for mark in cell.marks)
    return f"{text} ({marks})" if marks else text


def _reasons(comparison: Comparison, group: Group) -> list[str]:
    return [
        f"{row.label}, {name}: {mark.reason}"
        for row in group.rows
        for name, cell in zip(comparison.columns, row.cells, strict=True)
        for mark in cell.marks
    ]
