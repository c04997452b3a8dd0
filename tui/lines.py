"""Small widgets of a line or a few: a remark, and a sentence with its figure marked."""

from __future__ import annotations

from textual.app import RenderResult
from textual.content import Content

from store.records import Fact
from tui.cells import cut
from tui.inks import Inked


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


class Sentence(Inked):
    """The sentence of a fact, its quote marked."""

    DEFAULT_CSS = """
    Sentence { height: auto; min-height: 2; max-height: 6; padding: 0 1; border-top: solid $rule; }
    """

    def __init__(self, id: str | None = None) -> None:
        """Nothing yet."""
        super().__init__(id=id)
        self._fact: Fact | None = None
        self._source = ""

    def show(self, fact: Fact | None, source: str = "") -> None:
        """Show this fact's sentence and the words for where it stands."""
        self._fact, self._source = fact, source
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """The sentence as running text, then its source."""
        fact = self._fact
        if fact is None:
            return Content("")
        at = fact.sentence.find(fact.quote)
        at = len(fact.sentence) if at < 0 else at
        parts = (
            fact.sentence[:at],
            fact.sentence[at : at + len(fact.quote)],
            fact.sentence[at + len(fact.quote) :],
        )
        before, quote, after = (part.replace("\n", " ") for part in parts)
        return Content.assemble(
            before,
            (quote, self.written("accent", bold=True, underline=True)),
            after,
            (f"  {self._source}", self.written("dim")),
        )
