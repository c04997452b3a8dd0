"""A line in the query language, with tab to complete what is typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.widgets import Input

from store.completion import Completion, complete
from tui.commands import bindings
from tui.completing import WayList, Ways
from tui.desk import Desk
from tui.entry import Entry
from tui.notices import away


class QueryEntry(Entry):
    """An entry whose last word tab completes: again for the next way, shift+tab for the one before."""

    BINDINGS = bindings("query")

    def __init__(self, placeholder: str, id: str, enter: str, desk: Desk, ways: WayList) -> None:
        """`ways` shows how the query may go on."""
        super().__init__(placeholder, id=id, enter=enter)
        self._desk, self._ways = desk, ways

    def action_complete(self) -> None:
        """The next way to go on."""
        self._step(1)

    def action_complete_back(self) -> None:
        """The way before."""
        self._step(-1)

    def on_input_changed(self, event: Input.Changed) -> None:
        """What may follow is asked for anew once something else is typed."""
        ways = self._ways.ways
        if ways is not None and event.value != ways.text:
            self._ways.show(None)

    def on_blur(self) -> None:
        """Nothing follows any more."""
        super().on_blur()
        self._ways.show(None)

    def _step(self, step: int) -> None:
        ways = self._ways.ways
        if ways is not None and self.value == ways.text and len(ways.ways) > 1:
            self._take(ways.step(step))
        else:
            self._look(self.value, step)

    @away("complete")
    def _look(self, text: str, step: int) -> None:
        """Ask what may follow, away from the keys."""
        found = complete(self._desk.library.index, text)
        self.app.call_from_thread(self._found, text, found, step)

    def _found(self, text: str, found: Sequence[Completion], step: int) -> None:
        if text != self.value:
            return
        if found:
            self._take(Ways(text, found).step(step))
        elif step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def _take(self, ways: Ways) -> None:
        self._ways.show(ways)
        self.value = ways.text
        self.cursor_position = len(ways.text)
