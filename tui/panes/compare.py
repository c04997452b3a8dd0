"""Compare: the clusters that the articles speak of, and those chosen of them side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rich.segment import Segment
from textual import on, work
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from store.comparison import Cell, Comparison, compare
from store.index import ClusterRow
from store.records import Fact
from tui.cells import counted, cut
from tui.commands import bindings
from tui.comparison import ComparisonTable
from tui.desk import Desk
from tui.entry import Entry, EntryLine
from tui.lines import Remark, Sentence
from tui.notices import tell
from tui.panes.pane import Pane
from tui.rowlist import RowList
from tui.rows import Listed

EMPTY = (
    "No cluster is chosen yet.\n"
    "Choose two or more in the list: enter puts one in, enter again takes it out.\n"
    "Everywhere else, c puts in the cluster of the current fact."
)


class ClusterList(RowList[ClusterRow]):
    """All clusters, two lines each; those in the comparison are marked."""

    row_height = 2

    def __init__(self, desk: Desk) -> None:
        """The list of the desk's library."""
        super().__init__(id="clusters", empty="No cluster of this name.", hints={"choose": "in/out"})
        self._desk = desk

    def id_of(self, row: ClusterRow) -> str:
        """The cluster's key."""
        return row.key

    def draw_row(self, row: ClusterRow, line: int, width: int, paper: str) -> Sequence[Segment]:
        """The name; kind, level, place and numbers."""
        if line == 0:
            mark = "●" if row.key in self._desk.state.clusters else " "
            name = Segment(cut(row.name, width - 4), self.ink("ink", paper))
            return [self.bar(paper), Segment(f"{mark} ", self.ink("accent", paper, bold=True)), name]
        kind = " ".join(it for it in (row.level, row.kind) if it)
        facts = counted(row.facts, "fact")
        about = " · ".join(it for it in (kind, row.place, facts) if it)
        return [self.bar(paper), Segment(f"  {cut(about, width - 4)}", self.ink("dim", paper))]


class ComparePane(Pane):
    """The list of clusters with its filter, the table, and the sentence of the cell under the cursor."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    #compare { layout: horizontal; }
    #choice { width: 1fr; height: 1fr; display: none; }
    #clusters, #comparison { height: 1fr; }
    #side-by-side { width: 1fr; height: 1fr; }
    #compare-remark { text-align: left; color: $warn; padding: 0 1; }
    .-listing #choice { display: block; }
    .-listing #side-by-side { display: none; }
    .-medium #choice { width: 40; border-right: solid $rule; }
    .-wide #choice { display: block; width: 50; border-right: solid $rule; }
    .-medium #side-by-side, .-wide #side-by-side { display: block; }
    """
    BINDINGS = bindings("compare")

    def __init__(self, desk: Desk) -> None:
        """The pane of this desk."""
        super().__init__(desk, "compare")
        self._entry = Entry("filter clusters", id="cluster-filter", enter="list")
        self._clusters = ClusterList(desk)
        self._remark = Remark(id="compare-remark")
        self._table = ComparisonTable(id="comparison")
        self._sentence = Sentence(id="cell-sentence")
        self._all: Sequence[ClusterRow] = ()
        self._shown: tuple[str, ...] | None = None

    @property
    def parts(self) -> Sequence[Widget]:
        """The table, the list, the line of its filter."""
        return (self._table, self._clusters, self._entry)

    @property
    def fact(self) -> Fact | None:
        """The fact that the cell under the cursor shows first."""
        cell = self._table.cell
        return cell.sources[0].fact if cell and cell.sources else None

    @property
    def clusters(self) -> Sequence[ClusterRow]:
        """The cluster under the cursor of the list."""
        row = self._clusters.row
        return [row] if row is not None else []

    def compose(self) -> ComposeResult:
        """The list on the left, the table on the right."""
        with Vertical(id="choice"):
            yield EntryLine(self._entry)
            yield self._clusters
        with Vertical(id="side-by-side"):
            yield self._table
            yield self._remark
            yield self._sentence

    def on_mount(self) -> None:
        """Show the clusters and what is chosen."""
        self._entry.serve(self._clusters)
        self.renew()

    def arrive(self) -> None:
        """To the table when two clusters stand in it, else to the list."""
        self.set_class(len(self.desk.state.clusters) < 2, "-listing")
        (self._clusters if self.has_class("-listing") else self._table).focus()

    def renew(self) -> None:
        """Read the clusters again."""
        self._all = self.desk.library.index.clusters()
        known = {row.key for row in self._all}
        kept = tuple(key for key in self.desk.state.clusters if key in known)
        self._shown = None
        self._list_clusters()
        self.desk.go(clusters=kept)
        self.follow()

    def follow(self) -> None:
        """Compare the clusters of the state."""
        if self.desk.state.clusters != self._shown:
            self._shown = self.desk.state.clusters
            self._compare(self._shown)
        self._clusters.refresh()
        self._show_cell()

    def walk(self, step: int) -> None:
        """To the next or previous row of the table."""
        (self._table.action_cursor_down if step > 0 else self._table.action_cursor_up)()

    @work(thread=True, exclusive=True, group="compare")
    def _compare(self, keys: tuple[str, ...]) -> None:
        """Compare away from the keys; an answer that comes too late is dropped."""
        worker = get_current_worker()
        by_key = {row.key: row for row in self._all}
        rows = [by_key[key] for key in keys if key in by_key]
        columns = [(row, self.desk.library.index.cluster_facts(row.key)) for row in rows]
        comparison = compare(columns) if columns else None
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, comparison, rows)

    def _show(self, comparison: Comparison | None, rows: Sequence[ClusterRow]) -> None:
        empty = "The articles state no figure for it." if rows else EMPTY
        self._table.show_comparison(comparison, rows, empty)
        self._show_cell()

    def _show_cell(self) -> None:
        cell = self._table.cell
        if cell is None:
            self._remark.say("")
            self._sentence.show(None)
            return
        self._remark.say(_about(cell))
        row = cell.sources[0] if cell.sources else None
        source = " · ".join(it for it in (row.title, row.publisher, row.published) if it) if row else ""
        self._sentence.show(row.fact if row else None, source)

    def _list_clusters(self) -> None:
        words = self._entry.value.casefold().split()
        rows = [row for row in self._all if all(word in _haystack(row) for word in words)]
        here = self._clusters.row
        self._clusters.show(Listed(rows, self._clusters.id_of), here.key if here else None)

    def action_filter(self) -> None:
        """Type in the filter of the list."""
        self.add_class("-listing")
        self._entry.focus()

    def action_release_cluster(self) -> None:
        """Take the column under the cursor out of the comparison."""
        cluster = self._table.cluster
        if cluster is not None:
            self.desk.go(clusters=tuple(key for key in self.desk.state.clusters if key != cluster.key))

    def action_other_part(self) -> None:
        """From the list to the table, or back."""
        listing = self._table.has_focus
        self.set_class(listing, "-listing")
        (self._clusters if listing else self._table).focus()

    @on(Input.Changed, "#cluster-filter")
    def _type(self) -> None:
        self._list_clusters()

    @on(Input.Submitted, "#cluster-filter")
    def _leave(self) -> None:
        self._clusters.focus()

    @on(RowList.Chosen, "#clusters")
    def _toggle(self, event: RowList.Chosen) -> None:
        keys, key = self.desk.state.clusters, event.row.key
        self.desk.go(clusters=tuple(it for it in keys if it != key) if key in keys else (*keys, key))

    @on(RowList.Moved, "#comparison")
    @on(ComparisonTable.CellMoved)
    def _move(self) -> None:
        self._show_cell()

    @on(RowList.Chosen, "#comparison")
    def _open(self) -> None:
        fact = self.fact
        if fact is None:
            tell(self, "No article of the library states it.")
            return
        self.desk.go(pane="read", article=fact.article, fact=fact.id, place=None, hits="")


def _about(cell: Cell) -> str:
    """What is to be known of a cell beside its value, in words."""
    parts = [mark.reason for mark in cell.marks]
    if cell.computed is not None:
        parts.insert(0, f"computed: {cell.computed.formula}")
    if cell.others:
        parts.append(f"{len(cell.others)} more: " + ", ".join(it.text(short=True) for it in cell.others[:4]))
    if cell.ratio is not None:
        parts.append(f"{cell.ratio.text(short=True)} times the first column")
    return " · ".join(parts)


def _haystack(row: ClusterRow) -> str:
    parts = (row.name, *row.aliases, row.kind, row.level or "", row.place or "")
    return " ".join(parts).casefold()
