"""The article as running text: wrapped to a comfortable length, every fact marked in place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.records import Aside, Fact
from store.review import REJECTED
from tui.cells import cut, width_of
from tui.commands import bindings
from tui.desk import Selection, Sheet, ledger
from tui.finding import paragraphs
from tui.inks import Inked
from tui.kinds import SIGNS, tone
from tui.verdicts import SIGNS as VERDICTS
from tui.wrapping import Lines, wrap

MARGIN = 6
"""Cells before the text: the bar of the current sentence, the mark of a selected fact, three signs, a blank."""

MEASURE = 76
"""The longest line in cells: longer ones are tiring to read."""

REVERSE, ITALIC, STRUCK = Style(reverse=True), Style(italic=True), Style(strike=True)

ALWAYS_SHOWN = ("not understood", REJECTED)
"""Why a number that is no fact is marked all the same."""

FOUND = "/"
"""The sign in the margin of a line in which something is found: what the paper says, said without colour."""

Span = tuple[int, int]


class Reader(ScrollView, Inked, can_focus=True):
    """Draws the lines in view of an article of any length.

    A fact is underlined in the hue of its kind, and the margin shows the sign of its kind; the current one is
    reversed and bold, with a bar along its sentence. Words searched for are marked; numbers that were not
    understood (on request, all that were set aside) are italic with a sign of their own, rejected ones struck
    out.
    """

    BINDINGS = bindings("text")
    ALLOW_SELECT = False

    class Pointed(Message):
        """A fact, or a number that is marked as none, was clicked."""

        def __init__(self, number: Fact | Aside) -> None:
            """`number` is the one that was clicked."""
            super().__init__()
            self.number = number

    def __init__(self, id: str | None = None) -> None:
        """No article yet."""
        super().__init__(id=id)
        self._sheet: Sheet | None = None
        self._facts: Sequence[Fact] = ()
        self._starts: list[int] = []
        self._asides: Sequence[Aside] = ()
        self._hits: Sequence[Span] = ()
        self._selection = Selection()
        self._current: Fact | None = None
        self._sentence: Span = (0, 0)
        self._place: int | None = None
        self._head: list[tuple[str, bool]] = []
        self._lines = Lines()
        self._width = 0
        self._top = 0
        self.all_asides = False

    # what it shows

    def show(self, sheet: Sheet | None, current: Fact | None, place: int | None, hits: Sequence[Span]) -> None:
        """Show this article with this fact or else this place of the text in view, and these spans marked."""
        new = sheet is not self._sheet
        moved = new or current != self._current or place != self._place
        self._current, self._place, self._hits = current, place, hits
        if new:
            self._sheet = sheet
            self._facts = sheet.facts if sheet else ()
            self._starts = [fact.start for fact in self._facts]
        if sheet is not None and current is not None:
            start = max(current.sentence_start(sheet.article.text), 0)
            self._sentence = (start, start + len(current.sentence))
        self._choose_asides()
        if new:
            self._lay_out()
            if current is None and place is None:
                self.scroll_to(y=0, animate=False, force=True)
        if moved:
            self._reveal()
        self.refresh()

    @property
    def in_view(self) -> int | None:
        """The offset of the text in the first line in view; None at the beginning."""
        top = self.scroll_offset.y - len(self._head)
        return self._lines.starts[top] if 0 <= top < len(self._lines) and self.scroll_offset.y else None

    @property
    def paragraphs(self) -> Sequence[int]:
        """Where the paragraphs of the article begin."""
        return paragraphs(self._sheet.article.text) if self._sheet else ()

    @property
    def paragraph_in_view(self) -> int:
        """The number, from 0 on, of the paragraph at the top of the view."""
        return max(0, bisect_right(self.paragraphs, self.in_view or 0) - 1)

    def show_place(self, offset: int) -> None:
        """Bring this place of the text to the top of the view, as far as the text reaches."""
        y = self._lines.line_of(offset) + len(self._head) if offset else 0
        self.scroll_to(y=y, animate=False, force=True)

    def action_next_paragraph(self) -> None:
        """The next paragraph at the top of the view."""
        starts = self.paragraphs
        following = starts[bisect_right(starts, self.in_view or 0) :][:1]
        if following:
            self.show_place(following[0])

    def action_previous_paragraph(self) -> None:
        """The paragraph before at the top of the view, or the beginning of this one."""
        starts = self.paragraphs
        self.show_place(starts[max(0, bisect_left(starts, self.in_view or 0) - 1)] if starts else 0)

    def mark_selected(self, selection: Selection) -> None:
        """Mark the facts that are selected."""
        self._selection = selection
        self.refresh()

    def toggle_asides(self) -> bool:
        """Mark all numbers set aside, or only those not understood; whether it is all now."""
        self.all_asides = not self.all_asides
        self._choose_asides()
        self.refresh()
        return self.all_asides

    def _choose_asides(self) -> None:
        asides = self._sheet.asides if self._sheet else ()
        here = None if self._current else self._place
        self._asides = [it for it in asides if self.all_asides or it.reason in ALWAYS_SHOWN or it.start == here]

    # laying out

    def on_resize(self) -> None:
        """Wrap again, and keep what was at the top there."""
        self._fit()
        if self._top:
            self.scroll_to(y=self._lines.line_of(self._top) + len(self._head), animate=False, force=True)
            self._top = 0
        self._reveal()

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines in view; wrapped here if the width is news, so that the first paint has the text."""
        self._fit()
        return super().render_lines(crop)

    def _fit(self) -> None:
        if self.scrollable_content_region.width != self._width:
            top = self.scroll_offset.y - len(self._head)
            if not self._top and 0 <= top < len(self._lines):
                self._top = self._lines.starts[top]
            self._lay_out()

    def _lay_out(self) -> None:
        self._width = self.scrollable_content_region.width
        self._head, self._lines = [], Lines()
        if self._sheet is not None and self._width > MARGIN:
            article = self._sheet.article
            measure = min(MEASURE, self._width - MARGIN - 1)
            self._lines = wrap(article.text, measure)
            title = wrap(article.title, measure)
            source = [it for it in (article.publisher, article.published, article.place) if it]
            self._head = [
                *((article.title[start:end], True) for start, end in title.spans()),
                (cut(" · ".join(source), measure), False),
                (cut(ledger(self._sheet), measure), False),
                ("", False),
            ]
        self.virtual_size = Size(0, len(self._head) + len(self._lines))
        self.refresh()

    def _reveal(self) -> None:
        """Bring the whole current sentence into view, if it is not: a third from the top, after its context.

        Of a sentence longer than the view, its fact is seen. Textual refuses to scroll before it has laid out
        the scrollbar of a new text, so it is forced to.
        """
        target = self._current.start if self._current else self._place
        height = self.scrollable_content_region.height
        if target is None or not len(self._lines) or height <= 0:
            return
        span = self._sentence if self._current else (target, target + 1)
        first, seen, last = (
            self._lines.line_of(at) + len(self._head) for at in (span[0], target, max(target, span[1] - 1))
        )
        if last - first >= height:
            last = seen
        top = self.scroll_offset.y
        if first < top or last >= top + height:
            y = max(first - height // 3, last + 1 - height)
            self.scroll_to(y=max(0, y), animate=False, force=True)

    # drawing

    def render_line(self, y: int) -> Strip:
        """One line of the view."""
        width = self.scrollable_content_region.width
        number = y + self.scroll_offset.y
        segments: list[Segment] = []
        if number < len(self._head):
            text, title = self._head[number]
            style = self.ink("accent", bold=True) if title else self.ink("dim")
            segments = [Segment(" " * MARGIN + text, style)]
        elif number - len(self._head) < len(self._lines):
            segments = list(self._draw(number - len(self._head)))
        length = sum(width_of(segment.text) for segment in segments)
        return Strip(segments, length).adjust_cell_length(width, self.ink("ink"))

    def _draw(self, number: int) -> Iterator[Segment]:
        sheet = self._sheet
        if sheet is None:
            return
        start, end = self._lines.starts[number], self._lines.ends[number]
        facts = list(self._facts_between(start, end))
        asides = [it for it in self._asides if it.start < end and it.end > start]
        hits = list(_between(self._hits, start, end))
        yield from self._margin(start, end, facts, asides, hits)
        marked = [*((it.start, it.end) for it in facts), *((it.start, it.end) for it in asides)]
        spans = [*marked, *hits, self._sentence]
        cuts = sorted({start, end, *(min(max(at, start), end) for span in spans for at in span)})
        for left, right in pairwise(cuts):
            style = self._style_at(left, facts, asides, hits)
            yield Segment(sheet.article.text[left:right].replace("\t", " "), style)

    def _style_at(self, at: int, facts: Sequence[Fact], asides: Sequence[Aside], hits: Sequence[Span]) -> Style:
        lit = self._current is not None and self._sentence[0] <= at < self._sentence[1]
        paper = "glow" if lit else self.PAPER
        hit = any(start <= at < end for start, end in hits)
        if hit and self._current is None and self._place in {start for start, end in hits if start <= at < end}:
            return self.ink("cursor-ink", "cursor")
        for fact in facts:
            if fact.start <= at < fact.end:
                if fact == self._current:
                    return self.ink(tone(fact.kind), paper, bold=True) + REVERSE
                return self.ink(*(("hit-ink", "hit") if hit else (tone(fact.kind), paper)), underline=True)
        if hit:
            return self.ink("hit-ink", "hit", bold=True)
        for aside in asides:
            if aside.start <= at < aside.end:
                here = self._current is None and aside.start == self._place
                style = self.ink("warn", paper, bold=here) + (STRUCK if aside.reason == REJECTED else ITALIC)
                return style + REVERSE if here else style
        return self.ink("ink", paper)

    def _margin(
        self, start: int, end: int, facts: Sequence[Fact], asides: Sequence[Aside], hits: Sequence[Span]
    ) -> Iterator[Segment]:
        """The bar along the current sentence, the mark of a selected fact, up to three signs."""
        lit = self._current is not None and start < self._sentence[1] and end > self._sentence[0]
        mark = max((self._selection.mark(fact.id) for fact in facts), default=" ")
        yield Segment(("▌" if lit else " ") + mark, self.ink("accent"))
        said = self._sheet.said if self._sheet else {}
        begun = [fact for fact in facts if fact.start >= start]
        signs = {(FOUND, "accent"): None} if any(hit[0] >= start for hit in hits) else {}
        signs |= dict.fromkeys((VERDICTS[said[fact.id][0]], "accent") for fact in begun if fact.id in said)
        signs |= dict.fromkeys(("✗", "warn") for aside in asides if aside.reason == REJECTED)
        signs |= dict.fromkeys((SIGNS[fact.kind], tone(fact.kind)) for fact in begun)
        signs |= dict.fromkeys(("?", "warn") for aside in asides if aside.reason == "not understood")
        shown = list(signs)[:3]
        yield Segment(" " * (3 - len(shown)), self.ink("ink"))
        for sign, name in shown:
            yield Segment(sign, self.ink(name))
        yield Segment(" ", self.ink("ink"))

    def _facts_between(self, start: int, end: int) -> Iterator[Fact]:
        """The facts of which something lies in this stretch."""
        at = max(0, bisect_right(self._starts, start) - 1)
        while at < len(self._facts) and self._facts[at].start < end:
            if self._facts[at].end > start:
                yield self._facts[at]
            at += 1

    # moving

    def action_scroll_down(self) -> None:
        """One line down."""
        self.scroll_relative(y=1, animate=False)

    def action_scroll_up(self) -> None:
        """One line up."""
        self.scroll_relative(y=-1, animate=False)

    def action_page_down(self) -> None:
        """A page down, with one line of overlap."""
        self.scroll_relative(y=self.size.height - 1, animate=False)

    def action_page_up(self) -> None:
        """A page up, with one line of overlap."""
        self.scroll_relative(y=1 - self.size.height, animate=False)

    def action_first(self) -> None:
        """To the beginning."""
        self.scroll_to(y=0, animate=False)

    def action_last(self) -> None:
        """To the end."""
        self.scroll_to(y=self.max_scroll_y, animate=False)

    def on_click(self, event: events.Click) -> None:
        """Make the clicked fact the current one."""
        offset = event.get_content_offset(self)
        number = -1 if offset is None else offset.y + self.scroll_offset.y - len(self._head)
        if self._sheet is None or offset is None or not 0 <= number < len(self._lines):
            return
        at, end = self._lines.starts[number], self._lines.ends[number]
        cells = offset.x - MARGIN
        while at < end and cells >= width_of(self._sheet.article.text[at]):
            cells -= width_of(self._sheet.article.text[at])
            at += 1
        marked: list[Fact | Aside] = list(self._facts_between(at, at + 1))
        marked += [aside for aside in self._asides if aside.start <= at < aside.end]
        if marked and cells >= 0:
            self.post_message(self.Pointed(marked[0]))


def _between(spans: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    """The spans, sorted and apart, that share something with this stretch."""
    at = max(0, bisect_left(spans, (start, start)) - 1)
    while at < len(spans) and spans[at][0] < end:
        if spans[at][1] > start:
            yield spans[at]
        at += 1
