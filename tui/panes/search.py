"""Search: facts and articles that hold the words, as one types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from threading import Condition

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from store.errors import UserError
from store.query.text import condition, toggled
from store.records import Fact
from store.search import ArticleHit, FactHit, SearchResult, parse, search
from tui.cells import counted
from tui.commands import bindings
from tui.completing import WayList
from tui.desk import Desk
from tui.entry import EntryLine
from tui.facets import FacetList
from tui.hits import Hit, HitList
from tui.lines import Remark
from tui.notices import attempt, away, keyed, tell
from tui.panes.pane import Pane
from tui.query_entry import QueryEntry
from tui.rowlist import RowList
from tui.rows import Listed

PLACEHOLDER = 'words, "a phrase", kind:money, period:2021 …'

LIMIT = 50
"""Hits shown of each group; the count above says how many there are."""

_REST = 0.12
"""Seconds without a key after which typing rests."""

NO_QUERY = """Type words: all of them must be found. "Quotes" keep words together,
-word leaves out, OR is either, word* is a beginning.

kind:money   unit:CNY   value>1bn   period:2021   published:2022..2024
metric:   subject:   cluster:   place:   org:   publisher:   is:selected

{complete} completes fields and values, {facets} narrows what is found;
{save_search} keeps a search under a name, {open_search} opens it again."""

Facets = Mapping[str, Sequence[tuple[str, int]]]


class SearchPane(Pane):
    """A line to search in, a line that says what was found, the hits, and beside them the facets."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    #hits { height: 1fr; width: 1fr; }
    #facets { height: 1fr; width: 34; border-left: solid $rule; display: none; }
    .-medium #facets, .-wide #facets { display: block; }
    SearchPane.-faceted #facets { display: block; }
    SearchPane #facets.-empty { display: none; }
    .-narrow SearchPane.-faceted #hits, .-tiny-width SearchPane.-faceted #hits { display: none; }
    .-narrow SearchPane.-faceted #facets, .-tiny-width SearchPane.-faceted #facets { width: 1fr; border: none; }
    """
    BINDINGS = bindings("search")

    def __init__(self, desk: Desk) -> None:
        """The pane of this desk."""
        super().__init__(desk, "search")
        self._ways = WayList()
        self._entry = QueryEntry(PLACEHOLDER, "query", "open", desk, self._ways)
        self._remark = Remark(id="search-remark")
        self._hits = HitList(desk)
        self._facets = FacetList()
        self._asked: str | None = None
        self.answered: str | None = None
        self._open_first = False
        self._meant: str | None = None
        self._turn = Condition()
        self._searching = False

    def compose(self) -> ComposeResult:
        """The line, what may follow in it, the hits and the facets."""
        yield EntryLine(self._entry, self._remark)
        yield self._ways
        with Horizontal():
            yield self._hits
            yield self._facets

    def on_mount(self) -> None:
        """Search for what the state says."""
        self._entry.serve(self._hits)
        self._entry.value = self.desk.state.query
        self.follow()

    @property
    def parts(self) -> Sequence[Widget]:
        """The hits, the facets and the line to type in."""
        return (self._hits, self._facets, self._entry)

    @property
    def fact(self) -> Fact | None:
        """The fact under the cursor."""
        hit = self._hits.row
        return hit.row.fact if isinstance(hit, FactHit) else None

    @property
    def walked(self) -> str:
        """A hit."""
        return "hit"

    def walk(self, step: int) -> None:
        """To the next or previous hit."""
        (self._hits.action_cursor_down if step > 0 else self._hits.action_cursor_up)()

    def arrive(self) -> None:
        """To the line, behind what it says."""
        self._entry.focus()

    def recall(self) -> None:
        """The query."""
        self._entry.value = self.desk.state.query

    def renew(self) -> None:
        """Search again."""
        self._asked = None
        self.follow()

    def follow(self) -> None:
        """Search for what the state asks for, if that is not what is shown."""
        query = self.desk.state.query
        if query == self._asked:
            self._hits.refresh()
            return
        self._asked = query
        self._open_first = False
        if not query.strip():
            self._show_nothing()
            return
        with self._turn:
            free, self._searching = not self._searching, True
            self._turn.notify()
        if free:
            self._search()

    @away("search")
    def _search(self) -> None:
        """Search away from the keys for what was typed last, until nothing more has been typed."""
        query: str | None = None
        try:
            while True:
                with self._turn:
                    wanted = self._asked
                    if wanted == query or not (wanted or "").strip():
                        self._searching = False
                        return
                query = wanted or ""
                index = self.desk.library.index
                self.app.call_from_thread(self._show, query, search(index, query, limit=LIMIT))
                if self._rests(query):
                    facets = index.facets(parse(query))
                    self.app.call_from_thread(self._show_facets, query, facets)
        except BaseException:
            self._searching = False
            raise

    def _rests(self, query: str) -> bool:
        """Whether nothing else is typed for a moment: facets of half a word only hold up the next answer."""
        with self._turn:
            return not self._turn.wait_for(lambda: self._asked != query, _REST)

    def _show(self, query: str, result: SearchResult) -> None:
        if query != self.desk.state.query:
            return
        self.answered = query
        found = result.fact_count + result.article_count
        if result.problem and not found:
            self._remark.say(f"{result.problem} (the last result is shown)", problem=True)
            return
        rows: list[Hit] = []
        for title, count, hits in (
            ("Facts", result.fact_count, result.facts),
            ("Articles", result.article_count, result.articles),
        ):
            if hits:
                more = f", the first {len(hits)} shown" if count > len(hits) else ""
                rows += [f"{title}  {count:,}{more}", *hits]
        empty = "Nothing found. Fewer words find more."
        if result.meant:
            empty = f"Nothing found. Did you mean “{result.meant.strip()}”?  enter searches for it"
        self._meant = result.meant
        self._hits.show(Listed(rows, self._hits.id_of), self.desk.state.fact, empty)
        counts = (
            f"{counted(result.fact_count, 'fact')}, {counted(result.article_count, 'article')}"
            f" in {elapsed(result.seconds)}"
        )
        self._remark.say(f"{result.problem} · {counts}" if result.problem else counts, bool(result.problem))
        if self._open_first:
            self._hits.action_choose()

    def _show_facets(self, query: str, facets: Facets) -> None:
        if query == self.desk.state.query:
            self._facets.show_facets(facets, query)

    def _show_nothing(self) -> None:
        self._remark.say("")
        self._meant = None
        self._facets.show_facets({}, "")
        self._hits.show(Listed((), str), empty=keyed(self, NO_QUERY))

    @on(Input.Changed, "#query")
    def _type(self, event: Input.Changed) -> None:
        self.desk.go(query=event.value)

    @on(Input.Submitted, "#query")
    def _take(self) -> None:
        """Open the hit under the cursor; of a query that is not answered yet, the first when it is."""
        self._open_first = self.answered != self.desk.state.query
        if self._open_first:
            return
        if self._meant and not self._hits.count:
            self._search_for(self._meant)
        else:
            self._hits.action_choose()

    @on(RowList.Moved, "#hits")
    def _move(self, event: RowList.Moved) -> None:
        if isinstance(event.row, FactHit):
            fact = event.row.row.fact
            self.desk.go(article=fact.article, fact=fact.id, place=None)

    @on(RowList.Chosen, "#hits")
    def _open(self, event: RowList.Chosen) -> None:
        hit, query = event.row, self.desk.state.query
        if self.desk.library.writable:
            attempt(self, lambda: self.desk.library.notebook.remember_search(query))
        if isinstance(hit, FactHit):
            fact = hit.row.fact
            self.desk.go(pane="read", article=fact.article, fact=fact.id, place=None, hits=query)
        elif isinstance(hit, ArticleHit):
            self.desk.go(pane="read", article=hit.row.id, fact=None, place=hit.start, hits=query)

    @on(RowList.Chosen, "#facets")
    def _narrow(self, event: RowList.Chosen) -> None:
        """Narrow by the value under the cursor, or widen again."""
        self._search_for(toggled(self.desk.state.query, event.row.condition))

    def action_facets(self) -> None:
        """To the facets, or from them back to the hits."""
        if not self._facets.count:
            tell(self, "There is nothing to narrow yet.")
            return
        there = self._facets.has_focus
        self.set_class(not there, "-faceted")
        self.call_after_refresh((self._hits if there else self._facets).focus)

    def action_save_search(self) -> None:
        """Ask for the name under which the search is kept."""
        from tui.dialogs.ask import AskDialog

        query = self.desk.state.query.strip()
        if not query:
            tell(self, "There is nothing to save yet: type a search first.")
            return

        def save(lines: Sequence[str]) -> str:
            name = lines[0].strip()
            if not name:
                raise UserError("A saved search needs a name.")
            self.desk.library.notebook.save_search(name, query)
            asked = condition("saved", name)
            return f"Saved as {name}: {{open_search}} opens it, {asked} asks for it in any query."

        about = f"It finds: {query}"
        self.app.push_screen(AskDialog("Save the search", [("Name", "")], save, about=about), self._tell)

    def action_open_search(self) -> None:
        """Choose from the saved searches and those made last."""
        from tui.dialogs.searches import SearchesDialog, searches

        if not searches(self.desk.library.notebook):
            tell(self, "No search is saved yet: {save_search} saves the present one.")
            return
        dialog = SearchesDialog(self.desk.library.notebook, self.desk.reload)
        self.app.push_screen(dialog, lambda query: self._search_for(query) if query else None)

    def _search_for(self, query: str) -> None:
        """Search for this, and say so in the line."""
        self._entry.value = query
        self._entry.cursor_position = len(query)
        self.desk.go(query=query)

    def _tell(self, done: str | None) -> None:
        if done:
            tell(self, done)


def elapsed(seconds: float) -> str:
    """A time as one reads it: `2 ms`, `1.3 s`."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{max(1, round(seconds * 1000))} ms"
