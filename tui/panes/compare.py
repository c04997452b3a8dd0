"""Compare: the clusters that the articles speak of, and those chosen of them side by side."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from itertools import islice

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult, RenderResult
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from store.comparison import Cell, Comparison
from store.comparison.library import compare_clusters
from store.index import ClusterRow
from store.records import Fact
from tui.cells import counted, cut, fit, width_of
from tui.commands import bindings
from tui.comparison import ComparisonTable
from tui.desk import Desk
from tui.entry import Entry, EntryLine
from tui.lines import Remark, Sentence
from tui.notices import attempt, away, keyed, tell
from tui.panes.changing import Changing
from tui.panes.cluster import ClusterPage, Line, page_lines
from tui.rowlist import RowList
from tui.rows import Listed

EMPTY = (
    "No cluster is chosen yet.\n"
    "Choose two to six in the list: {put} puts one in, {put} again takes it out.\n"
    "{choose} opens the page of a cluster, {define_cluster} defines one by a search.\n"
    "Everywhere else, {compare} puts in the cluster of the current fact."
)


_ALONE = "{put} in the list puts another cluster beside it"
_CHOSEN = (
    "none is chosen yet: {put} puts in two to six",
    "1 chosen: {put} puts another beside it",
    "{count} chosen: {other_part} shows them side by side",
)
"""What to do next where the list stands without the table, by how many clusters are in the comparison."""

_READ_AHEAD = 30
"""Rows whose cells are read before a table is shown whose height is not known yet."""


class ClusterList(RowList[ClusterRow]):
    """All clusters, two lines each; those in the comparison are marked."""

    BINDINGS = bindings("clusters")
    row_height = 2

    class Put(RowList.Moved):
        """The row under the cursor is to be put into the comparison, or taken out."""

    def __init__(self, desk: Desk) -> None:
        """The list of the desk's library."""
        super().__init__(id="clusters", empty="No cluster of this name.", hints={"choose": "page"})
        self._desk = desk

    def action_put(self) -> None:
        """Put the cluster under the cursor into the comparison, or take it out."""
        if self.row is not None:
            self.post_message(self.Put(self, self.row))

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
        about = " · ".join(it for it in (kind, row.place) if it)
        counts = [counted(row.facts, "fact"), f"{row.articles:,} art."]
        counts += [f"{len(row.organizations):,} org."] if row.organizations else []
        right = " · ".join(counts)
        left = fit(about, max(0, width - width_of(right) - 5))
        return [self.bar(paper), Segment(f"  {left} {right}", self.ink("dim", paper))]


class CellRemark(Remark):
    """What is to be known of the cell under the cursor, in as many lines as it takes."""

    def say(self, text: str, problem: bool = False) -> None:
        """Show this text, which is broken into lines."""
        super().say(text, problem)
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """The text."""
        return Content(self.text)


class ComparePane(Changing):
    """The list of clusters with its filter, the table, and the sentence of the cell under the cursor."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    #compare { layout: horizontal; }
    #choice { width: 1fr; height: 1fr; display: none; }
    #clusters, #comparison { height: 1fr; }
    .-medium #chosen, .-wide #chosen { display: none; }
    #cluster-page { width: 1fr; height: 1fr; display: none; }
    #side-by-side { width: 1fr; height: 1fr; }
    #compare-remark { text-align: left; color: $warn; padding: 0 1; height: auto; max-height: 4; }
    .-listing #choice { display: block; }
    .-listing #side-by-side { display: none; }
    .-medium #choice { width: 46; border-right: solid $rule; }
    .-wide #choice { display: block; width: 50; border-right: solid $rule; }
    .-medium #side-by-side, .-wide #side-by-side { display: block; }
    #compare.-paging #side-by-side { display: none; }
    #compare.-paging #cluster-page { display: block; }
    .-narrow #compare.-paging #choice { display: none; }
    """
    BINDINGS = bindings("compare")

    def __init__(self, desk: Desk) -> None:
        """The pane of this desk."""
        super().__init__(desk, "compare")
        self._entry = Entry("filter clusters", id="cluster-filter", enter="list")
        self._chosen = Remark(id="chosen")
        self._clusters = ClusterList(desk)
        self._remark = CellRemark(id="compare-remark")
        self._table = ComparisonTable(id="comparison")
        self._sentence = Sentence(id="cell-sentence")
        self._page = ClusterPage(id="cluster-page")
        self._all: Sequence[ClusterRow] = ()
        self._shown: tuple[tuple[str, ...], str | None] | None = None
        self._shown_page: str | None = None
        self.comparison: Comparison | None = None

    @property
    def parts(self) -> Sequence[Widget]:
        """The table, the list, the line of its filter; the page of a cluster first while it is open."""
        parts = (self._table, self._clusters, self._entry)
        return (self._page, *parts) if self.desk.state.cluster else parts

    @property
    def fact(self) -> Fact | None:
        """The fact of the line under the cursor of the page, or that the cell under the cursor shows first."""
        if self.desk.state.cluster is not None:
            line = self._page.row
            return line.fact.fact if line and line.fact else None
        cell = self._table.cell
        return cell.sources[0].fact if cell and cell.sources else None

    @property
    def clusters(self) -> Sequence[ClusterRow]:
        """The cluster whose page is open, else the one under the cursor of the list."""
        row = self._page.cluster if self.desk.state.cluster is not None else self._clusters.row
        return [row] if row is not None else []

    @property
    def meant(self) -> ClusterRow | None:
        """The cluster that a change is about: that of the page, of the column, or of the list."""
        if self.desk.state.cluster is None and self._table.has_focus:
            return self._table.cluster
        return next(iter(self.clusters), None)

    @property
    def known(self) -> Sequence[ClusterRow]:
        """All clusters, as they were read last."""
        return self._all

    @property
    def cell(self) -> Cell | None:
        """The cell under the cursor."""
        return self._table.cell

    @property
    def page_article(self) -> str | None:
        """The article of the line under the cursor of the page."""
        line = self._page.row if self.desk.state.cluster is not None else None
        return (line.article or (line.fact.fact.article if line.fact else None)) if line else None

    def compose(self) -> ComposeResult:
        """The list on the left, the table on the right."""
        with Vertical(id="choice"):
            yield EntryLine(self._entry, self._chosen)
            yield self._clusters
        with Vertical(id="side-by-side"):
            yield self._table
            yield self._remark
            yield self._sentence
        yield self._page

    def on_mount(self) -> None:
        """Show the clusters and what is chosen."""
        self._entry.serve(self._clusters)
        self.renew()

    def arrive(self) -> None:
        """To the page that is open, to the table when two clusters stand in it, else to the list."""
        self.set_class(len(self.desk.state.clusters) < 2, "-listing")
        self._focus_part()

    def renew(self) -> None:
        """Read the clusters again."""
        self._all = self.desk.clusters.all()
        known = {row.key for row in self._all}
        state = self.desk.state
        self._shown = self._shown_page = None
        self._list_clusters()
        self.desk.go(
            clusters=tuple(key for key in state.clusters if key in known),
            cluster=state.cluster if state.cluster in known else None,
        )
        self.follow()

    def follow(self) -> None:
        """Compare the clusters of the state, or show the page of one."""
        state = self.desk.state
        if (state.clusters, state.currency) != self._shown:
            self._shown = state.clusters, state.currency
            self._compare(state.clusters, state.currency)
        opened = self.has_class("-paging") != (state.cluster is not None)
        self.set_class(state.cluster is not None, "-paging")
        if state.cluster is not None and state.cluster != self._shown_page:
            self._read_page(state.cluster)
        self._shown_page = state.cluster
        if opened and state.pane == "compare":
            self._focus_part()
        told = _CHOSEN[min(len(state.clusters), 2)].replace("{count}", str(len(state.clusters)))
        self._chosen.say(keyed(self, told))
        self._clusters.refresh()
        self._show_cell()

    def _focus_part(self) -> None:
        part: Widget = self._clusters if self.has_class("-listing") else self._table
        (self._page if self.desk.state.cluster is not None else part).focus()

    @property
    def walked(self) -> str:
        """A row."""
        return "row"

    def walk(self, step: int) -> None:
        """To the next or previous row of the page or the table."""
        target = self._page if self.desk.state.cluster is not None else self._table
        (target.action_cursor_down if step > 0 else target.action_cursor_up)()

    @away("compare")
    def _compare(self, keys: tuple[str, ...], currency: str | None) -> None:
        """Compare away from the keys; an answer that comes too late is dropped."""
        worker = get_current_worker()
        by_key = {row.key: row for row in self._all}
        rows = [by_key[key] for key in keys if key in by_key]
        index = self.desk.library.index
        comparison = compare_clusters(self.desk.clusters, index, rows, currency) if rows else None
        listed = (row for group in comparison.groups for row in group.rows) if comparison else ()
        for row in islice(listed, self._table.size.height or _READ_AHEAD):
            len(row.cells)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, comparison, rows)

    @away("page")
    def _read_page(self, key: str) -> None:
        worker = get_current_worker()
        row = self.desk.clusters.get(key)
        lines = page_lines(self.desk.clusters, self.desk.library.index, row) if row else []
        if not worker.is_cancelled:
            self.app.call_from_thread(self._page.show_cluster, row, lines)

    def _show(self, comparison: Comparison | None, rows: Sequence[ClusterRow]) -> None:
        self.comparison = comparison
        names = " and ".join(row.name for row in rows)
        empty = f"The articles state no figure for {names}." if rows else keyed(self, EMPTY)
        self._table.show_comparison(comparison, rows, empty)
        self._show_cell()

    def _show_cell(self) -> None:
        cell, row, cluster = self._table.cell, self._table.row, self._table.cluster
        if cell is None or row is None or row.row is None or cluster is None:
            self._remark.say("")
            self._sentence.show(None)
            return
        wording = f"“{cell.shown.row.fact.metric}”" if cell.shown and self._table.in_words else ""
        alone = keyed(self, _ALONE) if len(self.desk.state.clusters) == 1 else ""
        told = (f"{row.row.label} of {cluster.name}", wording, about_cell(cell), alone)
        self._remark.say(" · ".join(it for it in told if it))
        self._sentence.show_row(cell.sources[0] if cell.sources else None)

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
            self.desk.leave_out(cluster.key)

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

    @on(ClusterList.Put)
    def _toggle(self, event: ClusterList.Put) -> None:
        key = event.row.key
        if key in self.desk.state.clusters:
            self.desk.leave_out(key)
        else:
            attempt(self, partial(self.desk.compare, [key]))

    @on(RowList.Chosen, "#clusters")
    def _open_page(self, event: RowList.Chosen) -> None:
        self.desk.go(cluster=event.row.key)
        self._page.focus()

    def action_leave_page(self) -> None:
        """Back to where the page was opened."""
        self.desk.go(cluster=None)

    @on(RowList.Chosen, "#cluster-page")
    def _open_line(self, event: RowList.Chosen) -> None:
        line: Line = event.row
        if line.cluster is not None:
            self.desk.go(cluster=line.cluster.key)
        elif line.organization:
            self.desk.go(pane="search", query=f'"{line.organization}"')
        else:
            fact = line.fact.fact if line.fact else None
            article = fact.article if fact else line.article
            place = None if fact else line.place or 0
            self.desk.go(pane="read", article=article, fact=fact.id if fact else None, place=place, hits="")

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


def about_cell(cell: Cell) -> str:
    """What is to be known of a cell beside its value, in words."""
    parts = [mark.reason for mark in cell.marks]
    if cell.computed is not None:
        parts.insert(0, f"computed: {cell.computed.formula}")
    if cell.others:
        parts.append(f"{len(cell.others)} more: " + ", ".join(it.text(short=True) for it in cell.others[:4]))
    if cell.ratio is not None:
        parts.append(f"computed: {cell.ratio.text(short=True)} times the first column")
    if cell.share is not None:
        parts.append(f"computed: {cell.share.text(short=True)} of the total")
    return " · ".join(parts)


def _haystack(row: ClusterRow) -> str:
    parts = (row.name, *row.aliases, row.kind, row.level or "", row.place or "")
    return " ".join(parts).casefold()
