"""The saved searches, and the searches made last: open one, rename it, delete it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType

from store.errors import UserError
from store.notebook import Notebook
from tui.dialogs.ask import AskDialog
from tui.dialogs.choice import Choice, ChoiceDialog
from tui.notices import tell
from tui.rows import Listed

WAYS = "enter opens   r renames   d deletes   esc closes"


class SearchesDialog(ChoiceDialog[str]):
    """Saved searches by their names, then the newest queries; the result is the query to search for."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "rename", "Rename", show=False),
        Binding("d,delete", "delete", "Delete", show=False),
    ]

    def __init__(self, notebook: Notebook, changed: Callable[[], None]) -> None:
        """The searches of a notebook; `changed` is called when one has been renamed or deleted."""
        super().__init__("Searches", searches(notebook), WAYS)
        self._notebook, self._changed = notebook, changed

    def action_rename(self) -> None:
        """Ask for another name of the search under the cursor."""
        row = self._list.row
        if row is None or row.value is None or row.text not in self._notebook.searches():
            return
        name = row.text

        def rename(lines: Sequence[str]) -> str:
            new = lines[0]
            self._notebook.rename_search(name, new)
            return f"The search is called {new.strip()} now."

        self.app.push_screen(AskDialog("Rename the search", [("Name", name)], rename), self._renew)

    def action_delete(self) -> None:
        """Delete the search under the cursor, or forget it."""
        row = self._list.row
        if row is None or row.value is None:
            return
        try:
            if row.text in self._notebook.searches() and row.about == row.value:
                self._notebook.save_search(row.text, "")
            else:
                self._notebook.forget_search(row.value)
        except UserError as error:
            tell(self, str(error), severity="error")
            return
        self._renew("deleted")

    def _renew(self, done: str | None) -> None:
        if done is None:
            return
        here = self._list.cursor
        self._rows = searches(self._notebook)
        self._list.show(Listed(self._rows, lambda row: str(self._rows.index(row))))
        self._list._move(here)
        self._changed()


def searches(notebook: Notebook) -> list[Choice[str]]:
    """The rows: saved searches, then queries that were searched for, the newest first."""
    saved = [Choice(query, name, about=query) for name, query in notebook.searches().items()]
    recent = [Choice(query, query) for query in notebook.recent_searches()]
    rows: list[Choice[str]] = []
    for heading, found in (("Saved", saved), ("Made last", recent)):
        if found:
            rows += [Choice(None, heading), *found]
    return rows
