"""Facts: all facts as a table, filtered as one types."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual import on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from store.index import FactRow
from store.records import Fact
from store.search import Query, parse
from store.wording import period_text, value_text
from tui.cells import counted
from tui.columns import Column
from tui.commands import bindings
from tui.completing import WayList
from tui.desk import Desk
from tui.entry import EntryLine
from tui.kinds import SIGNS, tone
from tui.lines import Remark, Sentence
from tui.notices import away, keyed, tell
from tui.ordering import SortableList
from tui.panes.pane import Pane
from tui.query_entry import QueryEntry
from tui.rowlist import RowList
from tui.rows import RowSource
from tui.table import Table
from tui.verdicts import about_review, sign_of

COLUMNS: tuple[Column[FactRow], ...] = (
    Column("kind", "Kind", lambda row: SIGNS[row.fact.kind], 1, 1, tone=lambda row: _tone(row)),
    Column("metric", "Metric", lambda row: row.fact.metric, 22, 40),
    Column("value", "Value", lambda row: _number(row), 10, 14, right=True, tone=lambda row: _tone(row)),
    Column("unit", "Unit", lambda row: row.fact.unit, 9, 14),
    Column("period", "Period", lambda row: period_text(row.fact.period), 10, 17, rank=1),
    Column("subject", "Subject", lambda row: row.fact.subject, 20, 44, rank=2),
    Column("place", "Place", lambda row: row.fact.place or "", 9, 18, rank=6),
    Column("cluster", "Cluster", lambda row: ", ".join(row.fact.clusters), 15, 32, rank=4),
    Column("article", "Article", lambda row: row.title, 16, 44, rank=5),
    Column("published", "Date", lambda row: row.published or "", 10, 10, rank=3),
)
"""The table's columns; the first to go in a narrow one has the highest rank."""


PLACEHOLDER = 'words, or kind:money period:2021 cluster:"new energy" value:>1bn'

MANY = 1000
"""From this number of facts on, a reader may have to wait; so many are read at once."""

SELECTED = "is:selected"
NO_MATCH = "No fact matches.\nThe filter is in the line above: {filter} changes it."
NO_FACTS = "No facts yet.\nAdd articles: jining-tui add FILE…"


class FactsPane(Pane):
    """A line to filter in, the table, and the sentence of the row under the cursor."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    #fact-table { height: 1fr; }
    """
    BINDINGS = bindings("facts")

    def __init__(self, desk: Desk) -> None:
        """The pane of this desk."""
        super().__init__(desk, "facts")
        self._ways = WayList()
        self._entry = QueryEntry(
            'words, or kind:money period:2021 cluster:"new energy" value:>1bn',
            "filter",
            "table",
            desk,
            self._ways,
        )
        self._remark = Remark(id="facts-remark")
        self._table = Table(
            COLUMNS,
            id_of=lambda row: row.fact.id,
            mark=lambda row: desk.selection.mark(row.fact.id),
            sign=sign_of,
            id="fact-table",
            hints={"choose": "sentence"},
        )
        self._table.resume(desk.orders.get("facts", ()))
        self._table.shape = desk.shapes.get("facts", ())
        self._sentence = Sentence(id="sentence")
        self._shown: tuple[object, ...] = ()
        self._again = False
        self._selection = desk.selection
        self._query: Query = parse("")

    def compose(self) -> ComposeResult:
        """The filter, the table, the sentence."""
        yield EntryLine(self._entry, self._remark)
        yield self._ways
        yield self._table
        yield self._sentence

    def on_mount(self) -> None:
        """Show the facts."""
        self._entry.serve(self._table)
        self._entry.value = self.desk.state.filter
        self.follow()

    @property
    def parts(self) -> Sequence[Widget]:
        """The table and the line of its filter."""
        return (self._table, self._entry)

    @property
    def fact(self) -> Fact | None:
        """The fact under the cursor."""
        row = self._table.row
        return row.fact if row else None

    def walk(self, step: int) -> None:
        """To the next or previous row."""
        (self._table.action_cursor_down if step > 0 else self._table.action_cursor_up)()

    def arrive(self) -> None:
        """To the table."""
        self._table.focus()

    def recall(self) -> None:
        """The filter."""
        self._entry.value = self.desk.state.filter

    def renew(self) -> None:
        """Read the facts again, and keep the place where the current one has left."""
        self._again = self._shown[:3] == self._wanted()[:3]
        self._shown = ()
        self.follow()

    def follow(self) -> None:
        """Show the facts that the state asks for, with the current one under the cursor."""
        state, wanted = self.desk.state, self._wanted()
        if wanted != self._shown:
            self._shown = wanted
            self._read(state.filter, state.article if state.here else None)
        else:
            self._table.point_at(state.fact)
        if self.desk.selection is not self._selection:
            self._selection = self.desk.selection
            self._table.refresh()
        self._show_sentence()

    def _wanted(self) -> tuple[object, ...]:
        """What decides on the rows: filter, article, order, and the selection where the filter asks for it."""
        state = self.desk.state
        selected = self.desk.selected if "is:" in state.filter else None
        return (state.filter, state.article if state.here else None, self._table.orders, selected)

    @away("facts")
    def _read(self, text: str, article: str | None) -> None:
        """Ask the index away from the keys; an answer that comes too late is dropped."""
        worker = get_current_worker()
        query = parse(text)
        if query.problem:
            self.app.call_from_thread(self._tell_problem, query.problem)
            return
        if "is:" in text:
            self.desk.settle()
        rows = self.desk.library.index.facts(query, sort=self._table.orders, article=article)
        count = len(rows)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, query, rows, count)

    def _show(self, query: Query, rows: RowSource[FactRow], count: int) -> None:
        self._query = query
        empty = keyed(self, NO_MATCH) if self.desk.state.filter else NO_FACTS
        self._table.show(rows, self.desk.state.fact, empty, keep=self._again)
        self._again = False
        scope = "of this article · " if self.desk.state.here else ""
        total = self.desk.totals.facts
        unsorted = "best first" if query.words and not self.desk.state.here else "in reading order"
        order = self._table.order_words() or unsorted
        self._remark.say(f"{scope}{count:,} of {total:,} · {order}")
        self._show_sentence()

    def _tell_problem(self, problem: str) -> None:
        self._remark.say(f"last result kept: {problem}", problem=True)

    def _show_sentence(self) -> None:
        row = self._table.row
        if row is None:
            self._sentence.show(None)
            return
        subject = f"of {row.fact.subject}" if row.fact.subject else ""
        note = self.desk.note_on(row.fact)
        words = (about_review(row), note and f"note: {note}", subject, row.published, row.title, row.publisher)
        self._sentence.show(row.fact, " · ".join(it for it in words if it))

    @on(Input.Changed, "#filter")
    def _type(self, event: Input.Changed) -> None:
        self.desk.go(filter=event.value)

    @on(Input.Submitted, "#filter")
    def _leave(self) -> None:
        self._table.focus()

    @on(SortableList.Ordered, "#fact-table")
    def _order(self) -> None:
        self.desk.orders["facts"] = self._table.orders
        self.follow()

    @on(Table.Shaped, "#fact-table")
    def _reshape(self, event: Table.Shaped) -> None:
        self.desk.shapes["facts"] = event.shape

    @on(RowList.Moved, "#fact-table")
    def _move(self, event: RowList.Moved) -> None:
        if isinstance(event, RowList.Chosen):
            return
        fact = event.row.fact
        if self.desk.state.here:
            self.desk.go(fact=fact.id, place=None, hits="")
        else:
            self.desk.go(fact=fact.id, article=fact.article, place=None, hits="")

    @on(RowList.Chosen, "#fact-table")
    def _open(self, event: RowList.Chosen) -> None:
        fact, rejected = event.row.fact, event.row.verdict == "rejected"
        current = {"fact": None, "place": fact.start} if rejected else {"fact": fact.id, "place": None}
        self.desk.go(pane="read", article=fact.article, hits=self.desk.state.filter, **current)

    def action_filter(self) -> None:
        """Type in the filter."""
        self._entry.focus()

    def action_scope(self) -> None:
        """Confine the table to the current article, or show all articles again."""
        self.desk.go(here=not self.desk.state.here)

    def action_only_selected(self) -> None:
        """Show the selected facts alone, or all again."""
        self._entry.value = "" if self._entry.value == SELECTED else SELECTED

    def action_select_all(self) -> None:
        """Select all facts that match; when all are selected, release them."""
        if self._table.count > MANY:
            tell(self, f"Looking through {self._table.count:,} facts…")
        self._collect(self._table.pages.source)

    @away("collect")
    def _collect(self, rows: RowSource[FactRow]) -> None:
        offsets = range(0, len(rows), MANY)
        facts = [row.fact for offset in offsets for row in rows.page(offset, MANY)]
        if not get_current_worker().is_cancelled:
            self.app.call_from_thread(self._select_or_release, facts)

    def _select_or_release(self, facts: Sequence[Fact]) -> None:
        ids = [fact.id for fact in facts]
        if self.desk.selected.issuperset(ids):
            self.desk.release(ids)
            tell(self, f"Released {counted(len(ids), 'fact')}{self.desk.selection.remark}.")
        else:
            self.desk.select(facts)
            tell(self, f"Selected all {len(ids):,} facts that match{self.desk.selection.remark}.")


def _tone(row: FactRow) -> str:
    """The ink of the row's kind."""
    return tone(row.fact.kind)


def _number(row: FactRow) -> str:
    """The value without its unit, which has a column of its own."""
    return value_text(replace(row.fact, unit=""), short=True)
