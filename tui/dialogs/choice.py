"""A dialog that lists things, each with a line that explains it and the sentence it comes from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from rich.segment import Segment
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content

from store.index import FactRow
from tui.cells import cut, width_of
from tui.dialogs.dialog import Dialog
from tui.lines import Sentence
from tui.rowlist import RowList
from tui.rows import Listed

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Choice(Generic[Value]):
    """A row: what it is, what is at its right end, a line that explains it, and its source.

    A heading has no `value` and cannot be chosen.
    """

    value: Value | None
    text: str
    right: str = ""
    about: str = ""
    source: FactRow | None = None


class ChoiceList(RowList[Choice[Value]], Generic[Value]):
    """The rows of the dialog, two lines each."""

    row_height = 2

    def selectable(self, row: Choice[Value]) -> bool:
        """Headings are passed over."""
        return row.value is not None

    def draw_row(self, row: Choice[Value], line: int, width: int, paper: str) -> Sequence[Segment]:
        """The text with what is at its right; the line that explains it."""
        if row.value is None:
            return [Segment(f" {cut(row.text, width - 2)}" if line == 0 else "", self.ink("accent", bold=True))]
        if line == 1:
            return [self.bar(paper), Segment(f"   {cut(row.about, width - 5)}", self.ink("dim", paper))]
        text = cut(row.text, width - width_of(row.right) - 4)
        gap = " " * max(1, width - width_of(text) - width_of(row.right) - 3)
        return [self.bar(paper), Segment(f" {text}{gap}{row.right}", self.ink("ink", paper))]


class ChoiceDialog(Dialog[Value], Generic[Value]):
    """Rows of which one may be chosen; its value is the result. The sentence of the row is under the list."""

    DEFAULT_CSS = """
    ChoiceDialog > #box { width: 96; max-height: 90%; }
    ChoiceDialog ChoiceList { height: auto; max-height: 24; }
    """

    def __init__(
        self, title: str, rows: Sequence[Choice[Value]], subtitle: str = "enter takes it   esc closes"
    ) -> None:
        """The rows under a title; `subtitle` says what the keys do."""
        super().__init__()
        self._title, self._subtitle = title, subtitle
        self._rows = rows
        self._list: ChoiceList[Value] = ChoiceList(empty="Nothing.")
        self._sentence = Sentence()

    def compose(self) -> ComposeResult:
        """The list, and the sentence where there are any."""
        with Vertical(id="box") as box:
            box.border_title, box.border_subtitle = Content(self._title), Content(self._subtitle)
            yield self._list
            if any(row.source for row in self._rows):
                yield self._sentence

    def on_mount(self) -> None:
        """Begin on the first row."""
        self._list.styles.height = min(2 * len(self._rows), max(4, self.app.size.height - 12))
        self._list.show(Listed(self._rows, lambda row: str(self._rows.index(row))))
        self._list.focus()
        self._show_source()

    def on_row_list_moved(self) -> None:
        """Show the sentence of the row under the cursor."""
        self._show_source()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """The row under the cursor is the result."""
        self.dismiss(event.row.value)

    def _show_source(self) -> None:
        self._sentence.show_row(self._list.row.source if self._list.row else None)
