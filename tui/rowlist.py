"""A list that draws only the rows in view, with a cursor, for any number of rows."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from typing import Any, Generic

from rich.segment import Segment
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.cells import one_line, width_of
from tui.commands import bindings
from tui.inks import Inked
from tui.rows import Listed, Pages, R, RowSource
from tui.wrapping import wrap


class RowList(ScrollView, Inked, Generic[R], can_focus=True):
    """Rows of a fixed height under a header that stays; subclasses draw them.

    Keyboard: arrows and hjkl, page keys, g and G, enter. Mouse: a click moves the cursor, a click on the row
    that has it chooses it, the wheel scrolls.
    """

    BINDINGS = bindings("list")
    ALLOW_SELECT = False

    row_height = 1
    header_height = 0

    class Moved(Message):
        """The cursor is on another row."""

        def __init__(self, sender: RowList[Any], row: Any) -> None:
            """`row` is the one that has the cursor now."""
            super().__init__()
            self.sender = sender
            self.row = row

        @property
        def control(self) -> RowList[Any]:
            """The list it happened in."""
            return self.sender

    class Chosen(Moved):
        """The row under the cursor was chosen, by enter or by a click on it."""

    def __init__(self, empty: str = "", id: str | None = None, hints: dict[str, str] | None = None) -> None:
        """A list without rows; `empty` is said then, `hints` replace the footer's words for commands."""
        super().__init__(id=id)
        self.HINTS = hints or {}
        self.cursor = 0
        self.attended = False
        self._empty = empty
        self.pages: Pages[R] = Pages(Listed((), str))

    @abstractmethod
    def draw_row(self, row: R, line: int, width: int, paper: str) -> Sequence[Segment]:
        """The segments of one line of a row. `paper` is `paper`, or `cursor` or `rest` for the current row."""

    def draw_header(self, line: int, width: int) -> Sequence[Segment]:
        """The segments of a line of the header."""
        return ()

    def id_of(self, row: R) -> str:
        """The id by which the row is found again after the rows changed."""
        return str(getattr(row, "id", ""))

    def selectable(self, row: R) -> bool:
        """Whether the cursor may rest on the row."""
        return True

    # what it shows

    def show(
        self, source: RowSource[R], row_id: str | None = None, empty: str | None = None, keep: bool = False
    ) -> None:
        """Show these rows with the cursor on `row_id`, else on the first, or with `keep` where it is."""
        here = self.cursor if keep else 0
        self.pages = Pages(source)
        self._empty = self._empty if empty is None else empty
        self._measure()
        place = source.position(row_id) if row_id is not None else None
        self.cursor = -1
        self._move(here if place is None else place, tell=False)
        self.refresh()

    def point_at(self, row_id: str | None) -> bool:
        """Put the cursor on the row without telling anybody; whether it is among the rows."""
        here = self.row
        if here is not None and self.id_of(here) == row_id:
            return True
        place = self.pages.source.position(row_id) if row_id is not None else None
        if place is not None:
            self._move(place, tell=False)
        return place is not None

    @property
    def row(self) -> R | None:
        """The row under the cursor."""
        return self.pages.row(self.cursor)

    @property
    def count(self) -> int:
        """How many rows there are."""
        return self.pages.count

    # drawing

    def render_line(self, y: int) -> Strip:
        """One line of the view: header, row, or what is said when there is nothing."""
        width = self.scrollable_content_region.width
        if not self.count:
            return self._strip(self._draw_empty(y, width), width, self.PAPER)
        if y < self.header_height:
            return self._strip(self.draw_header(y, width), width, self.PAPER)
        index, line = divmod(y - self.header_height + self.scroll_offset.y, self.row_height)
        row = self.pages.row(index)
        if row is None:
            return self._strip([], width, self.PAPER)
        paper = self.PAPER
        if index == self.cursor:
            paper = "cursor" if self.has_focus or self.attended else "rest"
        return self._strip(self.draw_row(row, line, width, paper), width, paper)

    def bar(self, paper: str) -> Segment:
        """The first cell of a row: a bar at the current one, so that it shows without colour."""
        return Segment(" " if paper == self.PAPER else "▌", self.ink("accent", paper))

    def _draw_empty(self, y: int, width: int) -> Sequence[Segment]:
        lines = list(wrap(self._empty, width - 3).spans())
        if not 1 <= y <= len(lines):
            return []
        start, end = lines[y - 1]
        return [Segment(f"  {one_line(self._empty[start:end])}", self.ink("dim"))]

    def _strip(self, segments: Sequence[Segment], width: int, paper: str) -> Strip:
        length = sum(width_of(segment.text) for segment in segments)
        return Strip(segments, length).adjust_cell_length(width, self.ink("ink", paper))

    # moving

    def action_cursor_down(self) -> None:
        """One row down."""
        self._move(self.cursor + 1)

    def action_cursor_up(self) -> None:
        """One row up."""
        self._move(self.cursor - 1)

    def action_page_down(self) -> None:
        """A page of rows down."""
        self._move(self.cursor + self._rows_in_view)

    def action_page_up(self) -> None:
        """A page of rows up."""
        self._move(self.cursor - self._rows_in_view)

    def action_first(self) -> None:
        """To the first row."""
        self._move(0)

    def action_last(self) -> None:
        """To the last row."""
        self._move(self.count - 1)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        row = self.row
        if row is not None and self.selectable(row):
            self.post_message(self.Chosen(self, row))

    def on_click(self, event: events.Click) -> None:
        """Move the cursor to the row, or choose it when the cursor is there."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        if offset.y < self.header_height:
            self.header_clicked(offset.x, event.ctrl or event.shift)
            return
        index = (offset.y - self.header_height + self.scroll_offset.y) // self.row_height
        if index == self.cursor:
            self.action_choose()
        elif 0 <= index < self.count:
            self._move(index)

    def header_clicked(self, x: int, also: bool = False) -> None:
        """A click on the header at this cell; `also` where ctrl or shift was held."""

    def on_resize(self) -> None:
        """Keep the cursor in view."""
        self._measure()
        self._reveal()

    def watch_show_vertical_scrollbar(self, shown: bool) -> None:
        """Let a scrollbar that appears show where the list was scrolled to before it did."""
        if shown:
            self.vertical_scrollbar.position = self.scroll_y

    def _measure(self) -> None:
        self.virtual_size = Size(0, self.count * self.row_height + self.header_height)

    @property
    def _rows_in_view(self) -> int:
        height = self.scrollable_content_region.height - self.header_height
        return max(1, height // self.row_height)

    def _move(self, index: int, tell: bool = True) -> None:
        """Put the cursor on the nearest row that can have it, seen in the direction of the move."""
        index = max(0, min(index, self.count - 1))
        step = 1 if index >= self.cursor else -1
        index = self._nearest(index, step)
        before = self.cursor
        self.cursor = index
        self._reveal()
        self._refresh_row(before)
        self._refresh_row(index)
        row = self.row
        if tell and index != before and row is not None:
            self.post_message(self.Moved(self, row))

    def _nearest(self, index: int, step: int) -> int:
        for direction in (step, -step):
            at = index
            while (row := self.pages.row(at)) is not None:
                if self.selectable(row):
                    return at
                at += direction
        return index

    def _reveal(self) -> None:
        """Scroll just so far that the cursor's row is in view, its heading too when it is the first."""
        top = self.cursor * self.row_height
        if self._nearest(0, 1) == self.cursor:
            top = 0
        bottom = (self.cursor + 1) * self.row_height
        view = self.scrollable_content_region.height - self.header_height
        if view <= 0:
            return
        if top < self.scroll_offset.y:
            self.scroll_to(y=top, animate=False, force=True)
        elif bottom > self.scroll_offset.y + view:
            self.scroll_to(y=bottom - view, animate=False, force=True)

    def _refresh_row(self, index: int) -> None:
        y = index * self.row_height - self.scroll_offset.y + self.header_height
        self.refresh(Region(0, y, self.size.width, self.row_height))
