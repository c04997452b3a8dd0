"""The selected facts as a basket: to put in order, to note, to take out, to hand on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import ClassVar, Literal

from rich.segment import Segment
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import get_current_worker

from store.index import FactRow
from store.wording import period_text, value_text
from tui.cells import counted, cut, fit, width_of
from tui.desk import Desk
from tui.dialogs.dialog import Dialog
from tui.kinds import tone
from tui.lines import Sentence, source_of
from tui.notices import attempt, away
from tui.rowlist import RowList
from tui.rows import Listed
from tui.verdicts import sign_of

WAYS = (
    "K J move it up or down   x takes it out   i note   y copy it   Y copy all   e export   "
    "enter opens it   esc closes"
)

Next = FactRow | Literal["export", "copy"]
"""What is wanted after the basket: a fact to open, or what to do with all."""


class BasketList(RowList[FactRow]):
    """The facts in their order, each with its number, and what the reader noted."""

    row_height = 1

    def __init__(self, desk: Desk) -> None:
        """No facts yet."""
        super().__init__(id="basket", empty="Nothing is selected.")
        self._desk = desk

    def id_of(self, row: FactRow) -> str:
        """The fact's id."""
        return row.fact.id

    def draw_row(self, row: FactRow, line: int, width: int, paper: str) -> Sequence[Segment]:
        """Number, sign, value, metric with subject, period, note."""
        fact, note = row.fact, self._desk.note_on(row.fact)
        place = (self.pages.source.position(fact.id) or 0) + 1
        number = fit(f"{place:,}", max(3, len(f"{self.count:,}")), right=True)
        value, period = fit(value_text(fact, short=True), 16, right=True), period_text(fact.period)
        room = max(0, width - width_of(number) - 22)
        words = " · ".join(it for it in (fact.metric, fact.subject, period) if it)
        told = f"  note: {note}" if note else ""
        shown = cut(words, max(room - min(width_of(told), room // 2), 8))
        return [
            self.bar(paper),
            Segment(f"{number} {sign_of(row) or ' '} ", self.ink("dim", paper)),
            Segment(value, self.ink(tone(fact.kind), paper)),
            Segment(f"  {shown}", self.ink("ink", paper)),
            Segment(cut(told, max(0, room - width_of(shown))), self.ink("dim", paper)),
        ]


class BasketDialog(Dialog[Next]):
    """The selection in its order, which the reader changes; the sentence of the fact under the list."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("K,shift+up", "move(-1)", show=False),
        Binding("J,shift+down", "move(1)", show=False),
        Binding("x,delete,space", "remove", show=False),
        Binding("i", "note", show=False),
        Binding("y", "copy", show=False),
        Binding("Y", "leave('copy')", show=False),
        Binding("e", "leave('export')", show=False),
        Binding("b", "dismiss", show=False),
    ]
    DEFAULT_CSS = """
    BasketDialog > #box { width: 116; height: 90%; }
    BasketDialog BasketList { height: 1fr; }
    BasketDialog #ways { color: $dim; height: auto; }
    """

    def __init__(self, desk: Desk, copy: Callable[[FactRow], None], note: Callable[[FactRow], None]) -> None:
        """The selection of a desk; `copy` copies a fact, `note` asks for a note on one."""
        super().__init__()
        self._desk, self._copy, self._note = desk, copy, note
        self._rows: list[FactRow] = []
        self._list = BasketList(desk)
        self._sentence = Sentence()

    def compose(self) -> ComposeResult:
        """The list, the sentence, the keys."""
        with Vertical(id="box") as box:
            box.border_title = "Basket"
            yield self._list
            yield self._sentence
            yield Static(Content(WAYS), id="ways")

    def on_mount(self) -> None:
        """Read the selection."""
        self._list.focus()
        self._read()

    @away("basket")
    def _read(self) -> None:
        self._desk.settle()
        library = self._desk.library
        rows = library.index.fact_rows(library.notebook.selected)
        lost = len(library.notebook.lost)
        if not get_current_worker().is_cancelled and self.is_attached:
            self.app.call_from_thread(self._show, rows, lost)

    def _show(self, rows: list[FactRow], lost: int) -> None:
        self._rows = rows
        articles = len({row.fact.article for row in rows})
        box = self.query_one("#box")
        gone = f", {lost:,} more rejected or not in the library now" if lost else ""
        box.border_title = f"Basket: {counted(len(rows), 'fact')} from {counted(articles, 'article')}{gone}"
        here = self._list.row
        self._list.show(Listed(rows, self._list.id_of), here.fact.id if here else None, keep=True)
        self._show_sentence()

    def on_row_list_moved(self) -> None:
        """Show the sentence of the fact under the cursor."""
        self._show_sentence()

    def on_row_list_chosen(self, event: RowList.Chosen) -> None:
        """Open the fact in its article."""
        self.dismiss(event.row)

    def renew(self) -> None:
        """Read again what has changed."""
        self._read()

    def action_move(self, step: int) -> None:
        """Put the fact one place up or down."""
        at, to = self._list.cursor, self._list.cursor + step
        if not (0 <= at < len(self._rows) and 0 <= to < len(self._rows)):
            return
        self._rows[at], self._rows[to] = self._rows[to], self._rows[at]
        self._list.show(Listed(self._rows, self._list.id_of), self._rows[to].fact.id)
        attempt(self, partial(self._desk.arrange, [row.fact.id for row in self._rows]))

    def action_remove(self) -> None:
        """Take the fact out of the selection."""
        row = self._list.row
        if row is not None:
            attempt(self, partial(self._desk.release, [row.fact.id]))
            self._read()

    def action_note(self) -> None:
        """Ask for a note on the fact."""
        if self._list.row is not None:
            self._note(self._list.row)

    def action_copy(self) -> None:
        """Copy the fact."""
        if self._list.row is not None:
            self._copy(self._list.row)

    def action_leave(self, what: Literal["export", "copy"]) -> None:
        """Close the basket, and do this with all of it."""
        self.dismiss(what)

    def _show_sentence(self) -> None:
        row = self._list.row
        self._sentence.show(row.fact if row else None, source_of(row) if row else "")
