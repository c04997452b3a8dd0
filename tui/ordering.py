"""Lists that the reader can sort: the present order, and the wish for another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from textual.message import Message

from store.index import Sort
from tui.commands import bindings
from tui.rowlist import RowList
from tui.rows import R

MOST = 4
"""Columns that rows can be sorted by at once."""


def first(orders: tuple[Sort, ...], key: str) -> tuple[Sort, ...]:
    """The order by this column, and within that by the present first one; the same column again is reversed."""
    again = bool(orders) and orders[0].column == key
    rest = tuple(order for order in orders if order.column != key)
    return (Sort(key, again and not orders[0].descending), *(rest if again else rest[:1]))


def added(orders: tuple[Sort, ...], key: str) -> tuple[Sort, ...]:
    """The order with this column as the last; reversed where it is there, without it where it is reversed."""
    at = next((at for at, order in enumerate(orders) if order.column == key), None)
    if at is None:
        return (*orders[: MOST - 1], Sort(key, False))
    changed = () if orders[at].descending else (Sort(key, True),)
    return (*orders[:at], *changed, *orders[at + 1 :])


def arrow_of(orders: tuple[Sort, ...], key: str) -> str:
    """The arrow of a column, with its place in the order where that is not the first; empty without one."""
    at = next((at for at, order in enumerate(orders) if order.column == key), None)
    return "" if at is None else ("↓" if orders[at].descending else "↑") + (str(at + 1) if at else "")


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
        self.order(first(self.orders, key))

    def sort_also(self, key: str) -> None:
        """Sort by this column within the present order; again reverses it, and once more takes it out."""
        self.order(added(self.orders, key))

    def order(self, orders: tuple[Sort, ...]) -> None:
        """Ask for this order."""
        self.orders = orders
        self.post_message(self.Ordered(self, self.orders))
        self.refresh()

    def action_sort(self) -> None:
        """Choose the columns to sort by."""
        from tui.dialogs.sorting import SortDialog

        def chosen(orders: tuple[Sort, ...] | None) -> None:
            if orders is not None:
                self.order(orders)

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
