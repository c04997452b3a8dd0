"""A table of columns that fit the width, sortable by any of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic

from rich.segment import Segment

from store.index import Sort
from tui.cells import fit, width_of
from tui.ordering import SortableList
from tui.rows import R

GAP = 2
"""Blank cells between two columns."""

MARGIN = 3
"""Cells before the first column: the cursor's bar and the mark of a selected row."""


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column: what it shows and how it shares the width.

    `least` cells it needs to be shown at all, `most` it can use; when not all columns fit, those with the
    highest `rank` go first. `tone` names the ink of a cell.
    """

    key: str
    title: str
    text: Callable[[R], str]
    least: int
    most: int
    rank: int = 0
    right: bool = False
    tone: Callable[[R], str] | None = None


def widths(columns: Sequence[Column[R]], width: int) -> list[tuple[Column[R], int]]:
    """The columns that fit into `width` cells, in their order, with the cells each gets.

    Columns leave by rank until the rest fit with their least width; what is left over is dealt out in
    proportion to what each could still use.
    """
    shown = list(columns)
    while len(shown) > 1 and _needed(shown) > width:
        shown.remove(max(shown, key=lambda column: column.rank))
    spare = max(0, width - _needed(shown))
    wanted = sum(column.most - column.least for column in shown)
    result: list[tuple[Column[R], int]] = []
    for column in shown:
        wish = column.most - column.least
        share = min(wish, spare * wish // wanted) if wanted else 0
        spare, wanted = spare - share, wanted - wish
        result.append((column, min(column.least + share, max(width, 1))))
    return result


def _needed(columns: Sequence[Column[R]]) -> int:
    return sum(column.least for column in columns) + GAP * (len(columns) - 1)


class Table(SortableList[R]):
    """Rows as columns under a header with the order's arrow."""

    header_height = 1

    def __init__(
        self,
        columns: Sequence[Column[R]],
        id_of: Callable[[R], str],
        marked: Callable[[R], bool] = lambda row: False,
        sign: Callable[[R], str] | None = None,
        orders: tuple[Sort, ...] = (),
        empty: str = "",
        id: str | None = None,
        hints: dict[str, str] | None = None,
    ) -> None:
        """`id_of` is what a row is found by, `marked` whether it is selected, `sign` is shown before it."""
        super().__init__(empty=empty, id=id, hints=hints)
        self.columns = tuple(columns)
        self.orders = orders
        self.sortable = [(column.key, column.title) for column in columns if column.key]
        self._id_of = id_of
        self._marked = marked
        self._sign = sign
        self._margin = MARGIN + (sign is not None)

    def id_of(self, row: R) -> str:
        """The id by which the row is found again."""
        return self._id_of(row)

    def draw_header(self, line: int, width: int) -> Sequence[Segment]:
        """Titles, and the arrow at the first column of the order."""
        text = " " * self._margin
        for column, cells in self._layout(width):
            title = self._title(column, cells) if cells > 1 else ""
            text += fit(title, cells, column.right) + " " * GAP
        return [Segment(text.rstrip(), self.ink("dim", bold=True))]

    def draw_row(self, row: R, line: int, width: int, paper: str) -> Sequence[Segment]:
        """The bar of the cursor, the mark of a selected row, the cells."""
        mark = "●" if self._marked(row) else " "
        mark += f"{self._sign(row) or ' '} " if self._sign else " "
        segments = [self.bar(paper), Segment(mark, self.ink("accent", paper, bold=True))]
        gap = Segment(" " * GAP, self.ink("ink", paper))
        for column, cells in self._layout(width):
            style = self.ink(column.tone(row) if column.tone else "ink", paper)
            segments += [Segment(fit(column.text(row), cells, column.right), style), gap]
        return segments[:-1]

    def header_clicked(self, x: int) -> None:
        """Sort by the column whose title was clicked."""
        start = self._margin
        for column, cells in self._layout(self.scrollable_content_region.width):
            if start <= x < start + cells + GAP and column.key:
                self.sort_by(column.key)
                return
            start += cells + GAP

    def _title(self, column: Column[R], cells: int) -> str:
        first = self.orders[0] if self.orders else None
        if first is None or not column.key or first.column != column.key:
            return column.title
        arrow = "↓" if first.descending else "↑"
        return f"{fit(column.title, min(cells - 2, width_of(column.title)))} {arrow}"

    def _layout(self, width: int) -> list[tuple[Column[R], int]]:
        return widths(self.columns, width - self._margin - 1)
