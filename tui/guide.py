"""A line above the footer that leads the reader: the steps of the tutorial, or a hint at the first start."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.app import RenderResult
from textual.content import Content

from tui.inks import Inked
from tui.notices import keyed
from tui.wrapping import wrap

if TYPE_CHECKING:
    from tui.app import JiningApp


@dataclass(frozen=True, slots=True)
class Step:
    """What the reader is asked to do, commands named in braces, and whether it is done."""

    text: str
    done: Callable[[JiningApp], bool]


HINT = (
    Step(
        "Your first time here? {next_fact} walks from figure to figure, {find} searches, {show_compare} "
        "compares, {keys} shows all keys. jining-tui tutorial shows the rest in five minutes.",
        lambda app: app.desk.state.fact is not None or app.desk.state.pane != "read",
    ),
)
"""What is said at the first start, until the reader has done anything."""

LESSON = (
    Step(
        "Underlined words are figures. Press {next_fact} to go to the first one of this article: "
        "the panel says what it measures, of whom and when.",
        lambda app: app.desk.state.pane == "read" and app.desk.fact is not None,
    ),
    Step(
        "Now find the GDP of the high-tech zone in 2021: press {find}, type  gdp 2021  and press enter on "
        "the hit.",
        lambda app: app.desk.state.pane == "read" and _is_the_gdp(app),
    ),
    Step(
        "There it is in its sentence. {select} selects it for export. Select one more: {back} lets go of the "
        "words you searched for, then {next_fact} leads to the next figure.",
        lambda app: len(app.desk.selected) > 1,
    ),
    Step(
        "To compare clusters, press {show_compare}. In the list, {put} puts one in and {cursor_down} goes "
        "down: choose two.",
        lambda app: app.desk.state.pane == "compare" and len(app.desk.state.clusters) > 1,
    ),
    Step(
        "{other_part} leads to the table. Go to a figure with the arrows and press {choose}: it leads to its "
        "sentence, here as everywhere.",
        lambda app: app.desk.state.pane == "read",
    ),
    Step(
        "{export} exports what you have selected: press it, then enter. The file goes into the tutorial's own "
        "folder.",
        lambda app: bool(app.desk.folder and any(app.desk.folder.glob("*.*"))),
    ),
    Step(
        "That is all you need. {keys} shows the keys of a pane, {command_palette} finds anything by its name, "
        "{quit} ends. Nothing of this is kept: jining-tui opens your own library.",
        lambda app: False,
    ),
)
"""The steps of the tutorial, on the seeds."""


class GuideLine(Inked):
    """Shows the present step, as many lines as it needs; gone when there is none left."""

    PAPER = "glow"
    DEFAULT_CSS = """
    GuideLine { dock: bottom; height: auto; padding: 0 1; margin-bottom: 1; background: $glow; color: $ink; }
    """

    def __init__(self, steps: Sequence[Step]) -> None:
        """These steps, from the first on."""
        super().__init__(id="guide")
        self._steps = steps
        self._at = 0

    @property
    def step(self) -> Step | None:
        """The step that the reader is asked for now."""
        return self._steps[self._at] if self._at < len(self._steps) else None

    def look(self, app: JiningApp) -> None:
        """Go on over the steps that are done."""
        before = self._at
        while self.step is not None and self.step.done(app):
            self._at += 1
        if self._at != before:
            self._show()

    def skip(self) -> None:
        """Go on to the next step, though this one is not done."""
        if self._at + 1 < len(self._steps) or len(self._steps) == 1:
            self._at += 1
            self._show()

    def _show(self) -> None:
        self.display = self.step is not None
        self.refresh(layout=True)

    def on_click(self) -> None:
        """The next step."""
        self.skip()

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        """The lines that the step needs in this width."""
        return len(wrap(self._text, max(width, 1)))

    def render(self) -> RenderResult:
        """The step with its number."""
        text = self._text
        lines = wrap(text, max(self.size.width, 1))
        return Content("\n").join(Content(text[start:end]) for start, end in lines.spans())

    @property
    def _text(self) -> str:
        if self.step is None:
            return ""
        number = f"{self._at + 1}/{len(self._steps)}  " if len(self._steps) > 1 else ""
        return number + keyed(self, self.step.text)


def _is_the_gdp(app: JiningApp) -> bool:
    fact = app.desk.fact
    return (
        fact is not None
        and fact.metric.upper().endswith("GDP")
        and fact.kind == "money"
        and (fact.period or "").startswith("2021")
    )
