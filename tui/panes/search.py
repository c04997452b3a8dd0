"""Search: facts and articles that hold the words, as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.widget import Widget
from textual.widgets import Input
from textual.worker import get_current_worker

from store.records import Fact
from store.search import ArticleHit, FactHit, SearchResult, search
from store.wording import period_text, value_text
from tui.cells import counted, cut, fit, width_of
from tui.desk import Desk
from tui.entry import Entry, EntryLine
from tui.kinds import SIGNS, tone
from tui.lines import Remark
from tui.notices import away
from tui.panes.pane import Pane
from tui.rowlist import RowList
from tui.rows import Listed

PLACEHOLDER = 'words, "a phrase", kind:money, period:2021 …'

LIMIT = 50
"""Hits shown of each group; the count above says how many there are."""

Hit: TypeAlias = FactHit | ArticleHit | str
"""A row of the list; a string is a group's heading."""


class HitList(RowList[Hit]):
    """Hits in two lines each: what it is, and the words round the match."""

    row_height = 2

    def __init__(self, desk: Desk) -> None:
        """No hits yet."""
        super().__init__(id="hits", hints={"choose": "open"})
        self._desk = desk

    def id_of(self, row: Hit) -> str:
        """The id of the fact or article."""
        if isinstance(row, str):
            return ""
        return row.row.fact.id if isinstance(row, FactHit) else row.row.id

    def selectable(self, row: Hit) -> bool:
        """Headings can't be chosen."""
        return not isinstance(row, str)

    def draw_row(self, row: Hit, line: int, width: int, paper: str) -> Sequence[Segment]:
        """A line of a hit, or of a heading with a blank line over it."""
        if isinstance(row, str):
            return [Segment(f" {row}", self.ink("dim", bold=True))] if line else []
        if line:
            return [self.bar(paper), *self._snippet(row, width, paper)]
        if isinstance(row, FactHit):
            return [self.bar(paper), *self._fact_title(row, width - 1, paper)]
        return [self.bar(paper), *self._article_title(row, width - 1, paper)]

    def _fact_title(self, hit: FactHit, width: int, paper: str) -> list[Segment]:
        fact = hit.row.fact
        value, period = value_text(fact, short=True), period_text(fact.period)
        words = f"{fact.metric} · {fact.subject}" if fact.subject else fact.metric
        right = f"{period}  {hit.row.published or ''}".strip()
        cells = min(max(18, width_of(value)), width // 2)
        room = width - cells - width_of(right) - 9
        mark = "● " if fact.id in self._desk.selected else "  "
        return [
            Segment(mark, self.ink("accent", paper, bold=True)),
            Segment(f"{SIGNS[fact.kind]} {fit(value, cells)}  ", self.ink(tone(fact.kind), paper)),
            Segment(fit(words, max(room, 8)), self.ink("ink", paper)),
            Segment(f"  {right}", self.ink("dim", paper)),
        ]

    def _article_title(self, hit: ArticleHit, width: int, paper: str) -> list[Segment]:
        row = hit.row
        right = f"{counted(row.facts, 'fact')}  {row.published or ''}".strip()
        room = width - width_of(right) - 5
        return [
            Segment(f"  {fit(row.title, max(room, 8))}", self.ink("ink", paper)),
            Segment(f"  {right}", self.ink("dim", paper)),
        ]

    def _snippet(self, hit: FactHit | ArticleHit, width: int, paper: str) -> list[Segment]:
        """The words round the first match, the marked ones lit; what is cut off is cut with a sign."""
        dim, lit = self.ink("dim", paper), self.ink("accent", paper, bold=True, underline=True)
        room = width - 6
        first = hit.marks[0] if hit.marks else (0, 0)
        start = 0 if width_of(hit.snippet[: first[1]]) <= room - 8 else max(0, first[0] - room // 3)
        segments = [Segment("    …" if start else "    ", dim)]
        room, at = room - bool(start), start
        for left, right in (*hit.marks, (len(hit.snippet), len(hit.snippet))):
            for text, style in ((hit.snippet[at:left], dim), (hit.snippet[left:right], lit)):
                text = "".join(" " if letter in "\n\t" else letter for letter in text)
                segments.append(Segment(cut(text, room), style))
                room -= width_of(text)
                if room <= 0:
                    return segments
            at = right
        return segments


class SearchPane(Pane):
    """A line to search in, a line that says what was found, and the hits."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    #hits { height: 1fr; }
    """

    def __init__(self, desk: Desk) -> None:
        """The pane of this desk."""
        super().__init__(desk, "search")
        self._entry = Entry(PLACEHOLDER, id="query", enter="open")
        self._remark = Remark(id="search-remark")
        self._hits = HitList(desk)
        self._result: SearchResult | None = None
        self._asked: str | None = None
        self._answered: str | None = None
        self._open_first = False

    def compose(self) -> ComposeResult:
        """The line, the hits."""
        yield EntryLine(self._entry, self._remark)
        yield self._hits

    def on_mount(self) -> None:
        """Search for what the state says."""
        self._entry.serve(self._hits)
        self._entry.value = self.desk.state.query
        self.follow()

    @property
    def parts(self) -> Sequence[Widget]:
        """The hits and the line to type in."""
        return (self._hits, self._entry)

    @property
    def fact(self) -> Fact | None:
        """The fact under the cursor."""
        hit = self._hits.row
        return hit.row.fact if isinstance(hit, FactHit) else None

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
        if query != self._asked:
            self._asked = query
            self._open_first = False
            if query.strip():
                self._search(query)
            else:
                self.workers.cancel_group(self, "search")
                self._show_nothing()
        self._hits.refresh()

    @away("search")
    def _search(self, query: str) -> None:
        """Search away from the keys; an answer that comes too late is dropped."""
        worker = get_current_worker()
        result = search(self.desk.library.index, query, limit=LIMIT)
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, query, result)

    def _show(self, query: str, result: SearchResult) -> None:
        if query != self.desk.state.query:
            return
        self._answered = query
        if result.problem:
            self._remark.say(f"last result kept: {result.problem}", problem=True)
            return
        self._result = result
        rows: list[Hit] = []
        for title, count, hits in (
            ("Facts", result.fact_count, result.facts),
            ("Articles", result.article_count, result.articles),
        ):
            if hits:
                more = f", the first {len(hits)} shown" if count > len(hits) else ""
                rows += [f"{title}  {count:,}{more}", *hits]
        empty = "Nothing found. Fewer words find more."
        self._hits.show(Listed(rows, self._hits.id_of), self.desk.state.fact, empty)
        self._remark.say(
            f"{counted(result.fact_count, 'fact')}, {counted(result.article_count, 'article')}"
            f" in {elapsed(result.seconds)}"
        )

        if self._open_first:
            self._hits.action_choose()

    def _show_nothing(self) -> None:
        self._result = None
        self._remark.say("")
        self._hits.show(
            Listed((), str),
            empty='Type words: every one must be found. "Quotes" keep words together, -word leaves out.\n'
            'kind:money   unit:CNY   period:2021   value:>1bn   cluster:"new energy"   place:Jining',
        )

    @on(Input.Changed, "#query")
    def _type(self, event: Input.Changed) -> None:
        self.desk.go(query=event.value)

    @on(Input.Submitted, "#query")
    def _take(self) -> None:
        """Open the hit under the cursor; of a query that is not answered yet, the first when it is."""
        self._open_first = self._answered != self.desk.state.query
        if not self._open_first:
            self._hits.action_choose()

    @on(RowList.Moved, "#hits")
    def _move(self, event: RowList.Moved) -> None:
        if isinstance(event.row, FactHit):
            fact = event.row.row.fact
            self.desk.go(article=fact.article, fact=fact.id, place=None)

    @on(RowList.Chosen, "#hits")
    def _open(self, event: RowList.Chosen) -> None:
        hit = event.row
        if isinstance(hit, FactHit):
            fact = hit.row.fact
            self.desk.go(
                pane="read", article=fact.article, fact=fact.id, place=None, hits=self.desk.state.query
            )
        elif isinstance(hit, ArticleHit):
            self.desk.go(
                pane="read", article=hit.row.id, fact=None, place=hit.start, hits=self.desk.state.query
            )


def elapsed(seconds: float) -> str:
    """A time as one reads it: `2 ms`, `1.3 s`."""
    return f"{seconds:.1f} s" if seconds >= 1 else f"{max(1, round(seconds * 1000))} ms"
