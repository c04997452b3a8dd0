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
from tui.charts import bar, sparkline
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


LEAST_BAR, MOST_BAR = 4, 16
"""Cells of a bar or a sparkline; where there are fewer, there is none."""

_UNLIKE = {"period", "planned", "bound", "part", "currency"}


def signs_of(cell: Cell) -> str:
    """The signs of a cell's marks, each once."""
    return "".join(dict.fromkeys(SIGNS[mark.kind] for mark in cell.marks))


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
        self._longest = 0
        self._clusters: Sequence[ClusterRow] = ()
        self.in_words = False

    def show_comparison(
        self, comparison: Comparison | None, clusters: Sequence[ClusterRow], empty: str
    ) -> None:
        """Show this comparison of these clusters; without one, the words of `empty`."""
        same = list(clusters) == list(self._clusters)
        self._clusters = clusters
        self.column = max(0, min(self.column, len(clusters) - 1))
        here = self.id_of(self.row) if self.row and (same or self.has_focus) else None
        lines: list[Line] = []
        for group in comparison.groups if comparison else ():
            lines += [Line(group.name), *(Line(group.name, row) for row in group.rows)]
        labels = (width_of(line.row.label) + 5 for line in lines if line.row)
        self._longest = min(MOST_LABEL, max(labels, default=0))
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
        where = f"   {_span(columns)} of {len(self._clusters)}" if hidden and line else ""
        segments = [Segment(fit(where, label), style)]
        for at in columns:
            cluster = self._clusters[at]
            known = "" if cluster.facts else "no figures"
            about = " · ".join(it for it in (cluster.kind, cluster.place, known) if it)
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
        room = _bar_room(row.row, cells)
        for at in columns:
            lit = current and at == self.column
            segments += self._cell(row.row, row.row.cells[at], cells, room, paper if lit else quiet)
        return [*segments, Segment(" " * (width - label - cells * len(columns)), self.ink("ink", quiet))]

    def _cell(self, row: Row, cell: Cell, width: int, room: tuple[int, int], paper: str) -> list[Segment]:
        """A value, the signs of what is to be known of it, how large it is beside the others, its period."""
        dim, signs = self.ink("dim", paper), signs_of(cell)
        if self.in_words and cell.shown is not None:
            return [Segment(fit(f"“{cell.shown.row.fact.metric}”", width - 2) + "  ", dim)]
        if cell.shown is None and cell.computed is None:
            return [Segment(fit(f"{cell.text()} {signs}", width - 2) + "  ", dim)]
        value = cut(cell.text(short=True), width - 4 - width_of(signs))
        value = f"{value} {signs}" if signs else value
        period = cut(period_text(cell.period), width - 3 - width_of(value))
        start, most = room
        drawn = _drawn(row, cell, most)
        drawn = " " * (start - width_of(value)) + drawn if drawn else ""
        gap = " " * (width - 2 - width_of(value) - width_of(drawn) - width_of(period))
        alike = not _UNLIKE.intersection(mark.kind for mark in cell.marks)
        tone = self.ink("accent", paper) if alike else dim
        return [Segment(value, self.ink("ink", paper)), Segment(drawn, tone), Segment(gap + period + "  ", dim)]

    def _layout(self, width: int) -> tuple[int, range, int]:
        """Cells for the labels, the columns in view, and the cells of each."""
        label = min(MOST_LABEL, max(LEAST_LABEL, width // 4))
        count = len(self._clusters)
        if not count:
            return label, range(0), 0
        fitting = max(1, min(count, (width - label) // LEAST))
        spare = min(width - label - fitting * LEAST, self._longest - label)
        label += max(0, spare * 2 // 3)
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

    def action_wordings(self) -> None:
        """Show what the articles call each figure, or the figures again."""
        self.in_words = not self.in_words
        self.refresh()

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


def _span(columns: range) -> str:
    return f"{columns.start + 1}–{columns.stop}" if len(columns) > 1 else f"{columns.stop}"


def _bar_room(row: Row, width: int) -> tuple[int, int]:
    """Where the bars of a row begin within their cells, and how long they may be; 0 where there is no room."""
    values, periods = [0], [0]
    for cell in row.cells:
        if cell.shown is not None or cell.computed is not None:
            signs = signs_of(cell)
            values.append(width_of(cell.text(short=True)) + (width_of(signs) + 1 if signs else 0))
            periods.append(width_of(period_text(cell.period)))
    start = max(values) + 1
    room = min(MOST_BAR, width - 2 - start - max(periods) - 1)
    return start, room if room >= LEAST_BAR else 0


def _drawn(row: Row, cell: Cell, room: int) -> str:
    """The sparkline of a figure with several periods, else its bar; none beside another unit."""
    if room < LEAST_BAR or cell.value is None:
        return ""
    series = [one.value for one in cell.series()]
    if len(series) > 1:
        return sparkline(series[-room:])
    figures = [one for one in row.cells if one.value is not None]
    if len(figures) < 2 or len({unit_of(one) for one in figures}) > 1:
        return ""
    return bar(cell.value / max(1e-9, *(one.value or 0 for one in figures)), room)


def unit_of(cell: Cell) -> str:
    """The unit that decides whether two cells of a row can be drawn beside each other: money's currency."""
    if cell.shown is not None:
        return cell.shown.unit if cell.shown.row.fact.kind == "money" else ""
    return cell.computed.unit if cell.computed else ""
