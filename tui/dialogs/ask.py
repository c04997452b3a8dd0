"""A dialog that asks for a few lines of text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Static

from store.errors import UserError
from tui.dialogs.dialog import Dialog

Submit = Callable[[Sequence[str]], str]
"""What is done with the lines; returns what was done in a sentence, UserError where it cannot be."""


class AskDialog(Dialog[str]):
    """Labelled lines to fill in; the result is what was done with them, in a sentence."""

    DEFAULT_CSS = """
    AskDialog > #box { width: 76; padding: 1 2; }
    AskDialog Horizontal { height: 1; margin-bottom: 1; }
    AskDialog .label { width: 10; color: $dim; }
    AskDialog #trouble { height: auto; color: $warn; margin-bottom: 1; display: none; }
    AskDialog #ways { color: $dim; }
    """

    def __init__(
        self, title: str, lines: Sequence[tuple[str, str]], submit: Submit, ways: str = "", about: str = ""
    ) -> None:
        """`lines` are labels with the text to begin with; `ways` says what the keys do, `about` why."""
        super().__init__()
        self._title, self._lines, self._submit = title, lines, submit
        self._about = about
        self._ways = ways or "enter does it   esc closes"

    def compose(self) -> ComposeResult:
        """What it is for, the lines, what stands in the way, the keys."""
        with Vertical(id="box") as box:
            box.border_title = Content(self._title)
            if self._about:
                yield Static(Content(self._about + "\n"))
            for label, text in self._lines:
                with Horizontal():
                    yield Static(Content(label), classes="label")
                    yield Input(text, compact=True)
            yield Static("", id="trouble", markup=False)
            yield Static(Content(self._ways), id="ways")

    def on_mount(self) -> None:
        """Begin in the first line."""
        for line in self.query(Input):
            line.cursor_blink = False
        self.query(Input).first().focus()

    def on_input_submitted(self) -> None:
        """Do it; what stands in the way is said under the lines."""
        try:
            done = self._submit([line.value for line in self.query(Input)])
        except UserError as error:
            trouble = self.query_one("#trouble", Static)
            trouble.update(Content(str(error)))
            trouble.display = True
        else:
            self.dismiss(done)
