"""Read: the articles, the chosen one as running text, and the fact in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events, on
from textual.app import ComposeResult, RenderResult
from textual.containers import Container, Vertical
from textual.content import Content
from textual.widget import Widget

from store.errors import UserError
from store.index import ArticleRow, Sort
from store.records import Aside, Fact
from store.review import fact_at
from tui.cells import counted, cut, fit, one_line, width_of
from tui.commands import bindings
from tui.desk import Desk, Sheet
from tui.finding import next_place, places_of
from tui.inks import Inked
from tui.notices import tell
from tui.ordering import SortableList
from tui.panel import FactPanel
from tui.panes.pane import Pane
from tui.reader import Reader
from tui.rowlist import RowList
from tui.rows import RowSource
from tui.wrapping import wrap

if TYPE_CHECKING:
    from tui.find_line import FindLine

ROOMY = 60
"""Cells from which on a title has one line."""


class ArticleList(SortableList[ArticleRow]):
    """The articles: the title, in two lines where the list is narrow; date, number of facts, publisher."""

    row_height = 3
    sortable = (
        ("published", "Date"),
        ("article", "Title"),
        ("publisher", "Publisher"),
        ("facts", "Number of facts"),
    )
    orders = (Sort("published", descending=True),)

    def on_resize(self) -> None:
        """One line for the title where it is long enough for most."""
        self.row_height = 2 if self.size.width >= ROOMY else 3

    def draw_row(self, row: ArticleRow, line: int, width: int, paper: str) -> Sequence[Segment]:
        """A line of an article."""
        title = self._title(one_line(row.title), width - 3)
        if line < len(title):
            return [self.bar(paper), Segment(" " + title[line], self.ink("ink", paper))]
        if line > len(title):
            return [self.bar(paper)]
        text = f" {fit(row.published or 'no date', 10)}  {counted(row.facts, 'fact')}"
        publisher = cut(row.publisher or "", width - width_of(text) - 5)
        return [self.bar(paper), Segment(f"{text}  {publisher}", self.ink("dim", paper))]

    def _title(self, title: str, width: int) -> list[str]:
        """The title in the lines there are for it, cut with a sign where they are too few."""
        if self.row_height == 2 or width < 8:
            return [cut(title, width)]
        spans = list(wrap(title[: 8 * width], width).spans())
        if len(spans) == 1:
            return [title]
        (start, end), (following, _) = spans[:2]
        return [title[start:end], cut(title[following:], width)]


class Fold(Inked):
    """The list of articles folded into one line, for narrow terminals."""

    DEFAULT_CSS = "Fold { height: 1; background: $bar; color: $dim; padding: 0 1; }"

    def __init__(self) -> None:
        """An empty line."""
        super().__init__(id="fold")
        self._text = ("", "")

    def show(self, place: int, count: int, row: ArticleRow | None) -> None:
        """Show which article of how many this is."""
        left = f"[ {place}/{count}  {(row.published or '') if row else ''} "
        self._text = (left, row.title if row else "")
        self.refresh()

    def render(self) -> RenderResult:
        """The line, cut to the width."""
        left, title = self._text
        return Content(f"{left} {cut(title, self.size.width - len(left) - 3)} ]")


class ReadPane(Pane):
    """The list, the text and the panel; side by side where there is room."""

    SCOPED_CSS = False
    DEFAULT_CSS = """
    #articles { width: 1fr; display: none; }
    #sheet { width: 1fr; height: 1fr; }
    #text, #reader { width: 1fr; height: 1fr; }
    .-listing #articles { display: block; }
    .-listing #fold, .-listing #sheet { display: none; }
    .-tall #panel { height: 6; }
    .-medium #read, .-wide #read, .-wide #sheet { layout: horizontal; }
    .-medium #fold, .-wide #fold { display: none; }
    .-medium #sheet, .-wide #sheet { display: block; }
    .-medium #articles { display: block; width: 38; border-right: solid $rule; }
    .-wide #articles { display: block; width: 52; border-right: solid $rule; }
    .-wide #panel { width: 56; height: 1fr; border-top: none; border-left: solid $rule; padding: 1 2; }
    """
    BINDINGS = bindings("read")

    def __init__(self, desk: Desk) -> None:
        """The pane of this desk."""
        super().__init__(desk, "read")
        self._articles = ArticleList(
            id="articles", empty="No articles yet.\nAdd some: jining-tui add FILE…", hints={"choose": "read"}
        )
        self._articles.resume(desk.orders.get("articles", ()))
        self._fold = Fold()
        self._reader = Reader(id="reader")
        self._panel = FactPanel(id="panel")
        self._find: FindLine | None = None
        self._marked: tuple[str, str, Sequence[tuple[int, int]]] | None = None

    def compose(self) -> ComposeResult:
        """The list on the left, text and panel on the right."""
        yield self._articles
        yield self._fold
        with Container(id="sheet"):
            with Vertical(id="text"):
                yield self._reader
            yield self._panel

    def on_mount(self) -> None:
        """Show the articles and the first of them."""
        self.desk.in_view = lambda: self._reader.in_view
        self.renew()

    def renew(self) -> None:
        """Read the articles again, and keep the place."""
        current = self.desk.state.article
        rows: RowSource[ArticleRow] = self.desk.library.index.articles(sort=self._articles.orders[0])
        self._articles.show(rows, current)
        row = self._articles.row
        if row is not None and row.id != current:
            self.desk.pass_by(article=row.id, fact=None, place=None, hits="")
        elif row is None and current is not None:
            self.desk.go(article=None, fact=None, place=None, hits="")
        self.follow()

    @property
    def parts(self) -> Sequence[Widget]:
        """The text and the list."""
        return (self._reader, self._articles)

    def arrive(self) -> None:
        """To the text when a fact or a place in it is current, else to the list."""
        state = self.desk.state
        there = state.fact is not None or state.place is not None or not self._articles.display
        (self._reader if there else self._articles).focus()

    def follow(self) -> None:
        """Show the current article with its current fact."""
        state, sheet = self.desk.state, self.desk.sheet
        self._articles.point_at(state.article)
        self._fold.show(self._articles.cursor + 1, self._articles.count, self._articles.row)
        fact = next((it for it in sheet.facts if it.id == state.fact), None) if sheet else None
        aside = self._aside if fact is None else None
        hits = self._hits(sheet, state.hits)
        at = next((at for at, it in enumerate(hits) if it[0] == state.place), None)
        if self._find is not None:
            self._find.tell_place(at, len(hits))
        self._reader.mark_selected(self.desk.selection)
        self._reader.show(sheet, fact, state.place, hits)
        note = self.desk.note_on(fact) if fact else ""
        mark = self.desk.selection.mark(fact.id) if fact else " "
        hit = f"hit {at + 1} of {len(hits)}" if at is not None else counted(len(hits), "hit") if hits else ""
        self._panel.show(fact, sheet, mark, note, aside, hit)

    @property
    def _aside(self) -> Aside | None:
        """The number set aside on which the reader is."""
        sheet, place = self.desk.sheet, self.desk.state.place
        return next((it for it in sheet.asides if it.start == place), None) if sheet else None

    @property
    def number(self) -> Fact | None:
        """The current fact, or the number set aside on which the reader is."""
        sheet, aside = self.desk.sheet, self._aside
        if self.desk.state.fact is not None or sheet is None or aside is None:
            return self.fact
        return fact_at(sheet.article, aside.start, aside.end)

    def _hits(self, sheet: Sheet | None, query: str) -> Sequence[tuple[int, int]]:
        """Where the words to find, else those of the query, stand in the text; the last answer is kept."""
        if sheet is not None and self._find is not None and self._find.words.strip():
            return places_of(sheet.article.text, self._find.words)
        if sheet is None or not query:
            return ()
        if self._marked is None or self._marked[:2] != (sheet.article.id, query):
            from store.search import mark_words, parse

            spans = mark_words(parse(query), sheet.article.text)
            self._marked = (sheet.article.id, query, spans)
        return self._marked[2]

    @property
    def walked(self) -> str:
        """A hit while the article has hits, else a fact."""
        return "hit" if self._hits(self.desk.sheet, self.desk.state.hits) else "fact"

    def walk(self, step: int) -> None:
        """To the next or previous number of the text, or of the words searched for; it comes into view."""
        sheet, hits = self.desk.sheet, self._hits(self.desk.sheet, self.desk.state.hits)
        if sheet is not None and hits:
            self._step_hit(step)
        elif sheet is not None:
            numbers: list[Fact | Aside] = [*sheet.facts]
            numbers += sheet.asides if self._reader.all_asides else ()
            self.desk.walk_among(sorted(numbers, key=lambda number: number.start), step)
        if not self._reader.region:
            self._read()

    @on(RowList.Moved, "#articles")
    def _open(self, event: RowList.Moved) -> None:
        self.desk.pass_by(article=event.row.id, fact=None, place=None, hits="")

    @on(RowList.Chosen, "#articles")
    def _read(self) -> None:
        self.remove_class("-listing")
        self._reader.focus()

    @on(SortableList.Ordered, "#articles")
    def _order(self) -> None:
        self.desk.orders["articles"] = self._articles.orders
        self.renew()

    @on(Reader.Pointed)
    def _point(self, event: Reader.Pointed) -> None:
        number = event.number
        if isinstance(number, Fact):
            self.desk.go(fact=number.id, place=None)
        else:
            self.desk.go(fact=None, place=number.start)

    @on(events.Click, "#fold")
    def action_back(self) -> None:
        """From what is found in the text, or searched for, to the text alone; from there to the list."""
        if self._find is not None and self.has_class("-finding"):
            self.remove_class("-finding")
            self._find.clear()
            self._reader.focus()
            return
        if self.desk.state.hits and self._reader.has_focus:
            self.desk.go(hits="")
            return
        self.add_class("-listing")
        self._articles.focus()

    def action_other_part(self) -> None:
        """From the text to the list, or back."""
        if self._reader.has_focus:
            self.action_back()
        else:
            self._read()

    def action_open_fact(self) -> None:
        """The current fact's row in the table of facts."""
        self.desk.go(pane="facts")

    async def action_find_in_text(self) -> None:
        """Find words in the article."""
        self._read()
        self.add_class("-finding")
        if self._find is None:
            from tui.find_line import FindLine

            self._find = FindLine()
            await self.query_one("#text").mount(self._find)
        self._find.begin()

    def on_find_line_sought(self, event: FindLine.Sought) -> None:
        """The first place from where the reader is; without words, what was searched for is marked again."""
        if event.words.strip():
            self._step_hit(0)
        self.follow()

    def on_find_line_left(self) -> None:
        """From the line to the text; an empty line goes away."""
        self._reader.focus()
        if self._find is not None and not self._find.words.strip():
            self.remove_class("-finding")

    def on_find_line_stepped(self, event: FindLine.Stepped) -> None:
        """To the next place, or the one before."""
        self._step_hit(event.step)

    def _step_hit(self, step: int) -> None:
        """To the next (1) or previous (-1) place that is found, or (0) the first from here on; in a ring."""
        state, sheet = self.desk.state, self.desk.sheet
        hits = self._hits(sheet, state.hits)
        if not hits:
            return
        fact = self.desk.fact
        at = fact.start if fact is not None else state.place
        if at is None:
            at = (self._reader.in_view or 0) - (step > 0)
        self.desk.go(fact=None, place=hits[next_place(hits, at, step)][0])

    def action_goto_paragraph(self) -> None:
        """Ask for the number of a paragraph, and go there."""
        from tui.dialogs.ask import AskDialog

        starts = self._reader.paragraphs
        if not starts:
            tell(self, "No article is current.")
            return

        def go(lines: Sequence[str]) -> str:
            number = lines[0].strip()
            if not number.isdecimal() or not 1 <= int(number) <= len(starts):
                raise UserError(f"Give a number from 1 to {len(starts)}.")
            self._reader.show_place(starts[int(number) - 1])
            return number

        here = str(self._reader.paragraph_in_view + 1)
        about = f"The article has {counted(len(starts), 'paragraph')}."
        dialog = AskDialog("Go to a paragraph", [("Number", here)], go, "enter goes there   esc closes", about)
        self.app.push_screen(dialog, lambda _: self._read())

    def action_next_article(self) -> None:
        """The article below in the list."""
        self._articles.action_cursor_down()

    def action_previous_article(self) -> None:
        """The article above in the list."""
        self._articles.action_cursor_up()

    def action_asides(self) -> None:
        """Mark the numbers that were set aside, or stop marking them."""
        shown = self._reader.toggle_asides()
        told = "Numbers set aside are in italics: {next_fact} and {previous_fact} reach them."
        tell(self, told if shown else "Only facts are marked.")
