"""Small widgets of a line or a few: a remark, and a sentence with its figure marked."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content

from store.index import FactRow
from store.records import Fact
from tui.cells import cut, one_line
from tui.inks import Inked
from tui.verdicts import about_review
from tui.wrapping import wrap


class Remark(Inked):
    """One line that says what the pane shows, or what is wrong with what was typed."""

    DEFAULT_CSS = """
    Remark { height: 1; width: 1fr; color: $dim; text-align: right; }
    Remark.-problem { color: $warn; }
    """

    def __init__(self, id: str | None = None) -> None:
        """Nothing yet."""
        super().__init__(id=id)
        self.text = ""

    def say(self, text: str, problem: bool = False) -> None:
        """Show this line; in the ink of warnings where it names a problem."""
        self.text = text
        self.set_class(problem, "-problem")
        self.refresh()

    def render(self) -> RenderResult:
        """The line, cut to the width."""
        return Content(cut(self.text, self.size.width))


def source_of(row: FactRow) -> str:
    """The reader's word on a fact, and the article that states it: title, publisher, date, as far as known."""
    return " · ".join(it for it in (about_review(row), row.title, row.publisher, row.published) if it)


class Sentence(Inked):
    """The sentence of a fact with its quote marked, and under it where it stands."""

    DEFAULT_CSS = """
    Sentence { height: 5; padding: 0 1; border-top: solid $rule; }
    """

    def __init__(self, id: str | None = None) -> None:
        """Nothing yet."""
        super().__init__(id=id)
        self._fact: Fact | None = None
        self._source = ""

    def show(self, fact: Fact | None, source: str = "") -> None:
        """Show this fact's sentence and the words for where it stands."""
        if (fact, source) != (self._fact, self._source):
            self._fact, self._source = fact, source
            self.refresh()

    def show_row(self, row: FactRow | None) -> None:
        """Show a fact's sentence and what article it is from."""
        self.show(row.fact if row else None, source_of(row) if row else "")

    def render(self) -> RenderResult:
        """The lines round the quote, as many as there is room for; what is left out shows as an ellipsis."""
        fact, (width, height) = self._fact, self.size
        if fact is None or width < 4 or height < 2:
            return Content("")
        text = one_line(fact.sentence)
        at = max(text.find(one_line(fact.quote)), 0)
        end = at + len(one_line(fact.quote))
        lines = wrap(text, width - 2)
        room = height - 1
        first = max(0, min(lines.line_of(at) - room // 2, len(lines) - room))
        shown = list(lines.spans())[first : first + room]
        drawn = [self._marked(text, start, stop, at, end) for start, stop in shown]
        if first:
            drawn[0] = Content("…") + drawn[0]
        if first + room < len(lines):
            drawn[-1] += Content("…")
        source = Content.styled(cut(self._source, width), self.written("dim"))
        return Content("\n").join([*drawn, source])

    def _marked(self, text: str, start: int, stop: int, at: int, end: int) -> Content:
        """A line of the text from `start` to `stop`, with what of the quote lies in it marked."""
        left, right = min(max(at, start), stop), min(max(end, start), stop)
        quote = (text[left:right], self.written("accent", bold=True, underline=True))
        return Content.assemble(text[start:left], quote, text[right:stop])
