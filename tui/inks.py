"""Drawing with the inks of the theme: what lines and texts of our own are styled with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, cast

from rich.style import Style
from textual.color import Color
from textual.style import Style as VisualStyle
from textual.widget import Widget

if TYPE_CHECKING:
    from tui.app import JiningApp


class Inked(Widget):
    """A widget that draws with the inks of `tui.themes`.

    They are looked up by name, not as component classes: resolving the CSS of some forty of those would cost
    more than drawing the first screen.
    """

    PAPER = "paper"
    """What the widget is drawn on."""

    def on_resize(self) -> None:
        """Draw for the new size."""
        self.refresh()

    def ink(self, name: str, paper: str | None = None, bold: bool = False, underline: bool = False) -> Style:
        """The style of an ink on a paper; on the cursor's paper there is only one ink, and it is bold."""
        paper = paper or self.PAPER
        if paper == "cursor":
            name, bold = "cursor-ink", True
        return _style(self._inks[name], self._inks[paper], bold, underline)

    def written(
        self, name: str, bold: bool = False, underline: bool = False, reverse: bool = False
    ) -> VisualStyle:
        """The same for a piece of `Content`, which lies on the widget's own background."""
        return VisualStyle(
            foreground=_colour(self._inks[name]), bold=bold, underline=underline, reverse=reverse
        )

    @property
    def _inks(self) -> Mapping[str, str]:
        return cast("JiningApp", self.app).inks


@lru_cache(maxsize=64)
def _colour(name: str) -> Color:
    return Color.parse(name)


@lru_cache(maxsize=256)
def _style(ink: str, paper: str, bold: bool, underline: bool) -> Style:
    return Style(
        color=_colour(ink).rich_color, bgcolor=_colour(paper).rich_color, bold=bold, underline=underline
    )
