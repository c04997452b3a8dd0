"""The dialog that asks for the column to sort by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from store.index import Sort
from tui.cells import fit
from tui.dialogs.dialog import Dialog
from tui.ordering import added, arrow_of, first
from tui.rowlist import RowList
from tui.rows import Listed


class SortList(RowList[tuple[str, str]]):
    """The columns one can sort by, numbered; the present order is marked with its arrow."""

    def __init__(self, columns: Sequence[tuple[str, str]], orders: Sequence[Sort]) -> None:
        """The columns, and the present order."""
        super().__init__()
        self._digits = {key: str(number % 10) for number, (key, _) in enumerate(columns[:10], 1)}
        self.orders = tuple(orders)

    def id_of(self, row: tuple[str, str]) -> str:
        """The column's key."""
        return row[0]

    def draw_row(self, row: tuple[str, str], line: int, width: int, paper: str) -> Sequence[Segment]:
        """Its digit, its title, its arrow."""
        key, title = row
        digit = self._digits.get(key, " ")
        return [
            self.bar(paper),
            Segment(f"{digit} ", self.ink("dim", paper)),
            Segment(f"{fit(title, width - 7)} {arrow_of(self.orders, key)}", self.ink("ink", paper)),
        ]


class SortDialog(Dialog[tuple[Sort, ...]]):
    """Asks for the columns to sort by; the result is the order.

    Enter or a digit chooses a column alone, the present one is reversed; the space bar adds columns one after
    another, reverses those that are there and takes out reversed ones, and enter then takes it all.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("space", "add", show=False),
        *(Binding(str(number % 10), f"take({number - 1})", show=False) for number in range(1, 11)),
    ]
    DEFAULT_CSS = """
    SortDialog > #box { width: 34; }
    SortDialog SortList { height: auto; }
    """

    def __init__(self, columns: Sequence[tuple[str, str]], orders: Sequence[Sort]) -> None:
        """Keys and titles of the columns, and the present order."""
        super().__init__()
        self._columns = list(columns)
        self._orders = tuple(orders)

    def compose(self) -> ComposeResult:
        """The box with the columns."""
        with Vertical(id="box") as box:
            box.border_title = "Sort by"
            box.border_subtitle = "space adds   again reverses"
            yield SortList(self._columns, self._orders)

    def on_mount(self) -> None:
        """Begin on the present column."""
        columns = self.query_one(SortList)
        columns.styles.height = len(self._columns)
        present = self._orders[0].column if self._orders else None
        columns.show(Listed(self._columns, lambda row: row[0]), present)
        columns.focus()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Sort by the row under the cursor, or by what was put together."""
        orders = self.query_one(SortList).orders
        self.dismiss(orders if orders != self._orders else first(orders, event.row[0]))

    def action_take(self, place: int) -> None:
        """Sort by the column with this number."""
        if place < len(self._columns):
            self.dismiss(first(self._orders, self._columns[place][0]))

    def action_add(self) -> None:
        """Sort by this column too, the other way round, or no more."""
        columns = self.query_one(SortList)
        if columns.row is not None:
            columns.orders = added(columns.orders, columns.row[0])
            columns.refresh()
