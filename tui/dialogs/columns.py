"""The dialog in which the columns of a table are chosen, ordered and widened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from tui.cells import fit
from tui.columns import Shape, resized
from tui.dialogs.dialog import Dialog
from tui.notices import tell
from tui.rowlist import RowList
from tui.rows import Listed

AUTO = 12
"""Cells that a column is taken to have before it is given a width."""


class ColumnList(RowList[str]):
    """The columns by their keys: shown or not, title, width."""

    def __init__(self, titles: dict[str, str]) -> None:
        """The titles by key."""
        super().__init__()
        self._titles = titles
        self.cells: dict[str, int] = {}
        self.chosen: set[str] = set()

    def id_of(self, row: str) -> str:
        """The key."""
        return row

    def draw_row(self, row: str, line: int, width: int, paper: str) -> Sequence[Segment]:
        """A mark for those that are shown, the title, the width."""
        mark = "●" if row in self.chosen else "○"
        cells = self.cells[row]
        right = f"{cells} cells" if cells else "as it fits"
        text = f" {mark} {fit(self._titles[row], width - 17)}{fit(right, 12, right=True)} "
        return [self.bar(paper), Segment(text, self.ink("ink" if row in self.chosen else "dim", paper))]


class ColumnsDialog(Dialog[Shape]):
    """The result is the shape of the table; escape leaves it as it is."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "show_or_hide", show=False),
        Binding("J,shift+down", "move(1)", show=False),
        Binding("K,shift+up", "move(-1)", show=False),
        Binding("right,l", "widen(1)", show=False),
        Binding("left,h", "widen(-1)", show=False),
        Binding("0", "fit", show=False),
        Binding("r", "reset", show=False),
    ]
    DEFAULT_CSS = """
    ColumnsDialog > #box { width: 52; }
    ColumnsDialog ColumnList { height: auto; }
    ColumnsDialog #ways { color: $dim; margin-top: 1; }
    .-short ColumnsDialog #ways, ColumnsDialog.-short #ways { margin-top: 0; }
    """

    def __init__(self, columns: Sequence[tuple[str, str]], shape: Shape) -> None:
        """Keys and titles of all columns, and how they are now."""
        super().__init__()
        self._columns = columns
        self._list = ColumnList(dict(columns))
        self._take(shape)

    def _take(self, shape: Shape) -> None:
        """The columns that are shown in their order, then the others."""
        shown = [key for key, _ in shape]
        self._keys = [*shown, *(key for key, _ in self._columns if key not in shown)]
        self._list.cells = {key: 0 for key, _ in self._columns} | dict(shape)
        self._list.chosen = set(shown)

    def compose(self) -> ComposeResult:
        """The columns, and what the keys do."""
        with Vertical(id="box") as box:
            box.border_title = "Columns"
            box.border_subtitle = "enter takes it   esc closes"
            yield self._list
            ways = "space shows or hides   K J move it up or down\n← → width   0 as it fits   r all as at first"
            yield Static(Content(ways), id="ways")

    def on_mount(self) -> None:
        """Begin on the first."""
        self._list.styles.height = min(len(self._keys), max(3, self.app.size.height - 6))
        self._show(self._keys[0])
        self._list.focus()

    def _show(self, key: str) -> None:
        self._list.show(Listed(self._keys, str), key)

    def action_show_or_hide(self) -> None:
        """Show the column, or hide it; one at least is shown."""
        key = self._list.row
        if key is None:
            return
        if self._list.chosen == {key}:
            tell(self.app, "A table needs a column.")
            return
        self._list.chosen ^= {key}
        self._list.refresh()

    def action_move(self, step: int) -> None:
        """The column so many places down."""
        key = self._list.row
        if key is not None:
            at = self._keys.index(key)
            self._keys.remove(key)
            self._keys.insert(min(max(at + step, 0), len(self._keys)), key)
            self._show(key)

    def action_widen(self, step: int) -> None:
        """The column so many cells wider."""
        key = self._list.row
        if key is not None:
            ((_, cells),) = resized(((key, 0),), key, (self._list.cells[key] or AUTO) + step)
            self._list.cells[key] = cells
            self._list.refresh()

    def action_fit(self) -> None:
        """The column as wide as fits."""
        if self._list.row is not None:
            self._list.cells[self._list.row] = 0
            self._list.refresh()

    def action_reset(self) -> None:
        """All columns in their own order, as wide as fits."""
        self._take(tuple((key, 0) for key, _ in self._columns))
        self._show(self._keys[0])

    def on_row_list_chosen(self) -> None:
        """Take it as it is."""
        cells, chosen = self._list.cells, self._list.chosen
        self.dismiss(tuple((key, cells[key]) for key in self._keys if key in chosen))
