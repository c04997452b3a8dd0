"""A line to type in that belongs to a list: what is typed decides what the list shows."""

from __future__ import annotations

from typing import Any

from textual.widgets import Input

from tui.commands import bindings
from tui.rowlist import RowList


class Entry(Input):
    """Typing changes the query, the arrows move in the list meanwhile, escape goes over to the list."""

    BINDINGS = bindings("entry")
    DEFAULT_CSS = """
    Entry, Entry:focus { height: 1; border: none; padding: 0; background: $bar; color: $ink; width: 1fr; }
    Entry > .input--placeholder { color: $dim; }
    """

    def __init__(self, placeholder: str, id: str, enter: str) -> None:
        """An empty line that shows `placeholder`; `enter` says in the footer what enter does."""
        self.HINTS = {"submit": enter}
        super().__init__(placeholder=placeholder, id=id, select_on_focus=False, compact=True)
        self._list: RowList[Any] | None = None

    def serve(self, target: RowList[Any]) -> None:
        """The list that the arrow keys move in."""
        self._list = target

    def on_focus(self) -> None:
        """While one types, the list shows its cursor as if it had the focus."""
        self._attend(True)

    def on_blur(self) -> None:
        """The list has the focus itself, or nothing of it."""
        self._attend(False)

    def _attend(self, attended: bool) -> None:
        if self._list is not None:
            self._list.attended = attended
            self._list.refresh()

    def action_leave_entry(self) -> None:
        """Go over to the list."""
        if self._list is not None:
            self._list.focus()

    def action_list_down(self) -> None:
        """One row down in the list."""
        if self._list is not None:
            self._list.action_cursor_down()

    def action_list_up(self) -> None:
        """One row up in the list."""
        if self._list is not None:
            self._list.action_cursor_up()

    def action_list_page_down(self) -> None:
        """A page down in the list."""
        if self._list is not None:
            self._list.action_page_down()

    def action_list_page_up(self) -> None:
        """A page up in the list."""
        if self._list is not None:
            self._list.action_page_up()
