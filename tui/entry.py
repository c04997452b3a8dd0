"""A line to type in that belongs to a list: what is typed decides what the list shows."""

from __future__ import annotations

from typing import Any

from textual.containers import Horizontal
from textual.widgets import Input

from tui.commands import bindings
from tui.lines import Remark
from tui.rowlist import RowList


class Entry(Input):
    """Typing changes the query, the arrows move in the list meanwhile, escape goes over to the list."""

    BINDINGS = bindings("entry")

    def __init__(self, placeholder: str, id: str, enter: str) -> None:
        """An empty line that shows `placeholder`; `enter` says in the footer what enter does."""
        self.HINTS = {"submit": enter}
        super().__init__(placeholder=placeholder, id=id, select_on_focus=False, compact=True)
        self.cursor_blink = False
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


class EntryLine(Horizontal):
    """An entry and, beside it or below it where it is narrow, the remark on what was found."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    EntryLine { height: 1; background: $bar; padding: 0 1; }
    EntryLine Entry, EntryLine Entry:focus {
        height: 1; width: 1fr; border: none; padding: 0; background: $bar; color: $ink;
    }
    EntryLine .input--placeholder { color: $dim; }
    EntryLine Remark { width: 45; margin-left: 2; }
    EntryLine Remark.-problem { width: 2fr; }
    .-narrow EntryLine.-remarked { height: 2; layout: vertical; }
    .-narrow EntryLine Remark { width: 1fr; margin: 0; text-align: left; }
    """

    def __init__(self, entry: Entry, remark: Remark | None = None) -> None:
        """The line around these."""
        parts = [entry] if remark is None else [entry, remark]
        super().__init__(*parts, classes="-remarked" if remark else "")
