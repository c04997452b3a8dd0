"""A table of columns that fit the width, sortable by any of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from rich.segment import Segment
from textual import events
from textual.message import Message

from store.index import Sort
from tui.cells import fit, width_of
from tui.columns import GAP, Column, Shape, frozen_count, moved, resized, shape_of, shaped, widths, window
from tui.commands import bindings
from tui.notices import tell
from tui.ordering import SortableList, arrow_of
from tui.rows import R

MARGIN = 3
"""Cells before the first column: the cursor's bar and the mark of a selected row."""


class Table(SortableList[R]):
    """Rows as columns under a header with the order's arrows.

    Columns that do not fit leave by rank, until the reader goes to one of them: then the first stays and the
    others pass beside it. Titles can be dragged to another place, and the gap behind them to another width.
    """

    BINDINGS = bindings("columns")
    header_height = 1

    class Shaped(Message):
        """The reader wants the columns otherwise."""

        def __init__(self, sender: Table[Any], shape: Shape) -> None:
            """`shape` is what they are to be."""
            super().__init__()
            self.sender = sender
            self.shape = shape

        @property
        def control(self) -> Table[Any]:
            """The table it happened in."""
            return self.sender

    def __init__(
        self,
        columns: Sequence[Column[R]],
        id_of: Callable[[R], str],
        mark: Callable[[R], str] = lambda row: " ",
        sign: Callable[[R], str] | None = None,
        orders: tuple[Sort, ...] = (),
        empty: str = "",
        id: str | None = None,
        hints: dict[str, str] | None = None,
    ) -> None:
        """`id_of` is what a row is found by, `mark` says whether it is selected, `sign` is shown before it."""
        super().__init__(empty=empty, id=id, hints=hints)
        self.columns = tuple(columns)
        self.shape: Shape = ()
        self.column: str | None = None
        self._held: tuple[str, bool] | None = None
        self._dragged = False
        self._asked: tuple[object, ...] = ()
        self._laid_out: Sequence[tuple[Column[R], int]] = ()
        self.orders = orders
        self.sortable = [(column.key, column.title) for column in columns if column.key]
        self._id_of = id_of
        self._mark = mark
        self._sign = sign
        self._margin = MARGIN + (sign is not None)

    def id_of(self, row: R) -> str:
        """The id by which the row is found again."""
        return self._id_of(row)

    def draw_header(self, line: int, width: int) -> Sequence[Segment]:
        """Titles with the arrows of the order, and a sign wherever columns are left out."""
        segments = [Segment(" " * self._margin, self.ink("dim", bold=True))]
        keys = [column.key for column in shaped(self.columns, self.shape)]
        layout = self._layout(width)
        following = [column.key for column, _ in layout[1:]]
        for at, (column, cells) in enumerate(layout):
            title = self._title(column, cells) if cells > 1 else ""
            name = "accent" if column.key == self.column else "dim"
            segments.append(Segment(fit(title, cells, column.right), self.ink(name, bold=True)))
            after = keys[keys.index(column.key) + 1 :][:1]
            whole = after == following[at : at + 1]
            segments.append(Segment(" " * GAP if whole else "›".ljust(GAP), self.ink("dim", bold=True)))
        return segments if segments[-1].text.strip() else segments[:-1]

    def draw_row(self, row: R, line: int, width: int, paper: str) -> Sequence[Segment]:
        """The bar of the cursor, the mark of a selected row, the cells."""
        mark = self._mark(row)
        mark += f"{self._sign(row) or ' '} " if self._sign else " "
        segments = [self.bar(paper), Segment(mark, self.ink("accent", paper, bold=True))]
        gap = Segment(" " * GAP, self.ink("ink", paper))
        for column, cells in self._layout(width):
            here = paper == "cursor" and column.key == self.column
            style = self.ink(column.tone(row) if column.tone else "ink", paper, underline=here)
            segments += [Segment(fit(column.text(row), cells, column.right), style), gap]
        return segments[:-1]

    @property
    def cell(self) -> tuple[str, str] | None:
        """Title and text of the cell under the cursor; without a column's cursor, of the first wide column."""
        row = self.row
        columns = shaped(self.columns, self.shape)
        first = columns[min(frozen_count(columns), len(columns)) - 1]
        column = next((it for it in columns if it.key == self.column), first)
        return (column.title, column.text(row)) if row is not None else None

    # the columns

    def reshape(self, shape: Shape) -> None:
        """Have the columns so, and tell it."""
        self.shape = shape
        if self.column not in {key for key, _ in shape}:
            self.column = None
        self.post_message(self.Shaped(self, shape))
        self.refresh()

    def action_column_right(self) -> None:
        """The cursor one column to the right."""
        self._step(1)

    def action_column_left(self) -> None:
        """The cursor one column to the left; from the first, it is on no column."""
        self._step(-1)

    def _step(self, step: int) -> None:
        keys = [column.key for column in shaped(self.columns, self.shape)]
        at = keys.index(self.column) if self.column in keys else -1
        to = min(at + step, len(keys) - 1)
        self.column = keys[to] if to >= 0 else None
        self.refresh()

    def action_column_wider(self) -> None:
        """The column under the cursor a cell wider."""
        self._widen(1)

    def action_column_narrower(self) -> None:
        """The column under the cursor a cell narrower."""
        self._widen(-1)

    def _widen(self, step: int) -> None:
        if self.column is not None:
            cells = self._cells_of(self.column) + step
            self.reshape(resized(shape_of(self.columns, self.shape), self.column, cells))

    def action_column_later(self) -> None:
        """The column under the cursor one place to the right."""
        self._shift(1)

    def action_column_earlier(self) -> None:
        """The column under the cursor one place to the left."""
        self._shift(-1)

    def _shift(self, step: int) -> None:
        if self.column is not None:
            self.reshape(moved(shape_of(self.columns, self.shape), self.column, step))

    def action_copy_cell(self) -> None:
        """Copy what the cell says to the clipboard, also over a remote connection."""
        if self.cell is not None:
            title, text = self.cell
            self.app.copy_to_clipboard(text)
            tell(self, f"Copied {title.lower()}: {text}" if text else f"{title} is empty.")

    def action_columns(self) -> None:
        """Choose the columns, their order and width."""
        from tui.dialogs.columns import ColumnsDialog

        def take(shape: Shape | None) -> None:
            if shape is not None:
                self.reshape(shape)

        shape = shape_of(self.columns, self.shape)
        self.app.push_screen(ColumnsDialog([(it.key, it.title) for it in self.columns], shape), take)

    # the mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of a title, or of the gap behind it."""
        offset = event.get_content_offset(self)
        if offset is not None and offset.y < self.header_height and event.button == 1:
            self._held = self._title_at(offset.x)
            self._dragged = False
            if self._held is not None:
                self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Move the title to where the mouse is, or its gap."""
        if self._held is None:
            return
        key, edge, x = self._held[0], self._held[1], event.x
        if edge and x == self._start_of(key) + self._cells_of(key):
            return
        shape = shape_of(self.columns, self.shape)
        if edge:
            self._dragged = True
            self.reshape(resized(shape, key, max(x - self._start_of(key), 1)))
            return
        under = self._title_at(x)
        keys = [it for it, _ in shape]
        if under is not None and under[0] != key and under[0] in keys and key in keys:
            self._dragged = True
            self.reshape(moved(shape, key, keys.index(under[0]) - keys.index(key)))

    def on_mouse_up(self) -> None:
        """Let go."""
        if self._held is not None:
            self._held = None
            self.release_mouse()

    def header_clicked(self, x: int, also: bool = False) -> None:
        """Sort by the column whose title was clicked, alone or also, unless it was dragged."""
        title = self._title_at(x)
        if title is not None and title[0] and not self._dragged:
            (self.sort_also if also else self.sort_by)(title[0])
        self._dragged = False

    def _title_at(self, x: int) -> tuple[str, bool] | None:
        """The column at this cell of the header, and whether it is the gap behind it."""
        start = self._margin
        for column, cells in self._layout(self.scrollable_content_region.width):
            if start <= x < start + cells + GAP:
                return column.key, x >= start + cells
            start += cells + GAP
        return None

    def _cells_of(self, key: str) -> int:
        shown = self._layout(self.scrollable_content_region.width)
        return next((cells for column, cells in shown if column.key == key), 0)

    def _start_of(self, key: str) -> int:
        start = self._margin
        for column, cells in self._layout(self.scrollable_content_region.width):
            if column.key == key:
                return start
            start += cells + GAP
        return start

    def _title(self, column: Column[R], cells: int) -> str:
        """The title with its arrow; behind it the place in the order, where that is not the first."""
        arrow = arrow_of(self.orders, column.key) if column.key else ""
        if not arrow:
            return column.title
        room = max(cells - width_of(arrow) - 1, 0)
        return f"{fit(column.title, min(room, width_of(column.title)))} {arrow}"

    def _layout(self, width: int) -> Sequence[tuple[Column[R], int]]:
        """The columns in view with their cells; kept, since every row asks for it."""
        asked = (width, self.shape, self.column)
        if asked != self._asked:
            self._asked, self._laid_out = asked, self._lay_out(width - self._margin - 1)
        return self._laid_out

    def _lay_out(self, room: int) -> Sequence[tuple[Column[R], int]]:
        columns = shaped(self.columns, self.shape)
        by_rank = widths(columns, room)
        if self.column is None or self.column in {column.key for column, _ in by_rank}:
            return by_rank
        return window(columns, room, next(at for at, it in enumerate(columns) if it.key == self.column))
