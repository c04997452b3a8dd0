"""A Markdown text as it will be written, to scroll in."""

from __future__ import annotations

from textual.app import ComposeResult, RenderResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.style import Style

from tui.cells import counted
from tui.inks import Inked

MOST = 40
"""Facts that are shown: enough to see what the text will be like."""


class Sheet(Inked):
    """The lines of a Markdown text, headings and footnotes told apart."""

    DEFAULT_CSS = "Sheet { height: auto; }"

    def __init__(self) -> None:
        """No text yet."""
        super().__init__()
        self.text = ""

    def render(self) -> RenderResult:
        """The lines, wrapped to the width; none of them is read as markup."""
        return Content("\n").join(
            Content.styled(line, self._style(line)) if line else Content("") for line in self.text.split("\n")
        )

    def _style(self, line: str) -> Style:
        if line.startswith("#"):
            return self.written("accent", bold=True)
        return self.written("dim" if line.startswith(("[^", "    ")) else "ink")


class Preview(VerticalScroll, can_focus=True):
    """Shows the beginning of a Markdown text; it scrolls by the keyboard."""

    DEFAULT_CSS = """
    Preview { height: 1fr; border-top: solid $rule; border-title-color: $dim; scrollbar-size-vertical: 1; }
    Preview:focus { border-title-color: $accent; border-title-style: bold; }
    """

    def __init__(self) -> None:
        """No text yet."""
        super().__init__(id="preview")
        self._sheet = Sheet()

    def compose(self) -> ComposeResult:
        """The text."""
        yield self._sheet

    def show(self, text: str, left_out: int) -> None:
        """Show a text that is made of all facts but some."""
        more = f": without the last {counted(left_out, 'fact')}, which are written too" if left_out else ""
        self.border_title = f"What is written{more}"
        self._sheet.text = text
        self._sheet.refresh(layout=True)
