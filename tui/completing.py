"""Completion in a line of the query language: tab goes through what may follow, with the numbers of facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import RenderResult
from textual.content import Content

from store.completion import Completion
from store.query.reading import FIELDS
from tui.cells import cut, width_of
from tui.inks import Inked

_MOST = 8
"""Lines of ways to go on that are shown at once."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How what was `typed` may go on, and at which of the ways the line is; before the first one at -1."""

    typed: str
    ways: Sequence[Completion]
    at: int = -1

    def step(self, step: int) -> Ways:
        """The next way, or the previous one; what was typed stands between the last and the first."""
        turn = len(self.ways) + 1
        return Ways(self.typed, self.ways, (self.at + 1 + step) % turn - 1)

    @property
    def text(self) -> str:
        """What the line says there."""
        return self.typed if self.at < 0 else self.ways[self.at].query


class WayList(Inked):
    """The ways in which a query may go on, under its line; hidden while there are none."""

    DEFAULT_CSS = """
    WayList { height: auto; display: none; background: $bar; padding: 0 1; }
    """

    def __init__(self) -> None:
        """None yet."""
        super().__init__()
        self.ways: Ways | None = None

    def show(self, ways: Ways | None) -> None:
        """Show these, or none."""
        self.ways = ways
        self.display = ways is not None and bool(ways.ways)
        self.refresh(layout=True)

    def render(self) -> RenderResult:
        """A line for each way: what is added, and how many facts have it or what it asks for."""
        if self.ways is None:
            return Content("")
        first = max(0, min(self.ways.at - _MOST // 2, len(self.ways.ways) - _MOST))
        shown = self.ways.ways[first : first + _MOST]
        width = max(width_of(way.value) for way in shown)
        lines = []
        for index, way in enumerate(shown, first):
            about = FIELDS[way.value[:-1]][1] if way.facts is None and way.value[:-1] in FIELDS else ""
            right = f"{way.facts:,}" if way.facts is not None else about
            mark, style = ("▌", "accent") if index == self.ways.at else (" ", "ink")
            value = cut(way.value, max(8, self.size.width - 12))
            gap = " " * max(2, min(width, 40) - width_of(value) + 2)
            lines.append(
                Content.assemble(
                    (f"{mark}{value}", self.written(style)), (f"{gap}{right}", self.written("dim"))
                )
            )
        return Content("\n").join(lines)
