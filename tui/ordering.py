"""Lists that the reader can sort: the present order, and the wish for another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.message import Message

from store.index import Sort
from tui.commands import bindings
from tui.rowlist import RowList
from tui.rows import R


class SortableList(RowList[R]):
    """A list whose rows come in an order that the reader chooses."""

    BINDINGS = bindings("table")

    class Ordered(Message):
        """The reader wants another order."""

        def __init__(self, sender: SortableList[Any], orders: tuple[Sort, ...]) -> None:
            """`orders` is what the list is to be sorted by."""
            super().__init__()
            self.sender = sender
            self.orders = orders

        @property
        def control(self) -> SortableList[Any]:
            """The list it happened in."""
            return self.sender

    orders: tuple[Sort, ...] = ()
    sortable: Sequence[tuple[str, str]] = ()
    """Key and title of what one can sort by."""

    def resume(self, orders: tuple[Sort, ...]) -> None:
        """Take up an order of an earlier day; one that this list can't have is passed over."""
        if orders and {order.column for order in orders} <= {key for key, _ in self.sortable}:
            self.orders = orders

    def sort_by(self, key: str) -> None:
        """Ask for this column first and the present first one after it; the same column again is reversed."""
        first = self.orders[0] if self.orders else None
        again = first is not None and first.column == key
        rest = tuple(order for order in self.orders if order.column != key)
        self.orders = (Sort(key, again and first is not None and not first.descending), *rest[:1])
        self.post_message(self.Ordered(self, self.orders))
        self.refresh()

    def action_sort(self) -> None:
        """Choose the column to sort by."""
        from tui.dialogs.sorting import SortDialog

        def chosen(key: str | None) -> None:
            if key is not None:
                self.sort_by(key)

        self.app.push_screen(SortDialog(self.sortable, self.orders), chosen)

    def action_reverse(self) -> None:
        """Reverse the order."""
        if self.orders:
            self.sort_by(self.orders[0].column)

    def order_words(self) -> str:
        """The order in words: `sorted by value ↓ then period ↑`; empty where there is none."""
        titles = dict(self.sortable)
        named = [f"{titles[it.column].lower()} {'↓' if it.descending else '↑'}" for it in self.orders]
        return "sorted by " + " then ".join(named) if named else ""
