"""The header: the panes, what the library holds, and how many facts are selected."""

from __future__ import annotations

from rich.cells import cell_len
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message

from store.index import Totals
from tui.cells import counted
from tui.inks import Inked

PANES: tuple[tuple[str, str], ...] = (
    ("read", "Read"),
    ("facts", "Facts"),
    ("search", "Search"),
    ("compare", "Compare"),
)
"""The panes by name and title, in the order of their keys."""


class TabLine(Inked):
    """One line: tabs on the left, totals and the selection on the right, as much as fits."""

    DEFAULT_CSS = """
    TabLine { dock: top; height: 1; background: $bar; color: $dim; }
    """

    class Pressed(Message):
        """A tab was clicked."""

        def __init__(self, pane: str) -> None:
            """`pane` is the name of its pane."""
            super().__init__()
            self.pane = pane

    def __init__(self) -> None:
        """A line without numbers."""
        super().__init__()
        self._totals = Totals(0, 0, 0)
        self._selected = ""
        self._pane = "read"
        self._spots: list[tuple[int, int, str]] = []

    def show(self, pane: str, totals: Totals, selected: str) -> None:
        """Show this pane as the current one, and these numbers."""
        if (pane, totals, selected) != (self._pane, self._totals, self._selected):
            self._pane, self._totals, self._selected = pane, totals, selected
            self.refresh()

    def render(self) -> RenderResult:
        """The line for the present width."""
        width = self.size.width
        tabs, self._spots = self._tabs(" jining-tui " if width >= 100 else "")
        selected = f"{self._selected} " if self._selected else ""
        left = sum(cell_len(part.plain) for part in tabs)
        right = next(
            (text for text in self._totals_texts() if left + cell_len(text + selected) + 2 <= width),
            "",
        )
        gap = max(1, width - left - cell_len(right + selected))
        return Content("").join(
            [*tabs, Content(" " * gap + right), Content.styled(selected, self.written("accent", bold=True))]
        )

    def on_click(self, event: events.Click) -> None:
        """Show the pane whose tab was clicked."""
        for start, end, pane in self._spots:
            if start <= event.x < end:
                self.post_message(self.Pressed(pane))

    def _tabs(self, name: str) -> tuple[list[Content], list[tuple[int, int, str]]]:
        parts = [Content.styled(name, self.written("dim"))]
        spots: list[tuple[int, int, str]] = []
        at = cell_len(name)
        for number, (pane, title) in enumerate(PANES, 1):
            text = f" {number} {title} "
            style = (
                self.written("accent", bold=True, reverse=True) if pane == self._pane else self.written("ink")
            )
            parts.append(Content.styled(text, style))
            spots.append((at, at + cell_len(text), pane))
            at += cell_len(text)
        return parts, spots

    def _totals_texts(self) -> tuple[str, ...]:
        """What the library holds, from the fullest wording to the shortest."""
        articles, facts, clusters = self._totals.articles, self._totals.facts, self._totals.clusters
        return (
            f"{counted(articles, 'article')}   {counted(facts, 'fact')}   {counted(clusters, 'cluster')}   ",
            f"{counted(articles, 'article')}  {counted(facts, 'fact')}  ",
            f"{counted(facts, 'fact')} ",
        )
