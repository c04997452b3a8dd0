"""The comparison on screen: indicators as rows, clusters as columns, a cursor on one cell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual.message import Message

from store.comparison import Cell, Comparison, Row
from store.index import ClusterRow
from store.wording import period_text
from tui.cells import cut, fit, width_of
from tui.commands import bindings
from tui.rowlist import RowList
from tui.rows import Listed

LEAST_LABEL, MOST_LABEL = 18, 40
"""Cells of the first column, which stays: a quarter of the width within these."""

LEAST, MOST = 24, 44
"""Cells of a cluster's column."""

SIGNS = {
    "contradiction": "!", "confirmed": "✓", "planned": "◌", "currency": "¤", "period": "≠", "bound": "≠",
    "part": "◐", "converted": "≈",
}  # fmt: skip
"""The sign of a mark on a cell; its reason stands under the table."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table: an indicator, or the heading of a group where `row` is None."""

    group: str
    row: Row | None = None


class ComparisonTable(RowList[Line]):
    """Two lines of header with the clusters, then the indicators by group."""

    BINDINGS = bindings("comparison")
    header_height = 2

    class CellMoved(Message):
        """The cursor is on another cell."""

    def __init__(self, id: str) -> None:
        """A table without columns."""
        super().__init__(id=id, hints={"choose": "sentence"})
        self.column = 0
        self._first = 0
        self._clusters: Sequence[ClusterRow] = ()

    def show_comparison(
        self, comparison: Comparison | None, clusters: Sequence[ClusterRow], empty: str
    ) -> None:
        """Show this comparison of these clusters; without one, the words of `empty`."""
        self._clusters = clusters
        self.column = max(0, min(self.column, len(clusters) - 1))
        here = self.id_of(self.row) if self.row else None
        lines: list[Line] = []
        for group in comparison.groups if comparison else ():
            lines += [Line(group.name), *(Line(group.name, row) for row in group.rows)]
        self.show(Listed(lines, self.id_of), here, empty)

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        line = self.row
        return line.row.cells[self.column] if line and line.row and self.column < len(line.row.cells) else None

    @property
    def cluster(self) -> ClusterRow | None:
        """The cluster whose column has the cursor."""
        return self._clusters[self.column] if self.column < len(self._clusters) else None

    def id_of(self, row: Line) -> str:
        """Group and label."""
        return f"{row.group}/{row.row.label if row.row else ''}"

    def selectable(self, row: Line) -> bool:
        """Headings of groups have no cells."""
        return row.row is not None

    def draw_header(self, line: int, width: int) -> Sequence[Segment]:
        """The clusters' names, and under them what and where they are."""
        style = self.ink("dim", bold=line == 0)
        label, columns, cells = self._layout(width)
        hidden = len(self._clusters) - len(columns)
        where = f"   {columns.start + 1}–{columns.stop} of {len(self._clusters)}" if hidden and line else ""
        segments = [Segment(fit(where, label), style)]
        for at in columns:
            cluster = self._clusters[at]
            about = " · ".join(it for it in (cluster.kind, cluster.place) if it)
            segments.append(Segment(fit(about if line else cluster.name, cells - 2) + "  ", style))
        return segments

    def draw_row(self, row: Line, line: int, width: int, paper: str) -> Sequence[Segment]:
        """A heading, or an indicator's label and its cells."""
        if row.row is None:
            return [Segment(f" {row.group}", self.ink("accent", bold=True))]
        label, columns, cells = self._layout(width)
        current = paper != self.PAPER
        quiet = "rest" if current else paper
        segments = [self.bar(paper), Segment(f"  {fit(row.row.label, label - 4)} ", self.ink("ink", quiet))]
        for at in columns:
            lit = current and at == self.column
            segments += self._cell(row.row.cells[at], cells, paper if lit else quiet)
        return [*segments, Segment(" " * (width - label - cells * len(columns)), self.ink("ink", quiet))]

    def _cell(self, cell: Cell, width: int, paper: str) -> list[Segment]:
        """A value, the signs of what is to be known of it, its period."""
        dim = self.ink("dim", paper)
        if cell.shown is None and cell.computed is None:
            return [Segment(fit(cell.text(), width - 2), dim), Segment("  ", dim)]
        signs = "".join(dict.fromkeys(SIGNS[mark.kind] for mark in cell.marks))
        value = cut(cell.text(short=True), width - 4 - width_of(signs))
        value = f"{value} {signs}" if signs else value
        period = cut(period_text(cell.period), width - 3 - width_of(value))
        gap = " " * (width - 2 - width_of(value) - width_of(period))
        return [Segment(value, self.ink("ink", paper)), Segment(gap + period + "  ", dim)]

    def _layout(self, width: int) -> tuple[int, range, int]:
        """Cells for the labels, the columns in view, and the cells of each."""
        label = min(MOST_LABEL, max(LEAST_LABEL, width // 4))
        count = len(self._clusters)
        if not count:
            return label, range(0), 0
        fitting = max(1, min(count, (width - label) // LEAST))
        cells = min(MOST, (width - label) // fitting)
        first = min(self._first, count - fitting)
        if self.column < first:
            first = self.column
        elif self.column >= first + fitting:
            first = self.column - fitting + 1
        self._first = first
        return label, range(first, first + fitting), cells

    def action_cursor_left(self) -> None:
        """To the cell on the left."""
        self._move_column(self.column - 1)

    def action_cursor_right(self) -> None:
        """To the cell on the right."""
        self._move_column(self.column + 1)

    def _move_column(self, column: int) -> None:
        column = max(0, min(column, len(self._clusters) - 1))
        if column != self.column:
            self.column = column
            self.refresh()
            self.post_message(self.CellMoved())

    def point_column(self, x: int) -> None:
        """Put the cursor into the column at this cell."""
        label, columns, cells = self._layout(self.scrollable_content_region.width)
        if columns and x >= label:
            self._move_column(columns[min((x - label) // cells, len(columns) - 1)])
